//! Kiosks as a server sees them: records, requests, and one connection each.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::crypto::ring::default_provider;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use shared::checkin::Direction;
use shared::ids::{ExhibitionId, KeyId, KioskId, TicketNumber, TicketType};
use shared::protocol::v1::{Push, write_body};
use shared::record::{Fact, Record, Stamp, TicketSource};
use shared::ticket::{Claims, EntryPolicy};
use shared::time::UnixMs;
use sync_server::kiosks::{self, KioskEnrolment, KioskPlace};
use sync_server::ports::{Database, ServerSecret};
use sync_server::system_time;

/// Adds a kiosk at the main gate and returns its token.
pub(crate) fn add_kiosk(database: &dyn Database, kiosk: &KioskId) -> String {
    let (gate, urls) = ("main".parse().unwrap(), ["http://127.0.0.1".to_owned()]);
    let place = KioskPlace::door(&gate, Direction::In, &urls);
    let kind = KioskEnrolment::New;
    let contents = kiosks::enrol(database, kiosk, &place, kind, system_time());
    contents.unwrap().enrolled.token
}

/// Returns a batch as it goes over the wire.
pub(crate) fn request(token: &str, push: &Push) -> Vec<u8> {
    let body = serde_json::to_vec(push).unwrap();
    let mut request = format!(
        "POST /api/v1/records HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    request.extend(body);
    request
}

/// Returns what a ticket grants that the server does not know.
pub(crate) fn unknown_ticket(exhibition: ExhibitionId, ticket: u32) -> Claims {
    Claims {
        key: KeyId(1),
        exhibition,
        number: TicketNumber(ticket),
        kind: TicketType(1),
        party: 1,
        days: 0b1111,
        policy: EntryPolicy::OncePerDay,
        zones: 1,
    }
}

/// Returns the body of a record of one person who passes the main gate.
pub(crate) fn passage(
    claims: Claims,
    source: TicketSource,
    direction: Direction,
    at: UnixMs,
) -> String {
    let fact = Fact::Passed {
        gate: "main".parse().unwrap(),
        direction,
        claims,
        people: 1,
        source,
    };
    let stamp = Stamp {
        device: at,
        offset_ms: 0,
        boot: "bench".to_owned(),
        mono_ms: 1,
    };
    write_body(&Record { stamp, fact }).unwrap()
}

/// A kiosk's connection, with TLS or without.
pub(crate) trait Wire: Read + Write + Send {}

impl<T: Read + Write + Send> Wire for T {}

/// Opens a connection; with TLS where the server's certificate is given, and then the handshake is over.
pub(crate) fn connect(address: SocketAddr, tls: Option<&Arc<ClientConfig>>) -> Box<dyn Wire> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_nodelay(true).unwrap();
    let Some(config) = tls else {
        return Box::new(stream);
    };
    let name = "localhost".try_into().unwrap();
    let mut session = ClientConnection::new(config.clone(), name).unwrap();
    while session.is_handshaking() {
        session.complete_io(&mut stream).unwrap();
    }
    Box::new(StreamOwned::new(session, stream))
}

/// Returns a client's side of TLS that trusts the exhibition's certificate.
pub(crate) fn client_of(database: &dyn Database) -> Arc<ClientConfig> {
    let view = database.read().unwrap();
    let certificate = view.secret(ServerSecret::TlsCertificate).unwrap().unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(certificate.into()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_protocol_versions(&[&rustls::version::TLS13])
        .unwrap();
    Arc::new(config.with_root_certificates(roots).with_no_client_auth())
}

/// When a kiosk sends that does not send as soon as it can.
pub(crate) struct Pace {
    pub(crate) next: Instant,
    pub(crate) every: Duration,
}

/// Sends one request after the other, as a kiosk does, and waits for each acknowledgement. With a pace, times
/// count from when a request was due.
pub(crate) fn send_all(
    stream: &mut dyn Wire,
    requests: impl Iterator<Item = Vec<u8>>,
    mut pace: Option<Pace>,
) -> Vec<Duration> {
    let mut latencies = Vec::new();
    let mut answer = Vec::new();
    let mut part = [0; 4096];
    for request in requests {
        let due = pace.as_mut().map(|pace| {
            let due = pace.next;
            std::thread::sleep(due.saturating_duration_since(Instant::now()));
            pace.next += pace.every;
            due
        });
        let due = due.unwrap_or_else(Instant::now);
        stream.write_all(&request).unwrap();
        answer.clear();
        while !is_whole(&answer) {
            let read = stream.read(&mut part).unwrap();
            assert!(read > 0, "the server hung up");
            answer.extend_from_slice(&part[..read]);
        }
        assert!(
            answer.starts_with(b"HTTP/1.1 200") && counts_all(&answer),
            "{}",
            String::from_utf8_lossy(&answer)
        );
        latencies.push(due.elapsed());
    }
    latencies
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
