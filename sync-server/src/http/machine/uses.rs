//! Which tokens are in use.

use std::collections::HashMap;
use std::sync::Mutex;

use shared::time::UnixMs;

/// When it was last written down that a token is in use, by its number.
#[derive(Default)]
pub(crate) struct ApiUses(pub(super) Mutex<HashMap<u32, UnixMs>>);
