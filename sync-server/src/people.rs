//! What visitors left with their name on it, for those it is meant for: the network for the organisers, and each
//! exhibitor's contacts for that exhibitor alone.

use std::path::Path;

use shared::catalogue::Catalogue;
use shared::ids::BoothNumber;
use shared::letter::{LetterId, Reach, Wish};
use shared::time::UnixMs;

use crate::sheet::Sheet;
use crate::store::{Office, StoreError, StoredLetter};

/// Why there is no list.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The exhibition has no such booth.
    #[error("the exhibition has no booth {0}; look at the numbers in the catalogue")]
    NoBooth(BoothNumber),
    /// There is no such letter.
    #[error(
        "there is no letter {0}; copy the id from the first column of `sync-server network export` or `contacts export`. Should a kiosk still have it, it will not be taken in"
    )]
    NoLetter(LetterId),
}

/// Everyone who joined the network, as CSV that Excel opens.
///
/// # Errors
/// [`PeopleError`] when the database can't be read.
pub fn network(data: &Path) -> Result<String, PeopleError> {
    let office = Office::open(data)?;
    let catalogue = office.catalogue()?;
    let mut list = Sheet::new(&[
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
    ]);
    for stored in office.network_letters()? {
        let Wish::Join {
            role,
            organisation,
            place,
        } = &stored.letter.wish
        else {
            continue;
        };
        let [id, day, time, name, phone, email] = common(&catalogue, &stored);
        let (language, kiosk) = (stored.letter.language.clone(), stored.kiosk.to_string());
        let role = role.code().to_owned();
        let [received, clock, consent] = agreed(&catalogue, &stored);
        let organisation = organisation.clone().unwrap_or_default();
        let place = place.clone().unwrap_or_default();
        list.row(&[
            id,
            day,
            time,
            role,
            name,
            phone,
            email,
            organisation,
            place,
            language,
            kiosk,
            received,
            clock,
            consent,
        ]);
    }
    Ok(list.text())
}

/// Everyone who agreed to be contacted by the exhibitor of a booth, and nobody else, as CSV that Excel opens.
///
/// # Errors
/// [`PeopleError`] when there is no such booth, or the database can't be read.
pub fn contacts(data: &Path, booth: BoothNumber) -> Result<String, PeopleError> {
    let office = Office::open(data)?;
    let catalogue = office.catalogue()?;
    if catalogue.booth(booth).is_none() {
        return Err(PeopleError::NoBooth(booth));
    }
    let mut list = Sheet::new(&[
        "id", "date", "time", "name", "phone", "email", "note", "language", "received", "clock",
        "consent",
    ]);
    for stored in office.contact_letters(booth)? {
        let Wish::Contact { note, .. } = &stored.letter.wish else {
            continue;
        };
        let [id, day, time, name, phone, email] = common(&catalogue, &stored);
        let note = note.clone().unwrap_or_default();
        let language = stored.letter.language.clone();
        let [received, clock, consent] = agreed(&catalogue, &stored);
        list.row(&[
            id, day, time, name, phone, email, note, language, received, clock, consent,
        ]);
    }
    Ok(list.text())
}

/// Deletes a letter for good, whatever it was for.
///
/// # Errors
/// [`PeopleError::NoLetter`] when there is none: should it come in later, it is not taken in.
pub fn forget(data: &Path, id: LetterId) -> Result<(), PeopleError> {
    if Office::open(data)?.forget_letter(id)? {
        Ok(())
    } else {
        Err(PeopleError::NoLetter(id))
    }
}

/// Id, date, time, name, telephone number and e-mail address.
fn common(catalogue: &Catalogue, stored: &StoredLetter) -> [String; 6] {
    let letter = &stored.letter;
    let (date, time) = moment(catalogue, letter.written);
    let reach = letter.reach.trim().to_owned();
    let (phone, email) = match Reach::of(&reach) {
        Some(Reach::Email) => (String::new(), reach),
        _ => (grouped(&reach), String::new()),
    };
    let id = letter.id.to_string();
    [id, date, time, letter.name.clone(), phone, email]
}

/// When the server received it, by its own clock; whether the kiosk knew the time at which they agreed; and which words
/// they agreed to, as the first half of a SHA-256. The last two are empty for what an earlier version took in.
fn agreed(catalogue: &Catalogue, stored: &StoredLetter) -> [String; 3] {
    let (date, time) = moment(catalogue, stored.received);
    let consent = stored.letter.consent;
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

fn moment(catalogue: &Catalogue, at: UnixMs) -> (String, String) {
    let local = catalogue.calendar().zone.local(at);
    (local.date.to_string(), local.to_string())
}

/// A telephone number in groups, as it is read aloud. As bare digits a spreadsheet would take it for a number and drop
/// the nought at its beginning.
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
    fn a_telephone_number_keeps_its_nought_in_a_spreadsheet() {
        assert_eq!(grouped("0900000123"), "0900 000 123");
        assert_eq!(grouped("024 3874 0000"), "024 3874 0000");
        assert_eq!(grouped("+84900000123"), "+84900000123");
    }
}
