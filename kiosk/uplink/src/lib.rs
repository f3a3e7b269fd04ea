//! The uplink: brings records to the server and news from it, on threads of its own.
//!
//! What to do next is a pure function ([`plan`](fn@plan), [`ask`](fn@ask)); a thread only carries it out. One thread
//! sends; another listens with a long poll, so that an admission at another door is known here
//! within a second. Whatever fails, records stay in the outbox until the server has said that it
//! keeps them.

mod addresses;
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
mod offset;
mod pinned;
mod plan;
mod seats;
mod shelf;
mod sides;
mod sync_state;
mod threads;
mod tokens;

use std::path::Path;
use std::sync::{Arc, Mutex};

use journal::Journal;
use journal::clock::Clock;
use shared::protocol::v1::DeviceReport;
use view::LinkStatus;

use kiosk_config::Config;

use addresses::ServerAddresses;
pub use addresses::address_for_phones;
pub use ask::{Ask, Told, ask, lacks};
pub(crate) use enrol::{NotEnrolled, ask_to_enrol};
pub use error::UplinkError;
pub use media_error::MediaError;
pub use offset::{Exchange, OffsetEstimate};
pub use plan::{BACK_OFF_MAX_MS, HEARTBEAT_MS, Line, Step, plan};
pub use seats::exchange_seats;
pub use seats::gives_seats;
pub use shelf::{List, Shelf};
pub use sync_state::{PendingFeed, PendingPush, Pulled, SyncState};
pub use threads::{Uplink, start};
pub use tokens::FILE as TOKEN_FILE;

/// What the uplink tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// The connection is in this state now.
    Link(LinkStatus),
    /// Something was learnt from the server and is in the journal.
    Learnt,
    /// How many records the server does not have yet.
    Waiting(u64),
    /// How many submissions the server does not have yet.
    Submissions(u64),
    /// The server has said something of seats in sessions, and it is in the journal.
    Seats,
    /// The address of the server's pages for phones.
    PhonesAddress(String),
    /// What the disk changed in a large journal and can't be made anew.
    Damaged(String),
    /// Why pictures or videos can't be fetched although the server is there; `None` when they can again.
    Pictures(Option<String>),
}

/// Seats in a session that someone in front of the kiosk waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatsWanted {
    /// The session, by the catalogue's name.
    pub session: String,
    /// For how many people.
    pub people: u16,
}

/// Takes [`News`]; called from the uplink's threads, so it must be quick.
pub type Report = Arc<dyn Fn(News) + Send + Sync>;

/// What one round of syncing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Synced {
    /// Records that the server has taken.
    pub sent: u64,
    /// Passages at other doors that are new here.
    pub passages: usize,
    /// Tickets that were added to the ticket list, or changed in it.
    pub tickets: usize,
    /// Catalogue or keys are others now.
    pub knowledge: bool,
    /// Records that the server put aside.
    pub set_aside: usize,
    /// Submissions that the server has taken; they are on this kiosk no more.
    pub submissions: usize,
    /// Pictures and videos that have come.
    pub pictures: usize,
}

/// Fetches all news, sends all records and fetches all pictures and videos, without threads. Where the server is at none of
/// its addresses, searches the network and tries once more.
///
/// # Errors
/// [`UplinkError`] at the first exchange that fails; what was done before it stays done.
pub fn sync_once(data: &Path, config: &Config, clock: &Clock) -> Result<Synced, UplinkError> {
    // Nobody else may have looked at it since the last start.
    drop(Journal::open_sound(data, config.exhibition, &config.kiosk)?);
    let addresses = ServerAddresses::new(data, config);
    match sync_at(&addresses, data, config, clock) {
        Err(error) if error.is_elsewhere() && addresses.search() => {
            sync_at(&addresses, data, config, clock)
        }
        synced => synced,
    }
}

fn sync_at(
    addresses: &ServerAddresses,
    data: &Path,
    config: &Config,
    clock: &Clock,
) -> Result<Synced, UplinkError> {
    let offset = Arc::new(Mutex::new(OffsetEstimate::default()));
    let mut courier = courier::Courier::new(data, config, clock, &offset, addresses)?;
    let mut synced = Synced::default();
    let mut is_over = false;
    loop {
        let next = courier.next()?;
        let fetched = match courier.fetch(&next, 0) {
            // First everything is handed in.
            Err(UplinkError::Over { .. }) => {
                is_over = true;
                break;
            }
            fetched => fetched?,
        };
        let pulled = courier.take_in(&fetched)?;
        synced.passages += pulled.applied.passages;
        synced.knowledge |= pulled.applied.knowledge;
        synced.tickets += pulled.tickets;
        let stuck = matches!(next, Ask::Register(_)) && !pulled.moved;
        if !pulled.more || stuck {
            break;
        }
    }
    let mut line = Line::default();
    loop {
        let before = courier.outbox()?;
        match courier.push(plan(&before, &line, 0), DeviceReport::default()) {
            Ok(done) => {
                line.succeeded(0);
                let done = done.unwrap_or_default();
                synced.sent += before.waiting.saturating_sub(done.waiting);
                synced.set_aside += done.set_aside;
                if done.waiting == 0 {
                    break;
                }
            }
            Err(UplinkError::TooLarge { .. }) if line.can_shrink() => line.too_large(),
            Err(error) => return Err(error),
        }
    }
    loop {
        match courier.send_submissions() {
            // An older server does not know of submissions; they wait for a newer one.
            Ok(0) | Err(UplinkError::Refused { status: 404, .. }) => break,
            Ok(sent) => synced.submissions += sent,
            Err(error) => return Err(error),
        }
    }
    if is_over {
        return Err(courier.end()?);
    }
    // Last, since nothing that counts depends on them.
    let fetched = media::MediaCourier::new(data, config, addresses)?.round(&|| false)?;
    synced.pictures = fetched.files;
    Ok(synced)
}

#[cfg(test)]
mod scene;
#[cfg(test)]
mod tests;
