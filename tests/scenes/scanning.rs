//! Kiosks that scan in a process of their own, and what must be true of their verdicts afterwards: each is
//! counted exactly once.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use tempfile::NamedTempFile;

use crate::venue::{Venue, program};

/// A record: kiosk, incarnation, number.
pub(crate) type Identity = (String, u64, u64);

/// A kiosk's `scan --stdin` that shows its verdicts line by line. Its log is printed where a scene fails.
pub(crate) struct Running {
    process: Child,
    pub(crate) verdicts: Receiver<Value>,
    log: NamedTempFile,
}

impl Running {
    pub(crate) fn start(data: &Path) -> Self {
        Self::start_with(data, |_| ())
    }

    /// Starts it with another environment.
    pub(crate) fn start_with(data: &Path, prepare: impl FnOnce(&mut Command)) -> Self {
        let mut command = Command::new(program("kiosk"));
        command.args(["scan", "--stdin", "--data"]).arg(data);
        prepare(&mut command);
        Self::of(command)
    }

    /// Starts a program that answers each code with a line.
    pub(crate) fn of(mut command: Command) -> Self {
        let log = NamedTempFile::new().unwrap();
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        command.stderr(log.reopen().unwrap());
        let mut process = command.spawn().unwrap();
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
        Self {
            process,
            verdicts,
            log,
        }
    }

    /// Returns the number of its process.
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// Returns the file of its log.
    pub(crate) fn log_file(&self) -> &Path {
        self.log.path()
    }

    /// What it has written to its log.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.log.path()).unwrap()
    }

    pub(crate) fn present(&mut self, code: &str) {
        // The kiosk may be gone already when a code is typed.
        let _ = writeln!(self.process.stdin.as_mut().unwrap(), "{code}");
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.process), signal).unwrap();
    }

    /// Ends it once it has answered what it was shown.
    pub(crate) fn close_input(&mut self) {
        drop(self.process.stdin.take());
    }

    /// Ends as when its standard input ends; gives the verdicts not yet taken.
    pub(crate) fn end(mut self) -> Vec<Value> {
        self.close_input();
        self.process.wait().unwrap();
        self.verdicts.iter().collect()
    }

    /// Ends as when the power goes; gives the verdicts not yet taken.
    pub(crate) fn kill(mut self) -> Vec<Value> {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        self.verdicts.iter().collect()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the kiosk's log:\n{}", self.log());
        }
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
pub(crate) fn stored(venue: &Venue) -> BTreeMap<Identity, (usize, String)> {
    let mut found = BTreeMap::new();
    for (kiosk, incarnation, seq, body) in venue.stored_records() {
        let key: Identity = (kiosk, incarnation as u64, seq as u64);
        let body: Value = serde_json::from_str(&body).unwrap();
        let kind = body["kind"].as_str().unwrap().to_owned();
        found.entry(key).or_insert((0, kind)).0 += 1;
    }
    found
}

/// Sends everything that a kiosk's journal still holds.
pub(crate) fn sync(data: &Path) {
    let synced = Command::new(program("kiosk"))
        .args(["sync", "--data"])
        .arg(data)
        .output()
        .unwrap();
    assert!(
        synced.status.success(),
        "{}",
        String::from_utf8_lossy(&synced.stderr)
    );
}

/// Entries and refusals that the server counts, after seeing that every verdict that was shown is among its records
/// once, that no record was shown as two verdicts, and that the totals are what the records say.
pub(crate) fn counted_once(venue: &Venue, shown: &[Value]) -> (i64, i64) {
    let stored = stored(venue);
    assert!(
        stored.values().all(|(times, _)| *times == 1),
        "nothing is stored twice"
    );
    let mut seen = BTreeSet::new();
    let mut entered = BTreeSet::new();
    for verdict in shown {
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
        assert!(
            kind != "entry" || entered.insert(verdict["ticket"].as_u64().unwrap()),
            "no ticket was shown as admitted twice: {verdict}"
        );
    }
    let of_kind = |wanted: &str| stored.values().filter(|(_, kind)| kind == wanted).count() as i64;
    let (entries, refusals) = (of_kind("entry"), of_kind("refused"));
    let today = venue.today();
    assert_eq!(
        (today.entries, today.tickets, today.refused, today.conflicts),
        (entries, entries, refusals, 0)
    );
    (entries, refusals)
}
