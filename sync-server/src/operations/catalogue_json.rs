//! A catalogue as organisers write it: JSON in which no misspelt name passes and every error has a path.

mod node;

use serde_json::Value;
use shared::catalogue::Catalogue;

pub use node::UnknownField;

use node::Node;

/// Why a text is no catalogue.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueJsonError {
    /// The text is no JSON.
    #[error("this is no JSON ({0}); mend the text at that line and column")]
    Syntax(serde_json::Error),
    /// A value that does not fit its place.
    #[error("{path}: {detail}; mend that value")]
    Value {
        /// The place, as in `booths[11].number`.
        path: String,
        /// What does not fit.
        detail: String,
    },
    /// Names that mean nothing in a catalogue.
    #[error("these names mean nothing in a catalogue: {}; correct or remove them", list(.0))]
    Unknown(Vec<UnknownField>),
}

/// Returns the catalogue that a JSON text holds.
///
/// # Errors
/// [`CatalogueJsonError`]; of unknown names, all there are.
pub fn from_json(json: &str) -> Result<Catalogue, CatalogueJsonError> {
    // Some editors write a byte order mark, which is no JSON.
    let json = json.trim_start_matches('\u{feff}');
    let mut document: Value = serde_json::from_str(json).map_err(CatalogueJsonError::Syntax)?;
    let mut unknown = Vec::new();
    loop {
        let found = node::UnknownFields::default();
        let catalogue: Result<Catalogue, _> =
            serde_path_to_error::deserialize(Node::root(&document, &found));
        let found = found.into_inner();
        // Reading ends at the first wrong value, often where a misspelt name left another one missing. With the names
        // corrected, the next attempt sees what comes behind it.
        if !found.is_empty() && catalogue.is_err() {
            for field in &found {
                node::correct(&mut document, field);
            }
            unknown.extend(found);
            continue;
        }
        unknown.extend(found);
        if !unknown.is_empty() {
            return Err(CatalogueJsonError::Unknown(unknown));
        }
        return catalogue.map_err(|error| CatalogueJsonError::Value {
            path: match error.path().to_string().as_str() {
                "." => "the whole document".to_owned(),
                path => path.to_owned(),
            },
            detail: error.inner().to_string(),
        });
    }
}

fn list(unknown: &[UnknownField]) -> String {
    const SHOWN: usize = 20;
    let shown = unknown.iter().take(SHOWN).map(ToString::to_string);
    let text = shown.collect::<Vec<_>>().join(", ");
    if let Some(more @ 1..) = unknown.len().checked_sub(SHOWN) {
        return format!("{text} and {more} more");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = include_str!("../../../assets/exhibition/catalogue.json");

    fn error(json: &str) -> String {
        from_json(json).unwrap_err().to_string()
    }

    #[test]
    fn sample_reads_as_serde_reads_it() {
        assert_eq!(
            from_json(SAMPLE).unwrap(),
            Catalogue::from_json(SAMPLE).unwrap()
        );
        let stored =
            serde_json::to_string(&crate::operations::catalogue::sample().unwrap()).unwrap();
        assert_eq!(
            from_json(&stored).unwrap(),
            crate::operations::catalogue::sample().unwrap()
        );
    }

    #[test]
    fn unknown_names_are_listed_with_nearest() {
        let misspelt = SAMPLE
            .replacen("\"description\"", "\"decription\"", 2)
            .replacen("\"utc_offset_minutes\"", "\"UTC_offset_minutes\"", 1)
            .replacen("\"policy\"", "\"xyzzy\"", 1);
        let error = error(&misspelt);
        for part in [
            "booths[0].decription (did you mean \"description\"?)",
            "UTC_offset_minutes (did you mean \"utc_offset_minutes\"?)",
            "ticket_types[0].xyzzy",
        ] {
            assert!(error.contains(part), "{error}");
        }
    }

    #[test]
    fn names_within_rules_hours_and_plan_are_checked() {
        let mut document: Value = serde_json::from_str(SAMPLE).unwrap();
        let plan = include_str!("../../../assets/exhibition/plan.json");
        document["plan"] = serde_json::from_str(plan).unwrap();
        document["plan"]["levels"][0]["sclae"] = 1.into();
        document["ticket_types"][0]["rules"]["need_staff"] = true.into();
        document["gates"][0]["hours"] =
            serde_json::json!({"own": [{"opens": "08:00", "closes": "20:00", "days": 1}]});
        let error = error(&document.to_string());
        for part in [
            "plan.levels[0].sclae",
            "ticket_types[0].rules.need_staff (did you mean \"needs_staff\"?)",
            "gates[0].hours.own[0].days (did you mean \"day\"?)",
        ] {
            assert!(error.contains(part), "{error}");
        }
    }

    #[test]
    fn wrong_values_are_named_by_path() {
        let with = |change: &dyn Fn(&mut Value)| {
            let mut document: Value = serde_json::from_str(SAMPLE).unwrap();
            change(&mut document);
            error(&document.to_string())
        };
        let text = with(&|it| it["booths"][11]["number"] = "12".into());
        assert!(
            text.starts_with("booths[11].number: invalid type: string"),
            "{text}"
        );
        let range = with(&|it| it["ticket_types"][0]["party"] = 300.into());
        assert!(range.starts_with("ticket_types[0].party: "), "{range}");
        let policy = with(&|it| it["ticket_types"][1]["policy"] = "twice".into());
        assert!(
            policy.starts_with("ticket_types[1].policy: unknown variant `twice`"),
            "{policy}"
        );
        let date = with(&|it| it["days"][2]["date"] = "2024-13-07".into());
        assert!(date.starts_with("days[2].date: "), "{date}");
        let zoned = with(&|it| it["days"][1]["opens"] = "08:30Z".into());
        assert!(
            zoned.starts_with("days[1].opens: \"08:30Z\" is not"),
            "{zoned}"
        );
        let missing = with(&|it| {
            it["gates"][0].as_object_mut().unwrap().remove("name");
        });
        assert!(
            missing.starts_with("gates[0]: missing field `name`"),
            "{missing}"
        );
        let hours =
            with(&|it| it["gates"][0]["hours"] = serde_json::json!({"own": [{"opens": 8}]}));
        assert!(
            hours.starts_with("gates[0].hours.own[0].opens: "),
            "{hours}"
        );
        assert!(error("{\"exhibition\": 24,}").contains("line 1 column"));
        assert!(error("[]").starts_with("the whole document: "));
    }
}
