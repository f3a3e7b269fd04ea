//! Pictures, which lie all over the catalogue, as one list for one sheet.

use serde_json::{Map, Value, json};

use super::cell::{get, object_at};

/// The lists whose entries have pictures, and what their entries are called.
const OWNERS: [(&str, &str, &str); 3] = [
    ("villages", "village", "id"),
    ("booths", "booth", "number"),
    ("artisans", "artisan", "id"),
];

/// Takes all pictures out of a catalogue and puts them into a list of it, `pictures`.
pub(super) fn take_out(catalogue: &mut Value) {
    let mut taken = Vec::new();
    for (list, owner, key) in OWNERS {
        for entry in entries(catalogue, list) {
            let id = named(entry, key);
            let mut take = |of: &mut Value, step: Option<usize>| {
                let pictures = of.as_object_mut().and_then(|it| it.remove("pictures"));
                for picture in pictures.iter().filter_map(Value::as_array).flatten() {
                    taken.push(row(picture, owner, &id, step));
                }
            };
            take(entry, None);
            let steps = entry.get_mut("steps").and_then(Value::as_array_mut);
            for (step, of) in (1..).zip(steps.into_iter().flatten()) {
                take(of, Some(step));
            }
        }
    }
    let object = catalogue.as_object_mut();
    let stages = object.and_then(|it| it.remove("stage_pictures"));
    for (stage, picture) in stages.iter().filter_map(Value::as_object).flatten() {
        taken.push(row(picture, "stage", stage, None));
    }
    catalogue["pictures"] = taken.into();
}

/// Puts the pictures back where they belong. Returns the positions of those whose owner is not there, or has its one
/// picture already, with the name of that owner.
pub(super) fn put_back(catalogue: &mut Value) -> Vec<(usize, String)> {
    let object = catalogue.as_object_mut();
    let taken = object.and_then(|it| it.remove("pictures"));
    let mut homeless = Vec::new();
    let rows = taken.iter().filter_map(Value::as_array).flatten();
    for (position, row) in rows.enumerate() {
        if !put(catalogue, row) {
            homeless.push((position, named(row, "owner_id")));
        }
    }
    homeless
}

fn put(catalogue: &mut Value, row: &Value) -> bool {
    let mut picture = row.clone();
    let Some(object) = picture.as_object_mut() else {
        return false;
    };
    let mut take = |field: &str| object.remove(field).filter(|it| !it.is_null());
    let (owner, id, step) = (take("owner"), take("owner_id"), take("step"));
    if let (Some(x), Some(y)) = (take("focus_x"), take("focus_y")) {
        object.insert("focus".to_owned(), json!([x, y]));
    }
    let owner = owner.as_ref().and_then(Value::as_str).unwrap_or_default();
    let id = id.as_ref().and_then(Value::as_str).unwrap_or_default();
    if owner == "stage" {
        let stages = object_at(catalogue, "stage_pictures");
        return stages.is_some_and(|it| it.insert(id.to_owned(), picture).is_none());
    }
    let Some((list, _, key)) = OWNERS.into_iter().find(|it| it.1 == owner) else {
        return false;
    };
    let mut of = entries(catalogue, list).find(|entry| named(entry, key) == id);
    if let Some(step) = step.as_ref().and_then(Value::as_u64) {
        let steps = of.and_then(|it| it.get_mut("steps"));
        let position = usize::try_from(step).ok().and_then(|it| it.checked_sub(1));
        of = position.and_then(|it| steps?.get_mut(it));
    }
    let pictures = of
        .and_then(Value::as_object_mut)
        .map(|it| it.entry("pictures"));
    let pictures = pictures.map(|it| it.or_insert_with(|| json!([])));
    let list = pictures.and_then(Value::as_array_mut);
    list.map(|list| list.push(picture)).is_some()
}

/// Returns the row of a picture.
fn row(picture: &Value, owner: &str, id: &str, step: Option<usize>) -> Value {
    let mut row = picture.as_object().cloned().unwrap_or_else(Map::new);
    if let Some(focus) = row.remove("focus") {
        row.insert("focus_x".to_owned(), focus[0].clone());
        row.insert("focus_y".to_owned(), focus[1].clone());
    }
    row.insert("owner".to_owned(), owner.into());
    row.insert("owner_id".to_owned(), id.into());
    if let Some(step) = step {
        row.insert("step".to_owned(), step.into());
    }
    Value::Object(row)
}

fn entries<'a>(catalogue: &'a mut Value, list: &str) -> impl Iterator<Item = &'a mut Value> {
    let list = catalogue.get_mut(list).and_then(Value::as_array_mut);
    list.into_iter().flatten()
}

fn named(entry: &Value, key: &str) -> String {
    let name = get(entry, key);
    name.map_or_else(String::new, |name| {
        name.as_str()
            .map_or_else(|| name.to_string(), str::to_owned)
    })
}
