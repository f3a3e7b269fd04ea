//! One ticket's history: all that decides how its next passage is judged.

use serde::{Deserialize, Serialize};

use super::contribution::{count_booth_visits, count_passage};
use super::counters::Counters;
use crate::booths::Visit;
use crate::checkin::{Mark, Passage, Rules, TicketStatus, Visits, judge, replay};
use crate::ids::TicketNumber;
use crate::record::{RecordId, RecordOrder};
use crate::time::UnixMs;

/// One ticket's history: its status, its passages and its booth visits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Returns the ticket's visits after all its passages.
    #[must_use]
    pub fn visits(&self, rules: &Rules) -> Visits {
        replay(rules, self.status, &self.passages).1
    }

    /// Returns the ticket's visits before an instant.
    #[must_use]
    pub fn visits_before(&self, rules: &Rules, at: UnixMs) -> Visits {
        let earlier = self.passages.partition_point(|it| it.order.at < at);
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
                    let at = self.passages.partition_point(|it| it.order < passage.order);
                    self.passages.insert(at, passage);
                }
                HistoryChange::RemovePassage(order) => {
                    self.passages.retain(|it| it.order != order);
                }
                HistoryChange::AddBoothVisit(visit) => {
                    let visits = &self.booth_visits;
                    let at = visits.partition_point(|it| it.order < visit.order);
                    self.booth_visits.insert(at, visit);
                }
                HistoryChange::RemoveBoothVisit(order) => {
                    self.booth_visits.retain(|it| it.order != order);
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
        // Claims that were read from bytes can always be written as bytes.
        postcard::to_extend(self, vec![FORMAT]).unwrap_or_default()
    }

    /// Returns bytes that are in the bytes of every history with a passage or booth visit of this record, and in few
    /// others.
    #[must_use]
    pub fn bytes_of_record(id: &RecordId) -> Vec<u8> {
        // The last three values of a `RecordOrder`.
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
        let mut history: Self =
            postcard::from_bytes(row).map_err(|error| failed(error.to_string()))?;
        for visit in &mut history.booth_visits {
            visit.ticket = ticket;
        }
        Ok(history)
    }
}

/// The first byte of a history: the form of the others.
const FORMAT: u8 = 1;
