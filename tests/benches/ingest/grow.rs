//! How a server fares while its exhibition grows: memory, start, rate and totals at so many million records.
//!
//! 128 kiosks send batches of 100 over connections of their own. Every 20,000 tickets go in, out, in and out again in an
//! order of chance before the next 20,000 come, as on a day with so many visitors. Beside each million, a bare loop
//! inserts the same bytes in transactions of 100 into a database of its own. At the last size the desk's pages are timed: see
//! [`pages`].

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use serde_json::value::RawValue;
use shared::catalogue::Catalogue;
use shared::checkin::Direction;
use shared::ids::{Incarnation, KioskId};
use shared::protocol::v1::{Push, PushRecord};
use shared::record::{ChainHash, Origin, TicketSource};
use shared::time::UnixMs;
use sync_server::SqliteDatabase;

use super::send::{Requests, send_all};
use super::{pages, wire};

const KIOSKS: usize = 128;
const BATCH: usize = 100;
/// Records that are made beforehand and then sent at once.
const STEP: usize = 10 * KIOSKS * BATCH;
/// Tickets that are in use at the same time.
const TICKETS: u64 = 20_000;
const MILLION: usize = 1_000_000;

/// Grows an exhibition to so many million records, one number after the other.
pub(crate) fn grow(mut millions: Vec<usize>) {
    if millions.is_empty() {
        millions.push(1);
    }
    let folder = tempfile::tempdir().unwrap();
    let catalogue = sync_server::catalogue::sample().unwrap();
    let data = folder.path().join("venue");
    sync_server::setup::init(&SqliteDatabase::at(&data), &catalogue, None, UnixMs(0)).unwrap();
    let mut kiosks: Vec<Kiosk> = (0..KIOSKS)
        .map(|number| Kiosk::new(number, &catalogue, &data))
        .collect();
    let mut bare = BareLoop::open(folder.path());
    let mut server = Server::start(&data);
    println!("{KIOSKS} kiosks, batches of {BATCH}; the last million before each row\n");
    println!(
        "{:>10} {:>12} {:>12} {:>6} {:>10} {:>10} {:>10} {:>9}",
        "records",
        "server/s",
        "bare loop/s",
        "ratio",
        "memory MB",
        "ready ms",
        "totals ms",
        "disk MB"
    );
    let (mut records, mut next_row) = (0, MILLION);
    let (mut in_server, mut in_loop, mut of_row) = (Duration::ZERO, Duration::ZERO, 0);
    while records < millions.iter().max().copied().unwrap_or(1) * MILLION {
        let batches: Vec<Vec<Vec<PushRecord>>> = (0..KIOSKS)
            .map(|kiosk| kiosks[kiosk].batches(records as u64, kiosk as u64))
            .collect();
        in_loop += bare.insert(&batches);
        in_server += server.take(&kiosks, &batches);
        records += STEP;
        of_row += STEP;
        if records < next_row {
            continue;
        }
        if millions.contains(&(next_row / MILLION)) {
            let memory = server.memory_mb();
            let totals = server.totals_ms();
            let ready = server.restart(&data);
            let rate = |took: Duration| of_row as f64 / took.as_secs_f64();
            println!(
                "{records:>10} {:>12.0} {:>12.0} {:>6.2} {memory:>10} {ready:>10.0} {totals:>10.1} {:>9}",
                rate(in_server),
                rate(in_loop),
                rate(in_server) / rate(in_loop),
                std::fs::metadata(data.join("exhibition.db")).unwrap().len() / 1_000_000
            );
        }
        (in_server, in_loop, of_row) = (Duration::ZERO, Duration::ZERO, 0);
        next_row += MILLION;
    }
    server.stop();
    pages::prepare(&data);
    server = Server::start(&data);
    pages::measure(server.desk);
    println!("\n{} MB after all of it", server.memory_mb());
    server.stop();
}

struct Kiosk {
    origin: Origin,
    token: String,
    opening: UnixMs,
    seq: u64,
    link: ChainHash,
}

impl Kiosk {
    fn new(number: usize, catalogue: &Catalogue, data: &Path) -> Self {
        let kiosk: KioskId = format!("K{number}").parse().unwrap();
        let origin = Origin {
            exhibition: catalogue.exhibition,
            kiosk: kiosk.clone(),
            incarnation: Incarnation(1),
        };
        let calendar = catalogue.calendar();
        Self {
            token: wire::add_kiosk(&SqliteDatabase::at(data), &kiosk),
            opening: calendar.starts(catalogue.days[0].date),
            seq: 0,
            link: ChainHash::start(&origin),
            origin,
        }
    }

    /// The kiosk's part of a step: `before` records were made by all kiosks in earlier steps.
    fn batches(&mut self, before: u64, kiosk: u64) -> Vec<Vec<PushRecord>> {
        let mut batches = Vec::with_capacity(STEP / KIOSKS / BATCH);
        for batch in 0..(STEP / KIOSKS / BATCH) as u64 {
            let records = (0..BATCH as u64).map(|index| {
                let number = before + (batch * KIOSKS as u64 + kiosk) * BATCH as u64 + index;
                self.record(number)
            });
            batches.push(records.collect());
        }
        batches
    }

    fn record(&mut self, number: u64) -> PushRecord {
        self.seq += 1;
        let (block, within) = (number / (4 * TICKETS), number % (4 * TICKETS));
        // Each round goes through all tickets of the block in another order: 7,919 has no divisor in common with 20,000.
        let (round, place) = (within / TICKETS, within % TICKETS);
        let ticket = block * TICKETS + (place * 7_919 + round * 4_001) % TICKETS + 1;
        let direction = if round % 2 == 0 {
            Direction::In
        } else {
            Direction::Out
        };
        let at = self.opening.plus((number / 40) as i64);
        let claims = wire::unknown_ticket(self.origin.exhibition, ticket as u32);
        let body = wire::passage(claims, TicketSource::Unstated, direction, at);
        self.link = self.link.next(self.seq, &body);
        PushRecord {
            seq: self.seq,
            hash: self.link.0,
            body: RawValue::from_string(body).unwrap(),
        }
    }
}

/// A server process.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    pub(crate) desk: SocketAddr,
}

impl Server {
    fn start(data: &Path) -> Self {
        Self::start_with(data, &[])
    }

    pub(crate) fn start_with(data: &Path, options: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sync-server"))
            .args([
                "serve",
                "--clock-is-right",
                "--listen",
                "127.0.0.1:0",
                "--data",
            ])
            .arg(data)
            .args(options)
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut next = || loop {
            let line = lines.next().expect("the server starts").unwrap();
            if let Some((_, rest)) = line.split_once("://") {
                break rest.split('/').next().unwrap().parse().unwrap();
            }
        };
        let (desk, _public, address): (_, SocketAddr, _) = (next(), next(), next());
        std::thread::spawn(move || lines.for_each(drop));
        Self {
            child,
            address,
            desk,
        }
    }

    fn take(&self, kiosks: &[Kiosk], batches: &[Vec<Vec<PushRecord>>]) -> Duration {
        let requests = kiosks
            .iter()
            .zip(batches)
            .map(|(kiosk, batches)| {
                let pushes = batches.iter().map(|records| Push {
                    known_pins: Vec::new(),
                    device: None,
                    exhibition: kiosk.origin.exhibition,
                    kiosk: kiosk.origin.kiosk.clone(),
                    incarnation: kiosk.origin.incarnation,
                    after: None,
                    known: None,
                    complete_to_ms: None,
                    waiting: 0,
                    records: records.clone(),
                });
                let batches = pushes.map(|push| wire::request(&kiosk.token, &push));
                Requests {
                    first: None,
                    batches: batches.collect(),
                }
            })
            .collect();
        send_all(requests, &[self.address], None, None).0
    }

    /// Returns the processor time that the process has used, in clock ticks.
    pub(crate) fn processor_ticks(&self) -> u64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        let (_, fields) = stat.rsplit_once(") ").unwrap();
        let ticks = fields.split(' ').skip(11).take(2);
        ticks.map(|it| it.parse::<u64>().unwrap()).sum()
    }

    fn memory_mb(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|it| it.starts_with("VmRSS")).unwrap();
        let kb = line.split_whitespace().nth(1).unwrap();
        kb.parse::<u64>().unwrap() / 1_000
    }

    /// The median of some reads.
    fn totals_ms(&self) -> f64 {
        let mut took: Vec<Duration> = (0..21)
            .map(|_| {
                let started = Instant::now();
                let url = format!("http://{}/api/v1/totals", self.desk);
                ureq::get(url)
                    .call()
                    .unwrap()
                    .body_mut()
                    .read_to_string()
                    .unwrap();
                started.elapsed()
            })
            .collect();
        took.sort();
        took[10].as_secs_f64() * 1e3
    }

    /// Milliseconds from the start of the process to its first answer.
    fn restart(&mut self, data: &Path) -> f64 {
        self.stop();
        let started = Instant::now();
        *self = Self::start(data);
        let url = format!("http://{}/healthz", self.address);
        ureq::get(url).call().unwrap();
        started.elapsed().as_secs_f64() * 1e3
    }

    pub(crate) fn stop(&mut self) {
        let pid = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &pid]).status().unwrap();
        self.child.wait().unwrap();
    }
}

/// One connection, one prepared insert, one commit a batch.
struct BareLoop(Connection);

impl BareLoop {
    fn open(folder: &Path) -> Self {
        let db = Connection::open(folder.join("bare.db")).unwrap();
        db.execute_batch(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
             CREATE TABLE record (kiosk TEXT, seq INTEGER, hash BLOB, body TEXT,
                PRIMARY KEY (kiosk, seq)) WITHOUT ROWID;",
        )
        .unwrap();
        Self(db)
    }

    fn insert(&mut self, batches: &[Vec<Vec<PushRecord>>]) -> Duration {
        let started = Instant::now();
        for round in 0..batches[0].len() {
            for (kiosk, batches) in batches.iter().enumerate() {
                let change = self.0.transaction().unwrap();
                {
                    let mut insert = change
                        .prepare_cached("INSERT INTO record VALUES (?1, ?2, ?3, ?4)")
                        .unwrap();
                    let kiosk = format!("K{kiosk}");
                    for record in &batches[round] {
                        insert
                            .execute((&kiosk, record.seq as i64, record.hash, record.body.get()))
                            .unwrap();
                    }
                }
                change.commit().unwrap();
            }
        }
        started.elapsed()
    }
}
