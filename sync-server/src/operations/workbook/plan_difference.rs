//! What differs between two floor plans, thing by thing.

use std::collections::BTreeMap;

use serde_json::Value;
use shared::catalogue::Plan;

use super::cell_change::{CellChange, Difference};

/// The lists of a plan as differences call them.
pub(super) const PLAN_SHEETS: [&str; 7] = [
    "plan_levels",
    "plan_booths",
    "plan_areas",
    "plan_places",
    "plan_stands",
    "plan_knots",
    "plan_ways",
];

/// Returns what differs: what is new, gone or somewhere else.
///
/// # Errors
/// Never for plans that were read from JSON.
pub(super) fn of_plan(before: &Plan, after: &Plan) -> Result<Vec<Difference>, serde_json::Error> {
    let (old, new) = (serde_json::to_value(before)?, serde_json::to_value(after)?);
    let mut found = Vec::new();
    for sheet in PLAN_SHEETS {
        let list = sheet.trim_start_matches("plan_");
        let (old, new) = (things(&old, list), things(&new, list));
        let difference = |name: &str, change| Difference {
            sheet,
            row: (name.to_owned(), 0),
            change,
        };
        for (name, thing) in &new {
            match old.get(name) {
                None => found.push(difference(name, CellChange::Added(place(thing)))),
                Some(was) if was == thing => {}
                Some(was) => {
                    let cells = [
                        ("at", place(was), place(thing)),
                        ("size", size(was), size(thing)),
                    ];
                    let mut cells = cells.into_iter();
                    let change = match cells.find(|(_, before, after)| before != after) {
                        None => CellChange::Other,
                        Some((column, before, after)) => CellChange::Changed {
                            column,
                            language: None,
                            before,
                            after,
                        },
                    };
                    found.push(difference(name, change));
                }
            }
        }
        let gone = old.iter().filter(|(name, _)| !new.contains_key(*name));
        found.extend(gone.map(|(name, was)| difference(name, CellChange::Removed(place(was)))));
    }
    Ok(found)
}

/// Returns the things of a list by their names. Stands are named by their kiosk or gate, ways by their ends.
fn things<'a>(plan: &'a Value, list: &str) -> BTreeMap<String, &'a Value> {
    let text = |value: &Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    let name = |thing: &Value| match list {
        "booths" => text(&thing["number"]),
        "areas" => text(&thing["area"]),
        "stands" => text(thing.get("kiosk").unwrap_or(&thing["gate"])),
        "ways" => format!("{}–{}", text(&thing["from"]), text(&thing["to"])),
        _ => text(&thing["id"]),
    };
    let all = plan[list].as_array().into_iter().flatten();
    all.map(|thing| (name(thing), thing)).collect()
}

/// Returns where a thing is, in metres from the upper left corner: `12; 9.5`.
fn place(thing: &Value) -> String {
    numbers(&thing["at"], "; ")
}

/// Returns how wide and high a booth is, in metres: `4 × 3`.
fn size(thing: &Value) -> String {
    numbers(&thing["size"], " × ")
}

fn numbers(value: &Value, between: &str) -> String {
    let numbers = value.as_array().into_iter().flatten().map(|number| {
        let text = number.to_string();
        text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
    });
    numbers.collect::<Vec<_>>().join(between)
}
