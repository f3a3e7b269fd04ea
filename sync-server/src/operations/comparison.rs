//! What a catalogue changes against the one in force, and whom it touches.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde_json::{Map, Value};
use shared::catalogue::{Catalogue, Retired};
use shared::ids::TicketType;
use shared::ticket::Claims;
use shared::time::VenueTimeZone;

use crate::ports::KioskEntry;

/// The lists of a catalogue and the field that names an entry of each. Days are named by their position, as tickets do.
pub(super) const LISTS: [(&str, Option<&str>); 9] = [
    ("days", None),
    ("gates", Some("id")),
    ("zones", Some("id")),
    ("ticket_types", Some("id")),
    ("areas", Some("id")),
    ("villages", Some("id")),
    ("booths", Some("number")),
    ("artisans", Some("id")),
    ("sessions", Some("id")),
];

/// The fields of a session that somebody with a seat in it has to know of.
const SEAT_FIELDS: [&str; 5] = ["day", "starts", "minutes", "area", "places"];

/// Two catalogues side by side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// What differs, in the order of the document.
    pub changes: Vec<CatalogueChange>,
    /// What the changes touch beyond the catalogue itself.
    pub impact: Impact,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueChange {
    /// The list it is in, as in `booths`; or the field of the catalogue itself, as in `reentry`.
    pub field: String,
    /// The entry of that list, by the field that names it; `None` for a field of the catalogue itself.
    pub entry: Option<String>,
    /// What happens to it.
    pub kind: ChangeKind,
}

/// What happens to an entry or a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is another one; of an entry, which of its fields.
    Changed(Vec<String>),
}

/// What a new catalogue does to tickets, kiosks and seats.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Impact {
    /// Tickets that are valid on other dates than before.
    pub tickets_with_other_days: u64,
    /// Tickets whose type is gone, by type.
    pub tickets_without_type: BTreeMap<TicketType, u64>,
    /// Kiosks whose booth is gone.
    pub kiosks_without_booth: Vec<String>,
    /// Sessions that change or go although seats in them are taken, and how many are.
    pub sessions_with_seats: BTreeMap<String, u32>,
}

/// What people and devices hold of the exhibition as it is.
#[derive(Debug, Clone, Default)]
pub(super) struct Holdings {
    /// The tickets that are honoured.
    pub(super) tickets: Vec<Claims>,
    /// The kiosks.
    pub(super) kiosks: Vec<KioskEntry>,
    /// Seats taken, by session.
    pub(super) seats: BTreeMap<String, u32>,
}

impl Comparison {
    /// Compares a catalogue with the one in force.
    ///
    /// # Errors
    /// Why a catalogue can't be JSON; never one that was read from JSON.
    pub(super) fn of(
        before: &Catalogue,
        after: &Catalogue,
        holdings: &Holdings,
    ) -> Result<Self, serde_json::Error> {
        // What is retired is the server's own bookkeeping: an entry that goes is named once.
        let written = |catalogue: &Catalogue| {
            serde_json::to_value(Catalogue {
                retired: Retired::default(),
                ..catalogue.clone()
            })
        };
        let changes = changes(&written(before)?, &written(after)?);
        let impact = Impact::of(before, after, holdings, &changes);
        Ok(Self { changes, impact })
    }

    /// Returns whether an organiser has to confirm it: something goes, or tickets, kiosks or taken seats are touched.
    #[must_use]
    pub fn needs_confirmation(&self) -> bool {
        let goes =
            |change: &CatalogueChange| change.entry.is_some() && change.kind == ChangeKind::Removed;
        self.impact != Impact::default() || self.changes.iter().any(goes)
    }
}

impl Impact {
    fn of(
        before: &Catalogue,
        after: &Catalogue,
        holdings: &Holdings,
        changes: &[CatalogueChange],
    ) -> Self {
        let mut impact = Self::default();
        // Millions of tickets have few masks.
        let mut moved: BTreeMap<u16, bool> = BTreeMap::new();
        for Claims { days, kind, .. } in &holdings.tickets {
            let moved = moved.entry(*days);
            let moved = moved.or_insert_with(|| dates(before, *days) != dates(after, *days));
            impact.tickets_with_other_days += u64::from(*moved);
            if after.ticket_type(*kind).is_none() && before.ticket_type(*kind).is_some() {
                *impact.tickets_without_type.entry(*kind).or_default() += 1;
            }
        }
        let is_gone = |kiosk: &&KioskEntry| {
            let mut booths = after.booths.iter();
            kiosk.role.parse::<u16>().is_ok()
                && !booths.any(|it| it.number.to_string() == kiosk.role)
        };
        let without_booth = holdings.kiosks.iter().filter(is_gone);
        impact.kiosks_without_booth = without_booth.map(|kiosk| kiosk.id.clone()).collect();
        for change in changes.iter().filter(|change| change.field == "sessions") {
            let touches = match &change.kind {
                ChangeKind::Added => false,
                ChangeKind::Removed => true,
                ChangeKind::Changed(fields) => fields.iter().any(|it| SEAT_FIELDS.contains(&&**it)),
            };
            let session = change.entry.as_ref().filter(|_| touches);
            let taken = session.and_then(|id| holdings.seats.get_key_value(id));
            if let Some((id, taken @ 1..)) = taken {
                impact.sessions_with_seats.insert(id.clone(), *taken);
            }
        }
        impact
    }
}

/// Returns the dates that a ticket's days stand for, and the zone they are in.
fn dates(catalogue: &Catalogue, mask: u16) -> (VenueTimeZone, Vec<Date>) {
    let calendar = catalogue.calendar();
    let valid = calendar.days.iter().enumerate();
    let valid = valid.filter(|(day, _)| mask >> day & 1 == 1);
    (calendar.zone, valid.map(|(_, date)| *date).collect())
}

fn changes(before: &Value, after: &Value) -> Vec<CatalogueChange> {
    let mut changes = Vec::new();
    for field in field_names(before, after) {
        let (old, new) = (before.get(&field), after.get(&field));
        if let Some((_, key)) = LISTS.iter().find(|(list, _)| *list == field) {
            changes.extend(list_changes(&field, *key, old, new));
        } else if let Some(kind) = difference(old, new) {
            let entry = None;
            changes.push(CatalogueChange { field, entry, kind });
        }
    }
    changes
}

fn list_changes(
    field: &str,
    key: Option<&str>,
    old: Option<&Value>,
    new: Option<&Value>,
) -> Vec<CatalogueChange> {
    let (old, new) = (entries(old, key), entries(new, key));
    let gone = old.iter().filter(|(name, _)| find(&new, name).is_none());
    let changes = new.iter().chain(gone).filter_map(|(name, _)| {
        Some(CatalogueChange {
            field: field.to_owned(),
            entry: Some(name.clone()),
            kind: difference(find(&old, name), find(&new, name))?,
        })
    });
    changes.collect()
}

fn find<'a>(entries: &[(String, &'a Value)], name: &str) -> Option<&'a Value> {
    let mut fitting = entries.iter().filter(|(known, _)| known == name);
    fitting.next().map(|(_, entry)| *entry)
}

/// Returns the entries of a list by the field that names them, else by their position from 1.
fn entries<'a>(list: Option<&'a Value>, key: Option<&str>) -> Vec<(String, &'a Value)> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    let named = list.zip(1..).map(|(entry, position)| {
        let name = key.and_then(|key| entry.get(key));
        let text = name.map(|name| name.as_str().map_or(name.to_string(), str::to_owned));
        (text.unwrap_or_else(|| position.to_string()), entry)
    });
    named.collect()
}

fn difference(old: Option<&Value>, new: Option<&Value>) -> Option<ChangeKind> {
    match (old, new) {
        (None, None) => None,
        (None, Some(_)) => Some(ChangeKind::Added),
        (Some(_), None) => Some(ChangeKind::Removed),
        (Some(old), Some(new)) if old == new => None,
        (Some(old), Some(new)) => {
            let mut names = field_names(old, new);
            names.retain(|name| old.get(name) != new.get(name));
            Some(ChangeKind::Changed(names.into_iter().collect()))
        }
    }
}

fn field_names(old: &Value, new: &Value) -> BTreeSet<String> {
    let objects = [old, new].into_iter().filter_map(Value::as_object);
    objects.flat_map(Map::keys).cloned().collect()
}
