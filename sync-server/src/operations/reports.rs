//! Figures by day.

use std::collections::BTreeMap;

use jiff::civil::Date;
use shared::catalogue::Catalogue;
use shared::ids::TicketType;
use shared::protocol::v1::DayTotals;

use crate::ports::{Database, PortError};

/// What was counted on each date.
#[derive(Debug)]
pub struct CountsReport {
    /// The dates of the exhibition, and every other date with counts.
    pub days: Vec<DayTotals>,
    /// How many tickets there are of each type.
    pub issued: BTreeMap<TicketType, u64>,
    /// The catalogue in force.
    pub catalogue: Catalogue,
}

/// Returns what was counted on each date.
///
/// # Errors
/// [`PortError`] when the database can't be read.
pub fn counts(database: &dyn Database) -> Result<CountsReport, PortError> {
    let view = database.read()?;
    let catalogue = view.catalogue()?;
    let counters = view.counters()?;
    let mut dates: Vec<_> = catalogue.days.iter().map(|day| day.date).collect();
    dates.extend(counters.dates());
    dates.sort_unstable();
    dates.dedup();
    let days = dates.into_iter();
    Ok(CountsReport {
        days: days.map(|date| DayTotals::of(date, &counters)).collect(),
        issued: view.issued_tickets()?,
        catalogue,
    })
}

/// Returns what was counted on one date.
///
/// # Errors
/// [`PortError`] when the database can't be read.
pub fn day(database: &dyn Database, date: Date) -> Result<DayTotals, PortError> {
    let counters = database.read()?.counters()?;
    Ok(DayTotals::of(date, &counters))
}
