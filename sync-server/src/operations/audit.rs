//! What staff did at the kiosks: who, what, when and where, read from the records, which can't be changed unnoticed.

use std::collections::VecDeque;
use std::io;

use jiff::civil::{Date, DateTime};
use shared::catalogue::Catalogue;
use shared::checkin::Reason;
use shared::ids::{GateId, KioskId, StaffId, StaffReason, TicketNumber, TicketType};
use shared::protocol::v1::parse_body;
use shared::record::{Fact, Record, RecordId};
use shared::time::UnixMs;

use crate::ports::{Database, PortError, ReadTx, StaffRecords, StoredRecord};

/// How many records are read at once where all are wanted.
const ON_PAGE: u32 = 500;

/// Why acts can't be listed.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// What they are written to.
    #[error("the list of acts can't be written: {0}")]
    Write(#[from] io::Error),
}

/// Which part of the audit is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditQuery {
    /// One kiosk, or all.
    pub kiosk: Option<KioskId>,
    /// From this date and time on, in the exhibition's zone.
    pub since: Option<DateTime>,
}

/// The audit: entries in the order of their corrected time.
#[derive(Debug)]
pub struct Audit {
    /// What was done.
    pub entries: Vec<AuditEntry>,
    /// The catalogue in force.
    pub catalogue: Catalogue,
}

/// One act of staff. What does not belong to it is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// When, by the clock as it was corrected later.
    pub at: UnixMs,
    /// When the server received the record.
    pub received: UnixMs,
    /// The record that tells of it.
    pub record: RecordId,
    /// The gate; a record of a later version may not say.
    pub gate: Option<GateId>,
    /// Who, where the kiosk knew.
    pub staff: Option<StaffId>,
    /// What: the code of a [`shared::staff::StaffAct`], or `override`, `walk_in`, `walk_out`, `annul`; `staff` for an
    /// act of a later version.
    pub what: String,
    /// The ticket it was about.
    pub ticket: Option<TicketNumber>,
    /// How many people.
    pub people: Option<u16>,
    /// As what kind of visitor they counted.
    pub kind: Option<TicketType>,
    /// What the rules had said.
    pub refused: Option<Reason>,
    /// Why staff decided otherwise.
    pub reason: Option<StaffReason>,
    /// The record that was annulled, and what it says, where it has come.
    pub annulled: Option<(RecordId, Option<Box<Record>>)>,
    /// Whether it was only rehearsed.
    pub rehearsal: bool,
    /// Whether the server set the record aside, so that it does not count.
    pub aside: bool,
    /// Whether a kiosk annulled it.
    pub is_annulled: bool,
}

/// Returns what staff did.
///
/// # Errors
/// [`PortError`] when the database can't be read.
pub fn list(database: &dyn Database, query: &AuditQuery) -> Result<Audit, PortError> {
    let view = database.read()?;
    let catalogue = view.catalogue()?;
    let zone = catalogue.calendar().zone;
    let wanted = StaffRecords {
        kiosk: query.kiosk.as_ref(),
        since: query.since.map(|since| zone.at(since.date(), since.time())),
        ..StaffRecords::default()
    };
    let entries = entries(&*view, &wanted)?;
    Ok(Audit { entries, catalogue })
}

/// Returns what staff did last on a day of the exhibition, or on all, in the order of its corrected time.
///
/// # Errors
/// [`PortError`] when the database can't be read.
pub fn newest_on_day(
    database: &dyn Database,
    day: Option<Date>,
    most: u32,
) -> Result<Vec<AuditEntry>, PortError> {
    let view = database.read()?;
    let span = DaySpan::of(&*view, day)?;
    let wanted = StaffRecords {
        most: Some(most),
        ..span.wanted()
    };
    let mut entries = entries(&*view, &wanted)?;
    entries.retain(|it| span.contains(it));
    Ok(entries)
}

/// Calls `each` with everything that staff did on a day of the exhibition, or on all, part by part, in the order in which it
/// came to the server: an order that a quarantine or a corrected clock leaves as it is. No more than a part is held in memory.
///
/// # Errors
/// [`AuditError`] when the database can't be read, or as `each` fails.
pub fn each_on_day(
    database: &dyn Database,
    day: Option<Date>,
    mut each: impl FnMut(&[AuditEntry]) -> io::Result<()>,
) -> Result<(), AuditError> {
    let mut after = 0;
    loop {
        // A view for each: one that is held open by a slow reader keeps the database from tidying up.
        let view = database.read()?;
        let span = DaySpan::of(&*view, day)?;
        let page = view.staff_records_after(&span.wanted(), after, ON_PAGE)?;
        let is_last = page.len() < ON_PAGE as usize;
        after = page.last().map_or(after, |(arrival, _)| *arrival);
        let stored = page.into_iter().map(|(_, stored)| stored);
        let mut entries: Vec<AuditEntry> = stored.filter_map(AuditEntry::of).collect();
        entries.retain(|it| span.contains(it));
        add_annulled(&*view, &mut entries)?;
        drop(view);
        each(&entries)?;
        if is_last {
            return Ok(());
        }
    }
}

/// Returns the acts of staff that came last of all that [`each_on_day`] tells, in the order of their corrected time.
///
/// # Errors
/// [`AuditError`] when the database can't be read.
pub fn last_on_day(
    database: &dyn Database,
    day: Option<Date>,
    most: usize,
) -> Result<Vec<AuditEntry>, AuditError> {
    let mut last = VecDeque::new();
    each_on_day(database, day, |acts| {
        last.extend(acts.iter().cloned());
        last.drain(..last.len().saturating_sub(most));
        Ok(())
    })?;
    let mut last = Vec::from(last);
    last.sort_by(|a, b| (a.at, &a.record).cmp(&(b.at, &b.record)));
    Ok(last)
}

/// A day of the exhibition, or all of them.
struct DaySpan(Option<(UnixMs, UnixMs)>);

impl DaySpan {
    fn of(view: &dyn ReadTx, day: Option<Date>) -> Result<Self, PortError> {
        let calendar = view.catalogue()?.calendar();
        Ok(Self(
            day.map(|day| (calendar.starts(day), calendar.ends(day))),
        ))
    }

    fn wanted(&self) -> StaffRecords<'static> {
        StaffRecords {
            since: self.0.map(|it| it.0),
            before: self.0.map(|it| it.1),
            ..StaffRecords::default()
        }
    }

    /// Whether an act was on that day: records that were set aside have no day in the database.
    fn contains(&self, act: &AuditEntry) -> bool {
        self.0.is_none_or(|(from, to)| (from..to).contains(&act.at))
    }
}

fn entries(view: &dyn ReadTx, wanted: &StaffRecords<'_>) -> Result<Vec<AuditEntry>, PortError> {
    let stored = view.staff_records(wanted)?;
    let mut entries: Vec<AuditEntry> = stored.into_iter().filter_map(AuditEntry::of).collect();
    add_annulled(view, &mut entries)?;
    entries.sort_by(|a, b| (a.at, &a.record).cmp(&(b.at, &b.record)));
    Ok(entries)
}

/// Adds to annulments what the records say that they annul.
fn add_annulled(view: &dyn ReadTx, entries: &mut [AuditEntry]) -> Result<(), PortError> {
    for entry in entries {
        if let Some((target, record)) = &mut entry.annulled {
            let body = view.record_body(target)?;
            *record = body.and_then(|body| parse_body(&body).ok().map(Box::new));
        }
    }
    Ok(())
}

impl AuditEntry {
    /// Returns what a record tells of staff; `None` when it tells of something else, or can't be read.
    fn of(stored: StoredRecord) -> Option<Self> {
        let record = parse_body(&stored.body).ok()?;
        let at = stored.at.unwrap_or_else(|| record.stamp.corrected());
        let (fact, rehearsal) = match record.fact {
            Fact::Rehearsed(fact) => (*fact, true),
            fact => (fact, false),
        };
        let mut entry = Self {
            at,
            received: stored.received,
            record: stored.id,
            gate: fact.gate().cloned(),
            staff: fact.staff().cloned(),
            what: fact.kind().to_owned(),
            ticket: fact.claims().map(|claims| claims.number),
            people: fact.people(),
            kind: fact.claims().map(|claims| claims.kind),
            refused: None,
            reason: None,
            annulled: None,
            rehearsal,
            aside: stored.aside.is_some(),
            is_annulled: stored.is_annulled,
        };
        match fact {
            Fact::Staffed { act, .. } => act.code().clone_into(&mut entry.what),
            Fact::Overridden {
                refused, reason, ..
            } => (entry.refused, entry.reason) = (refused, Some(reason)),
            Fact::Walked { kind, .. } => entry.kind = Some(kind),
            Fact::Annulled { target, ticket, .. } => {
                (entry.ticket, entry.annulled) = (ticket, Some((target, None)));
            }
            Fact::Unknown { kind } if kind == "staff" => {}
            _ => return None,
        }
        Some(entry)
    }
}
