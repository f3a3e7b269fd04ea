//! The totals as visitors may see them on a wall screen.

use std::collections::BTreeMap;

use super::{DayTotals, FlowTotals, SessionTotals, Totals};

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
            ..self
        }
    }
}

impl DayTotals {
    fn for_wall(self) -> Self {
        Self {
            refused: 0,
            conflicts: 0,
            walk_ins: 0,
            overrides: 0,
            gates: Vec::new(),
            types: Vec::new(),
            without_ticket: FlowTotals::default(),
            reasons: Vec::new(),
            ..self
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
