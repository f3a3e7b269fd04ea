//! The connection to another program's address.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, Method, Request, header};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_stream::StreamExt;

use crate::operations::webhooks::{AddressError, WebhookAddress};
use crate::tls_roots::{SYSTEM_ROOTS, client_config};

/// How long a delivery may take in all.
const PATIENCE: Duration = Duration::from_secs(10);
/// Names a file with the authorities that are trusted in the place of the system's.
const ROOTS_VARIABLE: &str = "SSL_CERT_FILE";
/// How much of an answer is read.
const ANSWER_BYTES: usize = 1_024;
/// How much of it is kept, in characters.
const ANSWER_CHARS: usize = 200;

/// Why nothing was answered.
#[derive(Debug, thiserror::Error)]
pub(super) enum ClientError {
    #[error(transparent)]
    Address(#[from] AddressError),
    #[error("the name {0} leads nowhere")]
    Name(String),
    #[error("no connection: {0}")]
    Connect(std::io::Error),
    #[error("no TLS: {0}")]
    Tls(String),
    #[error("no answer: {0}")]
    Http(#[from] hyper::Error),
    #[error("the request can't be written: {0}")]
    Request(#[from] axum::http::Error),
    #[error("no answer within {} s", PATIENCE.as_secs())]
    Late,
}

/// What the other program answered.
pub(super) struct WebhookAnswer {
    /// The status.
    pub(super) status: u16,
    /// How the body begins.
    pub(super) text: String,
}

/// What is sent.
pub(super) struct SignedPost<'a> {
    pub(super) address: &'a str,
    pub(super) is_private: bool,
    pub(super) headers: Vec<(HeaderName, String)>,
    pub(super) body: Bytes,
}

/// Opens connections. The trusted authorities are read once, when they are first needed.
#[derive(Default)]
pub(crate) struct WebhookClient {
    tls: OnceLock<Arc<ClientConfig>>,
}

impl WebhookClient {
    /// Sends a request and returns the answer. A redirection is not followed.
    pub(super) async fn post(&self, request: SignedPost<'_>) -> Result<WebhookAnswer, ClientError> {
        let sent = tokio::time::timeout(PATIENCE, self.send(request)).await;
        sent.map_err(|_| ClientError::Late)?
    }

    async fn send(&self, request: SignedPost<'_>) -> Result<WebhookAnswer, ClientError> {
        let address = WebhookAddress::read(request.address, request.is_private)?;
        let mut builder = Request::builder()
            .method(Method::POST)
            .uri(&address.path)
            .header(header::HOST, &address.authority)
            .header(header::CONTENT_TYPE, "application/json")
            .header(
                header::USER_AGENT,
                concat!("exhibition/", env!("CARGO_PKG_VERSION")),
            )
            .header(header::CONTENT_LENGTH, request.body.len());
        for (name, value) in &request.headers {
            builder = builder.header(
                name,
                HeaderValue::from_str(value).map_err(axum::http::Error::from)?,
            );
        }
        let message = builder.body(Body::from(request.body))?;
        let stream = connect(&address, request.is_private).await?;
        if !address.is_tls {
            return exchange(stream, message).await;
        }
        let name = ServerName::try_from(address.host.clone());
        let name = name.map_err(|error| ClientError::Tls(error.to_string()))?;
        let connector = TlsConnector::from(self.tls()?);
        let stream = connector.connect(name, stream).await;
        exchange(
            stream.map_err(|error| ClientError::Tls(error.to_string()))?,
            message,
        )
        .await
    }

    fn tls(&self) -> Result<Arc<ClientConfig>, ClientError> {
        if let Some(config) = self.tls.get() {
            return Ok(config.clone());
        }
        let path = std::env::var_os(ROOTS_VARIABLE);
        let path = path.map_or_else(|| Path::new(SYSTEM_ROOTS).to_owned(), PathBuf::from);
        let config = client_config(&path).map_err(|error| {
            ClientError::Tls(format!(
                "{error}, in the authorities' file {}",
                path.display()
            ))
        })?;
        Ok(self.tls.get_or_init(|| Arc::new(config)).clone())
    }
}

/// Connects to what the host's name leads to. The address that was checked is the one that is connected to, so that a name
/// can't lead elsewhere in between.
async fn connect(address: &WebhookAddress, is_private: bool) -> Result<TcpStream, ClientError> {
    let nowhere = || ClientError::Name(address.host.clone());
    let found: Vec<SocketAddr> = if let Ok(ip) = address.host.parse::<IpAddr>() {
        vec![(ip, address.port).into()]
    } else {
        let found = tokio::net::lookup_host((address.host.as_str(), address.port)).await;
        found.map_err(|_| nowhere())?.collect()
    };
    let mut failed = nowhere();
    for at in found {
        if let Err(error) = address.check(at.ip(), is_private) {
            failed = error.into();
            continue;
        }
        match TcpStream::connect(at).await {
            Ok(stream) => return Ok(stream),
            Err(error) => failed = ClientError::Connect(error),
        }
    }
    Err(failed)
}

async fn exchange<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    stream: S,
    message: Request<Body>,
) -> Result<WebhookAnswer, ClientError> {
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    let connection = tokio::spawn(connection);
    let answered = sender.send_request(message).await;
    let answer = match answered {
        Ok(answer) => answer,
        Err(error) => {
            connection.abort();
            return Err(error.into());
        }
    };
    let status = answer.status().as_u16();
    let text = beginning(answer.into_body()).await;
    connection.abort();
    Ok(WebhookAnswer { status, text })
}

/// Reads how a body begins. What breaks off is as good as what ends: the status was there.
async fn beginning(body: Incoming) -> String {
    let mut bytes = Vec::new();
    let mut parts = Body::new(body).into_data_stream();
    while bytes.len() < ANSWER_BYTES
        && let Some(Ok(part)) = parts.next().await
    {
        bytes.extend_from_slice(&part);
    }
    bytes.truncate(ANSWER_BYTES);
    let text = String::from_utf8_lossy(&bytes);
    let readable = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    readable.take(ANSWER_CHARS).collect()
}
