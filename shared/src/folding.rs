//! Letters as a search sees them: without case, tones or marks.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The letters of a text without case, tones or other marks: `Gốm sứ Đông Dư` becomes `gom su dong du`.
/// Everything that is neither letter nor digit becomes a single space.
#[must_use]
pub fn fold(text: &str) -> String {
    let words: Vec<String> = folded_words(text).map(|word| word.plain).collect();
    words.join(" ")
}

/// One word of a text, in two spellings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FoldedWord {
    /// Without any marks: `hoa`.
    pub plain: String,
    /// In small letters with marks, the tone last, so that `hòa` and `hoà` are one.
    pub marked: String,
}

impl FoldedWord {
    /// A word of letters and digits alone.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let (mut plain, mut marked, mut tones) = (String::new(), String::new(), String::new());
        for c in text.nfkd().flat_map(char::to_lowercase) {
            match c {
                'đ' => {
                    plain.push('d');
                    marked.push('đ');
                }
                '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => tones.push(c),
                c if is_combining_mark(c) => marked.push(c),
                c => {
                    plain.push(c);
                    marked.push(c);
                }
            }
        }
        marked.push_str(&tones);
        let word = Self { plain, marked };
        if word.is_number() {
            // "07" on a sign is booth 7.
            let digits = word.plain.trim_start_matches('0');
            let plain = if digits.is_empty() { "0" } else { digits }.to_owned();
            let marked = plain.clone();
            return Self { plain, marked };
        }
        word
    }

    /// Two words as one, for those who leave the space out.
    #[must_use]
    pub fn joined(&self, next: &Self) -> Self {
        Self {
            plain: [self.plain.as_str(), &next.plain].concat(),
            marked: [self.marked.as_str(), &next.marked].concat(),
        }
    }

    /// Whether it was written with marks at all. A word without any leaves them open.
    #[must_use]
    pub fn has_marks(&self) -> bool {
        self.plain != self.marked
    }

    /// Whether it is a number.
    #[must_use]
    pub fn is_number(&self) -> bool {
        !self.plain.is_empty() && self.plain.bytes().all(|b| b.is_ascii_digit())
    }
}

/// The words of a text. It is taken apart before it is split, since a digit such as `🄀` or `½` is made of others and of
/// signs that belong to no word.
pub fn folded_words(text: &str) -> impl Iterator<Item = FoldedWord> + use<> {
    let text: String = text.nfkd().collect();
    let words: Vec<FoldedWord> = text
        .split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c))
        .map(FoldedWord::new)
        .filter(|word| !word.plain.is_empty())
        .collect();
    words.into_iter()
}

/// How many letters of a name have to be typed before tickets are searched by it.
const NAME_LETTERS: usize = 3;

/// Returns whether a text is long enough to search tickets by name: fewer letters would list strangers. A character of
/// Chinese, Japanese or Korean says as much as two letters.
#[must_use]
pub fn says_enough_of_a_name(text: &str) -> bool {
    let folded = fold(text);
    let letters = folded.chars().filter(|c| c.is_alphanumeric());
    let said: usize = letters.map(|c| if c.len_utf8() > 2 { 2 } else { 1 }).sum();
    said >= NAME_LETTERS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lose_their_marks_and_case_however_they_were_made() {
        assert_eq!(fold("Gốm sứ ĐÔNG DƯ"), "gom su dong du");
        assert_eq!(fold(&"Gốm".nfd().collect::<String>()), "gom");
        assert_eq!(fold("hòa hoà"), "hoa hoa");
        assert_eq!(fold("  A—B,, c!"), "a b c");
        // Digits that are made of digits and signs, and a letter younger than the database's own tables.
        assert_eq!(fold("½ 🄀𞄀"), "1 2 0 𞄀");
    }
}
