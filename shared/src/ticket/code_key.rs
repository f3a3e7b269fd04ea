//! The exhibition's key over what is kept of other sellers' codes. A seller's codes are often short numbers, so that a
//! plain hash of one is found by trying all numbers; without the key none can be tried.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{CodeHash, ScanProof};
use crate::device_secret::{first_16, hmac};
use crate::ids::TicketNumber;

const CODE: &[u8] = b"exhibition, keyed code of another seller, version 1\0";
const PROOF: &[u8] = b"exhibition, keyed proof of scan, version 1\0";
const NUMBER: &[u8] = b"exhibition, number of another seller's ticket, version 1\0";

/// The first of the numbers that tickets of other sellers have; own tickets are numbered from 1 on, below it.
pub const FIRST_OF_SELLERS: TicketNumber = TicketNumber(1 << 31);

/// The key, which the server and its kiosks have. 64 hexadecimal digits on the wire.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CodeKey(#[serde(with = "hex::serde")] pub [u8; 32]);

impl CodeKey {
    /// Returns what kiosks keep of a code.
    #[must_use]
    pub fn code(&self, plain: CodeHash) -> CodeHash {
        CodeHash(first_16(&hmac(&self.0, &[CODE, &plain.0])))
    }

    /// Returns what kiosks record as the proof that a seller's code was seen.
    #[must_use]
    pub fn proof(&self, plain: ScanProof) -> ScanProof {
        ScanProof(first_16(&hmac(&self.0, &[PROOF, &plain.0])))
    }

    /// Returns the number that a seller's ticket is to have, from [`FIRST_OF_SELLERS`] on. It follows from the code, so that
    /// a list that is imported once more into a database that lost it gives every ticket the number that records and kiosks
    /// know.
    #[must_use]
    pub fn number(&self, seller: &str, code: CodeHash) -> TicketNumber {
        let [a, b, c, d, ..] = first_16(&hmac(&self.0, &[NUMBER, &code.0, seller.as_bytes()]));
        TicketNumber(FIRST_OF_SELLERS.0 | u32::from_be_bytes([a, b, c, d]))
    }
}

impl fmt::Debug for CodeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ids::ExhibitionId;

    const HERE: ExhibitionId = ExhibitionId(24);

    #[test]
    fn keyed_code_is_stable_across_versions() {
        // Kiosks have lists full of them.
        let key = CodeKey([7; 32]);
        let code = key.code(CodeHash::of(HERE, "8936012345678"));
        let proof = key.proof(ScanProof::of_seller_code(HERE, "8936012345678"));
        let both = serde_json::to_string(&(code, proof)).unwrap();
        assert_eq!(
            both,
            "[\"83ce4e653fcfea6da929c34ea4bfc180\",\"1c6c62ad14293a48405d20f787eb8e20\"]"
        );
        assert_eq!(format!("{key:?}"), "CodeKey(…)");
        // Records name it.
        let number = key.number("ticketbox", CodeHash::of(HERE, "8936012345678"));
        assert_eq!(number, TicketNumber(2_908_914_236));
    }

    proptest! {
        #[test]
        fn code_is_found_by_the_right_key_alone(key: [u8; 32], other: [u8; 32], code in "[!-~]{4,40}", another in "[!-~]{4,40}") {
            prop_assume!(key != other && code != another);
            let (key, other) = (CodeKey(key), CodeKey(other));
            let [plain, plain_of_another] = [&code, &another].map(|code| CodeHash::of(HERE, code));
            prop_assert_eq!(key.code(plain), key.code(plain));
            prop_assert_ne!(key.code(plain), key.code(plain_of_another));
            prop_assert_ne!(key.code(plain), other.code(plain));
            prop_assert_ne!(key.code(plain), plain);
            let proof = ScanProof::of_seller_code(HERE, &code);
            prop_assert_ne!(key.proof(proof), other.proof(proof));
            prop_assert_ne!(key.proof(proof).0, key.code(plain).0);
            let number = key.number("a", plain);
            prop_assert!(number >= FIRST_OF_SELLERS);
            prop_assert_ne!(number, key.number("b", plain));
            prop_assert_ne!(number, key.number("a", plain_of_another));
        }
    }
}
