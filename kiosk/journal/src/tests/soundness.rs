//! What the disk changed while nobody used the journal.

use kiosk_fixtures::ticket_list::{foreign, page};

use super::*;

/// Changes a journal's file as the disk would: no trigger sees it.
fn spoil(data: &Path, sql: &str) {
    let db = Connection::open(data.join(FILE)).unwrap();
    let select = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'";
    let triggers: Vec<(String, String)> = {
        let mut triggers = db.prepare(select).unwrap();
        let triggers = triggers.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        triggers.unwrap().collect::<Result<_, _>>().unwrap()
    };
    for (name, _) in &triggers {
        db.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    db.execute_batch(sql).unwrap();
    for (_, made) in &triggers {
        db.execute_batch(made).unwrap();
    }
}

fn sound(data: &Path) -> Result<Journal, JournalError> {
    Journal::open_sound(data, EXHIBITION, &kiosk("A1"))
}

/// A door that has heard of ticket 8 elsewhere, and let in ticket 7.
fn door(data: &Path) {
    let mut journal = journal(data);
    journal.apply_feed(&first_feed()).unwrap();
    let elsewhere = entry_elsewhere(8, 1, MORNING);
    journal.apply_feed(&feed(1, vec![elsewhere])).unwrap();
    journal.record(&entry(7), &stamp(MORNING)).unwrap();
}

#[test]
fn changed_table_is_outvoted() {
    for (table, change) in [
        ("state", "feed_next = feed_next | 64"),
        ("state", "clock_offset_ms = 1 << 30"),
        ("lives", "incarnation = incarnation + 1"),
        ("keys", "public = randomblob(32)"),
        (
            "catalogue",
            "document = replace(document, '17:00', '16:00')",
        ),
        ("counters", "value = value + 2"),
    ] {
        for end in ["", "_second", "_third"] {
            let dir = tempfile::tempdir().unwrap();
            door(dir.path());
            let known = |journal: &mut Journal| {
                let feed = journal.feed_query().unwrap();
                let knowledge = journal.knowledge().unwrap();
                let rules = knowledge.catalogue.clone();
                let offset = journal.clock_offset_ms().unwrap();
                (
                    feed,
                    rules,
                    offset,
                    journal.counters().unwrap(),
                    seqs(journal),
                )
            };
            let before = known(&mut journal(dir.path()));
            spoil(dir.path(), &format!("UPDATE {table}{end} SET {change}"));
            let mut found = sound(dir.path()).unwrap();
            assert_eq!(known(&mut found), before, "{table}{end} {change}");
            drop(found);
            // All three are the same again.
            spoil(dir.path(), &format!("DELETE FROM {table}_second"));
            assert_eq!(known(&mut sound(dir.path()).unwrap()), before);
        }
    }
}

#[test]
fn changed_definition_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    door(dir.path());
    spoil(dir.path(), "CREATE INDEX another ON records (seq)");
    let refused = sound(dir.path()).err();
    assert!(
        matches!(refused, Some(JournalError::Damaged(_))),
        "{refused:?}"
    );
}

#[test]
fn history_of_another_ticket_is_made_anew() {
    let dir = tempfile::tempdir().unwrap();
    door(dir.path());
    spoil(dir.path(), "UPDATE histories SET ticket = ticket + 64");
    let mut journal = sound(dir.path()).unwrap();
    let passages = |journal: &Journal| {
        [7, 8, 71, 72].map(|it| journal.history(TicketNumber(it)).unwrap().passages.len())
    };
    assert_eq!(passages(&journal), [1, 0, 0, 0]);
    let trouble = journal.trouble().unwrap();
    assert!(trouble[0].contains("other kiosks"), "{trouble:?}");
    assert_eq!(journal.feed_query().unwrap().after, 0);
    let elsewhere = entry_elsewhere(8, 1, MORNING);
    journal.apply_feed(&feed(1, vec![elsewhere])).unwrap();
    assert_eq!(passages(&journal), [1, 1, 0, 0]);
    assert_eq!(journal.trouble().unwrap(), [""; 0]);
    assert!(journal.check().unwrap().agrees());
}

#[test]
fn record_of_no_incarnation_comes_back() {
    let dir = tempfile::tempdir().unwrap();
    door(dir.path());
    let before = seqs(&mut journal(dir.path()));
    spoil(
        dir.path(),
        "UPDATE records SET incarnation = (incarnation | 4) - (incarnation & 4)",
    );
    assert_eq!(seqs(&mut sound(dir.path()).unwrap()), before);
    spoil(
        dir.path(),
        "UPDATE records SET incarnation = (incarnation | 5) - (incarnation & 5)",
    );
    let refused = sound(dir.path()).err();
    assert!(
        matches!(refused, Some(JournalError::Damaged(_))),
        "{refused:?}"
    );
}

#[test]
fn changed_ticket_of_the_list_is_asked_for_again() {
    for change in [
        "hash = randomblob(32)",
        "number = number + 4",
        "claims = randomblob(16)",
    ] {
        let dir = tempfile::tempdir().unwrap();
        let list = vec![foreign(8, "893601", "", ""), foreign(9, "893602", "", "")];
        let take = |journal: &mut Journal| {
            let query = shared::protocol::v1::TicketListQuery {
                epoch: journal.ticket_list_mark().unwrap().epoch,
                after: 0,
                keyed: false,
            };
            let page = page("e1", 2, false, list.clone());
            assert!(journal.apply_ticket_list(&query, &page, 9, || {}).unwrap());
        };
        let found = |journal: &Journal| {
            ["893601", "893602"].map(|code| journal.seller_tickets(code).unwrap().len())
        };
        let mut first = journal(dir.path());
        take(&mut first);
        assert_eq!(found(&first), [1, 1]);
        drop(first);
        spoil(
            dir.path(),
            &format!("UPDATE register SET {change} WHERE number = 9"),
        );
        let mut journal = sound(dir.path()).unwrap();
        assert_eq!(found(&journal), [1, 0], "{change}");
        assert!(journal.trouble().unwrap()[0].contains("ticket list"));
        assert_eq!(
            journal.ticket_list_mark().unwrap(),
            TicketListMark::default()
        );
        take(&mut journal);
        assert_eq!(found(&journal), [1, 1], "{change}");
        assert_eq!(journal.tickets().unwrap(), 2);
        assert_eq!(journal.trouble().unwrap(), [""; 0]);
    }
}

#[test]
fn time_of_a_changed_record_is_no_time() {
    let dir = tempfile::tempdir().unwrap();
    door(dir.path());
    let mut first = journal(dir.path());
    first
        .record(&entry(9), &stamp(MORNING.plus(60_000)))
        .unwrap();
    let incarnation = first.outbox().unwrap().current;
    first.apply_push(incarnation, 2, &reply("e1", 2)).unwrap();
    drop(first);
    let moved = MORNING.plus(60_000).0;
    let later = moved + (1 << 27);
    spoil(
        dir.path(),
        &format!("UPDATE records SET body = replace(body, '{moved}', '{later}') WHERE seq = 2"),
    );
    let journal = sound(dir.path()).unwrap();
    let last = journal.last_recorded(|_| true).unwrap();
    assert_eq!(last, Some(MORNING));
}
