//! Compares what is stored with itself.

use postgres::Row;
use shared::ids::{ExhibitionId, Incarnation};
use shared::record::{ChainHash, Origin};

use super::{PostgresTx, rows};
use crate::engine::{ChainCheck, ChainedRecord};
use crate::ports::{Aside, CheckReport, PortError};

/// How many records are read at once.
const STEP: i64 = 2_000;

/// A journal, and the record before the first one that is to be checked.
pub(super) struct JournalToCheck {
    id: i64,
    origin: Origin,
    before: Option<(u64, ChainHash)>,
}

impl PostgresTx {
    /// Returns the journals; with a count, those that have one of so many newest records, from the first of them on.
    pub(super) fn journals_to_check(
        &self,
        newest: Option<usize>,
    ) -> Result<Vec<JournalToCheck>, PortError> {
        let found = match newest {
            None => self.db.query(
                "SELECT id, exhibition, kiosk, incarnation, NULL::bigint, NULL::bytea FROM journals ORDER BY id",
                &[],
            )?,
            Some(count) => self.db.query(
                "SELECT j.id, j.exhibition, j.kiosk, j.incarnation, b.seq, b.hash
                 FROM (SELECT journal, min(seq) AS first
                       FROM (SELECT journal, seq FROM records ORDER BY arrival DESC LIMIT $1) AS newest
                       GROUP BY journal) AS f
                     JOIN journals j ON j.id = f.journal
                     LEFT JOIN records b ON b.journal = f.journal AND b.seq = f.first - 1
                 ORDER BY j.id",
                &[&(count as i64)],
            )?,
        };
        let read = |row: &Row| {
            let origin = Origin {
                exhibition: ExhibitionId(row.try_get::<_, i32>(1)? as u16),
                kiosk: rows::name(row, 2)?,
                incarnation: Incarnation(row.try_get::<_, i64>(3)? as u32),
            };
            let seq: Option<i64> = row.try_get(4)?;
            let chain_hash = rows::optional_bytes(row, 5)?.map(ChainHash);
            Ok(JournalToCheck {
                id: row.try_get(0)?,
                origin,
                before: seq.map(|seq| seq as u64).zip(chain_hash),
            })
        };
        found.iter().map(read).collect()
    }

    /// Checks the next records of a journal; returns whether there are more.
    pub(super) fn check_step(
        &self,
        journal: &mut JournalToCheck,
        report: &mut CheckReport,
    ) -> Result<bool, PortError> {
        let after = journal.before.map_or(0, |(seq, _)| seq);
        let found = self.db.query(
            "SELECT seq, hash, body, aside, at_ms FROM records WHERE journal = $1 AND seq > $2
             ORDER BY seq LIMIT $3",
            &[&journal.id, &(after as i64), &STEP],
        )?;
        let mut chain = ChainCheck::after(journal.origin.clone(), journal.before, report);
        for row in &found {
            let record = ChainedRecord {
                seq: rows::count(row, 0)?,
                chain_hash: ChainHash(rows::bytes(row, 1)?),
                body: row.try_get(2)?,
                aside: Aside::from_number(row.try_get(3)?),
                at: rows::time(row, 4)?,
            };
            chain.check(&record, Some(&self.records))?;
            journal.before = Some((record.seq, record.chain_hash));
        }
        Ok(found.len() as i64 == STEP)
    }
}
