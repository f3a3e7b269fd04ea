//! What this kiosk's own records of one day add up to, for the people who stand beside it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rusqlite::OptionalExtension;
use shared::checkin::Direction;
use shared::ids::{BoothNumber, Incarnation, TicketNumber};
use shared::record::{Fact, Record, RecordId};
use shared::time::Calendar;

use super::clock_statements::Statements;
use super::{Journal, JournalError};

/// How many records of other days in a row end the first look back: clocks that are set leave a few out of order.
const OTHER_DAYS: usize = 500;

/// Own records of one day, added up. Kept between two looks, so that each look reads only new records.
#[derive(Debug, Default)]
pub struct DayTally {
    date: Option<Date>,
    /// The last record that was read.
    read: Option<(Incarnation, u64)>,
    passed: BTreeMap<(Incarnation, u64), (Direction, u16)>,
    visitors: BTreeSet<(BoothNumber, TicketNumber)>,
}

impl DayTally {
    /// How many people went this way, with and without a ticket; what was annulled is not among them.
    #[must_use]
    pub fn people(&self, direction: Direction) -> u64 {
        let passed = self.passed.values().filter(|(way, _)| *way == direction);
        passed.map(|(_, people)| u64::from(*people)).sum()
    }

    /// How many tickets visited a booth.
    #[must_use]
    pub fn visits(&self, booth: BoothNumber) -> u64 {
        self.visitors.iter().filter(|(at, _)| *at == booth).count() as u64
    }

    fn add(&mut self, id: (Incarnation, u64), fact: &Fact) {
        match fact {
            Fact::Passed {
                direction, people, ..
            }
            | Fact::Walked {
                direction, people, ..
            } => {
                self.passed.insert(id, (*direction, *people));
            }
            Fact::Overridden { people, .. } => {
                self.passed.insert(id, (Direction::In, *people));
            }
            Fact::Visited { booth, claims, .. } => {
                self.visitors.insert((*booth, claims.number));
            }
            _ => {}
        }
    }

    fn remove(&mut self, annulled: &BTreeSet<(Incarnation, u64)>) {
        self.passed.retain(|id, _| !annulled.contains(id));
    }
}

/// What a record annuls, if it annuls anything.
fn annuls(fact: &Fact) -> Option<(Incarnation, u64)> {
    match fact {
        Fact::Annulled {
            target: RecordId {
                incarnation, seq, ..
            },
            ..
        } => Some((*incarnation, *seq)),
        _ => None,
    }
}

impl Journal {
    /// Brings a tally up to the last own record, or begins it anew for another day or another incarnation.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn tally_day(
        &self,
        tally: &mut DayTally,
        calendar: &Calendar,
        today: Date,
    ) -> Result<(), JournalError> {
        let Some(last) = self.last_own()? else {
            return Ok(());
        };
        let is_today = |record: &Record| calendar.date_at(record.stamp.corrected()) == today;
        let goes_on = tally.date == Some(today)
            && tally
                .read
                .is_some_and(|(incarnation, seq)| incarnation == last.0 && seq <= last.1);
        if !goes_on {
            *tally = DayTally::default();
        }
        let from = tally.read.map_or(0, |(_, seq)| seq);
        let mut statement = self.db.prepare_cached(
            "SELECT r.incarnation, r.seq, r.body FROM lives l JOIN records r USING (incarnation)
             WHERE r.moved_to IS NULL AND (NOT ?1 OR (r.incarnation = ?2 AND r.seq > ?3))
             ORDER BY l.number DESC, r.seq DESC",
        )?;
        let statements = Statements::read(&self.db)?;
        let mut rows = statement.query((goes_on, last.0.0, from as i64))?;
        let mut annulled = BTreeSet::new();
        let mut others = 0;
        while let Some(row) = rows.next()? {
            let id = (Incarnation(row.get(0)?), row.get::<_, i64>(1)? as u64);
            let Some(record) = statements.record(&row.get::<_, String>(2)?) else {
                continue;
            };
            if goes_on && record.fact == Fact::ClockKnown {
                // The times of records that were read before are others now.
                *tally = DayTally::default();
                return self.tally_day(tally, calendar, today);
            }
            annulled.extend(annuls(&record.fact));
            if is_today(&record) {
                others = 0;
                tally.add(id, &record.fact);
            } else {
                others += 1;
            }
            if others >= OTHER_DAYS {
                break;
            }
        }
        tally.remove(&annulled);
        tally.date = Some(today);
        tally.read = Some(last);
        Ok(())
    }

    /// The last own record.
    fn last_own(&self) -> Result<Option<(Incarnation, u64)>, JournalError> {
        let mut statement = self.db.prepare_cached(
            "SELECT r.incarnation, r.seq FROM lives l JOIN records r USING (incarnation)
             ORDER BY l.number DESC, r.seq DESC LIMIT 1",
        )?;
        let last = statement.query_row([], |row| {
            Ok((Incarnation(row.get(0)?), row.get::<_, i64>(1)? as u64))
        });
        Ok(last.optional()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::*;

    fn passed(number: u32, direction: Direction, people: u16) -> Fact {
        let mut fact = entry(number);
        if let Fact::Passed {
            direction: way,
            people: count,
            ..
        } = &mut fact
        {
            (*way, *count) = (direction, people);
        }
        fact
    }

    fn record(journal: &mut Journal, fact: &Fact, minutes: i64) -> RecordId {
        let at = MORNING.plus(minutes * 60_000);
        let recorded = journal.record(fact, &stamp(at)).unwrap();
        RecordId {
            kiosk: kiosk("A1"),
            incarnation: recorded.incarnation,
            seq: recorded.seq,
        }
    }

    /// What a tally says, and the same counted from the beginning.
    fn counted(journal: &Journal, tally: &mut DayTally) -> (u64, u64) {
        let calendar = catalogue().calendar();
        let today = calendar.date_at(MORNING);
        let mut anew = DayTally::default();
        for tally in [&mut *tally, &mut anew] {
            journal.tally_day(tally, &calendar, today).unwrap();
        }
        let both = [&*tally, &anew].map(|it| (it.people(Direction::In), it.people(Direction::Out)));
        assert_eq!(both[0], both[1], "new records alone say the same as all");
        both[0]
    }

    #[test]
    fn annulled_and_yesterdays_passages_are_not_counted() {
        let dir = tempfile::tempdir().unwrap();
        let mut journal = journal(dir.path());
        let mut tally = DayTally::default();
        assert_eq!(counted(&journal, &mut tally), (0, 0));
        record(&mut journal, &passed(1, Direction::In, 4), -24 * 60);
        record(&mut journal, &passed(2, Direction::In, 2), 0);
        let mistake = record(&mut journal, &passed(3, Direction::In, 30), 1);
        assert_eq!(counted(&journal, &mut tally), (32, 0));
        record(&mut journal, &passed(2, Direction::Out, 1), 2);
        let annulment = Fact::Annulled {
            gate: gate("main"),
            target: mistake,
            ticket: None,
            staff: None,
        };
        record(&mut journal, &annulment, 3);
        assert_eq!(counted(&journal, &mut tally), (2, 1));
        let rehearsed = Fact::Rehearsed(Box::new(passed(4, Direction::In, 9)));
        record(&mut journal, &rehearsed, 4);
        assert_eq!(counted(&journal, &mut tally), (2, 1));
    }

    #[test]
    fn booth_counts_each_ticket_once_a_day() {
        let dir = tempfile::tempdir().unwrap();
        let mut journal = journal(dir.path());
        let visit = |number, booth| Fact::Visited {
            booth: BoothNumber(booth),
            claims: claims(number, shared::ticket::EntryPolicy::OncePerDay),
            people: 2,
        };
        for (number, booth, minutes) in [
            (1, 12, -24 * 60),
            (1, 12, 0),
            (1, 12, 5),
            (2, 12, 6),
            (3, 7, 7),
        ] {
            record(&mut journal, &visit(number, booth), minutes);
        }
        let mut tally = DayTally::default();
        counted(&journal, &mut tally);
        assert_eq!(tally.visits(BoothNumber(12)), 2);
    }
}
