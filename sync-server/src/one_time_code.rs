//! One-time codes that an app shows anew every 30 seconds (TOTP, RFC 6238: HMAC-SHA-1, six digits).

use ring::hmac;
use shared::time::UnixMs;

/// How many bytes a key has, as RFC 4226 asks.
pub(crate) const KEY_LEN: usize = 20;
/// How long a code is shown.
const STEP_MS: i64 = 30_000;
/// A phone's clock may be so many steps off.
const TOLERANCE: u64 = 1;

/// Returns the step of time whose code was typed; none that is not after the last one that was used.
pub(crate) fn typed_step(key: &[u8], typed: &str, now: UnixMs, last: u64) -> Option<u64> {
    let digits: String = typed.chars().filter(|sign| !sign.is_whitespace()).collect();
    let here = now.0.max(0) as u64 / STEP_MS as u64;
    let mut steps = here.saturating_sub(TOLERANCE)..=here + TOLERANCE;
    steps.find(|step| *step > last && code(key, *step) == digits)
}

/// Returns the code of a step.
fn code(key: &[u8], step: u64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, key);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    let at = tag.last().map_or(0, |last| usize::from(last & 15));
    let bytes = tag.iter().skip(at).take(4);
    let number = bytes.fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
    format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
}

/// Returns a key as apps take it when it is typed (base 32, RFC 4648).
pub(crate) fn base32(key: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bit = |at: usize| {
        let byte = key.get(at / 8).copied().unwrap_or(0);
        usize::from(byte >> (7 - at % 8) & 1)
    };
    let letters = (0..(key.len() * 8).div_ceil(5)).map(|letter| {
        let value = (0..5).fold(0, |value, next| value << 1 | bit(letter * 5 + next));
        char::from(LETTERS[value])
    });
    letters.collect()
}

/// Returns what an app reads from a QR symbol.
pub(crate) fn address(key: &[u8], account: &str) -> String {
    let account: String = account
        .bytes()
        .map(|byte| match byte {
            byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect();
    let key = base32(key);
    format!("otpauth://totp/Exhibition:{account}?secret={key}&issuer=Exhibition")
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &[u8; KEY_LEN] = b"12345678901234567890";

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six digits.
        for (seconds, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code(KEY, seconds / 30), expected);
        }
        assert_eq!(base32(KEY), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(base32(b"a"), "ME");
    }

    #[test]
    fn code_is_good_once_and_for_a_minute() {
        let now = UnixMs(59_000);
        assert_eq!(typed_step(KEY, "287 082", now, 0), Some(1));
        assert_eq!(typed_step(KEY, "287082", now.plus(30_000), 0), Some(1));
        assert_eq!(typed_step(KEY, "287082", now, 1), None, "used");
        assert_eq!(typed_step(KEY, "287082", now.plus(60_000), 0), None, "old");
        assert_eq!(typed_step(KEY, "287083", now, 0), None);
        assert_eq!(typed_step(KEY, "", now, 0), None);
    }
}
