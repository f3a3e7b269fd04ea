//! What organisers ask of one device: its name for people, another place, a message, a closure, a rehearsal, an update.

use serde::{Deserialize, Serialize};

use super::KioskRole;
use crate::catalogue::Localized;
use crate::checkin::Direction;
use crate::ids::GateId;
use crate::release::UpdateOrder;
use crate::time::UnixMs;

/// What organisers ask of one device. It holds until it is replaced whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceInstructions {
    /// Rises with every change.
    #[serde(default)]
    pub revision: u64,
    /// What people call the device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Where it was moved to since it was enrolled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<MovedPlace>,
    /// What its screen shows to everyone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<Localized>,
    /// It serves nobody while this is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closure: Option<Closure>,
    /// Whether it rehearses, as organisers set that last. Staff may set it otherwise since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rehearsal: Option<RehearsalOrder>,
    /// The version of its program that it is to run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub update: Option<UpdateOrder>,
}

/// A place that a device was moved to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedPlace {
    /// The gate it stands at, or is nearest to.
    pub gate: GateId,
    /// Which way people go there: `in` or `out`.
    #[serde(with = "direction_code")]
    pub direction: Direction,
    /// Whether both ways are open there.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub both_ways: bool,
    /// What it is there for.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub role: KioskRole,
    /// When it was moved. What it records at this place is of no earlier time.
    pub since_ms: UnixMs,
}

mod direction_code {
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::Serializer;

    use crate::checkin::Direction;

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
    pub(super) fn serialize<S: Serializer>(it: &Direction, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(it.code())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Direction, D::Error> {
        let code = String::deserialize(from)?;
        Direction::from_code(&code).ok_or_else(|| D::Error::custom("neither in nor out"))
    }
}

/// A device that is closed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// The device that visitors go to instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<NextDevice>,
}

/// A device that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextDevice {
    /// What people call it.
    pub name: String,
    /// The gate it stands at, or is nearest to.
    pub gate: GateId,
}

/// Whether a device is to rehearse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RehearsalOrder {
    /// Whether it is.
    pub on: bool,
    /// When that was ordered: each order is carried out once.
    pub since_ms: UnixMs,
}
