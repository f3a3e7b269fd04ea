//! The mark of how far the database is, and the hash that its small tables have then. Changes leave it behind: it is only
//! compared with a database that is as far.

use super::{PostgresDatabase, PostgresTx};
use crate::ports::PortError;
use crate::sql::{SqlTx, hash_small_tables, values};

/// The hash of a database that was found damaged: it fits none.
const DAMAGED: &str = "";

impl PostgresDatabase {
    /// Writes the mark, unless it is of this moment.
    pub(super) fn put_mark(&self) -> Result<(), PortError> {
        let view = PostgresTx::new(self.pool.read()?);
        let kept = view.mark()?;
        if kept.is_some_and(|(moment, hash)| {
            hash == DAMAGED || view.moment().is_ok_and(|now| now == moment)
        }) {
            return Ok(());
        }
        drop(view);
        let tx = PostgresTx::new(self.pool.write()?);
        tx.put_mark()?;
        tx.db.commit()
    }

    /// Returns what is wrong with the small tables. Later changes do not make them whole.
    pub(super) fn damage(&self) -> Result<Option<String>, PortError> {
        let view = PostgresTx::new(self.pool.read()?);
        let Some((moment, hash)) = view.mark()? else {
            return Ok(None);
        };
        if hash == DAMAGED {
            return Ok(Some(
                "stored data was found damaged before and not put right since".to_owned(),
            ));
        }
        if view.moment()? != moment || hash_small_tables(view.sql())? == hash {
            return Ok(None);
        }
        drop(view);
        let tx = PostgresTx::new(self.pool.write()?);
        tx.sql()
            .execute("UPDATE mark SET hash = $1", &values![DAMAGED])?;
        tx.db.commit()?;
        Ok(Some("catalogue, keys, kiosks, PINs, seats, decisions, withdrawn tickets or totals are not as this program wrote them last".to_owned()))
    }
}

impl PostgresTx {
    /// Writes the mark of this moment.
    pub(super) fn put_mark(&self) -> Result<(), PortError> {
        self.sql().execute(
            "INSERT INTO mark (id, moment, hash) VALUES (1, $1, $2)
             ON CONFLICT (id) DO UPDATE SET moment = excluded.moment, hash = excluded.hash",
            &values![self.moment()?, hash_small_tables(self.sql())?],
        )?;
        Ok(())
    }

    fn mark(&self) -> Result<Option<(String, String)>, PortError> {
        let row = self.sql().row("SELECT moment, hash FROM mark", &[])?;
        row.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
    }

    /// Returns what moves with every change of a small table.
    fn moment(&self) -> Result<String, PortError> {
        self.sql().value(
            "SELECT concat_ws(' ', epoch, edits, (SELECT count(*) FROM journals), (SELECT count(*) FROM forks),
                (SELECT max(arrival) FROM records), (SELECT max(arrival) FROM standings), (SELECT max(arrival) FROM retimed))
             FROM exhibition",
            &[],
        )
    }
}
