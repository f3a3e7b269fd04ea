//! The totals as visitors may see them on a wall screen.

use std::collections::BTreeMap;

use super::{DayTotals, SessionTotals, Totals};

impl Totals {
    /// Returns the totals of the whole venue: without kiosks, gates and warnings, which tell which door is cut off, and
    /// without sales and refusals.
    #[must_use]
    pub fn for_wall(self) -> Self {
        let days = self.days.into_iter().map(DayTotals::for_wall);
        let sessions = self.sessions.into_iter().map(SessionTotals::for_wall);
        Self {
            complete_to_ms: None,
            kiosks: Vec::new(),
            days: days.collect(),
            gate_names: BTreeMap::new(),
            type_names: BTreeMap::new(),
            sessions: sessions.collect(),
            warnings: Vec::new(),
            issued: Vec::new(),
            unknown_gates: Vec::new(),
            gates_now: Vec::new(),
            ..self
        }
    }
}

impl DayTotals {
    /// Names what is shown: a figure that is added later is hidden until somebody decides otherwise.
    fn for_wall(self) -> Self {
        Self {
            entries: self.entries,
            reentries: self.reentries,
            exits: self.exits,
            inside: self.inside,
            unique_visitors: self.unique_visitors,
            tickets: self.tickets,
            zones: self.zones,
            booths: self.booths,
            curve: self.curve,
            ..Self::empty(self.date)
        }
    }
}

impl SessionTotals {
    fn for_wall(self) -> Self {
        Self {
            kiosks: Vec::new(),
            waits_for: Vec::new(),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wall_names_no_kiosk_and_no_gate() {
        let golden = include_str!("../../../../golden/v1/totals.json");
        let totals: Totals = serde_json::from_str(golden).unwrap();
        let figures = |totals: &Totals| {
            let days = totals.days.iter();
            let figures = days.map(|day| (day.date, day.entries, day.inside, day.curve.clone()));
            figures.collect::<Vec<_>>()
        };
        let wall = totals.clone().for_wall();
        assert_eq!(figures(&wall), figures(&totals));
        let text = serde_json::to_string(&wall).unwrap();
        for kiosk in &totals.kiosks {
            assert!(!text.contains(&format!("\"{}\"", kiosk.id)), "{text}");
            assert!(!text.contains(&format!("\"{}\"", kiosk.gate)), "{text}");
        }
        assert!(!totals.kiosks.is_empty());
    }
}
