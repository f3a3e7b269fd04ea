//! Submissions: what a visitor leaves with a name on it, and agrees to. They join the network, or ask an
//! exhibitor to get in touch.
//!
//! A submission is no record. It holds personal data, so it goes to the organisers and nowhere else: in
//! no log, in no feed, and off the kiosk as soon as the server has it.

mod check;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::ids::BoothNumber;
use crate::time::UnixMs;

pub use check::{LONGEST_NAME, LONGEST_NOTE, Reach, SubmissionError, SubmissionField, check_typed};

/// What names a submission among all others: random, so that sending it twice is harmless and it says nothing about
/// its author. As text, 32 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SubmissionId(pub [u8; 16]);

/// What a visitor leaves.
#[derive(Clone, PartialEq, Eq)]
pub struct Submission {
    /// What names it.
    pub id: SubmissionId,
    /// When they agreed, by the corrected clock.
    pub written: UnixMs,
    /// The language of what they agreed to: `vi`.
    pub language: String,
    /// Their name, as they want to be called.
    pub name: String,
    /// A telephone number or an e-mail address.
    pub reach: String,
    /// What they want.
    pub wish: Wish,
    /// How they agreed; `None` where an earlier version did not say.
    pub consent: Option<Consent>,
}

/// How somebody agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consent {
    /// The [`hash_of_words`] that they agreed to.
    pub words: [u8; 32],
    /// Whether the kiosk knew the time; otherwise [`Submission::written`] may be any.
    pub time_known: bool,
}

/// Tells which words somebody agreed to: the SHA-256 of the sentences as they stood on the screen, one a line, the last
/// of them what stood on the button.
#[must_use]
pub fn hash_of_words<'a>(sentences: impl IntoIterator<Item = &'a str>) -> [u8; 32] {
    let lines: Vec<&str> = sentences.into_iter().collect();
    Sha256::digest(lines.join("\n").as_bytes()).into()
}

/// What a submission is for.
#[derive(Clone, PartialEq, Eq)]
pub enum Wish {
    /// To join the network.
    Join {
        /// As what.
        role: NetworkRole,
        /// The workshop, company or cooperative they speak for, if they said.
        organisation: Option<String>,
        /// Their village or commune, if they said.
        place: Option<String>,
    },
    /// To be contacted by an exhibitor.
    Contact {
        /// Their booth.
        booth: BoothNumber,
        /// What about, if they said.
        note: Option<String>,
    },
}

coded! {
    /// As what someone joins the network.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum NetworkRole {
        /// Makes things.
        Producer = "producer",
        /// Sells on what others make.
        Distributor = "distributor",
        /// Buys and uses them.
        Consumer = "consumer",
    }
}

impl NetworkRole {
    /// Returns whether a member in this role may speak for an organisation.
    #[must_use]
    pub fn has_organisation(self) -> bool {
        self != Self::Consumer
    }
}

/// A text that is no submission's id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{0}\" is no letter's id; copy the 32 digits and letters from the first column of an export"
)]
pub struct NoSubmissionId(String);

impl FromStr for SubmissionId {
    type Err = NoSubmissionId;

    fn from_str(text: &str) -> Result<Self, NoSubmissionId> {
        let mut id = [0; 16];
        match hex::decode_to_slice(text.trim(), &mut id) {
            Ok(()) => Ok(Self(id)),
            Err(_) => Err(NoSubmissionId(text.chars().take(40).collect())),
        }
    }
}

impl TryFrom<String> for SubmissionId {
    type Error = NoSubmissionId;

    fn try_from(text: String) -> Result<Self, NoSubmissionId> {
        text.parse()
    }
}

impl From<SubmissionId> for String {
    fn from(id: SubmissionId) -> Self {
        hex::encode(id.0)
    }
}

impl fmt::Display for SubmissionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for SubmissionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LetterId({self})")
    }
}

/// Says that there is a submission, and nothing of what is in it: what is printed ends up in logs.
impl fmt::Debug for Submission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Letter({}, …)", self.id)
    }
}

impl fmt::Debug for Wish {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Join { role, .. } => write!(f, "Join({role:?}, …)"),
            Self::Contact { booth, .. } => write!(f, "Contact({booth}, …)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_id_of_a_submission_is_printed() {
        let letter = Submission {
            id: SubmissionId([7; 16]),
            written: UnixMs(0),
            language: "vi".to_owned(),
            name: "Nguyễn Thị Mẫu".to_owned(),
            reach: "0900 000 000".to_owned(),
            wish: Wish::Contact {
                booth: BoothNumber(12),
                note: Some("hai trăm chén".to_owned()),
            },
            consent: None,
        };
        let joins = Wish::Join {
            role: NetworkRole::Producer,
            organisation: Some("Hợp tác xã".to_owned()),
            place: Some("Kim Lan".to_owned()),
        };
        let printed = format!("{letter:?} {:?} {joins:?}", letter.wish);
        for secret in ["Mẫu", "0900", "chén", "Hợp tác", "Kim Lan"] {
            assert!(!printed.contains(secret), "{printed}");
        }
    }

    #[test]
    fn an_id_is_read_as_it_is_written() {
        let id = SubmissionId([0xab; 16]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!("12 34".parse::<SubmissionId>().is_err());
    }
}
