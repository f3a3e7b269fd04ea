//! Journals that are gone although the kiosk has run before, and a submissions file that is none.

use super::*;

fn incarnation(journal: &mut Journal) -> Incarnation {
    journal.outbox().unwrap().current
}

#[test]
fn new_kiosk_begins_without_a_word() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(journal(dir.path()).trouble().unwrap(), [""; 0]);
    assert_eq!(journal(dir.path()).trouble().unwrap(), [""; 0]);
}

#[test]
fn emptied_journal_is_kept_and_told() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(FILE);
    let before = incarnation(&mut with_records(dir.path(), 3));
    std::fs::write(&path, b"").unwrap();
    std::fs::write(dir.path().join("journal.db-wal"), b"what is left").unwrap();
    let mut begun = journal(dir.path());
    assert_ne!(incarnation(&mut begun), before);
    let trouble = begun.trouble().unwrap();
    assert!(trouble[0].contains("journal-lost-1.db"), "{trouble:?}");
    let left = std::fs::read(dir.path().join("journal-lost-1.db-wal")).unwrap();
    assert_eq!(left, b"what is left");
    drop(begun);
    assert_eq!(journal(dir.path()).trouble().unwrap(), trouble);
    std::fs::remove_file(dir.path().join("journal-lost-1.mark")).unwrap();
    assert_eq!(journal(dir.path()).trouble().unwrap(), [""; 0]);
}

#[test]
fn missing_journal_is_told_each_time() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(FILE);
    for times in 1..=2 {
        drop(with_records(dir.path(), 1));
        std::fs::remove_file(&path).unwrap();
        assert_eq!(journal(dir.path()).trouble().unwrap().len(), times);
    }
}

#[test]
fn lost_journal_is_begun_anew_once_by_all() {
    for _ in 0..20 {
        let dir = tempfile::tempdir().unwrap();
        drop(with_records(dir.path(), 1));
        std::fs::write(dir.path().join(FILE), b"").unwrap();
        let start = std::sync::Barrier::new(4);
        let open = || {
            start.wait();
            let mut journal = journal(dir.path());
            journal.record(&entry(1), &stamp(MORNING)).unwrap();
            incarnation(&mut journal)
        };
        let begun: Vec<Incarnation> = std::thread::scope(|scope| {
            let opening: Vec<_> = (0..4).map(|_| scope.spawn(open)).collect();
            opening.into_iter().map(|it| it.join().unwrap()).collect()
        });
        assert_eq!(begun, [begun[0]; 4]);
        assert_eq!(journal(dir.path()).verify_chain().unwrap().records, 4);
        assert_eq!(journal(dir.path()).trouble().unwrap().len(), 1);
    }
}

#[test]
fn damaged_submissions_name_their_own_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(SUBMISSIONS_FILE);
    assert!(SubmissionStore::check(dir.path()).is_ok());
    assert!(!path.exists(), "looking makes no file");
    std::fs::write(&path, [b'x'; 8_192]).unwrap();
    let said = SubmissionStore::check(dir.path()).unwrap_err().to_string();
    assert!(said.contains("letters.db is damaged"), "{said}");
    assert!(!said.contains("journal.db"), "{said}");
}
