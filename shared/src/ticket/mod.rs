//! The ticket code: what the QR symbol on a ticket says, and how to know that we said it.
//!
//! A code is 16 bytes of [`Claims`] and a 64-byte Ed25519 signature, written as 195 decimal digits
//! (`digits`) so that the symbol is version 5 at level M, and so that a hand scanner can type it
//! through a Vietnamese input method, which rewrites letters but never digits. A kiosk that has
//! never seen the list of tickets can verify one with the public key alone.

mod address;
mod claims;
mod code_key;
mod digits;
mod foreign;
mod keys;
mod normalise;
mod proof;
mod short_code;

pub use address::codes_in_address;
pub use claims::{CLAIMS_LEN, Claims, ClaimsError, EntryPolicy};
pub use code_key::{CodeKey, FIRST_OF_SELLERS};
pub use digits::{CODE_DIGITS, CODE_LEN, DigitsError, has_ticket_form};
pub use foreign::{
    CODE_HASH_LEN, CodeHash, NO_KEY, SELLER_CODE_CHARS, could_be_a_code, is_too_short,
};
pub use keys::{KeyRing, KeyRingError, SigningKey};
pub use normalise::{fold_case, is_invisible, normalise};
pub use proof::{PROOF_LEN, ScanProof};
pub use short_code::{ShortCode, ShortCodeEnd, ShortCodeError};

use crate::ids::{ExhibitionId, KeyId};

/// Why a scanned text is not a ticket of ours. Each names the first thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TicketError {
    /// The text does not have the form of a ticket code.
    #[error("not a ticket code: {0}")]
    Digits(#[from] DigitsError),
    /// The form is right, the content is not.
    #[error("not a ticket code: {0}")]
    Claims(#[from] ClaimsError),
    /// The code names a key that this kiosk does not have.
    #[error("signed with key {0}, which is not known here; sync the kiosk, then scan again")]
    UnknownKey(KeyId),
    /// The signature does not belong to the claims: a forgery, or a damaged code.
    #[error("the signature is wrong; the code is damaged or was not issued by this exhibition")]
    BadSignature,
    /// A genuine ticket, for another exhibition.
    #[error("a ticket of exhibition {found}; this is exhibition {here}")]
    WrongExhibition {
        /// The exhibition the ticket was issued for.
        found: ExhibitionId,
        /// The exhibition of the kiosk.
        here: ExhibitionId,
    },
}

/// Signs claims and writes them as the [`CODE_DIGITS`] digits that go into the QR symbol.
///
/// # Errors
/// [`ClaimsError`] when the claims could not be read back, such as a party of nobody.
pub fn issue(claims: &Claims, key: &SigningKey) -> Result<String, ClaimsError> {
    let body = claims.to_bytes()?;
    let mut code = [0; CODE_LEN];
    code[..CLAIMS_LEN].copy_from_slice(&body);
    code[CLAIMS_LEN..].copy_from_slice(&key.sign(&body));
    Ok(digits::encode(&code))
}

/// Reads a scanned text and checks that this exhibition signed it.
///
/// # Errors
/// The first thing that is wrong, as a [`TicketError`]. Never panics, whatever the text.
pub fn verify(text: &str, ring: &KeyRing, here: ExhibitionId) -> Result<Verified, TicketError> {
    let code = digits::decode(text)?;
    let (body, signature) = code.split_at(CLAIMS_LEN);
    let claims = Claims::from_bytes(body)?;
    let key = ring
        .get(claims.key)
        .ok_or(TicketError::UnknownKey(claims.key))?;
    if !key.verifies(body, signature) {
        return Err(TicketError::BadSignature);
    }
    if claims.exhibition != here {
        return Err(TicketError::WrongExhibition {
            found: claims.exhibition,
            here,
        });
    }
    Ok(Verified {
        claims,
        short_code: ShortCode::of(claims.number, signature),
        proof: ScanProof::of_signature(signature),
    })
}

/// A ticket whose signature was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// What the ticket grants.
    pub claims: Claims,
    /// The code printed below the symbol.
    pub short_code: ShortCode,
    /// Shows that its code was seen.
    pub proof: ScanProof,
}

#[cfg(test)]
mod tests;
