//! What a list changes in the register, as a pure function of the two.

use std::collections::{HashMap, HashSet};

use shared::ids::TicketNumber;
use shared::ticket::{Claims, CodeHash};

use crate::store::{ForeignTicket, KnownForeign};

/// A ticket of the list and the line it begins in.
pub(super) type Listed = (u64, ForeignTicket);

/// What is to be done. Every ticket of the list is in exactly one of the first four.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    /// Tickets that are new. They have no number yet.
    pub(super) add: Vec<Listed>,
    /// Tickets that are known and not as the list says now.
    pub(super) change: Vec<Listed>,
    /// How many are known as the list says.
    pub(super) already: usize,
    /// The lines that say again what a line before them said.
    pub(super) repeated: Vec<u64>,
    /// The tickets of the list that are withdrawn, and stay so whatever the list says of them.
    pub(super) withdrawn: Vec<TicketNumber>,
    /// Codes that several tickets have once this is done, in the order of the list.
    pub(super) ambiguous: Vec<Ambiguous>,
    /// The good tickets of the seller that the list does not name.
    pub(super) left: Vec<LeftTicket>,
}

/// A good ticket that the newest list of its seller does not name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftTicket {
    /// Its number.
    pub number: TicketNumber,
    /// The seller's own number.
    pub reference: Option<String>,
    /// The line of the list that has a new code under the same seller's number.
    pub replaced_in: Option<u64>,
}

/// A code that opens nothing, since several tickets have it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Ambiguous {
    /// The first line of the list that has it.
    pub(super) line: u64,
    /// The other lines of the list that have it and say something else.
    pub(super) lines: Vec<u64>,
    /// The tickets with this code that are known under a number.
    pub(super) known: Vec<KnownForeign>,
}

/// Compares a list with what is known of its codes. A list decides on the tickets of its own
/// seller and on no others. Nor does it
/// bring one back: a ticket that was withdrawn stays withdrawn, also when the list says it otherwise.
pub(super) fn plan(listed: &[Listed], known: &HashMap<CodeHash, Vec<KnownForeign>>) -> Plan {
    let mut plan = Plan::default();
    let mut order = Vec::new();
    let mut by_code: HashMap<CodeHash, Vec<Listed>> = HashMap::new();
    for (line, ticket) in listed {
        let same_code = by_code.entry(ticket.hash).or_default();
        if same_code
            .iter()
            .any(|(_, before)| says_the_same(before, ticket))
        {
            plan.repeated.push(*line);
            continue;
        }
        if same_code.is_empty() {
            order.push(ticket.hash);
        }
        same_code.push((*line, ticket.clone()));
    }
    for hash in order {
        let listed = by_code.remove(&hash).unwrap_or_default();
        plan.settle(&listed, known.get(&hash).map_or(&[], Vec::as_slice));
    }
    // Numbers are given in the order of the list.
    plan.add.sort_by_key(|(line, _)| *line);
    plan
}

/// Returns the tickets of a seller that are good and that the list does not name.
pub(super) fn left(listed: &[Listed], of_seller: &[KnownForeign]) -> Vec<LeftTicket> {
    let named: HashSet<CodeHash> = listed.iter().map(|(_, ticket)| ticket.hash).collect();
    let known: HashSet<CodeHash> = of_seller.iter().map(|known| known.ticket.hash).collect();
    let new = listed
        .iter()
        .filter(|(_, ticket)| !known.contains(&ticket.hash));
    let new: HashMap<&str, u64> = new
        .filter_map(|(line, ticket)| Some((ticket.reference.as_deref()?, *line)))
        .collect();
    let good = of_seller.iter().filter(|known| !known.revoked);
    let left = good.filter(|known| !named.contains(&known.ticket.hash));
    left.map(|KnownForeign { ticket, .. }| LeftTicket {
        number: ticket.claims.number,
        replaced_in: ticket
            .reference
            .as_deref()
            .and_then(|it| new.get(it).copied()),
        reference: ticket.reference.clone(),
    })
    .collect()
}

impl Plan {
    /// Plans all that the list says of one code; every ticket says something else.
    fn settle(&mut self, listed: &[Listed], known: &[KnownForeign]) {
        let lines: Vec<u64> = listed.iter().map(|(line, _)| *line).collect();
        let added_before = self.add.len();
        let is_listed = |known: &&KnownForeign| {
            listed
                .iter()
                .any(|(_, ticket)| says_the_same(ticket, &known.ticket))
        };
        // Those of this seller that the list does not say as they are: the list may change them. Only
        // when it says more than there are honoured ones does it speak of a withdrawn one.
        let seller = listed.first().map(|(_, ticket)| ticket.seller.clone());
        let unlisted = |revoked: bool| {
            let of_seller = known
                .iter()
                .filter(|known| Some(&known.ticket.seller) == seller.as_ref());
            of_seller.filter(move |known| known.revoked == revoked && !is_listed(known))
        };
        let mut others = unlisted(false).chain(unlisted(true));
        for (line, mut ticket) in listed.iter().cloned() {
            let same = |known: &&KnownForeign| says_the_same(&ticket, &known.ticket);
            let meant = if let Some(first) = known.iter().find(same) {
                self.already += 1;
                let honoured = known.iter().filter(same).any(|known| !known.revoked);
                (!honoured).then_some(first)
            } else if let Some(other) = others.next() {
                ticket.claims.number = other.ticket.claims.number;
                self.change.push((line, ticket));
                other.revoked.then_some(other)
            } else {
                self.add.push((line, ticket));
                None
            };
            let withdrawn = meant.map(|known| known.ticket.claims.number);
            self.withdrawn.extend(withdrawn);
        }
        let known: Vec<KnownForeign> = known
            .iter()
            .filter(|known| !known.revoked)
            .cloned()
            .collect();
        if let Some((line, lines)) = lines.split_first()
            && known.len() + (self.add.len() - added_before) > 1
        {
            self.ambiguous.push(Ambiguous {
                line: *line,
                lines: lines.to_vec(),
                known,
            });
        }
    }
}

/// Whether two tickets are the same but for their numbers.
pub(super) fn says_the_same(one: &ForeignTicket, other: &ForeignTicket) -> bool {
    let numbered_alike = Claims {
        number: other.claims.number,
        ..one.claims
    };
    numbered_alike == other.claims
        && (&one.seller, one.hash, one.folded, one.share_holder)
            == (&other.seller, other.hash, other.folded, other.share_holder)
        && (&one.reference, &one.holder) == (&other.reference, &other.holder)
}
