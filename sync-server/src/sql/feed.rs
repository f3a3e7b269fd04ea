//! Records as they are read again: one by one, by kiosk, and in the order of the feed.

use std::collections::HashMap;

use shared::checkin::TicketStatus;
use shared::ids::{Incarnation, KioskId, TicketNumber};
use shared::record::{Origin, RecordId};
use tracing::error;

use super::row_hash::RECORDS;
use super::{SqlRow, SqlTx, SqlValue, values};
use crate::ports::{FeedEntry, FeedTx, JournalRecord, PortError, SetAsideReason};

const FROM_RECORDS: &str = "FROM records r JOIN journals j ON j.id = r.journal";
/// Records of one kiosk that count and may be of one run of its device. With the exhibition, the journals are found by
/// their index. Engines differ in the JSON that they can read, so a body with a backslash is read here.
pub(crate) const OF_RUN: &str = r"WHERE j.exhibition = $1 AND j.kiosk = $2 AND r.aside = 0
       AND ($3 = '' OR replace(r.body, $3, '') <> r.body OR replace(r.body, '\', '') <> r.body)
     ORDER BY r.arrival";
/// Records after a feed position.
const AFTER: &str = "WHERE r.arrival > $1 ORDER BY r.arrival LIMIT $2";
/// Changes of tickets' statuses after a feed position.
const STATUSES: &str = "SELECT arrival, ticket, standing, since_ms FROM standings
     WHERE arrival > $1 ORDER BY arrival LIMIT $2";

/// What becomes of a record whose row is not as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Damaged {
    /// It is taken as it is: what follows from records is made of it, for better or worse.
    Taken,
    /// It is passed over, and stays as it is.
    Skipped,
}

/// The columns that [`record`] reads, of `records r JOIN journals j`.
fn columns() -> String {
    format!("{}, j.kiosk, j.incarnation", RECORDS.select("r"))
}

/// Returns a query of records.
pub(crate) fn select_records(rest: &str) -> String {
    format!("SELECT {} {FROM_RECORDS} {rest}", columns())
}

fn records(
    tx: &impl SqlTx,
    damaged: Damaged,
    rest: &str,
    params: &[SqlValue<'_>],
) -> Result<Vec<JournalRecord>, PortError> {
    let mut records = Vec::new();
    tx.sql().each(&select_records(rest), params, &mut |row| {
        if damaged == Damaged::Skipped && !RECORDS.is_whole(&row) {
            error!("STORED DATA IS DAMAGED: {}", RECORDS.fault(&row));
            return Ok(());
        }
        records.push(record(&row)?);
        Ok(())
    })?;
    Ok(records)
}

impl<T: SqlTx> FeedTx for T {
    fn record(&self, id: &RecordId) -> Result<Option<JournalRecord>, PortError> {
        let found = records(
            self,
            Damaged::Skipped,
            "WHERE j.kiosk = $1 AND j.incarnation = $2 AND r.seq = $3",
            &values![id.kiosk.as_str(), id.incarnation.0, id.seq],
        )?;
        Ok(found.into_iter().next())
    }

    fn records_after(&self, arrival: u64, limit: usize) -> Result<Vec<JournalRecord>, PortError> {
        let params = values![arrival, limit as u64];
        records(self, Damaged::Taken, AFTER, &params)
    }

    fn records_of_run(&self, origin: &Origin, boot: &str) -> Result<Vec<JournalRecord>, PortError> {
        // No engine's text holds the character 0 in a parameter.
        let name = boot.split('\0').next().unwrap_or_default();
        let params = values![origin.exhibition.0, origin.kiosk.as_str(), name];
        let mut found = records(self, Damaged::Skipped, OF_RUN, &params)?;
        found.retain(|stored| stored.read().is_some_and(|it| it.stamp.boot == boot));
        Ok(found)
    }

    fn records_of_kiosk(&self, origin: &Origin) -> Result<Vec<JournalRecord>, PortError> {
        records(
            self,
            Damaged::Skipped,
            "WHERE j.exhibition = $1 AND j.kiosk = $2 AND r.aside IN (0, $3, $4) ORDER BY r.arrival",
            &values![
                origin.exhibition.0,
                origin.kiosk.as_str(),
                SetAsideReason::number(Some(SetAsideReason::Quarantined)),
                SetAsideReason::number(Some(SetAsideReason::Annulled)),
            ],
        )
    }

    fn records_beside_scans(&self, after: u64) -> Result<Vec<JournalRecord>, PortError> {
        let rest = "WHERE r.arrival > $1 AND NOT r.plain AND r.aside = 0 ORDER BY r.arrival";
        records(self, Damaged::Skipped, rest, &values![after])
    }

    fn statuses(&self) -> Result<HashMap<TicketNumber, TicketStatus>, PortError> {
        // Oldest first: a later change takes the place of an earlier one.
        let latest = |row: &SqlRow| row.status().map(|(ticket, status, _)| (ticket, status));
        self.sql().read(STATUSES, &values![0_i64, i64::MAX], latest)
    }

    fn forks(&self) -> Result<Vec<(KioskId, u64)>, PortError> {
        let forks = "SELECT j.kiosk, count(*) FROM forks f JOIN journals j ON j.id = f.journal GROUP BY j.kiosk";
        let read = |row: &SqlRow| Ok((row.name(0)?, row.get(1)?));
        self.sql().read(forks, &[], read)
    }

    fn is_taken(&self, arrival: u64) -> Result<bool, PortError> {
        let taken = "SELECT EXISTS (SELECT 1 FROM records WHERE arrival = $1)
                OR EXISTS (SELECT 1 FROM standings WHERE arrival = $1)
                OR EXISTS (SELECT 1 FROM retimed WHERE arrival = $1)";
        Ok(arrival == 0 || self.sql().value(taken, &values![arrival])?)
    }

    fn feed_after(&self, arrival: u64, limit: usize) -> Result<Vec<(u64, FeedEntry)>, PortError> {
        let range = values![arrival, limit as u64];
        let mut entries: Vec<(u64, FeedEntry)> = Vec::new();
        self.sql()
            .each(&select_records(AFTER), &range, &mut |row| {
                entries.push((row.get(0)?, entry(&row, FeedEntry::Stored)?));
                Ok(())
            })?;
        let retimed = format!(
            "SELECT {}, t.arrival, t.was_ms {FROM_RECORDS} JOIN retimed t ON t.record = r.arrival
             WHERE t.arrival > $1 ORDER BY t.arrival LIMIT $2",
            columns()
        );
        self.sql().each(&retimed, &range, &mut |row| {
            let was = row.get(14)?;
            let retimed = entry(&row, |record| FeedEntry::Retimed(record, was))?;
            entries.push((row.get(13)?, retimed));
            Ok(())
        })?;
        self.sql().each(STATUSES, &range, &mut |row| {
            let (ticket, status, since) = row.status()?;
            entries.push((row.get(0)?, FeedEntry::Status(ticket, status, since)));
            Ok(())
        })?;
        entries.sort_by_key(|(at, _)| *at);
        entries.truncate(limit);
        Ok(entries)
    }
}

/// Reads what stands in the feed by a row that begins with [`columns`]. One that is damaged keeps nobody from what comes
/// behind it.
fn entry(
    row: &SqlRow,
    whole: impl FnOnce(JournalRecord) -> FeedEntry,
) -> Result<FeedEntry, PortError> {
    if RECORDS.is_whole(row) {
        return Ok(whole(record(row)?));
    }
    Ok(FeedEntry::Damaged(id_of(row)?))
}

/// Reads whose record a row is that begins with [`columns`].
fn id_of(row: &SqlRow) -> Result<RecordId, PortError> {
    Ok(RecordId {
        kiosk: row.name(11)?,
        incarnation: Incarnation(row.get(12)?),
        seq: row.get(2)?,
    })
}

/// Reads a row that begins with [`columns`].
fn record(row: &SqlRow) -> Result<JournalRecord, PortError> {
    Ok(JournalRecord {
        arrival: row.get(0)?,
        journal: row.get(1)?,
        id: id_of(row)?,
        body: row.get(4)?,
        received: row.get(5)?,
        aside: SetAsideReason::from_number(row.get(6)?),
        at: row.get(7)?,
        plain: row.get(8)?,
    })
}
