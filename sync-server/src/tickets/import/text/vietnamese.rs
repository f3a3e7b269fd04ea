//! Encodings of Vietnamese from before Unicode, and how to tell them by the words they make.

/// TCVN3 (TCVN 5712:1993, VN3), the encoding of the fonts `.Vn…`, in the order of its bytes.
const TCVN3: [(char, u8); 74] = [
    ('Ă', 0xa1),
    ('Â', 0xa2),
    ('Ê', 0xa3),
    ('Ô', 0xa4),
    ('Ơ', 0xa5),
    ('Ư', 0xa6),
    ('Đ', 0xa7),
    ('ă', 0xa8),
    ('â', 0xa9),
    ('ê', 0xaa),
    ('ô', 0xab),
    ('ơ', 0xac),
    ('ư', 0xad),
    ('đ', 0xae),
    ('à', 0xb5),
    ('ả', 0xb6),
    ('ã', 0xb7),
    ('á', 0xb8),
    ('ạ', 0xb9),
    ('ằ', 0xbb),
    ('ẳ', 0xbc),
    ('ẵ', 0xbd),
    ('ắ', 0xbe),
    ('ặ', 0xc6),
    ('ầ', 0xc7),
    ('ẩ', 0xc8),
    ('ẫ', 0xc9),
    ('ấ', 0xca),
    ('ậ', 0xcb),
    ('è', 0xcc),
    ('ẻ', 0xce),
    ('ẽ', 0xcf),
    ('é', 0xd0),
    ('ẹ', 0xd1),
    ('ề', 0xd2),
    ('ể', 0xd3),
    ('ễ', 0xd4),
    ('ế', 0xd5),
    ('ệ', 0xd6),
    ('ì', 0xd7),
    ('ỉ', 0xd8),
    ('ĩ', 0xdc),
    ('í', 0xdd),
    ('ị', 0xde),
    ('ò', 0xdf),
    ('ỏ', 0xe1),
    ('õ', 0xe2),
    ('ó', 0xe3),
    ('ọ', 0xe4),
    ('ồ', 0xe5),
    ('ổ', 0xe6),
    ('ỗ', 0xe7),
    ('ố', 0xe8),
    ('ộ', 0xe9),
    ('ờ', 0xea),
    ('ở', 0xeb),
    ('ỡ', 0xec),
    ('ớ', 0xed),
    ('ợ', 0xee),
    ('ù', 0xef),
    ('ủ', 0xf1),
    ('ũ', 0xf2),
    ('ú', 0xf3),
    ('ụ', 0xf4),
    ('ừ', 0xf5),
    ('ử', 0xf6),
    ('ữ', 0xf7),
    ('ứ', 0xf8),
    ('ự', 0xf9),
    ('ỳ', 0xfa),
    ('ỷ', 0xfb),
    ('ỹ', 0xfc),
    ('ý', 0xfd),
    ('ỵ', 0xfe),
];

/// VNI-Windows, the encoding of the fonts `VNI-…`: letters of one byte.
const VNI_SINGLE: [(char, u8); 16] = [
    ('Ì', 0xcc),
    ('Í', 0xcd),
    ('Ị', 0xd2),
    ('Ĩ', 0xd3),
    ('Ỉ', 0xc6),
    ('Ỵ', 0xce),
    ('Ơ', 0xd4),
    ('Ư', 0xd6),
    ('ì', 0xec),
    ('í', 0xed),
    ('ị', 0xf2),
    ('ĩ', 0xf3),
    ('ỉ', 0xe6),
    ('ỵ', 0xee),
    ('ơ', 0xf4),
    ('ư', 0xf6),
];
const VNI_D: [(char, u8); 2] = [('Đ', 0xd1), ('đ', 0xf1)];
/// VNI-Windows: the second bytes of the letters of two, and the marks they stand for. Words in
/// capitals have their own, 32 below.
const VNI_MARKS: [(u8, &str); 15] = [
    (0xf9, "\u{301}"),
    (0xf8, "\u{300}"),
    (0xfb, "\u{309}"),
    (0xf5, "\u{303}"),
    (0xef, "\u{323}"),
    (0xe2, "\u{302}"),
    (0xe1, "\u{302}\u{301}"),
    (0xe0, "\u{302}\u{300}"),
    (0xe5, "\u{302}\u{309}"),
    (0xe3, "\u{302}\u{303}"),
    (0xe4, "\u{323}\u{302}"),
    (0xea, "\u{306}"),
    (0xe9, "\u{306}\u{301}"),
    (0xe8, "\u{306}\u{300}"),
    (0xeb, "\u{323}\u{306}"),
];
/// The two marks on a breve whose bytes lie between others.
const VNI_MARKS_MORE: [(u8, &str); 2] = [(0xfa, "\u{306}\u{309}"), (0xfc, "\u{306}\u{303}")];

use unicode_normalization::UnicodeNormalization;

/// Reads bytes as TCVN3; `None` for a byte that it does not have.
pub(super) fn from_tcvn3(bytes: &[u8]) -> Option<String> {
    let letters = bytes.iter().map(|byte| match byte {
        0..=0x7f => Some(char::from(*byte)),
        // A space that does not break.
        0xa0 => Some(' '),
        _ => letter(&TCVN3, *byte),
    });
    let text: String = letters.collect::<Option<_>>()?;
    Some(with_capitals(&text))
}

/// Reads bytes as VNI-Windows; `None` for a byte that it does not have where it stands.
pub(super) fn from_vni(bytes: &[u8]) -> Option<String> {
    let mut text = String::new();
    let mut last: u8 = 0;
    for byte in bytes {
        if byte.is_ascii() {
            text.push(char::from(*byte));
        } else if *byte == 0xa0 {
            text.push(' ');
        } else if let Some(letter) = letter(&VNI_D, *byte) {
            text.push(letter);
        } else if let Some(marks) = marks(last, *byte) {
            text.push_str(marks);
        } else {
            text.push(letter(&VNI_SINGLE, *byte)?);
        }
        last = *byte;
    }
    Some(text.nfc().collect())
}

fn letter(table: &[(char, u8)], byte: u8) -> Option<char> {
    let found = table.iter().find(|(_, code)| *code == byte);
    found.map(|(letter, _)| *letter)
}

/// The marks that a byte puts on the vowel before it.
fn marks(vowel: u8, byte: u8) -> Option<&'static str> {
    // Ơ and Ư are bytes of their own that take marks.
    let lower = matches!(vowel, b'a' | b'e' | b'o' | b'u' | b'y' | 0xf4 | 0xf6);
    let upper = matches!(vowel, b'A' | b'E' | b'O' | b'U' | b'Y' | 0xd4 | 0xd6);
    let byte = match byte {
        0xe0.. if lower || upper => byte,
        0xc0..=0xdf if upper => byte + 32,
        _ => return None,
    };
    let mut all = VNI_MARKS.iter().chain(&VNI_MARKS_MORE);
    all.find(|(code, _)| *code == byte).map(|(_, marks)| *marks)
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

/// Whether a word is an initial consonant, vowels and a final consonant as Vietnamese has them.
fn is_syllable(word: &str) -> bool {
    const STARTS: [&str; 28] = [
        "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
        "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
    ];
    const ENDS: [&str; 9] = ["ng", "nh", "ch", "c", "m", "n", "p", "t", ""];
    const VOWELS: &str = "a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iêu|iu|oa|oă|oai|oao|oay|oe|oeo|oi|oo|ôi|ơi|ua|uâ|uây\
        |uê|ui|uo|uô|uôi|uơ|uy|uya|uyê|uyu|ưa|ưi|ươ|ươi|ươu|ưu|ya|yê|yêu";
    let lower: String = word.nfd().flat_map(char::to_lowercase).collect();
    let is_tone = |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    if lower.chars().filter(is_tone).count() > 1 {
        return false;
    }
    let bare: String = lower.chars().filter(|c| !is_tone(c)).nfc().collect();
    let known = |vowels: &str| VOWELS.split('|').any(|known| known == vowels);
    STARTS
        .iter()
        .filter_map(|start| bare.strip_prefix(start))
        .any(|rest| {
            let mut rests = ENDS.iter().filter_map(|end| rest.strip_suffix(end));
            // `gì` has its vowel in its initial.
            rests.any(|vowels| known(vowels) || vowels.is_empty() && bare.starts_with("gi"))
        })
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
