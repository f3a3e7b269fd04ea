//! Kiosks that send, each on a connection of its own and all on one thread beside the server.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::ClientConfig;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::runtime::Builder;
use tokio_rustls::TlsConnector;

/// What one kiosk sends.
pub(crate) struct Requests {
    /// Shows the server whose connection it is.
    pub(crate) first: Option<Vec<u8>>,
    pub(crate) batches: Vec<Vec<u8>>,
}

/// When a kiosk sends that does not send as soon as it can.
struct Pace {
    next: Instant,
    every: Duration,
}

/// Sends everything, each kiosk to one of the servers; returns how long it took, and how long each batch. All are connected
/// before the clock starts. Where a number of requests a second is `offered`, kiosks take turns and keep to it.
pub(crate) fn send_all(
    kiosks: Vec<Requests>,
    servers: &[SocketAddr],
    tls: Option<&Arc<ClientConfig>>,
    offered: Option<u32>,
) -> (Duration, Vec<Duration>) {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut connected = Vec::with_capacity(kiosks.len());
        for (kiosk, server) in kiosks.into_iter().zip(servers.iter().cycle()) {
            let mut connection = connect(*server, tls).await;
            if let Some(first) = &kiosk.first {
                exchange(&mut connection, first).await;
            }
            connected.push((connection, kiosk.batches));
        }
        let started = Instant::now();
        let turn = offered.map(|offered| Duration::from_secs(1) / offered);
        let all = connected.len() as u32;
        let sending = connected.into_iter().zip(0..);
        let sending: Vec<_> = sending
            .map(|((connection, batches), number)| {
                let pace = turn.map(|turn| Pace {
                    next: started + turn * number,
                    every: turn * all,
                });
                tokio::spawn(send(connection, batches, pace))
            })
            .collect();
        let mut latencies = Vec::new();
        for kiosk in sending {
            latencies.extend(kiosk.await.unwrap());
        }
        (started.elapsed(), latencies)
    })
}

/// A kiosk's connection, with TLS or without.
trait Connection: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Connection for T {}

async fn connect(address: SocketAddr, tls: Option<&Arc<ClientConfig>>) -> Box<dyn Connection> {
    let stream = TcpStream::connect(address).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let Some(config) = tls else {
        return Box::new(stream);
    };
    let name = "localhost".try_into().unwrap();
    let connector = TlsConnector::from(config.clone());
    Box::new(connector.connect(name, stream).await.unwrap())
}

/// Sends one request after the other, as a kiosk does, and waits for each acknowledgement. With a pace, times count from
/// when a request was due.
async fn send(
    mut connection: Box<dyn Connection>,
    batches: Vec<Vec<u8>>,
    mut pace: Option<Pace>,
) -> Vec<Duration> {
    let mut latencies = Vec::with_capacity(batches.len());
    for request in batches {
        let mut due = Instant::now();
        if let Some(pace) = &mut pace {
            due = pace.next;
            tokio::time::sleep_until(due.into()).await;
            pace.next += pace.every;
        }
        exchange(&mut connection, &request).await;
        latencies.push(due.elapsed());
    }
    latencies
}

async fn exchange(connection: &mut Box<dyn Connection>, request: &[u8]) {
    connection.write_all(request).await.unwrap();
    let mut answer = Vec::with_capacity(1024);
    while !is_whole(&answer) {
        let read = connection.read_buf(&mut answer).await.unwrap();
        assert!(read > 0, "the server hung up");
    }
    assert!(
        answer.starts_with(b"HTTP/1.1 200") && counts_all(&answer),
        "{}",
        String::from_utf8_lossy(&answer)
    );
}

fn is_whole(answer: &[u8]) -> bool {
    let text = String::from_utf8_lossy(answer);
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse::<usize>().ok())?
    });
    length.is_some_and(|length| body.len() >= length)
}

/// Whether an answer sets nothing aside.
fn counts_all(answer: &[u8]) -> bool {
    let nothing = b"\"rejected\":[]";
    answer.windows(nothing.len()).any(|it| it == nothing)
}
