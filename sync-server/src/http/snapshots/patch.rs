//! What differs between two snapshots, as a JSON merge patch (RFC 7396) that changes lists item by item.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

/// What items of lists go by. Where an item has several of these, the first is its name.
const NAMES: [&str; 10] = [
    "session", "id", "kiosk", "date", "minute", "gate", "zone", "kind", "code", "booth",
];

/// Returns the patch that makes `new` of `old`; an empty one if nothing differs.
pub(super) fn between(old: &Value, new: &Value) -> Value {
    difference(old, new).unwrap_or_else(|| json!({}))
}

fn difference(old: &Value, new: &Value) -> Option<Value> {
    if old == new {
        return None;
    }
    let patch = match (old, new) {
        (Value::Object(old), Value::Object(new)) => Value::Object(members(old, new)),
        (Value::Array(old), Value::Array(new)) => items(old, new),
        _ => new.clone(),
    };
    Some(patch)
}

/// The members that differ. One that is gone is null.
fn members(old: &Map<String, Value>, new: &Map<String, Value>) -> Map<String, Value> {
    let gone = old.keys().filter(|name| !new.contains_key(*name));
    let gone = gone.map(|name| (name.clone(), Value::Null));
    let changed = new.iter().filter_map(|(name, new)| {
        let difference = match old.get(name) {
            Some(old) => difference(old, new)?,
            None => new.clone(),
        };
        Some((name.clone(), difference))
    });
    gone.chain(changed).collect()
}

/// The items that differ, if all have names and those of `old` are the first of `new`; else the whole list.
fn items(old: &[Value], new: &[Value]) -> Value {
    let has = |name: &&str| old.iter().chain(new).all(|item| item.get(name).is_some());
    let Some(by) = NAMES.into_iter().find(has) else {
        return new.into();
    };
    let names: HashSet<&Value> = new.iter().map(|item| &item[by]).collect();
    let grew = old.len() <= new.len() && old.iter().zip(new).all(|(old, new)| old[by] == new[by]);
    if old.is_empty() || names.len() < new.len() || !grew {
        return new.into();
    }
    let changed = old.iter().zip(new).filter_map(|(old, new)| {
        let mut difference = difference(old, new)?;
        difference[by] = new[by].clone();
        Some(difference)
    });
    let added = new[old.len()..].iter().cloned();
    let changed: Vec<Value> = changed.chain(added).collect();
    json!({"by": by, "changed": changed})
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Makes of a value what a reader makes of it.
    fn patched(value: &Value, patch: &Value) -> Value {
        match (value, patch) {
            (Value::Array(list), Value::Object(patch)) => {
                let by = patch["by"].as_str().unwrap();
                let mut list = list.clone();
                for change in patch["changed"].as_array().unwrap() {
                    match list.iter_mut().find(|item| item[by] == change[by]) {
                        Some(item) => *item = patched(item, change),
                        None => list.push(change.clone()),
                    }
                }
                Value::Array(list)
            }
            (Value::Object(members), Value::Object(patch)) => {
                let mut members = members.clone();
                for (name, change) in patch {
                    let before = members.remove(name);
                    if !change.is_null() {
                        let after =
                            before.map_or_else(|| change.clone(), |it| patched(&it, change));
                        members.insert(name.clone(), after);
                    }
                }
                Value::Object(members)
            }
            _ => patch.clone(),
        }
    }

    /// A snapshot of a kind: figures, names, and a list of days, each with a list of booths.
    fn snapshots() -> impl Strategy<Value = Value> {
        let booth = (0_u8..6, 0_u8..3)
            .prop_map(|(booth, visits)| json!({"booth": booth, "visits": visits}));
        let names = proptest::collection::btree_map("[ab]", 0_u8..3, 0..3);
        let day = (
            0_u8..4,
            proptest::collection::vec(booth, 0..5),
            names.clone(),
        );
        let day = day.prop_map(
            |(date, booths, names)| json!({"date": date, "booths": booths, "names": names}),
        );
        let warnings = proptest::collection::vec("[ab]", 0..3);
        let snapshot = (
            0_u8..3,
            names,
            proptest::collection::vec(day, 0..4),
            warnings,
        );
        snapshot.prop_map(|(time, names, days, warnings)| {
            json!({"time": time, "names": names, "days": days, "warnings": warnings})
        })
    }

    proptest! {
        #[test]
        fn patch_makes_the_new_of_the_old(old in snapshots(), new in snapshots()) {
            prop_assert_eq!(patched(&old, &between(&old, &new)), new);
        }
    }

    #[test]
    fn unchanged_items_are_left_out() {
        let of = |visits: u32| {
            json!({"today": "24", "days": [
                {"date": "23", "booths": [{"booth": 1, "visits": 9}]},
                {"date": "24", "booths": [{"booth": 1, "visits": 5}, {"booth": 2, "visits": visits}]},
            ]})
        };
        let expected = json!({"days": {"by": "date", "changed": [
            {"date": "24", "booths": {"by": "booth", "changed": [{"booth": 2, "visits": 8}]}},
        ]}});
        assert_eq!(between(&of(7), &of(8)), expected);
        assert_eq!(between(&of(7), &of(7)), json!({}));
    }
}
