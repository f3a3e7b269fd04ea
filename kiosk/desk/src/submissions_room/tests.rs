use std::fs;

use jiff::civil::date;
use shared::ids::BoothNumber;
use shared::submission::Wish;

use super::*;
use crate::scene::{MORNING, stamp};

fn write(number: u64, name: &str) -> SubmissionsEvent {
    let draft = Draft {
        language: "vi".to_owned(),
        name: name.to_owned(),
        reach: "0900000123".to_owned(),
        wish: Wish::Contact {
            booth: BoothNumber(12),
            note: None,
        },
        words: [7; 32],
    };
    SubmissionsEvent::Write { number, draft }
}

fn context(data: &Path, is_rehearsal: bool) -> SubmissionsContext<'_> {
    SubmissionsContext {
        data,
        desk: None,
        stamp: stamp(MORNING),
        today: date(2024, 9, 6),
        is_rehearsal,
    }
}

fn kept(data: &Path) -> u64 {
    SubmissionStore::open(data).unwrap().count().unwrap()
}

#[test]
fn form_that_comes_twice_is_kept_once_and_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let (mut room, context) = (SubmissionsRoom::default(), context(data, false));
    for _ in 0..2 {
        let effects = room.handle(write(1, "Nguyễn Thị Mẫu"), &context);
        assert_eq!(effects.written, Some(WriteOutcome::Kept));
        assert!(room.answer().unwrap().kept);
    }
    assert_eq!(kept(data), 1);
    room.handle(write(2, "Trần Văn Gốm"), &context);
    assert_eq!(kept(data), 2);
    // It is no longer the last.
    assert!(!room.handle(SubmissionsEvent::TakeBack(1), &context).changed);
    assert!(room.handle(SubmissionsEvent::TakeBack(2), &context).changed);
    assert_eq!((kept(data), room.answer()), (1, None));
}

#[test]
fn rehearsed_form_is_answered_and_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut room = SubmissionsRoom::default();
    let effects = room.handle(write(1, "Nguyễn Thị Mẫu"), &context(folder.path(), true));
    assert_eq!(effects.written, Some(WriteOutcome::Rehearsed));
    assert!(room.answer().unwrap().kept);
    assert_eq!(kept(folder.path()), 0);
    room.handle(SubmissionsEvent::Forget, &context(folder.path(), true));
    assert_eq!(room.answer(), None);
}

#[test]
fn form_without_a_name_is_turned_down() {
    let folder = tempfile::tempdir().unwrap();
    let mut room = SubmissionsRoom::default();
    let effects = room.handle(write(1, ""), &context(folder.path(), false));
    assert_eq!(effects.written, Some(WriteOutcome::Invalid));
    assert!(!room.answer().unwrap().kept);
}

#[test]
fn disk_that_takes_no_form_is_told_and_not_hidden() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("a file in the place of the folder");
    fs::write(&data, "").unwrap();
    let mut room = SubmissionsRoom::default();
    let effects = room.handle(write(1, "Nguyễn Thị Mẫu"), &context(&data, false));
    assert!(matches!(effects.written, Some(WriteOutcome::Failed(_))));
    assert!(!room.answer().unwrap().kept);
}
