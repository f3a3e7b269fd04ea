//! Single bits of a kiosk's journal that change while nobody uses it. Each is refused at start, warned of, put right or
//! harmless: no verdict becomes another in silence, and no record is lost.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use desk::Desk;
use journal::Journal;
use journal::clock::Clock;
use kiosk_config::Config;
use serde_json::Value;
use shared::protocol::v1::parse_body;
use sync_server::system_time;
use sync_server::tickets::{self, IssuedTicket, StatusChange, TicketName};

use super::flips::{ANY, FLIPS, REAL_START, flip, pages};
use super::{Chance, record_offline};
use crate::scanning::sync;
use crate::ticket_list::take_in;
use crate::venue::{Venue, program, wait_until};

const TICKETS: usize = 16;
const SELLERS: [&str; 3] = ["TB-000001", "TB-000002", "TB-000003"];
/// What decides on verdicts and records.
const ROWS: &str =
    "name NOT LIKE 'register_words%' AND name NOT LIKE 'catalogue%' AND name NOT LIKE 'sqlite_%'";

/// What came of a kiosk with a changed bit.
#[derive(Debug, PartialEq)]
enum Judged {
    Refused(String),
    /// It says on the device's page what is lost.
    Warned(Vec<String>),
    Silent(Served),
}

/// What a door says to codes, and what it sends then, by incarnation and number. Of what was recorded just now the time is
/// left out.
#[derive(Debug, Clone, PartialEq)]
struct Served {
    verdicts: Vec<String>,
    sent: BTreeMap<(u32, u64), String>,
}

/// A door that is cut off, with all kinds of tickets.
struct Door {
    data: PathBuf,
    config: Config,
    clock: Clock,
    codes: Vec<String>,
    /// How many records it had.
    recorded: u64,
    whole: Vec<u8>,
}

impl Door {
    /// Opens a venue, has two doors and the organisers do something of each kind, and ends its server.
    fn open(venue: &mut Venue) -> Self {
        let data = venue.kiosk("A1", "main");
        let other = venue.kiosk("B1", "river");
        let issued = venue.tickets("visitor", TICKETS as u32);
        let list = SELLERS.map(|code| format!("{code};Nguyễn An\r\n"));
        let list = format!("Mã vé;Họ tên\r\n{}", list.concat());
        take_in(venue, "TicketBox", &list);
        record_offline(&other, &issued[12..14]);
        sync(&other);
        let revoked = TicketName::Number(issued[14].number);
        tickets::change_status(
            &*venue.database(),
            revoked,
            StatusChange::Revoke,
            system_time(),
        )
        .unwrap();
        record_offline(&data, &issued[..TICKETS / 2]);
        let config = Config::read(&data).unwrap();
        wait_until("the door has heard of everything", || {
            sync(&data);
            let journal = Journal::open(&data, config.exhibition, &config.kiosk).unwrap();
            let is_known =
                |ticket: &IssuedTicket| !journal.history(ticket.number).unwrap().is_empty();
            issued[12..15].iter().all(is_known) && journal.tickets().unwrap() == TICKETS as u64 + 3
        });
        record_offline(&data, &issued[TICKETS / 4..=TICKETS / 2]);
        venue.stop_server();
        let own = issued.iter().map(|it| it.digits.clone());
        let others = SELLERS.iter().chain(&["TB-000009", "rubbish"]);
        let mut codes: Vec<String> = own.chain(others.map(ToString::to_string)).collect();
        codes.push(codes[0].replacen('1', "2", 1));
        Self {
            whole: fs::read(data.join("journal.db")).unwrap(),
            recorded: (TICKETS / 2 + TICKETS / 4 + 1) as u64,
            clock: Clock::of_this_device(),
            codes,
            config,
            data,
        }
    }

    fn journal(&self) -> PathBuf {
        self.data.join("journal.db")
    }

    fn put_back(&self) {
        for beside in ["journal.db-wal", "journal.db-shm"] {
            let _ = fs::remove_file(self.data.join(beside));
        }
        fs::write(self.journal(), &self.whole).unwrap();
    }

    /// Starts the kiosk, scans everything, and looks at what it would send.
    fn judge(&self) -> Judged {
        match self.serve() {
            Err(error) => Judged::Refused(error),
            Ok((warnings, _)) if !warnings.is_empty() => Judged::Warned(warnings),
            Ok((_, served)) => Judged::Silent(served),
        }
    }

    fn serve(&self) -> Result<(Vec<String>, Served), String> {
        let mut desk =
            Desk::open(&self.data, self.config.clone()).map_err(|error| error.to_string())?;
        desk.set_clock(&self.clock)
            .map_err(|error| error.to_string())?;
        let mut verdicts = Vec::new();
        for code in &self.codes {
            let judged = desk.scan(code, &self.clock.stamp());
            let outcome = judged.map_err(|error| error.to_string())?.verdict.outcome;
            let outcome = format!("{outcome:?}");
            verdicts.push(outcome.split("at: ").next().unwrap_or_default().to_owned());
        }
        let warnings = desk
            .journal()
            .trouble()
            .map_err(|error| error.to_string())?;
        drop(desk);
        let sent = self.sent().map_err(|error| error.to_string())?;
        Ok((warnings, Served { verdicts, sent }))
    }

    /// Returns the records that are not acknowledged.
    fn sent(&self) -> Result<BTreeMap<(u32, u64), String>, journal::JournalError> {
        let mut journal = Journal::open(&self.data, self.config.exhibition, &self.config.kiosk)?;
        let mut sent = BTreeMap::new();
        let Some(span) = journal.outbox()?.next else {
            return Ok(sent);
        };
        let batch = journal.batch(span.incarnation, span.after, 500, usize::MAX)?;
        for record in batch.records {
            let text = record.body.get();
            let said = match parse_body(text) {
                Ok(body) if record.seq > self.recorded => format!("{:?}", body.fact),
                _ => text.to_owned(),
            };
            sent.insert((span.incarnation.0, record.seq), said);
        }
        Ok(sent)
    }
}

/// What a program of its own answers to codes.
fn verdicts_of_program(data: &Path, codes: &[String]) -> Result<Vec<String>, String> {
    let mut scan = Command::new(program("kiosk"));
    scan.args(["scan", "--offline", "--data"]).arg(data);
    for code in codes {
        scan.args(["--code", code]);
    }
    let ended = scan.output().unwrap();
    if !ended.status.success() {
        let out = String::from_utf8_lossy(&ended.stdout).into_owned();
        return Err(out + &String::from_utf8_lossy(&ended.stderr));
    }
    let out = String::from_utf8(ended.stdout).unwrap();
    let answer = |line: &str| {
        let verdict: Value = serde_json::from_str(line).unwrap();
        format!("{} {}", verdict["verdict"], verdict["ticket"])
    };
    Ok(out.lines().map(answer).collect())
}

/// Returns whether nothing that is meant to be sent is missing: what is sent once more changes nothing.
fn is_same(expected: &Served, found: &Served) -> bool {
    let mut sent = expected.sent.iter();
    expected.verdicts == found.verdicts && sent.all(|(id, body)| found.sent.get(id) == Some(body))
}

#[test]
fn flipped_bit_of_a_journal_changes_no_verdict_unseen() {
    let mut venue = Venue::open_in_folder();
    let door = Door::open(&mut venue);
    let by_program = verdicts_of_program(&door.data, &door.codes).unwrap();
    door.put_back();
    let Judged::Silent(well) = door.judge() else {
        panic!("{:?}", door.judge());
    };
    door.put_back();
    let [in_rows, anywhere] = [ROWS, ANY].map(|wanted| pages(&door.journal(), wanted));
    let flips = std::env::var("FAULT_FLIPS").map_or(FLIPS, |it| it.parse().unwrap());
    let mut chance = Chance::new();
    let (mut refused, mut warned, mut silent) = (BTreeMap::new(), 0, Vec::new());
    for number in 0..flips {
        door.put_back();
        let pages = if number % 2 == 0 { &in_rows } else { &anywhere };
        let at = flip(&door.journal(), pages, &mut chance);
        let flipped = fs::read(door.journal()).unwrap();
        match door.judge() {
            Judged::Refused(error) => {
                let named = ["journal", "catalogue"];
                assert!(named.iter().any(|it| error.contains(it)), "{error}");
                *refused.entry(error).or_insert(0) += 1;
            }
            Judged::Warned(_) => warned += 1,
            Judged::Silent(found) if !is_same(&well, &found) => silent.push((at, found)),
            Judged::Silent(_) if number % REAL_START == 0 => {
                door.put_back();
                fs::write(door.journal(), &flipped).unwrap();
                let found = verdicts_of_program(&door.data, &door.codes);
                assert_eq!(found.as_ref(), Ok(&by_program), "byte {at}");
            }
            Judged::Silent(_) => {}
        }
    }
    println!(
        "{flips} flipped bits: {warned} warned of, silent at {silent:#?}, refused {refused:#?}"
    );
    assert!(silent.is_empty());
}
