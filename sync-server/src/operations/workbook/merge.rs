//! Two people's changes of the same catalogue, put together.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use shared::catalogue::Catalogue;

use super::super::comparison::LISTS;

/// The lists of a floor plan and the field that names an entry of each.
const PLAN_LISTS: [(&str, &str); 5] = [
    ("plan.levels", "id"),
    ("plan.booths", "number"),
    ("plan.areas", "area"),
    ("plan.places", "id"),
    ("plan.knots", "id"),
];

/// Returns a catalogue with what `mine` and what `theirs` change against `base`. Where both change the same, `mine` holds.
///
/// # Errors
/// When the two together are no catalogue.
pub(in crate::operations) fn merge(
    base: &Catalogue,
    mine: &Catalogue,
    theirs: &Catalogue,
) -> Result<Catalogue, serde_json::Error> {
    let values = [base, mine, theirs].map(serde_json::to_value);
    let [base_value, mine_value, theirs_value] = values;
    let merged = merged(
        Some(&base_value?),
        Some(&mine_value?),
        Some(&theirs_value?),
        "",
    );
    let mut catalogue: Catalogue = serde_json::from_value(merged.unwrap_or_default())?;
    // The server's own bookkeeping is that of the catalogue in force. Pictures that are new have names of their own.
    catalogue.media.clone_from(&mine.media);
    catalogue.media.extend(theirs.media.clone());
    catalogue.retired.clone_from(&theirs.retired);
    Ok(catalogue)
}

fn merged(
    base: Option<&Value>,
    mine: Option<&Value>,
    theirs: Option<&Value>,
    path: &str,
) -> Option<Value> {
    if mine == base {
        return theirs.cloned();
    }
    if theirs == base {
        return mine.cloned();
    }
    let mut lists = LISTS
        .iter()
        .filter_map(|(list, key)| Some((*list, (*key)?)));
    let key = lists.find(|(list, _)| *list == path);
    let key = key.or_else(|| PLAN_LISTS.into_iter().find(|(list, _)| *list == path));
    match (mine, theirs, key) {
        (Some(Value::Object(mine)), Some(Value::Object(theirs)), _) => {
            let nothing = Map::new();
            let base = base.and_then(Value::as_object).unwrap_or(&nothing);
            let names: BTreeSet<&String> = mine.keys().chain(theirs.keys()).collect();
            let fields = names.into_iter().filter_map(|name| {
                let path = match path {
                    "" => name.clone(),
                    path => format!("{path}.{name}"),
                };
                let value = merged(base.get(name), mine.get(name), theirs.get(name), &path)?;
                Some((name.clone(), value))
            });
            Some(Value::Object(fields.collect()))
        }
        (Some(Value::Array(mine)), Some(Value::Array(theirs)), Some((_, key))) => {
            let nothing = Vec::new();
            let base = base.and_then(Value::as_array).unwrap_or(&nothing);
            Some(merged_list(base, mine, theirs, key).into())
        }
        (Some(Value::Array(mine)), Some(Value::Array(theirs)), _)
            if mine.len() == theirs.len()
                && base
                    .and_then(Value::as_array)
                    .is_some_and(|it| it.len() == mine.len()) =>
        {
            let base = base.and_then(Value::as_array).into_iter().flatten();
            let entries = base.zip(mine.iter().zip(theirs));
            let entries = entries.filter_map(|(base, (mine, theirs))| {
                merged(Some(base), Some(mine), Some(theirs), "[]")
            });
            Some(entries.collect())
        }
        _ => mine.cloned(),
    }
}

/// Entries stand in the order of `mine`, and those that only `theirs` has behind them.
fn merged_list(base: &[Value], mine: &[Value], theirs: &[Value], key: &str) -> Vec<Value> {
    let find =
        |list: &'_ [Value], entry: &Value| list.iter().find(|it| it[key] == entry[key]).cloned();
    let only_theirs = theirs.iter().filter(|it| find(mine, it).is_none());
    let all = mine.iter().chain(only_theirs);
    let entries = all.filter_map(|entry| {
        let [base, mine, theirs] = [base, mine, theirs].map(|it| find(it, entry));
        merged(base.as_ref(), mine.as_ref(), theirs.as_ref(), "[]")
    });
    entries.collect()
}
