//! A record's body: one flat JSON object.

use serde::{Deserialize, Serialize};

use crate::checkin::{Direction, Reason};
use crate::ids::GateId;
use crate::record::{Fact, Record, Stamp};
use crate::ticket::{CLAIMS_LEN, Claims, ClaimsError};
use crate::time::UnixMs;

/// Why a body can't be read. The record is then set aside, never dropped.
#[derive(Debug, thiserror::Error)]
pub enum BodyError {
    /// No JSON object with the fields that every record has.
    #[error("the body is no record: {0}")]
    Json(#[from] serde_json::Error),
    /// A field that this kind of record must have.
    #[error("a \"{kind}\" record without \"{field}\"")]
    Missing {
        /// The kind of record.
        kind: String,
        /// The field.
        field: &'static str,
    },
    /// Claims that can't be read.
    #[error("the claims in the record: {0}")]
    Claims(#[from] ClaimsError),
}

#[derive(Serialize, Deserialize)]
struct WireBody {
    kind: String,
    device_ms: UnixMs,
    offset_ms: i64,
    boot: String,
    mono_ms: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    gate: Option<GateId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    claims: Option<WireClaims>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    people: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct WireClaims(#[serde(with = "hex::serde")] [u8; CLAIMS_LEN]);

/// Writes a record's body. The bytes are what the chain is computed over, so a kiosk writes them
/// once, keeps them and sends them as they are.
///
/// # Errors
/// [`ClaimsError`] for claims that could not be read back; verified tickets never have such.
pub fn write_body(record: &Record) -> Result<String, BodyError> {
    let Record { stamp, fact } = record;
    let mut body = WireBody {
        kind: String::new(),
        device_ms: stamp.device,
        offset_ms: stamp.offset_ms,
        boot: stamp.boot.clone(),
        mono_ms: stamp.mono_ms,
        gate: None,
        claims: None,
        people: None,
        reason: None,
    };
    match fact {
        Fact::Passed {
            gate,
            direction,
            claims,
            people,
        } => {
            kind_of(*direction).clone_into(&mut body.kind);
            body.gate = Some(gate.clone());
            body.claims = Some(WireClaims(claims.to_bytes()?));
            body.people = Some(*people);
        }
        Fact::Refused {
            gate,
            reason,
            claims,
        } => {
            "refused".clone_into(&mut body.kind);
            body.gate = Some(gate.clone());
            body.reason = Some(reason.code().to_owned());
            body.claims = claims
                .map(|claims| claims.to_bytes())
                .transpose()?
                .map(WireClaims);
        }
        Fact::Unknown { kind } => kind.clone_into(&mut body.kind),
    }
    Ok(serde_json::to_string(&body)?)
}

/// Reads a record's body. Fields that are not known here are passed over; the caller keeps the bytes.
///
/// # Errors
/// [`BodyError`], by which the server sets the record aside. Never panics, whatever the bytes.
pub fn parse_body(json: &str) -> Result<Record, BodyError> {
    let body: WireBody = serde_json::from_str(json)?;
    let stamp = Stamp {
        device: body.device_ms,
        offset_ms: body.offset_ms,
        boot: body.boot,
        mono_ms: body.mono_ms,
    };
    let kind = body.kind;
    let need = |field| BodyError::Missing {
        kind: kind.clone(),
        field,
    };
    let claims = body
        .claims
        .map(|WireClaims(bytes)| Claims::from_bytes(&bytes))
        .transpose()?;
    let fact = match kind.as_str() {
        "entry" | "exit" => Fact::Passed {
            gate: body.gate.ok_or_else(|| need("gate"))?,
            direction: if kind == "exit" {
                Direction::Out
            } else {
                Direction::In
            },
            claims: claims.ok_or_else(|| need("claims"))?,
            people: body.people.ok_or_else(|| need("people"))?,
        },
        "refused" => match body.reason.as_deref().map(Reason::from_code) {
            Some(Some(reason)) => Fact::Refused {
                gate: body.gate.ok_or_else(|| need("gate"))?,
                reason,
                claims,
            },
            Some(None) => Fact::Unknown { kind },
            None => return Err(need("reason")),
        },
        _ => Fact::Unknown { kind },
    };
    Ok(Record { stamp, fact })
}

fn kind_of(direction: Direction) -> &'static str {
    match direction {
        Direction::In => "entry",
        Direction::Out => "exit",
    }
}
