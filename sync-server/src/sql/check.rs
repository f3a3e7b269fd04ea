//! Compares stored records with themselves, some at a time.

use shared::ids::{ExhibitionId, Incarnation};
use shared::record::{ChainHash, Origin};

use super::{SqlRow, SqlTx, values};
use crate::engine::{ChainCheck, ChainedRecord, RunClocks};
use crate::ports::{CheckReport, PortError, SetAsideReason};

/// How many records are read at once: no reader may keep a log from being emptied, or old rows from being cleared away,
/// for long.
const STEP: u64 = 2_000;

/// A journal, and the record before the first one that is to be checked.
pub(crate) struct JournalToCheck {
    id: i64,
    origin: Origin,
    before: Option<(u64, ChainHash)>,
}

/// Returns the journals; with a count, those that have one of so many newest records, from the first of them on.
pub(crate) fn journals_to_check(
    tx: &impl SqlTx,
    newest: Option<usize>,
) -> Result<Vec<JournalToCheck>, PortError> {
    let read = |row: &SqlRow| {
        let seq: Option<u64> = row.get(4)?;
        let hash: Option<_> = row.get(5)?;
        Ok(JournalToCheck {
            id: row.get(0)?,
            origin: Origin {
                exhibition: ExhibitionId(row.get(1)?),
                kiosk: row.name(2)?,
                incarnation: Incarnation(row.get(3)?),
            },
            before: seq.zip(hash.map(ChainHash)),
        })
    };
    let Some(count) = newest else {
        let all =
            "SELECT id, exhibition, kiosk, incarnation, CAST(NULL AS BIGINT), CAST(NULL AS BYTEA)
             FROM journals ORDER BY id";
        return tx.sql().read(all, &[], read);
    };
    tx.sql().read(
        "SELECT j.id, j.exhibition, j.kiosk, j.incarnation, b.seq, b.hash
         FROM (SELECT journal, min(seq) AS first
               FROM (SELECT journal, seq FROM records ORDER BY arrival DESC LIMIT $1) AS newest
               GROUP BY journal) AS f
             JOIN journals j ON j.id = f.journal
             LEFT JOIN records b ON b.journal = f.journal AND b.seq = f.first - 1
         ORDER BY j.id",
        &values![count as u64],
        read,
    )
}

/// Checks the next records of a journal; returns whether there are more. Earlier layouts have no statements of clocks.
pub(crate) fn check_step(
    tx: &impl SqlTx,
    journal: &mut JournalToCheck,
    has_clocks: bool,
    report: &mut CheckReport,
) -> Result<bool, PortError> {
    let after = journal.before.map_or(0, |(seq, _)| seq);
    let found = tx.sql().query(
        "SELECT seq, hash, body, aside, at_ms FROM records WHERE journal = $1 AND seq > $2
         ORDER BY seq LIMIT $3",
        &values![journal.id, after, STEP],
    )?;
    let mut clocks = has_clocks.then(|| RunClocks::new(tx));
    let mut chain = ChainCheck::after(journal.origin.clone(), journal.before, report);
    for row in &found {
        let record = ChainedRecord {
            seq: row.get(0)?,
            // What is no hash or no text any more does not fit.
            chain_hash: ChainHash(row.get(1).unwrap_or_default()),
            body: row.text(2).unwrap_or_default(),
            aside: SetAsideReason::from_number(row.get(3)?),
            at: row.get(4)?,
        };
        chain.check(&record, clocks.as_mut())?;
        journal.before = Some((record.seq, record.chain_hash));
    }
    Ok(found.len() as u64 == STEP)
}
