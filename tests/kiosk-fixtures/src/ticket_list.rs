//! Tickets of a register, and the pages they come in.

use shared::ids::TicketNumber;
use shared::protocol::v1::{TicketListItem, TicketListReply};
use shared::ticket::{Claims, CodeHash, EntryPolicy, NO_KEY, ShortCode};

use super::{EXHIBITION, claims};

/// A ticket that was issued here.
pub fn own(number: u32) -> TicketListItem {
    TicketListItem {
        claims: claims(number, EntryPolicy::OncePerDay).to_bytes().unwrap(),
        proof: Some(ShortCode::of(TicketNumber(number), &[number as u8; 64]).proof()),
        hash: None,
        folded: None,
        seller: None,
        reference: None,
        holder: None,
    }
}

/// A ticket of another seller; what is empty was not on the seller's list.
pub fn foreign(number: u32, code: &str, reference: &str, holder: &str) -> TicketListItem {
    let unsigned = Claims {
        key: NO_KEY,
        ..claims(number, EntryPolicy::OncePerDay)
    };
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    TicketListItem {
        claims: unsigned.to_bytes().unwrap(),
        proof: None,
        hash: Some(CodeHash::of(EXHIBITION, code)),
        folded: Some(CodeHash::of_folded(EXHIBITION, code)),
        seller: Some("TicketBox".to_owned()),
        reference: text(reference),
        holder: text(holder),
    }
}

/// A page as the server sends it.
pub fn page(epoch: &str, next: u64, more: bool, tickets: Vec<TicketListItem>) -> TicketListReply {
    TicketListReply {
        epoch: epoch.to_owned(),
        next,
        more,
        tickets,
    }
}
