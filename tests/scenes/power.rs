//! Power cuts: a kiosk is killed between any two steps, two hundred times, with the server up and
//! down, and every verdict that was shown is counted exactly once.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use serde_json::Value;

use crate::venue::{Venue, program};

const CUTS: usize = 200;
/// A record: kiosk, incarnation, number.
type Identity = (String, u64, u64);

/// A kiosk's `scan --stdin` that shows its verdicts line by line.
struct Running {
    process: Child,
    verdicts: Receiver<Value>,
}

impl Running {
    fn start(data: &Path) -> Self {
        let mut process = Command::new(program("kiosk"))
            .args(["scan", "--stdin", "--data"])
            .arg(data)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let (shown, verdicts) = channel();
        std::thread::spawn(move || {
            // A line that the kill cut in two was not shown.
            for verdict in lines
                .map_while(Result::ok)
                .filter_map(|line| serde_json::from_str(&line).ok())
            {
                if shown.send(verdict).is_err() {
                    break;
                }
            }
        });
        Self { process, verdicts }
    }

    fn present(&mut self, code: &str) {
        // The kiosk may be gone already when a code is typed.
        let _ = writeln!(self.process.stdin.as_mut().unwrap(), "{code}");
    }

    fn kill(mut self) -> Vec<Value> {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        self.verdicts.iter().collect()
    }
}

fn identity(verdict: &Value) -> Identity {
    let record = &verdict["record"];
    (
        record["kiosk"].as_str().unwrap().to_owned(),
        record["incarnation"].as_u64().unwrap(),
        record["seq"].as_u64().unwrap(),
    )
}

/// Every record the server holds, with how often it is there and what kind it is.
fn stored(venue: &Venue) -> BTreeMap<Identity, (usize, String)> {
    let db =
        rusqlite::Connection::open(sync_server::setup::database_in(&venue.server_dir())).unwrap();
    let mut rows = db
        .prepare(
            "SELECT journals.kiosk, journals.incarnation, records.seq, records.body
             FROM records JOIN journals ON journals.id = records.journal",
        )
        .unwrap();
    let mut found = BTreeMap::new();
    let mut rows = rows.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let key: Identity = (
            row.get(0).unwrap(),
            row.get::<_, i64>(1).unwrap() as u64,
            row.get::<_, i64>(2).unwrap() as u64,
        );
        let body: Value = serde_json::from_str(&row.get::<_, String>(3).unwrap()).unwrap();
        let kind = body["kind"].as_str().unwrap().to_owned();
        found.entry(key).or_insert((0, kind)).0 += 1;
    }
    found
}

#[test]
fn the_power_goes_two_hundred_times_and_every_verdict_shown_is_counted_once() {
    let mut venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", CUTS as u32);
    let mut rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut random = move |below: u64| rng.next_u64() % below;
    let mut shown: Vec<Value> = Vec::new();
    for cut in 0..CUTS {
        if random(2) == 0 {
            venue.start_server();
        } else {
            venue.stop_server();
        }
        let mut kiosk = Running::start(&data);
        // The ticket of this cut, and one of an earlier cut once more.
        let earlier = random(cut as u64 + 1) as usize;
        kiosk.present(&tickets[cut].digits);
        kiosk.present(&tickets[earlier].digits);
        // The cut comes at once, in the middle, or after everything was shown and is being sent.
        let mut wait = Duration::from_micros(random(60_000));
        while let Ok(verdict) = kiosk.verdicts.recv_timeout(wait) {
            shown.push(verdict);
            wait = Duration::from_micros(random(8_000));
        }
        shown.extend(kiosk.kill());
    }
    venue.start_server();
    let synced = Command::new(program("kiosk"))
        .args(["sync", "--data"])
        .arg(&data)
        .output()
        .unwrap();
    assert!(
        synced.status.success(),
        "{}",
        String::from_utf8_lossy(&synced.stderr)
    );

    let stored = stored(&venue);
    assert!(
        stored.values().all(|(times, _)| *times == 1),
        "nothing is stored twice"
    );
    let admitted = shown
        .iter()
        .filter(|verdict| verdict["verdict"] == "admitted")
        .count();
    assert!(
        admitted > CUTS / 4 && shown.len() > CUTS / 2,
        "the test must get somewhere: {admitted} of {}",
        shown.len()
    );
    let mut seen = BTreeSet::new();
    for verdict in &shown {
        let kind = match verdict["verdict"].as_str().unwrap() {
            "admitted" => "entry",
            other => other,
        };
        let identity = identity(verdict);
        assert_eq!(
            stored.get(&identity).map(|(_, kind)| kind.as_str()),
            Some(kind),
            "{verdict}"
        );
        assert!(seen.insert(identity), "one record, two verdicts: {verdict}");
    }
    let entered: BTreeSet<u64> = shown
        .iter()
        .filter(|verdict| verdict["verdict"] == "admitted")
        .map(|verdict| verdict["ticket"].as_u64().unwrap())
        .collect();
    assert_eq!(
        entered.len(),
        admitted,
        "no ticket was shown as admitted twice"
    );
    let today = venue.today();
    let entries = stored.values().filter(|(_, kind)| kind == "entry").count() as i64;
    let refusals = stored
        .values()
        .filter(|(_, kind)| kind == "refused")
        .count() as i64;
    assert_eq!(
        (today.entries, today.tickets, today.refused, today.conflicts),
        (entries, entries, refusals, 0)
    );
    println!(
        "{CUTS} power cuts: {} verdicts shown, {entries} entries and {refusals} refusals counted",
        shown.len()
    );
}
