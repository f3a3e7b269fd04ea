//! Journals, and the records in them.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use shared::ids::{ExhibitionId, Incarnation, KioskId};
use shared::record::{ChainHash, Origin, RecordId};
use shared::time::UnixMs;

use super::row_hash::RECORDS;
use super::{SqlRow, SqlTx, SqlType, SqlValue, values};
use crate::ports::{
    Head, Journal, JournalsTx, NewRecord, PortError, RecordChange, SetAsideReason, Stored,
    WriteJournals,
};

use SqlType::{Bytes, Flag, Number, Small, Text};

/// The place of the first column of a record that may change.
const ASIDE: usize = 6;

impl<T: SqlTx> JournalsTx for T {
    fn last_arrival(&self) -> Result<u64, PortError> {
        let last = "SELECT coalesce(max(last), 0) FROM (
                SELECT max(arrival) AS last FROM records
                UNION ALL SELECT max(arrival) FROM standings
                UNION ALL SELECT max(arrival) FROM retimed) AS places";
        self.sql().value(last, &[])
    }

    fn journals(&self, of_kiosks: &[&Origin]) -> Result<Vec<Journal>, PortError> {
        let keys = of_kiosks.iter();
        let keys: Vec<SqlValue<'_>> = keys
            .flat_map(|origin| values![origin.exhibition.0, origin.kiosk.as_str()])
            .collect();
        let found = self.sql().query_many(
            "SELECT j.id, j.head_seq, j.head_hash, j.safe, j.exhibition, j.kiosk, j.incarnation
             FROM {rows} JOIN journals j ON j.exhibition = k.c1 AND j.kiosk = k.c2",
            &[Number, Text],
            &keys,
        )?;
        found.iter().map(journal).collect()
    }

    fn insert_journal(&self, origin: &Origin) -> Result<Journal, PortError> {
        let id = self.sql().value(
            "INSERT INTO journals (exhibition, kiosk, incarnation) VALUES ($1, $2, $3) RETURNING id",
            &values![origin.exhibition.0, origin.kiosk.as_str(), origin.incarnation.0],
        )?;
        Ok(Journal {
            id,
            origin: origin.clone(),
            head: Head::start(origin),
            safe: 0,
        })
    }

    fn set_heads(&self, journals: &[&Journal]) -> Result<(), PortError> {
        let heads = journals.iter();
        let heads: Vec<SqlValue<'_>> = heads
            .flat_map(|journal| values![journal.id, journal.head.seq, &journal.head.chain_hash.0])
            .collect();
        self.sql().execute_many(
            "UPDATE journals SET head_seq = k.c2, head_hash = k.c3 FROM {rows} WHERE journals.id = k.c1",
            &[Number, Number, Bytes],
            &heads,

        )
    }

    fn stored(
        &self,
        records: &[(i64, RangeInclusive<u64>)],
    ) -> Result<HashMap<(i64, u64), Stored>, PortError> {
        let ranges = records.iter();
        let ranges: Vec<SqlValue<'_>> = ranges
            .flat_map(|(journal, seqs)| values![*journal, *seqs.start(), *seqs.end()])
            .collect();
        let found = self.sql().query_many(
            "SELECT r.journal, r.seq, r.hash, r.aside
             FROM {rows} JOIN records r ON r.journal = k.c1 AND r.seq BETWEEN k.c2 AND k.c3",
            &[Number, Number, Number],
            &ranges,
        )?;
        let read = |row: &SqlRow| {
            let stored = Stored {
                chain_hash: ChainHash(row.get(2)?),
                aside: SetAsideReason::from_number(row.get(3)?),
            };
            Ok(((row.get(0)?, row.get(1)?), stored))
        };
        found.iter().map(read).collect()
    }

    fn insert_records(&self, records: &[NewRecord<'_>]) -> Result<(), PortError> {
        let columns = RECORDS.written();
        let mut rows = Vec::with_capacity(records.len() * columns.len());
        for it in records {
            rows.extend(values![
                it.arrival,
                it.journal,
                it.seq,
                &it.chain_hash.0,
                it.body,
                it.received,
                SetAsideReason::number(it.aside),
                it.at,
                it.plain,
                it.ticket.map(|ticket| ticket.0),
            ]);
            RECORDS.add_hash(&mut rows);
        }
        self.sql().insert_many(RECORDS.name, &columns, &rows)
    }

    fn insert_fork(&self, fork: &NewRecord<'_>) -> Result<bool, PortError> {
        let inserted = self.sql().execute(
            "INSERT INTO forks (journal, seq, hash, body, received_ms) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT DO NOTHING",
            &values![
                fork.journal,
                fork.seq,
                &fork.chain_hash.0,
                fork.body,
                fork.received
            ],
        )?;
        Ok(inserted > 0)
    }

    fn update_records(&self, changes: &[RecordChange]) -> Result<(), PortError> {
        let by_arrival: HashMap<u64, &RecordChange> =
            changes.iter().map(|it| (it.arrival, it)).collect();
        let arrivals: Vec<SqlValue<'_>> = changes.iter().map(|it| it.arrival.into()).collect();
        let select = format!(
            "SELECT {} FROM {{rows}} JOIN records r ON r.arrival = k.c1",
            RECORDS.select("r")
        );
        let mut rows = Vec::with_capacity(changes.len() * 6);
        self.sql()
            .each_of_many(&select, &[Number], &arrivals, &mut |row| {
                RECORDS.verify(&row)?;
                let Some(change) = by_arrival.get(&row.get(0)?) else {
                    return Ok(());
                };
                let (plain, named): (bool, Option<u32>) = (row.get(8)?, row.get(9)?);
                let ticket = change.ticket.map(|ticket| ticket.0).or(named);
                let mut row = row.0;
                row.truncate(ASIDE);
                let aside = SetAsideReason::number(change.aside);
                row.extend(values![aside, change.at, plain, ticket]);
                RECORDS.add_hash(&mut row);
                rows.push(change.arrival.into());
                rows.extend(row.drain(ASIDE..));
                Ok(())
            })?;
        self.sql().execute_many(
            "UPDATE records SET aside = k.c2, at_ms = k.c3, plain = k.c4, ticket = k.c5, row_hash = k.c6 FROM {rows}
             WHERE records.arrival = k.c1",
            &[Number, Small, Number, Flag, Number, Bytes],
            &rows,
        )
    }

    fn mend_record(
        &self,
        id: &RecordId,
        chain_hash: ChainHash,
        body: &str,
    ) -> Result<Option<u64>, PortError> {
        let select = format!(
            "SELECT {} FROM records r JOIN journals j ON j.id = r.journal
             WHERE j.kiosk = $1 AND j.incarnation = $2 AND r.seq = $3",
            RECORDS.select("r")
        );
        let id = values![id.kiosk.as_str(), id.incarnation.0, id.seq];
        let Some(mut row) = self
            .sql()
            .row(&select, &id)?
            .filter(|row| !RECORDS.is_whole(row))
        else {
            return Ok(None);
        };
        if let [_, _, _, kept_hash, kept_body, ..] = row.0.as_mut_slice() {
            *kept_hash = chain_hash.0.to_vec().into();
            *kept_body = body.to_owned().into();
        }
        if !RECORDS.is_whole(&row) {
            return Ok(None);
        }
        let arrival: u64 = row.get(0)?;
        let update = "UPDATE records SET hash = $2, body = $3 WHERE arrival = $1";
        self.sql()
            .execute(update, &values![arrival, &chain_hash.0, body])?;
        Ok(Some(arrival))
    }

    fn insert_retimed(&self, places: &[(u64, u64, UnixMs)]) -> Result<(), PortError> {
        let rows = places.iter();
        let rows: Vec<SqlValue<'_>> = rows
            .flat_map(|(arrival, record, was)| values![*arrival, *record, *was])
            .collect();
        let columns = [("arrival", Number), ("record", Number), ("was_ms", Number)];
        self.sql().insert_many("retimed", &columns, &rows)
    }

    fn claim_bodies(
        &self,
        bodies: &[(KioskId, [u8; 32], i64)],
    ) -> Result<HashMap<(KioskId, [u8; 32]), i64>, PortError> {
        let rows = bodies.iter();
        let rows: Vec<SqlValue<'_>> = rows
            .flat_map(|(kiosk, digest, journal)| values![kiosk.as_str(), digest, *journal])
            .collect();
        let claimed = self.sql().query_many(
            "INSERT INTO bodies (kiosk, digest, journal) {values}
             ON CONFLICT (kiosk, digest) DO UPDATE SET journal = bodies.journal
             RETURNING kiosk, digest, journal",
            &[Text, Bytes, Number],
            &rows,
        )?;
        let read = |row: &SqlRow| Ok(((row.name(0)?, row.get(1)?), row.get(2)?));
        claimed.iter().map(read).collect()
    }

    fn kiosks_with_bodies(&self, kiosks: &[&KioskId]) -> Result<HashSet<KioskId>, PortError> {
        let kiosks: Vec<SqlValue<'_>> = kiosks.iter().map(|it| it.as_str().into()).collect();
        let found = self.sql().query_many(
            "SELECT k.c1 FROM {rows} WHERE EXISTS (SELECT 1 FROM bodies b WHERE b.kiosk = k.c1)",
            &[Text],
            &kiosks,
        )?;
        found.iter().map(|row| row.name(0)).collect()
    }
}

impl<T: SqlTx> WriteJournals for T {
    fn note_safe(&self, journals: &[(i64, u64)]) -> Result<(), PortError> {
        let rows = journals.iter();
        let rows: Vec<SqlValue<'_>> = rows.flat_map(|(id, seq)| values![*id, *seq]).collect();
        self.sql().execute_many(
            "UPDATE journals SET safe = k.c2 FROM {rows} WHERE journals.id = k.c1 AND journals.safe < k.c2",
            &[Number, Number],
            &rows,
        )
    }
}

/// Reads a row of `id, head_seq, head_hash, safe, exhibition, kiosk, incarnation`.
fn journal(row: &SqlRow) -> Result<Journal, PortError> {
    let origin = Origin {
        exhibition: ExhibitionId(row.get(4)?),
        kiosk: row.name(5)?,
        incarnation: Incarnation(row.get(6)?),
    };
    let head = match row.get(2)? {
        Some(hash) => Head {
            seq: row.get(1)?,
            chain_hash: ChainHash(hash),
        },
        None => Head::start(&origin),
    };
    Ok(Journal {
        id: row.get(0)?,
        origin,
        head,
        safe: row.get(3)?,
    })
}
