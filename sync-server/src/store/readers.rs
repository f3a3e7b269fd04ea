//! Connections that only read, for requests.

use std::sync::{Arc, Mutex};

use tokio::sync::Semaphore;

use super::error::StoreError;
use super::state::held;
use crate::ports::{PortError, ServerConnection, ServerDatabase, ServerTx};

/// How many requests read the database at once: everyone who waits for news wakes at the same moment,
/// and each reader has a thread and an open file.
const READERS: usize = 8;

/// A pool of connections that only read.
pub(super) struct Readers {
    database: Arc<dyn ServerDatabase>,
    idle: Arc<Mutex<Vec<Box<dyn ServerConnection>>>>,
    turns: Semaphore,
}

impl Readers {
    pub(super) fn new(database: Arc<dyn ServerDatabase>) -> Self {
        Self {
            database,
            idle: Arc::default(),
            turns: Semaphore::new(READERS),
        }
    }

    /// Reads within one transaction, on a thread that may block.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&dyn ServerTx) -> Result<T, PortError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let _turn = self.turns.acquire().await.map_err(|_| StoreError::Closed)?;
        self.database.check_in_place()?;
        let (database, idle) = (self.database.clone(), self.idle.clone());
        let reading = tokio::task::spawn_blocking(move || {
            let connection = held(&idle).pop();
            let mut connection = match connection {
                Some(connection) => connection,
                None => database.reader()?,
            };
            // A connection that failed is not used again.
            let found = read(&*connection.read()?)?;
            held(&idle).push(connection);
            Ok(found)
        });
        reading.await.map_err(|_| StoreError::Closed)?
    }

    /// Closes the connections.
    pub(super) fn close(&self) {
        held(&self.idle).clear();
    }
}
