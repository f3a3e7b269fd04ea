//! What sounds alike, and English words without their endings.

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
