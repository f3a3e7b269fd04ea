//! What visitors left with their name.

use shared::ids::{BoothNumber, KioskId};
use shared::submission::{Consent, NetworkRole, Submission, SubmissionId, Wish};

use super::journal::opening;
use super::{RecordsDatabase, contract, exhibition, received};
use crate::operations::people::{self, PeopleQuery, SubmissionKind};
use crate::ports::{StoredSubmission, SubmissionBatch, SubmissionPage, WhichSubmissions};
use crate::postgres::contract::PostgresContract;

contract! { crate::contract::exhibition:
    submission_is_kept_once
    contact_is_for_one_booth
    forgotten_submission_does_not_return
    submissions_are_read_page_by_page
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
    let mut found = Vec::new();
    let list = people::list(db.database(), kind).unwrap();
    list.each(|it| {
        found.push(it.clone());
        Ok(())
    })
    .unwrap();
    found
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

fn submissions_are_read_page_by_page(db: &mut impl RecordsDatabase) {
    let port = || db.database().submissions().unwrap();
    // All came at one time, and two were written at one: the id decides.
    let mut sent = vec![registration(9, "An"), contact(1, 1), registration(7, "Hoa")];
    sent.push(Submission {
        written: sent[0].written,
        ..registration(8, "Mai")
    });
    insert(db, &sent);
    let ids = |newest_first, which| {
        let (mut ids, mut after) = (Vec::<u8>::new(), None);
        loop {
            let page = SubmissionPage {
                which,
                newest_first,
                after,
                most: 1,
            };
            let found = port().page(&page).unwrap();
            let Some(one) = found.first() else {
                return ids;
            };
            assert_eq!(found.len(), 1);
            assert_eq!(one.place().to_string().parse(), Ok(one.place()));
            ids.push(one.submission.id.0[0]);
            after = Some(one.place());
        }
    };
    assert_eq!(ids(false, WhichSubmissions::All), [1, 7, 8, 9]);
    assert_eq!(ids(true, WhichSubmissions::All), [9, 8, 7, 1]);
    assert_eq!(ids(true, WhichSubmissions::Network), [9, 8, 7]);
    assert_eq!(ids(false, WhichSubmissions::Contacts), [1]);
    let elsewhere = ids(false, WhichSubmissions::Booth(BoothNumber(2)));
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
    let query = |before| PeopleQuery {
        text: "0901".to_owned(),
        which: WhichSubmissions::Network,
        before,
        most: 2,
    };
    let first = people::search(db.database(), &query(None)).unwrap();
    assert!(first.more && first.submissions.len() == 2);
    let last = first.submissions.last().map(StoredSubmission::place);
    let second = people::search(db.database(), &query(last)).unwrap();
    assert!(!second.more);
    assert_eq!(second.submissions, [stored(registration(7, "Hoa"))]);
    assert_eq!(port().count().unwrap(), port().ids().unwrap().len());
    let found = port().submission(SubmissionId([8; 16])).unwrap();
    assert_eq!(found, Some(stored(sent.remove(3))));
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
