//! What a body says: from the wire to a record.

use super::{BodyError, REHEARSAL, WireBody, WireClaims};
use crate::checkin::{Direction, Reason};
use crate::record::{Fact, Record, Stamp, TicketSource};
use crate::staff::StaffAct;
use crate::ticket::Claims;

/// Reads a record's body. Fields that are not known here are ignored; the caller keeps the bytes.
///
/// # Errors
/// [`BodyError`], by which the server sets the record aside. Never panics, whatever the bytes.
pub fn parse_body(json: &str) -> Result<Record, BodyError> {
    let mut body: WireBody = serde_json::from_str(json)?;
    let stamp = Stamp {
        device: body.device_ms,
        offset_ms: body.offset_ms,
        boot: std::mem::take(&mut body.boot),
        mono_ms: body.mono_ms,
    };
    let kind = std::mem::take(&mut body.kind);
    let fact = if kind == REHEARSAL {
        let of = body.of.take().ok_or_else(|| missing(&kind, "of"))?;
        match body.read(of)? {
            Fact::Unknown { .. } => Fact::Unknown { kind },
            fact => Fact::Rehearsed(Box::new(fact)),
        }
    } else {
        body.read(kind)?
    };
    Ok(Record { stamp, fact })
}

fn missing(kind: &str, field: &'static str) -> BodyError {
    BodyError::Missing {
        kind: kind.to_owned(),
        field,
    }
}

impl WireBody {
    /// Returns what a record of this kind says.
    fn read(self, kind: String) -> Result<Fact, BodyError> {
        let lacks = |field| missing(&kind, field);
        let claims = self
            .claims
            .map(|WireClaims(bytes)| Claims::from_bytes(&bytes))
            .transpose()?;
        let gate = self.gate.ok_or_else(|| lacks("gate"));
        let people = self.people.ok_or_else(|| lacks("people"));
        let booth = self.booth.ok_or_else(|| lacks("booth"));
        Ok(match kind.as_str() {
            "entry" | "exit" => Fact::Passed {
                gate: gate?,
                direction: direction(kind == "exit"),
                claims: claims.ok_or_else(|| lacks("claims"))?,
                people: people?,
                source: match (self.proof, self.staff) {
                    (Some(proof), _) => TicketSource::Scanned(proof),
                    (None, Some(by)) => TicketSource::Entered(by),
                    (None, None) => TicketSource::Unstated,
                },
            },
            "refused" => match self.reason.as_deref().map(Reason::from_code) {
                Some(Some(reason)) => Fact::Refused {
                    gate: gate?,
                    reason,
                    claims,
                },
                Some(None) => Fact::Unknown { kind },
                None => return Err(lacks("reason")),
            },
            "override" => Fact::Overridden {
                gate: gate?,
                claims,
                people: people?,
                // A reason of a later version changes nothing about the admission.
                refused: self.reason.as_deref().and_then(Reason::from_code),
                reason: self.by_staff.ok_or_else(|| lacks("override"))?.reason,
                staff: self.staff,
            },
            "walk_in" | "walk_out" => Fact::Walked {
                gate: gate?,
                direction: direction(kind == "walk_out"),
                kind: self.ticket_type.ok_or_else(|| lacks("ticket_type"))?,
                people: people?,
                staff: self.staff,
            },
            "annul" => Fact::Annulled {
                gate: gate?,
                target: self.target.ok_or_else(|| lacks("target"))?,
                ticket: self.ticket,
                staff: self.staff,
            },
            "staff" => match self.act.as_deref().map(StaffAct::from_code) {
                Some(Some(act)) => Fact::Staffed {
                    gate: gate?,
                    staff: self.staff,
                    act,
                },
                Some(None) => Fact::Unknown { kind },
                None => return Err(lacks("act")),
            },
            "visit" => Fact::Visited {
                booth: booth?,
                claims: claims.ok_or_else(|| lacks("claims"))?,
                people: people?,
            },
            "lookup" => Fact::LookedUp {
                booth: booth?,
                times: self.times.ok_or_else(|| lacks("times"))?,
            },
            "clock" => Fact::ClockKnown,
            _ => Fact::Unknown { kind },
        })
    }
}

fn direction(outwards: bool) -> Direction {
    if outwards {
        Direction::Out
    } else {
        Direction::In
    }
}
