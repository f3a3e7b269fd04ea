//! Rounds in which several ask at once.

use serde_json::value::RawValue;
use shared::ids::Incarnation;
use shared::protocol::v1::{Push, PushRecord};
use shared::record::ChainHash;
use shared::time::UnixMs;
use tokio::sync::oneshot;

use super::*;
use crate::engine::Batch;
use crate::operations::catalogue;
use crate::operations::setup;
use crate::ports::ServerDatabase;
use crate::sqlite::{SqliteDatabase, SqliteServer};

#[test]
fn records_are_answered_before_submissions_are_touched() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path();
    let catalogue = catalogue::sample().unwrap();
    setup::init(&SqliteDatabase::at(data), &catalogue, None, UnixMs(1)).unwrap();
    let mut writer = writer(data);
    let kiosk: KioskId = "A1".parse().unwrap();
    let mut push = Push {
        known_pins: Vec::new(),
        device: None,
        exhibition: catalogue.exhibition,
        kiosk: kiosk.clone(),
        incarnation: Incarnation(1),
        after: None,
        known: None,
        complete_to_ms: None,
        waiting: 0,
        records: Vec::new(),
    };
    push.records.push(PushRecord {
        seq: 1,
        hash: ChainHash::start(&push.origin()).next(1, "{}").0,
        body: RawValue::from_string("{}".to_owned()).unwrap(),
    });
    let mail = SubmissionBatch {
        kiosk,
        received: UnixMs(2),
        submissions: Vec::new(),
    };
    let (ack, mut acked) = oneshot::channel();
    let (kept, is_kept) = oneshot::channel();
    let mut round = Round::default();
    round.take(Job::Submissions(mail, kept));
    let batch = Batch::read(push, UnixMs(2)).unwrap();
    round.take(Job::Ingest(Box::new(batch), ack));
    let watching = std::thread::spawn(move || {
        is_kept.blocking_recv().unwrap().unwrap();
        acked.try_recv()
    });
    writer.work(round);
    let ack = watching.join().unwrap().unwrap().unwrap();
    assert_eq!(ack.contiguous, 1);
}

/// The mark that was written before is not taken for one of the same moment.
#[test]
fn recount_of_damaged_counters_leaves_no_damage() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path();
    let database = SqliteDatabase::at(data);
    let catalogue = catalogue::sample().unwrap();
    setup::init(&database, &catalogue, None, UnixMs(1)).unwrap();
    let mut writer = writer(data);
    let db = rusqlite::Connection::open(database.file()).unwrap();
    db.execute_batch("INSERT INTO counters VALUES ('', 'conflicts', 3)")
        .unwrap();
    writer.connection.finish().unwrap();
    writer.count_anew("the counters").unwrap();
    drop(writer);
    let (database, _connection) = SqliteServer::open(data).unwrap();
    let report = database.check_newest(1).unwrap();
    assert_eq!(report.faults, Vec::<String>::new());
    let kept: i64 = db
        .query_row("SELECT count(*) FROM counters", [], |row| row.get(0))
        .unwrap();
    assert_eq!(kept, 0);
}

fn writer(data: &std::path::Path) -> Writer {
    let (database, mut connection) = SqliteServer::open(data).unwrap();
    let published = connection.read().unwrap().published().unwrap();
    let submissions = database.submissions();
    let shared = Shared::new(Arc::new(database), published);
    Writer::start(Box::new(connection), submissions, Arc::new(shared)).unwrap()
}
