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

impl Catalogue {
    /// Keeps as [`Retired`] what the catalogue before had, in force or retired, and this one has not.
    pub fn retire_from(&mut self, before: &Self) {
        let (old, retired) = (&before.retired, &mut self.retired);
        let (types, gates, zones) = (
            before.ticket_types.iter().chain(&old.ticket_types),
            before.gates.iter().chain(&old.gates),
            before.zones.iter().chain(&old.zones),
        );
        let in_force = &self.ticket_types;
        retire(&mut retired.ticket_types, in_force, types, |it| &it.id);
        retire(&mut retired.gates, &self.gates, gates, |it| &it.id);
        retire(&mut retired.zones, &self.zones, zones, |it| &it.id);
    }
}

/// Adds to `retired` those of `before` that are not in force, and takes out those that are in force again.
fn retire<'a, T: Clone + 'a, K: PartialEq>(
    retired: &mut Vec<T>,
    in_force: &[T],
    before: impl Iterator<Item = &'a T>,
    id: impl Fn(&T) -> &K,
) {
    let has = |list: &[T], one: &T| list.iter().any(|other| id(one) == id(other));
    retired.retain(|one| !has(in_force, one));
    for one in before {
        if !has(in_force, one) && !has(retired, one) {
            retired.push(one.clone());
        }
    }
}
