//! This kiosk's own records, looked up: what staff see when they want to take something back.

use rusqlite::{Connection, OptionalExtension};

use shared::ids::{Incarnation, KioskId};
use shared::protocol::v1::parse_body;
use shared::record::{Fact, Record, RecordId, RecordOrder};
use shared::time::UnixMs;

use super::clock_statements::Statements;
use super::record_rows::{is_chained, text};
use super::{Journal, JournalError, annulled};

/// The most records that are looked through for passages: a door that only refused people for so
/// long has nothing to take back that anybody remembers.
const LOOK_BACK: usize = 2_000;

impl Journal {
    /// The last passages at this kiosk that count and may be annulled, newest first: with a ticket,
    /// by staff, or without a ticket. Rehearsals are none.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn last_passages(&self, at_most: usize) -> Result<Vec<(RecordId, Record)>, JournalError> {
        let mut statement = self.db.prepare_cached(
            "SELECT r.incarnation, r.seq, r.body FROM lives l JOIN records r USING (incarnation)
             WHERE r.moved_to IS NULL ORDER BY l.number DESC, r.seq DESC LIMIT ?1",
        )?;
        let statements = Statements::read(&self.db)?;
        let mut rows = statement.query([LOOK_BACK as i64])?;
        let mut found = Vec::new();
        while found.len() < at_most {
            let Some(row) = rows.next()? else {
                break;
            };
            let id = RecordId {
                kiosk: self.kiosk.clone(),
                incarnation: Incarnation(row.get(0)?),
                seq: row.get::<_, i64>(1)? as u64,
            };
            let Some(record) = statements.record(&text(row.get_ref(2)?)) else {
                continue;
            };
            if is_passage(&record.fact) && !annulled::holds(&self.db, &id)? {
                found.push((id, record));
            }
        }
        Ok(found)
    }

    /// An own record, wherever it is in the journal; `None` for one of another kiosk, or none at
    /// all. A record that was moved to a later life goes by its new name only.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn own_record(&self, id: &RecordId) -> Result<Option<Record>, JournalError> {
        own_record(&self.db, id)
    }

    /// When the last own record was made whose time is `possible`, by the clock as it was corrected since; `None` before
    /// there is one.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn last_recorded(
        &self,
        possible: impl Fn(UnixMs) -> bool,
    ) -> Result<Option<UnixMs>, JournalError> {
        let statements = Statements::read(&self.db)?;
        let mut statement = self.db.prepare_cached(
            "SELECT r.body, r.incarnation, r.seq FROM lives l JOIN records r USING (incarnation)
             ORDER BY l.number DESC, r.seq DESC LIMIT ?1",
        )?;
        let mut rows = statement.query([LOOK_BACK as i64])?;
        while let Some(row) = rows.next()? {
            let record = statements.record(&text(row.get_ref(0)?));
            let at = record.map(|record| record.stamp.corrected());
            let Some(at) = at.filter(|at| possible(*at)) else {
                continue;
            };
            // The disk may have changed the time in one that was sent long ago.
            let origin = self.origin(Incarnation(row.get(1)?));
            if is_chained(&self.db, &origin, row.get::<_, i64>(2)? as u64)? {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    /// The passage that an own record tells of, if it tells of one that counts and may be annulled.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn annullable(&self, id: &RecordId) -> Result<Option<Record>, JournalError> {
        annullable(&self.db, id)
    }
}

/// Whether a fact is a passage that counts until it is annulled.
fn is_passage(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::Passed { .. } | Fact::Overridden { .. } | Fact::Walked { .. }
    )
}

/// Looks at what all own records say that count where they are, in the order they were written.
pub(super) fn each(
    db: &Connection,
    kiosk: &KioskId,
    look: impl FnMut(RecordOrder, &Fact) -> Result<(), JournalError>,
) -> Result<(), JournalError> {
    each_with(db, kiosk, "", look)
}

/// Looks at those of them that have a text in their body.
pub(super) fn each_with(
    db: &Connection,
    kiosk: &KioskId,
    part: &str,
    mut look: impl FnMut(RecordOrder, &Fact) -> Result<(), JournalError>,
) -> Result<(), JournalError> {
    let mut statement = db.prepare(
        "SELECT r.incarnation, r.seq, r.body FROM lives l JOIN records r USING (incarnation)
         WHERE r.moved_to IS NULL AND instr(r.body, ?1) > 0 ORDER BY l.number, r.seq",
    )?;
    let statements = Statements::read(db)?;
    let mut rows = statement.query([part])?;
    while let Some(row) = rows.next()? {
        if let Some(record) = statements.record(&text(row.get_ref(2)?)) {
            let order = RecordOrder {
                at: record.stamp.corrected(),
                kiosk: kiosk.clone(),
                incarnation: Incarnation(row.get(0)?),
                seq: row.get::<_, i64>(1)? as u64,
            };
            look(order, &record.fact)?;
        }
    }
    Ok(())
}

pub(super) fn own_record(db: &Connection, id: &RecordId) -> Result<Option<Record>, JournalError> {
    let Some(body) = own_body(db, id)? else {
        return Ok(None);
    };
    Ok(Statements::read(db)?.record(&body))
}

fn own_body(db: &Connection, id: &RecordId) -> Result<Option<String>, JournalError> {
    Ok(db
        .prepare_cached(
            "SELECT body FROM records JOIN state ON kiosk = ?1
             WHERE incarnation = ?2 AND seq = ?3 AND moved_to IS NULL",
        )?
        .query_row(
            (id.kiosk.as_str(), id.incarnation.0, id.seq as i64),
            |row| Ok(text(row.get_ref(0)?)),
        )
        .optional()?)
}

/// The time that an own record claims, and its true one where that was learnt since; none for no own record.
pub(super) fn times(db: &Connection, id: &RecordId) -> Result<Vec<UnixMs>, JournalError> {
    let Some(body) = own_body(db, id)? else {
        return Ok(Vec::new());
    };
    let claimed = parse_body(&body).ok();
    let known = Statements::read(db)?.record(&body);
    let records = claimed.into_iter().chain(known);
    Ok(records.map(|record| record.stamp.corrected()).collect())
}

pub(super) fn annullable(db: &Connection, id: &RecordId) -> Result<Option<Record>, JournalError> {
    let record = own_record(db, id)?.filter(|record| is_passage(&record.fact));
    Ok(match record {
        Some(record) if !annulled::holds(db, id)? => Some(record),
        _ => None,
    })
}
