//! The chain that shows when a record was lost, changed or made twice.

use sha2::{Digest, Sha256};

use super::Origin;

/// A chain hash: SHA-256 over the chain hash before it and the record's exact bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ChainHash(pub [u8; 32]);

impl ChainHash {
    /// Stands for the chain hash of a record that its journal has lost. The record behind it can't be checked.
    pub const UNKNOWN: Self = Self([0; 32]);

    /// Returns the chain hash before a journal's first record. It depends on the journal, so records of one kiosk can't be
    /// passed off as another's.
    #[must_use]
    pub fn start(origin: &Origin) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"exhibition record chain, version 1\0");
        hash.update(origin.exhibition.0.to_be_bytes());
        hash.update(origin.incarnation.0.to_be_bytes());
        hash.update(origin.kiosk.as_str().as_bytes());
        Self(hash.finalize().into())
    }

    /// Returns the chain hash of record `seq` with these body bytes, after this chain hash.
    #[must_use]
    pub fn next(&self, seq: u64, body: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(self.0);
        hash.update(seq.to_be_bytes());
        hash.update(body.as_bytes());
        Self(hash.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{ExhibitionId, Incarnation};

    fn origin(kiosk: &str, incarnation: u32) -> Origin {
        Origin {
            exhibition: ExhibitionId(24),
            kiosk: kiosk.parse().unwrap(),
            incarnation: Incarnation(incarnation),
        }
    }

    #[test]
    fn changed_byte_gap_or_journal_breaks_chain() {
        let start = ChainHash::start(&origin("A1", 1));
        let first = start.next(1, "{\"kind\":\"passed\"}");
        assert_eq!(first, start.next(1, "{\"kind\":\"passed\"}"));
        assert_ne!(first, start.next(1, "{\"kind\":\"Passed\"}"));
        assert_ne!(first, start.next(2, "{\"kind\":\"passed\"}"));
        assert_ne!(start, ChainHash::start(&origin("A1", 2)));
        assert_ne!(start, ChainHash::start(&origin("B1", 1)));
    }
}
