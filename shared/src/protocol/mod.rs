//! What travels between kiosk and server.
//!
//! Wire types stand apart from the domain's, so that the rules can change without breaking kiosks
//! in the field. A version only grows: fields are added, never renamed or removed, and the golden
//! files in `shared/golden/v1` must parse for ever.

pub mod v1;

/// The most records one batch may hold.
pub const MAX_BATCH: usize = 500;
/// The most bytes a request body may have after decompression.
pub const MAX_BODY_BYTES: usize = 1 << 20;
/// The type of service under which a server announces itself by mDNS (RFC 6763).
pub const MDNS_SERVICE: &str = "_exhibition._tcp.local.";
