//! Tickets that are shown for a visit to a booth or for their stamp card, and the card that is on the screen.

use shared::ids::BoothNumber;
use shared::record::Stamp;
use view::{Mode, Purpose, Role, StampCard, Verdict};

use super::{Desk, DeskError};

/// The card on the screen, and how many there were.
#[derive(Debug, Default)]
pub(super) struct BoothVisitsRoom {
    cards: u64,
    card: Option<StampCard>,
}

/// Why a ticket is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BoothVisitsEvent<'a> {
    /// Its visit to this booth counts.
    AtBooth(BoothNumber, &'a str),
    /// The visitor wants to see its card.
    ForCard(&'a str),
}

/// What the room needs to know to handle an event.
pub(super) struct BoothVisitsContext<'a> {
    pub(super) desk: &'a mut Desk,
    pub(super) mode: Mode,
    pub(super) stamp: Stamp,
}

impl<'a> BoothVisitsEvent<'a> {
    /// Returns `None` where a code is the gate's.
    pub(super) fn of(code: &'a str, purpose: &Purpose, role: Role) -> Option<Self> {
        match (purpose, role) {
            (Purpose::Usual, Role::Booth(booth)) => Some(Self::AtBooth(booth, code)),
            (Purpose::Usual, Role::Hall) | (Purpose::Stamps, _) => Some(Self::ForCard(code)),
            _ => None,
        }
    }
}

impl BoothVisitsRoom {
    /// Handles an event. Returns the verdict to show; without one there is a card.
    ///
    /// # Errors
    /// [`DeskError`]: nothing was recorded; the kiosk is out of order.
    pub(super) fn handle(
        &mut self,
        event: BoothVisitsEvent<'_>,
        context: BoothVisitsContext<'_>,
    ) -> Result<Option<Verdict>, DeskError> {
        let BoothVisitsContext { desk, mode, stamp } = context;
        match event {
            BoothVisitsEvent::AtBooth(booth, code) => {
                desk.visit(code, booth, mode, &stamp).map(Some)
            }
            BoothVisitsEvent::ForCard(code) => Ok(match desk.stamps(code, &stamp)? {
                Ok(booths) => {
                    self.cards += 1;
                    let id = self.cards;
                    self.card = Some(StampCard { id, booths });
                    None
                }
                Err(refused) => Some(refused),
            }),
        }
    }

    /// Forgets the card: its visitor is gone.
    pub(super) fn forget(&mut self) {
        self.card = None;
    }

    /// The card on the screen.
    pub(super) fn card(&self) -> Option<&StampCard> {
        self.card.as_ref()
    }
}

#[cfg(test)]
mod tests;
