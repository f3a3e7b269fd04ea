//! A release of the kiosk's program, as it is handed out over the server: what it is, and that those who made it vouch for it.
//!
//! A release file is one line of JSON, the [`Release`], and the program behind it. The key that signs it is neither on the
//! server nor on a kiosk: whoever holds the organisers' laptop can hand out a release, and can make none.

use std::fmt;
use std::io::{self, BufRead, Read};
use std::str::FromStr;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
pub use semver::Version;
use serde::{Deserialize, Serialize};

use crate::catalogue::MediaFile;

/// Keeps a release's signature from being valid for anything else the same key might sign.
const DOMAIN: &str = "exhibition kiosk release, version 1";
/// The longest first line of a release file, in bytes.
const LINE_BYTES_MOST: u64 = 2_048;
/// The longest name of a kind of computer, in bytes.
const TARGET_BYTES_MOST: usize = 40;

/// What a release is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// Its version, by which it is told whether it is newer.
    pub version: Version,
    /// The kind of computer that it runs on: [`this_target`].
    pub target: String,
    /// The program, by size and hash.
    pub program: MediaFile,
    /// What vouches for all that, 64 bytes.
    #[serde(with = "hex::serde")]
    signature: [u8; 64],
}

/// An order to a kiosk to run a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdateOrder {
    /// The release.
    pub release: Release,
    /// Whether it is to run at once, and not only after opening hours.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub at_once: bool,
}

/// The public half of the key of those who make releases, written `release:` and 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReleaseKey([u8; 32]);

/// A text that is no key of releases.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no key of releases; it is written as release: and 64 hexadecimal digits")]
pub struct ReleaseKeyError(String);

/// Why a kiosk does not take a release.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReleaseError {
    /// No key that the kiosk trusts has signed it.
    #[error(
        "version {0} is signed by nobody whom this kiosk trusts; write the key of those who made it into kiosk.toml (release_keys)"
    )]
    Unsigned(Version),
    /// It is for another kind of computer.
    #[error("version {version} is for {target}, and this is {here}; stage the release for {here}")]
    OtherTarget {
        /// The release.
        version: Version,
        /// What it is for.
        target: String,
        /// What this computer is.
        here: String,
    },
}

/// Why a file is no release.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseFileError {
    /// It can't be read.
    #[error("it can't be read: {0}")]
    Unreadable(#[from] io::Error),
    /// Its first line is none of a release.
    #[error("it is no release; make one with `sync-server release sign`")]
    NoRelease,
}

impl Release {
    /// Signs a program with the key that grows from 32 random bytes.
    #[must_use]
    pub fn sign(version: Version, target: String, program: MediaFile, seed: &[u8; 32]) -> Self {
        let mut release = Self {
            version,
            target,
            program,
            signature: [0; 64],
        };
        release.signature = SigningKey::from_bytes(seed)
            .sign(&release.message())
            .to_bytes();
        release
    }

    /// Says why a kiosk that trusts these keys does not take it.
    ///
    /// # Errors
    /// [`ReleaseError`].
    pub fn check(&self, keys: &[ReleaseKey], here: &str) -> Result<(), ReleaseError> {
        let (message, signature) = (self.message(), Signature::from_bytes(&self.signature));
        let signs = |key: &ReleaseKey| {
            let key = VerifyingKey::from_bytes(&key.0);
            key.is_ok_and(|key| key.verify_strict(&message, &signature).is_ok())
        };
        if !keys.iter().any(signs) {
            return Err(ReleaseError::Unsigned(self.version.clone()));
        }
        if self.target != here {
            return Err(ReleaseError::OtherTarget {
                version: self.version.clone(),
                target: self.target.clone(),
                here: here.to_owned(),
            });
        }
        Ok(())
    }

    /// Reads the first line of a release file. What is left to read is the program.
    ///
    /// # Errors
    /// [`ReleaseFileError`].
    pub fn read(file: &mut impl BufRead) -> Result<Self, ReleaseFileError> {
        let mut line = Vec::new();
        file.take(LINE_BYTES_MOST).read_until(b'\n', &mut line)?;
        let release: Self =
            serde_json::from_slice(&line).map_err(|_| ReleaseFileError::NoRelease)?;
        if release.target.len() > TARGET_BYTES_MOST {
            return Err(ReleaseFileError::NoRelease);
        }
        Ok(release)
    }

    /// Returns the first line of a release file.
    #[must_use]
    pub fn line(&self) -> String {
        serde_json::json!(self).to_string() + "\n"
    }

    fn message(&self) -> Vec<u8> {
        let Self {
            version,
            target,
            program: MediaFile { sha256, bytes },
            ..
        } = self;
        format!("{DOMAIN}\n{version}\n{target}\n{sha256}\n{bytes}\n").into_bytes()
    }
}

impl ReleaseKey {
    /// Returns the public half of the key that grows from 32 random bytes.
    #[must_use]
    pub fn of_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed).verifying_key().to_bytes())
    }
}

/// Returns what kind of computer this program was built for: `x86_64-linux`.
#[must_use]
pub fn this_target() -> String {
    format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS)
}

impl fmt::Display for ReleaseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "release:{}", hex::encode(self.0))
    }
}

impl FromStr for ReleaseKey {
    type Err = ReleaseKeyError;

    fn from_str(text: &str) -> Result<Self, ReleaseKeyError> {
        let error = || ReleaseKeyError(text.chars().take(80).collect());
        let digits = text.trim().strip_prefix("release:").ok_or_else(error)?;
        let mut key = [0; 32];
        hex::decode_to_slice(digits, &mut key).map_err(|_| error())?;
        Ok(Self(key))
    }
}

impl TryFrom<String> for ReleaseKey {
    type Error = ReleaseKeyError;

    fn try_from(text: String) -> Result<Self, ReleaseKeyError> {
        text.parse()
    }
}

impl From<ReleaseKey> for String {
    fn from(key: ReleaseKey) -> Self {
        key.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SEED: [u8; 32] = [7; 32];

    fn release(version: &str) -> Release {
        let program = MediaFile::of(b"a program");
        Release::sign(version.parse().unwrap(), this_target(), program, &SEED)
    }

    #[test]
    fn signed_release_is_taken_by_who_trusts_the_key() {
        let (release, key) = (release("1.2.3"), ReleaseKey::of_seed(&SEED));
        assert_eq!(release.check(&[key], &this_target()), Ok(()));
        let other = ReleaseKey::of_seed(&[8; 32]);
        for keys in [&[other] as &[_], &[]] {
            let refused = release.check(keys, &this_target());
            assert_eq!(
                refused,
                Err(ReleaseError::Unsigned("1.2.3".parse().unwrap()))
            );
        }
        let elsewhere = release.check(&[key], "aarch64-linux").unwrap_err();
        assert!(elsewhere.to_string().contains("this is aarch64-linux"));
    }

    #[test]
    fn changed_release_is_signed_by_nobody() {
        let key = [ReleaseKey::of_seed(&SEED)];
        let version = Release {
            version: "1.2.4".parse().unwrap(),
            ..release("1.2.3")
        };
        let program = Release {
            program: MediaFile::of(b"another"),
            ..release("1.2.3")
        };
        let target = Release {
            target: "aarch64-linux".to_owned(),
            ..release("1.2.3")
        };
        for changed in [version, program, target] {
            let refused = changed.check(&key, &changed.target);
            assert!(matches!(refused, Err(ReleaseError::Unsigned(_))));
        }
    }

    #[test]
    fn release_file_reads_as_it_was_written() {
        let release = release("1.2.3-rc.1");
        let file = [release.line().as_bytes(), b"a program"].concat();
        let mut file = file.as_slice();
        assert_eq!(Release::read(&mut file).unwrap(), release);
        assert_eq!(file, b"a program");
    }

    proptest! {
        #[test]
        fn no_bytes_are_a_release_by_accident(bytes: Vec<u8>) {
            prop_assert!(Release::read(&mut bytes.as_slice()).is_err());
        }

        #[test]
        fn key_reads_as_it_is_written(seed: [u8; 32]) {
            let key = ReleaseKey::of_seed(&seed);
            prop_assert_eq!(key.to_string().parse(), Ok(key));
        }
    }
}
