//! A server on a thread of its own, for programs that are not asynchronous themselves: the kiosk's
//! demonstration, the tests and the benchmarks.

use std::net::{SocketAddr, TcpListener};
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use crate::server::{Config, ServeError, serve};

/// A running server. Dropping it ends it and waits until everything is written.
#[derive(Debug)]
pub struct Background {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Result<(), ServeError>>>,
}

impl Background {
    /// Starts a server on a listener that is bound already, so that its port is known at once.
    ///
    /// # Errors
    /// [`ServeError::Listen`] when the listener or a thread can't be used. What goes wrong later is told by [`Background::stop`].
    pub fn start(listener: TcpListener, config: Config) -> Result<Self, ServeError> {
        listener.set_nonblocking(true).map_err(ServeError::Listen)?;
        let address = listener.local_addr().map_err(ServeError::Listen)?;
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::Builder::new()
            .name("server".to_owned())
            .spawn(move || run(listener, config, stopped))
            .map_err(ServeError::Listen)?;
        Ok(Self {
            address,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Where the server listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
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
        // Whoever wants to know how it ended calls `stop`.
        let _ = self.end();
    }
}

fn run(
    listener: TcpListener,
    config: Config,
    stopped: oneshot::Receiver<()>,
) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(ServeError::Listen)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).map_err(ServeError::Listen)?;
        let shutdown = async {
            // An error means that the sender is gone, which is the signal.
            let _ = stopped.await;
        };
        serve(listener, config, shutdown).await
    })
}
