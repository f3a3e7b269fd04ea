//! Figures as tables, for whoever reports on the exhibition.

use std::collections::BTreeMap;
use std::path::Path;

use shared::booths::BoothTally;
use shared::ids::{BoothNumber, TicketType};
use shared::tally::Flow;

use crate::sheet::Sheet;
use crate::store::{Office, StoreError};

/// Visits by day and booth, as CSV that Excel opens: every booth on every day of the exhibition, also those that nobody
/// visited, and whatever else was counted.
///
/// # Errors
/// [`StoreError`] when the database can't be read.
pub fn booths(data: &Path) -> Result<String, StoreError> {
    let office = Office::open(data)?;
    let catalogue = office.catalogue()?;
    let ledger = office.ledger(&catalogue)?;
    let mut sheet = Sheet::new(&[
        "date",
        "booth",
        "name",
        "producer",
        "village",
        "visits",
        "people",
        "repeat visits",
        "look-ups",
    ]);
    let mut dates: Vec<_> = catalogue.days.iter().map(|day| day.date).collect();
    let counted = &ledger.tally().days;
    dates.extend(
        counted
            .iter()
            .filter(|(_, day)| !day.booths.is_empty())
            .map(|(date, _)| *date),
    );
    dates.sort_unstable();
    dates.dedup();
    for date in dates {
        let of_day = counted.get(&date).map(|day| &day.booths);
        let mut numbers: Vec<BoothNumber> = catalogue.booths.iter().map(|it| it.number).collect();
        numbers.extend(of_day.into_iter().flat_map(|booths| booths.keys()));
        numbers.sort_unstable();
        numbers.dedup();
        for number in numbers {
            let tally = of_day.and_then(|booths| booths.get(&number));
            let BoothTally {
                visits,
                people,
                repeats,
                lookups,
            } = tally.copied().unwrap_or_default();
            let booth = catalogue.booth(number);
            let village = booth.and_then(|booth| catalogue.village(&booth.village));
            sheet.row(&[
                date.to_string(),
                number.to_string(),
                booth.map_or(String::new(), |it| it.name.get("vi").to_owned()),
                booth.map_or(String::new(), |it| it.producer.get("vi").to_owned()),
                village.map_or(String::new(), |it| it.name.get("vi").to_owned()),
                visits.to_string(),
                people.to_string(),
                repeats.to_string(),
                lookups.to_string(),
            ]);
        }
    }
    Ok(sheet.text())
}

/// Tickets issued, and people in and out, by ticket type, as CSV that Excel opens: for all days together and for each.
/// People without a ticket have a row of their own, so that the rows add up to everyone.
///
/// # Errors
/// [`StoreError`] when the database can't be read.
pub fn types(data: &Path) -> Result<String, StoreError> {
    let office = Office::open(data)?;
    let published = office.published()?;
    let catalogue = &published.catalogue;
    let ledger = office.ledger(catalogue)?;
    let counted = &ledger.tally().days;
    let retired = &catalogue.retired.ticket_types;
    let kinds = catalogue.ticket_types.iter().chain(retired);
    let names: BTreeMap<TicketType, (&str, &str)> = kinds
        .map(|kind| (kind.id, (kind.key.as_str(), kind.name.get("vi"))))
        .collect();
    let issued: BTreeMap<TicketType, u64> =
        (published.issued.iter().map(|it| (it.kind, it.tickets))).collect();
    let mut numbers: Vec<TicketType> = names.keys().chain(issued.keys()).copied().collect();
    numbers.extend(counted.values().flat_map(|day| day.types.keys()));
    numbers.sort_unstable();
    numbers.dedup();

    let mut sheet = Sheet::new(&["date", "type", "name", "issued", "entries", "exits"]);
    let mut row = |date: &str, kind: Option<TicketType>, issued: String, flow: Flow| {
        let (key, name) = match kind {
            None => ("without ticket".to_owned(), "Không có vé".to_owned()),
            Some(kind) => names.get(&kind).map_or_else(
                || (kind.to_string(), String::new()),
                |(key, name)| ((*key).to_owned(), (*name).to_owned()),
            ),
        };
        let (entries, exits) = (flow.entries.to_string(), flow.exits.to_string());
        sheet.row(&[date, &key, &name, &issued, &entries, &exits]);
    };
    let of_type = |kind: &TicketType| {
        let flows = counted.values().filter_map(|day| day.types.get(kind));
        sum(flows.copied())
    };
    for kind in &numbers {
        let tickets = issued.get(kind).copied().unwrap_or(0);
        row("all", Some(*kind), tickets.to_string(), of_type(kind));
    }
    let without = sum(counted.values().map(|day| day.without_ticket));
    row("all", None, String::new(), without);
    let mut dates: Vec<_> = catalogue.days.iter().map(|day| day.date).collect();
    dates.extend(counted.keys());
    dates.sort_unstable();
    dates.dedup();
    for date in dates {
        let day = counted.get(&date);
        let label = date.to_string();
        for kind in &numbers {
            let flow = day.and_then(|day| day.types.get(kind)).copied();
            row(&label, Some(*kind), String::new(), flow.unwrap_or_default());
        }
        let without = day.map(|day| day.without_ticket);
        row(&label, None, String::new(), without.unwrap_or_default());
    }
    Ok(sheet.text())
}

fn sum(flows: impl Iterator<Item = Flow>) -> Flow {
    flows.fold(Flow::default(), |sum, flow| Flow {
        entries: sum.entries + flow.entries,
        exits: sum.exits + flow.exits,
    })
}
