//! What every handler can reach.

use std::sync::Arc;

use shared::time::UnixMs;
use tokio::sync::watch;

use super::allowance::Allowances;
use super::media::MediaFiles;
use super::snapshots::Snapshots;
use super::tls::Tls;
use crate::clock::Clock;
use crate::store::Store;

/// What every handler can reach.
#[derive(Clone)]
pub(crate) struct AppState {
    pub(crate) store: Arc<Store>,
    pub(crate) snapshots: Snapshots,
    pub(crate) allowances: Arc<Allowances>,
    pub(crate) kiosks_media: Arc<MediaFiles>,
    pub(crate) phones_media: Arc<MediaFiles>,
    pub(crate) tls: Tls,
    pub(crate) clock: Clock,
    pub(crate) stopping: watch::Receiver<bool>,
}

impl AppState {
    /// Returns the time by the server's clock.
    pub(crate) fn now(&self) -> UnixMs {
        (self.clock)()
    }
}
