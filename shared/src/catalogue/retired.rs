//! What left the catalogue. Nothing of it opens a door any more; what was recorded under it is still judged by it.

use serde::{Deserialize, Serialize};

use super::{AccessZone, Catalogue, Gate, TicketKind};

/// What earlier catalogues of an exhibition had and the one in force has no longer.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Retired {
    /// Ticket types, as they were last. Their tickets are refused; admissions of theirs keep the rules they had.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ticket_types: Vec<TicketKind>,
    /// Gates, as they were last. Nobody is admitted there; what was recorded there counts where it counted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gates: Vec<Gate>,
    /// Zones, as they were last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<AccessZone>,
}

impl Retired {
    /// Returns whether nothing has left the catalogue.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ticket_types.is_empty() && self.gates.is_empty() && self.zones.is_empty()
    }
}

impl Catalogue {
    /// Keeps as [`Retired`] what the catalogue before had, in force or retired, and this one has not.
    pub fn retire_from(&mut self, before: &Self) {
        let (old, retired) = (&before.retired, &mut self.retired);
        retire(
            &mut retired.ticket_types,
            &self.ticket_types,
            before.ticket_types.iter().chain(&old.ticket_types),
            |a, b| a.id == b.id,
        );
        retire(
            &mut retired.gates,
            &self.gates,
            before.gates.iter().chain(&old.gates),
            |a, b| a.id == b.id,
        );
        retire(
            &mut retired.zones,
            &self.zones,
            before.zones.iter().chain(&old.zones),
            |a, b| a.id == b.id,
        );
    }
}

/// Adds to `retired` those of `before` that are not in force, and takes out those that are in force again.
fn retire<'a, T: Clone + 'a>(
    retired: &mut Vec<T>,
    in_force: &[T],
    before: impl Iterator<Item = &'a T>,
    same: impl Fn(&T, &T) -> bool,
) {
    let has = |list: &[T], one: &T| list.iter().any(|other| same(one, other));
    retired.retain(|one| !has(in_force, one));
    for one in before {
        if !has(in_force, one) && !has(retired, one) {
            retired.push(one.clone());
        }
    }
}
