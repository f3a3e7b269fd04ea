//! The places of sessions, for the organisers' list, and kiosks that are waited for no longer.

use std::collections::BTreeMap;

use shared::ids::{KioskId, TicketNumber};
use shared::places::{self, Released};

use super::super::load;
use super::super::places::{current, known, write};
use super::{Edit, Office};
use crate::clock::system_time;
use crate::store::StoreError;

impl Office {
    /// The office of every session that has been asked for a place, by the session's name.
    pub(crate) fn places(&self) -> Result<BTreeMap<String, places::Office>, StoreError> {
        let published = load::published(&self.0)?;
        known(&self.0, &published)
    }
}

impl Edit<'_> {
    /// Waits for a kiosk no longer; answers for how many sessions it was waited for.
    pub(crate) fn give_up_places(&self, kiosk: &KioskId) -> Result<usize, StoreError> {
        let epoch = load::published(&self.0)?.epoch;
        let mut given_up = 0;
        for (session, mut kept) in current(&self.0, &epoch, system_time())? {
            if kept.office.waits_for(kiosk) {
                kept.office.give_up(kiosk);
                write(&self.0, &session, &kept)?;
                given_up += 1;
            }
        }
        Ok(given_up)
    }

    /// Takes a ticket's places in a session away; `None` when nobody was ever given one there. `gone` tells which kiosks
    /// will never be heard again.
    pub(crate) fn release_places(
        &self,
        session: &str,
        ticket: TicketNumber,
        from: Option<&KioskId>,
        gone: impl Fn(&KioskId) -> bool,
    ) -> Result<Option<Released>, StoreError> {
        let epoch = load::published(&self.0)?.epoch;
        let mut offices = current(&self.0, &epoch, system_time())?;
        let Some(mut kept) = offices.remove(session) else {
            return Ok(None);
        };
        let released = kept.office.release(ticket, from, gone);
        write(&self.0, session, &kept)?;
        Ok(Some(released))
    }
}
