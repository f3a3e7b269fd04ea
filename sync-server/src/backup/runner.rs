//! Backups of a running server: by their schedule, and whatever organisers ask for at the desk, one after the other.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use shared::time::UnixMs;
use tokio::sync::{Notify, watch};
use tokio::time::Instant;
use tracing::error;

use super::archive::{self, ArchiveFiles};
use super::error::{BackupError, in_path};
use super::files::BackupReport;
use super::list::copy_backup;
use super::make::{back_up, back_up_database, rotate};
use super::restore::RestorePlan;
use super::settings::{BackupSchedule, read_schedule};
use crate::clock::{Clock, system_time};
use crate::operations::closing;
use crate::ports::{Author, Database, ServerSecret};
use crate::postgres::PostgresDatabase;
use crate::sqlite::SqliteDatabase;
use crate::store::Store;

/// How long a schedule that another process changed may go unnoticed.
const LOOK: Duration = Duration::from_mins(1);

/// What is done beside the schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BackupTask {
    /// A backup where the schedule makes them.
    Make,
    /// A copy of a backup in another folder.
    Copy {
        /// The backup.
        backup: PathBuf,
        /// The folder.
        to: PathBuf,
    },
    /// The archive of the exhibition, and who wants it.
    Archive(ArchiveFiles, Author),
}

/// What became of a task.
#[derive(Debug, Clone)]
pub(crate) struct DoneTask {
    /// What was to be done.
    pub(crate) task: BackupTask,
    /// What was made, or why nothing was.
    pub(crate) result: Result<BackupReport, Arc<BackupError>>,
}

/// What is going on.
#[derive(Debug, Clone, Default)]
pub(crate) struct BackupStatus {
    /// What is being done, and since when.
    pub(crate) running: Option<(BackupTask, UnixMs)>,
    /// What was done last.
    pub(crate) last: Option<DoneTask>,
    /// When the next backup is made.
    pub(crate) next: Option<UnixMs>,
    /// What became of the last restore.
    pub(crate) restored: Option<Result<RestorePlan, Arc<BackupError>>>,
    wanted: Option<BackupTask>,
}

/// A restore that is to be done as soon as the server has closed its database.
#[derive(Debug, Clone)]
pub(crate) struct PendingRestore {
    pub(crate) plan: RestorePlan,
    /// Who asked for it.
    pub(crate) author: Author,
}

/// The backups of a server.
pub(crate) struct BackupRunner {
    data: PathBuf,
    database: Option<String>,
    /// The schedule of the command line, where none was set at the desk.
    by_options: Option<BackupSchedule>,
    /// Where disks that are plugged in are found.
    pub(crate) removable: Vec<PathBuf>,
    clock: Clock,
    status: Mutex<BackupStatus>,
    wake: Notify,
    restore: watch::Sender<Option<PendingRestore>>,
}

impl BackupRunner {
    pub(crate) fn new(
        data: &Path,
        database: Option<String>,
        by_options: Option<BackupSchedule>,
        removable: Vec<PathBuf>,
        clock: Clock,
    ) -> Self {
        Self {
            data: data.to_owned(),
            database,
            by_options,
            removable,
            clock,
            status: Mutex::default(),
            wake: Notify::new(),
            restore: watch::Sender::new(None),
        }
    }

    /// Returns the folder of the server's files, the exhibition among them where it is not in PostgreSQL.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    /// Returns whether the exhibition is in that folder.
    pub(crate) fn is_in_folder(&self) -> bool {
        self.database.is_none()
    }

    /// Returns whether a folder is on the disk of the server's own files, for it is among them.
    pub(crate) fn is_beside_data(&self, folder: &Path) -> bool {
        folder.starts_with(&self.data)
    }

    /// Returns where the archive of the exhibition is kept until it is deleted.
    pub(crate) fn archive(&self) -> PathBuf {
        self.data.join(archive::FILE)
    }

    /// Returns what is going on.
    pub(crate) fn status(&self) -> BackupStatus {
        self.held().clone()
    }

    /// Returns where and when backups are made: as it was set at the desk, or else on the command line.
    pub(crate) fn schedule(&self, store: &Store) -> Option<BackupSchedule> {
        let published = store.published();
        let kept = published.secrets.get(&ServerSecret::Backups);
        read_schedule(kept.map(Vec::as_slice)).or_else(|| self.by_options.clone())
    }

    /// Has something done; `false` while something else is.
    pub(crate) fn start(&self, task: BackupTask) -> bool {
        let mut status = self.held();
        let is_free = status.running.is_none() && status.wanted.is_none();
        if is_free {
            status.running = Some((task.clone(), (self.clock)()));
            status.wanted = Some(task);
            self.wake.notify_one();
        }
        is_free
    }

    /// Has the schedule looked at again.
    pub(crate) fn look(&self) {
        self.wake.notify_one();
    }

    /// Asks for a restore; `false` while something else is done.
    pub(crate) fn ask_to_restore(&self, restore: PendingRestore) -> bool {
        let is_free = self.held().running.is_none();
        if is_free {
            self.restore.send_replace(Some(restore));
        }
        is_free
    }

    /// Waits for a restore that is asked for, and takes it.
    pub(crate) async fn wanted_restore(&self) -> PendingRestore {
        let mut asked = self.restore.subscribe();
        loop {
            let is_asked = asked.borrow_and_update().is_some();
            if let Some(restore) = is_asked.then(|| self.restore.send_replace(None)).flatten() {
                return restore;
            }
            // The sender lives as long as this.
            let _ = asked.changed().await;
        }
    }

    /// Notes what became of a restore.
    pub(crate) fn note_restore(&self, restored: Result<RestorePlan, BackupError>) {
        self.held().restored = Some(restored.map_err(Arc::new));
    }

    /// Makes backups until the server stops. One that fails is logged and shown, and the next is tried all the same.
    pub(crate) async fn run(&self, store: Arc<Store>, mut stopping: watch::Receiver<bool>) {
        let mut last: Option<Instant> = None;
        loop {
            let schedule = self.schedule(&store);
            let due = |schedule: &BackupSchedule| {
                last.map_or_else(Instant::now, |last| last + schedule.every)
            };
            let due = schedule.as_ref().map(due);
            let wait = due.map(|due| due.saturating_duration_since(Instant::now()));
            let wanted = self.held().wanted.take();
            let task = match (wanted, wait) {
                (Some(task), _) => Some(task),
                (None, Some(Duration::ZERO)) => Some(BackupTask::Make),
                (None, _) => None,
            };
            if let Some(task) = task {
                if task == BackupTask::Make {
                    last = Some(Instant::now());
                }
                self.carry_out(task, schedule, &store).await;
                continue;
            }
            self.held().next = wait.map(|wait| (self.clock)().plus(wait.as_millis() as i64));
            tokio::select! {
                _ = stopping.wait_for(|stopping| *stopping) => return,
                () = self.wake.notified() => {}
                () = tokio::time::sleep(wait.map_or(LOOK, |wait| wait.min(LOOK))) => {}
            }
        }
    }

    async fn carry_out(&self, task: BackupTask, schedule: Option<BackupSchedule>, store: &Store) {
        self.held().running = Some((task.clone(), (self.clock)()));
        let (data, database, wanted) = (self.data.clone(), self.database.clone(), task.clone());
        let done = tokio::task::spawn_blocking(move || {
            let source = BackupSource { data, database };
            source.carry_out(wanted, schedule)
        });
        let result = done.await.unwrap_or(Err(BackupError::BrokenOff));
        if task == BackupTask::Make {
            store.note_backup(result.is_err());
        }
        if let Err(error) = &result {
            error!("no backup was made: {error}");
        }
        let mut status = self.held();
        status.running = None;
        status.last = Some(DoneTask {
            task,
            result: result.map_err(Arc::new),
        });
    }

    fn held(&self) -> MutexGuard<'_, BackupStatus> {
        self.status.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What backups are made of.
struct BackupSource {
    data: PathBuf,
    database: Option<String>,
}

impl BackupSource {
    fn carry_out(
        &self,
        task: BackupTask,
        schedule: Option<BackupSchedule>,
    ) -> Result<BackupReport, BackupError> {
        match task {
            BackupTask::Make => {
                let schedule = schedule.ok_or(BackupError::NoFolder)?;
                fs::create_dir_all(&schedule.to).map_err(in_path(&schedule.to))?;
                let made = self.back_up(&schedule.to)?;
                rotate(&schedule.to, schedule.keep)?;
                Ok(made)
            }
            BackupTask::Copy { backup, to } => copy_backup(&backup, &to),
            BackupTask::Archive(files, author) => {
                let made = archive::make(&self.data, &files, |to| self.back_up(to))?;
                let now = author.at.unwrap_or_else(system_time);
                closing::note_archive(&*self.database()?.by(author), now)?;
                Ok(made)
            }
        }
    }

    fn database(&self) -> Result<Box<dyn Database>, BackupError> {
        Ok(match &self.database {
            Some(url) => Box::new(PostgresDatabase::at(url)?),
            None => Box::new(SqliteDatabase::at(&self.data)),
        })
    }

    fn back_up(&self, to: &Path) -> Result<BackupReport, BackupError> {
        match &self.database {
            Some(url) => back_up_database(&PostgresDatabase::at(url)?, to),
            None => back_up(&self.data, to),
        }
    }
}
