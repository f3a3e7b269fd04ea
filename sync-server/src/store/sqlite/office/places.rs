//! The places of sessions, for the organisers' list, and kiosks that are waited for no longer.

use std::collections::BTreeMap;

use shared::ids::KioskId;
use shared::places;

use super::super::{load, places as offices};
use super::{Edit, Office};
use crate::app::system_time;
use crate::store::StoreError;

impl Office {
    /// The office of every session that has been asked for a place, by the session's name.
    pub(crate) fn places(&self) -> Result<BTreeMap<String, places::Office>, StoreError> {
        let published = load::published(&self.0)?;
        offices::known(&self.0, &published)
    }
}

impl Edit<'_> {
    /// Waits for a kiosk no longer; answers for how many sessions it was waited for.
    pub(crate) fn give_up_places(&self, kiosk: &KioskId) -> Result<usize, StoreError> {
        let epoch = load::published(&self.0)?.epoch;
        let mut given_up = 0;
        for (session, mut kept) in offices::current(&self.0, &epoch, system_time())? {
            if kept.office.waits_for(kiosk) {
                kept.office.give_up(kiosk);
                offices::write(&self.0, &session, &kept)?;
                given_up += 1;
            }
        }
        Ok(given_up)
    }
}
