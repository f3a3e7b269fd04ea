//! What visitors left with their name, for those it is meant for: network registrations for the organisers, and each
//! exhibitor's contact requests for that exhibitor alone. What is kept of one person, and its deletion.

mod deletion;
mod person;
mod retention;

use jiff::civil::Date;
use shared::ids::BoothNumber;
use shared::submission::{Submission, SubmissionId, Wish};
use shared::time::VenueTimeZone;

use super::server_keys::ServerKeyError;
use crate::ports::{Database, PortError, StoredSubmission, search_words};

pub use deletion::{DeletionReport, PurgeReport, delete_again, delete_person, deletions, purge};
pub use person::{Person, PersonKey, PersonSubmission, PersonTicket, note_export, person};
pub(crate) use retention::announced;
pub use retention::{
    HeldPeople, RETENTION_DAYS, Retention, delete_expired, held, retention, set_retention,
};

/// The fewest digits of a telephone number that are looked for.
const DIGITS_FEWEST: usize = 4;

/// Why there is no list.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// The exhibition has no such booth.
    #[error("the exhibition has no booth {0}; look at the numbers in the catalogue")]
    NoBooth(BoothNumber),
    /// There is no such submission.
    #[error("there is no submission {0}; should a kiosk still have it, it will not be taken in")]
    NoSubmission(SubmissionId),
    /// Nothing was chosen.
    #[error("nothing was chosen; choose what belongs to the person")]
    Nothing,
    /// People's data is needed as long as the exhibition lasts.
    #[error("people's data is needed until the exhibition is over; choose {0} or a later day")]
    TooEarly(Date),
    /// The exhibition's keys.
    #[error(transparent)]
    Key(#[from] ServerKeyError),
}

/// Submissions of one kind, in the order in which they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmissionList {
    /// Network registrations, or the booth whose exhibitor these contact requests are for.
    pub kind: SubmissionKind,
    /// The exhibition's zone.
    pub zone: VenueTimeZone,
    /// The submissions.
    pub submissions: Vec<StoredSubmission>,
}

/// What submissions are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubmissionKind {
    /// The network of the organisers.
    Network,
    /// The exhibitor of a booth.
    Contact(BoothNumber),
}

/// Returns everyone who joined the network, or everyone who agreed to be contacted by one exhibitor and nobody else.
///
/// # Errors
/// [`PeopleError`] when there is no such booth, or the database can't be read.
pub fn list(database: &dyn Database, kind: SubmissionKind) -> Result<SubmissionList, PeopleError> {
    let catalogue = database.read()?.catalogue()?;
    let submissions = database.submissions()?;
    let submissions = match kind {
        SubmissionKind::Network => submissions.network()?,
        SubmissionKind::Contact(booth) if catalogue.booth(booth).is_none() => {
            return Err(PeopleError::NoBooth(booth));
        }
        SubmissionKind::Contact(booth) => submissions.contacts(booth)?,
    };
    let zone = catalogue.calendar().zone;
    Ok(SubmissionList {
        kind,
        zone,
        submissions,
    })
}

/// Deletes a submission for good.
///
/// # Errors
/// [`PeopleError::NoSubmission`] when there is none: should it come in later, it is not taken in.
pub fn forget(database: &dyn Database, id: SubmissionId) -> Result<(), PeopleError> {
    if database.submissions()?.forget(id)? {
        Ok(())
    } else {
        Err(PeopleError::NoSubmission(id))
    }
}

/// Which submissions are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PeopleQuery {
    /// Words of the name, the organisation, the place or the note; or a part of the telephone number or e-mail address.
    pub text: String,
    /// Network registrations alone, or contact requests alone.
    pub is_network: Option<bool>,
}

/// Returns the submissions that are wanted, newest first.
///
/// # Errors
/// [`PeopleError::Database`] when they can't be read.
pub fn search(
    database: &dyn Database,
    query: &PeopleQuery,
) -> Result<Vec<StoredSubmission>, PeopleError> {
    let mut found = database.submissions()?.all()?;
    found.retain(|it| {
        let is_network = matches!(it.submission.wish, Wish::Join { .. });
        query.is_network.is_none_or(|wanted| wanted == is_network)
            && matches(&it.submission, &query.text)
    });
    found.reverse();
    Ok(found)
}

/// Returns whether a text leads to a submission.
fn matches(submission: &Submission, text: &str) -> bool {
    let reach = reach_key(&submission.reach);
    let wanted = reach_key(text);
    let is_number = wanted.bytes().all(|it| it.is_ascii_digit());
    if wanted.len() >= DIGITS_FEWEST && (is_number || wanted.contains('@')) {
        return reach.contains(&wanted);
    }
    let more = match &submission.wish {
        Wish::Join {
            organisation,
            place,
            ..
        } => [organisation.as_deref(), place.as_deref()],
        Wish::Contact { note, .. } => [note.as_deref(), None],
    };
    let texts = [Some(submission.name.as_str()), Some(&submission.reach)];
    let texts = texts.into_iter().chain(more).flatten();
    let words: Vec<String> = texts.flat_map(search_words).collect();
    let begins = |wanted: &String| words.iter().any(|word| word.starts_with(wanted));
    search_words(text).iter().all(begins)
}

/// Returns a telephone number or an e-mail address as it is compared: `+84 900 000 123` is `0900000123`.
fn reach_key(reach: &str) -> String {
    let reach = reach.trim().to_lowercase();
    let number: String = reach.chars().filter(char::is_ascii_digit).collect();
    if reach.contains('@') || number.is_empty() {
        return reach;
    }
    match number.strip_prefix("84") {
        Some(rest) if reach.starts_with('+') || reach.starts_with("84") => format!("0{rest}"),
        _ => number,
    }
}

#[cfg(test)]
mod tests {
    use shared::submission::NetworkRole;
    use shared::time::UnixMs;

    use super::*;

    /// Somebody who joined the network.
    fn somebody() -> Submission {
        Submission {
            id: SubmissionId([1; 16]),
            written: UnixMs(0),
            language: "vi".to_owned(),
            name: "Nguyễn Thị Đào".to_owned(),
            reach: "0900 000 123".to_owned(),
            wish: Wish::Join {
                role: NetworkRole::Producer,
                organisation: Some("Hợp tác xã Gốm".to_owned()),
                place: None,
            },
            consent: None,
        }
    }

    #[test]
    fn damaged_words_find_a_person_or_nobody() {
        let submission = somebody();
        let samples: [&[u8]; 4] = [
            "NGUYỄN đào".as_bytes(),
            b"+84 900 000 123",
            b"84",
            b"a@b.vn",
        ];
        damaged_input::each("person-search", 256, &samples, |bytes| {
            let found = matches(&submission, &String::from_utf8_lossy(bytes));
            Ok(if found { "found" } else { "nobody" }.to_owned())
        });
    }

    #[test]
    fn person_is_found_without_diacritics_or_by_number() {
        let submission = somebody();
        for text in ["", "dao", "NGUYEN gom", "+84 900 000 123", "000123"] {
            assert!(matches(&submission, text), "{text}");
        }
        for text in ["dao lan", "0900 000 124", "a@b.vn"] {
            assert!(!matches(&submission, text), "{text}");
        }
    }
}
