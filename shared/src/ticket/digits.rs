//! 80 bytes as 195 decimal digits, for the numeric mode of a QR symbol.
//!
//! Seven bytes fit 17 digits with little waste (2^56 < 10^17); the last three bytes take 8. 195
//! digits fit a version 5 symbol at level M, whose numeric capacity is 202 (ISO/IEC 18004, table 7).

/// Bytes in a code: the claims and the signature.
pub const CODE_LEN: usize = 80;
/// Digits in a code.
pub const CODE_DIGITS: usize = 195;

const CHUNK: usize = 7;
const CHUNK_DIGITS: usize = 17;

/// Why a text is not 80 bytes written as digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DigitsError {
    /// Not [`CODE_DIGITS`] characters. A hand scanner that loses characters shows up here.
    #[error("{0} characters where {CODE_DIGITS} digits are expected")]
    Length(usize),
    /// A character that is no digit.
    #[error("a character that is no digit at place {0}")]
    NotADigit(usize),
    /// A group of digits larger than its bytes can hold.
    #[error("the group of digits at place {0} is out of range")]
    OutOfRange(usize),
}

/// Returns whether a text has the form of a ticket code: [`CODE_DIGITS`] digits, with white space around them or not.
/// Says nothing about whether it is genuine.
#[must_use]
pub fn has_ticket_form(text: &str) -> bool {
    let text = text.trim();
    text.len() == CODE_DIGITS && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Writes a code as [`CODE_DIGITS`] digits.
pub(super) fn encode(code: &[u8; CODE_LEN]) -> String {
    let mut text = String::with_capacity(CODE_DIGITS);
    for chunk in code.chunks(CHUNK) {
        let value = chunk
            .iter()
            .fold(0_u64, |value, byte| value << 8 | u64::from(*byte));
        let mut divisor = 10_u64.pow(width_of(chunk.len()) as u32);
        while divisor > 1 {
            divisor /= 10;
            text.push(char::from(b'0' + (value / divisor % 10) as u8));
        }
    }
    text
}

/// Reads a code; the inverse of [`encode`]. White space around the digits is ignored, since
/// scanners add it; anything else is an error, so that one code has exactly one spelling.
pub(super) fn decode(text: &str) -> Result<[u8; CODE_LEN], DigitsError> {
    let text = text.trim();
    if text.len() != CODE_DIGITS {
        return Err(DigitsError::Length(text.chars().count()));
    }
    let digits = text.as_bytes();
    if let Some(place) = digits.iter().position(|byte| !byte.is_ascii_digit()) {
        return Err(DigitsError::NotADigit(place));
    }
    let mut code = [0; CODE_LEN];
    let mut place = 0;
    for chunk in code.chunks_mut(CHUNK) {
        let end = place + width_of(chunk.len());
        let value = digits[place..end]
            .iter()
            .fold(0_u64, |value, digit| value * 10 + u64::from(digit - b'0'));
        let bytes = value.to_be_bytes();
        let (unused, used) = bytes.split_at(bytes.len() - chunk.len());
        if unused.iter().any(|byte| *byte != 0) {
            return Err(DigitsError::OutOfRange(place));
        }
        chunk.copy_from_slice(used);
        place = end;
    }
    Ok(code)
}

fn width_of(chunk: usize) -> usize {
    if chunk == CHUNK { CHUNK_DIGITS } else { 8 }
}
