//! Figures as tables, for whoever reports on the exhibition.

use std::path::Path;

use shared::booths::BoothTally;
use shared::ids::BoothNumber;

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
