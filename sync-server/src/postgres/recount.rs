//! What follows from records, computed anew beside the tables in force and compared with them.

use shared::checkin::Rules;

use super::{PostgresDatabase, PostgresRecords};
use crate::engine::RebuildReport;
use crate::engine::refold;
use crate::ports::PortError;

/// The tables that follow from records, and how a row of each is named.
const DERIVED: [(&str, &str); 4] = [
    ("histories", "ticket::text"),
    ("counters", "concat_ws(' ', date, name, value)"),
    ("annulments", "concat_ws(' ', kiosk, incarnation, seq)"),
    ("clocks", "concat_ws(' ', kiosk, encode(boot, 'escape'))"),
];

impl PostgresDatabase {
    /// Counts all records anew and names what is kept otherwise. Nothing is changed.
    ///
    /// # Errors
    /// [`PortError`] when the database fails.
    pub fn compare_with_records(&mut self, rules: &Rules) -> Result<RebuildReport, PortError> {
        let tx = self.read()?;
        let db = tx.db;
        for (table, _) in DERIVED {
            db.batch(&format!(
                "CREATE TEMP TABLE rebuilt_{table} (LIKE {table} INCLUDING ALL) ON COMMIT DROP"
            ))?;
        }
        let mut report = RebuildReport::default();
        let differences = &mut report.differences;
        let (source, target) = (tx.records(), PostgresRecords::rebuilt(db));
        report.records = refold(&source, &target, rules, |stored, at| {
            let (seq, kiosk) = (stored.id.seq, &stored.id.kiosk);
            differences.push(format!(
                "record {seq} of kiosk {kiosk}: its time is {} by its stamp",
                at.0
            ));
            Ok(())
        })?;
        for (table, name) in DERIVED {
            for row in db.query(
                &format!(
                    "SELECT {name} FROM ((TABLE {table} EXCEPT TABLE rebuilt_{table})
                        UNION ALL (TABLE rebuilt_{table} EXCEPT TABLE {table})) AS differing LIMIT 20"
                ),
                &[],
            )? {
                let row: String = row.try_get(0)?;
                differences.push(format!("{table}: {row} does not follow from the records"));
            }
        }
        Ok(report)
    }
}
