//! The uplink: brings records to the server and news from it, on threads of its own.
//!
//! What to do next is a pure function ([`plan`](fn@plan), [`ask`](fn@ask)); a thread only carries it out. One thread
//! sends; another listens with a long poll, so that an admission at another door is known here
//! within a second. Whatever fails, records stay in the outbox until the server has said that it
//! keeps them.

mod addresses;
mod answer;
mod ask;
mod client;
mod courier;
mod device;
mod discovery;
mod enrol;
pub mod enrolment;
mod error;
mod link;
mod media;
mod media_error;
mod news;
mod offset;
mod once;
mod pinned;
mod plan;
mod reach;
mod seats;
mod shelf;
mod sides;
mod sync_state;
mod threads;
mod tokens;
mod versions;

pub use addresses::address_for_phones;
pub use ask::{Ask, Told, ask, lacks};
pub use courier::gives_seats;
pub(crate) use enrol::{NotEnrolled, ask_to_enrol};
pub use error::UplinkError;
pub use media_error::MediaError;
pub use news::{News, Report, SeatsWanted};
pub use offset::{Exchange, OffsetEstimate};
pub use once::{Synced, sync_once};
pub use plan::{BACK_OFF_MAX_MS, HEARTBEAT_MS, Line, Step, plan};
pub use reach::{TriedAddress, try_addresses};
pub use seats::exchange_seats;
pub use shelf::{List, Shelf};
pub use sync_state::{PendingFeed, PendingPush, Pulled, SyncState};
pub use threads::{Uplink, start};
pub use tokens::FILE as TOKEN_FILE;
pub use versions::{STARTS_AT_MOST, Start, VERSION_VARIABLE, VersionState, Versions};

#[cfg(test)]
mod scene;
#[cfg(test)]
mod tests;
