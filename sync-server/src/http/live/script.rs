//! The live page's sentences as a script: the translation files, as the page's own language picks from them.

use std::sync::LazyLock;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use serde_json::{Map, Value};
use texts::Language;

/// Returns the script: `texts[language][name]` is a sentence with its values in braces, or one for each plural form.
pub(super) fn texts() -> &'static str {
    static SCRIPT: LazyLock<String> = LazyLock::new(|| {
        let languages = Language::all().filter(|language| language.has_staff());
        let languages = languages.map(|it| (it.code().to_owned(), sentences(it)));
        let languages = Value::Object(languages.collect());
        format!("export const texts = {languages};\n")
    });
    &SCRIPT
}

fn sentences(language: Language) -> Value {
    let mut sentences = Map::new();
    for (_, text) in language.files() {
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(it, _)| it);
        for entry in resource.entries() {
            if let Entry::Message(message) = entry
                && let Some(name) = name_in_script(message.id.name)
                && let Some(pattern) = &message.value
            {
                sentences.extend(sentence(pattern).map(|it| (name, it)));
            }
        }
    }
    Value::Object(sentences)
}

/// Returns what the script calls a sentence of the live page: `live-fill-room` is `fill_room`, `reason-full-name` is
/// `refusal_full`.
fn name_in_script(id: &str) -> Option<String> {
    if let Some(name) = id.strip_prefix("live-") {
        return Some(name.replace('-', "_"));
    }
    let code = id.strip_prefix("reason-")?.strip_suffix("-name")?;
    Some(format!("refusal_{}", code.replace('-', "_")))
}

/// Returns a sentence as the script has it; `None` when it has more than values and plural forms.
fn sentence(pattern: &Pattern<&str>) -> Option<Value> {
    let [
        PatternElement::Placeable {
            expression: Expression::Select { variants, .. },
        },
    ] = &*pattern.elements
    else {
        return words(pattern).map(Value::String);
    };
    let forms = variants.iter().map(|variant| match &variant.key {
        VariantKey::Identifier { name } => {
            Some(((*name).to_owned(), words(&variant.value)?.into()))
        }
        VariantKey::NumberLiteral { .. } => None,
    });
    forms.collect::<Option<_>>().map(Value::Object)
}

fn words(pattern: &Pattern<&str>) -> Option<String> {
    let parts = pattern.elements.iter().map(|part| match part {
        PatternElement::TextElement { value } => Some((*value).to_owned()),
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::VariableReference { id }),
        } => Some(format!("{{{}}}", id.name)),
        PatternElement::Placeable { .. } => None,
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn script_has_values_plurals_and_refusals() {
        let english = sentences(Language::ENGLISH);
        assert_eq!(english["fill_room"], "{percent}% of {n} places");
        assert_eq!(english["refusals"]["one"], "{n} scan refused");
        assert_eq!(english["refusals"]["other"], "{n} scans refused");
        assert_eq!(english["refusal_wrong_gate"], "wrong gate");
        let vietnamese = sentences(Language::VIETNAMESE);
        assert_eq!(vietnamese["refusals"], "{n} lượt quét bị từ chối");
        assert_eq!(vietnamese["weekday_0"], "Chủ nhật");
    }

    #[test]
    fn script_has_every_sentence_of_the_file() {
        for language in Language::all().filter(|language| language.has_staff()) {
            let script = sentences(language);
            let mut files = language.files().filter(|(about, _)| *about == "live");
            let (_, text) = files.next().unwrap();
            let ids = text.lines().filter_map(|line| line.strip_prefix("live-"));
            let mut names = ids.map(|id| id.split_once(" =").unwrap().0.replace('-', "_"));
            assert_eq!(names.find(|name| script.get(name).is_none()), None);
        }
    }
}
