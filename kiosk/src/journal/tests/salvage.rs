//! Journals that SQLite can't read any more.

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
