//! `cargo bench --bench door`: a door late in a long exhibition. 1,000,000 tickets are known, with
//! 5,000,000 earlier passages, half a million of them recorded here; then 4,000 tickets are shown.
//!
//! The kiosk runs in a process of its own, so that its memory is its own. Everything is on the same
//! disk and in the same run as what it is set beside: a bare `SQLite` loop that only looks for the
//! ticket and inserts a row, and the same number of people inside asked for with a sum at every scan.

// A benchmark is run by hand, like a test: what fails ends it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use kiosk::config::Config;
use kiosk::desk::{Answer, Desk};
use kiosk::journal::{FILE, Journal, RECOUNT_STEP};
use kiosk::view::{Mode, Outcome};
use rusqlite::{Connection, params};
use serde_json::{Value, json};
use shared::catalogue::Catalogue;
use shared::checkin::Direction;
use shared::ids::{KeyId, TicketNumber, TicketType};
use shared::protocol::v1::{FeedReply, PublicKey, write_body};
use shared::record::{Fact, Link, Record, Stamp};
use shared::ticket::{Claims, EntryPolicy, SigningKey, issue};
use shared::time::UnixMs;

const TICKETS: u32 = 1_000_000;
/// Passages of each ticket.
const ROUNDS: i64 = 5;
/// Of all passages, one in so many is this kiosk's own.
const OWN: u32 = 10;
/// Tickets shown while it is measured.
const SHOWN: u32 = 4_000;
/// Every so many scans the log is brought home beside the desk, as the uplink does.
const TIDY_AFTER: u32 = 250;
const HOUR: i64 = 3_600_000;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, role, data] = &arguments[..]
        && role == "--kiosk"
    {
        return be_the_kiosk(Path::new(data));
    }
    // `cargo bench` passes `--bench`; `cargo test --benches` does not, and wants no measurement.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("kiosk");
    std::fs::create_dir(&data).unwrap();
    let filled = Instant::now();
    fill(&data);
    println!(
        "{TICKETS} tickets, {} passages, {} MB, made in {:.0} s",
        i64::from(TICKETS) * ROUNDS,
        std::fs::metadata(data.join(FILE)).unwrap().len() / 1_000_000,
        filled.elapsed().as_secs_f64()
    );
    let steps = count_anew(&data);
    let measured = Command::new(std::env::current_exe().unwrap())
        .arg("--kiosk")
        .arg(&data)
        .output()
        .unwrap();
    assert!(measured.status.success(), "{measured:?}");
    let kiosk: Value = serde_json::from_slice(&measured.stdout).unwrap();
    let ms = |name: &str| kiosk[name].as_f64().unwrap();
    println!("start-up        {:>9.1} ms", ms("start_ms"));
    println!("memory          {:>9.1} MB at most", ms("peak_mb"));
    println!(
        "admitted, refused {} {}\n",
        kiosk["admitted"], kiosk["refused"]
    );
    println!(
        "{:<46} {:>9} {:>9} {:>9}",
        "a scan, in ms", "median", "p99", "worst"
    );
    line(
        "verdict: verify, look, decide, record, FULL",
        &times(&kiosk["scans"]),
    );
    line("  of it admissions", &times(&kiosk["admissions"]));
    line(
        "  the same up to the disk: nothing recorded",
        &times(&kiosk["looks"]),
    );
    line(
        "bare loop: look for the ticket, insert, FULL",
        &bare_loop(dir.path()),
    );
    let disk = bare_disk(dir.path());
    line("disk: one page written and made durable", &disk);
    let sums = sum_of_today(&data);
    line("people inside by a sum over today's passages", &sums);
    let seconds = steps.iter().sum::<f64>() / 1e3;
    let title = format!("new rules: a step of {seconds:.1} s of counting anew");
    line(&title, &steps);
}

fn times(list: &Value) -> Vec<f64> {
    let list = list.as_array().unwrap();
    list.iter().map(|ms| ms.as_f64().unwrap()).collect()
}

fn line(what: &str, ms: &[f64]) {
    let mut ms = ms.to_vec();
    ms.sort_by(f64::total_cmp);
    let at = |share: f64| ms[((ms.len() - 1) as f64 * share) as usize];
    println!(
        "{what:<46} {:>9.3} {:>9.3} {:>9.3}",
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

fn key() -> SigningKey {
    SigningKey::from_seed(&[5; 32])
}

fn catalogue() -> Catalogue {
    let mut catalogue = sync_server::setup::sample_catalogue().unwrap();
    // A house that can be full, so that every scan has to know how many are inside.
    for zone in &mut catalogue.zones {
        zone.capacity = Some(2 * TICKETS);
    }
    catalogue
}

fn claims(number: u32) -> Claims {
    Claims {
        key: KeyId(1),
        exhibition: catalogue_number(),
        number: TicketNumber(number),
        kind: TicketType(1),
        party: 1,
        days: 0b1111,
        policy: EntryPolicy::OncePerDay,
        zones: 1,
    }
}

fn catalogue_number() -> shared::ids::ExhibitionId {
    static NUMBER: std::sync::OnceLock<shared::ids::ExhibitionId> = std::sync::OnceLock::new();
    *NUMBER.get_or_init(|| catalogue().exhibition)
}

/// Eleven o'clock on a day of the exhibition, counted from 0.
fn eleven(catalogue: &Catalogue, day: usize) -> UnixMs {
    let zone = catalogue.calendar().zone;
    zone.midnight(catalogue.days[day].date).plus(11 * HOUR)
}

fn stamp(at: UnixMs) -> Stamp {
    Stamp {
        device: at,
        offset_ms: 0,
        boot: "bench".to_owned(),
        mono_ms: 1,
    }
}

/// When, and which way, a ticket passed for the nth time. Those with even numbers came in today, the
/// others were last seen yesterday.
fn passage(catalogue: &Catalogue, ticket: u32, round: i64) -> (UnixMs, Direction) {
    let later = i64::from(ticket % 3_600) * 1000;
    let (day, hour, direction) = match (round, ticket % 2) {
        (0, _) => (0, 7, Direction::In),
        (1, _) => (0, 8, Direction::Out),
        (2, 0) => (1, -2, Direction::In),
        (2, _) => (0, 9, Direction::In),
        (3, 0) => (1, 1, Direction::Out),
        (3, _) => (1, -2, Direction::In),
        (_, 0) => (2, -2, Direction::In),
        _ => (1, 1, Direction::Out),
    };
    (eleven(catalogue, day).plus(hour * HOUR + later), direction)
}

/// Tickets in an order that jumps about, as visitors do.
fn shuffled(count: u32) -> impl Iterator<Item = u32> {
    (0..count).map(move |index| ((u64::from(index) * 7_368_787) % u64::from(count)) as u32)
}

/// Makes a kiosk's data directory as it is late in a long exhibition. The passages are put in row by
/// row in the order in which they happened, so that the file is as scattered as it would be; only
/// the commits are left out.
fn fill(data: &Path) {
    let catalogue = catalogue();
    let config = format!(
        "server = \"http://127.0.0.1:9\"\nexhibition = {}\nkiosk = \"A1\"\ntoken = \"-\"\ngate = \"main\"\ndirection = \"in\"\n",
        catalogue.exhibition
    );
    std::fs::write(data.join("kiosk.toml"), config).unwrap();
    let config = Config::read(data).unwrap();
    let mut journal = Journal::open(data, config.exhibition, &config.kiosk).unwrap();
    let first = FeedReply {
        epoch: "bench".to_owned(),
        next: 1,
        more: false,
        server_time_ms: UnixMs(0),
        catalogue_version: 1,
        catalogue: Some(Box::new(catalogue.clone())),
        keys: vec![PublicKey {
            id: KeyId(1),
            public: key().public(),
        }],
        staff: None,
        register: None,
        items: Vec::new(),
    };
    journal.apply_feed(&first).unwrap();
    let life = journal.outbox().unwrap().current;
    let own = journal.batch(life, 0, 0, 0).unwrap().origin;
    drop(journal);
    let db = Connection::open(data.join(FILE)).unwrap();
    db.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; BEGIN")
        .unwrap();
    let mut insert = db
        .prepare(
            "INSERT INTO passages
                (ticket, kiosk, incarnation, seq, at_ms, gate, outward, claims, people)
             VALUES (?1, ?2, ?3, ?4, ?5, 'main', ?6, ?7, 1)",
        )
        .unwrap();
    let mut record = db
        .prepare("INSERT INTO records (incarnation, seq, link, body) VALUES (?1, ?2, ?3, ?4)")
        .unwrap();
    let (mut link, mut own_seq, mut other_seq) = (Link::start(&own), 0, 0);
    for round in 0..ROUNDS {
        for ticket in shuffled(TICKETS) {
            let (at, direction) = passage(&catalogue, ticket, round);
            let claims = claims(ticket);
            let is_own = ticket % OWN == 0;
            let (kiosk, life, seq) = if is_own {
                own_seq += 1;
                ("A1", own.incarnation.0, own_seq)
            } else {
                other_seq += 1;
                ("B1", 7, other_seq)
            };
            let bytes = claims.to_bytes().unwrap();
            let outward = direction == Direction::Out;
            insert
                .execute(params![ticket, kiosk, life, seq, at.0, outward, bytes])
                .unwrap();
            if is_own {
                let fact = Fact::Passed {
                    gate: config.gate.clone(),
                    direction,
                    claims,
                    people: 1,
                };
                let body = write_body(&Record {
                    stamp: stamp(at),
                    fact,
                });
                let body = body.unwrap();
                link = link.next(seq as u64, &body);
                record.execute(params![life, seq, link.0, body]).unwrap();
            }
        }
    }
    db.execute_batch("UPDATE state SET counted_to = -1; COMMIT; PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
}

/// What new rules cost, beside the scans: each step is as long as a scan may have to wait for it.
fn count_anew(data: &Path) -> Vec<f64> {
    let config = Config::read(data).unwrap();
    let mut journal = Journal::open(data, config.exhibition, &config.kiosk).unwrap();
    // The log is brought home by somebody else, who keeps nobody waiting.
    journal.leave_checkpoints().unwrap();
    let tidy = Tidier::start(data);
    let mut steps = Vec::new();
    loop {
        let begun = Instant::now();
        let done = journal.recount(RECOUNT_STEP).unwrap();
        steps.push(begun.elapsed().as_secs_f64() * 1e3);
        if done {
            return steps;
        }
        if steps.len() as u32 % TIDY_AFTER == 0 {
            tidy.now();
        }
    }
}

/// Starts like a kiosk, judges the tickets, and prints what was measured.
fn be_the_kiosk(data: &Path) {
    let catalogue = catalogue();
    let now = eleven(&catalogue, 2);
    // Half of those who come again were in today already, and so were none of the new ones.
    let step = TICKETS / SHOWN;
    let codes: Vec<String> = (0..SHOWN)
        .map(|index| issue(&claims(index * step + index % 2), &key()).unwrap())
        .collect();
    let begun = Instant::now();
    let mut desk = Desk::open(data, Config::read(data).unwrap()).unwrap();
    desk.ready().unwrap();
    let start = begun.elapsed();
    let tidy = Tidier::start(data);
    desk.with_uplink_beside().unwrap();
    let mode = Mode::plain(Direction::In);
    let confirm = Mode {
        confirm_first: true,
        ..mode
    };
    let mut looks = Vec::new();
    for code in codes.iter().skip(1).step_by(2) {
        let begun = Instant::now();
        let answer = desk.present(code, confirm, &stamp(now)).unwrap();
        looks.push(begun.elapsed().as_secs_f64() * 1e3);
        assert!(matches!(answer, Answer::Asks(_)));
    }
    let (mut scans, mut admissions, mut refused) = (Vec::new(), Vec::new(), 0);
    for (number, code) in (0..).zip(&codes) {
        let stamp = stamp(now.plus(i64::from(number) * 3_000));
        let begun = Instant::now();
        let answer = desk.present(code, mode, &stamp).unwrap();
        let ms = begun.elapsed().as_secs_f64() * 1e3;
        scans.push(ms);
        match answer {
            Answer::Judged(judged) => match judged.verdict.outcome {
                Outcome::Admitted { .. } => admissions.push(ms),
                _ => refused += 1,
            },
            Answer::Asks(question) => panic!("{question:?}"),
        }
        if number % TIDY_AFTER == 0 {
            tidy.now();
        }
    }
    let measured = json!({
        "start_ms": start.as_secs_f64() * 1e3,
        "peak_mb": peak_kb() / 1e3,
        "admitted": admissions.len(),
        "refused": refused,
        "scans": scans,
        "admissions": admissions,
        "looks": looks,
    });
    println!("{measured}");
}

/// Brings the log home on a thread of its own.
struct Tidier(std::sync::mpsc::Sender<()>);

impl Tidier {
    fn start(data: &Path) -> Self {
        let config = Config::read(data).unwrap();
        let journal = Journal::open(data, config.exhibition, &config.kiosk).unwrap();
        let (sender, calls) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            while calls.recv().is_ok() {
                journal.checkpoint().unwrap();
            }
        });
        Self(sender)
    }

    fn now(&self) {
        self.0.send(()).unwrap();
    }
}

/// The most memory this process ever had, in kB; 0 where the system does not tell.
fn peak_kb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number.and_then(|kb| kb.parse().ok()).unwrap_or(0.0)
}

/// What one would write in an afternoon: no signature, no rules, no chain, nobody else to tell.
fn bare_loop(dir: &Path) -> Vec<f64> {
    let path: PathBuf = dir.join("bare.db");
    let db = Connection::open(path).unwrap();
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000;
         CREATE TABLE admissions (id INTEGER PRIMARY KEY, ticket INTEGER, at_ms INTEGER, gate TEXT);
         CREATE INDEX by_ticket ON admissions (ticket); BEGIN",
    )
    .unwrap();
    {
        let mut insert = db
            .prepare("INSERT INTO admissions (ticket, at_ms, gate) VALUES (?1, ?2, 'main')")
            .unwrap();
        for round in 0..ROUNDS {
            for ticket in shuffled(TICKETS) {
                insert.execute(params![ticket, round]).unwrap();
            }
        }
    }
    db.execute_batch(
        "COMMIT; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA synchronous = FULL; PRAGMA cache_size = -16384",
    )
    .unwrap();
    let step = TICKETS / SHOWN;
    let mut times = Vec::new();
    for index in 0..SHOWN {
        let ticket = index * step + index % 2;
        let begun = Instant::now();
        db.execute_batch("BEGIN IMMEDIATE").unwrap();
        let earlier: i64 = db
            .prepare_cached("SELECT count(*) FROM admissions WHERE ticket = ?1 AND at_ms >= 4")
            .unwrap()
            .query_row([ticket], |row| row.get(0))
            .unwrap();
        db.prepare_cached("INSERT INTO admissions (ticket, at_ms, gate) VALUES (?1, ?2, 'main')")
            .unwrap()
            .execute(params![ticket, earlier])
            .unwrap();
        db.execute_batch("COMMIT").unwrap();
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    times
}

/// The least that anything durable can take here.
fn bare_disk(dir: &Path) -> Vec<f64> {
    let mut file = std::fs::File::create(dir.join("page")).unwrap();
    let mut times = Vec::new();
    for _ in 0..SHOWN / 4 {
        let begun = Instant::now();
        file.write_all(&[1; 4096]).unwrap();
        file.sync_data().unwrap();
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    times
}

/// Who is inside, without keeping count.
fn sum_of_today(data: &Path) -> Vec<f64> {
    let db = Connection::open(data.join(FILE)).unwrap();
    let today = eleven(&catalogue(), 2).plus(-11 * HOUR);
    let mut times = Vec::new();
    for _ in 0..5 {
        let begun = Instant::now();
        let _inside: i64 = db
            .query_row(
                "SELECT sum(CASE outward WHEN 0 THEN people ELSE -people END)
                 FROM passages WHERE at_ms >= ?1",
                [today.0],
                |row| row.get(0),
            )
            .unwrap();
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    times
}
