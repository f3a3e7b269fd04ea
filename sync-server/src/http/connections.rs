//! Accepts connections and ends them: none stays open without use.
//!
//! The head of a request must come within [`PATIENCE`], which also ends connections that are idle between requests; a body
//! at a pace, and a device's within the time that `limits` allows; the answer must be read at its pace; the operating system ends a connection
//! whose other side does not answer; and `open` ends the quietest when there are too many.

mod body;
mod open;
mod paced;

use std::io::ErrorKind;
use std::net::IpAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::Service;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use socket2::{SockRef, TcpKeepalive};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{oneshot, watch};
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_rustls::server::TlsStream;
use tracing::warn;

use super::audience::Routes;
use super::tls::Tls;

use body::PacedBody;
pub(crate) use open::{Holder, OpenConnection, OpenConnections};
use paced::{Pace, PacedStream};

/// What a client must keep to.
#[derive(Debug, Clone, Copy)]
struct Patience {
    /// How long the head of a request may take, from the answer before it on.
    head: Duration,
    /// The slowest it may read.
    pace: Pace,
    /// The slowest the body of a request may come.
    body: Pace,
}

/// Kiosks send a request every ten seconds. A page is tens of kilobytes, which phones read faster than 4 kB/s.
const PATIENCE: Patience = Patience {
    head: Duration::from_secs(30),
    pace: Pace {
        bytes: 128 << 10,
        within: Duration::from_secs(30),
    },
    body: Pace {
        bytes: 128 << 10,
        within: Duration::from_secs(90),
    },
};
/// With this byte begins a handshake of TLS (RFC 8446, section 5.1), and no request of HTTP.
const TLS_HANDSHAKE: u8 = 22;
/// The most that is buffered of a request's head or of an answer.
const BUFFER: usize = 64 << 10;
/// How long a connection may be silent until the other side is asked for a sign of life.
const SILENCE: Duration = Duration::from_secs(30);
/// How far apart such questions are.
const QUESTIONS: Duration = Duration::from_secs(10);
/// How many of them may stay unanswered.
const UNANSWERED: u32 = 3;
/// How long what was sent may stay unacknowledged: a live page that went out of reach.
#[cfg(target_os = "linux")]
const UNHEARD: Duration = Duration::from_mins(1);
/// How long to wait when the system gives no further connection, as when all file numbers are taken.
const PAUSE: Duration = Duration::from_secs(1);

/// What the connections of a listener share.
#[derive(Clone)]
pub(crate) struct Listening {
    pub(crate) routes: Routes,
    pub(crate) tls: Tls,
    pub(crate) open: OpenConnections,
    pub(crate) stopping: watch::Receiver<bool>,
}

/// Accepts connections until the server stops, then lets requests that are under way end. Dropped before, it cuts them
/// off.
pub(crate) async fn serve(listener: TcpListener, listening: Listening) {
    let mut answering = JoinSet::new();
    let mut stop = listening.stopping.clone();
    let mut stopped = pin!(async {
        let _ = stop.wait_for(|stopping| *stopping).await;
    });
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    prepare(&stream);
                    answering.spawn(listening.clone().greet(stream, peer.ip()));
                }
                // The client hung up before it was accepted.
                Err(error) if error.kind() == ErrorKind::ConnectionAborted => {}
                Err(error) => {
                    warn!("a connection could not be accepted: {error}");
                    tokio::time::sleep(PAUSE).await;
                }
            },
            Some(_) = answering.join_next() => {}
            () = &mut stopped => break,
        }
    }
    drop(listener);
    while answering.join_next().await.is_some() {}
}

impl Listening {
    /// Answers a connection, after the handshake where the client begins one.
    async fn greet(self, stream: TcpStream, peer: IpAddr) {
        let (connection, mut ended) = self.open.add(peer);
        let mut stopping = self.stopping.clone();
        let stop = async {
            let _ = stopping.wait_for(|stopping| *stopping).await;
        };
        let handshake = timeout(PATIENCE.head, self.handshake(stream));
        let stream = tokio::select! {
            stream = handshake => stream.ok().flatten(),
            _ = &mut ended => return,
            () = stop => return,
        };
        let Some(stream) = stream else { return };
        let encrypted = matches!(stream, ClientStream::Tls(_));
        let router = self.routes.of(peer, encrypted);
        match stream {
            ClientStream::Tls(stream) => {
                answer(*stream, router, connection, ended, self.stopping, PATIENCE).await;
            }
            ClientStream::Plain(stream) => {
                answer(stream, router, connection, ended, self.stopping, PATIENCE).await;
            }
        }
    }

    /// Returns the stream to speak HTTP on; `None` when the client hangs up or the handshake fails.
    async fn handshake(&self, stream: TcpStream) -> Option<ClientStream> {
        let mut first = [0];
        if stream.peek(&mut first).await.ok()? == 0 {
            return None;
        }
        if first[0] != TLS_HANDSHAKE || self.routes.encrypted.is_none() {
            return Some(ClientStream::Plain(stream));
        }
        let stream = self.tls.acceptor()?.accept(stream).await.ok()?;
        Some(ClientStream::Tls(Box::new(stream)))
    }
}

enum ClientStream {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

/// Answers the requests of a connection until it ends.
async fn answer(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    router: Router,
    connection: OpenConnection,
    ended: oneshot::Receiver<()>,
    mut stopping: watch::Receiver<bool>,
    patience: Patience,
) {
    let mut protocol = http1::Builder::new();
    protocol
        .timer(TokioTimer::new())
        .header_read_timeout(patience.head)
        .max_buf_size(BUFFER);
    let stream = PacedStream::new(stream, patience.pace, connection.clone());
    let service = ConnectionService {
        router: TowerToHyperService::new(router),
        connection,
        pace: patience.body,
    };
    let mut served = pin!(protocol.serve_connection(TokioIo::new(stream), service));
    // How a connection ended is not worth a line: a request that was cut off is logged by its handler.
    let finished = async {
        tokio::select! {
            _ = served.as_mut() => return,
            _ = stopping.wait_for(|stopping| *stopping) => served.as_mut().graceful_shutdown(),
        }
        let _ = served.await;
    };
    tokio::select! {
        () = finished => {}
        _ = ended => {}
    }
}

/// The routes, for requests that know their connection.
struct ConnectionService {
    router: TowerToHyperService<Router>,
    connection: OpenConnection,
    pace: Pace,
}

impl Service<hyper::Request<Incoming>> for ConnectionService {
    type Response = <TowerToHyperService<Router> as Service<hyper::Request<PacedBody>>>::Response;
    type Error = <TowerToHyperService<Router> as Service<hyper::Request<PacedBody>>>::Error;
    type Future = <TowerToHyperService<Router> as Service<hyper::Request<PacedBody>>>::Future;

    fn call(&self, mut request: hyper::Request<Incoming>) -> Self::Future {
        request.extensions_mut().insert(self.connection.clone());
        self.router
            .call(request.map(|body| PacedBody::new(body, self.pace)))
    }
}

/// Each of these makes a connection better, and none is worth refusing it for.
fn prepare(stream: &TcpStream) {
    // An acknowledgement is one small packet that someone waits for.
    let _ = stream.set_nodelay(true);
    let socket = SockRef::from(stream);
    let keepalive = TcpKeepalive::new()
        .with_time(SILENCE)
        .with_interval(QUESTIONS)
        .with_retries(UNANSWERED);
    let _ = socket.set_tcp_keepalive(&keepalive);
    #[cfg(target_os = "linux")]
    let _ = socket.set_tcp_user_timeout(Some(UNHEARD));
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::sync::Arc;

    use shared::time::UnixMs;

    use super::*;
    use crate::operations::{catalogue, setup};
    use crate::sqlite::{SqliteDatabase, SqliteServer};
    use crate::store::Store;

    /// Returns what a client reads that sends something and then nothing more, once the server has hung up.
    async fn answer_to(sent: impl Into<String>, reads: bool) -> String {
        let sent = sent.into();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (hung_up, until) = std::sync::mpsc::channel::<()>();
        let client = tokio::task::spawn_blocking(move || {
            let mut stream = std::net::TcpStream::connect(address).unwrap();
            stream.write_all(sent.as_bytes()).unwrap();
            if !reads {
                let _ = until.recv();
            }
            let mut read = Vec::new();
            let _ = stream.read_to_end(&mut read);
            String::from_utf8(read).unwrap()
        });
        let (stream, _) = listener.accept().await.unwrap();
        prepare(&stream);
        let large = || async { "x".repeat(LARGE) };
        let router = Router::new()
            .route("/", axum::routing::get(|| async { "here" }))
            .route("/large", axum::routing::get(large))
            .route("/form", axum::routing::post(|form: String| async { form }));
        let (_stop, stopping) = watch::channel(false);
        let (connection, ended) = OpenConnections::new(1).add(address.ip());
        let patience = Patience {
            head: Duration::from_millis(200),
            pace: Pace {
                bytes: 1,
                within: Duration::from_millis(500),
            },
            body: Pace {
                bytes: 1 << 10,
                within: Duration::from_millis(300),
            },
        };
        answer(stream, router, connection, ended, stopping, patience).await;
        drop(hung_up);
        client.await.unwrap()
    }

    /// More than the system buffers for a connection.
    const LARGE: usize = 32 << 20;

    #[tokio::test]
    async fn broken_handshake_ends_its_connection() {
        let folder = tempfile::tempdir().unwrap();
        let catalogue = catalogue::sample().unwrap();
        let database = SqliteDatabase::at(folder.path());
        setup::init(&database, &catalogue, None, UnixMs(0)).unwrap();
        let (database, connection) = SqliteServer::open(folder.path()).unwrap();
        let store = Store::open(Arc::new(database), Box::new(connection), None).unwrap();
        let (_stop, stopping) = watch::channel(false);
        let listening = Listening {
            routes: Routes {
                encrypted: Some(Router::new()),
                plain: Router::new(),
                local: Router::new(),
            },
            tls: Tls::new(Arc::new(store)),
            open: OpenConnections::new(1),
            stopping,
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        for sent in [&b""[..], b"\x16", b"\x16 is no handshake"] {
            let client = std::net::TcpStream::connect(address);
            client
                .and_then(|mut client| client.write_all(sent))
                .unwrap();
            let (stream, peer) = listener.accept().await.unwrap();
            let greeted = listening.clone().greet(stream, peer.ip());
            timeout(PATIENCE.head, greeted).await.unwrap();
        }
    }

    #[tokio::test]
    async fn silent_client_is_hung_up_on() {
        assert_eq!(answer_to("", true).await, "");
        let broken_off = answer_to("GET / HTTP/1.1\r\nhost: ", true).await;
        assert!(!broken_off.contains("200 OK"), "{broken_off}");
        let served = answer_to("GET / HTTP/1.1\r\nhost: x\r\n\r\n", true).await;
        assert!(served.ends_with("here"), "{served}");
    }

    #[tokio::test]
    async fn client_whose_body_does_not_come_is_hung_up_on() {
        let form = |length: usize| {
            format!("POST /form HTTP/1.1\r\nhost: x\r\ncontent-length: {length}\r\n\r\nname=An")
        };
        let whole = answer_to(form(7), true).await;
        assert!(whole.ends_with("name=An"), "{whole}");
        let broken_off = answer_to(form(8), true).await;
        assert!(broken_off.starts_with("HTTP/1.1 400"), "{broken_off}");
    }

    #[tokio::test]
    async fn client_that_does_not_read_is_hung_up_on() {
        let request = "GET /large HTTP/1.1\r\nhost: x\r\n\r\n";
        let cut_off = answer_to(request, false).await;
        assert!(cut_off.len() < LARGE);
        let whole = answer_to(request, true).await;
        assert!(whole.len() > LARGE);
    }
}
