use super::*;
use kiosk_fixtures::device::config;
use kiosk_fixtures::{MORNING, entry, first_feed, stamp};

#[test]
fn a_journal_that_differs_is_named_and_mended_only_when_asked() {
    let dir = tempfile::tempdir().unwrap();
    let toml = "server = \"http://127.0.0.1:1\"\nexhibition = 24\nkiosk = \"A1\"\ntoken = \"t\"\ngate = \"main\"\ndirection = \"in\"";
    std::fs::write(dir.path().join(kiosk_config::FILE), toml).unwrap();
    let config = config("http://127.0.0.1:1", "in");
    let mut journal = Journal::open(dir.path(), config.exhibition, &config.kiosk).unwrap();
    journal.apply_feed(&first_feed()).unwrap();
    journal.record(&entry(1), &stamp(MORNING)).unwrap();
    let check = |rebuild| {
        let mut out = Vec::new();
        let code = run(dir.path(), rebuild, &mut out).unwrap();
        (code == ExitCode::SUCCESS, String::from_utf8(out).unwrap())
    };
    assert_eq!(
        check(false),
        (true, "records   1 in good order, 0 that were moved to a later life\npassages  as the records say\ninside    as it is counted anew\n".to_owned())
    );
    let db = rusqlite::Connection::open(dir.path().join(journal::FILE)).unwrap();
    db.execute("UPDATE counters SET value = 9", []).unwrap();
    let (good, said) = check(false);
    assert!(
        !good && said.contains("zone 0: +7 more than counted anew"),
        "{said}"
    );
    assert!(said.contains("--rebuild"), "{said}");
    assert!(!check(false).0, "nothing was changed by looking");
    assert!(check(true).0);
    assert!(check(false).0);
}

#[test]
fn lost_records_and_damaged_submissions_are_reported() {
    let dir = tempfile::tempdir().unwrap();
    let toml = "server = \"http://127.0.0.1:1\"\nexhibition = 24\nkiosk = \"A1\"\ntoken = \"t\"\ngate = \"main\"\ndirection = \"in\"";
    std::fs::write(dir.path().join(kiosk_config::FILE), toml).unwrap();
    let journal = kiosk_fixtures::device::journal(dir.path());
    drop(journal);
    let path = dir.path().join(journal::FILE);
    std::fs::remove_file(path).unwrap();
    let mut journal = kiosk_fixtures::device::journal(dir.path());
    journal.record(&entry(1), &stamp(MORNING)).unwrap();
    drop(journal);
    let db = rusqlite::Connection::open(dir.path().join(journal::FILE)).unwrap();
    db.execute("UPDATE records SET body = '{'", []).unwrap();
    drop(db);
    std::fs::write(dir.path().join("letters.db"), [b'x'; 8_192]).unwrap();
    let mut out = Vec::new();
    let code = run(dir.path(), false, &mut out).unwrap();
    assert_eq!(code, ExitCode::FAILURE);
    let said = String::from_utf8(out).unwrap();
    for part in ["journal-lost-1.db", "record 1 of", "letters.db is damaged"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}
