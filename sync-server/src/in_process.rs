//! A server without a socket: a request goes in as bytes and its answer comes out, one after the other, for simulations.

use std::net::Ipv4Addr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use hyper::service::Service;
use hyper_util::service::TowerToHyperService;
use tokio::runtime::Runtime;
use tokio::sync::watch;

use crate::http::{self, AppState};
use crate::listeners::{Audience, ListenAddresses};
use crate::server::{Config, ServeError, backup_runner, state};
use crate::store::Store;

/// A running server that nothing reaches but its owner. Dropped, it ends as by a kill: nothing more is written.
pub struct InProcess {
    running: Option<Running>,
}

struct Running {
    devices: Router,
    desk: Router,
    store: Arc<Store>,
    runtime: Runtime,
    /// Requests are held for as long as it lives.
    stop: watch::Sender<bool>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InProcessAnswer {
    /// The HTTP status; 599 where there was no answer.
    pub status: u16,
    /// What it says.
    pub body: Vec<u8>,
}

impl InProcess {
    /// Starts a server.
    ///
    /// # Errors
    /// As [`crate::serve`].
    pub fn start(config: &Config) -> Result<Self, ServeError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(ServeError::Listen)?;
        let (stop, stopping) = watch::channel(false);
        let listening = ListenAddresses::beside((Ipv4Addr::LOCALHOST, 0).into());
        let state: AppState = runtime.block_on(state(
            config,
            listening,
            stopping,
            Arc::new(backup_runner(config)),
        ))?;
        Ok(Self {
            running: Some(Running {
                devices: http::routes(Audience::Devices, &state).local(),
                desk: http::routes(Audience::Desk, &state).local(),
                store: state.store.clone(),
                runtime,
                stop,
            }),
        })
    }

    /// Answers a request: without a body a `GET`, with one a `POST` of JSON. The path has its query behind it.
    #[must_use]
    pub fn answer(
        &self,
        path: &str,
        token: Option<&str>,
        body: Option<Vec<u8>>,
    ) -> InProcessAnswer {
        let running = self.running.as_ref();
        running
            .and_then(|it| it.runtime.block_on(it.answer(path, token, body)))
            .unwrap_or(InProcessAnswer {
                status: 599,
                body: Vec::new(),
            })
    }

    /// Takes over at once what another process changed.
    ///
    /// # Errors
    /// [`ServeError::Store`] when the database fails.
    pub fn look(&self) -> Result<(), ServeError> {
        let running = self.running.as_ref().ok_or(ServeError::WriterEnded)?;
        Ok(running.runtime.block_on(running.store.look())?)
    }

    /// Ends the server in good order.
    ///
    /// # Errors
    /// [`ServeError::Store`] when something can't be written down.
    pub fn stop(self) -> Result<(), ServeError> {
        let running = self.running.as_ref().ok_or(ServeError::WriterEnded)?;
        Ok(running.runtime.block_on(running.store.close())?)
    }
}

impl Running {
    async fn answer(
        &self,
        path: &str,
        token: Option<&str>,
        body: Option<Vec<u8>>,
    ) -> Option<InProcessAnswer> {
        let mut request = Request::builder().uri(path).header("Host", "localhost");
        if let Some(token) = token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        let request = match body {
            None => request.body(Body::empty()),
            Some(body) => request
                .method("POST")
                .header("Content-Type", "application/json")
                .body(body.into()),
        };
        let is_of_desk = path.starts_with("/api/v1/totals");
        let router = if is_of_desk {
            &self.desk
        } else {
            &self.devices
        };
        let service = TowerToHyperService::new(router.clone());
        let answer = service.call(request.ok()?).await.ok()?;
        Some(InProcessAnswer {
            status: answer.status().as_u16(),
            body: to_bytes(answer.into_body(), usize::MAX).await.ok()?.into(),
        })
    }
}

impl Drop for InProcess {
    fn drop(&mut self) {
        let Some(Running {
            devices,
            desk,
            store,
            runtime,
            stop,
        }) = self.running.take()
        else {
            return;
        };
        let threads = store.abandon();
        drop((devices, desk, store, stop));
        drop(runtime);
        // The next server of this folder must find it free.
        for thread in threads {
            let _ = thread.join();
        }
    }
}
