//! Submissions: kept once, deleted on request, told to nobody.

use std::path::Path;
use sync_server::operations::people::SubmissionKind;
use sync_server::ports::Database as _;

use rusqlite::Connection;
use shared::ids::BoothNumber;
use shared::protocol::v1::{SubmissionItem, SubmissionsPush, SubmissionsReply};
use shared::submission::{Consent, NetworkRole, Submission, SubmissionId, Wish};
use sync_server::operations::people::{self, PeopleError};

use crate::kiosk::{Kiosk, code};
use crate::venue::{MINUTE, OPENING, Venue};

pub(crate) fn submission(number: u8, name: &str) -> Submission {
    Submission {
        id: SubmissionId([number; 16]),
        written: OPENING,
        language: "vi".to_owned(),
        name: name.to_owned(),
        reach: "0900000123".to_owned(),
        wish: Wish::Join {
            role: NetworkRole::Producer,
            organisation: Some("Hợp tác xã Gốm Mẫu".to_owned()),
            place: Some("Kim Lan".to_owned()),
        },
        consent: None,
    }
}

/// A submission with an id in no order, as random ones are, and a name that no other has.
fn one_of_many(number: usize) -> Submission {
    let mixed = |it: u64| it.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    let half = mixed(number as u64 + 1);
    let id = [half, mixed(half)].map(u64::to_be_bytes).concat();
    Submission {
        id: SubmissionId(id.try_into().unwrap()),
        name: format!("{} {}", name(number), "x".repeat(number * 7 % 60)),
        ..submission(1, "")
    }
}

fn name(number: usize) -> String {
    format!("Người thứ {number:03}")
}

const NOBODY: [usize; 0] = [];

/// The numbers of those whose name is in any file of a folder.
fn found(folder: &Path, numbers: std::ops::Range<usize>) -> Vec<usize> {
    let files = std::fs::read_dir(folder).unwrap();
    let mut found = std::collections::BTreeSet::new();
    for file in files {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        let start = "Người thứ ".as_bytes();
        let all = bytes.windows(start.len() + 3);
        for part in all.filter(|part| part.starts_with(start)) {
            let digits = std::str::from_utf8(&part[start.len()..]).ok();
            found.extend(digits.and_then(|digits| digits.parse::<usize>().ok()));
        }
    }
    found
        .into_iter()
        .filter(|number| numbers.contains(number))
        .collect()
}

pub(crate) fn post(venue: &Venue, kiosk: &Kiosk, body: &[u8]) -> (u16, String) {
    let request = ureq::post(venue.url("/api/v1/letters"))
        .config()
        .http_status_as_error(false)
        .build()
        .header("authorization", format!("Bearer {}", kiosk.token));
    let mut answer = request.send(body).unwrap();
    let text = answer.body_mut().read_to_string().unwrap();
    (answer.status().as_u16(), text)
}

pub(crate) fn push_of(kiosk: &Kiosk, submissions: &[Submission]) -> Vec<u8> {
    let push = SubmissionsPush {
        exhibition: kiosk.origin.exhibition,
        submissions: submissions.iter().map(SubmissionItem::from).collect(),
    };
    serde_json::to_vec(&push).unwrap()
}

pub(crate) fn hand_in(
    venue: &Venue,
    kiosk: &Kiosk,
    submissions: &[Submission],
) -> SubmissionsReply {
    let (status, text) = post(venue, kiosk, &push_of(kiosk, submissions));
    assert_eq!(status, 200, "{text}");
    serde_json::from_str(&text).unwrap()
}

/// Whether any file of a folder holds a text.
fn holds(folder: &Path, text: &str) -> bool {
    let files = std::fs::read_dir(folder).unwrap();
    let mut bytes = files.map(|file| std::fs::read(file.unwrap().path()).unwrap());
    bytes.any(|bytes| {
        bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    })
}

#[test]
fn submission_sent_twice_is_kept_once() {
    let mut venue = Venue::open();
    let kiosk = venue.kiosk("H1");
    let [one, two] = [
        submission(1, "Nguyễn Thị Mẫu"),
        submission(2, "=Trần, Văn Mẫu"),
    ];
    assert_eq!(
        hand_in(&venue, &kiosk, std::slice::from_ref(&one)).kept,
        [one.id]
    );
    let again = hand_in(&venue, &kiosk, &[one.clone(), two.clone()]);
    assert_eq!(again.kept, [one.id, two.id]);
    venue.restart();
    let csv = people::list(&venue.database(), SubmissionKind::Network)
        .unwrap()
        .csv()
        .unwrap();
    let rows: Vec<&str> = csv.lines().collect();
    assert!(csv.starts_with('\u{feff}') && rows.len() == 3, "{csv}");
    assert_eq!(
        rows[1],
        "01010101010101010101010101010101,2024-09-05,17:00,producer,Nguyễn Thị Mẫu,0900 000 123,,Hợp tác xã Gốm Mẫu,Kim Lan,vi,H1,2024-09-05 17:00,,"
    );
    assert!(rows[2].contains("\"'=Trần, Văn Mẫu\""), "no formula: {csv}");
}

#[test]
fn impossible_submission_is_refused_later_kind_stays() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("H1");
    let nameless = submission(1, " ");
    let reply = hand_in(&venue, &kiosk, std::slice::from_ref(&nameless));
    assert_eq!((reply.kept, reply.refused), (Vec::new(), vec![nameless.id]));
    let mut later = SubmissionItem::from(&submission(2, "Mẫu"));
    later.kind = "a_kind_of_next_year".to_owned();
    let push = SubmissionsPush {
        exhibition: kiosk.origin.exhibition,
        submissions: vec![later],
    };
    let (_, text) = post(&venue, &kiosk, &serde_json::to_vec(&push).unwrap());
    let reply: SubmissionsReply = serde_json::from_str(&text).unwrap();
    assert_eq!((reply.kept, reply.refused), (Vec::new(), Vec::new()));
}

#[test]
fn only_kiosks_submit_and_errors_repeat_nothing() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("H1");
    let bad = r#"{"exhibition":24,"letters":[{"id":"Nguyễn Thị Mẫu"}]}"#;
    let (status, answer) = post(&venue, &kiosk, bad.as_bytes());
    assert_eq!((status, code(&answer).as_str()), (400, "not_letters"));
    assert!(!answer.contains("Mẫu"));
    kiosk.token = "nobody".to_owned();
    assert_eq!(post(&venue, &kiosk, b"{}").0, 401);
}

#[test]
fn deleted_submission_leaves_no_bytes() {
    let mut venue = Venue::open();
    let kiosk = venue.kiosk("H1");
    let submissions = [
        submission(1, "Nguyễn Thị Mẫu"),
        submission(2, "Trần Văn Mẫu"),
    ];
    hand_in(&venue, &kiosk, &submissions);
    people::forget(&venue.database(), submissions[0].id).unwrap();
    hand_in(&venue, &kiosk, &submissions);
    let csv = people::list(&venue.database(), SubmissionKind::Network)
        .unwrap()
        .csv()
        .unwrap();
    assert!(!csv.contains("Thị") && csv.contains("Trần"), "{csv}");
    let unknown = people::forget(&venue.database(), SubmissionId([9; 16]));
    assert!(matches!(unknown, Err(PeopleError::NoSubmission(_))));
    let database = venue.database();
    let none = people::list(&database, SubmissionKind::Contact(BoothNumber(12)));
    assert!(matches!(none, Err(PeopleError::NoBooth(_))));
    venue.stop();
    assert!(!holds(&venue.data(), "Nguyễn Thị") && holds(&venue.data(), "Trần"));
}

#[test]
fn forgotten_organisation_leaves_no_bytes() {
    let mut venue = Venue::open();
    let kiosk = venue.kiosk("H1");
    let joined = submission(1, "Nguyễn Thị Mẫu");
    hand_in(&venue, &kiosk, std::slice::from_ref(&joined));
    assert!(holds(&venue.data(), "Hợp tác xã"));
    people::forget(&venue.database(), joined.id).unwrap();
    venue.stop();
    assert!(!holds(&venue.data(), "Hợp tác xã"));
}

#[test]
fn letters_of_earlier_layout_stay_readable() {
    let mut venue = Venue::open();
    let kiosk = venue.kiosk("H1");
    hand_in(&venue, &kiosk, &[submission(1, "Nguyễn Thị Mẫu")]);
    venue.stop();
    let db = Connection::open(venue.data().join("letters.db")).unwrap();
    db.execute_batch("ALTER TABLE letters DROP COLUMN organisation; PRAGMA user_version = 1")
        .unwrap();
    db.close().unwrap();
    venue.start();
    hand_in(&venue, &kiosk, &[submission(2, "Trần Văn Mẫu")]);
    let csv = people::list(&venue.database(), SubmissionKind::Network)
        .unwrap()
        .csv()
        .unwrap();
    let row = |name: &str| csv.lines().find(|line| line.contains(name)).unwrap();
    assert!(row("Nguyễn").contains(",0900 000 123,,,Kim Lan,"), "{csv}");
    assert!(
        row("Trần").contains(",Hợp tác xã Gốm Mẫu,Kim Lan,"),
        "{csv}"
    );
}

#[test]
fn deletions_among_three_hundred_leave_no_bytes() {
    let mut venue = Venue::open();
    let kiosk = venue.kiosk("H1");
    let submissions: Vec<Submission> = (0..300).map(one_of_many).collect();
    let mut others = submissions[60..].chunks(12);
    for gone in submissions[..60].chunks(3) {
        hand_in(&venue, &kiosk, gone);
        hand_in(&venue, &kiosk, others.next().unwrap());
        for submission in gone {
            people::forget(&venue.database(), submission.id).unwrap();
        }
    }
    assert_eq!(found(&venue.data(), 0..60), NOBODY, "while the server runs");
    venue.stop();
    assert_eq!(found(&venue.data(), 0..60), NOBODY);
    assert_eq!(found(&venue.data(), 60..300).len(), 240);
}

#[test]
fn deleted_submission_stays_away_after_restore() {
    let mut venue = Venue::open();
    let kiosk = venue.kiosk("H1");
    let submissions: Vec<Submission> = (0..4).map(one_of_many).collect();
    hand_in(&venue, &kiosk, &submissions);
    venue.stop();
    let databases = ["exhibition.db", "letters.db"].map(|file| venue.data().join(file));
    let backup = databases.clone().map(|file| std::fs::read(file).unwrap());
    let restore = || {
        for (file, bytes) in databases.iter().zip(&backup) {
            std::fs::write(file, bytes).unwrap();
        }
    };
    people::forget(&venue.database(), submissions[0].id).unwrap();
    people::forget(&venue.database(), submissions[1].id).unwrap();
    restore();
    assert_eq!(found(&venue.data(), 0..4).len(), 4);
    venue.database().begin_epoch().unwrap();
    assert_eq!(found(&venue.data(), 0..4), [2, 3], "with the new epoch");
    restore();
    venue.start();
    hand_in(&venue, &kiosk, &submissions);
    let csv = people::list(&venue.database(), SubmissionKind::Network)
        .unwrap()
        .csv()
        .unwrap();
    assert_eq!(csv.lines().count(), 3, "{csv}");
    assert_eq!(found(&venue.data(), 0..4), [2, 3], "without one");
}

#[test]
fn torn_line_in_forgotten_file_spoils_nothing() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("H1");
    let submissions: Vec<Submission> = (0..2).map(one_of_many).collect();
    hand_in(&venue, &kiosk, &submissions);
    let file = venue.data().join("letters-forgotten.txt");
    std::fs::write(&file, "0123456789").unwrap();
    people::forget(&venue.database(), submissions[0].id).unwrap();
    let lines = std::fs::read_to_string(&file).unwrap();
    assert_eq!(lines, format!("0123456789\n{}\n", submissions[0].id));
    let csv = people::list(&venue.database(), SubmissionKind::Network)
        .unwrap()
        .csv()
        .unwrap();
    assert_eq!(csv.lines().count(), 2, "{csv}");
}

#[test]
fn older_submissions_move_to_their_own_database() {
    let mut venue = Venue::open();
    let kiosk = venue.kiosk("H1");
    venue.stop();
    let db = Connection::open(venue.data().join("exhibition.db")).unwrap();
    for number in 0..200 {
        let Submission { id, name, .. } = one_of_many(number);
        db.execute(
            "INSERT INTO letters (id, kiosk, written_ms, received_ms, language, name, reach, role)
             VALUES (?1, 'H1', ?2, ?2, 'vi', ?3, '0900000123', 'producer')",
            (id.0, OPENING.0 + number as i64, name),
        )
        .unwrap();
    }
    let gone = one_of_many(0).id;
    db.execute("DELETE FROM letters WHERE id = ?1", [gone.0])
        .unwrap();
    db.execute("INSERT INTO letters_gone (id) VALUES (?1)", [gone.0])
        .unwrap();
    db.close().unwrap();
    assert!(holds(&venue.data(), &name(1)));
    venue.start();
    // The first answer comes after everything is open.
    venue.totals();
    let exhibition = std::fs::read(venue.data().join("exhibition.db")).unwrap();
    let start = "Người thứ".as_bytes();
    assert!(!exhibition.windows(start.len()).any(|it| it == start));
    assert_eq!(found(&venue.data(), 0..200), (1..200).collect::<Vec<_>>());
    let csv = people::list(&venue.database(), SubmissionKind::Network)
        .unwrap()
        .csv()
        .unwrap();
    assert_eq!(csv.lines().count(), 200);
    // What that version had deleted stays gone, and what it had not can be deleted.
    hand_in(&venue, &kiosk, &[one_of_many(0)]);
    people::forget(&venue.database(), one_of_many(7).id).unwrap();
    assert_eq!(found(&venue.data(), 0..10), [1, 2, 3, 4, 5, 6, 8, 9]);
}

#[test]
fn export_says_receipt_clock_and_consent() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("H1");
    venue.set_clock(OPENING.plus(95 * MINUTE));
    let agreed = |time_known| {
        Some(Consent {
            words: [0xab; 32],
            time_known,
        })
    };
    // A device without a clock that was switched on without a network: 1970.
    let unsure = Submission {
        written: shared::time::UnixMs(60_000),
        consent: agreed(false),
        ..submission(1, "Nguyễn Thị Mẫu")
    };
    let sure = Submission {
        consent: agreed(true),
        ..submission(2, "Trần Văn Mẫu")
    };
    let before = submission(3, "Lê Mẫu");
    hand_in(&venue, &kiosk, &[unsure, sure, before]);
    let csv = people::list(&venue.database(), SubmissionKind::Network)
        .unwrap()
        .csv()
        .unwrap();
    let row = |name: &str| csv.lines().find(|line| line.contains(name)).unwrap();
    let words = "ab".repeat(16);
    let ends = |clock: &str| format!(",2024-09-05 18:35,{clock}");
    assert!(
        row("Nguyễn").ends_with(&ends(&format!("unsure,{words}"))),
        "{csv}"
    );
    assert!(
        row("Trần").ends_with(&ends(&format!("known,{words}"))),
        "{csv}"
    );
    assert!(row("Lê").ends_with(&ends(",")), "{csv}");
}

#[test]
fn unreadable_submissions_wait_while_doors_are_served() {
    let mut venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    hand_in(&venue, &kiosk, &[submission(1, "Nguyễn Thị Mẫu")]);
    venue.stop();
    let database = venue.data().join("letters.db");
    let forgotten = venue.data().join("letters-forgotten.txt");
    let whole = std::fs::read(&database).unwrap();
    std::fs::write(
        &database,
        "no database at all, but long enough to be one".repeat(99),
    )
    .unwrap();
    venue.start();
    kiosk.entry(1, 0).push(&venue);
    assert_eq!(venue.day().entries, 2, "a party of two");
    assert_eq!(refusal(&venue, &kiosk), (503, "store".to_owned()));
    venue.stop();
    std::fs::write(&database, whole).unwrap();
    std::fs::create_dir(&forgotten).unwrap();
    venue.start();
    kiosk.entry(2, 1).push(&venue);
    assert_eq!(venue.day().entries, 4);
    assert_eq!(
        refusal(&venue, &kiosk),
        (503, "store".to_owned()),
        "one that was deleted might come back"
    );
    std::fs::remove_dir(&forgotten).unwrap();
    let kept = hand_in(&venue, &kiosk, &[submission(2, "Trần Văn Mẫu")]).kept;
    assert_eq!(kept, [SubmissionId([2; 16])], "without a restart");
    let csv = people::list(&venue.database(), SubmissionKind::Network)
        .unwrap()
        .csv()
        .unwrap();
    assert_eq!(csv.lines().count(), 3, "{csv}");
}

#[test]
fn locked_submissions_delay_no_records() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    let other = Connection::open(venue.data().join("letters.db")).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    assert_eq!(refusal(&venue, &kiosk), (503, "store".to_owned()));
    kiosk.entry(1, 0).push(&venue);
    assert_eq!(venue.day().entries, 2);
    other.execute_batch("ROLLBACK").unwrap();
    let submissions = [submission(2, "Trần Văn Mẫu")];
    assert_eq!(
        hand_in(&venue, &kiosk, &submissions).kept,
        [submissions[0].id]
    );
}

/// Hands in a submission that is not taken; gives the answer.
pub(crate) fn refusal(venue: &Venue, kiosk: &Kiosk) -> (u16, String) {
    let push = SubmissionsPush {
        exhibition: kiosk.origin.exhibition,
        submissions: vec![SubmissionItem::from(&submission(2, "Trần Văn Mẫu"))],
    };
    let (status, text) = post(venue, kiosk, &serde_json::to_vec(&push).unwrap());
    assert!(
        !text.contains("letters.db"),
        "no inside of the server leaks"
    );
    (status, code(&text))
}
