//! How a delivery shows that it comes from here, and when it was sent.

use ring::hmac::{HMAC_SHA256, Key, sign};
use shared::time::UnixMs;

/// The header of the signature.
pub(super) const SIGNATURE: &str = "exhibition-signature";

/// Returns the header's value: the second in which it was sent, and the HMAC-SHA256 of it, a full stop and the body.
pub(super) fn signature(secret: &[u8], sent: UnixMs, body: &[u8]) -> String {
    let seconds = sent.0.div_euclid(1_000).to_string();
    let signed = [seconds.as_bytes(), b".", body].concat();
    let tag = sign(&Key::new(HMAC_SHA256, secret), &signed);
    format!("t={seconds},v1={}", hex::encode(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signature_is_the_one_that_others_compute() {
        // printf '1725530400.{}' | openssl dgst -sha256 -hmac whsec_1
        let expected =
            "t=1725530400,v1=d1954da1ed7e1fc79ec8d8c1beaf3b865542102c11c0e7d022cfd508bf24a7d1";
        assert_eq!(
            signature(b"whsec_1", UnixMs(1_725_530_400_999), b"{}"),
            expected
        );
    }
}
