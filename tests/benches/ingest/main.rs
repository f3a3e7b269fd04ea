//! `cargo bench -p sync-server --bench ingest`: durable records a second that the server takes in over HTTP, with
//! token, chain check, rules and tally, against a bare `SQLite` loop that inserts the same bytes in
//! transactions of the same size. Both commit with `synchronous=FULL`, on the same disk, in one run.
//!
//! `-- grow 1 2 5 10` grows one exhibition instead, to so many million records, with a server process of its own: see
//! [`grow`]. `-- postgres` measures server processes on PostgreSQL: see [`postgres`]. `-- trusted` measures what TLS and
//! proofs of scan cost: see [`trusted`]. `-- viewers` measures what viewers of the live page cost: see [`viewers`].

// A benchmark is run by hand, like a test: what fails ends it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::{Duration, Instant};

use shared::catalogue::Catalogue;
use shared::checkin::Direction;
use shared::ids::{Incarnation, KioskId};
use shared::protocol::v1::{Push, PushRecord};
use shared::record::{ChainHash, Origin, TicketSource};
use shared::ticket::Claims;
use shared::time::UnixMs;
use sync_server::ports::Database;
use sync_server::{Background, Config, Listeners, SqliteDatabase};

use send::{Requests, send_all};

/// The figures asked of the server: kiosks at once, records in a batch, batches from each kiosk.
const LOADS: [(usize, usize, usize); 7] = [
    (1, 1, 4000),
    (16, 1, 1500),
    (128, 1, 400),
    (1024, 1, 60),
    (1, 100, 400),
    (16, 100, 60),
    (128, 100, 12),
];

/// Records a second that all kiosks together offer where they keep a pace.
const OFFERED: u32 = 20_000;

mod grow;
mod pages;
mod postgres;
mod send;
mod trusted;
mod viewers;
mod wire;

fn main() {
    // `cargo bench` passes `--bench`; `cargo test --benches` does not, and wants no measurement.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let mut arguments = std::env::args().skip_while(|it| it != "grow").skip(1);
    if std::env::args().any(|it| it == "grow") {
        let millions = arguments
            .by_ref()
            .filter_map(|it| it.parse().ok())
            .collect();
        return grow::grow(millions);
    }
    if std::env::args().any(|it| it == "postgres") {
        return postgres::measure();
    }
    if std::env::args().any(|it| it == "trusted") {
        return trusted::measure();
    }
    if std::env::args().any(|it| it == "viewers") {
        return viewers::measure();
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
        let (server, latencies) = through_the_server(&load, None);
        print_row(kiosks, batch, bare, server, latencies);
    }
    println!(
        "\nthe same with {OFFERED} records a second offered: kiosks do not send as soon as they can\n"
    );
    let load = Load::prepare(1024, 1, 100);
    let bare = bare_loop(&load);
    let (server, latencies) = through_the_server(&load, Some(OFFERED));
    print_row(1024, 1, bare, server, latencies);
}

fn print_row(kiosks: usize, batch: usize, beside: f64, server: f64, mut latencies: Vec<Duration>) {
    latencies.sort();
    println!(
        "{kiosks:>6} {batch:>6} {beside:>12.0} {server:>12.0} {:>7.2} {:>9.2} {:>9.2}",
        server / beside,
        percentile(&latencies, 0.5),
        percentile(&latencies, 0.99)
    );
}

/// Returns a percentile of sorted times, in milliseconds.
fn percentile(sorted: &[Duration], share: f64) -> f64 {
    sorted[((sorted.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3
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
        let catalogue = sync_server::catalogue::sample().unwrap();
        let exhibition = catalogue.exhibition;
        Self::of(catalogue, kiosks, batch, rounds, |ticket| {
            (
                wire::unknown_ticket(exhibition, ticket),
                TicketSource::Unstated,
            )
        })
    }

    /// Returns the load of kiosks at which each ticket is admitted once.
    fn of(
        catalogue: Catalogue,
        kiosks: usize,
        batch: usize,
        rounds: usize,
        ticket_of: impl Fn(u32) -> (Claims, TicketSource),
    ) -> Self {
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
            let mut link = ChainHash::start(&origin);
            let mut seq = 0;
            let batches = (0..rounds).map(|_| {
                (0..batch)
                    .map(|_| {
                        seq += 1;
                        let ticket = (number * rounds * batch) as u32 + seq as u32;
                        let at = opening.plus(seq as i64);
                        let (claims, source) = ticket_of(ticket);
                        let body = wire::passage(claims, source, Direction::In, at);
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

fn through_the_server(load: &Load, offered: Option<u32>) -> (f64, Vec<Duration>) {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("server");
    let database = SqliteDatabase::at(&data);
    sync_server::setup::init(&database, &load.catalogue, None, UnixMs(0)).unwrap();
    let requests = load
        .kiosks
        .iter()
        .map(|(kiosk, batches)| requests_of(kiosk, batches, load, &database))
        .collect();
    let listeners = Listeners::on_loopback().unwrap();
    let address = listeners.addresses().unwrap().devices;
    let server = Background::start(listeners, Config::new(data)).unwrap();
    let (took, latencies) = send_all(requests, &[address], None, offered);
    server.stop().unwrap();
    (load.rate(took), latencies)
}

/// The requests of one kiosk as they go over the wire. The first is an empty batch.
fn requests_of(
    kiosk: &KioskId,
    batches: &[Vec<PushRecord>],
    load: &Load,
    database: &dyn Database,
) -> Requests {
    let token = wire::add_kiosk(database, kiosk);
    let request = |records| {
        let push = Push {
            known_pins: Vec::new(),
            device: None,
            exhibition: load.catalogue.exhibition,
            kiosk: kiosk.clone(),
            incarnation: INCARNATION,
            after: None,
            known: None,
            complete_to_ms: None,
            waiting: 0,
            records,
        };
        wire::request(&token, &push)
    };
    let batches = batches.iter().map(|records| request(records.clone()));
    Requests {
        first: Some(request(Vec::new())),
        batches: batches.collect(),
    }
}
