//! Letters as a search sees them: without case, tones or marks, and what sounds alike.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The letters of a text without case, tones or other marks: `Gốm sứ Đông Dư` becomes `gom su dong du`.
/// Everything that is neither letter nor digit becomes a single space.
#[must_use]
pub fn fold(text: &str) -> String {
    let words: Vec<String> = words(text).map(|word| word.plain).collect();
    words.join(" ")
}

/// What a visitor typed, composed: the same letters however the keyboard made them.
#[must_use]
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// One word of a text, in two spellings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Word {
    /// Without any marks: `hoa`.
    pub(super) plain: String,
    /// In small letters with marks, the tone last, so that `hòa` and `hoà` are one.
    pub(super) marked: String,
}

impl Word {
    /// A word of letters and digits alone.
    pub(super) fn new(text: &str) -> Self {
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
    pub(super) fn joined(&self, next: &Self) -> Self {
        Self {
            plain: [self.plain.as_str(), &next.plain].concat(),
            marked: [self.marked.as_str(), &next.marked].concat(),
        }
    }

    /// Whether it was written with marks at all. A word without any leaves them open.
    pub(super) fn has_marks(&self) -> bool {
        self.plain != self.marked
    }

    /// Whether it is a number.
    pub(super) fn is_number(&self) -> bool {
        !self.plain.is_empty() && self.plain.bytes().all(|b| b.is_ascii_digit())
    }
}

/// The words of a text. It is taken apart before it is split, since a digit such as `🄀` or `½` is made of others and of
/// signs that belong to no word.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word> + use<> {
    let text: String = text.nfkd().collect();
    let words: Vec<Word> = text
        .split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c))
        .map(Word::new)
        .filter(|word| !word.plain.is_empty())
        .collect();
    words.into_iter()
}

/// Spellings of one sound in Vietnamese, at the beginning of a syllable: the longer first.
const INITIALS: [(&str, &str); 14] = [
    ("ngh", "ŋ"),
    ("ng", "ŋ"),
    ("nh", "ñ"),
    ("gi", "z"),
    ("gh", "g"),
    ("qu", "kw"),
    ("tr", "c"),
    ("ch", "c"),
    ("d", "z"),
    ("r", "z"),
    ("c", "k"),
    ("x", "s"),
    ("n", "l"),
    ("q", "k"),
];

/// A syllable without marks as it sounds in the north, where `tr` and `ch`, `s` and `x`, `gi`, `d` and `r`, and for
/// many `l` and `n` are one: spelling by ear mixes up just these.
pub(super) fn sound(syllable: &str) -> String {
    let mut initials = INITIALS.iter();
    let spelling = initials.find(|(written, _)| syllable.starts_with(written));
    let (initial, rest) = match spelling {
        // In "gì" and "gin" the i is the vowel, too.
        Some(("gi", _)) if !syllable[2..].starts_with(['a', 'e', 'i', 'o', 'u', 'y']) => {
            ("z", &syllable[1..])
        }
        Some((written, heard)) => (*heard, &syllable[written.len()..]),
        None => ("", syllable),
    };
    [initial, &rest.replace('y', "i")].concat()
}

/// An English word without its ending: `toys` and `toy`, `watering` and `waters` are one. Vietnamese syllables have no
/// such endings.
pub(super) fn stem(word: &str) -> &str {
    let one = word.strip_suffix('s').unwrap_or(word);
    let base = one.strip_suffix("ing").or_else(|| one.strip_suffix("ed"));
    let longest = [base.unwrap_or(one), one];
    let stem = longest.into_iter().find(|stem| stem.len() >= 3);
    stem.unwrap_or(word)
}
