//! What a kiosk mixes into the secrets that it keeps in its journal, so that a copy of the journal alone is worth nothing.
//!
//! Keys are sealed by encrypt-then-MAC with HMAC-SHA-256 (RFC 2104): the key is added to one block of the stream that
//! belongs to a nonce, and the last 16 bytes show that the secret is the right one.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// How many random bytes sealing a key takes.
pub const NONCE_LEN: usize = 16;
/// How many bytes a sealed key has: nonce, the key under its block of the stream, and the tag.
pub const SEALED_LEN: usize = NONCE_LEN + 32 + TAG_LEN;
const TAG_LEN: usize = 16;

const PIN: &[u8] = b"exhibition, PIN at one device, version 1\0";
const STREAM: &[u8] = b"exhibition, sealed key, stream, version 1\0";
const TAG: &[u8] = b"exhibition, sealed key, tag, version 1\0";

/// 32 random bytes that one device has and nobody else.
#[derive(Clone, PartialEq, Eq)]
pub struct DeviceSecret([u8; 32]);

impl DeviceSecret {
    /// Takes random bytes as a device's secret.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Returns what a device keeps of the slow hash of a PIN.
    #[must_use]
    pub fn bind_pin(&self, slow_hash: &[u8]) -> [u8; 32] {
        hmac(&self.0, &[PIN, slow_hash])
    }

    /// Seals a key; the nonce has to be random each time.
    #[must_use]
    pub fn seal(&self, key: &[u8; 32], nonce: [u8; NONCE_LEN]) -> [u8; SEALED_LEN] {
        let mut sealed = [0; SEALED_LEN];
        let (start, tag) = sealed.split_at_mut(NONCE_LEN + 32);
        start[..NONCE_LEN].copy_from_slice(&nonce);
        start[NONCE_LEN..].copy_from_slice(&self.add_stream(&nonce, key));
        tag.copy_from_slice(&self.tag(start));
        sealed
    }

    /// Returns the key that was sealed; `None` when another device's secret sealed it, or it was changed.
    #[must_use]
    pub fn open(&self, sealed: &[u8]) -> Option<[u8; 32]> {
        let sealed: &[u8; SEALED_LEN] = sealed.try_into().ok()?;
        let (start, tag) = sealed.split_at(NONCE_LEN + 32);
        let (nonce, key) = start.split_at(NONCE_LEN);
        (self.tag(start) == tag).then(|| self.add_stream(nonce, key))
    }

    fn add_stream(&self, nonce: &[u8], key: &[u8]) -> [u8; 32] {
        let mut block = hmac(&self.0, &[STREAM, nonce]);
        block.iter_mut().zip(key).for_each(|(to, from)| *to ^= from);
        block
    }

    fn tag(&self, start: &[u8]) -> [u8; TAG_LEN] {
        first_16(&hmac(&self.0, &[TAG, start]))
    }
}

impl fmt::Debug for DeviceSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceSecret(…)")
    }
}

/// Returns HMAC-SHA-256 of the parts, one after the other.
#[must_use]
pub fn hmac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // HMAC fills a key up with zeros to a block of the hash.
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// Returns the first 16 bytes.
pub(crate) fn first_16(bytes: &[u8; 32]) -> [u8; 16] {
    let mut first = [0; 16];
    first.copy_from_slice(&bytes[..16]);
    first
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hmac_is_the_one_of_rfc_4231() {
        let mut key = [0; 32];
        key[..20].copy_from_slice(&[0x0b; 20]);
        // Test case 1: a key is filled up with zeros.
        assert_eq!(
            hex::encode(hmac(&key, &[b"Hi ", b"There"])),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        );
    }

    proptest! {
        #[test]
        fn only_the_right_secret_opens(secret: [u8; 32], other: [u8; 32], key: [u8; 32], nonce: [u8; 16], at in 0..SEALED_LEN) {
            prop_assume!(secret != other);
            let secret = DeviceSecret::from_bytes(secret);
            let mut sealed = secret.seal(&key, nonce);
            prop_assert_eq!(secret.open(&sealed), Some(key));
            prop_assert_eq!(DeviceSecret::from_bytes(other).open(&sealed), None);
            prop_assert!(!sealed.windows(32).any(|part| part == key));
            sealed[at] ^= 1;
            prop_assert_eq!(secret.open(&sealed), None);
            prop_assert_eq!(secret.open(&sealed[..at]), None);
        }
    }
}
