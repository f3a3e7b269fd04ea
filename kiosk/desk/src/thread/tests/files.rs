//! The journal's files are deleted or replaced under a running kiosk.

use journal::FILE;
use uplink::News;

use super::*;

fn out_of_order(stage: &DeskStage) -> OutOfOrder {
    stage.wait_for(|lane| match lane {
        LaneView::OutOfOrder(why) => Some(why.clone()),
        _ => None,
    })
}

/// A desk that has opened its journal.
fn opened() -> DeskStage {
    let stage = DeskStage::new();
    while stage.handle.view().catalogue.days.is_empty() {
        stage.changes.recv_timeout(PATIENCE).unwrap();
    }
    stage
}

#[test]
fn deleted_journal_stops_the_door_by_itself() {
    let stage = DeskStage::new();
    stage.scan(&day_ticket(1));
    stage.verdict_on(1);
    std::fs::remove_file(stage.dir.path().join(FILE)).unwrap();
    let replaced = |waiting| OutOfOrder::JournalReplaced {
        file: FILE.to_owned(),
        waiting: Some(waiting),
    };
    assert_eq!(out_of_order(&stage), replaced(1));
    let rescued = stage.dir.path().join("journal-rescued-1.db");
    stage.handle.shutdown();
    std::fs::rename(rescued, stage.dir.path().join(FILE)).unwrap();
    // The log of the deleted file is none of the copy's.
    for beside in ["journal.db-wal", "journal.db-shm"] {
        let _ = std::fs::remove_file(stage.dir.path().join(beside));
    }
    assert_eq!(journal(stage.dir.path()).verify_chain().unwrap().records, 1);
}

#[test]
fn replaced_log_shows_no_green() {
    let stage = opened();
    let log = stage.dir.path().join("journal.db-wal");
    std::fs::rename(&log, stage.dir.path().join("elsewhere")).unwrap();
    std::fs::write(&log, b"").unwrap();
    stage.scan(&day_ticket(1));
    let why = stage.wait_for(|lane| match lane {
        LaneView::OutOfOrder(why) => Some(why.clone()),
        LaneView::Verdict(verdict) => panic!("{verdict:?} would not last"),
        _ => None,
    });
    let log = |file: &str| file == "journal.db-wal";
    assert!(
        matches!(&why, OutOfOrder::JournalReplaced { file, .. } if log(file)),
        "{why:?}"
    );
}

#[test]
fn sent_journal_is_left_and_begun_anew() {
    let stage = opened();
    std::fs::remove_file(stage.dir.path().join(FILE)).unwrap();
    let known = |lane: &LaneView| match lane {
        LaneView::OutOfOrder(OutOfOrder::NeverSynced { .. }) => Some(()),
        _ => None,
    };
    stage.wait_for(known);
    assert!(stage.dir.path().join(FILE).exists());
}

#[test]
fn garbage_for_submissions_leaves_the_door_open() {
    let dir = tempfile::tempdir().unwrap();
    journal(dir.path()).apply_feed(&first_feed()).unwrap();
    let data = dir.path().to_owned();
    std::fs::write(data.join("letters.db"), [b'x'; 8_192]).unwrap();
    let stage = DeskStage::with(dir, data);
    stage.scan(&day_ticket(1));
    stage.verdict_on(1);
    let broken = stage
        .handle
        .view()
        .status
        .submissions_broken
        .clone()
        .unwrap();
    assert!(broken.contains("letters.db is damaged"), "{broken}");
}

#[test]
fn lost_journal_is_told_while_the_door_works() {
    let dir = tempfile::tempdir().unwrap();
    drop(journal(dir.path()));
    std::fs::remove_file(dir.path().join(FILE)).unwrap();
    journal(dir.path()).apply_feed(&first_feed()).unwrap();
    let data = dir.path().to_owned();
    let stage = DeskStage::with(dir, data);
    stage.scan(&day_ticket(1));
    stage.verdict_on(1);
    let lost = stage.handle.view().status.records_lost.clone().unwrap();
    assert!(lost.contains("journal-lost-1.db"), "{lost}");
}

#[test]
fn damage_found_later_stops_the_door() {
    let stage = opened();
    let found = News::Damaged("page 7".to_owned());
    stage.handle.events().send(Event::Uplink(found)).unwrap();
    assert_eq!(out_of_order(&stage), OutOfOrder::JournalDamaged);
    stage.handle.events().send(Event::Tick).unwrap();
    assert_eq!(out_of_order(&stage), OutOfOrder::JournalDamaged);
}

#[test]
fn wiped_kiosk_says_so_until_it_is_accepted() {
    let stage = opened();
    let mut uplink = journal(stage.dir.path());
    assert!(uplink.wipe().unwrap());
    let learnt = || Event::Uplink(News::Learnt);
    stage.handle.events().send(learnt()).unwrap();
    assert_eq!(out_of_order(&stage), OutOfOrder::Revoked);
    stage.scan(&day_ticket(1));
    // The desk takes one event after the other.
    let mark = ScannerStatus {
        name: "mark".to_owned(),
        kind: ScannerKind::Camera,
        state: ScannerState::Working,
        detail: None,
    };
    stage.handle.events().send(Event::Scanner(mark)).unwrap();
    while stage.handle.view().status.scanners.is_empty() {
        stage.changes.recv_timeout(PATIENCE).unwrap();
    }
    uplink.apply_feed(&first_feed()).unwrap();
    stage.handle.events().send(learnt()).unwrap();
    stage.waiting();
    stage.scan(&day_ticket(2));
    assert_eq!(
        stage.verdict_on(2).outcome,
        Outcome::Admitted { again: false }
    );
    assert_eq!(uplink.verify_chain().unwrap().records, 1);
}
