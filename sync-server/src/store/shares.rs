//! What a kiosk says of its shares of places, as it comes in.

use shared::ids::KioskId;
use shared::protocol::v1::ShareReport;
use shared::time::UnixMs;

/// What a kiosk says of its shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SharesSaid {
    /// Who says it.
    pub(crate) kiosk: KioskId,
    /// Whether it holds no other shares.
    pub(crate) whole: bool,
    /// The shares.
    pub(crate) shares: Vec<ShareReport>,
    /// When it came, by the server's clock.
    pub(crate) received: UnixMs,
}
