//! What the journal holds: records, what waits, tickets and keys, and the server's time.

use desk::check_known_place;
use jiff::Timestamp;
use journal::{Journal, JournalError, Knowledge};
use kiosk_config::Config;
use shared::doctor::Finding;
use shared::time::{UnixMs, VenueTimeZone};
use texts::text_id;

use super::Examination;

/// How wrong the clock is before somebody should set it, in milliseconds: as the device page says.
const CLOCK_OFF_MS: u64 = 30_000;
/// How far the clock may be before the server's last known time, in milliseconds.
const CLOCK_BEHIND_MS: i64 = 60_000;
/// How long records wait before somebody should see to it, in milliseconds.
const WAITING_MS: i64 = 15 * 60_000;
/// How many faults are named.
const NAMED: usize = 5;

impl Examination<'_> {
    /// Returns what is found in a journal that can be read.
    pub(super) fn records(
        &self,
        config: &Config,
        journal: &mut Journal,
    ) -> Result<Vec<Finding>, JournalError> {
        let mut findings = vec![self.soundness(journal)?];
        for sentence in journal.trouble()? {
            let what = [("what", sentence.into())];
            findings.push(self.to_mend("lost", text_id!("staff-doctor-lost"), what));
        }
        let known = journal.knowledge()?;
        findings.push(self.outbox(journal, &known)?);
        if known.revoked {
            findings.push(self.broken("service", text_id!("staff-doctor-revoked"), []));
        } else {
            findings.extend(self.knowledge(config, journal, &known)?);
        }
        findings.push(self.clock(journal, &known)?);
        Ok(findings)
    }

    fn soundness(&self, journal: &Journal) -> Result<Finding, JournalError> {
        let mut faults = journal.faults()?;
        if faults.is_empty() {
            let records = [("records", journal.size()?.records.into())];
            return Ok(self.good("journal", text_id!("staff-doctor-journal"), records));
        }
        let count = faults.len();
        faults.truncate(NAMED);
        let slots = [
            ("count", count.into()),
            ("faults", faults.join("; ").into()),
        ];
        Ok(self.to_mend("journal", text_id!("staff-doctor-journal-bad"), slots))
    }

    /// Returns how many records wait, and since when.
    fn outbox(&self, journal: &mut Journal, known: &Knowledge) -> Result<Finding, JournalError> {
        let waiting = journal.outbox()?.waiting;
        if waiting == 0 {
            return Ok(self.good("outbox", text_id!("staff-doctor-all-sent"), []));
        }
        let since = journal.waiting_since()?;
        let now = self.now.plus(journal.clock_offset_ms()?);
        let since_text = since.map_or_else(|| "?".to_owned(), |at| time(known, at));
        let slots = [("count", waiting.into()), ("since", since_text.into())];
        let is_short = since.is_some_and(|since| now.since(since) < WAITING_MS);
        Ok(if is_short {
            self.good("outbox", text_id!("staff-doctor-waiting"), slots)
        } else {
            self.to_mend("outbox", text_id!("staff-doctor-waiting"), slots)
        })
    }

    /// Returns whether the kiosk knows all that it admits visitors by.
    fn knowledge(
        &self,
        config: &Config,
        journal: &Journal,
        known: &Knowledge,
    ) -> Result<Vec<Finding>, JournalError> {
        let mut findings = Vec::new();
        if known.catalogue.is_none() {
            findings.push(self.broken("catalogue", text_id!("staff-doctor-no-catalogue"), []));
        } else if let Err(error) = check_known_place(config, known) {
            let why = [("why", error.to_string().into())];
            findings.push(self.broken("catalogue", text_id!("staff-doctor-no-place"), why));
        } else {
            findings.push(self.good("catalogue", text_id!("staff-doctor-catalogue"), []));
        }
        findings.push(if known.ring.is_empty() {
            self.broken("keys", text_id!("staff-doctor-no-keys"), [])
        } else {
            self.good("keys", text_id!("staff-doctor-keys"), [])
        });
        let tickets = [("count", journal.tickets()?.into())];
        findings.push(if journal.ticket_list_mark()?.whole {
            self.good("tickets", text_id!("staff-doctor-tickets"), tickets)
        } else {
            self.to_mend("tickets", text_id!("staff-doctor-tickets-part"), tickets)
        });
        Ok(findings)
    }

    /// Returns how the clock stands to the server's, as far as the journal knows.
    fn clock(&self, journal: &Journal, known: &Knowledge) -> Result<Finding, JournalError> {
        let offset = journal.clock_offset_ms()?;
        let corrected = self.now.plus(offset);
        let Some(heard) = journal.server_time()? else {
            let now = [("now", time(known, self.now).into())];
            return Ok(self.to_mend("clock", text_id!("staff-doctor-clock-unknown"), now));
        };
        let slots = [
            ("now", time(known, self.now).into()),
            ("heard", time(known, heard).into()),
            ("seconds", (offset.unsigned_abs() / 1_000).into()),
        ];
        Ok(if heard.since(corrected) > CLOCK_BEHIND_MS {
            self.to_mend("clock", text_id!("staff-doctor-clock-behind"), slots)
        } else if offset.unsigned_abs() >= CLOCK_OFF_MS {
            self.to_mend("clock", text_id!("staff-doctor-clock-off"), slots)
        } else {
            self.good("clock", text_id!("staff-doctor-clock"), slots)
        })
    }
}

/// Returns a time as it is in the exhibition, or in UTC while its zone is not known.
fn time(known: &Knowledge, at: UnixMs) -> String {
    match &known.catalogue {
        Some(catalogue) => {
            let zone: VenueTimeZone = catalogue.calendar().zone;
            let local = zone.local_datetime(at);
            local.strftime("%d/%m/%Y %H:%M").to_string()
        }
        None => Timestamp::from_millisecond(at.0).map_or_else(
            |_| at.0.to_string(),
            |at| at.strftime("%d/%m/%Y %H:%M UTC").to_string(),
        ),
    }
}
