//! What is kept beside the records: checked, and made anew.

use super::by_staff::{heard, walk_in};
use super::*;

fn with_own_records(data: &Path) -> Journal {
    let mut journal = heard(data);
    for number in 1..=3 {
        journal.record(&entry(number), &stamp(MORNING)).unwrap();
    }
    journal.record(&walk_in(5), &stamp(MORNING)).unwrap();
    journal
}

/// Changes one ticket's history behind the journal's back.
fn change(journal: &Journal, ticket: u32, change: impl FnOnce(&mut TicketHistory)) {
    let mut history = journal.history(TicketNumber(ticket)).unwrap();
    change(&mut history);
    histories::store(&journal.db, TicketNumber(ticket), &history).unwrap();
}

type Damage = Box<dyn Fn(&Journal)>;

#[test]
fn damage_is_found_and_made_anew() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = with_own_records(dir.path());
    let sound = journal.check().unwrap();
    assert!(sound.agrees());
    let sql = |sql: &'static str| -> Damage {
        Box::new(move |journal: &Journal| {
            journal.db.execute(sql, []).unwrap();
        })
    };
    let damages: [Damage; 7] = [
        sql("UPDATE counters SET value = value + 1"),
        sql("DELETE FROM histories WHERE ticket = 2"),
        sql("UPDATE histories SET history = x'00' WHERE ticket = 2"),
        Box::new(|journal| change(journal, 1, |history| history.passages[0].people = 1)),
        sql("DELETE FROM walks"),
        sql("UPDATE walks SET item = replace(item, '\"people\":5', '\"people\":50')"),
        Box::new(|journal| {
            let stray = journal.history(TicketNumber(1)).unwrap();
            change(journal, 9, |history| history.passages = stray.passages);
        }),
    ];
    for (number, damage) in damages.iter().enumerate() {
        damage(&journal);
        assert!(!journal.check().unwrap().agrees(), "damage {number}");
        journal.rebuild().unwrap();
        assert_eq!(journal.check().unwrap(), sound, "after damage {number}");
    }
}

#[test]
fn rebuilt_journal_hears_other_kiosks_again() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = with_own_records(dir.path());
    let told = feed(1, vec![entry_elsewhere(7, 1, MORNING)]);
    journal.apply_feed(&told).unwrap();
    let counted = journal.counters().unwrap();
    let damage = "UPDATE histories SET history = x'ff' WHERE ticket = 7";
    journal.db.execute(damage, []).unwrap();
    assert!(journal.history(TicketNumber(7)).is_err());
    journal.rebuild().unwrap();
    assert_eq!(journal.feed_query().unwrap().after, 0);
    journal.apply_feed(&told).unwrap();
    assert_eq!(journal.counters().unwrap(), counted);
}
