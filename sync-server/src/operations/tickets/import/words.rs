//! Words of lists, compared without regard to case, diacritics and punctuation.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// The lists of `words.txt` by their names.
static LISTS: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let sections = include_str!("words.txt").split("\n[").skip(1);
    let lists = sections.filter_map(|section| section.split_once(']'));
    lists
        .map(|(name, words)| (name, words.split(',').map(str::trim).collect()))
        .collect()
});

/// Returns a list of `words.txt`.
pub(super) fn words(list: &str) -> &'static [&'static str] {
    LISTS.get(list).map_or(&[], Vec::as_slice)
}

/// Returns whether a text is a word of a list.
pub(super) fn is_word(list: &str, text: &str) -> bool {
    words(list).contains(&text)
}

/// Returns whether a text contains a word of a list.
pub(super) fn has_word(list: &str, text: &str) -> bool {
    let text = format!(" {} ", text.replace('-', " "));
    words(list)
        .iter()
        .any(|word| text.contains(&format!(" {word} ")))
}

/// Returns whether a text is a word of a list or begins with one and a space.
pub(super) fn begins_with_word(list: &str, text: &str) -> bool {
    let mut rests = words(list)
        .iter()
        .filter_map(|word| text.strip_prefix(word));
    rests.any(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Returns a text in lower case, without diacritics, with one space between words and without the
/// punctuation around it and within abbreviations: `N.A.` is `na`. A tick is an `x`.
pub(super) fn fold(text: &str) -> String {
    let letters = bare(text);
    let letters = letters.chars().filter_map(|c| match c {
        '✓' | '✔' | '☑' => Some('x'),
        '.' | '\'' => None,
        '_' | '/' | ':' | '*' | '(' | ')' | '[' | ']' => Some(' '),
        other => Some(other),
    });
    let letters: String = letters.collect();
    let letters = letters.trim_matches(|c: char| !c.is_alphanumeric());
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns a text in lower case and without diacritics.
pub(super) fn bare(text: &str) -> String {
    let letters = text.nfd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}'));
    let letters: String = letters.flat_map(char::to_lowercase).collect();
    letters.replace('đ', "d")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_by_their_letters() {
        for (text, folded) in [
            ("Tổng cộng:", "tong cong"),
            ("ĐÃ HỦY", "da huy"),
            ("N/A", "n a"),
            (" n.a. ", "na"),
            ("(null)", "null"),
            ("Order_Status", "order status"),
            ("✓", "x"),
            ("—", ""),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
        assert!(has_word("status.bad", "da huy ve"));
        assert!(!has_word("status.bad", "huyen"));
        assert!(begins_with_word("footer.beginnings", "total 12"));
        assert!(!begins_with_word("footer.beginnings", "totals"));
    }

    #[test]
    fn every_list_is_written_as_texts_are_folded() {
        assert_eq!(LISTS.len(), 24);
        for (name, list) in LISTS.iter().filter(|(name, _)| !name.starts_with("sum")) {
            for word in list {
                assert_eq!(fold(word), **word, "[{name}]");
            }
        }
    }
}
