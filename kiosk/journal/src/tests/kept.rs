//! What is kept beside the records: checked, and made anew.

use shared::checkin::TicketStatus;
use shared::protocol::v1::TicketStatusItem;
use shared::record::RecordId;

use super::by_staff::{annul, heard, walk_in_fact};
use super::*;

fn with_own_records(data: &Path) -> Journal {
    let mut journal = heard(data);
    for number in 1..=3 {
        journal.record(&entry(number), &stamp(MORNING)).unwrap();
    }
    journal.record(&walk_in_fact(5), &stamp(MORNING)).unwrap();
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
    assert!(!journal.check().unwrap().agrees());
    journal.rebuild().unwrap();
    assert_eq!(journal.feed_query().unwrap().after, 0);
    journal.apply_feed(&told).unwrap();
    assert_eq!(journal.counters().unwrap(), counted);
}

/// A journal that heard of ticket 2 at another door, and its answer.
fn with_passages_elsewhere(data: &Path) -> (Journal, FeedReply) {
    let mut journal = with_own_records(data);
    let told = feed(1, vec![entry_elsewhere(2, 1, MORNING)]);
    journal.apply_feed(&told).unwrap();
    (journal, told)
}

/// Counts anew to the end, and returns all that is kept.
fn counted(journal: &mut Journal) -> Checked {
    while !journal.recount(1).unwrap() {}
    journal.check().unwrap()
}

#[test]
fn answer_under_way_leaves_the_restored_history_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let (mut journal, told) = with_passages_elsewhere(dir.path());
    let sound = counted(&mut journal);
    let under_way = feed(2, vec![entry_elsewhere(3, 2, MORNING)]);
    let damage = "UPDATE histories SET history = x'ff' WHERE ticket = 2";
    journal.db.execute(damage, []).unwrap();
    journal.history(TicketNumber(2)).unwrap();
    journal.apply_feed_after(1, &under_way).unwrap();
    assert_eq!(journal.feed_query().unwrap().after, 0);
    journal.apply_feed_after(0, &told).unwrap();
    assert_eq!(journal.history(TicketNumber(2)).unwrap().passages.len(), 2);
    assert_eq!(journal.history(TicketNumber(3)).unwrap().passages.len(), 2);
    assert_eq!(counted(&mut journal), sound);
}

#[test]
fn annulled_passage_stays_out_of_a_restored_history() {
    let dir = tempfile::tempdir().unwrap();
    let (mut journal, told) = with_passages_elsewhere(dir.path());
    let (last, _) = journal.last_passages(1).unwrap().remove(0);
    journal
        .record(&annul(&RecordId { seq: 2, ..last }), &stamp(MORNING))
        .unwrap();
    let known = journal.history(TicketNumber(2)).unwrap();
    let damage = "UPDATE histories SET history = x'ff' WHERE ticket = 2";
    journal.db.execute(damage, []).unwrap();
    assert!(journal.history(TicketNumber(2)).unwrap().is_empty());
    journal.apply_feed_after(0, &told).unwrap();
    assert_eq!(journal.history(TicketNumber(2)).unwrap(), known);
    assert!(counted(&mut journal).agrees());
}

#[test]
fn restored_history_stays_revoked_without_network() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = with_own_records(dir.path());
    let item = |ticket| TicketStatusItem {
        ticket: TicketNumber(ticket),
        since_ms: MORNING,
    };
    let revoked = vec![KnownItem::Revoked(item(2)), KnownItem::Blocked(item(3))];
    journal.apply_feed(&feed(2, revoked)).unwrap();
    let reinstated = vec![KnownItem::Reinstated(item(3))];
    journal.apply_feed(&feed(3, reinstated)).unwrap();
    let known = [2, 3].map(|ticket| journal.history(TicketNumber(ticket)).unwrap());
    let damage = "UPDATE histories SET history = x'ff'";
    journal.db.execute(damage, []).unwrap();
    let restored = [2, 3].map(|ticket| journal.history(TicketNumber(ticket)).unwrap());
    assert_eq!(restored, known);
    assert_eq!(restored[0].status, TicketStatus::Revoked(MORNING));
}

#[test]
fn recount_restores_what_it_cannot_read() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = with_own_records(dir.path());
    let sound = counted(&mut journal);
    recount_mark::begin(&journal.db).unwrap();
    journal.recount(2).unwrap();
    let damage = "UPDATE histories SET history = x'ff' WHERE ticket = 3";
    journal.db.execute(damage, []).unwrap();
    assert_eq!(counted(&mut journal), sound);
}

#[test]
fn unreadable_people_and_counters_stop_no_door() {
    for damage in [
        "UPDATE walks SET item = x'ff'",
        "UPDATE walks SET item = replace(item, 'people', 'pe')",
        "UPDATE counters SET name = 'x'",
        "UPDATE counters SET name = x'ff'",
    ] {
        let dir = tempfile::tempdir().unwrap();
        let (mut journal, told) = with_passages_elsewhere(dir.path());
        let sound = counted(&mut journal);
        journal
            .db
            .execute_batch(&damage.replace("x'ff'", "CAST(x'ff' AS TEXT)"))
            .unwrap();
        let day = jiff::civil::date(2024, 9, 6);
        journal.write_tx().unwrap().counters(day).unwrap();
        journal.record(&walk_in_fact(1), &stamp(MORNING)).unwrap();
        recount_mark::begin(&journal.db).unwrap();
        let elsewhere = feed(2, vec![entry_elsewhere(3, 2, MORNING)]);
        journal.apply_feed(&elsewhere).unwrap();
        journal.apply_feed_after(0, &told).unwrap();
        let restored = counted(&mut journal);
        assert!(restored.agrees(), "{damage}");
        assert_ne!(restored, sound, "{damage}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: damaged_input::cases(48), ..ProptestConfig::default() })]

    #[test]
    fn flipped_bit_of_a_history_is_restored(byte in 0..300_usize, bit in 0..8_u32, of_hash: bool) {
        let dir = tempfile::tempdir().unwrap();
        let (mut journal, told) = with_passages_elsewhere(dir.path());
        let sound = counted(&mut journal);
        let known = journal.history(TicketNumber(2)).unwrap();
        let column = if of_hash { "hash" } else { "history" };
        let read = format!("SELECT {column} FROM histories WHERE ticket = 2");
        let mut bytes: Vec<u8> = journal.db.query_row(&read, [], |row| row.get(0)).unwrap();
        let order = byte % bytes.len();
        bytes[order] ^= 1 << bit;
        let write = format!("UPDATE histories SET {column} = ?1 WHERE ticket = 2");
        journal.db.execute(&write, [bytes]).unwrap();
        // What this kiosk recorded holds at once, what others did with the next answer.
        let mut tx = journal.write_tx().unwrap();
        let own = tx.history(TicketNumber(2)).unwrap();
        prop_assert_eq!(own.passages, [known.passages[0].clone()]);
        tx.record(&entry(9), &stamp(MORNING)).unwrap();
        drop(tx);
        journal.history(TicketNumber(2)).unwrap();
        prop_assert_eq!(journal.feed_query().unwrap().after, 0);
        journal.apply_feed(&told).unwrap();
        prop_assert_eq!(journal.history(TicketNumber(2)).unwrap(), known);
        prop_assert_eq!(counted(&mut journal), sound);
    }
}
