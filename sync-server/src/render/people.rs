//! Submissions as CSV for Excel.

use std::io::Write;

use shared::submission::{Reach, Wish};
use shared::time::{UnixMs, VenueTimeZone};

use crate::operations::people::{PeopleError, SubmissionKind, SubmissionList};
use crate::ports::StoredSubmission;
use crate::sheet::Sheet;

/// What is said of who joined the network.
pub(crate) const NETWORK_COLUMNS: [&str; 14] = [
    "id",
    "date",
    "time",
    "role",
    "name",
    "phone",
    "email",
    "organisation",
    "place",
    "language",
    "kiosk",
    "received",
    "clock",
    "consent",
];

/// What is said of who wants to be contacted by an exhibitor.
const CONTACT_COLUMNS: [&str; 11] = [
    "id", "date", "time", "name", "phone", "email", "note", "language", "received", "clock",
    "consent",
];

impl SubmissionList<'_> {
    /// Writes the submissions as CSV that Excel opens, while they are read.
    ///
    /// # Errors
    /// [`PeopleError`] when they can't be read or written.
    pub fn write_csv(&self, out: &mut dyn Write) -> Result<(), PeopleError> {
        let mut sheet = match self.kind {
            SubmissionKind::Network => Sheet::new(&NETWORK_COLUMNS),
            SubmissionKind::Contact(_) => Sheet::new(&CONTACT_COLUMNS),
        };
        self.each(|stored| {
            if let Some(row) = self.registration(stored) {
                sheet.row(&row);
            } else if let Some([id, day, time, name, phone, email, note]) = self.contact(stored) {
                let language = stored.submission.language.clone();
                let [received, clock, consent] = agreed(self.zone, stored);
                sheet.row(&[
                    id, day, time, name, phone, email, note, language, received, clock, consent,
                ]);
            }
            Ok(out.write_all(sheet.take().as_bytes())?)
        })?;
        // The heads alone, where there is nobody.
        Ok(out.write_all(sheet.take().as_bytes())?)
    }

    /// Returns the submissions as CSV that Excel opens.
    ///
    /// # Errors
    /// [`PeopleError`] when they can't be read.
    pub fn csv(&self) -> Result<String, PeopleError> {
        let mut text = Vec::new();
        self.write_csv(&mut text)?;
        Ok(String::from_utf8_lossy(&text).into_owned())
    }

    /// Returns what [`NETWORK_COLUMNS`] name of somebody who joined the network.
    pub(crate) fn registration(
        &self,
        stored: &StoredSubmission,
    ) -> Option<[String; NETWORK_COLUMNS.len()]> {
        let Wish::Join {
            role,
            organisation,
            place,
        } = &stored.submission.wish
        else {
            return None;
        };
        let [id, day, time, name, phone, email] = common(self.zone, stored);
        let [received, clock, consent] = agreed(self.zone, stored);
        Some([
            id,
            day,
            time,
            role.code().to_owned(),
            name,
            phone,
            email,
            organisation.clone().unwrap_or_default(),
            place.clone().unwrap_or_default(),
            stored.submission.language.clone(),
            stored.kiosk.to_string(),
            received,
            clock,
            consent,
        ])
    }

    /// Returns id, date, time, name, telephone number, e-mail address and note of who wants to be contacted.
    pub(crate) fn contact(&self, stored: &StoredSubmission) -> Option<[String; 7]> {
        let Wish::Contact { note, .. } = &stored.submission.wish else {
            return None;
        };
        let [id, day, time, name, phone, email] = common(self.zone, stored);
        let note = note.clone().unwrap_or_default();
        Some([id, day, time, name, phone, email, note])
    }
}

/// Id, date, time, name, telephone number and e-mail address.
fn common(zone: VenueTimeZone, stored: &StoredSubmission) -> [String; 6] {
    let submission = &stored.submission;
    let (date, time) = moment(zone, submission.written);
    let reach = submission.reach.trim().to_owned();
    let (phone, email) = match Reach::of(&reach) {
        Some(Reach::Email) => (String::new(), reach),
        _ => (grouped(&reach), String::new()),
    };
    let id = submission.id.to_string();
    [id, date, time, submission.name.clone(), phone, email]
}

/// Returns when the server received it, by its own clock; whether the kiosk knew the time at which they agreed; and
/// which words they agreed to, as the first half of a SHA-256. The last two are empty for what an earlier version took
/// in.
fn agreed(zone: VenueTimeZone, stored: &StoredSubmission) -> [String; 3] {
    let (date, time) = moment(zone, stored.received);
    let consent = stored.submission.consent;
    let clock = consent.map_or("", |consent| {
        if consent.time_known {
            "known"
        } else {
            "unsure"
        }
    });
    let words = consent.map(|consent| hex::encode(&consent.words[..16]));
    [
        format!("{date} {time}"),
        clock.to_owned(),
        words.unwrap_or_default(),
    ]
}

fn moment(zone: VenueTimeZone, at: UnixMs) -> (String, String) {
    let local = zone.local(at);
    (local.date.to_string(), local.to_string())
}

/// Returns a telephone number in groups, as it is read aloud. As bare digits a spreadsheet would take it for a number
/// and drop the nought at its beginning.
fn grouped(phone: &str) -> String {
    let bare = phone.chars().all(|c| c.is_ascii_digit());
    if !bare || phone.len() < 8 {
        return phone.to_owned();
    }
    let (first, rest) = phone.split_at(phone.len() - 6);
    let (middle, last) = rest.split_at(3);
    format!("{first} {middle} {last}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phone_keeps_its_zero_in_a_spreadsheet() {
        assert_eq!(grouped("0900000123"), "0900 000 123");
        assert_eq!(grouped("024 3874 0000"), "024 3874 0000");
        assert_eq!(grouped("+84900000123"), "+84900000123");
    }
}
