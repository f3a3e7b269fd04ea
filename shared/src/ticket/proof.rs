//! What only somebody who saw a ticket's whole code can say of it.
//!
//! Anyone with the list of tickets, the feed or a kiosk's disk knows what every ticket grants. The signature of an own
//! code, and another seller's code itself, are in none of them.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::claims::CLAIMS_LEN;
use super::digits;
use super::normalise::fold_case;
use crate::ids::ExhibitionId;

/// How many bytes a proof has.
pub const PROOF_LEN: usize = 16;

const OWN: &[u8] = b"exhibition, proof of scan of an own ticket, version 1\0";
const SELLERS: &[u8] = b"exhibition, proof of scan of a seller's code, version 1\0";

/// Shows that a ticket's whole code was seen. 32 hexadecimal digits on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ScanProof(#[serde(with = "hex::serde")] pub [u8; PROOF_LEN]);

impl ScanProof {
    /// Returns the proof for the digits of an own ticket; `None` for a text of another form. Whether the signature is
    /// right is not asked.
    #[must_use]
    pub fn of_digits(text: &str) -> Option<Self> {
        let code = digits::decode(text).ok()?;
        Some(Self::of_signature(code.get(CLAIMS_LEN..)?))
    }

    /// Returns the proof for another seller's code, as it was scanned, typed, or read from a list. Like the lookup, it
    /// is without regard to case and white space.
    #[must_use]
    pub fn of_seller_code(here: ExhibitionId, code: &str) -> Self {
        Self::of(SELLERS, &here.0.to_be_bytes(), fold_case(code).as_bytes())
    }

    pub(super) fn of_signature(signature: &[u8]) -> Self {
        Self::of(OWN, &[], signature)
    }

    fn of(domain: &[u8], here: &[u8], secret: &[u8]) -> Self {
        let digest = Sha256::new()
            .chain_update(domain)
            .chain_update(here)
            .chain_update(secret)
            .finalize();
        let mut kept = [0; PROOF_LEN];
        kept.copy_from_slice(&digest[..PROOF_LEN]);
        Self(kept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{KeyId, TicketNumber, TicketType};
    use crate::ticket::{Claims, CodeHash, EntryPolicy, KeyRing, SigningKey, issue, verify};

    const HERE: ExhibitionId = ExhibitionId(24);

    #[test]
    fn proof_of_own_ticket_needs_its_signature() {
        let claims = Claims {
            key: KeyId(1),
            exhibition: HERE,
            number: TicketNumber(7),
            kind: TicketType(1),
            party: 2,
            days: 1,
            policy: EntryPolicy::OncePerDay,
            zones: 1,
        };
        let key = SigningKey::from_seed(&[7; 32]);
        let digits = issue(&claims, &key).unwrap();
        let mut ring = KeyRing::default();
        ring.trust(KeyId(1), &key.public()).unwrap();
        let proof = ScanProof::of_digits(&digits).unwrap();
        assert_eq!(verify(&digits, &ring, HERE).unwrap().proof, proof);
        let forged = issue(&claims, &SigningKey::from_seed(&[8; 32])).unwrap();
        assert_ne!(ScanProof::of_digits(&forged), Some(proof));
        assert_eq!(ScanProof::of_digits("7"), None);
    }

    #[test]
    fn proof_of_seller_code_ignores_case() {
        let proof = ScanProof::of_seller_code(HERE, "KX-77 AB");
        assert_eq!(proof, ScanProof::of_seller_code(HERE, " kx-77ab\r\n"));
        assert_ne!(proof, ScanProof::of_seller_code(HERE, "KX-77AC"));
        assert_ne!(
            proof,
            ScanProof::of_seller_code(ExhibitionId(25), "KX-77 AB")
        );
        assert_ne!(proof.0, CodeHash::of_folded(HERE, "KX-77 AB").0);
        // Lists are imported once: a proof that changes would set every later scan aside.
        assert_eq!(
            serde_json::to_string(&proof).unwrap(),
            "\"9bbad83789d4ed1b3e2bca0e5c640bdd\""
        );
    }
}
