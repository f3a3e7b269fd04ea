//! Words of lists, compared without regard to case, diacritics and punctuation.

use unicode_normalization::UnicodeNormalization;

/// Returns a text in lower case, without diacritics, with one space between words and without the
/// punctuation around it and within abbreviations: `N.A.` is `na`.
pub(super) fn fold(text: &str) -> String {
    let bare = text.nfd().filter(|c| !is_mark(*c));
    let lower = bare.flat_map(char::to_lowercase);
    let letters = lower.filter_map(|c| match c {
        'đ' => Some('d'),
        '.' | '\'' => None,
        '_' | '/' | ':' | '*' | '(' | ')' | '[' | ']' => Some(' '),
        other => Some(other),
    });
    let letters: String = letters.collect();
    let ends = |c: char| !c.is_alphanumeric();
    let words: Vec<&str> = letters.trim_matches(ends).split_whitespace().collect();
    words.join(" ")
}

/// Returns whether a folded text contains these words one after the other.
pub(super) fn has_words(folded: &str, words: &str) -> bool {
    format!(" {folded} ").contains(&format!(" {words} "))
}

/// A mark that stands over or under a letter.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
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
            ("—", ""),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
        assert!(has_words("da huy ve", "huy"));
        assert!(!has_words("huyen", "huy"));
    }
}
