//! What comes of a request: the answer, or why there is none.

use std::fmt::Display;
use std::io::{self, ErrorKind, Read};

use kiosk_config::ServerUrl;
use shared::ids::KioskId;
use shared::protocol::v1::{ErrorReply, REVOKED_TOKEN};
use ureq::http::Response;
use ureq::{Body, Timeout};

use super::error::UplinkError;

/// The most bytes an answer may have.
pub(super) const ANSWER_MAX: u64 = 64 << 20;
/// The largest zstd window, as a power of two: what unpacking may cost in memory beside the answer.
const WINDOW_LOG: u32 = 23;

/// Takes in an answer to a kiosk, in whole or not at all.
pub(super) fn read_answer<T: serde::de::DeserializeOwned>(
    kiosk: &KioskId,
    server: &ServerUrl,
    answer: Result<Response<Body>, ureq::Error>,
) -> Result<T, UplinkError> {
    let mut answer = answer.map_err(|error| not_reached(server, &error))?;
    let status = answer.status();
    let body = answer
        .body_mut()
        .with_config()
        .limit(ANSWER_MAX)
        .read_to_vec()
        .map_err(|error| no_answer(server, &error))?;
    let body = match answer.headers().get("Content-Encoding") {
        Some(coding) if coding == "zstd" => {
            unpacked(&body).map_err(|error| garbled(server, &error))?
        }
        _ => body,
    };
    if status.is_success() {
        return serde_json::from_slice(&body).map_err(|error| garbled(server, &error));
    }
    let server = server.to_string();
    let reply = serde_json::from_slice::<ErrorReply>(&body);
    let revoked = reply
        .as_ref()
        .is_ok_and(|reply| reply.code == REVOKED_TOKEN);
    let detail = reply.map_or_else(|_| status.to_string(), |reply| reply.message);
    Err(match status.as_u16() {
        401 if revoked => UplinkError::Revoked {
            server,
            kiosk: kiosk.clone(),
        },
        401 | 403 => UplinkError::NotAccepted {
            server,
            kiosk: kiosk.clone(),
            detail,
        },
        413 => UplinkError::TooLarge { server, detail },
        status => UplinkError::Refused {
            server,
            status,
            detail,
            retry_after_ms: retry_after_ms(&answer),
        },
    })
}

fn unpacked(body: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = zstd::stream::read::Decoder::with_buffer(body)?;
    packed.window_log_max(WINDOW_LOG)?;
    let mut plain = Vec::new();
    packed.take(ANSWER_MAX + 1).read_to_end(&mut plain)?;
    if plain.len() as u64 > ANSWER_MAX {
        return Err(io::Error::other("it is longer than any answer"));
    }
    Ok(plain)
}

pub(super) fn no_answer(server: &impl Display, error: &impl Display) -> UplinkError {
    UplinkError::Unreachable {
        server: server.to_string(),
        detail: error.to_string(),
        elsewhere: false,
    }
}

pub(super) fn not_reached(server: &ServerUrl, error: &ureq::Error) -> UplinkError {
    let elsewhere = match error {
        ureq::Error::HostNotFound
        | ureq::Error::ConnectionFailed
        | ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => true,
        ureq::Error::Io(error) => match error.kind() {
            ErrorKind::ConnectionRefused
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::AddrNotAvailable
            | ErrorKind::TimedOut => true,
            // Another server has this one's old address.
            _ => matches!(error.get_ref(), Some(inner) if inner.is::<rustls::Error>()),
        },
        _ => false,
    };
    UplinkError::Unreachable {
        server: server.to_string(),
        detail: error.to_string(),
        elsewhere,
    }
}

pub(super) fn garbled(server: &ServerUrl, error: &(impl Display + ?Sized)) -> UplinkError {
    UplinkError::Garbled {
        server: server.to_string(),
        detail: error.to_string(),
    }
}

/// The byte at which a part of a file begins.
pub(super) fn begins_at(answer: &Response<Body>) -> Option<u64> {
    let range = answer.headers().get("Content-Range")?.to_str().ok()?;
    range
        .strip_prefix("bytes ")?
        .split_once('-')?
        .0
        .parse()
        .ok()
}

fn retry_after_ms(answer: &Response<Body>) -> Option<u64> {
    let seconds: u64 = answer
        .headers()
        .get("Retry-After")?
        .to_str()
        .ok()?
        .trim()
        .parse()
        .ok()?;
    Some(seconds.saturating_mul(1_000))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn answer_that_unpacks_beyond_limits_is_refused() {
        let packed = |window, length: usize| {
            let mut packer = zstd::stream::write::Encoder::new(Vec::new(), 1).unwrap();
            packer.window_log(window).unwrap();
            let part = vec![b' '; 1 << 16];
            for _ in 0..length >> 16 {
                packer.write_all(&part).unwrap();
            }
            packer.finish().unwrap()
        };
        assert_eq!(unpacked(&packed(23, 1 << 20)).unwrap().len(), 1 << 20);
        assert!(unpacked(&packed(27, 1 << 20)).is_err());
        let bomb = packed(20, ANSWER_MAX as usize + (1 << 16));
        assert!(bomb.len() < 1 << 16);
        assert!(unpacked(&bomb).is_err());
    }
}
