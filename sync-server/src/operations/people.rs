//! What visitors left with their name, for those it is meant for: network registrations for the organisers, and each
//! exhibitor's contact requests for that exhibitor alone. What is kept of one person, and its deletion.

mod deletion;
mod pages;
mod person;
mod retention;

use std::io;
use std::ops::ControlFlow;

use jiff::civil::Date;
use shared::ids::BoothNumber;
use shared::submission::{Submission, SubmissionId, Wish};
use shared::time::VenueTimeZone;

use super::server_keys::ServerKeyError;
use crate::ports::{
    Database, PortError, StoredSubmission, SubmissionPage, SubmissionPlace, WhichSubmissions,
    search_words,
};

pub use deletion::{DeletionReport, PurgeReport, delete_again, delete_person, deletions, purge};
pub(crate) use pages::each_of_all;
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
    /// What the list is written to.
    #[error("the list can't be written: {0}")]
    Write(#[from] io::Error),
}

/// Submissions of one kind, in the order in which they came. They are read when they are asked for, page by page.
#[derive(Clone, Copy)]
pub struct SubmissionList<'a> {
    /// Network registrations, or the booth whose exhibitor these contact requests are for.
    pub kind: SubmissionKind,
    /// The exhibition's zone.
    pub zone: VenueTimeZone,
    database: &'a dyn Database,
}

impl SubmissionList<'_> {
    /// Calls `each` with every submission.
    ///
    /// # Errors
    /// [`PeopleError::Database`] when they can't be read, or as `each` fails.
    pub fn each(
        &self,
        mut each: impl FnMut(&StoredSubmission) -> Result<(), PeopleError>,
    ) -> Result<(), PeopleError> {
        let which = match self.kind {
            SubmissionKind::Network => WhichSubmissions::Network,
            SubmissionKind::Contact(booth) => WhichSubmissions::Booth(booth),
        };
        let first = SubmissionPage {
            which,
            ..SubmissionPage::default()
        };
        let submissions = self.database.submissions()?;
        pages::each_submission(&*submissions, first, |it| {
            each(&it).map(ControlFlow::Continue)
        })
    }
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
pub fn list(
    database: &dyn Database,
    kind: SubmissionKind,
) -> Result<SubmissionList<'_>, PeopleError> {
    let catalogue = database.read()?.catalogue()?;
    if let SubmissionKind::Contact(booth) = kind
        && catalogue.booth(booth).is_none()
    {
        return Err(PeopleError::NoBooth(booth));
    }
    Ok(SubmissionList {
        kind,
        zone: catalogue.calendar().zone,
        database,
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
    /// Of which kind.
    pub which: WhichSubmissions,
    /// Those that are older than this one.
    pub before: Option<SubmissionPlace>,
    /// How many at most.
    pub most: usize,
}

/// What a search found, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeopleSearch {
    /// The submissions.
    pub submissions: Vec<StoredSubmission>,
    /// Whether there are older ones.
    pub more: bool,
}

/// Returns the submissions that are wanted. No more are read than it takes to find them.
///
/// # Errors
/// [`PeopleError::Database`] when they can't be read.
pub fn search(database: &dyn Database, query: &PeopleQuery) -> Result<PeopleSearch, PeopleError> {
    let mut found = PeopleSearch {
        submissions: Vec::new(),
        more: false,
    };
    let first = SubmissionPage {
        which: query.which,
        newest_first: true,
        after: query.before,
        ..SubmissionPage::default()
    };
    let submissions = database.submissions()?;
    pages::each_submission(&*submissions, first, |it| {
        if matches(&it.submission, &query.text) {
            if found.submissions.len() >= query.most {
                found.more = true;
                return Ok::<_, PeopleError>(ControlFlow::Break(()));
            }
            found.submissions.push(it);
        }
        Ok(ControlFlow::Continue(()))
    })?;
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
