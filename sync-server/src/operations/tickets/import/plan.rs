//! What a list changes in the ticket list, as a pure function of the two.

use std::collections::{HashMap, HashSet};

use shared::ids::TicketNumber;
use shared::ticket::{Claims, CodeHash};

use crate::ports::{ForeignTicket, KnownForeign};

/// A ticket of the list and the line it begins in.
pub(super) type Listed = (u64, ForeignTicket);

/// What is to be done. Every ticket of the list is in exactly one of the first four.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ImportPlan {
    /// Tickets that are new. They have no number yet.
    pub(super) add: Vec<Listed>,
    /// Tickets that are known and not as the list says now.
    pub(super) change: Vec<Listed>,
    /// How many are known as the list says.
    pub(super) already: usize,
    /// The lines that say again what a line before them said.
    pub(super) repeated: Vec<u64>,
    /// The tickets of the list that are withdrawn, and stay so.
    pub(super) withdrawn: Vec<TicketNumber>,
    /// Codes that several tickets have once this is done, in the order of the list.
    pub(super) ambiguous: Vec<AmbiguousCode>,
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmbiguousCode {
    /// The first line of the list that has it.
    pub line: u64,
    /// Other lines of the list that have it and say something else.
    pub lines: Vec<u64>,
    /// Tickets in the ticket list that have it: number, seller, the seller's own number.
    pub tickets: Vec<(TicketNumber, String, Option<String>)>,
}

/// Compares a list with the stored tickets of its codes and its seller. A list decides on the tickets of
/// its own seller and on no others. Nor does it bring one back: a ticket that was withdrawn stays
/// withdrawn, also when the list says it otherwise.
pub(super) fn plan(
    listed: &[Listed],
    known: &HashMap<CodeHash, Vec<KnownForeign>>,
    of_seller: &[KnownForeign],
) -> ImportPlan {
    let mut plan = ImportPlan {
        left: left(listed, of_seller),
        ..ImportPlan::default()
    };
    let mut order = Vec::new();
    let mut by_code: HashMap<CodeHash, Vec<&Listed>> = HashMap::new();
    for row in listed {
        let same_code = by_code.entry(row.1.hash).or_default();
        if same_code
            .iter()
            .any(|before| says_the_same(&before.1, &row.1))
        {
            plan.repeated.push(row.0);
            continue;
        }
        if same_code.is_empty() {
            order.push(row.1.hash);
        }
        same_code.push(row);
    }
    for hash in order {
        plan.settle(&by_code[&hash], known.get(&hash).map_or(&[], Vec::as_slice));
    }
    // Numbers are given in the order of the list.
    plan.add.sort_by_key(|(line, _)| *line);
    plan
}

fn left(listed: &[Listed], of_seller: &[KnownForeign]) -> Vec<LeftTicket> {
    let named: HashSet<CodeHash> = listed.iter().map(|(_, ticket)| ticket.hash).collect();
    let known: HashSet<CodeHash> = of_seller.iter().map(|it| it.ticket.hash).collect();
    let new = listed
        .iter()
        .filter(|(_, ticket)| !known.contains(&ticket.hash));
    let new = new.filter_map(|(line, ticket)| Some((ticket.reference.as_deref()?, *line)));
    let new: HashMap<&str, u64> = new.collect();
    let left = of_seller
        .iter()
        .filter(|it| !it.revoked && !named.contains(&it.ticket.hash));
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

impl ImportPlan {
    /// Plans all that the list says of one code; every ticket says something else.
    fn settle(&mut self, listed: &[&Listed], known: &[KnownForeign]) {
        // Those of this seller that the list does not say as they are: the list may change them. Only
        // when it says more than there are honoured ones does it speak of a withdrawn one.
        let is_other = |known: &&KnownForeign| {
            let of_seller = |(_, ticket): &&Listed| ticket.seller == known.ticket.seller;
            let same = |(_, ticket): &&Listed| says_the_same(ticket, &known.ticket);
            listed.iter().any(of_seller) && !listed.iter().any(same)
        };
        let mut others: Vec<&KnownForeign> = known.iter().filter(is_other).collect();
        others.sort_by_key(|known| known.revoked);
        let mut others = others.into_iter();
        let good = known.iter().filter(|known| !known.revoked);
        let mut honoured = good.clone().count();
        for (line, ticket) in listed {
            let same = || known.iter().filter(|it| says_the_same(ticket, &it.ticket));
            let meant = if let Some(first) = same().next() {
                self.already += 1;
                same().all(|known| known.revoked).then_some(first)
            } else if let Some(other) = others.next() {
                let mut ticket = ticket.clone();
                ticket.claims.number = other.ticket.claims.number;
                self.change.push((*line, ticket));
                other.revoked.then_some(other)
            } else {
                self.add.push((*line, ticket.clone()));
                honoured += 1;
                None
            };
            let withdrawn = meant.map(|known| known.ticket.claims.number);
            self.withdrawn.extend(withdrawn);
        }
        if let (Some(((line, _), others)), 2..) = (listed.split_first(), honoured) {
            let tickets = good.map(|KnownForeign { ticket, .. }| {
                (
                    ticket.claims.number,
                    ticket.seller.clone(),
                    ticket.reference.clone(),
                )
            });
            self.ambiguous.push(AmbiguousCode {
                line: *line,
                lines: others.iter().map(|(line, _)| *line).collect(),
                tickets: tickets.collect(),
            });
        }
    }
}

/// Returns whether two tickets are the same but for their numbers.
pub(super) fn says_the_same(one: &ForeignTicket, other: &ForeignTicket) -> bool {
    let numbered_alike = Claims {
        number: other.claims.number,
        ..one.claims
    };
    numbered_alike == other.claims
        && (
            &one.seller,
            one.hash,
            one.folded,
            one.proof,
            one.share_holder,
        ) == (
            &other.seller,
            other.hash,
            other.folded,
            other.proof,
            other.share_holder,
        )
        && (&one.reference, &one.holder) == (&other.reference, &other.holder)
}
