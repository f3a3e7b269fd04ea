//! A record's body: one flat JSON object.

mod read;

use serde::{Deserialize, Serialize};

use crate::ids::{BoothNumber, GateId, StaffId, StaffReason, TicketNumber, TicketType};
use crate::record::{Fact, Record, RecordId, TicketSource};
use crate::ticket::{CLAIMS_LEN, Claims, ClaimsError, ScanProof};
use crate::time::UnixMs;

pub use read::parse_body;

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

/// Every field that some kind of record has. A kind that an older server does not know it stores
/// without counting, so whatever must not be counted as an entry is no `entry` here.
#[derive(Default, Serialize, Deserialize)]
struct WireBody {
    kind: String,
    device_ms: UnixMs,
    offset_ms: i64,
    boot: String,
    mono_ms: u64,
    /// The kind of record that a `rehearsal` rehearses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    of: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    gate: Option<GateId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    claims: Option<WireClaims>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ticket_type: Option<TicketType>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    people: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(default, rename = "override", skip_serializing_if = "Option::is_none")]
    by_staff: Option<WireOverride>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    target: Option<RecordId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ticket: Option<TicketNumber>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    staff: Option<StaffId>,
    /// What a `staff` record says was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    act: Option<String>,
    /// The booth of a `visit` or a `lookup`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    booth: Option<BoothNumber>,
    /// How many look-ups a `lookup` tells of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    times: Option<u16>,
    /// Shows that the code of an `entry` or `exit` was seen; where `staff` stands instead, they entered the ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    proof: Option<ScanProof>,
}

#[derive(Serialize, Deserialize)]
struct WireClaims(#[serde(with = "hex::serde")] [u8; CLAIMS_LEN]);

#[derive(Serialize, Deserialize)]
struct WireOverride {
    reason: StaffReason,
}

/// Writes a record's body. The bytes are what the chain is computed over, so a kiosk writes them
/// once, keeps them and sends them as they are.
///
/// # Errors
/// [`ClaimsError`] for claims that could not be read back; verified tickets never have such.
pub fn write_body(record: &Record) -> Result<String, BodyError> {
    let Record { stamp, fact } = record;
    let mut body = WireBody {
        device_ms: stamp.device,
        offset_ms: stamp.offset_ms,
        boot: stamp.boot.clone(),
        mono_ms: stamp.mono_ms,
        ..WireBody::default()
    };
    body.write(fact)?;
    Ok(serde_json::to_string(&body)?)
}

impl WireBody {
    fn write(&mut self, fact: &Fact) -> Result<(), BodyError> {
        if let Fact::Rehearsed(rehearsed) = fact {
            self.write(rehearsed)?;
            self.of = Some(std::mem::replace(&mut self.kind, fact.kind().to_owned()));
            return Ok(());
        }
        fact.kind().clone_into(&mut self.kind);
        self.gate = fact.gate().cloned();
        self.claims = wire_claims(fact.claims())?;
        self.people = fact.people();
        self.staff = fact.staff().cloned();
        match fact {
            Fact::Passed {
                source: TicketSource::Scanned(proof),
                ..
            } => self.proof = Some(*proof),
            Fact::Refused { reason, .. } => self.reason = Some(reason.code().to_owned()),
            Fact::Overridden {
                refused, reason, ..
            } => {
                self.reason = refused.map(|reason| reason.code().to_owned());
                self.by_staff = Some(WireOverride {
                    reason: reason.clone(),
                });
            }
            Fact::Walked { kind, .. } => self.ticket_type = Some(*kind),
            Fact::Annulled { target, ticket, .. } => {
                (self.target, self.ticket) = (Some(target.clone()), *ticket);
            }
            Fact::Staffed { act, .. } => self.act = Some(act.code().to_owned()),
            Fact::Visited { booth, .. } => self.booth = Some(*booth),
            Fact::LookedUp { booth, times } => {
                (self.booth, self.times) = (Some(*booth), Some(*times));
            }
            _ => {}
        }
        Ok(())
    }
}

const REHEARSAL: &str = "rehearsal";

fn wire_claims(claims: Option<&Claims>) -> Result<Option<WireClaims>, ClaimsError> {
    let bytes = claims.map(Claims::to_bytes).transpose()?;
    Ok(bytes.map(WireClaims))
}

/// Returns the same body with the new name of the record that it annuls; `None` when it annuls none that has got a new
/// name. Everything else in it stays as it is, known here or not.
///
/// # Errors
/// [`BodyError`] for what is no JSON.
pub fn retarget(
    json: &str,
    renamed: impl FnOnce(&RecordId) -> Option<RecordId>,
) -> Result<Option<String>, BodyError> {
    let mut body: serde_json::Value = serde_json::from_str(json)?;
    let Some(target) = body.get_mut("target") else {
        return Ok(None);
    };
    let renamed = RecordId::deserialize(&*target)
        .ok()
        .and_then(|old| renamed(&old));
    let Some(renamed) = renamed else {
        return Ok(None);
    };
    *target = serde_json::to_value(renamed)?;
    Ok(Some(serde_json::to_string(&body)?))
}
