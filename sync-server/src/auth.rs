//! Kiosks' tokens.

use sha2::{Digest, Sha256};

/// Returns what is kept of a token. A token has 256 random bits, so a plain hash can't be guessed back, and looking one
/// up by its hash gives away nothing by how long it takes.
pub(crate) fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}
