//! What scanners put around a code, and taking it off again.

use serde::Deserialize;

/// What a scanner was set to send before and after each code. Both empty for most.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct Envelope {
    /// Comes before everything else.
    pub prefix: String,
    /// Comes last, before the end of the line.
    pub suffix: String,
}

impl Envelope {
    /// The code alone: without white space around it, without prefix and suffix where they are there, and without what
    /// the scanner itself says of the code: the AIM identifier (`]Q1`), then the character set (`\000026`).
    #[must_use]
    pub fn open<'a>(&self, text: &'a str) -> &'a str {
        let text = text.trim();
        let text = text.strip_prefix(self.prefix.as_str()).unwrap_or(text);
        let text = text.strip_suffix(self.suffix.as_str()).unwrap_or(text);
        without_character_set(without_identifier(text)).trim()
    }
}

fn without_identifier(text: &str) -> &str {
    match text.as_bytes() {
        [b']', kind, modifier, ..]
            if kind.is_ascii_alphabetic() && modifier.is_ascii_alphanumeric() =>
        {
            &text[3..]
        }
        _ => text,
    }
}

fn without_character_set(text: &str) -> &str {
    match text.as_bytes() {
        [b'\\', digits @ ..] if digits.len() >= 6 && digits[..6].iter().all(u8::is_ascii_digit) => {
            &text[7..]
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn envelope(prefix: &str, suffix: &str) -> Envelope {
        Envelope {
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
        }
    }

    #[test]
    fn the_code_alone_is_left_of_what_a_scanner_sends() {
        let usual = Envelope::default();
        for text in [
            "0123",
            " 0123\t",
            "]Q10123",
            "]d20123",
            "\\0000260123",
            "]Q2\\0000260123",
        ] {
            assert_eq!(usual.open(text), "0123", "{text}");
        }
        let set = envelope("~", "#");
        for text in ["0123", "~0123#", "~]Q2\\0000260123#", "]Q10123"] {
            assert_eq!(set.open(text), "0123", "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_prefix_stays() {
        let usual = Envelope::default();
        for text in ["]", "]Q", "]é1x", "\\00002", "\\00002x5", "5-\\000026"] {
            assert_eq!(usual.open(text), text);
        }
        assert_eq!(envelope("AB", "").open("A0123"), "A0123");
    }

    proptest! {
        #[test]
        fn a_ticket_comes_out_as_it_was_put_in(digits in "[0-9]{195}") {
            let text = format!("~]Q3\\000026{digits}#\r\n");
            prop_assert_eq!(envelope("~", "#").open(&text), digits);
        }
    }

    #[test]
    fn any_text_can_be_opened() {
        let samples: [&[u8]; 4] = [
            b"~]Q3\\0000260123456789#\r\n",
            b"]d20123",
            b"\\000026",
            "]é1x".as_bytes(),
        ];
        let envelopes = ["", "~", "é", "]Q1"].map(|mark| envelope(mark, mark));
        damaged_input::each("scanner-envelope", 256, &samples, |bytes| {
            let text = String::from_utf8_lossy(bytes);
            let opened = envelopes.each_ref().map(|it| it.open(&text));
            prop_assert!(opened.iter().all(|it| text.contains(it)));
            let lengths = opened.map(|it| it.len() < text.len());
            Ok(format!("{lengths:?}"))
        });
    }
}
