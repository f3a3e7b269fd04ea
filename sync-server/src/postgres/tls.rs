//! TLS to PostgreSQL, for addresses with `sslmode=require`: the server's certificate has to name the host, and to be
//! signed by an authority that this machine trusts.

use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use postgres::Socket;
use postgres::tls::{ChannelBinding, MakeTlsConnect, TlsConnect, TlsStream};
use rustls::ClientConfig;
use rustls::pki_types::{InvalidDnsNameError, ServerName};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_rustls::TlsConnector;

use super::error::PostgresError;
use crate::tls_roots::{SYSTEM_ROOTS, client_config};

/// Names a file with the authorities' certificates, as for PostgreSQL's own programs.
const ROOTS_VARIABLE: &str = "PGSSLROOTCERT";

/// Begins TLS.
#[derive(Clone)]
pub(super) struct PostgresTls(Arc<ClientConfig>);

impl PostgresTls {
    /// Reads the certificates of the authorities.
    pub(super) fn new() -> Result<Self, PostgresError> {
        let path = std::env::var_os(ROOTS_VARIABLE);
        let path = path.map_or_else(|| PathBuf::from(SYSTEM_ROOTS), PathBuf::from);
        let failed = |error: String| PostgresError::Tls {
            path: path.clone(),
            error,
        };
        let config = client_config(&path).map_err(failed)?;
        Ok(Self(Arc::new(config)))
    }
}

impl MakeTlsConnect<Socket> for PostgresTls {
    type Stream = Stream;
    type TlsConnect = Handshake;
    type Error = InvalidDnsNameError;

    fn make_tls_connect(&mut self, host: &str) -> Result<Handshake, InvalidDnsNameError> {
        let name = ServerName::try_from(host.to_owned())?;
        Ok(Handshake(TlsConnector::from(self.0.clone()), name))
    }
}

/// A connection that is about to speak TLS.
pub(super) struct Handshake(TlsConnector, ServerName<'static>);

impl TlsConnect<Socket> for Handshake {
    type Stream = Stream;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = io::Result<Stream>> + Send>>;

    fn connect(self, socket: Socket) -> Self::Future {
        Box::pin(async move {
            let stream = self.0.connect(self.1, socket).await?;
            Ok(Stream(Box::new(stream)))
        })
    }
}

/// A connection that speaks TLS.
pub(super) struct Stream(Box<tokio_rustls::client::TlsStream<Socket>>);

impl TlsStream for Stream {
    fn channel_binding(&self) -> ChannelBinding {
        ChannelBinding::none()
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut *self.0).poll_write(context, buffer)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.0).poll_shutdown(context)
    }
}
