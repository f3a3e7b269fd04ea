//! The exhibition late in its last days: what its tickets say, and what they did so far.

use std::collections::HashMap;
use std::path::Path;
use std::sync::OnceLock;

use journal::{FILE, Journal};
use kiosk_config::Config;
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};
use shared::catalogue::Catalogue;
use shared::checkin::{Direction, Passage};
use shared::ids::{ExhibitionId, Incarnation, KeyId, TicketNumber, TicketType};
use shared::ledger::TicketHistory;
use shared::protocol::v1::{
    FeedReply, PublicKey, TICKET_LIST_PAGE, TicketListItem, TicketListQuery, TicketListReply,
    write_body,
};
use shared::record::{ChainHash, Fact, Record, RecordOrder, Stamp, TicketSource};
use shared::ticket::{Claims, CodeHash, EntryPolicy, NO_KEY, SigningKey, issue};
use shared::time::UnixMs;

pub(crate) const TICKETS: u32 = 1_000_000;
/// Passages of each ticket.
pub(crate) const ROUNDS: i64 = 5;
/// Of all passages, one in so many is this kiosk's own.
const OWN: u32 = 10;
pub(crate) const HOUR: i64 = 3_600_000;

fn key() -> SigningKey {
    SigningKey::from_seed(&[5; 32])
}

pub(crate) fn catalogue() -> Catalogue {
    let mut catalogue = sync_server::catalogue::sample().unwrap();
    // A house that can be full, so that every scan has to know how many are inside.
    for zone in &mut catalogue.zones {
        zone.capacity = Some(2 * TICKETS);
    }
    catalogue
}

/// One in eight tickets is another seller's, whose codes are known by their hashes.
fn is_foreign(number: u32) -> bool {
    number % 8 == 3
}

/// What a ticket's code says.
pub(crate) fn code(number: u32) -> String {
    if is_foreign(number) {
        format!("TB-{number:08}")
    } else {
        issue(&claims(number), &key()).unwrap()
    }
}

fn claims(number: u32) -> Claims {
    Claims {
        key: if is_foreign(number) { NO_KEY } else { KeyId(1) },
        exhibition: exhibition(),
        number: TicketNumber(number),
        kind: TicketType(1),
        party: 1,
        days: 0b1111,
        policy: EntryPolicy::OncePerDay,
        zones: 1,
    }
}

fn exhibition() -> ExhibitionId {
    static NUMBER: OnceLock<ExhibitionId> = OnceLock::new();
    *NUMBER.get_or_init(|| catalogue().exhibition)
}

/// Eleven o'clock on a day of the exhibition, counted from 0.
pub(crate) fn eleven(catalogue: &Catalogue, day: usize) -> UnixMs {
    let zone = catalogue.calendar().zone;
    zone.midnight(catalogue.days[day].date).plus(11 * HOUR)
}

pub(crate) fn stamp(at: UnixMs) -> Stamp {
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
pub(crate) fn shuffled(count: u32) -> impl Iterator<Item = u32> {
    (0..count).map(move |index| ((u64::from(index) * 7_368_787) % u64::from(count)) as u32)
}

/// Makes a kiosk's data directory as it is late in a long exhibition. The passages are put in row by
/// row in the order in which they happened, so that the file is as scattered as it would be; only
/// the commits are left out.
pub(crate) fn fill(data: &Path) {
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
        ticket_list: None,
        server_pins: Vec::new(),
        code_key: None,
        token: None,
        phones_port: None,
        instructions: None,
        wipe: false,
        items: Vec::new(),
    };
    journal.apply_feed(&first).unwrap();
    fill_ticket_list(&mut journal);
    let life = journal.outbox().unwrap().current;
    let own = journal.batch(life, 0, 0, 0).unwrap().origin;
    drop(journal);
    let db = Connection::open(data.join(FILE)).unwrap();
    db.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; BEGIN")
        .unwrap();
    let mut insert = db
        .prepare("INSERT OR REPLACE INTO histories (ticket, history, hash) VALUES (?1, ?2, ?3)")
        .unwrap();
    let mut histories: HashMap<u32, TicketHistory> = HashMap::new();
    let mut record = db
        .prepare("INSERT INTO records (incarnation, seq, link, body) VALUES (?1, ?2, ?3, ?4)")
        .unwrap();
    let (mut link, mut own_seq, mut other_seq) = (ChainHash::start(&own), 0_i64, 0_i64);
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
            let history = histories.entry(ticket).or_default();
            history.passages.push(Passage {
                order: RecordOrder {
                    at,
                    kiosk: kiosk.parse().unwrap(),
                    incarnation: Incarnation(life),
                    seq: seq as u64,
                },
                gate: config.gate.clone(),
                direction,
                claims,
                people: 1,
                by_staff: false,
            });
            // As the file grows in the course of the days.
            let history = history.to_bytes();
            let hash = Sha256::new()
                .chain_update(ticket.to_be_bytes())
                .chain_update(&history)
                .finalize();
            insert
                .execute(params![ticket, history, &hash[..8]])
                .unwrap();
            if is_own {
                let fact = Fact::Passed {
                    gate: config.gate.clone(),
                    direction,
                    claims,
                    people: 1,
                    source: TicketSource::Unstated,
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
    // Who is inside is left to be counted, which is measured.
    db.execute_batch("UPDATE state SET counted_to = -1; COMMIT; PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
}

/// Every ticket as the server tells of it.
fn fill_ticket_list(journal: &mut Journal) {
    let mut after = 0;
    while after < TICKETS {
        let next = (after + TICKET_LIST_PAGE as u32).min(TICKETS);
        let query = TicketListQuery {
            epoch: journal.ticket_list_mark().unwrap().epoch,
            after: u64::from(after),
            keyed: false,
        };
        let page = TicketListReply {
            epoch: "bench".to_owned(),
            next: u64::from(next),
            more: next < TICKETS,
            tickets: (after..next).map(known).collect(),
        };
        journal
            .apply_ticket_list(&query, &page, TICKET_LIST_PAGE, || {})
            .unwrap();
        after = next;
    }
    assert_eq!(journal.tickets().unwrap(), u64::from(TICKETS));
}

fn known(number: u32) -> TicketListItem {
    let foreign = is_foreign(number);
    TicketListItem {
        claims: claims(number).to_bytes().unwrap(),
        proof: (!foreign).then_some(number as u16 & 0x1fff),
        hash: foreign.then(|| CodeHash::of(exhibition(), &code(number))),
        folded: None,
        seller: foreign.then(|| "TicketBox".to_owned()),
        reference: foreign.then(|| format!("DH{number:07}")),
        holder: foreign.then(|| "Nguyễn Văn An".to_owned()),
    }
}
