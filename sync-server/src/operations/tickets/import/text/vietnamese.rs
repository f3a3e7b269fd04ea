//! Encodings of Vietnamese from before Unicode, and how to tell them by the words they make.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

/// TCVN3 (TCVN 5712:1993, VN3), the encoding of the fonts `.Vn…`: the letters of the bytes from 0xa1 on.
const TCVN3: &str = "ĂÂÊÔƠƯĐăâêôơưđ······àảãáạ·ằẳẵắ·······ặầẩẫấậè·ẻẽ\
    éẹềểễếệìỉ···ĩíịò·ỏõóọồổỗốộờởỡớợù·ủũúụừửữứựỳỷỹýỵ";
/// VNI-Windows, the encoding of the fonts `VNI-…`: the letters of one byte, from 0xc6 on.
const VNI_SINGLE: &str = "Ỉ·····ÌÍỴ··ĐỊĨƠ·Ư···············ỉ·····ìíỵ··địĩơ·ư";
/// VNI-Windows: what the second bytes of the letters of two, from 0xe0 on, make of an `a`. Words in
/// capitals have their own, 32 below.
const VNI_MARKS: &str = "ầấâẫậẩ··ằắăặ···ạ·····ã··àáẳảẵ";

/// Reads bytes as TCVN3; `None` for a byte that it does not have.
pub(super) fn from_tcvn3(bytes: &[u8]) -> Option<String> {
    let letters = bytes.iter().map(|byte| match byte {
        0..=0x7f => Some(char::from(*byte)),
        // A space that does not break.
        0xa0 => Some(' '),
        _ => letter(TCVN3, 0xa1, *byte),
    });
    let text: String = letters.collect::<Option<_>>()?;
    Some(with_capitals(&text))
}

/// Reads bytes as VNI-Windows; `None` for a byte that it does not have where it stands.
pub(super) fn from_vni(bytes: &[u8]) -> Option<String> {
    let mut text = String::new();
    let mut last: u8 = 0;
    for byte in bytes {
        match (*byte, sample(last, *byte)) {
            (0..=0x7f, _) => text.push(char::from(*byte)),
            (0xa0, _) => text.push(' '),
            (_, Some(sample)) => text.extend(sample.nfd().skip(1)),
            _ => text.push(letter(VNI_SINGLE, 0xc6, *byte)?),
        }
        last = *byte;
    }
    Some(text.nfc().collect())
}

/// Returns the letter of a byte in a table that begins with the byte `first`.
fn letter(table: &str, first: u8, byte: u8) -> Option<char> {
    let place = byte.checked_sub(first)?;
    table.chars().nth(place.into()).filter(|c| *c != '·')
}

/// Returns an `a` with the marks that a byte puts on the vowel before it.
fn sample(vowel: u8, byte: u8) -> Option<char> {
    // Ơ and Ư are bytes of their own that take marks.
    let upper = matches!(vowel, b'A' | b'E' | b'O' | b'U' | b'Y' | 0xd4 | 0xd6);
    let lower = matches!(vowel, b'a' | b'e' | b'o' | b'u' | b'y' | 0xf4 | 0xf6);
    match byte {
        0xe0.. if lower || upper => letter(VNI_MARKS, 0xe0, byte),
        0xc0..=0xdf if upper => letter(VNI_MARKS, 0xe0, byte + 32),
        _ => None,
    }
}

/// TCVN3 has one byte for both cases of most letters; its fonts of capitals show all as capitals.
fn with_capitals(text: &str) -> String {
    let words = text.split_inclusive(|c: char| !c.is_alphabetic());
    let words = words.map(|word| {
        let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
        if capitals > 1 && !word.bytes().any(|byte| byte.is_ascii_lowercase()) {
            word.to_uppercase()
        } else {
            word.to_owned()
        }
    });
    words.collect()
}

/// Returns how many of a text's words with letters beyond ASCII are written as Vietnamese syllables
/// are, and how many such words there are.
pub(super) fn syllables(text: &str) -> (usize, usize) {
    let words = text.split(|c: char| c.is_ascii() && !c.is_ascii_alphabetic());
    let marked = words.filter(|word| !word.is_ascii());
    marked.fold((0, 0), |(good, all), word| {
        (good + usize::from(is_syllable(word)), all + 1)
    })
}

/// An initial consonant, vowels and a final consonant as Vietnamese has them, without tones. `gì` has
/// its vowel in its initial.
static SYLLABLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let syllable = "^((ngh|[cgknpt]h|ng|tr|gi|qu|[bcdđghklmnprstvx])?(\
        [aăâeêioôơuưy]|a[iouy]|â[uy]|eo|[êiư]u|ia|iêu?|o[aăeio]|oa[ioy]|oeo|[ôơ]i|u[aâêioôơy]|uây|uôi|uy[aêu]|\
        ư[aiơ]|ươ[iu]|y[aê]|yêu)|gi)(ng|[cn]h|[cmnpt])?$";
    Regex::new(syllable).ok()
});

fn is_syllable(word: &str) -> bool {
    let lower: String = word.nfd().flat_map(char::to_lowercase).collect();
    let is_tone = |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let bare: String = lower.chars().filter(|c| !is_tone(c)).nfc().collect();
    let tones = lower.chars().filter(is_tone).count();
    tones <= 1 && SYLLABLE.as_ref().is_some_and(|it| it.is_match(&bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_from_tcvn3_and_vni() {
        // As a western Windows shows the bytes.
        let bytes = |shown: &str| -> Vec<u8> {
            let (bytes, _, wrong) = encoding_rs::WINDOWS_1252.encode(shown);
            assert!(!wrong);
            bytes.into_owned()
        };
        for (shown, name) in [
            ("NguyÔn V¨n ¸nh", "Nguyễn Văn ánh"),
            ("§Æng ThÞ Ngäc", "Đặng Thị Ngọc"),
            ("TrÇn Quèc ViÖt", "Trần Quốc Việt"),
            ("Ph¹m H\u{ad}¬ng Lª", "Phạm Hương Lê"),
            ("Lª Hoµng §øc", "Lê Hoàng Đức"),
            ("NGUYÔN THÞ HUÖ", "NGUYỄN THỊ HUỆ"),
        ] {
            assert_eq!(from_tcvn3(&bytes(shown)).as_deref(), Some(name));
        }
        for (shown, name) in [
            ("Nguyeãn Vaên Aùnh", "Nguyễn Văn Ánh"),
            ("Ñaëng Thò Ngoïc", "Đặng Thị Ngọc"),
            ("Traàn Quoác Vieät", "Trần Quốc Việt"),
            ("Phaïm Höông Leâ", "Phạm Hương Lê"),
            ("Leâ Hoaøng Ñöùc", "Lê Hoàng Đức"),
            ("NGUYEÃN THÒ HUEÄ", "NGUYỄN THỊ HUỆ"),
            ("Voõ Thaúng Löõng", "Võ Thẳng Lững"),
            ("Buøi Kyø Myõ", "Bùi Kỳ Mỹ"),
        ] {
            assert_eq!(from_vni(&bytes(shown)).as_deref(), Some(name));
        }
    }

    #[test]
    fn vietnamese_words_are_told_from_others() {
        for name in [
            "Nguyễn",
            "Văn",
            "Đặng",
            "Thị",
            "Ngọc",
            "Trần",
            "Quốc",
            "Việt",
            "Phạm",
            "Hương",
            "Lê",
            "Hoàng",
            "Đức",
            "Huệ",
            "Võ",
            "Bùi",
            "Kỳ",
            "Mỹ",
            "Quý",
            "Thuỷ",
            "Thủy",
            "Hoà",
            "Hòa",
            "Giàu",
            "Khuê",
            "Nghĩa",
            "Trường",
            "Phượng",
            "Yến",
            "Ánh",
            "Út",
            "Gì",
            "Mã",
            "vé",
            "Họ",
            "tên",
        ] {
            assert!(is_syllable(name), "{name}");
        }
        for word in [
            "NguyÔn", "ViÖt", "Nguyeãn", "Traàn", "Ñöùc", "José", "Müller", "¸nh", "Æng", "QuÃ½",
        ] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
