//! One round of syncing without threads, for `kiosk sync` and tests.

use std::path::Path;
use std::sync::{Arc, Mutex};

use journal::Journal;
use journal::clock::Clock;
use kiosk_config::Config;
use shared::protocol::v1::DeviceReport;

use super::addresses::ServerAddresses;
use super::ask::Ask;
use super::courier::Courier;
use super::error::UplinkError;
use super::media::MediaCourier;
use super::offset::OffsetEstimate;
use super::plan::{Line, plan};

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
    let mut courier = Courier::new(data, config, clock, &offset, addresses)?;
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
    let fetched = MediaCourier::new(data, config, addresses)?.round(&|| false)?;
    synced.pictures = fetched.files;
    Ok(synced)
}
