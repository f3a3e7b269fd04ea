//! The ticket list: every ticket that the organisers know, in pages. Kiosks read it to search, to
//! check short codes, and to recognise the codes of other sellers.

use serde::{Deserialize, Serialize};

use super::KioskRole;
use crate::ticket::{CLAIMS_LEN, CodeHash, CodeKey};

/// The most tickets one page has.
pub const TICKET_LIST_PAGE: usize = 5_000;

/// The query of `GET /api/v1/ticket_list`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketListQuery {
    /// The server's epoch that `after` belongs to; under another one the server answers from the start.
    #[serde(default)]
    pub epoch: String,
    /// The cursor: the `next` of the last page, 0 at first.
    #[serde(default)]
    pub after: u64,
    /// Whether the kiosk has the exhibition's key: the hashes of the answer are keyed then.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub keyed: bool,
}

/// Returns the epoch of a server's ticket list: the server's own, or another for the list with keyed hashes. So a kiosk
/// that changes from one to the other reads the list from its start, whichever of the two versions is older.
#[must_use]
pub fn list_epoch(server_epoch: &str, keyed: bool) -> String {
    let end = if keyed { "-keyed" } else { "" };
    format!("{server_epoch}{end}")
}

/// The answer of `GET /api/v1/ticket_list`: the tickets that were added or changed since the cursor,
/// each once and as it is now. Also each line of the file that a new kiosk is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketListReply {
    /// Names one epoch of the server's store. Under another one than before, only what is sent from
    /// here on is in the ticket list.
    pub epoch: String,
    /// The cursor for the next page.
    pub next: u64,
    /// Whether more is there at once; without more, the ticket list is whole.
    pub more: bool,
    /// The tickets, at most [`TICKET_LIST_PAGE`].
    pub tickets: Vec<TicketListItem>,
}

/// One ticket. One of the exhibition's own has a `proof`, one of another seller a `hash`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketListItem {
    /// What it grants, its number among it; 32 hexadecimal digits.
    #[serde(with = "hex::serde")]
    pub claims: [u8; CLAIMS_LEN],
    /// The 13 bits of its short code beside the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<u16>,
    /// The hash of its code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<CodeHash>,
    /// The hash of its code without regard to case and white space, where that is another than `hash`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folded: Option<CodeHash>,
    /// Who sold it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seller: Option<String>,
    /// The seller's own number for it, or for the order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The name it was sold under, where the organisers let names go to the kiosks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
}

impl TicketListItem {
    /// Returns the ticket with the hashes of its code under the exhibition's key.
    #[must_use]
    pub fn keyed(self, key: &CodeKey) -> Self {
        Self {
            hash: self.hash.map(|hash| key.code(hash)),
            folded: self.folded.map(|hash| key.code(hash)),
            ..self
        }
    }

    /// Returns what a kiosk of a role needs of the ticket: at doors alone staff look tickets up by a name or by a
    /// seller's number.
    #[must_use]
    pub fn for_role(self, role: KioskRole) -> Self {
        if role == KioskRole::Door {
            return self;
        }
        Self {
            reference: None,
            holder: None,
            ..self
        }
    }
}
