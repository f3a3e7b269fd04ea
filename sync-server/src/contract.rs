//! What every database keeps of records, whichever it is: the same tests run on SQLite and on PostgreSQL.

mod accounts;
mod catalogue;
mod devices;
mod engines;
mod journal;
mod links;
mod media;
mod people;
mod programs;
mod records;
mod reports;
pub(crate) mod rounds;
mod rows;
mod seats;
mod server;
mod story;
mod submissions;
pub(crate) mod tested_database;
mod tickets;
mod transactions;
mod transfer;

use shared::ledger::{Counter, Counters};
use shared::time::UnixMs;

use crate::engine::{self, Ingested, ingest, quarantine};
use crate::operations::setup;
use crate::ports::{FeedEntry, RecordDecision};
use journal::{SentJournal, opening, rules};
use tested_database::RecordsDatabase;

/// Makes a database with the sample exhibition.
fn exhibition<D: RecordsDatabase>() -> D {
    let db = D::new();
    setup::init(db.database(), &journal::catalogue(), None, opening()).unwrap();
    db
}

/// Makes a test of each function, on either database.
macro_rules! contract {
    ($new:path: $($name:ident)*) => {
        mod sqlite {
            $(#[test] fn $name() { super::$name(&mut $new() as &mut crate::sqlite::contract::SqliteContract); })*
        }
        mod postgres {
            $(#[test] fn $name() { super::$name(&mut $new() as &mut crate::postgres::contract::PostgresContract); })*
        }
    };
}
use contract;

fn push(db: &mut impl RecordsDatabase, journal: &SentJournal, from: usize) -> Ingested {
    let batch = journal.batch(from..journal.len());
    let mut taken = Vec::new();
    db.write(&mut |tx| {
        taken = ingest(tx, &rules(), std::slice::from_ref(&batch))?;
        Ok(())
    })
    .unwrap();
    taken.remove(0)
}

/// Everything that can be read of a database, once it is found to follow from its records.
fn content(db: &mut impl RecordsDatabase) -> (Counters, Vec<(u64, String)>) {
    assert_eq!(db.recount(&rules()).faults, Vec::<String>::new());
    let mut content = (Counters::default(), Vec::new());
    db.write(&mut |tx| {
        let feed = tx.feed_after(0, 100_000)?.into_iter();
        let text = |entry| match entry {
            FeedEntry::Stored(it) => format!("{:?} {} {:?} {:?}", it.id, it.body, it.at, it.aside),
            FeedEntry::Retimed(it, was) => format!("{:?} {:?} was {was:?}", it.id, it.at),
            FeedEntry::Damaged(id) => format!("{id:?} is damaged"),
            FeedEntry::Status(ticket, status, since) => format!("{ticket:?} {status:?} {since:?}"),
        };
        content = (
            tx.counters()?,
            feed.map(|(at, it)| (at, text(it))).collect(),
        );
        Ok(())
    })
    .unwrap();
    content
}

fn unique_visitors(db: &mut impl RecordsDatabase) -> i64 {
    let (counters, _) = content(db);
    let all = counters.iter();
    all.filter(|(_, counter, _)| **counter == Counter::UniqueVisitors)
        .map(|(_, _, value)| value)
        .sum()
}

/// Sets aside what a kiosk said, or counts it again.
fn set_quarantine(db: &mut impl RecordsDatabase, kiosk: &str, since: Option<UnixMs>) {
    let kiosk = kiosk.parse().unwrap();
    db.write(&mut |tx| quarantine(tx, &rules(), &kiosk, since, received()).map(drop))
        .unwrap();
}

/// Decides on the record of a journal; `false` when that can't be.
fn decide(
    db: &mut impl RecordsDatabase,
    journal: &SentJournal,
    seq: u64,
    decision: RecordDecision<'_>,
) -> bool {
    let (mut is_changed, id) = (false, journal.id(seq));
    db.write(&mut |tx| {
        is_changed = engine::decide(tx, &rules(), &id, decision, received())?;
        Ok(())
    })
    .unwrap();
    is_changed
}

/// Lets the record of a journal count, or sets it aside again; `false` when that can't be.
fn accept(db: &mut impl RecordsDatabase, journal: &SentJournal, seq: u64, counts: bool) -> bool {
    let accept = RecordDecision::Accept("seen at the door");
    let decision = if counts {
        accept
    } else {
        RecordDecision::Refuse
    };
    decide(db, journal, seq, decision)
}

/// Makes a kiosk one of another gate, so that all it says of the main gate is set aside.
fn place_elsewhere(db: &mut impl RecordsDatabase, kiosk: &str) {
    db.execute(&format!(
        "INSERT INTO device_places (kiosk, gate, role) VALUES ('{kiosk}', 'garden', 'door')"
    ));
}

/// When batches are received: a day after the opening.
fn received() -> UnixMs {
    opening().plus(24 * 3_600_000)
}
