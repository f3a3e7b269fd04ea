//! What every handler can reach.

use std::path::PathBuf;
use std::sync::Arc;

use shared::catalogue::ContentHash;
use shared::time::UnixMs;
use tokio::sync::watch;
use tracing::warn;

use super::snapshots::Snapshots;
use crate::clock::Clock;
use crate::media::{keep, path_of};
use crate::ports::Database;
use crate::store::Store;

/// What every handler can reach.
#[derive(Clone)]
pub(crate) struct AppState {
    pub(crate) store: Arc<Store>,
    pub(crate) snapshots: Snapshots,
    /// The folder of the exhibition's data.
    pub(crate) data: PathBuf,
    /// The database that pictures are fetched from where they are not in the folder.
    pub(crate) media: Option<Arc<dyn Database>>,
    pub(crate) clock: Clock,
    pub(crate) stopping: watch::Receiver<bool>,
}

impl AppState {
    /// Returns the time by the server's clock.
    pub(crate) fn now(&self) -> UnixMs {
        (self.clock)()
    }

    /// Keeps the content of a hash in the folder, where another server has put it into the database. One that can't be
    /// had is missing from the folder afterwards.
    pub(crate) async fn keep_media(&self, hash: &str) {
        let (Some(database), Ok(hash)) = (self.media.clone(), hash.parse::<ContentHash>()) else {
            return;
        };
        let data = self.data.clone();
        let fetched = tokio::task::spawn_blocking(move || {
            if !path_of(&data, &hash).exists() {
                match database.media().open(&hash) {
                    Ok(content) => {
                        keep(&data, &hash, content).map_err(|error| error.to_string())?;
                    }
                    Err(error) => return Err(error.to_string()),
                }
            }
            Ok(())
        });
        if let Ok(Err(error)) = fetched.await {
            warn!("fetching the content {hash} from the database: {error}");
        }
    }
}
