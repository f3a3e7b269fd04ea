//! `cargo bench --bench ingest`: durable records a second that the server takes in over HTTP, with
//! token, chain check, rules and tally, against a bare `SQLite` loop that inserts the same bytes in
//! transactions of the same size. Both commit with `synchronous=FULL`, on the same disk, in one run.

// A benchmark is run by hand, like a test: what fails ends it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::time::{Duration, Instant};

use shared::catalogue::Catalogue;
use shared::checkin::Direction;
use shared::ids::{ExhibitionId, Incarnation, KeyId, KioskId, TicketNumber, TicketType};
use shared::protocol::v1::{Push, PushRecord, write_body};
use shared::record::{Fact, Link, Origin, Record, Stamp};
use shared::ticket::{Claims, EntryPolicy};
use shared::time::UnixMs;
use sync_server::{Background, Config};

/// The figures asked of the server: kiosks at once, records in a batch, batches from each kiosk.
const LOADS: [(usize, usize, usize); 6] = [
    (1, 1, 4000),
    (16, 1, 1500),
    (128, 1, 400),
    (1, 100, 400),
    (16, 100, 60),
    (128, 100, 12),
];

fn main() {
    // `cargo bench` passes `--bench`; `cargo test --benches` does not, and wants no measurement.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    println!(
        "durable records a second; the ratio is ours to the bare loop of the same batch size\n"
    );
    println!(
        "{:>6} {:>6} {:>12} {:>12} {:>7} {:>9} {:>9}",
        "kiosks", "batch", "bare loop", "server", "ratio", "p50 ms", "p99 ms"
    );
    for (kiosks, batch, rounds) in LOADS {
        let load = Load::prepare(kiosks, batch, rounds);
        let bare = bare_loop(&load);
        let (server, mut latencies) = through_the_server(&load);
        latencies.sort();
        let at = |share: f64| {
            latencies[((latencies.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3
        };
        println!(
            "{kiosks:>6} {batch:>6} {bare:>12.0} {server:>12.0} {:>7.2} {:>9.2} {:>9.2}",
            server / bare,
            at(0.5),
            at(0.99)
        );
    }
}

/// Batches made beforehand, a list for each kiosk.
struct Load {
    kiosks: Vec<(KioskId, Vec<Vec<PushRecord>>)>,
    records: usize,
    catalogue: Catalogue,
}

const INCARNATION: Incarnation = Incarnation(1);

impl Load {
    fn prepare(kiosks: usize, batch: usize, rounds: usize) -> Self {
        let catalogue = sync_server::setup::sample_catalogue().unwrap();
        let opening = catalogue
            .calendar()
            .zone
            .midnight(catalogue.days[1].date)
            .plus(9 * 3_600_000);
        let lists = (0..kiosks).map(|number| {
            let kiosk: KioskId = format!("K{number}").parse().unwrap();
            let origin = Origin {
                exhibition: catalogue.exhibition,
                kiosk: kiosk.clone(),
                incarnation: INCARNATION,
            };
            let mut link = Link::start(&origin);
            let mut seq = 0;
            let batches = (0..rounds).map(|_| {
                (0..batch)
                    .map(|_| {
                        seq += 1;
                        let ticket = (number * rounds * batch) as u32 + seq as u32;
                        let body = entry(catalogue.exhibition, ticket, opening.plus(seq as i64));
                        link = link.next(seq, &body);
                        let body = serde_json::value::RawValue::from_string(body).unwrap();
                        PushRecord {
                            seq,
                            hash: link.0,
                            body,
                        }
                    })
                    .collect()
            });
            (kiosk, batches.collect())
        });
        Self {
            kiosks: lists.collect(),
            records: kiosks * batch * rounds,
            catalogue,
        }
    }

    fn rate(&self, took: Duration) -> f64 {
        self.records as f64 / took.as_secs_f64()
    }
}

/// An entry with a ticket that nobody used before.
fn entry(exhibition: ExhibitionId, ticket: u32, at: UnixMs) -> String {
    let claims = Claims {
        key: KeyId(1),
        exhibition,
        number: TicketNumber(ticket),
        kind: TicketType(1),
        party: 1,
        days: 0b1111,
        policy: EntryPolicy::OncePerDay,
        zones: 1,
    };
    let fact = Fact::Passed {
        gate: "main".parse().unwrap(),
        direction: Direction::In,
        claims,
        people: 1,
    };
    let stamp = Stamp {
        device: at,
        offset_ms: 0,
        boot: "bench".to_owned(),
        mono_ms: 1,
    };
    write_body(&Record { stamp, fact }).unwrap()
}

/// One connection, one prepared insert, one commit a batch.
fn bare_loop(load: &Load) -> f64 {
    let dir = tempfile::tempdir().unwrap();
    let mut db = rusqlite::Connection::open(dir.path().join("bare.db")).unwrap();
    db.execute_batch(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
         CREATE TABLE record (kiosk TEXT, incarnation INTEGER, seq INTEGER, hash BLOB, body TEXT,
            PRIMARY KEY (kiosk, incarnation, seq)) WITHOUT ROWID;",
    )
    .unwrap();
    let started = Instant::now();
    for round in 0..load.kiosks[0].1.len() {
        for (kiosk, batches) in &load.kiosks {
            let transaction = db.transaction().unwrap();
            {
                let mut insert = transaction
                    .prepare_cached("INSERT INTO record VALUES (?1, ?2, ?3, ?4, ?5)")
                    .unwrap();
                for record in &batches[round] {
                    insert
                        .execute(rusqlite::params![
                            kiosk.as_str(),
                            INCARNATION.0,
                            record.seq as i64,
                            record.hash,
                            record.body.get()
                        ])
                        .unwrap();
                }
            }
            transaction.commit().unwrap();
        }
    }
    load.rate(started.elapsed())
}

fn through_the_server(load: &Load) -> (f64, Vec<Duration>) {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("server");
    sync_server::setup::init(&data, &load.catalogue, UnixMs(0)).unwrap();
    let requests: Vec<Vec<Vec<u8>>> = load
        .kiosks
        .iter()
        .map(|(kiosk, batches)| requests_of(kiosk, batches, load, &data, dir.path()))
        .collect();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = Background::start(listener, Config::new(data)).unwrap();
    let started = Instant::now();
    let latencies = std::thread::scope(|scope| {
        let kiosks: Vec<_> = requests
            .into_iter()
            .map(|requests| scope.spawn(move || send_all(address, requests)))
            .collect();
        kiosks
            .into_iter()
            .flat_map(|kiosk| kiosk.join().unwrap())
            .collect()
    });
    let rate = load.rate(started.elapsed());
    server.stop().unwrap();
    (rate, latencies)
}

/// The requests of one kiosk as they go over the wire.
fn requests_of(
    kiosk: &KioskId,
    batches: &[Vec<PushRecord>],
    load: &Load,
    data: &Path,
    dir: &Path,
) -> Vec<Vec<u8>> {
    let out = dir.join(kiosk.as_str());
    sync_server::setup::add_kiosk(
        data,
        kiosk,
        &"main".parse().unwrap(),
        Direction::In,
        "http://127.0.0.1",
        &out,
    )
    .unwrap();
    let config = std::fs::read_to_string(out.join("kiosk.toml")).unwrap();
    let token = config
        .lines()
        .find_map(|line| line.strip_prefix("token = "))
        .unwrap()
        .trim_matches('"');
    batches
        .iter()
        .map(|records| {
            let push = Push {
                exhibition: load.catalogue.exhibition,
                kiosk: kiosk.clone(),
                incarnation: INCARNATION,
                complete_to_ms: None,
                waiting: 0,
                records: records.clone(),
            };
            let body = serde_json::to_vec(&push).unwrap();
            let mut request = format!(
                "POST /api/v1/records HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {token}\r\n\
                 content-type: application/json\r\ncontent-length: {}\r\n\r\n",
                body.len()
            )
            .into_bytes();
            request.extend(body);
            request
        })
        .collect()
}

/// Sends one request after the other, as a kiosk does, and waits for each acknowledgement.
fn send_all(address: SocketAddr, requests: Vec<Vec<u8>>) -> Vec<Duration> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_nodelay(true).unwrap();
    let mut latencies = Vec::with_capacity(requests.len());
    let mut answer = Vec::new();
    let mut part = [0; 4096];
    for request in requests {
        let sent = Instant::now();
        stream.write_all(&request).unwrap();
        answer.clear();
        while !is_whole(&answer) {
            let read = stream.read(&mut part).unwrap();
            assert!(read > 0, "the server hung up");
            answer.extend_from_slice(&part[..read]);
        }
        assert!(
            answer.starts_with(b"HTTP/1.1 200"),
            "{}",
            String::from_utf8_lossy(&answer)
        );
        latencies.push(sent.elapsed());
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
