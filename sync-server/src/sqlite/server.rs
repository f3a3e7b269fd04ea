//! An exhibition in a folder, as a running server uses it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use shared::checkin::Rules;
use shared::ids::KioskId;
use tracing::{error, warn};

use super::files::FileWatch;
use super::folder::{self, Hold};
use super::mark::{self, StoreMark};
use super::set_back::{self, SetBackCause};
use super::submissions::SqliteInbox;
use super::{SqliteError, backup, check, database};
use crate::ports::{
    CheckReport, DatabaseVersion, PortError, RecordsTx, SeatsTx, ServerConnection, ServerDatabase,
    ServerTx, SubmissionInbox,
};
use crate::sql::{SqlConnection, SqlTx, rebuild};

/// How often the mark beside the database is moved on.
const MARK_EVERY: Duration = Duration::from_secs(1);
/// A file of at most so many bytes, some 60,000 records, is looked through before it is served: a page or an index that
/// was hit hides whole rows.
const WHOLE_AT_START: u64 = 32 << 20;

/// The database of a folder, which no other server may use meanwhile.
pub(crate) struct SqliteServer {
    data: PathBuf,
    watch: Arc<FileWatch>,
    /// What was wrong at the start with what no chain vouches for.
    damage: Option<String>,
    /// Its mark is to say that it is damaged.
    is_damaged: Arc<AtomicBool>,
    _hold: Hold,
}

impl SqliteServer {
    /// Opens the exhibition in a data folder, and the connection that writes.
    pub(crate) fn open(data: &Path) -> Result<(Self, SqliteConnection), SqliteError> {
        let db = database::open(data)?;
        let hold = folder::lock(data)?;
        let watch = Arc::new(FileWatch::start(data)?);
        let damage = set_back::damage(data, &db)?;
        let server = Self {
            data: data.to_owned(),
            watch,
            is_damaged: Arc::new(AtomicBool::new(damage.is_some())),
            damage,
            _hold: hold,
        };
        let connection = server.connection(db);
        Ok((server, connection))
    }

    /// Whether looking through the whole file would keep kiosks waiting.
    fn is_large(&self) -> bool {
        let file = std::fs::metadata(folder::path_in(&self.data));
        file.is_ok_and(|file| file.len() > WHOLE_AT_START)
    }

    fn connection(&self, db: Connection) -> SqliteConnection {
        SqliteConnection {
            db,
            data: self.data.clone(),
            watch: self.watch.clone(),
            mark: None,
            mark_written: Instant::now(),
            own_edits: 0,
            is_damaged: self.is_damaged.clone(),
        }
    }
}

impl ServerDatabase for SqliteServer {
    fn reader(&self) -> Result<Box<dyn ServerConnection>, PortError> {
        let db = database::open_reader(&self.data)?;
        Ok(Box::new(self.connection(db)))
    }

    fn submissions(&self) -> Box<dyn SubmissionInbox> {
        Box::new(SqliteInbox::open(&self.data))
    }

    fn check_in_place(&self) -> Result<(), PortError> {
        Ok(self.watch.check()?)
    }

    fn missing_file(&self) -> Option<String> {
        let file = self.watch.gone()?.file_name().unwrap_or_default();
        Some(file.to_string_lossy().into_owned())
    }

    fn check_newest(&self, count: usize) -> Result<CheckReport, PortError> {
        let db = database::open_reader(&self.data)?;
        let mut report = check::check_all(&db, Some(count), || true)?;
        report.faults.extend(self.damage.clone());
        if !self.is_large() {
            report.faults.extend(check::integrity(&db)?);
        }
        Ok(report)
    }

    fn check_records(&self, go_on: &mut dyn FnMut() -> bool) -> Result<CheckReport, PortError> {
        let mut go_on = || go_on() && self.watch.gone().is_none();
        // SQLite would make a log anew in the place of one that is gone.
        self.check_in_place()?;
        let db = database::open_reader(&self.data)?;
        let mut report = check::check_all(&db, None, &mut go_on)?;
        if self.is_large() {
            let faults = check::integrity_of_tables(&db, go_on)?;
            report.faults.extend(faults);
        }
        Ok(report)
    }
}

/// A connection to it.
pub(crate) struct SqliteConnection {
    db: Connection,
    data: PathBuf,
    watch: Arc<FileWatch>,
    /// The mark as it was last written down, and when.
    mark: Option<StoreMark>,
    mark_written: Instant,
    /// SQLite tells of the changes of other connections only; this counts those of this one.
    own_edits: i64,
    /// Its mark is to say that it is damaged.
    is_damaged: Arc<AtomicBool>,
}

impl SqliteConnection {
    fn store_mark(&self) -> Result<StoreMark, SqliteError> {
        let mut mark = StoreMark::next(&self.data, &self.db)?;
        if self.is_damaged.load(Ordering::Relaxed) {
            mark.keep_damaged();
        }
        Ok(mark)
    }

    fn begin(&self, begin: &str) -> Result<Box<dyn ServerTx + '_>, PortError> {
        self.db.execute_batch(begin)?;
        Ok(Box::new(SqliteServerTx {
            db: &self.db,
            own_edits: self.own_edits,
        }))
    }

    fn copy_to(&self, folder: &Path) -> Result<(), SqliteError> {
        std::fs::create_dir(folder).map_err(|source| SqliteError::File {
            path: folder.to_owned(),
            source,
        })?;
        backup::copy_into(&self.db, &folder.join("exhibition.db"))
    }
}

impl ServerConnection for SqliteConnection {
    fn read(&mut self) -> Result<Box<dyn ServerTx + '_>, PortError> {
        self.begin("BEGIN")
    }

    fn write(&mut self) -> Result<Box<dyn ServerTx + '_>, PortError> {
        self.begin("BEGIN IMMEDIATE")
    }

    fn begin_epoch(&mut self, shown_by: &KioskId) -> Result<(), PortError> {
        let cause = SetBackCause::Kiosk(shown_by.clone());
        set_back::begin_epoch(&self.data, &mut self.db, &cause, None)?;
        self.own_edits += 1;
        Ok(())
    }

    fn note_progress(&mut self) -> Result<(), PortError> {
        if self.mark_written.elapsed() < MARK_EVERY {
            return Ok(());
        }
        self.mark_written = Instant::now();
        let mark = self.store_mark()?;
        if self.mark.as_ref() != Some(&mark) {
            self.mark = Some(mark.clone());
            let data = self.data.clone();
            std::thread::spawn(move || mark::put(&data, &mark));
        }
        Ok(())
    }

    /// Files that are gone are an error here too: nobody is to be told that everything is stored.
    fn finish(&mut self) -> Result<(), PortError> {
        self.watch.check()?;
        Ok(mark::write(&self.data, &self.store_mark()?)?)
    }

    fn rescue(&self) {
        let now = jiff::Timestamp::now().strftime("%Y%m%dT%H%M%S%3fZ");
        let folder = self.data.join(format!("rescued-{now}"));
        match self.copy_to(&folder) {
            Ok(()) => warn!(
                "everything that was acknowledged is in {0}: stop the server and put it in place with `sync-server restore --from {0} --data {1}`",
                folder.display(),
                self.data.display()
            ),
            Err(error) => error!("what was in the files can't be copied: {error}"),
        }
    }
}

/// A transaction, which is rolled back unless it is committed.
struct SqliteServerTx<'a> {
    db: &'a Connection,
    own_edits: i64,
}

impl SqlTx for SqliteServerTx<'_> {
    fn sql(&self) -> &dyn SqlConnection {
        self.db
    }
}

impl ServerTx for SqliteServerTx<'_> {
    fn records(&self) -> &dyn RecordsTx {
        self
    }

    fn seats(&self) -> &dyn SeatsTx {
        self
    }

    fn version(&self) -> Result<DatabaseVersion, PortError> {
        let mut statement = self.db.prepare_cached("PRAGMA data_version")?;
        let version: i64 = statement.query_row([], |row| row.get(0))?;
        let edits = version + self.own_edits;
        Ok(DatabaseVersion {
            edits,
            kiosks: edits,
        })
    }

    fn recount(&self, rules: &Rules) -> Result<Vec<String>, PortError> {
        Ok(rebuild(self, rules)?.faults)
    }

    fn commit(self: Box<Self>) -> Result<(), PortError> {
        Ok(self.db.execute_batch("COMMIT")?)
    }
}

impl Drop for SqliteServerTx<'_> {
    fn drop(&mut self) {
        // Nothing is open any more after a commit, and after some errors.
        if !self.db.is_autocommit()
            && let Err(error) = self.db.execute_batch("ROLLBACK")
        {
            error!("rolling a change back: {error}");
        }
    }
}
