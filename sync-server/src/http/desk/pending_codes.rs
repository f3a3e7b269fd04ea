//! The codes that make devices kiosks, for as long as they are good.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use shared::enrolment::EnrolmentCode;
use shared::ids::KioskId;
use shared::time::UnixMs;

use crate::operations::devices::InvitationReport;

/// The codes that are shown: the database has only hashes of their secrets.
#[derive(Default)]
pub(crate) struct PendingCodes(Mutex<HashMap<KioskId, (EnrolmentCode, UnixMs)>>);

impl PendingCodes {
    /// Keeps a code for as long as it is good.
    pub(super) fn keep(&self, kiosk: KioskId, report: InvitationReport, now: UnixMs) {
        let mut codes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        codes.retain(|_, (_, expires)| now < *expires);
        codes.insert(kiosk, (report.code, report.expires));
    }

    /// Returns a code that is still good, and until when.
    pub(super) fn of(&self, kiosk: &KioskId, now: UnixMs) -> Option<(EnrolmentCode, UnixMs)> {
        let codes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let code = codes.get(kiosk).filter(|(_, expires)| now < *expires);
        code.cloned()
    }
}
