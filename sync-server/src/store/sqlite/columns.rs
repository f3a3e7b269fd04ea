//! What a record's body says, as the table has it in columns: what is read for every total and every
//! kiosk is not parsed again each time.

use rusqlite::{Connection, Row, params};
use shared::booths::{Lookups, Visit};
use shared::checkin::{Direction, Passage, Place, Reason, Walk};
use shared::ids::{BoothNumber, GateId, TicketNumber, TicketType};
use shared::protocol::v1::parse_body;
use shared::record::{Fact, Origin, Record, RecordId};
use shared::ticket::{CLAIMS_LEN, Claims};
use shared::time::{Calendar, Timing, UnixMs};

use super::load;
use crate::store::StoreError;

/// Numbers for what a record's body says, as the table has them.
pub(super) mod kind {
    /// Anything that is not counted: a rehearsal, what staff did, a kind of a later version.
    pub(in crate::store::sqlite) const OTHER: i64 = 0;
    pub(in crate::store::sqlite) const ENTRY: i64 = 1;
    pub(in crate::store::sqlite) const EXIT: i64 = 2;
    pub(in crate::store::sqlite) const REFUSED: i64 = 3;
    pub(in crate::store::sqlite) const OVERRIDE: i64 = 4;
    pub(in crate::store::sqlite) const WALK_IN: i64 = 5;
    pub(in crate::store::sqlite) const WALK_OUT: i64 = 6;
    pub(in crate::store::sqlite) const ANNUL: i64 = 7;
    pub(in crate::store::sqlite) const VISIT: i64 = 8;
    pub(in crate::store::sqlite) const LOOKUP: i64 = 9;
}

/// What a record says, on its way into the table.
#[derive(Default)]
pub(super) struct Columns<'a> {
    pub(super) kind: i64,
    pub(super) at_ms: Option<i64>,
    pub(super) gate: Option<&'a str>,
    pub(super) claims: Option<[u8; CLAIMS_LEN]>,
    pub(super) people: Option<u16>,
    pub(super) reason: Option<&'static str>,
    pub(super) ticket_type: Option<u8>,
    pub(super) booth: Option<u16>,
}

impl<'a> Columns<'a> {
    pub(super) fn of(record: &'a Record, at: UnixMs) -> Self {
        // Claims that were read from bytes can always be written as bytes.
        let claims = record.fact.claims();
        let said = Self {
            at_ms: Some(at.0),
            claims: claims.and_then(|claims| claims.to_bytes().ok()),
            ..Self::default()
        };
        match &record.fact {
            Fact::Passed {
                gate,
                direction,
                people,
                ..
            } => Self {
                kind: by_direction(*direction, kind::ENTRY, kind::EXIT),
                gate: Some(gate.as_str()),
                people: Some(*people),
                ..said
            },
            Fact::Refused { gate, reason, .. } => Self {
                kind: kind::REFUSED,
                gate: Some(gate.as_str()),
                reason: Some(reason.code()),
                ..said
            },
            Fact::Overridden { gate, people, .. } => Self {
                kind: kind::OVERRIDE,
                gate: Some(gate.as_str()),
                people: Some(*people),
                ..said
            },
            Fact::Walked {
                gate,
                direction,
                kind,
                people,
                ..
            } => Self {
                kind: by_direction(*direction, kind::WALK_IN, kind::WALK_OUT),
                gate: Some(gate.as_str()),
                people: Some(*people),
                ticket_type: Some(kind.0),
                ..said
            },
            Fact::Annulled { gate, .. } => Self {
                kind: kind::ANNUL,
                gate: Some(gate.as_str()),
                ..said
            },
            Fact::Visited { booth, people, .. } => Self {
                kind: kind::VISIT,
                people: Some(*people),
                booth: Some(booth.0),
                ..said
            },
            Fact::LookedUp { booth, times } => Self {
                kind: kind::LOOKUP,
                people: Some(*times),
                booth: Some(booth.0),
                ..said
            },
            _ => said,
        }
    }
}

fn by_direction(direction: Direction, inwards: i64, outwards: i64) -> i64 {
    match direction {
        Direction::In => inwards,
        Direction::Out => outwards,
    }
}

/// What a stored record says.
pub(super) enum Said {
    /// A ticket passed.
    Passed(Passage),
    /// People passed without one.
    Walked(Walk),
    /// Another record does not count; its ticket is named where that is known.
    Annulled(RecordId, Option<TicketNumber>),
    /// A ticket was shown at a booth.
    Visited(Visit),
    /// A booth was looked up.
    LookedUp(Lookups),
    /// A scan was refused.
    Refused(GateId, UnixMs, Reason),
    /// Nothing that is counted.
    Other,
}

impl Said {
    /// The columns of `records r` that [`Said::read`] reads.
    pub(super) const COLUMNS: &'static str = "r.seq, r.kind, r.at_ms, r.gate, r.claims, r.people,
        r.reason, r.ticket_type, CASE r.kind WHEN 7 THEN r.body END, r.booth, r.received_ms";
    /// How many they are.
    pub(super) const WIDTH: usize = 11;

    /// How the time in a row that begins with [`Said::COLUMNS`] is to be taken; a row without any has nothing to count.
    pub(super) fn timing(row: &Row<'_>, calendar: &Calendar) -> Result<Timing, StoreError> {
        let received = UnixMs(row.get(10)?);
        let at = row.get::<_, Option<i64>>(2)?.map_or(received, UnixMs);
        Ok(calendar.timing(at, received))
    }

    /// Reads a row that begins with [`Said::COLUMNS`].
    pub(super) fn read(row: &Row<'_>, origin: &Origin) -> Result<Self, StoreError> {
        let number: i64 = row.get(1)?;
        if number == kind::OTHER {
            return Ok(Self::Other);
        }
        let at = UnixMs(row.get(2)?);
        let place = || -> Result<Place, StoreError> {
            Ok(Place {
                at,
                kiosk: origin.kiosk.clone(),
                incarnation: origin.incarnation,
                seq: row.get::<_, i64>(0)? as u64,
            })
        };
        let direction = match number {
            kind::EXIT | kind::WALK_OUT => Direction::Out,
            _ => Direction::In,
        };
        Ok(match number {
            kind::REFUSED => {
                let code: String = row.get(6)?;
                let reason = Reason::from_code(&code)
                    .ok_or_else(|| StoreError::Damaged(format!("the reason \"{code}\"")))?;
                Self::Refused(load::name(row, 3)?, at, reason)
            }
            kind::ANNUL => {
                let body: String = row.get(8)?;
                match parse_body(&body).map(|record| record.fact) {
                    Ok(Fact::Annulled { target, ticket, .. }) => Self::Annulled(target, ticket),
                    _ => return Err(StoreError::Damaged(format!("the annulment {body}"))),
                }
            }
            kind::ENTRY | kind::EXIT | kind::OVERRIDE => match row.get::<_, Option<_>>(4)? {
                Some(claims) => Self::Passed(Passage {
                    place: place()?,
                    gate: load::name(row, 3)?,
                    direction,
                    claims: read_claims(&claims)?,
                    people: row.get(5)?,
                    by_staff: number == kind::OVERRIDE,
                }),
                None => Self::Walked(Walk {
                    place: place()?,
                    gate: load::name(row, 3)?,
                    direction,
                    kind: None,
                    people: row.get(5)?,
                }),
            },
            kind::WALK_IN | kind::WALK_OUT => Self::Walked(Walk {
                place: place()?,
                gate: load::name(row, 3)?,
                direction,
                kind: Some(TicketType(row.get(7)?)),
                people: row.get(5)?,
            }),
            kind::VISIT => Self::Visited(Visit {
                place: place()?,
                booth: BoothNumber(row.get(9)?),
                ticket: read_claims(&row.get(4)?)?.number,
                people: row.get(5)?,
            }),
            kind::LOOKUP => Self::LookedUp(Lookups {
                at,
                booth: BoothNumber(row.get(9)?),
                times: row.get(5)?,
            }),
            _ => return Err(StoreError::Damaged(format!("a record of kind {number}"))),
        })
    }
}

fn read_claims(bytes: &[u8; CLAIMS_LEN]) -> Result<Claims, StoreError> {
    Claims::from_bytes(bytes).map_err(|error| StoreError::Damaged(error.to_string()))
}

/// Looks again at everything that was stored without being understood: a later version of this
/// program, with a later layout, may understand more of it.
pub(super) fn look_again(change: &Connection) -> Result<(), StoreError> {
    let mut found = change.prepare(
        "SELECT arrival, body FROM records WHERE kind = 0 AND aside = 0 ORDER BY arrival",
    )?;
    let mut rows = found.query([])?;
    let mut update = change.prepare(
        "UPDATE records SET kind = ?2, at_ms = ?3, gate = ?4, claims = ?5, people = ?6, reason = ?7,
            ticket_type = ?8, booth = ?9 WHERE arrival = ?1",
    )?;
    while let Some(row) = rows.next()? {
        let (arrival, body): (i64, String) = (row.get(0)?, row.get(1)?);
        let Ok(record) = parse_body(&body) else {
            continue;
        };
        let columns = Columns::of(&record, record.stamp.corrected());
        if columns.kind != kind::OTHER {
            update.execute(params![
                arrival,
                columns.kind,
                columns.at_ms,
                columns.gate,
                columns.claims,
                columns.people,
                columns.reason,
                columns.ticket_type,
                columns.booth,
            ])?;
        }
    }
    Ok(())
}
