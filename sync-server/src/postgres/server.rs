//! An exhibition in PostgreSQL as a running server uses it. Several servers may use it at once.

use std::time::{Duration, Instant};

use shared::checkin::Rules;
use shared::ids::KioskId;
use tracing::{error, warn};

use super::connection::Connection;
use super::submissions::PostgresSubmissions;
use super::{PostgresDatabase, PostgresTx};
use crate::ports::{
    CheckReport, DatabaseVersion, PortError, RecordsTx, SeatsTx, ServerConnection, ServerDatabase,
    ServerTx, SubmissionInbox, WriteTx,
};
use crate::sql::{SqlTx, StoredCheck, rebuild};

/// How often the mark is moved on: each time is a change for which other servers wait.
const MARK_EVERY: Duration = Duration::from_mins(1);
/// How long to wait for hints from other servers before it is asked whether they are still wanted.
const HINT_WAIT: Duration = Duration::from_secs(1);
/// How long to wait before connecting again for what other servers say.
const LISTEN_AGAIN: Duration = Duration::from_secs(5);

impl ServerDatabase for PostgresDatabase {
    fn reader(&self) -> Result<Box<dyn ServerConnection>, PortError> {
        self.open()?;
        Ok(Box::new(PostgresConnection {
            database: self.clone(),
            turn: None,
            marked: Instant::now(),
        }))
    }

    fn submissions(&self) -> Box<dyn SubmissionInbox> {
        let pool = self.pool.clone();
        Box::new(PostgresSubmissions { pool })
    }

    fn check_newest(&self, count: usize) -> Result<CheckReport, PortError> {
        let mut report = self.check(Some(count), &mut || true)?;
        report.faults.extend(self.damage()?);
        Ok(report)
    }

    fn check_records(&self, go_on: &mut dyn FnMut() -> bool) -> Result<CheckReport, PortError> {
        self.check(None, go_on)
    }

    fn listen(&self, mut wake: Box<dyn FnMut() -> bool + Send>) {
        let pool = self.pool.clone();
        std::thread::spawn(move || {
            loop {
                match pool.listen(HINT_WAIT, &mut wake) {
                    Ok(()) => return,
                    // It is looked for changes every now and then in any case.
                    Err(error) => warn!("listening for other servers: {error}"),
                }
                std::thread::sleep(LISTEN_AGAIN);
                if !wake() {
                    return;
                }
            }
        });
    }
}

impl PostgresDatabase {
    fn check(
        &self,
        newest: Option<usize>,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<CheckReport, PortError> {
        let mut check = StoredCheck::new(newest);
        // Each step has a moment of its own.
        while go_on() && check.step(&PostgresTx::new(self.pool.read()?), true)? {}
        Ok(check.report)
    }
}

/// What a running server begins transactions with.
struct PostgresConnection {
    database: PostgresDatabase,
    /// The next change, begun before it is known what is to be written.
    turn: Option<Result<Connection, PortError>>,
    /// When the mark was written last.
    marked: Instant,
}

impl ServerConnection for PostgresConnection {
    fn read(&mut self) -> Result<Box<dyn ServerTx + '_>, PortError> {
        Ok(Box::new(PostgresTx::new(self.database.pool.read()?)))
    }

    fn take_turn(&mut self) {
        self.turn = Some(self.database.pool.write());
    }

    fn pass_turn(&mut self) {
        self.turn = None;
    }

    fn write(&mut self) -> Result<Box<dyn ServerTx + '_>, PortError> {
        let turn = self.turn.take();
        let db = turn.unwrap_or_else(|| self.database.pool.write())?;
        Ok(Box::new(PostgresTx::new(db)))
    }

    fn begin_epoch(&mut self, shown_by: &KioskId) -> Result<(), PortError> {
        let tx = PostgresTx::new(self.database.pool.write()?);
        let epoch = tx.begin_epoch()?;
        WriteTx::commit(Box::new(tx))?;
        error!(
            "THE DATABASE WAS SET BACK (kiosk {shown_by} knows of records that it lacks). It goes on under the new epoch {epoch}: kiosks send again what it lacks. What organisers did after that state is lost: compare your lists of issued and withdrawn tickets, kiosks, staff and keys, and do again what is missing"
        );
        Ok(())
    }

    fn note_progress(&mut self) -> Result<(), PortError> {
        if self.marked.elapsed() < MARK_EVERY {
            return Ok(());
        }
        self.finish()
    }

    fn finish(&mut self) -> Result<(), PortError> {
        self.marked = Instant::now();
        self.database.put_mark()
    }
}

impl ServerTx for PostgresTx {
    fn records(&self) -> &dyn RecordsTx {
        self
    }

    fn seats(&self) -> &dyn SeatsTx {
        self
    }

    fn version(&self) -> Result<DatabaseVersion, PortError> {
        let row = self.sql().only(
            "SELECT edits, (SELECT coalesce(sum(last_heard_ms), 0)::bigint FROM kiosks) FROM exhibition",
            &[],
        )?;
        Ok(DatabaseVersion {
            edits: row.get(0)?,
            kiosks: row.get(1)?,
        })
    }

    fn recount(&self, rules: &Rules) -> Result<Vec<String>, PortError> {
        Ok(rebuild(self, rules)?.faults)
    }

    fn commit(self: Box<Self>) -> Result<(), PortError> {
        self.db.commit()
    }
}
