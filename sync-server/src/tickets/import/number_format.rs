//! What a workbook's number format makes of a cell, where all programs agree on it.

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
        let is_digit = |token: &&Token| matches!(token, Token::Digit(_));
        let required = |token: &Token| *token == Token::Digit('0');
        let places = self.tokens.iter().filter(is_digit);
        let mut shown = places.clone().skip_while(|token| !required(token)).count();
        let mut first = places.count();
        // A `#` shows nothing for zero.
        let mut rest = digits.bytes().rev().filter(|_| value > 0);
        shown = shown.max(rest.clone().count());
        let mut text: Vec<char> = Vec::new();
        for token in self.tokens.iter().rev() {
            match token {
                Token::Literal(c) => text.push(*c),
                Token::General => text.extend(digits.chars().rev()),
                Token::Text if self.tokens.len() == 1 => return Some(digits),
                // Which mark stands between groups is a matter of the language.
                Token::Group if shown > 3 => return None,
                Token::Text => return None,
                Token::Group => {}
                Token::Digit(empty) => {
                    first -= 1;
                    match rest.next() {
                        Some(digit) => text.push(char::from(digit)),
                        None if *empty == '0' => text.push('0'),
                        None if *empty == '?' => text.push(' '),
                        None => {}
                    }
                    if first == 0 {
                        text.extend(rest.by_ref().map(char::from));
                    }
                }
            }
        }
        Some(text.into_iter().rev().collect())
    }
}

fn sections(format: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut rest = if format.is_empty() { "General" } else { format };
    while let Some(c) = rest.chars().next() {
        let (tokens, length) = token(rest);
        if c == ';' {
            sections.push(Section::default());
        } else if let Some(section) = sections.last_mut() {
            section.unclear |= tokens.is_none();
            section.tokens.extend(tokens.unwrap_or_default());
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    sections
}

/// Returns what the beginning of a format shows, `None` when that is unclear, and how many bytes it has.
fn token(format: &str) -> (Option<Vec<Token>>, usize) {
    let literals = |text: &str| Some(text.chars().map(Token::Literal).collect());
    let mut characters = format.chars();
    let first = characters.next().unwrap_or_default();
    let second = characters.next().unwrap_or_default();
    let within = |end: char| {
        let length = format[1..].find(end);
        length.map_or((&format[1..], format.len()), |length| {
            (&format[1..=length], length + 2)
        })
    };
    if format
        .get(..7)
        .is_some_and(|word| word.eq_ignore_ascii_case("general"))
    {
        return (Some(vec![Token::General]), 7);
    }
    match first {
        '"' => {
            let (text, length) = within('"');
            (literals(text), length)
        }
        '\\' => (
            literals(second.encode_utf8(&mut [0; 4])),
            1 + second.len_utf8(),
        ),
        '_' => (literals(" "), 1 + second.len_utf8()),
        '*' => (None, 1 + second.len_utf8()),
        '[' => {
            let (text, length) = within(']');
            (bracket(text), length)
        }
        '0' | '#' | '?' => (Some(vec![Token::Digit(first)]), 1),
        ',' if matches!(second, '0' | '#' | '?') => (Some(vec![Token::Group]), 1),
        '@' => (Some(vec![Token::Text]), 1),
        ';' => (Some(Vec::new()), 1),
        ' ' | '$' | '-' | '+' | '(' | ')' | ':' | '^' | '\'' | '{' | '}' | '<' | '>' | '='
        | '~' | '&' => (Some(vec![Token::Literal(first)]), 1),
        // Decimals, per cent, exponents, fractions, dates.
        _ if first.is_ascii() => (None, 1),
        _ => (Some(vec![Token::Literal(first)]), first.len_utf8()),
    }
}

/// A colour, which shows nothing, or a currency; a condition or other digits are unclear.
fn bracket(text: &str) -> Option<Vec<Token>> {
    const COLOURS: [&str; 8] = [
        "black", "blue", "cyan", "green", "magenta", "red", "white", "yellow",
    ];
    let lower = text.to_ascii_lowercase();
    let numbered = lower.strip_prefix("color");
    if COLOURS.contains(&lower.as_str())
        || numbered.is_some_and(|number| number.trim().parse::<u8>().is_ok())
    {
        return Some(Vec::new());
    }
    let (symbol, language) = text
        .strip_prefix('$')
        .map(|text| text.rsplit_once('-').unwrap_or((text, "")))?;
    // Longer ones ask for the digits of another script.
    (language.len() <= 4).then(|| symbol.chars().map(Token::Literal).collect())
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
