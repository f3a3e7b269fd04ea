//! One form for a seller's code, wherever it comes from: a list, a scanner or a keyboard.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Returns a code without what lists, scanners and keyboards put around and into it: white space and
/// control characters at its ends, and invisible characters anywhere. Spaces and hyphens that only
/// look like the plain ones become those, wide letters become narrow, letters are composed (NFC).
/// Case and plain spaces within stay as they are, since sellers tell codes apart by them.
#[must_use]
pub fn normalise(code: &str) -> Cow<'_, str> {
    if code.is_ascii() {
        return Cow::Borrowed(trim(code));
    }
    let visible = code.chars().filter(|c| !is_invisible(*c)).map(plain);
    let plain: String = visible.nfc().collect();
    Cow::Owned(trim(&plain).to_owned())
}

/// Returns a normalised code in capitals and without white space.
#[must_use]
pub fn fold_case(code: &str) -> String {
    let letters = normalise(code);
    let letters = letters.chars().filter(|c| !c.is_whitespace());
    letters.flat_map(char::to_uppercase).collect()
}

fn trim(code: &str) -> &str {
    code.trim_matches(|c: char| c.is_ascii_whitespace() || c.is_ascii_control())
}

/// Returns whether a character has no width: joiners, byte order marks, directions, soft hyphens, variation selectors.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{feff}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}')
}

/// Returns the plain form of a space, a hyphen or a wide letter; any other character as it is.
fn plain(c: char) -> char {
    match c {
        '\u{a0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => '-',
        // The wide letters stand in the order of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_that_programs_add_are_removed() {
        for written in [
            "AB-12",
            " AB-12\r\n",
            "\u{feff}AB-12",
            "AB\u{2011}12",
            "AB\u{2010}12",
            "AB\u{2013}12",
            "AB\u{2212}12",
            "A\u{ad}B-12",
            "A\u{200b}B-1\u{200c}2",
            "A\u{200d}B\u{2060}-12",
            "\u{a0}AB-12\u{202f}",
            "\u{3000}AB-12\u{2003}",
            "\u{202a}AB-12\u{202c}",
            "\u{200e}AB-12\u{200f}",
            "ＡＢ－１２",
            "AB-12\u{fe0f}",
        ] {
            assert_eq!(normalise(written), "AB-12", "{written:?}");
        }
        assert_eq!(normalise("12\u{a0}34\u{202f}56"), "12 34 56");
        assert_eq!(normalise("VE\u{301}-1"), "VÉ-1");
        assert_eq!(normalise("\u{200b}\u{feff} "), "");
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(code in any::<String>()) {
            let once = normalise(&code).into_owned();
            prop_assert_eq!(normalise(&once), once.as_str());
            prop_assert_eq!(fold_case(&once), fold_case(&code));
        }

        #[test]
        fn visible_ascii_is_left_alone(code in "[!-~]([ -~]{0,40}[!-~])?") {
            prop_assert_eq!(normalise(&code), code.as_str());
        }
    }
}
