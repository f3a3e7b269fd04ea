//! Tickets of other sellers: codes that are ours to recognise and not ours to read.
//!
//! The organisers' list says what such a ticket grants; its code travels and is kept only as a
//! [`CodeHash`], so that nobody can print tickets from a kiosk's disk. A short number can still be
//! guessed by trying all of them: the hash hides a list from a glance and not from an expert.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::ids::{ExhibitionId, KeyId};

/// How many bytes a code's hash has.
pub const CODE_HASH_LEN: usize = 16;
/// The key that the claims of a ticket of another seller name. No signing key ever has this number.
pub const NO_KEY: KeyId = KeyId(0);

/// Keeps a hash from being that of anything else, or of another version of this rule.
const DOMAIN: &[u8] = b"exhibition, code of another seller, version 1\0";
/// How many characters a code has that a scanner may well have read from somebody's ticket.
const LIKELY: std::ops::RangeInclusive<usize> = 4..=64;

/// What is kept of another seller's code. 32 hexadecimal digits on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CodeHash(#[serde(with = "hex::serde")] pub [u8; CODE_HASH_LEN]);

impl CodeHash {
    /// The hash of a code as it was scanned, typed, or read from a list. The same code has another
    /// hash at another exhibition.
    #[must_use]
    pub fn of(here: ExhibitionId, code: &str) -> Self {
        let digest = Sha256::new()
            .chain_update(DOMAIN)
            .chain_update(here.0.to_be_bytes())
            .chain_update(normalised(code))
            .finalize();
        let mut kept = [0; CODE_HASH_LEN];
        kept.copy_from_slice(&digest[..CODE_HASH_LEN]);
        Self(kept)
    }
}

/// A code without what scanners, lists and keyboards put around it: white space and control
/// characters of ASCII. What is between stays as it is, since sellers tell codes apart by case.
#[must_use]
pub fn normalised(code: &str) -> &str {
    code.trim_matches(|c: char| c.is_ascii_whitespace() || c.is_ascii_control())
}

/// Whether a text that no list has might be another seller's code, rather than a poster's address
/// or a greeting: letters and digits of a ticket's length, with at least one digit.
#[must_use]
pub fn could_be_a_code(text: &str) -> bool {
    let text = normalised(text);
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.+*=/#".contains(&byte);
    LIKELY.contains(&text.len())
        && text.bytes().all(fits)
        && text.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HERE: ExhibitionId = ExhibitionId(24);

    #[test]
    fn the_hash_of_a_code_is_what_it_was_yesterday() {
        // Registers are full of such hashes: should this one change, every list must be imported anew.
        assert_eq!(
            serde_json::to_string(&CodeHash::of(HERE, "8936012345678")).unwrap(),
            "\"822ade6562b10495c4c7dc347b84ce02\""
        );
        assert_ne!(
            CodeHash::of(HERE, "8936012345678"),
            CodeHash::of(ExhibitionId(25), "8936012345678")
        );
    }

    #[test]
    fn a_scanners_enter_key_and_a_lists_spaces_are_no_part_of_a_code() {
        let plain = CodeHash::of(HERE, "AB-12 c");
        for around in [
            "\tAB-12 c\r\n",
            " AB-12 c ",
            "\u{2}AB-12 c\u{3}",
            "AB-12 c\0",
        ] {
            assert_eq!(CodeHash::of(HERE, around), plain, "{around:?}");
        }
        for other in ["ab-12 c", "AB-12c", "AB12 c", "AB-12 c.", ""] {
            assert_ne!(CodeHash::of(HERE, other), plain, "{other:?}");
        }
    }

    #[test]
    fn an_address_on_a_poster_is_no_ticket_and_a_row_of_digits_may_be_one() {
        for code in ["8936012345678", " TBX-0042\r\n", "a1b2", "MTIz0A=="] {
            assert!(could_be_a_code(code), "{code:?}");
        }
        let long = "1".repeat(65);
        for other in [
            "",
            "123",
            "HELLO",
            "https://example.org/1",
            "WIFI:S:Hall;P:12345678;;",
            "Gốm 2024",
            "12 34",
            &long,
        ] {
            assert!(!could_be_a_code(other), "{other:?}");
        }
    }

    proptest! {
        #[test]
        fn only_what_is_around_a_code_is_passed_over(
            before in "[ \t\r\n\x00-\x1f\x7f]{0,4}",
            code in "\\PC{0,40}",
            after in "[ \t\r\n\x00-\x1f\x7f]{0,4}",
        ) {
            let around = format!("{before}{code}{after}");
            prop_assert_eq!(CodeHash::of(HERE, &around), CodeHash::of(HERE, &code));
            prop_assert_eq!(normalised(normalised(&around)), normalised(&around));
            prop_assert!(around.contains(normalised(&around)));
        }

        #[test]
        fn two_codes_that_differ_within_have_two_hashes(a in "[!-~]{1,40}", b in "[!-~]{1,40}") {
            prop_assert_eq!(a == b, CodeHash::of(HERE, &a) == CodeHash::of(HERE, &b));
        }
    }
}
