//! Tickets of other sellers: codes that this exhibition recognises and did not sign.
//!
//! The organisers' list says what such a ticket grants; its code travels and is kept only as a
//! [`CodeHash`], so that nobody can print tickets from a kiosk's disk. A short number is found by trying
//! all of them, so kiosks keep that hash under a [`CodeKey`](super::CodeKey).

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::normalise::{fold_case, normalise};
use crate::ids::{ExhibitionId, KeyId};

/// How many bytes a code's hash has.
pub const CODE_HASH_LEN: usize = 16;
/// The key that the claims of a ticket of another seller name. No signing key ever has this number.
pub const NO_KEY: KeyId = KeyId(0);
/// How many characters a seller's code may have, for lists, scanners and typed codes alike. A hand
/// scanner that types into the window can't be told from a person by fewer.
pub const SELLER_CODE_CHARS: RangeInclusive<usize> = 4..=512;

/// Keeps a hash from being that of anything else, or of another version of this rule.
const DOMAIN: &[u8] = b"exhibition, code of another seller, version 1\0";
/// The most characters of an unlisted text that still looks like a ticket's code.
const LIKELY_MAX: usize = 64;

/// What is kept of another seller's code. 32 hexadecimal digits on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CodeHash(#[serde(with = "hex::serde")] pub [u8; CODE_HASH_LEN]);

impl CodeHash {
    /// Returns the hash of a code as it was scanned, typed, or read from a list. The same code has
    /// another hash at another exhibition.
    #[must_use]
    pub fn of(here: ExhibitionId, code: &str) -> Self {
        let digest = Sha256::new()
            .chain_update(DOMAIN)
            .chain_update(here.0.to_be_bytes())
            .chain_update(normalise(code).as_bytes())
            .finalize();
        let mut kept = [0; CODE_HASH_LEN];
        kept.copy_from_slice(&digest[..CODE_HASH_LEN]);
        Self(kept)
    }

    /// Returns the hash of a code without regard to case and white space, by which a code is found
    /// that was typed or scanned with Caps Lock on. Equals [`CodeHash::of`] for a code that is
    /// written in capitals without spaces.
    #[must_use]
    pub fn of_folded(here: ExhibitionId, code: &str) -> Self {
        Self::of(here, &fold_case(code))
    }
}

/// Returns whether a text has fewer characters than any ticket's code.
#[must_use]
pub fn is_too_short(text: &str) -> bool {
    normalise(text).chars().count() < *SELLER_CODE_CHARS.start()
}

/// Returns whether a text that no list has might be another seller's code, rather than a poster's
/// address or a greeting: letters and digits of a ticket's length, with at least one digit.
#[must_use]
pub fn could_be_a_code(text: &str) -> bool {
    let text = normalise(text);
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.+*=/#".contains(&byte);
    (*SELLER_CODE_CHARS.start()..=LIKELY_MAX).contains(&text.len())
        && text.bytes().all(fits)
        && text.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HERE: ExhibitionId = ExhibitionId(24);

    #[test]
    fn code_hash_is_stable_across_versions() {
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
    fn marks_around_code_keep_its_hash() {
        let plain = CodeHash::of(HERE, "AB-12 c");
        for around in [
            "\tAB-12 c\r\n",
            " AB-12 c ",
            "\u{2}AB-12 c\u{3}",
            "AB-12 c\0",
            "\u{feff}AB-12\u{a0}c",
            "AB\u{2011}12 c\u{200b}",
            "A\u{ad}B-1\u{200d}2 c",
        ] {
            assert_eq!(CodeHash::of(HERE, around), plain, "{around:?}");
        }
        for other in ["ab-12 c", "AB-12c", "AB12 c", "AB-12 c.", ""] {
            assert_ne!(CodeHash::of(HERE, other), plain, "{other:?}");
        }
    }

    #[test]
    fn folded_hash_ignores_case_and_spaces() {
        let plain = CodeHash::of_folded(HERE, "Kx-77 Ab");
        for alike in ["kx-77ab", "KX-77AB", "kX-77aB", " KX-77 AB\r\n"] {
            assert_eq!(CodeHash::of_folded(HERE, alike), plain, "{alike:?}");
        }
        assert_ne!(CodeHash::of_folded(HERE, "KX77AB"), plain);
        assert_eq!(
            CodeHash::of_folded(HERE, "GAM7008"),
            CodeHash::of(HERE, "GAM7008")
        );
    }

    #[test]
    fn poster_address_is_no_ticket_digits_may_be() {
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
        assert!(is_too_short(" 123\r\n") && !is_too_short("1234"));
    }

    proptest! {
        #[test]
        fn white_space_around_a_code_does_not_matter(
            before in "[ \t\r\n\x00-\x1f\x7f]{0,4}",
            code in "\\PC{0,40}",
            after in "[ \t\r\n\x00-\x1f\x7f]{0,4}",
        ) {
            let around = format!("{before}{code}{after}");
            prop_assert_eq!(CodeHash::of(HERE, &around), CodeHash::of(HERE, &code));
        }

        #[test]
        fn two_codes_that_differ_within_have_two_hashes(a in "[!-~]{1,40}", b in "[!-~]{1,40}") {
            prop_assert_eq!(a == b, CodeHash::of(HERE, &a) == CodeHash::of(HERE, &b));
        }
    }
}
