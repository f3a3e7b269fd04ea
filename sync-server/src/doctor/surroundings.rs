//! This computer: its clock, its limits, and what the exhibition wants of it.

use shared::doctor::Finding;
use shared::time::UnixMs;

use super::Examination;
use crate::descriptors::{FILES_WANTED, most_files};
use crate::operations::{recovery, server_keys};
use crate::ports::{PortError, ReadTx};
use crate::sqlite::SqliteDatabase;
use crate::store::CLOCK_BEHIND_MS;

/// How many days before its end a certificate is to be renewed.
const CERTIFICATE_DAYS: i64 = 14;
const DAY_MS: i64 = 86_400_000;
/// What `init` writes and what nobody but the owner of the paper should have.
const SHEET_FILE: &str = "recovery-sheet.html";

impl Examination<'_> {
    /// Returns what can be found out without the exhibition.
    pub(super) fn surroundings(&self) -> Vec<Finding> {
        let mut findings = vec![self.permissions()];
        findings.extend(self.disk());
        findings.extend(self.open_files());
        findings
    }

    fn open_files(&self) -> Option<Finding> {
        let server = self.folder.and_then(SqliteDatabase::server);
        let most = most_files(server)?;
        let slots = [("files", most.into()), ("wanted", FILES_WANTED.into())];
        Some(if most < FILES_WANTED {
            self.to_mend("open-files", text_id!("desk-doctor-files-few"), slots)
        } else {
            Finding::good(
                "open-files",
                self.say_with(text_id!("desk-doctor-files"), slots),
            )
        })
    }

    /// Returns how the clock and the time zone stand to what is stored, and to the exhibition's days.
    pub(super) fn calendar(&self, view: &dyn ReadTx) -> Result<Vec<Finding>, PortError> {
        let catalogue = view.catalogue()?;
        let calendar = catalogue.calendar();
        let seen = view.devices()?.into_iter().filter_map(|it| it.last_seen);
        let newest = seen.fold(view.made()?, UnixMs::max);
        let time = |at| {
            let local = calendar.zone.local_datetime(at);
            local.strftime("%d/%m/%Y %H:%M").to_string()
        };
        let now = [
            ("now", time(self.now).into()),
            ("newest", time(newest).into()),
        ];
        let mut findings = vec![if newest.since(self.now) > CLOCK_BEHIND_MS {
            let next = self.say(text_id!("desk-doctor-clock-behind-next"));
            Finding::broken(
                "clock",
                self.say_with(text_id!("desk-doctor-clock-behind"), now),
                next,
            )
        } else {
            Finding::good("clock", self.say_with(text_id!("desk-doctor-clock"), now))
        }];
        let today = calendar.date_at(self.now);
        if let (Some(first), Some(last)) = (calendar.days.first(), calendar.days.last()) {
            let id = match today {
                _ if today < *first => text_id!("desk-doctor-days-before"),
                _ if today > *last => text_id!("desk-doctor-days-after"),
                _ => text_id!("desk-doctor-days-during"),
            };
            let slots = [
                ("first", first.strftime("%d/%m/%Y").to_string().into()),
                ("last", last.strftime("%d/%m/%Y").to_string().into()),
            ];
            findings.push(Finding::good("days", self.say_with(id, slots)));
        }
        let own = jiff::tz::TimeZone::system();
        let at = jiff::Timestamp::from_millisecond(self.now.0).unwrap_or_default();
        let own_minutes = own.to_offset(at).seconds() / 60;
        if own_minutes != i32::from(catalogue.utc_offset_minutes) {
            let offset = |minutes: i32| {
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.abs();
                format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            };
            let slots = [
                ("own", offset(own_minutes).into()),
                ("venue", offset(catalogue.utc_offset_minutes.into()).into()),
            ];
            // Everything that is stored and shown is in the exhibition's zone.
            findings.push(Finding {
                next: Some(self.say(text_id!("desk-doctor-zone-next"))),
                ..Finding::good(
                    "time-zone",
                    self.say_with(text_id!("desk-doctor-zone"), slots),
                )
            });
        }
        Ok(findings)
    }

    /// Returns for how long browsers accept the certificate.
    pub(super) fn certificate(&self, view: &dyn ReadTx) -> Result<Option<Finding>, PortError> {
        let end = server_keys::certificate_end(view)?;
        Ok(end.map(|end| {
            let days = end.since(self.now).div_euclid(DAY_MS);
            let slots = [("days", days.into())];
            match days {
                ..0 => self.to_mend(
                    "certificate",
                    text_id!("desk-doctor-certificate-over"),
                    slots,
                ),
                0..CERTIFICATE_DAYS => self.to_mend(
                    "certificate",
                    text_id!("desk-doctor-certificate-ends"),
                    slots,
                ),
                _ => Finding::good(
                    "certificate",
                    self.say_with(text_id!("desk-doctor-certificate"), slots),
                ),
            }
        }))
    }

    /// Returns whether the recovery sheet is on paper, and on paper alone.
    pub(super) fn recovery_sheet(&self, view: &dyn ReadTx) -> Result<Vec<Finding>, PortError> {
        let mut findings = vec![if recovery::is_to_be_printed(view)? {
            self.to_mend("recovery-sheet", text_id!("desk-doctor-sheet-missing"), [])
        } else {
            Finding::good("recovery-sheet", self.say(text_id!("desk-doctor-sheet")))
        }];
        let file = self.data.join(SHEET_FILE);
        if file.exists() {
            let file = [("file", file.display().to_string().into())];
            findings.push(self.to_mend("recovery-sheet", text_id!("desk-doctor-sheet-file"), file));
        }
        Ok(findings)
    }
}
