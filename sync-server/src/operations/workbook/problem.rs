//! What the catalogue's own check finds, in words.

use serde_json::Value;
use shared::catalogue::{CataloguePart, Problem, ProblemPlace};

use super::words::WorkbookLanguage;

impl WorkbookLanguage {
    /// Returns where a problem is and what it is.
    #[must_use]
    pub fn problem(self, problem: &Problem) -> String {
        let kind = self.kind(problem);
        if problem.place.part == CataloguePart::Catalogue {
            return kind;
        }
        let values = [("place", self.place(&problem.place)), ("problem", kind)];
        self.say_with("problem-at", &values)
    }

    /// Returns what a problem is: the sentence of its name, with its values put in.
    fn kind(self, problem: &Problem) -> String {
        let kind = serde_json::to_value(&problem.kind).unwrap_or_default();
        let id = format!("problem-{}", kind["kind"].as_str().unwrap_or_default());
        let fields = kind.as_object().into_iter().flatten();
        let values: Vec<(&str, String)> = fields
            .map(|(name, value)| (name.as_str(), self.value(name, value)))
            .collect();
        self.say_with(&id, &values)
    }

    fn value(self, name: &str, value: &Value) -> String {
        match (name, value) {
            ("what", Value::String(part)) => self.say(&format!("noun-{}", message(part))),
            ("obstacle", Value::Null) => self.say("obstacle-wall"),
            ("obstacle", number) => {
                self.say_with("obstacle-booth", &[("number", number.to_string())])
            }
            ("from", Value::Object(place)) => {
                let text = |field: &str| place[field].as_str().unwrap_or_default();
                self.part(text("part"), text("name"))
            }
            (_, Value::String(text)) => text.clone(),
            (_, value) => value.to_string(),
        }
    }

    fn place(self, place: &ProblemPlace) -> String {
        let part = self.part(place.part.code(), &place.name);
        match &place.file {
            None => part,
            Some(file) => {
                let kind = if file.is_video { "video" } else { "picture" };
                let values = [("place", part), ("file", file.name.clone())];
                self.say_with(&format!("problem-{kind}"), &values)
            }
        }
    }

    fn part(self, code: &str, name: &str) -> String {
        let id = format!("part-{}", message(code));
        self.say_with(&id, &[("name", name.to_owned())])
    }
}

/// Returns what the message of a part is called.
fn message(code: &str) -> String {
    code.replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the names of the variants of an enumeration, as they are written.
    fn kinds() -> Vec<String> {
        let source = include_str!("../../../../shared/src/catalogue/findings.rs");
        let (_, source) = source.split_once("pub enum ProblemKind {").unwrap();
        let (source, _) = source.split_once("\n}\n").unwrap();
        let variant = regex::Regex::new(r"(?m)^    ([A-Z]\w+)[ ,]").unwrap();
        let names = variant.captures_iter(source);
        let capital = regex::Regex::new(r"\B([A-Z])").unwrap();
        names
            .map(|it| capital.replace_all(&it[1], "-$1").to_lowercase())
            .collect()
    }

    #[test]
    fn every_problem_has_words_in_both_languages() {
        let kinds = kinds();
        assert!(kinds.len() > 50, "{kinds:?}");
        let kinds = kinds.iter().map(|it| format!("problem-{it}"));
        let parts = CataloguePart::ALL.map(|it| format!("part-{}", message(it.code())));
        for id in kinds.chain(parts) {
            for language in WorkbookLanguage::ALL {
                assert_ne!(language.say(&id), id, "{language:?}");
            }
        }
    }

    #[test]
    fn english_words_are_those_of_the_command_line() {
        let mut catalogue = crate::operations::catalogue::sample().unwrap();
        catalogue.booths[0].name.0.clear();
        catalogue.booths[1].village = "atlantis".parse().unwrap();
        let plan = catalogue.plan.as_mut().unwrap();
        plan.booths[6].at.x -= 1.0;
        plan.knots[0].at = plan.booths[0].rect().middle();
        let problems = catalogue.problems();
        assert!(problems.len() > 4, "{problems:?}");
        for problem in &problems {
            let words = WorkbookLanguage::English.problem(problem);
            assert_eq!(words, problem.to_string());
        }
        let vietnamese = WorkbookLanguage::Vietnamese.problem(&problems[0]);
        assert_eq!(
            vietnamese,
            "Gian hàng 1: chưa có tên tiếng Việt; hãy ghi tên"
        );
        let way = problems
            .iter()
            .map(|it| WorkbookLanguage::Vietnamese.problem(it));
        assert!(
            way.clone().all(|it| !it.contains("problem")),
            "{:?}",
            way.collect::<Vec<_>>()
        );
    }
}
