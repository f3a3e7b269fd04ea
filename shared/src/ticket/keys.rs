//! The keys that sign tickets and the ring of those a kiosk trusts.

use std::collections::BTreeMap;

use ed25519_dalek::{Signature, Signer, SigningKey as Ed25519Key, VerifyingKey};

use super::NO_KEY;
use crate::ids::KeyId;

/// Keeps a ticket's signature from being valid for any other text the same key might sign.
const DOMAIN: &[u8] = b"exhibition ticket, claims version 1\0";

/// The secret half of a key. It stays on the server; kiosks never have one.
pub struct SigningKey(Ed25519Key);

impl SigningKey {
    /// Returns the key grown from 32 random bytes, which the caller must draw from the system's generator.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(Ed25519Key::from_bytes(seed))
    }

    /// Returns the public half, 32 bytes, as kiosks get it.
    #[must_use]
    pub fn public(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    pub(super) fn sign(&self, claims: &[u8]) -> [u8; 64] {
        self.0.sign(&message(claims)).to_bytes()
    }
}

/// One public key, ready to verify.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TrustedKey(VerifyingKey);

impl TrustedKey {
    /// Strict verification: one signature has one spelling, and weak keys are refused.
    pub(super) fn verifies(&self, claims: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature)
            .is_ok_and(|signature| self.0.verify_strict(&message(claims), &signature).is_ok())
    }
}

/// The public keys a kiosk trusts, by id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeyRing(BTreeMap<KeyId, TrustedKey>);

/// Why a public key was not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyRingError {
    /// The 32 bytes are no point of the curve, or a weak one.
    #[error("key {0} is no valid Ed25519 public key; fetch the keys from the server again")]
    Invalid(KeyId),
    /// The number by which tickets of other sellers say that nobody signed them.
    #[error(
        "key {NO_KEY} is the number of tickets that nobody signed; give the key another number"
    )]
    Reserved,
}

impl KeyRing {
    /// Adds a key, or replaces the one with the same id.
    ///
    /// # Errors
    /// [`KeyRingError::Invalid`] for bytes that are no usable key, [`KeyRingError::Reserved`] for
    /// [`NO_KEY`]; the ring is left as it was.
    pub fn trust(&mut self, id: KeyId, public: &[u8; 32]) -> Result<(), KeyRingError> {
        if id == NO_KEY {
            return Err(KeyRingError::Reserved);
        }
        match VerifyingKey::from_bytes(public) {
            Ok(key) if !key.is_weak() => {
                self.0.insert(id, TrustedKey(key));
                Ok(())
            }
            _ => Err(KeyRingError::Invalid(id)),
        }
    }

    /// Returns whether no key is trusted at all, as on a kiosk that has never been synced.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn get(&self, id: KeyId) -> Option<&TrustedKey> {
        self.0.get(&id)
    }
}

fn message(claims: &[u8]) -> Vec<u8> {
    [DOMAIN, claims].concat()
}
