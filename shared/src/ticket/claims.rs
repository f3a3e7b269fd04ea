//! The 16 bytes that a ticket claims.

use serde::ser::Error;
use serde::{Deserialize, Serialize, Serializer};

use crate::ids::{ExhibitionId, KeyId, TicketNumber, TicketType};
use crate::time::DayIndex;

/// How many bytes the claims take.
pub const CLAIMS_LEN: usize = 16;

/// The only version of the claims so far.
const VERSION: u8 = 1;

/// What a ticket grants. No personal data: a code that is lost tells nobody anything.
///
/// Layout, big-endian: version 1 byte, key 1, exhibition 2, number 4, type 1, party 1, days 2,
/// policy 1, reserved 1 (zero), zones 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "[u8; CLAIMS_LEN]")]
pub struct Claims {
    /// The key the code is signed with.
    pub key: KeyId,
    /// The exhibition it is for.
    pub exhibition: ExhibitionId,
    /// The ticket's number.
    pub number: TicketNumber,
    /// What kind of ticket it is.
    pub kind: TicketType,
    /// How many people it admits together, 1 to 255.
    pub party: u8,
    /// The days it is valid on: bit 0 is the exhibition's first day. Never zero.
    pub days: u16,
    /// How often it admits.
    pub policy: EntryPolicy,
    /// The zones it opens, a bit each; zone bit 0 is the exhibition itself.
    pub zones: u16,
}

/// How often a ticket admits its party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryPolicy {
    /// Once on every valid day.
    OncePerDay = 0,
    /// Once in the whole exhibition.
    Single = 1,
    /// As often as they like on valid days.
    Unlimited = 2,
}

/// Why 16 bytes are no claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClaimsError {
    /// Not [`CLAIMS_LEN`] bytes.
    #[error("{0} bytes of claims where {CLAIMS_LEN} are expected")]
    Length(usize),
    /// Made by a later version of the system.
    #[error("claims version {0} is not known here; update this kiosk")]
    Version(u8),
    /// A party of nobody.
    #[error("the party size is zero")]
    EmptyParty,
    /// Valid on no day.
    #[error("no valid day is set")]
    NoDays,
    /// An entry policy that this version does not know.
    #[error("entry policy {0} is not known here; update this kiosk")]
    Policy(u8),
    /// The reserved byte is in use.
    #[error("the reserved byte is {0} and should be 0; update this kiosk")]
    Reserved(u8),
}

impl Claims {
    /// Returns whether a day of the exhibition is among the valid ones.
    #[must_use]
    pub fn valid_on(&self, day: DayIndex) -> bool {
        day.0 < 16 && self.days >> day.0 & 1 == 1
    }

    /// Returns the valid days, ascending.
    pub fn valid_days(&self) -> impl Iterator<Item = DayIndex> + '_ {
        (0..16).map(DayIndex).filter(|day| self.valid_on(*day))
    }

    /// Returns the claims as bytes, ready to be signed.
    ///
    /// # Errors
    /// [`ClaimsError::EmptyParty`] and [`ClaimsError::NoDays`]: such a ticket would be refused at every door.
    pub fn to_bytes(&self) -> Result<[u8; CLAIMS_LEN], ClaimsError> {
        self.check()?;
        let mut bytes = [0; CLAIMS_LEN];
        bytes[0] = VERSION;
        bytes[1] = self.key.0;
        bytes[2..4].copy_from_slice(&self.exhibition.0.to_be_bytes());
        bytes[4..8].copy_from_slice(&self.number.0.to_be_bytes());
        bytes[8] = self.kind.0;
        bytes[9] = self.party;
        bytes[10..12].copy_from_slice(&self.days.to_be_bytes());
        bytes[12] = self.policy as u8;
        bytes[14..16].copy_from_slice(&self.zones.to_be_bytes());
        Ok(bytes)
    }

    /// Reads claims; the inverse of [`Claims::to_bytes`].
    ///
    /// # Errors
    /// The first field that this version can't accept.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ClaimsError> {
        let Ok(bytes) = <&[u8; CLAIMS_LEN]>::try_from(bytes) else {
            return Err(ClaimsError::Length(bytes.len()));
        };
        let [
            version,
            key,
            e0,
            e1,
            n0,
            n1,
            n2,
            n3,
            kind,
            party,
            d0,
            d1,
            rest @ ..,
        ] = *bytes;
        let [policy, reserved, z0, z1] = rest;
        if version != VERSION {
            return Err(ClaimsError::Version(version));
        }
        if reserved != 0 {
            return Err(ClaimsError::Reserved(reserved));
        }
        let claims = Self {
            key: KeyId(key),
            exhibition: ExhibitionId(u16::from_be_bytes([e0, e1])),
            number: TicketNumber(u32::from_be_bytes([n0, n1, n2, n3])),
            kind: TicketType(kind),
            party,
            days: u16::from_be_bytes([d0, d1]),
            policy: EntryPolicy::from_byte(policy)?,
            zones: u16::from_be_bytes([z0, z1]),
        };
        claims.check()?;
        Ok(claims)
    }

    fn check(&self) -> Result<(), ClaimsError> {
        match (self.party, self.days) {
            (0, _) => Err(ClaimsError::EmptyParty),
            (_, 0) => Err(ClaimsError::NoDays),
            _ => Ok(()),
        }
    }
}

impl TryFrom<[u8; CLAIMS_LEN]> for Claims {
    type Error = ClaimsError;

    fn try_from(bytes: [u8; CLAIMS_LEN]) -> Result<Self, ClaimsError> {
        Self::from_bytes(&bytes)
    }
}

impl Serialize for Claims {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.to_bytes().map_err(Error::custom)?.serialize(to)
    }
}

impl EntryPolicy {
    fn from_byte(byte: u8) -> Result<Self, ClaimsError> {
        match byte {
            0 => Ok(Self::OncePerDay),
            1 => Ok(Self::Single),
            2 => Ok(Self::Unlimited),
            other => Err(ClaimsError::Policy(other)),
        }
    }
}
