//! Submissions on their way to the server, and the server's answer. None of it is ever told to a kiosk again.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::{BoothNumber, ExhibitionId};
use crate::submission::{Consent, NetworkRole, Submission, SubmissionId, Wish};
use crate::time::UnixMs;

/// Submissions, in any order.
#[derive(Debug, Serialize, Deserialize)]
pub struct SubmissionsPush {
    /// The exhibition.
    pub exhibition: ExhibitionId,
    /// The submissions.
    #[serde(rename = "letters")]
    pub submissions: Vec<SubmissionItem>,
}

/// The server's answer. A submission that is in neither list was not understood, and stays where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmissionsReply {
    /// These are durable on the server, whether they came now or before; the kiosk forgets them.
    pub kept: Vec<SubmissionId>,
    /// These can't be answered by anybody, and never could; the kiosk forgets them too.
    #[serde(default)]
    pub refused: Vec<SubmissionId>,
    /// The server's clock as it answered.
    pub server_time_ms: UnixMs,
}

/// One submission. What it is for decides which fields it has.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmissionItem {
    /// What names it.
    pub id: SubmissionId,
    /// `network` or `contact`.
    pub kind: String,
    /// When its author agreed.
    pub written_ms: UnixMs,
    /// The language of what they agreed to.
    pub language: String,
    /// Their name.
    pub name: String,
    /// A telephone number or an e-mail address.
    pub reach: String,
    /// As what they join the network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The organisation they speak for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// Their village or commune.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The booth whose exhibitor they want to hear from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booth: Option<BoothNumber>,
    /// What about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whether the kiosk knew the time when they agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_known: Option<bool>,
    /// The SHA-256 of the words they agreed to, as 64 hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<String>,
}

/// As with [`Submission`]: what is printed ends up in logs.
impl fmt::Debug for SubmissionItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WireLetter({}, {}, …)", self.id, self.kind)
    }
}

impl From<&Submission> for SubmissionItem {
    fn from(submission: &Submission) -> Self {
        let plain = Self {
            id: submission.id,
            kind: String::new(),
            written_ms: submission.written,
            language: submission.language.clone(),
            name: submission.name.clone(),
            reach: submission.reach.clone(),
            role: None,
            organisation: None,
            place: None,
            booth: None,
            note: None,
            time_known: submission.consent.map(|consent| consent.time_known),
            consent: submission.consent.map(|consent| hex::encode(consent.words)),
        };
        match &submission.wish {
            Wish::Join {
                role,
                organisation,
                place,
            } => Self {
                kind: "network".to_owned(),
                role: Some(role.code().to_owned()),
                organisation: organisation.clone(),
                place: place.clone(),
                ..plain
            },
            Wish::Contact { booth, note } => Self {
                kind: "contact".to_owned(),
                booth: Some(*booth),
                note: note.clone(),
                ..plain
            },
        }
    }
}

impl SubmissionItem {
    /// Returns what it says; `None` for a kind or a role of a later version.
    #[must_use]
    pub fn read(self) -> Option<Submission> {
        let consent = self.consent().zip(self.time_known);
        let consent = consent.map(|(words, time_known)| Consent { words, time_known });
        let wish = match self.kind.as_str() {
            "network" => Wish::Join {
                role: NetworkRole::from_code(self.role.as_deref()?)?,
                organisation: self.organisation,
                place: self.place,
            },
            "contact" => Wish::Contact {
                booth: self.booth?,
                note: self.note,
            },
            _ => return None,
        };
        Some(Submission {
            id: self.id,
            written: self.written_ms,
            language: self.language,
            name: self.name,
            reach: self.reach,
            wish,
            consent,
        })
    }

    fn consent(&self) -> Option<[u8; 32]> {
        let mut words = [0; 32];
        let digits = self.consent.as_ref()?;
        hex::decode_to_slice(digits, &mut words).ok()?;
        Some(words)
    }
}
