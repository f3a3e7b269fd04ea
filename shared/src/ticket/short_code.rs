//! The short code printed below the QR symbol, for when it cannot be scanned.
//!
//! Ten characters of Crockford's Base32 (no I, L, O, U; read them as 1, 1, 0 and not at all): 45
//! bits and a check character. 32 bits are the ticket's number; 13 are taken from the signature, so
//! that nobody can make up a neighbour's code from their own.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::ids::TicketNumber;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The five extra symbols that only a check character may be, so that it can tell 37 remainders apart.
const CHECK_EXTRA: &[u8; 5] = b"*~$=U";
const DATA_CHARS: usize = 9;
const PROOF_BITS: u32 = 13;

/// A ticket's number with 13 bits of proof, as a person reads it out: `0003J-5R7KQ`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShortCode(u64);

/// Why a typed text is not a short code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ShortCodeError {
    /// Not ten characters, hyphens and spaces aside.
    #[error("{0} characters where 10 are expected; type the code below the QR symbol")]
    Length(usize),
    /// A character that is in no short code.
    #[error("\"{0}\" is in no short code; look at the ticket again")]
    Character(char),
    /// The last character does not agree with the others.
    #[error("the check character does not fit; one character was probably mistyped")]
    Check,
}

impl ShortCode {
    /// Returns the short code of a ticket with this number and signature.
    #[must_use]
    pub fn of(number: TicketNumber, signature: &[u8]) -> Self {
        let digest = Sha256::digest(signature);
        let proof = u64::from(u16::from_be_bytes([digest[0], digest[1]]) >> (16 - PROOF_BITS));
        Self(u64::from(number.0) << PROOF_BITS | proof)
    }

    /// Returns the ticket's number.
    #[must_use]
    pub fn number(self) -> TicketNumber {
        TicketNumber((self.0 >> PROOF_BITS) as u32)
    }

    /// Returns the short code of this number and proof, as a ticket list has them; `None` for a proof of more than 13
    /// bits.
    #[must_use]
    pub fn from_parts(number: TicketNumber, proof: u16) -> Option<Self> {
        let proof = u64::from(proof);
        (proof < 1 << PROOF_BITS).then_some(Self(u64::from(number.0) << PROOF_BITS | proof))
    }

    /// Returns the short code with these [`ShortCode::bits`]; what is above the 45 is ignored.
    #[must_use]
    pub fn from_bits(bits: u64) -> Self {
        Self(bits & ((1 << (32 + PROOF_BITS)) - 1))
    }

    /// Returns the 13 bits that prove that the code was not made up from the number.
    #[must_use]
    pub fn proof(self) -> u16 {
        (self.0 & ((1 << PROOF_BITS) - 1)) as u16
    }

    /// Returns all 45 bits, as the server keeps them.
    #[must_use]
    pub fn bits(self) -> u64 {
        self.0
    }
}

/// The last five characters of a short code: what staff type who have the ticket before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShortCodeEnd {
    bits: u32,
    check: char,
}

/// How many characters a [`ShortCodeEnd`] has, as many as stand behind the hyphen.
const END_CHARS: usize = 5;

impl ShortCodeEnd {
    /// Returns the low 20 of [`ShortCode::bits`].
    #[must_use]
    pub fn bits(self) -> u32 {
        self.bits
    }

    /// Returns whether a short code ends like this.
    #[must_use]
    pub fn ends(self, code: ShortCode) -> bool {
        let low = code.bits() & ((1 << (5 * (END_CHARS - 1))) - 1);
        low == u64::from(self.bits) && is_check(self.check, code.0)
    }
}

impl FromStr for ShortCodeEnd {
    type Err = ShortCodeError;

    /// Reads five characters as [`ShortCode`] reads ten. Whether the check character fits depends on the other five.
    fn from_str(text: &str) -> Result<Self, ShortCodeError> {
        let typed = typed(text);
        let Some((check, data)) = typed.split_last().filter(|_| typed.len() == END_CHARS) else {
            return Err(ShortCodeError::Length(typed.len()));
        };
        let known = value_of(*check).is_some() || CHECK_EXTRA.contains(&(*check as u8));
        if !check.is_ascii() || !known {
            return Err(ShortCodeError::Character(*check));
        }
        Ok(Self {
            bits: value_of_all(data)? as u32,
            check: *check,
        })
    }
}

impl fmt::Display for ShortCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for place in (0..DATA_CHARS).rev() {
            let value = (self.0 >> (5 * place) & 31) as usize;
            write!(f, "{}", ALPHABET[value] as char)?;
            if place == 4 {
                f.write_str("-")?;
            }
        }
        write!(f, "{}", check_character(self.0))
    }
}

impl FromStr for ShortCode {
    type Err = ShortCodeError;

    /// Reads what a person typed: any case, hyphens and spaces anywhere, I and L for 1, O for 0.
    fn from_str(text: &str) -> Result<Self, ShortCodeError> {
        let typed = typed(text);
        let Some((check, data)) = typed.split_last().filter(|_| typed.len() == DATA_CHARS + 1)
        else {
            return Err(ShortCodeError::Length(typed.len()));
        };
        let bits = value_of_all(data)?;
        if !is_check(*check, bits) {
            return Err(ShortCodeError::Check);
        }
        Ok(Self(bits))
    }
}

/// Returns what a person typed, in capitals and without hyphens and spaces.
fn typed(text: &str) -> Vec<char> {
    text.chars()
        .filter(|c| !matches!(c, '-' | ' '))
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

fn value_of_all(data: &[char]) -> Result<u64, ShortCodeError> {
    data.iter().try_fold(0, |bits, c| {
        let value = value_of(*c).ok_or(ShortCodeError::Character(*c))?;
        Ok(bits << 5 | value)
    })
}

/// Returns whether a character, as it may be typed, is the check character of these bits.
fn is_check(typed: char, bits: u64) -> bool {
    let expected = check_character(bits);
    typed == expected
        || value_of(typed).is_some_and(|value| ALPHABET[value as usize] as char == expected)
}

fn value_of(c: char) -> Option<u64> {
    let c = match c {
        'I' | 'L' => '1',
        'O' => '0',
        other => other,
    };
    ALPHABET
        .iter()
        .position(|symbol| *symbol as char == c)
        .map(|place| place as u64)
}

/// Crockford's check symbol: the remainder by 37, the last five of which have symbols of their own.
fn check_character(bits: u64) -> char {
    let remainder = (bits % 37) as usize;
    ALPHABET
        .iter()
        .chain(CHECK_EXTRA)
        .nth(remainder)
        .map_or('0', |symbol| *symbol as char)
}
