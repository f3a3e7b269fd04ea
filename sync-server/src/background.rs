//! A server on a thread of its own, for programs that are not asynchronous themselves: the kiosk's
//! demonstration, the tests and the benchmarks.

use std::thread::JoinHandle;

use tokio::sync::oneshot;

use crate::listeners::{ListenAddresses, Listeners};
use crate::server::{Config, ServeError, serve};

/// A running server. Dropping it ends it and waits until everything is written.
#[derive(Debug)]
pub struct Background {
    addresses: ListenAddresses,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Result<(), ServeError>>>,
}

impl Background {
    /// Starts a server on listeners that are bound already, so that their ports are known at once.
    ///
    /// # Errors
    /// [`ServeError::Listen`] when a listener or a thread can't be used. [`Background::stop`] returns later errors.
    pub fn start(listeners: Listeners, config: Config) -> Result<Self, ServeError> {
        let addresses = listeners.addresses().map_err(ServeError::Listen)?;
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::Builder::new()
            .name("server".to_owned())
            .spawn(move || run(listeners, config, stopped))
            .map_err(ServeError::Listen)?;
        Ok(Self {
            addresses,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Where the server listens.
    #[must_use]
    pub fn addresses(&self) -> ListenAddresses {
        self.addresses
    }

    /// Ends the server and waits until everything is written.
    ///
    /// # Errors
    /// What the server ended with.
    pub fn stop(mut self) -> Result<(), ServeError> {
        self.end()
    }

    fn end(&mut self) -> Result<(), ServeError> {
        drop(self.stop.take());
        match self.thread.take().map(JoinHandle::join) {
            None | Some(Ok(Ok(()))) => Ok(()),
            Some(Ok(Err(error))) => Err(error),
            Some(Err(_)) => Err(ServeError::Listen(std::io::Error::other(
                "the server's thread ended by a panic",
            ))),
        }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        // `stop` returns how it ended.
        let _ = self.end();
    }
}

fn run(
    listeners: Listeners,
    config: Config,
    stopped: oneshot::Receiver<()>,
) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(ServeError::Listen)?;
    runtime.block_on(async {
        let shutdown = async {
            // An error means that the sender is gone, which is the signal.
            let _ = stopped.await;
        };
        serve(listeners, config, shutdown).await
    })
}
