//! What is kept beside the records: brought up to date, checked, and made anew.

use shared::tally::Inside;

use super::by_staff::{heard, walk_in};
use super::*;

/// Puts what is in a journal into one of the first layout, in its place.
fn set_back(path: &Path) {
    let old = path.with_extension("old");
    let db = Connection::open(&old).unwrap();
    db.execute_batch(include_str!("../../../migrations/001_journal.sql"))
        .unwrap();
    db.pragma_update(None, "user_version", 1).unwrap();
    db.execute("ATTACH ?1 AS new", [path.to_str().unwrap()])
        .unwrap();
    let names = |sql: &str| -> Vec<String> {
        let mut statement = db.prepare(sql).unwrap();
        let names = statement.query_map([], |row| row.get(0)).unwrap();
        names.collect::<Result<_, _>>().unwrap()
    };
    for table in names("SELECT name FROM main.sqlite_schema WHERE type = 'table'") {
        let columns = names(&format!("SELECT name FROM pragma_table_info('{table}')")).join(",");
        let copy =
            format!("INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}");
        db.execute(&copy, []).unwrap();
    }
    db.close().unwrap();
    std::fs::rename(old, path).unwrap();
}

#[test]
fn a_journal_of_the_first_layout_is_brought_up_to_date_and_counted() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = heard(dir.path());
    journal.record(&entry(1), &stamp(MORNING)).unwrap();
    let told = vec![entry_elsewhere(2, 1, MORNING)];
    journal.apply_feed(&feed(1, told)).unwrap();
    let expected = journal.inside().unwrap();
    drop(journal);
    set_back(&dir.path().join(FILE));
    let mut journal = super::journal(dir.path());
    assert_eq!(journal.inside().unwrap(), Inside::default());
    assert!(journal.recount(RECOUNT_STEP).unwrap());
    assert_eq!(journal.inside().unwrap(), expected);
    assert_ne!(expected, Inside::default());
    assert!(journal.check().unwrap().agrees());
}

#[test]
fn what_is_kept_beside_the_records_is_checked_against_them_and_made_anew() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = heard(dir.path());
    for number in 1..=3 {
        journal.record(&entry(number), &stamp(MORNING)).unwrap();
    }
    journal.record(&walk_in(5), &stamp(MORNING)).unwrap();
    let sound = journal.check().unwrap();
    assert!(sound.agrees());
    let damages = [
        "UPDATE inside SET people = people + 1",
        "DELETE FROM passages WHERE ticket = 2",
        "UPDATE passages SET people = 1 WHERE ticket = 1",
        "DELETE FROM walks",
        "UPDATE walks SET people = 50",
        "INSERT INTO passages SELECT 9, kiosk, incarnation, seq, at_ms, gate, outward, claims, people, 0
         FROM passages WHERE ticket = 1",
    ];
    for damage in damages {
        journal.db.execute(damage, []).unwrap();
        assert!(!journal.check().unwrap().agrees(), "{damage}");
        journal.rebuild().unwrap();
        assert_eq!(journal.check().unwrap(), sound, "after {damage}");
    }
}
