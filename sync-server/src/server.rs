//! The server as a whole: its settings, its start and its end.

use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use shared::time::UnixMs;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::Instant;
use tracing::{error, info, warn};

use crate::announce::Announcement;
use crate::backup::{self, BackupError, BackupRunner, BackupSchedule, PendingRestore, REMOVABLE};
use crate::clock::{Clock, system_time};
use crate::descriptors::{FILES_WANTED, raise_limit};
use crate::http::{
    self, AppParts, AppState, Listening, MediaFiles, OpenConnections, Snapshots, Tls,
};
use crate::listeners::{Audience, ListenAddresses, Listeners};
use crate::operations::addresses;
use crate::operations::links::LinkKind;
use crate::operations::people;
use crate::operations::server_keys::{self, ServerKeyError};
use crate::ports::{Author, Database, PortError, ServerDatabase};
use crate::postgres::PostgresDatabase;
use crate::service_manager;
use crate::sqlite::{SqliteDatabase, SqliteError, SqliteServer};
use crate::store::{Store, StoreError};
use crate::webhooks;

/// How long requests that are under way may take to end once the server is stopping.
const FAREWELL: Duration = Duration::from_secs(10);

/// How long what still holds the database is waited for before it is looked at again.
const RELEASE: Duration = Duration::from_millis(50);
/// How often it is looked whether people's data is to be deleted.
const RETENTION_LOOK: Duration = Duration::from_mins(30);

/// How many connections are kept open at most.
const MOST_CONNECTIONS: u64 = 4_096;

/// What a server needs to know.
#[derive(Clone)]
pub struct Config {
    /// The folder of the exhibition, or of this server's own files where the exhibition is in PostgreSQL.
    pub data: PathBuf,
    /// The address of the exhibition in PostgreSQL.
    pub database: Option<String>,
    /// Its clock.
    pub clock: Clock,
    /// Whether to start although the clock is behind what was stored before.
    pub clock_is_right: bool,
    /// When backups are made, if any.
    pub backups: Option<BackupSchedule>,
    /// The folders below which disks are found that are plugged in.
    pub removable: Vec<PathBuf>,
    /// The addresses that kiosks are told; none for this computer's own.
    pub advertised: Vec<String>,
    /// Whether the server announces itself by mDNS.
    pub announces: bool,
    /// Whether an exhibition that is missing is made in the browser first.
    pub sets_up: bool,
}

impl Config {
    /// The exhibition in this folder, by the system's clock.
    #[must_use]
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            database: None,
            clock: Arc::new(system_time),
            clock_is_right: false,
            backups: None,
            removable: REMOVABLE.map(PathBuf::from).to_vec(),
            advertised: Vec::new(),
            announces: false,
            sets_up: false,
        }
    }
}

/// Why a server can't start or go on.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The exhibition's data can't be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The key of TLS can't be made.
    #[error(transparent)]
    Key(#[from] ServerKeyError),
    /// Connections can't be taken.
    #[error("taking connections failed: {0}")]
    Listen(#[from] std::io::Error),
    /// The thread that stores records has ended by itself.
    #[error(
        "storing records has ended unexpectedly; start the server again. Kiosks send again what was not acknowledged"
    )]
    WriterEnded,
    /// The start was broken off.
    #[error("reading the exhibition's data was broken off; start the server again")]
    Interrupted,
}

/// Serves an exhibition until `shutdown` comes about, then lets requests that are under way end.
/// Live streams and held feed requests are ended at once.
///
/// # Errors
/// [`ServeError`] when the data folder holds no exhibition, is in use by another server, or fails, and when the clock
/// is far behind what was stored before: kiosks would take over the wrong time, and turn everybody away.
pub async fn serve(
    listeners: Listeners,
    config: Config,
    shutdown: impl Future<Output = ()> + Send,
) -> Result<(), ServeError> {
    let mut shutdown = pin!(shutdown);
    service_manager::ready();
    let alive = tokio::spawn(service_manager::tell_of_life());
    let served = serve_until(listeners, config, &mut shutdown).await;
    alive.abort();
    served
}

async fn serve_until(
    listeners: Listeners,
    config: Config,
    mut shutdown: &mut (impl Future<Output = ()> + Unpin),
) -> Result<(), ServeError> {
    if config.sets_up && !SqliteDatabase::at(&config.data).file().exists() {
        let listener = listeners.desk.try_clone()?;
        listener.set_nonblocking(true)?;
        let listener = TcpListener::from_std(listener)?;
        tokio::select! {
            set_up = http::set_up(listener, config.data.clone(), config.clock.clone()) => set_up?,
            () = &mut shutdown => return Ok(()),
        }
    }
    let connections = most_connections(raise_limit());
    let backups = Arc::new(backup_runner(&config));
    loop {
        let listeners = listeners.try_clone()?;
        let end = serve_once(listeners, &config, &backups, connections, &mut shutdown);
        let Some(restore) = end.await? else {
            return Ok(());
        };
        put_back(&config, &backups, restore).await?;
    }
}

/// Serves until `shutdown` resolves, or a backup is to be put back, which is returned.
async fn serve_once(
    listeners: Listeners,
    config: &Config,
    backups: &Arc<BackupRunner>,
    connections: usize,
    shutdown: &mut (impl Future<Output = ()> + Unpin),
) -> Result<Option<PendingRestore>, ServeError> {
    let listening = listeners.addresses()?;
    let (stop, stopping) = watch::channel(false);
    let state = state(config, listening, stopping.clone(), backups.clone()).await?;
    let store = state.store.clone();
    let told = webhooks::tell(store.clone(), state.webhooks.clone(), config.clock.clone());
    tokio::spawn(until_stopped(told, stopping.clone()));
    let (runner, of_runner) = (backups.clone(), (store.clone(), stopping.clone()));
    tokio::spawn(async move { runner.run(of_runner.0, of_runner.1).await });
    tokio::spawn(keep_retention(state.clone(), stopping));
    let open = OpenConnections::new(connections);
    let listen = |audience, listener: std::net::TcpListener| {
        listener.set_nonblocking(true)?;
        let listening = Listening {
            routes: http::routes(audience, &state),
            tls: state.tls.clone(),
            open: open.clone(),
            stopping: state.stopping.clone(),
        };
        Ok::<_, ServeError>(http::serve(TcpListener::from_std(listener)?, listening))
    };
    let devices = listen(Audience::Devices, listeners.devices)?;
    let desk = listen(Audience::Desk, listeners.desk)?;
    let public = listen(Audience::Public, listeners.public)?;
    let served = async {
        tokio::join!(devices, desk, public);
    };
    let announcement = config
        .announces
        .then(|| Announcement::start(listening.devices));
    let mut restore = None;
    let farewell = async {
        tokio::select! {
            // Once it came about it is not asked again.
            biased;
            () = shutdown => {}
            wanted = backups.wanted_restore() => restore = Some(wanted),
        }
        drop(announcement);
        stop.send_replace(true);
        tokio::time::sleep(FAREWELL).await;
    };
    tokio::select! {
        // Signals are handled before the first answer, so that a client that was answered can end the server in good order.
        biased;
        () = farewell => warn!("some requests did not end in time and were cut off"),
        () = served => {}
        // A server that can store nothing must not look alive: its supervisor restarts it.
        () = store.ended() => return Err(ServeError::WriterEnded),
    }
    store.close().await?;
    Ok(restore)
}

/// Puts a backup in place while nothing is served. Where that can't be, the server goes on with what it had.
async fn put_back(
    config: &Config,
    backups: &BackupRunner,
    restore: PendingRestore,
) -> Result<(), ServeError> {
    let PendingRestore { plan, author } = restore;
    let until = Instant::now() + FAREWELL;
    loop {
        let (config, plan, author) = (config.clone(), plan.clone(), author.clone());
        let restored = tokio::task::spawn_blocking(move || {
            if let Some(url) = &config.database {
                let database = PostgresDatabase::at(url)?;
                backup::restore_into(&database, &plan)?;
                backup::note_restore(&*database.by(author), &plan)?;
            } else {
                backup::restore(&plan)?;
                let database = SqliteDatabase::at(&config.data);
                backup::note_restore(&*database.by(author), &plan)?;
            }
            Ok(plan)
        });
        let restored = restored.await.map_err(|_| ServeError::Interrupted)?;
        match restored {
            // What still answers somebody holds the database for a moment.
            Err(BackupError::Sqlite(SqliteError::InUse(_))) if Instant::now() < until => {
                tokio::time::sleep(RELEASE).await;
            }
            restored => {
                if let Err(error) = &restored {
                    error!("the backup is not put in place: {error}");
                }
                backups.note_restore(restored);
                return Ok(());
            }
        }
    }
}

/// Returns what makes backups of a server.
pub(crate) fn backup_runner(config: &Config) -> BackupRunner {
    BackupRunner::new(
        &config.data,
        config.database.clone(),
        config.backups.clone(),
        config.removable.clone(),
        config.clock.clone(),
    )
}

/// Deletes people's data on its date, as long as the server runs.
async fn keep_retention(state: AppState, mut stopping: watch::Receiver<bool>) {
    loop {
        let now = state.now();
        let author = Author {
            name: Author::SERVER.to_owned(),
            at: Some(now),
        };
        let delete = move |it: &dyn Database| people::delete_expired(&*it.by(author), now);
        match state.operate(delete).await {
            Ok(Ok(Some(report))) => {
                info!("people's data was deleted on its date: {report:?}");
                state.note_deletions().await;
            }
            Ok(Ok(None)) => {}
            Ok(Err(error)) => error!("people's data is not deleted yet: {error}"),
            Err(error) => error!("people's data is not deleted yet: {error}"),
        }
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => return,
            () = tokio::time::sleep(RETENTION_LOOK) => {}
        }
    }
}

/// Opens the exhibition, and returns what every handler reaches.
pub(crate) async fn state(
    config: &Config,
    listening: ListenAddresses,
    stopping: watch::Receiver<bool>,
    backups: Arc<BackupRunner>,
) -> Result<AppState, ServeError> {
    let (data, url) = (config.data.clone(), config.database.clone());
    let advertised = config.advertised.clone();
    let now = (!config.clock_is_right).then(|| (config.clock)());
    let made = (config.clock)();
    let prepare = move |database: &dyn Database| {
        server_keys::ensure(database, made)?;
        let kept = addresses::keep_addresses(database, &listening, &advertised);
        Ok(kept.map_err(StoreError::from)?)
    };
    let open = move || open(&data, url.as_deref(), now, &prepare);
    let opened = tokio::task::spawn_blocking(open).await;
    let (store, media) = opened.map_err(|_| ServeError::Interrupted)??;
    let store = Arc::new(store);
    let snapshots = |kind| {
        let view = move |totals| http::seen_by(kind, totals);
        Snapshots::start(store.clone(), view, config.clock.clone(), stopping.clone())
    };
    let parts = AppParts {
        snapshots: snapshots(LinkKind::Desk),
        wall_snapshots: snapshots(LinkKind::Wall),
        listening,
        tls: Tls::new(store.clone()),
        store,
        database: media
            .clone()
            .unwrap_or_else(|| Arc::new(SqliteDatabase::at(&config.data))),
        backups,
        allowances: Arc::default(),
        sign_in_pauses: Arc::default(),
        pending_codes: Arc::default(),
        open_count: http::OpenCount::default(),
        api_uses: http::ApiUses::default(),
        webhooks: Arc::default(),
        data: config.data.clone(),
        issue_jobs: http::IssueJobs::default(),
        kiosks_media: MediaFiles::for_kiosks(&config.data, media.clone()),
        phones_media: MediaFiles::for_phones(&config.data, media),
        clock: config.clock.clone(),
        stopping,
    };
    Ok(parts.into())
}

/// Returns how many connections are kept open where so many files may be. Half are left for the database, pictures, and
/// connections that are about to end.
fn most_connections(files: u64) -> usize {
    if files < FILES_WANTED {
        warn!(
            "this system lets the server open only {files} files, which is too few for a busy exhibition; raise the limit to {FILES_WANTED} (`ulimit -n`, or LimitNOFILE= in a systemd unit) and start again"
        );
    }
    (files / 2).min(MOST_CONNECTIONS) as usize
}

/// Opens the store, and the database that pictures are fetched from where they are not in the folder.
fn open(
    data: &Path,
    url: Option<&str>,
    now: Option<UnixMs>,
    prepare: &dyn Fn(&dyn Database) -> Result<(), ServeError>,
) -> Result<(Store, Option<Arc<dyn Database>>), ServeError> {
    let Some(url) = url else {
        let (database, connection) = SqliteServer::open(data)
            .map_err(PortError::from)
            .map_err(StoreError::from)?;
        prepare(&SqliteDatabase::at(data))?;
        let store = Store::open(Arc::new(database), Box::new(connection), now)?;
        return Ok((store, None));
    };
    let database = Arc::new(PostgresDatabase::at(url).map_err(StoreError::from)?);
    prepare(&*database)?;
    let writer = database.reader().map_err(StoreError::from)?;
    let store = Store::open(database.clone(), writer, now)?;
    Ok((store, Some(database)))
}

/// Does something until the server stops.
async fn until_stopped(work: impl Future<Output = ()>, mut stopping: watch::Receiver<bool>) {
    tokio::select! {
        _ = stopping.wait_for(|stopping| *stopping) => {}
        () = work => {}
    }
}
