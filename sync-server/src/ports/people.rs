//! Names on tickets and in notes, and what was deleted of them.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};
use shared::ids::TicketNumber;
use shared::submission::SubmissionId;
use shared::ticket::CodeKey;
use shared::time::UnixMs;

use super::{PortError, TicketNote};

/// Something that was deleted for good. No name can be read from it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deletion {
    /// What a visitor left, by its random id.
    Submission(SubmissionId),
    /// The name and the notes of a ticket: the hash of number and name under the exhibition's key, and when.
    TicketName([u8; 32], UnixMs),
    /// All names and notes of tickets, and when.
    AllNames(UnixMs),
    /// All tickets with their codes, and when.
    AllTickets(UnixMs),
}

/// A text that is no deletion; one of a later version may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this line tells of no deletion that this version knows")]
pub struct NoDeletion;

impl fmt::Display for Deletion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Submission(id) => write!(f, "submission {id}"),
            Self::TicketName(hash, at) => write!(f, "ticket {} {}", hex::encode(hash), at.0),
            Self::AllNames(at) => write!(f, "names {}", at.0),
            Self::AllTickets(at) => write!(f, "tickets {}", at.0),
        }
    }
}

impl FromStr for Deletion {
    type Err = NoDeletion;

    fn from_str(text: &str) -> Result<Self, NoDeletion> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let at = |text: &str| text.parse().map(UnixMs).map_err(|_| NoDeletion);
        match words[..] {
            ["submission", id] => id.parse().map(Self::Submission).map_err(|_| NoDeletion),
            ["ticket", hash, ms] => {
                let mut bytes = [0; 32];
                hex::decode_to_slice(hash, &mut bytes).map_err(|_| NoDeletion)?;
                Ok(Self::TicketName(bytes, at(ms)?))
            }
            ["names", ms] => Ok(Self::AllNames(at(ms)?)),
            ["tickets", ms] => Ok(Self::AllTickets(at(ms)?)),
            _ => Err(NoDeletion),
        }
    }
}

/// Returns the hash of the name on a ticket under the exhibition's key; of one without a name, that of an empty one.
pub(crate) fn ticket_name_hash(key: &CodeKey, ticket: TicketNumber, name: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"name of a ticket\0");
    hash.update(key.0);
    hash.update(ticket.0.to_be_bytes());
    hash.update(name.as_bytes());
    hash.finalize().into()
}

/// Reads what tickets say of people.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait ReadPeople {
    /// Returns the tickets with a name, and the name.
    fn ticket_names(&self) -> Result<Vec<(TicketNumber, String)>, PortError>;

    /// Returns what was noted of any ticket, oldest first.
    fn all_ticket_notes(&self) -> Result<Vec<TicketNote>, PortError>;

    /// Returns how many tickets have a name.
    fn count_ticket_names(&self) -> Result<usize, PortError>;

    /// Returns how many notes of tickets there are.
    fn count_ticket_notes(&self) -> Result<usize, PortError>;

    /// Returns how many tickets there are.
    fn count_tickets(&self) -> Result<u64, PortError>;

    /// Returns what was deleted; no submissions are among it.
    fn deletions(&self) -> Result<Vec<Deletion>, PortError>;

    /// Returns the key of the hashes in deletions.
    fn deletion_key(&self) -> Result<Option<CodeKey>, PortError>;
}

/// Deletes what tickets say of people.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait WritePeople {
    /// Deletes the names and notes of tickets, in the log of changes too. Kiosks learn that the names are gone.
    fn delete_ticket_names(&self, tickets: &[TicketNumber]) -> Result<(), PortError>;

    /// Deletes all tickets with their codes. What was recorded of them stays and counts, and no number is given out again.
    fn delete_tickets(&self) -> Result<(), PortError>;

    /// Deletes what was deleted since the database was as it is, and notes that; returns whether there was anything.
    /// Submissions are left to the port that has them.
    fn delete_again(&self, deletions: &[Deletion]) -> Result<bool, PortError>;

    /// Notes that something was deleted.
    fn insert_deletions(&self, deletions: &[Deletion]) -> Result<(), PortError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_deletion_is_read_as_it_is_written_or_refused() {
        let samples = [
            Deletion::Submission(SubmissionId([7; 16])),
            Deletion::TicketName([9; 32], UnixMs(17)),
            Deletion::AllNames(UnixMs(17)),
        ];
        let samples = samples.map(|it| it.to_string());
        let samples = samples.each_ref().map(String::as_bytes);
        damaged_input::each("deletion", 256, &samples, |bytes| {
            let Ok(deletion) = String::from_utf8_lossy(bytes).parse::<Deletion>() else {
                return Ok("refused".to_owned());
            };
            proptest::prop_assert_eq!(deletion.to_string().parse().ok(), Some(deletion));
            Ok("read".to_owned())
        });
    }

    #[test]
    fn deletion_is_read_as_it_is_written() {
        for deletion in [
            Deletion::Submission(SubmissionId([7; 16])),
            Deletion::TicketName([9; 32], UnixMs(17)),
            Deletion::AllNames(UnixMs(1)),
            Deletion::AllTickets(UnixMs(2)),
        ] {
            assert_eq!(deletion.to_string().parse(), Ok(deletion));
        }
        for text in ["", "ticket 12 3", "names", "names x", "people 3"] {
            assert_eq!(text.parse::<Deletion>(), Err(NoDeletion), "{text}");
        }
    }
}
