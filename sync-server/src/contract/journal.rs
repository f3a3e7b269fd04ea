//! A kiosk's journal, and the exhibition it is of.

use std::ops::Range;

use serde_json::value::RawValue;
use shared::catalogue::Catalogue;
use shared::checkin::{Direction, Rules};
use shared::ids::{Incarnation, KeyId, TicketNumber};
use shared::protocol::v1::{Push, PushAfter, PushRecord, write_body};
use shared::record::{ChainHash, Fact, Origin, Record, RecordId, Stamp, TicketSource};
use shared::ticket::{Claims, EntryPolicy};
use shared::time::UnixMs;

use super::received;
use crate::engine::Batch;
use crate::operations::catalogue;

pub(super) fn catalogue() -> Catalogue {
    catalogue::sample().unwrap()
}

pub(super) fn rules() -> Rules {
    catalogue().rules()
}

/// When the first day opens.
pub(super) fn opening() -> UnixMs {
    let catalogue = catalogue();
    let epoch = jiff::civil::date(1970, 1, 1);
    let days = (catalogue.calendar().days[0] - epoch).get_days();
    let minutes = i64::from(days) * 24 * 60 + 17 * 60 - i64::from(catalogue.utc_offset_minutes);
    UnixMs(minutes * 60_000)
}

pub(super) struct SentJournal {
    pub(super) origin: Origin,
    catalogue: Catalogue,
    opening: UnixMs,
    records: Vec<PushRecord>,
    boot: String,
    offset_ms: i64,
}

impl SentJournal {
    pub(super) fn new(kiosk: &str, incarnation: u32) -> Self {
        let catalogue = catalogue();
        Self {
            origin: Origin {
                exhibition: catalogue.exhibition,
                kiosk: kiosk.parse().unwrap(),
                incarnation: Incarnation(incarnation),
            },
            opening: opening(),
            catalogue,
            records: Vec::new(),
            boot: "boot".to_owned(),
            offset_ms: 0,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.records.len()
    }

    /// What follows is of another run of the device.
    pub(super) fn run(&mut self, boot: &str) -> &mut Self {
        boot.clone_into(&mut self.boot);
        self
    }

    /// What follows knows that the device's clock is behind.
    pub(super) fn is_behind_by(&mut self, minutes: i64) -> &mut Self {
        self.offset_ms = minutes * 60_000;
        self
    }

    pub(super) fn entry(&mut self, ticket: u32, minute: i64) -> &mut Self {
        self.passed(ticket, minute, Direction::In)
    }

    pub(super) fn exit(&mut self, ticket: u32, minute: i64) -> &mut Self {
        self.passed(ticket, minute, Direction::Out)
    }

    /// Returns what a ticket for two grants.
    pub(super) fn claims(&self, ticket: u32) -> Claims {
        Claims {
            key: KeyId(1),
            exhibition: self.origin.exhibition,
            number: TicketNumber(ticket),
            kind: self.catalogue.ticket_types[0].id,
            party: 2,
            days: 0b1111,
            policy: EntryPolicy::OncePerDay,
            zones: 1,
        }
    }

    /// A party of two passes the first gate.
    pub(super) fn passed(&mut self, ticket: u32, minute: i64, direction: Direction) -> &mut Self {
        let fact = Fact::Passed {
            gate: self.catalogue.gates[0].id.clone(),
            direction,
            claims: self.claims(ticket),
            people: 2,
            source: TicketSource::Unstated,
        };
        self.fact(fact, minute)
    }

    /// Returns the identity of a record.
    pub(super) fn id(&self, seq: u64) -> RecordId {
        RecordId {
            kiosk: self.origin.kiosk.clone(),
            incarnation: self.origin.incarnation,
            seq,
        }
    }

    pub(super) fn annulment(&mut self, of: &Self, seq: u64) -> &mut Self {
        self.annulment_of(&of.origin, seq, 60)
    }

    pub(super) fn annulment_of(&mut self, of: &Origin, seq: u64, minute: i64) -> &mut Self {
        let fact = Fact::Annulled {
            gate: self.catalogue.gates[0].id.clone(),
            target: RecordId {
                kiosk: of.kiosk.clone(),
                incarnation: of.incarnation,
                seq,
            },
            ticket: None,
            staff: None,
        };
        self.fact(fact, minute)
    }

    pub(super) fn fact(&mut self, fact: Fact, minute: i64) -> &mut Self {
        let stamp = Stamp {
            device: self.opening.plus(minute * 60_000),
            offset_ms: self.offset_ms,
            boot: self.boot.clone(),
            mono_ms: (minute * 60_000) as u64,
        };
        self.body(&write_body(&Record { stamp, fact }).unwrap())
    }

    pub(super) fn body(&mut self, body: &str) -> &mut Self {
        let seq = self.records.len() as u64 + 1;
        let last = self.records.last();
        let before = last.map_or_else(
            || ChainHash::start(&self.origin),
            |last| ChainHash(last.hash),
        );
        self.records.push(PushRecord {
            seq,
            hash: before.next(seq, body).0,
            body: RawValue::from_string(body.to_owned()).unwrap(),
        });
        self
    }

    pub(super) fn batch(&self, records: Range<usize>) -> Batch {
        let before = records.start.checked_sub(1);
        let before = before.and_then(|last| self.records.get(last));
        let push = Push {
            known_pins: Vec::new(),
            device: None,
            exhibition: self.origin.exhibition,
            kiosk: self.origin.kiosk.clone(),
            incarnation: self.origin.incarnation,
            known: None,
            after: before.map(|it| PushAfter {
                seq: it.seq,
                hash: it.hash,
            }),
            complete_to_ms: None,
            waiting: 0,
            records: self.records[records].to_vec(),
        };
        Batch::read(push, received()).unwrap()
    }
}
