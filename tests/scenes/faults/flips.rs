//! Single bits of a server's database that change while nobody uses it. Each is seen or harmless; none changes totals or
//! verdicts in silence.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use desk::Desk;
use journal::clock::Clock;
use kiosk_config::Config as KioskConfig;
use serde_json::Value;
use shared::ids::Incarnation;
use shared::protocol::v1::{StoreWarning, Totals};
use shared::record::RecordId;
use sync_server::operations::staff::{self, PinUse};
use sync_server::ports::{Decision, RecordDecision, TicketNote};
use sync_server::tickets::{self, IssuedTicket, StatusChange, TicketName};
use sync_server::{Config, InProcess, system_time};
use uplink::sync_once;

use super::{Chance, record_offline};
use crate::scanning::sync;
use crate::venue::Venue;

pub(super) const FLIPS: usize = 300;
const TICKETS: usize = 16;
/// Every so many flips a real server starts and a new door scans all tickets, which takes longer than all the rest.
pub(super) const REAL_START: usize = 15;
/// Tables whose rows no chain of records vouches for.
const ROWS: &str = "'tickets', 'histories', 'records', 'staff', 'device_places', 'kiosks', 'server_secrets', 'decisions',
    'ticket_notes', 'changes', 'standings', 'annulments'";

/// Pages of a database that hold something of what is wanted.
pub(super) fn pages(file: &Path, wanted: &str) -> Vec<u64> {
    let db = rusqlite::Connection::open(file).unwrap();
    let pages = format!("SELECT pageno FROM dbstat WHERE ncell > 0 AND {wanted}");
    let mut pages = db.prepare(&pages).unwrap();
    let numbers = pages.query_map([], |row| row.get::<_, i64>(0)).unwrap();
    numbers.map(|number| number.unwrap() as u64).collect()
}

/// All of them, without those of the catalogue, which would be most.
pub(super) const ANY: &str = "name <> 'catalogues'";

/// Flips one bit of a page, but not of what nothing was ever written to.
pub(super) fn flip(file: &Path, pages: &[u64], chance: &mut Chance) -> u64 {
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

/// What a server makes of its folder.
#[derive(Debug, PartialEq)]
enum Served {
    Refused(String),
    Warned,
    /// Totals, and all that a kiosk is told from the start.
    Silent(Vec<Value>),
}

/// Starts a server that nothing reaches, and ends it as by a kill.
fn serve(folder: &Path, token: &str) -> Served {
    let now = system_time();
    let mut config = Config::new(folder);
    config.clock = Arc::new(move || now);
    let server = match InProcess::start(&config) {
        Ok(server) => server,
        Err(error) => return Served::Refused(error.to_string()),
    };
    let answer = |path: &str| {
        let shown = (path != "/api/v1/totals").then_some(token);
        let answer = server.answer(path, shown, None);
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        let is_good = answer.status == 200;
        let value = is_good.then(|| serde_json::from_str::<Value>(&text).ok());
        value
            .flatten()
            .ok_or(format!("{path}: {} {text}", answer.status))
    };
    let told = [
        "/api/v1/totals",
        "/api/v1/feed?after=0&visits=true",
        "/api/v1/register",
    ];
    match told.into_iter().map(answer).collect::<Result<Vec<_>, _>>() {
        Err(error) => Served::Refused(error),
        Ok(mut told) => {
            let totals: Totals = serde_json::from_value(told[0].clone()).unwrap();
            if is_damaged(&totals) {
                return Served::Warned;
            }
            told[0] = told[0]["days"].take();
            for changing in ["server_time_ms", "token"] {
                told[1][changing] = Value::Null;
            }
            Served::Silent(told)
        }
    }
}

fn is_damaged(totals: &Totals) -> bool {
    let mut warnings = totals.warnings.iter();
    warnings.any(|it| matches!(it, StoreWarning::Damaged { .. }))
}

/// Starts a real server; returns its totals of each day, whether it warns, and the verdicts of a new door.
fn serve_a_door(
    venue: &mut Venue,
    door: &Path,
    tickets: &[IssuedTicket],
) -> (Value, bool, Vec<String>) {
    venue.start_server();
    let totals = venue.totals();
    let verdicts = verdicts_of_new_door(door, tickets);
    venue.stop_server();
    let days = serde_json::to_value(&totals.days).unwrap();
    (days, is_damaged(&totals), verdicts.unwrap_or_default())
}

/// Syncs a kiosk that knows nothing yet, and scans all tickets.
fn verdicts_of_new_door(door: &Path, tickets: &[IssuedTicket]) -> Result<Vec<String>, String> {
    let folder = tempfile::tempdir().unwrap();
    for name in ["kiosk.toml", "device.key"] {
        if door.join(name).exists() {
            fs::copy(door.join(name), folder.path().join(name)).unwrap();
        }
    }
    let config = KioskConfig::read(folder.path()).unwrap();
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

/// Has organisers change something of each kind.
fn organise(venue: &Venue, tickets: &[IssuedTicket]) {
    let (db, now) = (venue.database(), system_time());
    for ticket in &tickets[TICKETS - 4..] {
        let name = TicketName::Number(ticket.number);
        tickets::change_status(&*db, name, StatusChange::Revoke, now).unwrap();
    }
    staff::add(&*db, &"an".parse().unwrap(), None, PinUse::Doors, now).unwrap();
    let change = db.write().unwrap();
    let record = RecordId {
        kiosk: "A1".parse().unwrap(),
        incarnation: Incarnation(incarnation(venue)),
        seq: 2,
    };
    let is_annulled = change.decide_record(&record, RecordDecision::Annul("miscounted"), now);
    assert!(is_annulled.unwrap());
    let (author, made) = ("an".to_owned(), now);
    let note = TicketNote {
        ticket: tickets[0].number,
        author: author.clone(),
        note: "lost".to_owned(),
        made,
    };
    change.insert_ticket_note(&note).unwrap();
    let [kind, subject, choice] = ["silent", "A1", "settle"].map(str::to_owned);
    let decision = Decision {
        kind,
        subject,
        up_to: 7,
        choice,
        author,
        made,
    };
    change.put_decision(&decision).unwrap();
    change.commit().unwrap();
}

fn incarnation(venue: &Venue) -> u32 {
    let (_, incarnation, ..) = venue.stored_records().swap_remove(0);
    incarnation as u32
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
    organise(&venue, &tickets);
    venue.stop_server();
    let (days, warns, verdicts) = serve_a_door(&mut venue, &door, &tickets);
    assert!(!warns && verdicts.len() == TICKETS);
    let folder = venue.server_dir();
    let token = KioskConfig::read(&door).unwrap().token;
    let (database, mark) = (folder.join("exhibition.db"), folder.join("exhibition.mark"));
    let [whole, whole_mark] = [&database, &mark].map(|it| fs::read(it).unwrap());
    let in_rows = pages(&database, &format!("name IN ({ROWS})"));
    let anywhere = pages(&database, ANY);
    let put_back = || {
        for beside in ["exhibition.db-wal", "exhibition.db-shm"] {
            let _ = fs::remove_file(folder.join(beside));
        }
        fs::write(&database, &whole).unwrap();
        fs::write(&mark, &whole_mark).unwrap();
    };
    put_back();
    let well = serve(&folder, token.secret());
    assert!(matches!(well, Served::Silent(_)), "{well:?}");
    let mut chance = Chance::new();
    let (mut refused, mut warned, mut silent) = (BTreeMap::new(), 0, Vec::new());
    for number in 0..FLIPS {
        put_back();
        let pages = if number % 2 == 0 { &in_rows } else { &anywhere };
        let at = flip(&database, pages, &mut chance);
        let flipped = fs::read(&database).unwrap();
        match serve(&folder, token.secret()) {
            Served::Refused(error) => {
                assert!(error.contains(';') || error.contains('.'), "{error}");
                *refused.entry(error).or_insert(0) += 1;
            }
            Served::Warned => warned += 1,
            served if served != well => silent.push((at, served)),
            Served::Silent(_) if number % REAL_START == 0 => {
                put_back();
                fs::write(&database, &flipped).unwrap();
                let found = serve_a_door(&mut venue, &door, &tickets);
                assert_eq!(found, (days.clone(), false, verdicts.clone()), "byte {at}");
            }
            Served::Silent(_) => {}
        }
    }
    println!(
        "{FLIPS} flipped bits: {warned} warned of, silent at {silent:?}, refused {refused:#?}"
    );
    assert!(silent.is_empty());
}
