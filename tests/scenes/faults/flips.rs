//! Single bits of the databases that change while nobody uses them. Each is seen or harmless; none changes totals or
//! verdicts in silence.

use std::fs;
use std::path::Path;
use std::process::Command;

use kiosk::clock::Clock;
use kiosk::desk::Desk;
use kiosk::uplink::sync_once;
use serde_json::Value;
use shared::protocol::v1::{DayTotals, StoreWarning, Totals};
use sync_server::tickets::{self, IssuedTicket, StatusChange, TicketName};
use sync_server::{Background, Config, Listeners, system_time};

use super::{Chance, record_offline};
use crate::scanning::sync;
use crate::venue::{Venue, program};

const FLIPS: usize = 300;
const TICKETS: usize = 16;

/// Pages of a database, without those of the catalogue, which would be most of them.
fn pages(file: &Path) -> Vec<u64> {
    let db = rusqlite::Connection::open(file).unwrap();
    let pages = "SELECT pageno FROM dbstat WHERE name <> 'catalogues' AND ncell > 0";
    let mut pages = db.prepare(pages).unwrap();
    let numbers = pages.query_map([], |row| row.get::<_, i64>(0)).unwrap();
    numbers.map(|number| number.unwrap() as u64).collect()
}

/// Flips one bit of a page, but not of what nothing was ever written to.
fn flip(file: &Path, pages: &[u64], chance: &mut Chance) -> u64 {
    const PAGE: u64 = 4_096;
    let mut bytes = fs::read(file).unwrap();
    loop {
        let page = pages[chance.below(pages.len() as u64) as usize] - 1;
        let at = page * PAGE + chance.below(PAGE);
        let around = at as usize / 16 * 16;
        if bytes[around..around + 16].iter().any(|byte| *byte != 0) {
            bytes[at as usize] ^= 1 << chance.below(8);
            fs::write(file, bytes).unwrap();
            return at;
        }
    }
}

/// What a server and a new kiosk make of a folder.
#[derive(Debug)]
enum Served {
    Refused(String),
    Warned,
    /// Totals, and what becomes of each ticket at another door, where that was tried.
    Silent(Vec<DayTotals>, Vec<String>),
}

fn serve(venue: &Venue, door: Option<&Path>, tickets: &[IssuedTicket]) -> Served {
    let listener = Listeners::bind(&venue.addresses).unwrap();
    let server = match Background::start(listener, Config::new(venue.server_dir())) {
        Ok(server) => server,
        Err(error) => return Served::Refused(error.to_string()),
    };
    let url = format!("{}/api/v1/totals", venue.url());
    let asked = ureq::get(url).config().http_status_as_error(false).build();
    let asked = asked
        .call()
        .and_then(|mut it| it.body_mut().read_to_string());
    let totals = asked
        .ok()
        .and_then(|text| serde_json::from_str::<Totals>(&text).ok());
    let verdicts = door.map_or(Ok(Vec::new()), |door| verdicts_of_new_door(door, tickets));
    if let Err(error) = server.stop() {
        return Served::Refused(error.to_string());
    }
    match (totals, verdicts) {
        (Some(totals), _) if is_damaged(&totals) => Served::Warned,
        (Some(totals), Ok(verdicts)) => Served::Silent(totals.days, verdicts),
        (_, Err(error)) => Served::Refused(error),
        (None, _) => Served::Refused("no totals; look at the log".to_owned()),
    }
}

fn is_damaged(totals: &Totals) -> bool {
    let mut warnings = totals.warnings.iter();
    warnings.any(|it| matches!(it, StoreWarning::Damaged { .. }))
}

/// Syncs a kiosk that knows nothing yet, and scans all tickets.
fn verdicts_of_new_door(door: &Path, tickets: &[IssuedTicket]) -> Result<Vec<String>, String> {
    let folder = tempfile::tempdir().unwrap();
    for name in ["kiosk.toml", "device.key"] {
        if door.join(name).exists() {
            fs::copy(door.join(name), folder.path().join(name)).unwrap();
        }
    }
    let config = kiosk::config::Config::read(folder.path()).unwrap();
    let clock = Clock::of_this_device();
    sync_once(folder.path(), &config, &clock).map_err(|error| error.to_string())?;
    let mut desk = Desk::open(folder.path(), config).map_err(|error| error.to_string())?;
    let verdict = |ticket: &IssuedTicket| {
        let judged = desk.scan(&ticket.digits, &clock.stamp());
        let judged = judged.map_err(|error| error.to_string())?;
        let at = |text: String| text.split("at: ").next().unwrap_or_default().to_owned();
        Ok(at(format!("{:?}", judged.verdict.outcome)))
    };
    tickets.iter().map(verdict).collect()
}

#[test]
fn flipped_bit_of_the_exhibition_is_seen_or_harmless() {
    let mut venue = Venue::open_in_folder();
    let data = venue.kiosk("A1", "main");
    let door = venue.kiosk("B1", "river");
    let tickets = venue.tickets("visitor", TICKETS as u32);
    record_offline(&data, &tickets[..TICKETS / 2]);
    sync(&data);
    record_offline(&data, &tickets[..TICKETS / 4]);
    sync(&data);
    for ticket in &tickets[TICKETS - 4..] {
        let name = TicketName::Number(ticket.number);
        tickets::change_status(
            &*venue.database(),
            name,
            StatusChange::Revoke,
            system_time(),
        )
        .unwrap();
    }
    venue.stop_server();
    let Served::Silent(totals, verdicts) = serve(&venue, Some(&door), &tickets) else {
        panic!("the server is well");
    };
    let folder = venue.server_dir();
    let database = folder.join("exhibition.db");
    let pages = pages(&database);
    let [whole, mark] =
        ["exhibition.db", "exhibition.mark"].map(|it| fs::read(folder.join(it)).unwrap());
    let mut chance = Chance::new();
    let (mut refused, mut warned, mut silent) = (0, 0, Vec::new());
    for number in 0..FLIPS {
        for beside in ["exhibition.db-wal", "exhibition.db-shm"] {
            let _ = fs::remove_file(folder.join(beside));
        }
        fs::write(&database, &whole).unwrap();
        fs::write(folder.join("exhibition.mark"), &mark).unwrap();
        let at = flip(&database, &pages, &mut chance);
        // A new door takes longer than all the rest.
        let door = (number % 4 == 0).then_some(&*door);
        match serve(&venue, door, &tickets) {
            Served::Refused(error) => {
                assert!(error.contains(';') || error.contains('.'), "{error}");
                refused += 1;
            }
            Served::Warned => warned += 1,
            Served::Silent(days, found) => {
                if days != totals || (door.is_some() && found != verdicts) {
                    silent.push(at);
                }
            }
        }
    }
    println!("{FLIPS} flipped bits: {refused} refused, {warned} warned of, silent at {silent:?}");
    assert_eq!(silent, [0; 0]);
}

/// What a kiosk answers to tickets, without the numbers of records.
fn answers(data: &Path, tickets: &[&str]) -> Result<Vec<String>, String> {
    let mut scan = Command::new(program("kiosk"));
    scan.args(["scan", "--offline", "--data"]).arg(data);
    for ticket in tickets {
        scan.args(["--code", ticket]);
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

#[test]
fn flipped_bit_of_a_journal_changes_no_verdict_unseen() {
    let mut venue = Venue::open_in_folder();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", TICKETS as u32);
    record_offline(&data, &tickets[..TICKETS / 2]);
    sync(&data);
    record_offline(&data, &tickets[TICKETS / 4..TICKETS / 2]);
    venue.stop_server();
    let codes: Vec<&str> = tickets.iter().map(|it| it.digits.as_str()).collect();
    let journal = data.join("journal.db");
    let whole = fs::read(&journal).unwrap();
    let pages = pages(&journal);
    let expected = answers(&data, &codes).unwrap();
    let mut chance = Chance::new();
    let (mut refused, mut silent) = (0, Vec::new());
    for _ in 0..FLIPS {
        for beside in ["journal.db-wal", "journal.db-shm"] {
            let _ = fs::remove_file(data.join(beside));
        }
        fs::write(&journal, &whole).unwrap();
        let at = flip(&journal, &pages, &mut chance);
        match answers(&data, &codes) {
            Err(error) => {
                let named = ["journal", "catalogue"];
                assert!(named.iter().any(|it| error.contains(it)), "{error}");
                refused += 1;
            }
            Ok(answers) if answers == expected => {}
            Ok(answers) => silent.push((at, answers)),
        }
    }
    println!("{FLIPS} flipped bits: {refused} refused, silent: {silent:?}");
    assert!(silent.is_empty());
}
