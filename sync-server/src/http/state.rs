//! What every handler can reach.

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;

use shared::time::UnixMs;
use tokio::sync::watch;

use super::allowance::Allowances;
use super::desk::{IssueJobs, OpenCount, PendingCodes, SignInPauses};
use super::error::ApiError;
use super::machine::ApiUses;
use super::media::MediaFiles;
use super::snapshots::Snapshots;
use super::tls::Tls;
use crate::backup::{self, BackupRunner};
use crate::clock::Clock;
use crate::listeners::ListenAddresses;
use crate::ports::Database;
use crate::store::{Store, StoreError};
use crate::webhooks::WebhookClient;

/// What every handler can reach. It is cloned several times for each request.
#[derive(Clone)]
pub(crate) struct AppState(Arc<AppParts>);

/// The parts of the server that handlers use.
pub(crate) struct AppParts {
    pub(crate) store: Arc<Store>,
    /// For what organisers do, and what devices do in their place.
    pub(crate) database: Arc<dyn Database>,
    pub(crate) backups: Arc<BackupRunner>,
    /// The totals for the organisers.
    pub(crate) snapshots: Snapshots,
    /// The totals for wall screens.
    pub(crate) wall_snapshots: Snapshots,
    pub(crate) allowances: Arc<Allowances>,
    pub(crate) sign_in_pauses: Arc<SignInPauses>,
    pub(crate) pending_codes: Arc<PendingCodes>,
    pub(crate) open_count: OpenCount,
    pub(crate) api_uses: ApiUses,
    pub(crate) webhooks: Arc<WebhookClient>,
    /// The folder of the server's files.
    pub(crate) data: PathBuf,
    pub(crate) issue_jobs: IssueJobs,
    pub(crate) kiosks_media: Arc<MediaFiles>,
    pub(crate) phones_media: Arc<MediaFiles>,
    pub(crate) tls: Tls,
    pub(crate) listening: ListenAddresses,
    pub(crate) clock: Clock,
    pub(crate) stopping: watch::Receiver<bool>,
}

impl From<AppParts> for AppState {
    fn from(parts: AppParts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Deref for AppState {
    type Target = AppParts;

    fn deref(&self) -> &AppParts {
        &self.0
    }
}

impl AppState {
    /// Returns the time by the server's clock.
    pub(crate) fn now(&self) -> UnixMs {
        (self.clock)()
    }

    /// Does something with the database where it may block.
    ///
    /// # Errors
    /// [`ApiError::Store`] when the server stops meanwhile.
    pub(crate) async fn operate<T: Send + 'static>(
        &self,
        operation: impl FnOnce(&dyn Database) -> T + Send + 'static,
    ) -> Result<T, ApiError> {
        let database = self.database.clone();
        let done = tokio::task::spawn_blocking(move || operation(&*database)).await;
        done.map_err(|_| StoreError::Closed.into())
    }

    /// Adds what was deleted of people to the list beside the backups. Where that can't be, the next backup does it.
    pub(crate) async fn note_deletions(&self) {
        let Some(schedule) = self.backups.schedule(&self.store) else {
            return;
        };
        if !schedule.to.is_dir() {
            return;
        }
        let noted = self.operate(move |it| backup::note_deletions(it, &schedule.to));
        if let Ok(Err(error)) = noted.await {
            tracing::error!("what was deleted is not noted beside the backups: {error}");
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::net::Ipv4Addr;
    use std::path::Path;

    use super::*;
    use crate::operations::{catalogue, setup};
    use crate::sqlite::SqliteDatabase;

    /// Opens a server without sockets on a new exhibition, for as long as the sender lives.
    pub(crate) async fn new_exhibition(folder: &Path) -> (AppState, watch::Sender<bool>) {
        let config = crate::Config::new(folder);
        let sample = catalogue::sample().unwrap();
        setup::init(&SqliteDatabase::at(folder), &sample, None, (config.clock)()).unwrap();
        let listening = ListenAddresses::beside((Ipv4Addr::LOCALHOST, 0).into());
        let (stop, stopping) = watch::channel(false);
        let backups = Arc::new(crate::server::backup_runner(&config));
        let app = crate::server::state(&config, listening, stopping, backups).await;
        (app.unwrap(), stop)
    }
}
