//! Taking connections and ending them: nobody holds one for ever without saying anything.
//!
//! A kiosk on patchy Wi-Fi leaves connections behind that never say goodbye. Three limits end them:
//! the head of a request must come within [`HEAD`], which also ends connections that are idle
//! between requests; a body within the time that `limits` allows; and the operating system ends a
//! connection whose other side does not answer.

use std::io::ErrorKind;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use socket2::{SockRef, TcpKeepalive};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tracing::warn;

/// How long the head of a request may take, from the answer before it on. Kiosks say something every
/// ten seconds.
const HEAD: Duration = Duration::from_mins(1);
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

/// Takes connections until told to stop, then lets requests that are under way end. Dropped before,
/// it cuts them off.
pub(crate) async fn serve(listener: TcpListener, router: Router, stopping: watch::Receiver<bool>) {
    let mut open = JoinSet::new();
    let mut told = stopping.clone();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    prepare(&stream);
                    open.spawn(answer(stream, router.clone(), stopping.clone(), HEAD));
                }
                // Whoever called hung up before being answered.
                Err(error) if error.kind() == ErrorKind::ConnectionAborted => {}
                Err(error) => {
                    warn!("a connection could not be taken: {error}");
                    tokio::time::sleep(PAUSE).await;
                }
            },
            Some(_) = open.join_next() => {}
            _ = told.wait_for(|stopping| *stopping) => break,
        }
    }
    drop(listener);
    while open.join_next().await.is_some() {}
}

async fn answer(
    stream: TcpStream,
    router: Router,
    mut stopping: watch::Receiver<bool>,
    head: Duration,
) {
    let mut protocol = http1::Builder::new();
    protocol.timer(TokioTimer::new()).header_read_timeout(head);
    let service = TowerToHyperService::new(router);
    let mut connection = pin!(protocol.serve_connection(TokioIo::new(stream), service));
    // How a connection ended is not worth a line: a request that was cut off is told by its handler.
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = stopping.wait_for(|stopping| *stopping) => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
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

    use super::*;

    /// What a caller reads who says something and then nothing more; it ends when the server hangs up.
    async fn answer_to(said: &'static str) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let caller = tokio::task::spawn_blocking(move || {
            let mut line = std::net::TcpStream::connect(address).unwrap();
            line.write_all(said.as_bytes()).unwrap();
            let mut heard = String::new();
            line.read_to_string(&mut heard).unwrap();
            heard
        });
        let (stream, _) = listener.accept().await.unwrap();
        prepare(&stream);
        let router = Router::new().route("/", axum::routing::get(|| async { "here" }));
        let (_stop, stopping) = watch::channel(false);
        answer(stream, router, stopping, Duration::from_millis(200)).await;
        caller.await.unwrap()
    }

    #[tokio::test]
    async fn whoever_falls_silent_within_a_request_or_after_it_is_hung_up_on() {
        assert_eq!(answer_to("").await, "");
        let broken_off = answer_to("GET / HTTP/1.1\r\nhost: ").await;
        assert!(!broken_off.contains("200 OK"), "{broken_off}");
        let served = answer_to("GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
        assert!(served.ends_with("here"), "{served}");
    }
}
