//! Bytes of unsent records that the disk gives back changed.

use proptest::prelude::*;

use super::*;

/// Changes a journal's file behind its back, and opens it again.
fn changed(data: &Path, count: u32, sql: &str) -> Journal {
    drop(with_records(data, count));
    let db = Connection::open(data.join(FILE)).unwrap();
    db.execute_batch(sql).unwrap();
    drop(db);
    journal(data)
}

/// The kinds of all records that would be sent.
fn sent(journal: &mut Journal) -> Vec<String> {
    let span = journal.outbox().unwrap().next.unwrap();
    let batch = journal.batch(span.incarnation, span.after, 500, 1 << 20);
    let kind = |body: &str| -> String {
        let body: serde_json::Value = serde_json::from_str(body).unwrap();
        body["kind"].as_str().unwrap().to_owned()
    };
    let records = batch.unwrap().records;
    assert!(
        (span.after + 1..)
            .zip(&records)
            .all(|(seq, record)| record.seq == seq)
    );
    records.iter().map(|it| kind(it.body.get())).collect()
}

fn set_aside(journal: &Journal) -> Vec<(u64, String)> {
    let damaged = journal.damaged().unwrap();
    damaged.into_iter().map(|it| (it.seq, it.why)).collect()
}

#[test]
fn broken_json_lets_the_rest_go() {
    let dir = tempfile::tempdir().unwrap();
    let sql = "UPDATE records SET body = '{\"kind\":\"ent' WHERE seq = 2";
    let mut journal = changed(dir.path(), 4, sql);
    assert_eq!(sent(&mut journal), ["entry", "damaged", "entry", "entry"]);
    assert_eq!(set_aside(&journal), [(2, "it can't be read".to_owned())]);
    journal.verify_chain().unwrap();
    assert_eq!(journal.record(&entry(5), &stamp(MORNING)).unwrap().seq, 5);
}

#[test]
fn flipped_bit_is_found_while_the_kiosk_runs() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = with_records(dir.path(), 3);
    let db = Connection::open(dir.path().join(FILE)).unwrap();
    let sql = "UPDATE records SET body = CAST(x'7bff7d' AS TEXT) WHERE seq = 3";
    db.execute(sql, []).unwrap();
    assert_eq!(sent(&mut journal), ["entry", "entry", "damaged"]);
}

#[test]
fn flipped_bit_in_sent_hash_costs_no_record() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = with_records(dir.path(), 3);
    let incarnation = journal.outbox().unwrap().current;
    journal.apply_push(incarnation, 2, &reply("e1", 2)).unwrap();
    let db = Connection::open(dir.path().join(FILE)).unwrap();
    let sql = "UPDATE records SET link = randomblob(32) WHERE seq = 2";
    db.execute(sql, []).unwrap();
    assert_eq!(sent(&mut journal), ["entry"]);
    assert_eq!(set_aside(&journal), []);
    journal.verify_chain().unwrap();
}

#[test]
fn changed_ticket_is_not_sent_as_another() {
    let dir = tempfile::tempdir().unwrap();
    let sql =
        "UPDATE records SET body = replace(body, '\"people\":2', '\"people\":3') WHERE seq = 1";
    let mut journal = changed(dir.path(), 3, sql);
    assert_eq!(sent(&mut journal), ["damaged", "entry", "entry"]);
    assert_eq!(set_aside(&journal), [(1, "it was changed".to_owned())]);
}

#[test]
fn changed_link_costs_no_record() {
    for sql in [
        "UPDATE records SET link = zeroblob(7) WHERE seq = 2",
        "UPDATE records SET link = zeroblob(7) WHERE seq = 4",
        "UPDATE records SET link = randomblob(32) WHERE seq = 1",
    ] {
        let dir = tempfile::tempdir().unwrap();
        let mut journal = changed(dir.path(), 4, sql);
        assert_eq!(sent(&mut journal), ["entry"; 4], "{sql}");
        assert_eq!(set_aside(&journal), [], "{sql}");
        journal.verify_chain().unwrap();
    }
}

#[test]
fn missing_records_leave_no_gap() {
    let dir = tempfile::tempdir().unwrap();
    let sql = "DELETE FROM records WHERE seq IN (1, 3, 4)";
    let mut journal = changed(dir.path(), 6, sql);
    let kinds = ["damaged", "entry", "damaged", "damaged", "entry", "entry"];
    assert_eq!(sent(&mut journal), kinds);
    journal.verify_chain().unwrap();
}

#[test]
fn damaged_record_is_set_aside_once() {
    let dir = tempfile::tempdir().unwrap();
    let sql = "UPDATE records SET body = 'x', link = zeroblob(32) WHERE seq = 2";
    drop(changed(dir.path(), 3, sql));
    let again = journal(dir.path());
    assert_eq!(set_aside(&again), [(2, "it can't be read".to_owned())]);
    let sql = "SELECT CAST(body AS TEXT) FROM damaged";
    let kept: String = again.db.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(kept, "x");
}

#[test]
fn damage_far_behind_is_found_when_it_is_sent() {
    let dir = tempfile::tempdir().unwrap();
    let sql = "UPDATE records SET body = replace(body, '\"people\":2', '\"people\":3') WHERE seq IN (1, 120, 250);
        UPDATE records SET link = zeroblob(7) WHERE seq = 150";
    let mut journal = changed(dir.path(), 250, sql);
    // The last record is what the next one is chained to.
    assert_eq!(set_aside(&journal), [(250, "it was changed".to_owned())]);
    let mut kinds = vec!["entry"; 250];
    for seq in [1, 120, 250] {
        kinds[seq - 1] = "damaged";
    }
    assert_eq!(sent(&mut journal), kinds);
    journal.verify_chain().unwrap();
}

#[test]
fn check_finds_damage_far_behind() {
    let dir = tempfile::tempdir().unwrap();
    let sql =
        "UPDATE records SET body = replace(body, '\"people\":2', '\"people\":3') WHERE seq = 5";
    let mut journal = changed(dir.path(), 250, sql);
    journal.check().unwrap();
    assert_eq!(set_aside(&journal), [(5, "it was changed".to_owned())]);
}

#[test]
fn changed_number_of_newest_record_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    drop(with_records(dir.path(), 131));
    let db = Connection::open(dir.path().join(FILE)).unwrap();
    let sql = "UPDATE records SET seq = seq + 1048576 WHERE seq = 131";
    db.execute_batch(sql).unwrap();
    drop(db);
    let opened = Journal::open(dir.path(), EXHIBITION, &kiosk("A1"));
    assert!(matches!(opened, Err(JournalError::Damaged(_))));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: damaged_input::cases(48), ..ProptestConfig::default() })]

    #[test]
    fn any_damage_leaves_the_other_records(seq in 1..7_u64, byte in 0..300_usize, bit in 0..8_u32, of_hash: bool) {
        let dir = tempfile::tempdir().unwrap();
        drop(with_records(dir.path(), 6));
        let db = Connection::open(dir.path().join(FILE)).unwrap();
        let column = if of_hash { "link" } else { "body" };
        let read = format!("SELECT CAST({column} AS BLOB) FROM records WHERE seq = {seq}");
        let mut bytes: Vec<u8> = db.query_row(&read, [], |row| row.get(0)).unwrap();
        let order = byte % bytes.len();
        bytes[order] ^= 1 << bit;
        let value = if of_hash { "?1" } else { "CAST(?1 AS TEXT)" };
        db.execute(&format!("UPDATE records SET {column} = {value} WHERE seq = {seq}"), [bytes]).unwrap();
        drop(db);
        let mut journal = journal(dir.path());
        let kinds = sent(&mut journal);
        let damaged: Vec<u64> = (1..).zip(&kinds).filter(|(_, kind)| *kind == "damaged").map(|(seq, _)| seq).collect();
        // The chain hash of the last record is checked by nothing but its body.
        let expected = if of_hash && seq < 6 { vec![] } else { vec![seq] };
        prop_assert_eq!(damaged, expected);
    }
}
