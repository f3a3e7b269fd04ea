//! What a workbook's number format makes of a cell, where all programs agree on it.

use std::sync::LazyLock;

use regex::Regex;

/// A part of a number format between semicolons.
#[derive(Debug, Default)]
struct Section {
    tokens: Vec<Token>,
    /// Whether what it shows depends on the program, its language or the column's width.
    unclear: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Literal(char),
    /// `0`, `#` or `?`.
    Digit(char),
    /// The comma between groups of thousands.
    Group,
    General,
    /// `@`.
    Text,
}

/// Returns how a format shows a whole number of at most 15 digits; `None` where programs differ.
pub(super) fn shown_number(value: i64, format: &str) -> Option<String> {
    let mut sections = sections(format);
    // A section for text comes last and shows a number only when it is alone.
    if sections.len() > 1 && (sections.len() > 3 || sections.last().is_some_and(Section::is_text)) {
        sections.truncate(3.min(sections.len() - 1));
    }
    let place = match (sections.len(), value.signum()) {
        (2.., -1) => 1,
        (3, 0) => 2,
        _ => 0,
    };
    let section = sections.get(place)?;
    if sections.iter().any(|section| section.unclear) {
        return None;
    }
    let sign = if value < 0 && place == 0 { "-" } else { "" };
    Some(sign.to_owned() + &section.number(value.unsigned_abs())?)
}

/// Returns how a format shows a text; `None` where programs differ.
pub(super) fn shown_text(text: &str, format: &str) -> Option<String> {
    let sections = sections(format);
    let last = sections.get(3).or(sections.last())?;
    if sections.len() < 4 && !last.is_text() {
        return Some(text.to_owned());
    }
    let shown = last.tokens.iter().map(|token| match token {
        Token::Literal(c) => Some(c.to_string()),
        Token::Text => Some(text.to_owned()),
        _ => None,
    });
    shown.collect::<Option<String>>().filter(|_| !last.unclear)
}

impl Section {
    fn is_text(&self) -> bool {
        self.tokens.contains(&Token::Text)
    }

    fn number(&self, value: u64) -> Option<String> {
        let digits = value.to_string();
        let places = self.tokens.iter().filter_map(|token| match token {
            Token::Digit(empty) => Some(*empty),
            _ => None,
        });
        // A `#` shows nothing for zero.
        let shown = if value == 0 { "" } else { &digits };
        let required = places.clone().skip_while(|empty| *empty != '0').count();
        let is_grouped = required.max(shown.len()) > 3;
        let all = places.count();
        let mut left = all;
        let mut rest = shown.chars().rev();
        let mut text: Vec<char> = Vec::new();
        for token in self.tokens.iter().rev() {
            match token {
                Token::Literal(c) => text.push(*c),
                Token::General => text.extend(digits.chars().rev()),
                Token::Text if self.tokens.len() == 1 => return Some(digits),
                // Which mark stands between groups is a matter of the language; one behind all digits
                // shows thousands.
                Token::Group if left < all && left > 0 && !is_grouped => {}
                Token::Group | Token::Text => return None,
                Token::Digit(empty) => {
                    left -= 1;
                    let empty = Some(*empty).filter(|empty| *empty != '#');
                    let empty = empty.map(|empty| if empty == '?' { ' ' } else { empty });
                    text.extend(rest.next().or(empty));
                    // All further digits stand at the first place.
                    if left == 0 {
                        text.extend(rest.by_ref());
                    }
                }
            }
        }
        Some(text.into_iter().rev().collect())
    }
}

/// What stands for itself in a format; other signs must be quoted or escaped.
const LITERALS: &str = " $-+():^'{}<>=~&";
const COLOURS: &str = "black|blue|cyan|green|magenta|red|white|yellow|color ?[0-9]+";

/// The parts of a format: quoted, in brackets, escaped, a space as wide as a sign, a filling, or a sign.
static PART: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let part = r#"(?is)general|"[^"]*"?|\[[^\]]*\]?|[\\_*].?|."#;
    Regex::new(part).ok()
});
/// What may stand in brackets: a colour, which shows nothing, or a currency with its language. Longer
/// languages ask for the digits of another script.
static BRACKET: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let bracket = format!(r"(?i)^\[(?:{COLOURS}|\$([^\]-]*)(?:-[0-9a-f]{{1,4}})?)\]$");
    Regex::new(&bracket).ok()
});

fn sections(format: &str) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut section = Section::default();
    let format = if format.is_empty() { "General" } else { format };
    for part in PART.iter().flat_map(|part| part.find_iter(format)) {
        if part.as_str() == ";" {
            sections.push(std::mem::take(&mut section));
        } else if let Some(tokens) = tokens(part.as_str()) {
            section.tokens.extend(tokens);
        } else {
            section.unclear = true;
        }
    }
    sections.push(section);
    sections
}

/// Returns what a part of a format shows; `None` when that is unclear.
fn tokens(part: &str) -> Option<Vec<Token>> {
    let mut signs = part.chars();
    let (first, rest) = (signs.next()?, signs.as_str());
    let text = match first {
        '"' => rest.trim_end_matches('"'),
        '\\' => rest,
        '_' => " ",
        '[' => {
            let bracket = BRACKET.as_ref()?.captures(part)?;
            bracket.get(1).map_or("", |symbol| symbol.as_str())
        }
        '0' | '#' | '?' => return Some(vec![Token::Digit(first)]),
        ',' => return Some(vec![Token::Group]),
        '@' => return Some(vec![Token::Text]),
        _ if !rest.is_empty() && first != '*' => return Some(vec![Token::General]),
        _ if !first.is_ascii() || LITERALS.contains(first) => part,
        // Fillings, decimals, per cent, exponents, fractions, dates.
        _ => return None,
    };
    Some(text.chars().map(Token::Literal).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn whole_numbers_are_shown_as_their_format_says() {
        for (value, format, shown) in [
            (12_345, "0000000", "0012345"),
            (12_345, "General", "12345"),
            (12_345, "GENERAL", "12345"),
            (12_345, "", "12345"),
            (12_345, "@", "12345"),
            (12_345, "0", "12345"),
            (12_345, "#", "12345"),
            (0, "#", ""),
            (0, "000", "000"),
            (7, "?0", " 7"),
            (123, "#,##0", "123"),
            (123_456, "000-000", "123-456"),
            (123_456_789, "000 000", "123456 789"),
            (77, "\"VE-\"00000", "VE-00077"),
            (77, "\\V\\E00000", "VE00077"),
            (77, "\"GỐM \"0000\"/26\"", "GỐM 0077/26"),
            (77, "₫0000", "₫0077"),
            (77, "[$₫-42A]0000", "₫0077"),
            (77, "[Red]0000", "0077"),
            (77, "[Color 12]0000", "0077"),
            (77, "0000_)", "0077 "),
            (-77, "0000", "-0077"),
            (-77, "0000;(0000)", "(0077)"),
            (0, "0;0;\"none\"", "none"),
            (77, ";;;", ""),
            (77, "0000;;;@", "0077"),
            (77, "0000;@", "0077"),
            (77, "\"VE-\"General", "VE-77"),
            (77, "\"same for all\"", "same for all"),
        ] {
            assert_eq!(
                shown_number(value, format).as_deref(),
                Some(shown),
                "{value} {format}"
            );
        }
    }

    #[test]
    fn formats_on_which_programs_differ_are_unclear() {
        for format in [
            "#,##0",
            "0.00",
            "0.",
            "0,",
            "0.00E+00",
            "##0.0E+0",
            "0%",
            "# ?/?",
            "dd/mm/yyyy",
            "[h]:mm",
            "h:mm AM/PM",
            "[>100]000;0000",
            "[DBNum1]0",
            "[$-D000000]0",
            "*-0",
            "* 0",
            "0* ",
            "_(* #,##0_)",
            "0,000",
            "b0",
            "[",
            "0;0.0",
        ] {
            assert_eq!(shown_number(12_345, format), None, "{format}");
        }
    }

    #[test]
    fn texts_keep_what_their_format_adds() {
        for (format, shown) in [
            ("General", Some("A-1")),
            ("@", Some("A-1")),
            ("0000", Some("A-1")),
            ("dd/mm/yyyy", Some("A-1")),
            ("dd/mm/yyyy;@", Some("A-1")),
            ("\"VE-\"@", Some("VE-A-1")),
            ("0;-0;0;@\"/26\"", Some("A-1/26")),
            (";;;", Some("")),
            ("@*.", None),
        ] {
            assert_eq!(shown_text("A-1", format).as_deref(), shown, "{format}");
        }
    }

    proptest! {
        #[test]
        fn padding_and_letters_are_kept(value in 0_i64..1_000_000_000_000_000, width in 1_usize..18, before in "[A-Z -]{0,4}", behind in "[a-zé/;]{0,3}") {
            let format = format!("\"{before}\"{}\"{behind}\"", "0".repeat(width));
            prop_assert_eq!(shown_number(value, &format), Some(format!("{before}{value:0width$}{behind}")));
        }

        #[test]
        fn no_digit_of_a_number_is_lost(value in 1_i64..1_000_000_000_000_000, format in "[0#?,.;@%E+/dmyhs\\[\\]\"\\\\_* A-]{0,12}") {
            let Some(shown) = shown_number(value, &format) else { return Ok(()) };
            // A literal of the format may be a digit, and may be all that there is.
            let placeholder = format.contains(['0', '#', '?', '@']) && !format.contains(['"', '\\', '_', ';']);
            let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
            prop_assert!(!placeholder || digits.trim_start_matches('0') == value.to_string(), "{}: {}", format, shown);
        }

        #[test]
        fn any_format_is_read(value: i64, format in "\\PC{0,20}") {
            let _ = (shown_number(value, &format), shown_text(&format, &format));
        }
    }
}
