//! How many requests of a kind are served at once, in all and for each client, so that no audience takes what another
//! needs.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::connections::{Holder, OpenConnection};
use super::error::ApiError;

/// Long enough for pictures before it to be sent.
const PATIENCE: Duration = Duration::from_secs(5);

/// A budget of requests at once.
#[derive(Clone)]
pub(crate) struct Budget(Arc<Inner>);

struct Inner {
    all: Arc<Semaphore>,
    each: usize,
    /// How long a request waits for its turn.
    patience: Duration,
    clients: Mutex<HashMap<Holder, Weak<Semaphore>>>,
}

/// A place in a budget, which is free again when this is dropped.
pub(crate) struct Turn {
    _own: OwnedSemaphorePermit,
    _of_all: OwnedSemaphorePermit,
}

impl Budget {
    /// As many requests in all as there may be of each client.
    pub(crate) const UNLIMITED: usize = Semaphore::MAX_PERMITS;

    /// Returns a budget for so many requests in all, and so many of each client.
    pub(crate) fn new(all: usize, each: usize) -> Self {
        Self::with_patience(all, each, PATIENCE)
    }

    fn with_patience(all: usize, each: usize, patience: Duration) -> Self {
        Self(Arc::new(Inner {
            all: Arc::new(Semaphore::new(all)),
            each,
            patience,
            clients: Mutex::default(),
        }))
    }

    /// Returns a budget for work that one processor does: half of them stay free for others.
    pub(crate) fn of_processors() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let half = processors.div_ceil(2);
        Self::new(half, half)
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// [`ApiError::Busy`] when there is none in time.
    pub(crate) async fn turn(&self, client: Holder) -> Result<Turn, ApiError> {
        let own = self.of_client(client);
        let turn = async {
            Some(Turn {
                _own: own.acquire_owned().await.ok()?,
                _of_all: self.0.all.clone().acquire_owned().await.ok()?,
            })
        };
        let turn = tokio::time::timeout(self.0.patience, turn).await;
        turn.ok().flatten().ok_or(ApiError::Busy)
    }

    fn of_client(&self, client: Holder) -> Arc<Semaphore> {
        let clients = self.0.clients.lock();
        let mut clients = clients.unwrap_or_else(PoisonError::into_inner);
        make_room(&mut clients, |_, own| own.strong_count() > 0);
        let own = clients.entry(client).or_default();
        own.upgrade().unwrap_or_else(|| {
            let new = Arc::new(Semaphore::new(self.0.each));
            *own = Arc::downgrade(&new);
            new
        })
    }
}

/// Forgets what is no longer needed once a map is full. A map whose entries are needed grows, so that not every request
/// looks through all of them.
pub(super) fn make_room<K: Eq + Hash, V>(
    map: &mut HashMap<K, V>,
    is_needed: impl Fn(&K, &V) -> bool,
) {
    if map.len() < map.capacity() {
        return;
    }
    map.retain(|key, value| is_needed(key, value));
    if map.len() > map.capacity() / 2 {
        map.reserve(map.len());
    }
}

/// Answers a request within a budget. What streams afterwards is not counted.
pub(crate) async fn within(
    State(budget): State<Budget>,
    client: Client,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    let _turn = budget.turn(client.0).await?;
    Ok(next.run(request).await)
}

/// Who sends a request.
pub(crate) struct Client(pub(crate) Holder);

impl<S: Sync> FromRequestParts<S> for Client {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let connection = parts.extensions.get::<OpenConnection>();
        Ok(Self(
            connection.map_or(Holder::Nobody, OpenConnection::holder),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn full_client_leaves_turns_to_others() {
        let budget = Budget::with_patience(3, 2, Duration::from_millis(20));
        let client = |last| Holder::Address([10, 0, 0, last].into());
        let first = budget.turn(client(1)).await.unwrap();
        let _second = budget.turn(client(1)).await.unwrap();
        assert!(budget.turn(client(1)).await.is_err());
        let other = budget.turn(client(2)).await.unwrap();
        assert!(budget.turn(client(3)).await.is_err(), "all are taken");
        drop(other);
        assert!(budget.turn(client(3)).await.is_ok());
        drop(first);
        assert!(budget.turn(client(1)).await.is_ok());
    }
}
