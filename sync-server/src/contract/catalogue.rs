//! The catalogue, and the counters that follow its rules.

use shared::catalogue::Catalogue;
use shared::ledger::Counter;

use super::journal::{SentJournal, catalogue, opening};
use super::{RecordsDatabase, contract, push};
use crate::operations::catalogue::{self, Publication};
use crate::operations::catalogue_draft::{self, DraftChange};
use crate::operations::keys;
use crate::operations::setup::SetupError;
use crate::operations::workbook::WorkbookLanguage;

contract! { crate::contract::exhibition:
    catalogue_versions_stay_readable
    draft_is_replaced_published_and_gone
    other_rules_count_records_anew
    newest_key_signs
    rebuild_mends_what_was_damaged
}

fn catalogue_versions_stay_readable(db: &mut impl RecordsDatabase) {
    let db = db.database();
    let mut changed = catalogue();
    changed
        .name
        .0
        .insert("en".to_owned(), "Đồ gốm \u{0} 陶".to_owned());
    let change = db.write().unwrap();
    assert_eq!(
        change
            .insert_catalogue(&changed, opening().plus(1))
            .unwrap(),
        2
    );
    change.commit().unwrap();
    assert_eq!(catalogue::read(db, None).unwrap(), changed);
    assert_eq!(catalogue::read(db, Some(1)).unwrap().name, catalogue().name);
    assert!(catalogue::read(db, Some(3)).is_err());
    let versions = catalogue::versions(db).unwrap();
    let versions: Vec<_> = versions.iter().map(|it| (it.version, it.since)).collect();
    assert_eq!(versions, [(1, opening()), (2, opening().plus(1))]);
}

fn draft_is_replaced_published_and_gone(db: &mut impl RecordsDatabase) {
    let db = db.database();
    let who = |author: &str| DraftChange {
        author: author.to_owned(),
        thing: "exhibition".to_owned(),
        words: WorkbookLanguage::Vietnamese,
        now: opening(),
    };
    let rename = |author: &str, name: &str| {
        let renamed = |current: &Catalogue| {
            let mut changed = current.clone();
            changed.name.0.insert("en".to_owned(), name.to_owned());
            Ok::<_, SetupError>((changed, ()))
        };
        catalogue_draft::change(db, &who(author), renamed).unwrap();
        catalogue_draft::working(db).unwrap()
    };
    let first = rename("An", "Gốm \u{0} 陶");
    assert_eq!(rename("Bình", "Gốm \u{0} 陶"), first);
    let second = rename("Bình", "Pots");
    let (first, stamp) = (first.draft.unwrap(), second.draft.unwrap());
    assert_eq!([&*first.author, &*stamp.author], ["An", "Bình"]);
    assert!(first.revision < stamp.revision);
    let in_force = catalogue::read(db, None).unwrap();
    assert_eq!(in_force.name, catalogue().name);
    let stale = catalogue_draft::publish(db, first.revision, None, false, opening());
    assert!(stale.is_err());
    assert!(!catalogue_draft::discard(db, first.revision).unwrap());
    catalogue_draft::publish(db, stamp.revision, None, false, opening()).unwrap();
    assert_eq!(catalogue::read(db, None).unwrap().name.get("en"), "Pots");
    assert_eq!(catalogue_draft::working(db).unwrap().draft, None);
    let third = rename("An", "Jars").draft.unwrap();
    assert!(catalogue_draft::discard(db, third.revision).unwrap());
    assert_eq!(catalogue_draft::working(db).unwrap().draft, None);
}

fn other_rules_count_records_anew(db: &mut impl RecordsDatabase) {
    let mut kiosk = SentJournal::new("A1", 1);
    kiosk.entry(7, 1).exit(7, 30).entry(7, 31);
    push(db, &kiosk, 0);
    let conflicts = |db: &dyn crate::ports::Database| -> i64 {
        let counters = db.read().unwrap().counters().unwrap();
        let all = counters.iter();
        let conflicts = all.filter(|(_, counter, _)| **counter == Counter::Conflicts);
        conflicts.map(|(_, _, value)| value).sum()
    };
    let db = db.database();
    let before = conflicts(db);
    let mut changed = catalogue::read(db, None).unwrap();
    changed.reentry = !changed.reentry;
    let publication = Publication::new(&changed).confirmed(true);
    catalogue::publish(db, publication, opening()).unwrap();
    assert_ne!(conflicts(db), before);
    catalogue::roll_back(db, None, true, opening()).unwrap();
    assert_eq!(conflicts(db), before);
}

fn newest_key_signs(db: &mut impl RecordsDatabase) {
    let db = db.database();
    let id = keys::add(db, opening()).unwrap();
    let view = db.read().unwrap();
    assert_eq!(view.signing_keys().unwrap().last().unwrap().0, id);
    let keys = view.public_keys().unwrap();
    assert_eq!(keys.iter().map(|key| key.id.0).collect::<Vec<_>>(), [1, 2]);
}

fn rebuild_mends_what_was_damaged(db: &mut impl RecordsDatabase) {
    let mut kiosk = SentJournal::new("A1", 1);
    kiosk.entry(7, 1).exit(7, 30).entry(8, 31);
    push(db, &kiosk, 0);
    let (mut copy, mut desk) = (SentJournal::new("A1", 2), SentJournal::new("B2", 1));
    copy.entry(7, 1).entry(9, 32);
    push(db, &copy, 0);
    desk.annulment(&kiosk, 3);
    push(db, &desk, 0);
    assert_eq!(db.rebuild(true).faults, Vec::<String>::new());
    let counters = db.database().read().unwrap().counters().unwrap();
    for damage in [
        "UPDATE counters SET value = value + 1",
        "DELETE FROM histories WHERE ticket = 7",
        "INSERT INTO annulments VALUES ('A1', 1, 1)",
        "UPDATE records SET at_ms = at_ms + 60000 WHERE seq = 2",
        "UPDATE journals SET head_seq = 2",
        "UPDATE records SET plain = (1 = 1) WHERE NOT plain",
        "DELETE FROM bodies WHERE digest = (SELECT digest FROM bodies ORDER BY digest LIMIT 1)",
        "UPDATE bodies SET journal = (SELECT max(journal) FROM bodies)",
    ] {
        db.execute(damage);
        assert_ne!(db.rebuild(false).faults, Vec::<String>::new(), "{damage}");
        assert_ne!(db.rebuild(true).faults, Vec::<String>::new(), "{damage}");
        assert_eq!(db.rebuild(false).faults, Vec::<String>::new(), "{damage}");
    }
    assert_eq!(db.database().read().unwrap().counters().unwrap(), counters);
}
