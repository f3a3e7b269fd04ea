//! One ticket's history: all that decides how its next passage is judged.

use serde::{Deserialize, Serialize};

use super::contribution::{count_booth_visits, count_passage};
use super::counters::Counters;
use crate::booths::Visit;
use crate::checkin::{
    Direction, Mark, Passage, RecordOrder, Rules, TicketStatus, Visits, judge, replay,
};
use crate::ids::{BoothNumber, GateId, Incarnation, KioskId, TicketNumber};
use crate::record::RecordId;
use crate::ticket::{CLAIMS_LEN, Claims};
use crate::time::UnixMs;

/// One ticket's history: its status, its passages and its booth visits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TicketHistory {
    /// Whether the organisers honour the ticket.
    pub status: TicketStatus,
    /// Passages that count, in record order.
    pub passages: Vec<Passage>,
    /// Booth visits, in record order.
    pub booth_visits: Vec<Visit>,
}

/// One change of a ticket's history.
#[derive(Debug, Clone)]
pub(super) enum HistoryChange {
    Status(TicketStatus),
    AddPassage(Passage),
    RemovePassage(RecordOrder),
    AddBoothVisit(Visit),
    RemoveBoothVisit(RecordOrder),
}

/// The bytes of a ticket's history can't be read. It can be made anew from the records.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the history of ticket {ticket} can't be read ({reason})")]
pub struct HistoryError {
    ticket: TicketNumber,
    reason: String,
}

impl TicketHistory {
    /// Returns what is known of the ticket's visits after all its passages.
    #[must_use]
    pub fn visits(&self, rules: &Rules) -> Visits {
        replay(rules, self.status, &self.passages).1
    }

    /// Returns what is known of the ticket's visits before an instant.
    #[must_use]
    pub fn visits_before(&self, rules: &Rules, at: UnixMs) -> Visits {
        let earlier = self.passages.partition_point(|it| it.place.at < at);
        let passages = self.passages.get(..earlier).unwrap_or_default();
        replay(rules, self.status, passages).1
    }

    /// Returns how each passage is judged, in record order.
    #[must_use]
    pub fn marks(&self, rules: &Rules) -> Vec<Mark> {
        replay(rules, self.status, &self.passages).0
    }

    /// Adds all that the history contributes to the counters.
    pub fn count(&self, rules: &Rules, counters: &mut Counters) {
        self.count_passages(rules, &Self::default(), counters);
        count_booth_visits(&rules.calendar, &self.booth_visits, 1, counters);
    }

    /// Returns whether nothing is known of the ticket.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Makes changes one after the other and adds to the counters what they change there.
    pub(super) fn change(
        &mut self,
        rules: &Rules,
        changes: Vec<HistoryChange>,
        counters: &mut Counters,
    ) {
        let before = self.clone();
        for change in changes {
            match change {
                HistoryChange::Status(status) => self.status = status,
                HistoryChange::AddPassage(passage) => {
                    let at = self.passages.partition_point(|it| it.place < passage.place);
                    self.passages.insert(at, passage);
                }
                HistoryChange::RemovePassage(place) => {
                    self.passages.retain(|it| it.place != place);
                }
                HistoryChange::AddBoothVisit(visit) => {
                    let visits = &self.booth_visits;
                    let at = visits.partition_point(|it| it.place < visit.place);
                    self.booth_visits.insert(at, visit);
                }
                HistoryChange::RemoveBoothVisit(place) => {
                    self.booth_visits.retain(|it| it.place != place);
                }
            }
        }
        self.count_passages(rules, &before, counters);
        if self.booth_visits != before.booth_visits {
            count_booth_visits(&rules.calendar, &before.booth_visits, -1, counters);
            count_booth_visits(&rules.calendar, &self.booth_visits, 1, counters);
        }
    }

    /// Judges again what follows the passages that both have in common.
    fn count_passages(&self, rules: &Rules, before: &Self, counters: &mut Counters) {
        let pairs = before.passages.iter().zip(&self.passages);
        let alike = if before.status == self.status {
            pairs.take_while(|(old, new)| old == new).count()
        } else {
            0
        };
        let (common, new) = self.passages.split_at(alike);
        let (_, visits) = replay(rules, self.status, common);
        let old = before.passages.get(alike..).unwrap_or_default();
        for (status, passages, sign) in [(before.status, old, -1), (self.status, new, 1)] {
            let mut visits = visits.clone();
            for passage in passages {
                let mark = judge(rules, status, &mut visits, passage);
                count_passage(rules, passage, &mark, sign, counters);
            }
        }
    }

    /// Returns the history as bytes for a database; [`TicketHistory::from_bytes`] reads them.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let row = HistoryRow {
            status: match self.status {
                TicketStatus::Good => (0, 0),
                TicketStatus::Revoked(since) => (1, since.0),
                TicketStatus::Blocked(since) => (2, since.0),
            },
            passages: self.passages.iter().filter_map(PassageRow::of).collect(),
            booth_visits: self.booth_visits.iter().map(BoothVisitRow::of).collect(),
        };
        // Every value of a row has a form in bytes.
        postcard::to_extend(&row, vec![FORMAT]).unwrap_or_default()
    }

    /// Returns bytes that are in the bytes of every history with a passage or booth visit of this record, and in few
    /// others.
    #[must_use]
    pub fn bytes_of_record(id: &RecordId) -> Vec<u8> {
        // The last three values of a `PlaceRow`.
        postcard::to_extend(&(&id.kiosk, id.incarnation, id.seq), Vec::new()).unwrap_or_default()
    }

    /// Reads the history of a ticket from bytes.
    ///
    /// # Errors
    /// [`HistoryError`] when they are not of this version, or damaged.
    pub fn from_bytes(ticket: TicketNumber, bytes: &[u8]) -> Result<Self, HistoryError> {
        let failed = |reason: String| HistoryError { ticket, reason };
        let Some((&FORMAT, row)) = bytes.split_first() else {
            return Err(failed("of another version".to_owned()));
        };
        let row: HistoryRow =
            postcard::from_bytes(row).map_err(|error| failed(error.to_string()))?;
        let passages = row.passages.into_iter().map(PassageRow::passage);
        let passages = passages.collect::<Option<_>>();
        let booth_visits = row.booth_visits.into_iter();
        Ok(Self {
            status: match row.status {
                (0, _) => TicketStatus::Good,
                (1, since) => TicketStatus::Revoked(UnixMs(since)),
                (_, since) => TicketStatus::Blocked(UnixMs(since)),
            },
            passages: passages.ok_or_else(|| failed("no claims".to_owned()))?,
            booth_visits: booth_visits.map(|row| row.visit(ticket)).collect(),
        })
    }
}

/// The first byte of a history: the form of the others.
const FORMAT: u8 = 1;

#[derive(Serialize, Deserialize)]
struct HistoryRow {
    status: (u8, i64),
    passages: Vec<PassageRow>,
    booth_visits: Vec<BoothVisitRow>,
}

#[derive(Serialize, Deserialize)]
struct PlaceRow(i64, KioskId, Incarnation, u64);

#[derive(Serialize, Deserialize)]
struct PassageRow {
    place: PlaceRow,
    gate: GateId,
    outward: bool,
    claims: [u8; CLAIMS_LEN],
    people: u16,
    by_staff: bool,
}

#[derive(Serialize, Deserialize)]
struct BoothVisitRow {
    place: PlaceRow,
    booth: BoothNumber,
    people: u16,
}

impl PlaceRow {
    fn of(place: &RecordOrder) -> Self {
        let RecordOrder {
            at,
            kiosk,
            incarnation,
            seq,
        } = place;
        Self(at.0, kiosk.clone(), *incarnation, *seq)
    }

    fn place(self) -> RecordOrder {
        RecordOrder {
            at: UnixMs(self.0),
            kiosk: self.1,
            incarnation: self.2,
            seq: self.3,
        }
    }
}

impl PassageRow {
    fn of(passage: &Passage) -> Option<Self> {
        Some(Self {
            place: PlaceRow::of(&passage.place),
            gate: passage.gate.clone(),
            outward: passage.direction == Direction::Out,
            // Claims that were read from bytes can always be written as bytes.
            claims: passage.claims.to_bytes().ok()?,
            people: passage.people,
            by_staff: passage.by_staff,
        })
    }

    fn passage(self) -> Option<Passage> {
        Some(Passage {
            place: self.place.place(),
            gate: self.gate,
            direction: if self.outward {
                Direction::Out
            } else {
                Direction::In
            },
            claims: Claims::from_bytes(&self.claims).ok()?,
            people: self.people,
            by_staff: self.by_staff,
        })
    }
}

impl BoothVisitRow {
    fn of(visit: &Visit) -> Self {
        Self {
            place: PlaceRow::of(&visit.place),
            booth: visit.booth,
            people: visit.people,
        }
    }

    fn visit(self, ticket: TicketNumber) -> Visit {
        Visit {
            place: self.place.place(),
            booth: self.booth,
            ticket,
            people: self.people,
        }
    }
}
