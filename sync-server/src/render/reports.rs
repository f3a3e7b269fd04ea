//! Figures as CSV for Excel.

use std::collections::BTreeMap;

use shared::ids::{BoothNumber, TicketType};
use shared::protocol::v1::{BoothTotals, DayTotals, FlowTotals};

use crate::operations::reports::CountsReport;
use crate::sheet::Sheet;

impl CountsReport {
    /// Returns visits by day and booth: every booth on every day of the exhibition, also those that nobody visited, and
    /// whatever else was counted.
    #[must_use]
    pub fn booths_csv(&self) -> String {
        let catalogue = &self.catalogue;
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
        for day in &self.days {
            let of_catalogue = catalogue.days.iter().any(|it| it.date == day.date);
            if day.booths.is_empty() && !of_catalogue {
                continue;
            }
            let known = catalogue.booths.iter().map(|it| it.number);
            let counted = day.booths.iter().map(|it| it.booth);
            let mut numbers: Vec<BoothNumber> = known.chain(counted).collect();
            numbers.sort_unstable();
            numbers.dedup();
            for number in numbers {
                let counts = day.booths.iter().find(|it| it.booth == number);
                let counts = counts.copied().unwrap_or(BoothTotals::empty(number));
                let booth = catalogue.booth(number);
                let village = booth.and_then(|booth| catalogue.village(&booth.village));
                sheet.row(&[
                    day.date.to_string(),
                    number.to_string(),
                    booth.map_or(String::new(), |it| it.name.get("vi").to_owned()),
                    booth.map_or(String::new(), |it| it.producer.get("vi").to_owned()),
                    village.map_or(String::new(), |it| it.name.get("vi").to_owned()),
                    counts.visits.to_string(),
                    counts.people.to_string(),
                    counts.repeats.to_string(),
                    counts.lookups.to_string(),
                ]);
            }
        }
        sheet.text()
    }

    /// Returns tickets issued, and people in and out, by ticket type: for all days together and for each. People
    /// without a ticket have a row of their own, so that the rows add up to everyone.
    #[must_use]
    pub fn types_csv(&self) -> String {
        let catalogue = &self.catalogue;
        let kinds = catalogue.ticket_types.iter();
        let kinds = kinds.chain(&catalogue.retired.ticket_types);
        let names: BTreeMap<TicketType, (&str, &str)> = kinds
            .map(|kind| (kind.id, (kind.key.as_str(), kind.name.get("vi"))))
            .collect();
        let known = names.keys().chain(self.issued.keys());
        let counted = self.days.iter().flat_map(|day| &day.types);
        let counted = counted.map(|it| it.kind);
        let mut numbers: Vec<TicketType> = known.copied().chain(counted).collect();
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
            let issued = self.issued.get(kind).copied().unwrap_or(0);
            let flows = self.days.iter().map(|day| of_type(day, *kind));
            row("all", Some(*kind), issued.to_string(), sum(flows));
        }
        let without_ticket = sum(self.days.iter().map(|day| day.without_ticket));
        row("all", None, String::new(), without_ticket);
        for day in &self.days {
            let label = day.date.to_string();
            for kind in &numbers {
                row(&label, Some(*kind), String::new(), of_type(day, *kind));
            }
            row(&label, None, String::new(), day.without_ticket);
        }
        sheet.text()
    }
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
