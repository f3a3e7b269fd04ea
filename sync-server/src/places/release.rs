//! Places taken from a ticket by the organisers: its kiosk is broken, the ticket was withdrawn, or its holder has said
//! that they will not come.

use std::path::Path;

use shared::ids::KioskId;
pub use shared::places::Released;

use super::PlacesError;
use crate::store::Office;
use crate::tickets::TicketName;

/// Takes a ticket's places in a session away: all of them, or those from one kiosk. What a kiosk gave that was removed
/// (`kiosk remove`), or before it lost its disk, goes to others at once.
///
/// # Errors
/// [`PlacesError`] when the database can't be written to, or knows no such session, ticket or place.
pub fn release(
    data: &Path,
    session: &str,
    ticket: TicketName,
    from: Option<&KioskId>,
) -> Result<Released, PlacesError> {
    let mut office = Office::open(data)?;
    let kiosks = office.kiosks()?;
    let gone = |kiosk: &KioskId| !kiosks.iter().any(|known| known.id == kiosk.as_str());
    let (number, code) = match ticket {
        TicketName::Number(number) => (number, None),
        TicketName::ShortCode(code) => (code.number(), Some(code)),
    };
    let edit = office.edit()?;
    if !edit.is_known(number, code)? {
        return Err(PlacesError::NoTicket(ticket));
    }
    let released = edit.release_places(session, number, from, gone)?;
    match released {
        None => Err(PlacesError::NoSession(session.to_owned())),
        Some(Released {
            at_once: 0,
            when_heard: 0,
        }) => Err(PlacesError::NoPlaces(ticket)),
        Some(released) => {
            edit.commit()?;
            Ok(released)
        }
    }
}
