//! What visitors left with their name.

use shared::ids::{BoothNumber, KioskId};
use shared::submission::{Consent, NetworkRole, Submission, SubmissionId, Wish};

use super::journal::opening;
use super::{RecordsDatabase, contract, exhibition, received};
use crate::operations::people::{self, SubmissionKind};
use crate::ports::{StoredSubmission, SubmissionBatch};
use crate::postgres::contract::PostgresContract;

contract! { crate::contract::exhibition:
    submission_is_kept_once
    contact_is_for_one_booth
    forgotten_submission_does_not_return
}

fn kiosk() -> KioskId {
    "H1".parse().unwrap()
}

pub(super) fn registration(id: u8, name: &str) -> Submission {
    Submission {
        id: SubmissionId([id; 16]),
        written: opening().plus(id.into()),
        language: "vi".to_owned(),
        name: name.to_owned(),
        reach: "0901 234 567".to_owned(),
        wish: Wish::Join {
            role: NetworkRole::Producer,
            organisation: Some("Hợp tác xã".to_owned()),
            place: None,
        },
        consent: Some(Consent {
            words: [7; 32],
            time_known: true,
        }),
    }
}

fn contact(id: u8, booth: u16) -> Submission {
    Submission {
        wish: Wish::Contact {
            booth: BoothNumber(booth),
            note: Some("bình hoa".to_owned()),
        },
        consent: None,
        ..registration(id, "Trần Văn Bình")
    }
}

fn stored(submission: Submission) -> StoredSubmission {
    StoredSubmission {
        submission,
        kiosk: kiosk(),
        received: received(),
    }
}

pub(super) fn insert(db: &impl RecordsDatabase, submissions: &[Submission]) {
    let batch = SubmissionBatch {
        kiosk: kiosk(),
        received: received(),
        submissions: submissions.to_vec(),
    };
    db.server().submissions().keep(&batch).unwrap();
}

fn list(db: &impl RecordsDatabase, kind: SubmissionKind) -> Vec<StoredSubmission> {
    people::list(db.database(), kind).unwrap().submissions
}

fn submission_is_kept_once(db: &mut impl RecordsDatabase) {
    let both = [registration(2, "Lê Thị Hoa"), registration(1, "Đỗ Văn An")];
    for _ in 0..2 {
        insert(db, &both);
        let [second, first] = both.clone().map(stored);
        assert_eq!(list(db, SubmissionKind::Network), [first, second]);
    }
}

fn contact_is_for_one_booth(db: &mut impl RecordsDatabase) {
    let (here, elsewhere) = (contact(1, 1), contact(2, 2));
    insert(db, &[here.clone(), elsewhere]);
    let of_booth = |number| SubmissionKind::Contact(BoothNumber(number));
    assert_eq!(list(db, of_booth(1)), [stored(here)]);
    assert_eq!(list(db, SubmissionKind::Network), []);
    assert!(people::list(db.database(), of_booth(9999)).is_err());
}

fn forgotten_submission_does_not_return(db: &mut impl RecordsDatabase) {
    let both = [registration(1, "Lê Thị Hoa"), registration(2, "Đỗ Văn An")];
    insert(db, &both);
    people::forget(db.database(), SubmissionId([1; 16])).unwrap();
    // Before it ever came, too.
    assert!(people::forget(db.database(), SubmissionId([3; 16])).is_err());
    insert(db, &both);
    insert(db, &[registration(3, "Phạm Thị Mai")]);
    let kept = list(db, SubmissionKind::Network);
    assert_eq!(kept, [stored(registration(2, "Đỗ Văn An"))]);
}

#[test]
fn postgres_forgets_in_every_file() {
    let mut db: PostgresContract = exhibition();
    let name = "Nguyễn Thị Không Tên Trong Tệp";
    insert(&db, &[registration(1, name), registration(2, "Đỗ Văn An")]);
    db.execute("ANALYZE submissions");
    assert!(db.files_hold(name));
    people::forget(db.database(), SubmissionId([1; 16])).unwrap();
    assert!(!db.files_hold(name));
    assert!(db.files_hold("Đỗ Văn An"));
}
