//! The exhibition's key over what is kept of other sellers' codes. A seller's codes are often short numbers, so that a
//! plain hash of one is found by trying all numbers; without the key none can be tried.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{CodeHash, ScanProof};
use crate::device_secret::{first_16, hmac};

const CODE: &[u8] = b"exhibition, keyed code of another seller, version 1\0";
const PROOF: &[u8] = b"exhibition, keyed proof of scan, version 1\0";

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
        }
    }
}
