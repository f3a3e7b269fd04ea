//! Records that tell of staff, for the audit.

use rusqlite::{OptionalExtension, params};
use shared::ids::{Incarnation, KioskId};
use shared::record::RecordId;
use shared::time::UnixMs;

use super::super::load;
use super::Office;
use crate::store::StoreError;

/// A record as it was stored.
#[derive(Debug)]
pub(crate) struct StoredRecord {
    /// Which one.
    pub(crate) id: RecordId,
    /// When it was made, by the clock as it was corrected later; `None` for one that can't be read.
    pub(crate) at: Option<UnixMs>,
    /// Its bytes.
    pub(crate) body: String,
    /// Whether it was set aside, so that it does not count.
    pub(crate) aside: bool,
}

impl Office {
    /// Every record that is no plain scan, of one kiosk or all, from an instant on. Those that can't be read have no
    /// time, and are always among them.
    pub(crate) fn records_beside_scans(
        &self,
        kiosk: Option<&KioskId>,
        since: Option<UnixMs>,
    ) -> Result<Vec<StoredRecord>, StoreError> {
        let mut found = self.0.prepare(
            "SELECT j.kiosk, j.incarnation, r.seq, r.body, r.aside, r.at_ms
             FROM records r JOIN journals j ON j.id = r.journal
             WHERE r.plain = 0 AND j.kiosk = coalesce(?1, j.kiosk)
               AND (r.at_ms IS NULL OR r.at_ms >= coalesce(?2, r.at_ms))",
        )?;
        let mut rows = found.query(params![kiosk.map(KioskId::as_str), since.map(|at| at.0),])?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            records.push(StoredRecord {
                id: RecordId {
                    kiosk: load::name(row, 0)?,
                    incarnation: Incarnation(row.get(1)?),
                    seq: row.get::<_, i64>(2)? as u64,
                },
                body: row.get(3)?,
                aside: row.get::<_, i64>(4)? != 0,
                at: row.get::<_, Option<i64>>(5)?.map(UnixMs),
            });
        }
        Ok(records)
    }

    /// The body of a record, if it has come.
    pub(crate) fn body(&self, id: &RecordId) -> Result<Option<String>, StoreError> {
        let body = self
            .0
            .prepare_cached(
                "SELECT r.body FROM records r JOIN journals j ON j.id = r.journal
                 WHERE j.kiosk = ?1 AND j.incarnation = ?2 AND r.seq = ?3",
            )?
            .query_row(
                params![id.kiosk.as_str(), id.incarnation.0, id.seq as i64],
                |row| row.get(0),
            )
            .optional()?;
        Ok(body)
    }
}
