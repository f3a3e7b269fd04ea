//! Figures as tables, for whoever reports on the exhibition.

use std::collections::BTreeMap;
use std::path::Path;

use shared::ids::{BoothNumber, TicketType};
use shared::protocol::v1::{BoothTotals, DayTotals, FlowTotals};

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
    let counters = office.counters()?;
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
    dates.extend(counters.dates());
    dates.sort_unstable();
    dates.dedup();
    for date in dates {
        let counted = DayTotals::of(date, &counters).booths;
        if counted.is_empty() && !catalogue.days.iter().any(|day| day.date == date) {
            continue;
        }
        let mut numbers: Vec<BoothNumber> = catalogue.booths.iter().map(|it| it.number).collect();
        numbers.extend(counted.iter().map(|it| it.booth));
        numbers.sort_unstable();
        numbers.dedup();
        for number in numbers {
            let found = counted.iter().find(|it| it.booth == number);
            let BoothTotals {
                visits,
                people,
                repeats,
                lookups,
                ..
            } = found.copied().unwrap_or(BoothTotals::empty(number));
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
    let counters = office.counters()?;
    let mut dates: Vec<_> = catalogue.days.iter().map(|day| day.date).collect();
    dates.extend(counters.dates());
    dates.sort_unstable();
    dates.dedup();
    let days: Vec<DayTotals> = dates
        .into_iter()
        .map(|date| DayTotals::of(date, &counters))
        .collect();
    let retired = &catalogue.retired.ticket_types;
    let kinds = catalogue.ticket_types.iter().chain(retired);
    let names: BTreeMap<TicketType, (&str, &str)> = kinds
        .map(|kind| (kind.id, (kind.key.as_str(), kind.name.get("vi"))))
        .collect();
    let issued: BTreeMap<TicketType, u64> =
        (published.issued.iter().map(|it| (it.kind, it.tickets))).collect();
    let mut numbers: Vec<TicketType> = names.keys().chain(issued.keys()).copied().collect();
    numbers.extend(days.iter().flat_map(|day| &day.types).map(|it| it.kind));
    numbers.sort_unstable();
    numbers.dedup();

    let mut sheet = Sheet::new(&["date", "type", "name", "issued", "entries", "exits"]);
    let mut row = |date: &str, kind: Option<TicketType>, issued: String, flow: FlowTotals| {
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
    for kind in &numbers {
        let tickets = issued.get(kind).copied().unwrap_or(0).to_string();
        let flows = days.iter().map(|day| of_type(day, *kind));
        row("all", Some(*kind), tickets, sum(flows));
    }
    let without = sum(days.iter().map(|day| day.without_ticket));
    row("all", None, String::new(), without);
    for day in &days {
        let label = day.date.to_string();
        for kind in &numbers {
            row(&label, Some(*kind), String::new(), of_type(day, *kind));
        }
        row(&label, None, String::new(), day.without_ticket);
    }
    Ok(sheet.text())
}

fn of_type(day: &DayTotals, kind: TicketType) -> FlowTotals {
    let found = day.types.iter().find(|it| it.kind == kind);
    found.map_or_else(FlowTotals::default, |it| FlowTotals {
        entries: it.entries,
        exits: it.exits,
    })
}

fn sum(flows: impl Iterator<Item = FlowTotals>) -> FlowTotals {
    flows.fold(FlowTotals::default(), |sum, flow| FlowTotals {
        entries: sum.entries + flow.entries,
        exits: sum.exits + flow.exits,
    })
}
