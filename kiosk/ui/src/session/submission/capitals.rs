//! Capitals that nobody has to type.

/// A text with its first letter as a capital, or that of every word.
pub(super) fn with_capitals(text: &str, every_word: bool) -> String {
    let mut begins = true;
    let mut capital = |letter: char| {
        let first = begins && letter.is_alphabetic();
        begins = (every_word && letter.is_whitespace()) || (begins && !letter.is_alphanumeric());
        if first {
            letter.to_uppercase().collect::<String>()
        } else {
            letter.to_string()
        }
    };
    text.chars().map(&mut capital).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_begin_with_capitals_and_a_note_with_one() {
        assert_eq!(with_capitals("trần văn mẫu", true), "Trần Văn Mẫu");
        assert_eq!(with_capitals("đặt 200 chén", false), "Đặt 200 chén");
        assert_eq!(with_capitals("200 chén", false), "200 chén");
    }
}
