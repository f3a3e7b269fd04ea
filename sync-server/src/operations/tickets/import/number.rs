//! The numbers of new tickets. A seller's ticket has the number that follows from its code (`CodeKey::number`), so that a
//! list that is imported once more into a database that was set back gives each ticket the number that records and kiosks
//! know. Of tickets whose codes lead to the same number, one has it and the others the next that is free.

use std::collections::HashSet;

use shared::ids::TicketNumber;
use shared::ticket::{CodeKey, FIRST_OF_SELLERS};

use super::plan::Listed;
use crate::ports::{ForeignTicket, PortError, ReadTx};

/// Returns the new tickets of a list, in its order, with their numbers; `None` where these are used up.
pub(super) fn number(
    view: &dyn ReadTx,
    key: &CodeKey,
    seller: &str,
    add: &[Listed],
) -> Result<Option<Vec<ForeignTicket>>, PortError> {
    let mut new: Vec<ForeignTicket> = add.iter().map(|(_, ticket)| ticket.clone()).collect();
    let last = view.last_ticket_number()?;
    if last >= FIRST_OF_SELLERS.0 {
        // An earlier version numbered all tickets in one sequence and came as far.
        for (number, ticket) in (u64::from(last) + 1..).zip(&mut new) {
            let Ok(number) = u32::try_from(number) else {
                return Ok(None);
            };
            ticket.claims.number = TicketNumber(number);
        }
        return Ok(Some(new));
    }
    for ticket in &mut new {
        ticket.claims.number = key.number(seller, ticket.hash);
    }
    let mut wanted: Vec<&mut ForeignTicket> = new.iter_mut().collect();
    // Not in the order of the list: a seller's next list may have another.
    wanted.sort_by_cached_key(|it| (it.hash, it.claims.to_bytes().ok(), it.reference.clone()));
    let wanted = wanted.into_iter().map(|it| &mut it.claims.number);
    find_free(wanted.collect(), |numbers| view.taken_numbers(numbers))?;
    Ok(Some(new))
}

/// Changes numbers that are taken, by others or by one before it, to the next free ones. Who has a number by its code keeps
/// it from those that come by it looking for a free one.
fn find_free(
    mut wanted: Vec<&mut TicketNumber>,
    taken: impl Fn(&[TicketNumber]) -> Result<HashSet<TicketNumber>, PortError>,
) -> Result<(), PortError> {
    let mut given = HashSet::new();
    while !wanted.is_empty() {
        let numbers: Vec<TicketNumber> = wanted.iter().map(|number| **number).collect();
        let taken = taken(&numbers)?;
        wanted.retain_mut(|number| {
            let is_free = !taken.contains(number) && given.insert(**number);
            if !is_free {
                **number = next(**number);
            }
            !is_free
        });
    }
    Ok(())
}

/// Returns the number after this one, among those of sellers.
fn next(number: TicketNumber) -> TicketNumber {
    TicketNumber(number.0.wrapping_add(1).max(FIRST_OF_SELLERS.0))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// Numbers as codes lead to them; there are few, so that many meet.
    fn few() -> impl Strategy<Value = Vec<TicketNumber>> {
        let number = prop_oneof![0..20_u32, Just((1 << 31) - 1)];
        prop::collection::vec(
            number.prop_map(|it| TicketNumber(FIRST_OF_SELLERS.0 + it)),
            0..12,
        )
    }

    fn import(
        known: &BTreeSet<TicketNumber>,
        list: &[TicketNumber],
    ) -> Result<Vec<TicketNumber>, PortError> {
        let mut numbers = list.to_vec();
        find_free(numbers.iter_mut().collect(), |numbers| {
            let numbers = numbers.iter().copied();
            Ok(numbers.filter(|it| known.contains(it)).collect())
        })?;
        Ok(numbers)
    }

    proptest! {
        #[test]
        fn lists_in_any_order_share_no_number(one in few(), other in few()) {
            let wanted: BTreeSet<TicketNumber> = one.iter().chain(&other).copied().collect();
            let is_each_alone = wanted.len() == one.len() + other.len();
            for (first, second) in [(&one, &other), (&other, &one)] {
                let of_first = import(&BTreeSet::new(), first).unwrap();
                let known: BTreeSet<TicketNumber> = of_first.iter().copied().collect();
                let of_second = import(&known, second).unwrap();
                let all: BTreeSet<TicketNumber> = of_first.iter().chain(&of_second).copied().collect();
                prop_assert_eq!(all.len(), one.len() + other.len());
                prop_assert!(all.iter().all(|it| *it >= FIRST_OF_SELLERS));
                if is_each_alone {
                    prop_assert_eq!((&of_first, &of_second), (first, second));
                }
            }
        }

        #[test]
        fn ticket_alone_with_its_number_has_it_in_any_order(
            (list, other) in few().prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle())),
        ) {
            let [one, two] = [&list, &other].map(|list| import(&BTreeSet::new(), list).unwrap());
            for number in &list {
                // Who wants a number itself has it, before those that look for a free one.
                prop_assert!(one.contains(number) && two.contains(number));
            }
            let wants = |list: &[TicketNumber], number| list.iter().filter(|it| **it == number).count();
            for (wanted, number) in list.iter().zip(&one).chain(other.iter().zip(&two)) {
                if wants(&list, *wanted) == 1 {
                    prop_assert_eq!(wanted, number);
                }
            }
        }
    }
}
