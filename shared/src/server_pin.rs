//! By what a kiosk knows its server.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Bytes of [`ServerPin::start`].
pub const PIN_START_LEN: usize = 16;

/// SHA-256 of a server's public key, written `sha256:` and 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ServerPin([u8; 32]);

/// A text that is no pin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{0}\" is not the hash of a server's key; it is written as sha256: and 64 hexadecimal digits"
)]
pub struct ServerPinError(String);

impl ServerPin {
    /// Returns the pin of a public key in DER (`SubjectPublicKeyInfo` of RFC 5280).
    #[must_use]
    pub fn of_public_key(spki: &[u8]) -> Self {
        Self(Sha256::digest(spki).into())
    }

    /// Returns the first half, for where there is little room: nobody can make another key that has it.
    #[must_use]
    pub fn start(self) -> [u8; PIN_START_LEN] {
        let mut start = [0; PIN_START_LEN];
        start.copy_from_slice(&self.0[..PIN_START_LEN]);
        start
    }
}

/// Returns whether a host, with or without a port, is this computer itself: `localhost`, `127.0.0.1:8080`, `[::1]`.
/// Nobody can listen in between.
#[must_use]
pub fn is_this_computer(host: &str) -> bool {
    let name = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, _)) => address,
        None => host.split(':').next().unwrap_or_default(),
    };
    let address: Result<IpAddr, _> = name.parse();
    address.map_or(name == "localhost", |address| address.is_loopback())
}

impl fmt::Display for ServerPin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sha256:{}", hex::encode(self.0))
    }
}

impl FromStr for ServerPin {
    type Err = ServerPinError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut bytes = [0; 32];
        let digits = text.trim().strip_prefix("sha256:");
        match digits.map(|digits| hex::decode_to_slice(digits, &mut bytes)) {
            Some(Ok(())) => Ok(Self(bytes)),
            _ => Err(ServerPinError(text.chars().take(80).collect())),
        }
    }
}

impl TryFrom<String> for ServerPin {
    type Error = ServerPinError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<ServerPin> for String {
    fn from(pin: ServerPin) -> Self {
        pin.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_this_computer_is_this_computer() {
        for host in [
            "localhost",
            "localhost:8080",
            "127.0.0.1:80",
            "[::1]:8080",
            "[::1]",
        ] {
            assert!(is_this_computer(host), "{host}");
        }
        for host in [
            "",
            "localhost.example",
            "192.168.1.10:8080",
            "127.0.0.1.example",
            "[::2]",
        ] {
            assert!(!is_this_computer(host), "{host}");
        }
    }

    proptest! {
        #[test]
        fn written_pin_is_read_back(key in prop::collection::vec(any::<u8>(), 0..100)) {
            let pin = ServerPin::of_public_key(&key);
            prop_assert_eq!(pin.to_string().parse(), Ok(pin));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".*") {
            if let Ok(pin) = text.parse::<ServerPin>() {
                prop_assert_eq!(pin.to_string(), text.trim().to_ascii_lowercase());
            }
        }
    }
}
