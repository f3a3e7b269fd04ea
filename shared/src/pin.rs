//! The PINs that open staff mode: what a good one is, and how the server's hash answers a typed one at a kiosk.
//!
//! A PIN has so few digits that with its hash all can be tried in hours; what protects it at the door is that
//! a kiosk pauses after a few wrong ones. A kiosk keeps the hash bound to its [`DeviceSecret`], so that a copied journal
//! gives nothing to try; with the secret too, Argon2id makes the hours long.

use std::fmt;
use std::str::FromStr;

use argon2::password_hash::phc::{Output, PasswordHash};
use argon2::password_hash::{self, CustomizedPasswordHasher, PasswordHasher};
use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};

use crate::device_secret::DeviceSecret;
use crate::ids::StaffId;

/// How many digits a PIN has at least, and at most.
pub const PIN_DIGITS: std::ops::RangeInclusive<usize> = 6..=12;
/// How many members of staff may have a PIN.
pub const MAX_STAFF: usize = 200;
/// How many salts a typed PIN is hashed with at most. PINs of one exhibition share a salt, so that a check costs one
/// hash however many there are; those made before that have a salt each.
const MAX_SALTS: usize = 16;
/// How many random bytes go into a hash.
pub const SALT_LEN: usize = 16;

/// What hashing costs, as OWASP asks at least: 19 MiB of memory, two passes, one lane.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);
/// The memory, in KiB, and the passes that a hash may ask for; one that asks for more could bring a kiosk down.
const COST_AT_MOST: (u32, u32) = (64 * 1024, 10);

/// A PIN that is good enough. It is shown once, to its author.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(String);

/// A member of the staff and the hash of their PIN, as the server tells kiosks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffPin {
    /// Who.
    pub id: StaffId,
    /// The hash of their PIN, in the form `$argon2id$v=19$…`.
    pub hash: String,
}

/// Why a PIN is none, or too easy to guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PinError {
    /// A character that is no digit.
    #[error("a PIN has digits only, since kiosks show a pad of digits; choose another")]
    NotDigits,
    /// Too few or too many digits.
    #[error("a PIN of {0} digits; choose one of 6 to 12")]
    Length(usize),
    /// 000000, 121212, 246246.
    #[error(
        "this PIN repeats itself, so it is soon guessed; choose another, or none to be given a random one"
    )]
    Repeats,
    /// 123456, 987654.
    #[error(
        "this PIN counts up or down, so it is soon guessed; choose another, or none to be given a random one"
    )]
    Counts,
}

/// A hash could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no hash can be made ({0}); try again, and report it when it happens twice")]
pub struct HashError(password_hash::Error);

impl Pin {
    /// Returns the digits, to be learnt.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// Returns its hash with this salt: the one of the exhibition's other PINs ([`common_salt`]), else a new random
    /// one.
    ///
    /// # Errors
    /// [`HashError`] when the memory for it can't be had.
    pub fn hash(&self, salt: &[u8; SALT_LEN]) -> Result<String, HashError> {
        hash(&self.0, salt)
    }
}

/// Returns the hash of a text with a salt, in the form `$argon2id$v=19$…`.
pub(crate) fn hash(text: &str, salt: &[u8; SALT_LEN]) -> Result<String, HashError> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None)
        .map_err(|error| HashError(password_hash::Error::from(error)))?;
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_with_salt(text.as_bytes(), salt)
        .map(|hash| hash.to_string())
        .map_err(HashError)
}

/// Returns whether a hash is that of a text. One that can't be read, or that asks for too much, is of none.
pub(crate) fn is_hash_of(hash: &str, text: &str) -> bool {
    let Ok(kept) = PasswordHash::new(hash) else {
        return false;
    };
    hash_like(&kept, text, None).is_some_and(|typed| typed.hash == kept.hash)
}

impl StaffPin {
    /// Returns what a kiosk keeps: the hash bound to its secret. One that can't be read is empty, and opens nothing.
    #[must_use]
    pub fn bound_to(&self, secret: &DeviceSecret) -> Self {
        let bound = PasswordHash::new(&self.hash).ok().and_then(|mut hash| {
            hash.hash = Some(bind(hash.hash.as_ref()?, secret)?);
            Some(hash.to_string())
        });
        Self {
            id: self.id.clone(),
            hash: bound.unwrap_or_default(),
        }
    }
}

/// Returns which of some PINs was typed; `secret` is that of the device to which the hashes are bound. Each salt among
/// them is hashed with once, which takes tens of milliseconds and 19 MiB; hashes that can't be read, or that ask for too
/// much, open nothing.
#[must_use]
pub fn find<'a>(
    pins: &'a [StaffPin],
    typed: &str,
    secret: Option<&DeviceSecret>,
) -> Option<&'a StaffPin> {
    let mut computed: Vec<PasswordHash> = Vec::new();
    for pin in pins {
        let Ok(hash) = PasswordHash::new(&pin.hash) else {
            continue;
        };
        let alike = |other: &&PasswordHash| {
            (other.algorithm, other.version, &other.params, &other.salt)
                == (hash.algorithm, hash.version, &hash.params, &hash.salt)
        };
        if computed.iter().find(alike).is_none() {
            if computed.len() == MAX_SALTS {
                continue;
            }
            let Some(of_typed) = hash_like(&hash, typed, secret) else {
                continue;
            };
            computed.push(of_typed);
        }
        if computed
            .iter()
            .find(alike)
            .is_some_and(|it| it.hash == hash.hash)
        {
            return Some(pin);
        }
    }
    None
}

/// Returns the salt to hash a further PIN with, so that it shares it with those there are; `None` for the first.
#[must_use]
pub fn common_salt(pins: &[StaffPin]) -> Option<[u8; SALT_LEN]> {
    let salts = pins.iter().filter_map(|pin| {
        let hash = PasswordHash::new(&pin.hash).ok()?;
        hash.salt?.as_ref().try_into().ok()
    });
    // The commonest, which is the one that later PINs were given.
    let salts: Vec<[u8; SALT_LEN]> = salts.collect();
    let count = |salt: &[u8; SALT_LEN]| salts.iter().filter(|other| *other == salt).count();
    salts.iter().copied().max_by_key(count)
}

/// Hashes a text as another hash was made.
fn hash_like(
    hash: &PasswordHash,
    text: &str,
    secret: Option<&DeviceSecret>,
) -> Option<PasswordHash> {
    let params = Params::try_from(hash).ok()?;
    let (memory, passes) = COST_AT_MOST;
    let salt = hash.salt.as_ref()?;
    if params.m_cost() > memory || params.t_cost() > passes || hash.hash.is_none() {
        return None;
    }
    let algorithm = Some(hash.algorithm.as_str());
    let mut hashed = Argon2::default()
        .hash_password_customized(text.as_bytes(), salt, algorithm, hash.version, params)
        .ok()?;
    if let Some(secret) = secret {
        hashed.hash = Some(bind(hashed.hash.as_ref()?, secret)?);
    }
    Some(hashed)
}

fn bind(slow_hash: &Output, secret: &DeviceSecret) -> Option<Output> {
    Output::new(&secret.bind_pin(slow_hash.as_ref())).ok()
}

impl FromStr for Pin {
    type Err = PinError;

    fn from_str(text: &str) -> Result<Self, PinError> {
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(PinError::NotDigits);
        }
        if !PIN_DIGITS.contains(&text.len()) {
            return Err(PinError::Length(text.len()));
        }
        let digits = text.as_bytes();
        let repeats = |piece: usize| {
            digits
                .iter()
                .zip(digits.iter().skip(piece))
                .all(|(a, b)| a == b)
        };
        if (1..=digits.len() / 2).any(repeats) {
            return Err(PinError::Repeats);
        }
        let step = |by: u8| {
            let next = |digit: u8| (digit - b'0' + by) % 10 + b'0';
            digits.windows(2).all(|pair| next(pair[0]) == pair[1])
        };
        if step(1) || step(9) {
            return Err(PinError::Counts);
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn staff(pin: &str) -> StaffPin {
        StaffPin {
            id: "door-1".parse().unwrap(),
            hash: pin.parse::<Pin>().unwrap().hash(&[7; SALT_LEN]).unwrap(),
        }
    }

    fn opens(pin: &StaffPin, typed: &str) -> bool {
        find(std::slice::from_ref(pin), typed, None).is_some()
    }

    #[test]
    fn easily_guessed_pin_is_refused() {
        let refused = |text: &str| text.parse::<Pin>().unwrap_err();
        assert_eq!(refused("12345"), PinError::Length(5));
        assert_eq!(refused(""), PinError::Length(0));
        assert_eq!(refused("1234567890123"), PinError::Length(13));
        assert_eq!(refused("24681o"), PinError::NotDigits);
        assert_eq!(refused("２４６８１０"), PinError::NotDigits);
        for easy in ["000000", "121212", "246246", "12121212", "1212121"] {
            assert_eq!(refused(easy), PinError::Repeats, "{easy}");
        }
        for easy in ["123456", "654321", "789012", "210987", "012345678901"] {
            assert_eq!(refused(easy), PinError::Counts, "{easy}");
        }
        assert!("246810".parse::<Pin>().is_ok());
    }

    #[test]
    fn only_the_pin_itself_opens() {
        let door = staff("246810");
        assert!(
            door.hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{}",
            door.hash
        );
        // As another implementation of Argon2 computes it.
        assert!(
            door.hash
                .ends_with("$Yfl3rtvrLqLQA0k5KI1oKFledNhh/nd9f0tHgpMLh2I")
        );
        assert!(opens(&door, "246810"));
        assert!(!opens(&door, "246811") && !opens(&door, ""));
        assert!(!format!("{:?}", "246810".parse::<Pin>()).contains("246810"));
    }

    #[test]
    fn typed_pin_is_found_among_many() {
        // Another PIN with the same salt.
        let mut pins = vec![staff("975310"); MAX_STAFF - 1];
        pins.push(staff("246810"));
        assert_eq!(find(&pins, "246810", None), pins.last());
        assert_eq!(find(&pins, "246811", None), None);
        assert_eq!(common_salt(&pins), Some([7; SALT_LEN]));
        assert_eq!(common_salt(&[]), None);
    }

    #[test]
    fn pins_with_salts_of_their_own_still_open() {
        let salted = |pin: &str, salt: u8| StaffPin {
            id: format!("staff-{salt}").parse().unwrap(),
            hash: pin.parse::<Pin>().unwrap().hash(&[salt; SALT_LEN]).unwrap(),
        };
        let pins = [
            salted("246810", 1),
            salted("975310", 2),
            salted("864209", 2),
        ];
        assert_eq!(find(&pins, "864209", None), Some(&pins[2]));
        assert_eq!(find(&pins, "246810", None), Some(&pins[0]));
        assert_eq!(common_salt(&pins), Some([2; SALT_LEN]));
    }

    #[test]
    fn bound_pin_opens_with_its_device_alone() {
        let secrets = [1, 2].map(|byte| DeviceSecret::from_bytes([byte; 32]));
        let plain = staff("246810");
        let bound = [plain.bound_to(&secrets[0])];
        let find = |typed, secret| find(&bound, typed, secret).is_some();
        assert!(find("246810", Some(&secrets[0])));
        assert!(!find("246811", Some(&secrets[0])));
        assert!(!find("246810", Some(&secrets[1])) && !find("246810", None));
        assert_ne!(bound[0].hash, plain.hash);
        assert_eq!(common_salt(&bound), Some([7; SALT_LEN]));
        let broken = StaffPin {
            hash: "246810".to_owned(),
            ..plain
        };
        assert_eq!(broken.bound_to(&secrets[0]).hash, "");
    }

    #[test]
    fn broken_or_costly_hash_opens_nothing() {
        let door = staff("246810");
        let with = |hash: String| StaffPin {
            hash,
            ..door.clone()
        };
        assert!(!opens(&with(String::new()), "246810"));
        assert!(!opens(&with("246810".to_owned()), "246810"));
        let huge = door.hash.replace("m=19456", "m=4000000");
        assert!(!opens(&with(huge), "246810"));
        let endless = door.hash.replace("t=2", "t=4000000");
        assert!(!opens(&with(endless), "246810"));
    }
}
