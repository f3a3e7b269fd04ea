//! Kiosks' tokens. Each says what its kiosk is, under a seal whose key is on the recovery sheet: a server that was made anew
//! from the sheet knows a kiosk again that it never stored.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use shared::checkin::Direction;
use shared::device_secret::hmac;
use shared::ids::{ExhibitionId, GateId, KioskId};
use shared::protocol::v1::KioskRole;
use shared::time::UnixMs;

use super::setup_error::SetupError;
use crate::ports::{ChangeNote, Database, Enrolment, PortError, ServerSecret, WriteTx};

const SEAL: &[u8] = b"device token";
/// What the list of kiosks that may come back says where all may.
const ALL: &str = "*";
/// The direction of a gate that is open both ways, in the list of kiosks.
const BOTH: &str = "both";
/// How many bytes of the seal a token carries.
const SEAL_LEN: usize = 16;

/// What a kiosk is, as its token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SealedPlace {
    pub(crate) exhibition: ExhibitionId,
    pub(crate) kiosk: KioskId,
    pub(crate) gate: GateId,
    pub(crate) direction: Direction,
    pub(crate) both_ways: bool,
    pub(crate) role: KioskRole,
    /// Grows with each token of the kiosk.
    pub(crate) made: UnixMs,
}

/// Returns the token of a kiosk: secret digits, what it is, and the seal over both.
pub(super) fn seal(
    key: &[u8; 32],
    secret: &str,
    place: &SealedPlace,
) -> Result<String, SetupError> {
    let place = serde_json::to_vec(place).map_err(SetupError::CatalogueJson)?;
    let sealed = format!("{secret}.{}", hex::encode(place));
    let seal = hmac(key, &[SEAL, sealed.as_bytes()]);
    Ok(format!("{sealed}.{}", hex::encode(&seal[..SEAL_LEN])))
}

/// Returns what a token says of its kiosk; `None` when the seal is not this key's. Tokens of earlier versions have none.
pub(crate) fn open(key: &[u8; 32], token: &str) -> Option<SealedPlace> {
    let (sealed, seal) = token.rsplit_once('.')?;
    let right = hmac(key, &[SEAL, sealed.as_bytes()]);
    // Hashes are compared, so that the time it takes says nothing of the seal.
    if Sha256::digest(hex::encode(&right[..SEAL_LEN])) != Sha256::digest(seal) {
        return None;
    }
    let (_, place) = sealed.split_once('.')?;
    serde_json::from_slice(&hex::decode(place).ok()?).ok()
}

/// Has kiosks come back whose tokens this server does not know, within so many milliseconds: those that are named, or all.
/// The paper does not say which kiosks were taken out of service after it was printed, so the organisers do.
///
/// # Errors
/// [`PortError`]; then nothing was changed.
pub fn welcome(
    database: &dyn Database,
    kiosks: Option<&[KioskId]>,
    for_ms: i64,
    now: UnixMs,
) -> Result<(), PortError> {
    let names = kiosks.map_or_else(
        || ALL.to_owned(),
        |kiosks| {
            let names: Vec<&str> = kiosks.iter().map(KioskId::as_str).collect();
            names.join(" ")
        },
    );
    let mut value = now.plus(for_ms).0.to_be_bytes().to_vec();
    value.extend_from_slice(names.as_bytes());
    let change = database.write()?;
    change.put_secret(ServerSecret::Returning, Some(&value))?;
    let after = format!("{} min", for_ms / 60_000);
    change.note_change(ChangeNote::of("kiosks_welcomed", &names).after(&after))?;
    change.commit()
}

/// Returns whether a kiosk may come back, as [`welcome`] keeps it.
pub(crate) fn is_welcome(kept: Option<&[u8]>, kiosk: &KioskId, now: UnixMs) -> bool {
    let Some((until, names)) = kept.and_then(<[u8]>::split_first_chunk) else {
        return false;
    };
    let names = String::from_utf8_lossy(names);
    let mut names = names.split(' ');
    now.0 < i64::from_be_bytes(*until) && names.any(|name| name == ALL || name == kiosk.as_str())
}

/// Takes a kiosk into service again that shows a sealed token; returns whether it is in service with it. Of several tokens of
/// one kiosk the newest holds, and a kiosk that was taken out of service since does not come back.
///
/// # Errors
/// [`PortError`]; then nothing was changed.
pub(crate) fn recall(
    database: &dyn Database,
    place: &SealedPlace,
    sha256: [u8; 32],
    now: UnixMs,
) -> Result<bool, PortError> {
    let change = database.write()?;
    let kept = change.secret(ServerSecret::Returning)?;
    let (id, role) = (&place.kiosk, place.role.code());
    let (_, catalogue) = change.catalogue_in_force()?;
    let fits = catalogue.exhibition == place.exhibition
        && catalogue.gates.iter().any(|gate| gate.id == place.gate);
    if !fits || !is_welcome(kept.as_deref(), id, now) {
        return Ok(false);
    }
    let enrolment = Enrolment {
        id,
        gate: &place.gate,
        direction: place.direction.code(),
        both_ways: place.both_ways,
        role: &role,
        token_sha256: sha256,
    };
    match change.device_token(id)? {
        None if change.was_enrolled(id)? => return Ok(false),
        None => drop(change.insert_device(&enrolment, place.made)?),
        Some(token) if token.made >= place.made => return Ok(false),
        // The kiosk itself may use the one before a last time, which must not have it wiped.
        Some(_) if is_at(&*change, &enrolment)? => {
            change.put_next_token(id, &[0; 32], Some(&sha256))?;
            change.use_next_token(id, &sha256, place.made)?;
        }
        Some(_) => drop(change.update_device(&enrolment, place.made)?),
    }
    change.commit()?;
    Ok(true)
}

/// Returns whether a kiosk stands where an enrolment says.
fn is_at(change: &dyn WriteTx, enrolment: &Enrolment<'_>) -> Result<bool, PortError> {
    let direction = if enrolment.both_ways {
        BOTH
    } else {
        enrolment.direction
    };
    let place = (enrolment.gate.as_str(), direction, enrolment.role);
    let mut devices = change.devices()?.into_iter();
    let is_at = devices.any(|it| {
        it.id == enrolment.id.as_str()
            && (it.gate.as_str(), it.direction.as_str(), it.role.as_str()) == place
    });
    Ok(is_at)
}

/// Returns what the token says that follows one: what that says unless the kiosk was moved, and for one of an earlier version what the server knows.
pub(super) fn following_place(
    change: &dyn WriteTx,
    key: &[u8; 32],
    id: &KioskId,
    token: &str,
    made: UnixMs,
) -> Result<Option<SealedPlace>, PortError> {
    let mut devices = change.devices()?.into_iter();
    let known = devices.find(|it| it.id == id.as_str());
    let moved = known.as_ref().and_then(|it| it.instructions.place.clone());
    if let Some(mut place) = open(key, token) {
        place.made = made;
        if let Some(moved) = moved {
            (place.gate, place.role) = (moved.gate, moved.role);
            (place.direction, place.both_ways) = (moved.direction, moved.both_ways);
        }
        return Ok(Some(place));
    }
    let exhibition = change.catalogue()?.exhibition;
    let known = known.and_then(|it| {
        let both_ways = it.direction == BOTH;
        let direction = if both_ways {
            Direction::In
        } else {
            Direction::from_code(&it.direction)?
        };
        Some(SealedPlace {
            exhibition,
            kiosk: id.clone(),
            gate: it.gate.parse().ok()?,
            direction,
            both_ways,
            role: KioskRole::from_code(&it.role)?,
            made,
        })
    });
    Ok(known)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn changed_token_opens_nothing() {
        let place = SealedPlace {
            exhibition: ExhibitionId(24),
            kiosk: "A1".parse().unwrap(),
            gate: "main".parse().unwrap(),
            direction: Direction::In,
            both_ways: false,
            role: KioskRole::Hall,
            made: UnixMs(7),
        };
        let token = seal(&[1; 32], "00ff", &place).unwrap();
        assert_eq!(open(&[1; 32], &token), Some(place));
        assert_eq!(open(&[2; 32], &token), None);
        for at in 0..token.len() {
            let mut changed = token.clone().into_bytes();
            changed[at] ^= 1;
            let changed = String::from_utf8(changed).unwrap();
            assert_eq!(open(&[1; 32], &changed), None, "{changed}");
        }
        for other in ["", ".", "..", "00ff", "é.é.é"] {
            assert_eq!(open(&[1; 32], other), None);
        }
    }

    #[test]
    fn damaged_token_opens_nothing_and_damaged_place_is_read_or_refused() {
        let key = [1; 32];
        let place = SealedPlace {
            exhibition: ExhibitionId(24),
            kiosk: "A1".parse().unwrap(),
            gate: "main".parse().unwrap(),
            direction: Direction::In,
            both_ways: false,
            role: KioskRole::Door,
            made: UnixMs(7),
        };
        let token = seal(&key, "00ff", &place).unwrap();
        damaged_input::each("device-token", 256, &[token.as_bytes()], |bytes| {
            let text = String::from_utf8_lossy(bytes);
            let opened = open(&key, &text);
            prop_assert!(opened.is_none() || text == token);
            Ok(if opened.is_some() {
                "opened"
            } else {
                "refused"
            }
            .to_owned())
        });
        let json = serde_json::to_vec(&place).unwrap();
        damaged_input::each("device-place", 256, &[&json], |json| {
            let sealed = format!("00ff.{}", hex::encode(json));
            let seal = hmac(&key, &[SEAL, sealed.as_bytes()]);
            let token = format!("{sealed}.{}", hex::encode(&seal[..SEAL_LEN]));
            let is_read = open(&key, &token).is_some();
            Ok(if is_read { "read" } else { "refused" }.to_owned())
        });
    }

    #[test]
    fn welcome_ends_and_names_kiosks() {
        let mut kept = 10_i64.to_be_bytes().to_vec();
        kept.extend(b"A1 B1");
        let is = |kiosk: &str, now| is_welcome(Some(&kept), &kiosk.parse().unwrap(), UnixMs(now));
        assert!(is("A1", 9) && is("B1", 9));
        assert!(!is("A1", 10) && !is("A", 9) && !is("C1", 9));
        assert!(!is_welcome(None, &"A1".parse().unwrap(), UnixMs(0)));
    }
}
