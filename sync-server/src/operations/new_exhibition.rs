//! An exhibition from the few answers of a first run: one's own, still without booths, or the sample for trying things out.

use jiff::ToSpan;
use jiff::civil::{Date, Time};
use shared::catalogue::{Catalogue, Day, Gate, GateDirection, GateHours, Localized, TicketKind};
use shared::ids::{ExhibitionId, GateId};

use super::catalogue::sample;
use super::setup_error::{SetupError, random};

/// What is asked about one's own exhibition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewExhibition {
    /// Its name in Vietnamese.
    pub name: String,
    /// Its name in English; empty for none.
    pub name_en: String,
    /// Where it is.
    pub place: String,
    /// Its first day.
    pub first_day: Date,
    /// How many days it has, one after the other.
    pub days: u8,
    /// When the doors open each day.
    pub opens: Time,
    /// When they close.
    pub closes: Time,
    /// The doors: their names, and which ways they lead. They are open as long as the exhibition is.
    pub doors: Vec<(Localized, GateDirection)>,
}

impl NewExhibition {
    /// Returns its catalogue, with the kinds of ticket of the sample.
    ///
    /// # Errors
    /// [`SetupError`].
    pub fn catalogue(&self) -> Result<Catalogue, SetupError> {
        self.catalogue_like(&sample()?)
    }

    /// Returns its catalogue, with the kinds of ticket of another one.
    pub(crate) fn catalogue_like(&self, sample: &Catalogue) -> Result<Catalogue, SetupError> {
        let own_number = u16::from_be_bytes(random()?).max(1);
        let ticket_types = sample.ticket_types.iter().cloned();
        Ok(Catalogue {
            name: localized(&self.name, &self.name_en),
            venue: localized(&self.place, ""),
            utc_offset_minutes: sample.utc_offset_minutes,
            reentry: sample.reentry,
            days: (0..self.days).filter_map(|day| self.day(day)).collect(),
            gates: self.gates(),
            ticket_types: ticket_types
                .map(|kind| TicketKind { zones: 1, ..kind })
                .collect(),
            ..Catalogue::empty(ExhibitionId(own_number))
        })
    }

    fn day(&self, index: u8) -> Option<Day> {
        let number = index + 1;
        Some(Day {
            date: self.first_day.checked_add(i32::from(index).days()).ok()?,
            opens: self.opens,
            closes: self.closes,
            title: localized(&format!("Ngày {number}"), &format!("Day {number}")),
        })
    }

    fn gates(&self) -> Vec<Gate> {
        let gates = self.doors.iter().enumerate();
        let gate = |(index, (name, direction)): (usize, &(Localized, GateDirection))| {
            let id: Result<GateId, _> = format!("gate-{}", index + 1).parse();
            Some(Gate {
                id: id.ok()?,
                name: name.clone(),
                direction: *direction,
                zone: None,
                hours: GateHours::AsTheDay,
                ticket_types: Vec::new(),
            })
        };
        gates.filter_map(gate).collect()
    }
}

/// Returns a text in Vietnamese, and in English where there is one.
pub(crate) fn localized(vietnamese: &str, english: &str) -> Localized {
    let texts = [("vi", vietnamese), ("en", english)];
    let texts = texts
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty());
    let texts = texts.map(|(code, text)| (code.to_owned(), text.trim().to_owned()));
    Localized(texts.collect())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn few_answers_make_a_whole_catalogue() {
        let asked = NewExhibition {
            name: "Hội chợ gốm".to_owned(),
            name_en: String::new(),
            place: "Kim Lan".to_owned(),
            first_day: date(2026, 12, 30),
            days: 4,
            opens: time(8, 30, 0, 0),
            closes: time(21, 0, 0, 0),
            doors: vec![
                (localized("Cổng chính", "Main gate"), GateDirection::In),
                (localized("Lối ra", ""), GateDirection::Out),
            ],
        };
        let catalogue = asked.catalogue().unwrap();
        assert_eq!(catalogue.problems(), []);
        assert_eq!(catalogue.days[3].date, date(2027, 1, 2));
        assert_eq!(catalogue.name.get("en"), "Hội chợ gốm");
        assert_eq!(catalogue.gates[1].id.as_str(), "gate-2");
        for gate in &catalogue.gates {
            let hours = catalogue.rules().of_gate(&gate.id).hours.clone().unwrap();
            let hours: Vec<_> = hours.iter().map(|it| (it.opens, it.closes)).collect();
            assert_eq!(hours, [(asked.opens, asked.closes); 4], "{}", gate.id);
        }
    }
}
