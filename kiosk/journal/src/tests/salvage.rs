//! Journals that SQLite can't read any more.

use super::super::salvage::records_in;
use super::*;

#[test]
fn malformed_journal_gives_every_record_back() {
    let dir = tempfile::tempdir().unwrap();
    drop(with_records(dir.path(), 60));
    let path = dir.path().join(FILE);
    let mut bytes = std::fs::read(&path).unwrap();
    // The table of contents is gone.
    bytes[100..4_000].fill(0xff);
    std::fs::write(&path, bytes).unwrap();
    let broken = Journal::open(dir.path(), EXHIBITION, &kiosk("A1")).err();
    assert!(
        matches!(broken, Some(JournalError::Damaged(_))),
        "{broken:?}"
    );
    let records = salvage(&path).unwrap();
    let found: Vec<u64> = records.iter().map(|it| it.seq).collect();
    assert_eq!(found, (1..=60).collect::<Vec<_>>());

    let elsewhere = tempfile::tempdir().unwrap();
    let mut begun = with_records(elsewhere.path(), 1);
    assert_eq!(begun.adopt(&records).unwrap(), 60);
    assert_eq!(begun.adopt(&records).unwrap(), 0, "once is enough");
    assert_eq!(begun.outbox().unwrap().waiting, 61);
    assert_eq!(seqs(&mut begun).1, (1..=60).collect::<Vec<_>>());
    begun.verify_chain().unwrap();
    assert_eq!(begun.history(TicketNumber(60)).unwrap().passages.len(), 1);
    assert_eq!(begun.record(&entry(99), &stamp(MORNING)).unwrap().seq, 2);
}

#[test]
fn log_of_a_missing_journal_gives_its_records_back() {
    let dir = tempfile::tempdir().unwrap();
    std::mem::forget(with_records(dir.path(), 9));
    let path = dir.path().join(FILE);
    let kept = dir.path().join("kept.db");
    std::fs::write(&kept, b"").unwrap();
    std::fs::copy(with_end(&path), with_end(&kept)).unwrap();
    assert_eq!(salvage(&kept).unwrap().len(), 9);
}

fn with_end(path: &Path) -> std::path::PathBuf {
    format!("{}-wal", path.display()).into()
}

#[test]
fn any_page_may_be_garbage() {
    let dir = tempfile::tempdir().unwrap();
    drop(with_records(dir.path(), 60));
    let whole = std::fs::read(dir.path().join(FILE)).unwrap();
    let path = dir.path().join("broken.db");
    for page in 0..whole.len() / 4_096 {
        let mut bytes = whole.clone();
        for (at, byte) in bytes.iter_mut().skip(page * 4_096).take(4_096).enumerate() {
            *byte = (at * 31 + page * 7) as u8;
        }
        std::fs::write(&path, bytes).unwrap();
        let left = salvage(&path).unwrap().len();
        assert!(left >= 40, "page {page}: {left}");
    }
}

/// The bytes of a small journal of records alone, some of them longer than a page, and of its log.
fn small_journal(data: &Path) -> [Vec<u8>; 2] {
    let path = data.join("small.db");
    let db = Connection::open(&path).unwrap();
    let schema = include_str!("../../migrations/001_journal.sql");
    let begin = schema.find("CREATE TABLE records").unwrap();
    let end = begin + schema[begin..].find(" ROWID;").unwrap() + " ROWID".len();
    db.execute_batch(&format!(
        "PRAGMA page_size = 512; PRAGMA journal_mode = WAL; {};",
        &schema[begin..end]
    ))
    .unwrap();
    let insert = |seq: i64, body: &str| {
        let sql =
            "INSERT INTO records (incarnation, seq, link, body) VALUES (7, ?1, zeroblob(32), ?2)";
        db.execute(sql, (seq, body)).unwrap();
    };
    insert(1, "{\"kind\":\"entry\"}");
    insert(2, &format!("{{\"kind\":\"{}\"}}", "x".repeat(900)));
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .unwrap();
    insert(3, "{\"kind\":\"exit\"}");
    [path.clone(), with_end(&path)].map(|it| std::fs::read(it).unwrap())
}

#[test]
fn damaged_journal_gives_back_records_or_none() {
    let dir = tempfile::tempdir().unwrap();
    let [file, log] = small_journal(dir.path());
    assert_eq!(records_in(&file, &[]).len(), 2);
    assert_eq!(records_in(&file, &log).len(), 3);
    let count = |records: Vec<SalvagedRecord>| {
        Ok(format!(
            "{} records",
            ["no", "some"][usize::from(!records.is_empty())]
        ))
    };
    damaged_input::each("journal-file", 256, &[&file], |bytes| {
        count(records_in(bytes, &[]))
    });
    damaged_input::each("journal-log", 256, &[&log], |bytes| {
        count(records_in(&[], bytes))
    });
}
