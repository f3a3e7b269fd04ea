//! Letters: kept once, deleted on request, told to nobody.

use std::path::Path;

use shared::ids::BoothNumber;
use shared::letter::{Letter, LetterId, NetworkRole, Wish};
use shared::protocol::v1::{LettersPush, LettersReply, WireLetter};
use sync_server::people::{self, PeopleError};

use crate::kiosk::{Kiosk, code};
use crate::venue::{OPENING, Venue};

fn letter(number: u8, name: &str) -> Letter {
    Letter {
        id: LetterId([number; 16]),
        written: OPENING,
        language: "vi".to_owned(),
        name: name.to_owned(),
        reach: "0900000123".to_owned(),
        wish: Wish::Join {
            role: NetworkRole::Producer,
            place: Some("Kim Lan".to_owned()),
        },
    }
}

fn post(venue: &Venue, kiosk: &Kiosk, body: &[u8]) -> (u16, String) {
    let request = ureq::post(venue.url("/api/v1/letters"))
        .config()
        .http_status_as_error(false)
        .build()
        .header("authorization", format!("Bearer {}", kiosk.token));
    let mut answer = request.send(body).unwrap();
    let text = answer.body_mut().read_to_string().unwrap();
    (answer.status().as_u16(), text)
}

fn hand_in(venue: &Venue, kiosk: &Kiosk, letters: &[Letter]) -> LettersReply {
    let push = LettersPush {
        exhibition: kiosk.origin.exhibition,
        letters: letters.iter().map(WireLetter::from).collect(),
    };
    let (status, text) = post(venue, kiosk, &serde_json::to_vec(&push).unwrap());
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
fn a_letter_that_is_sent_twice_is_kept_once_and_survives_a_restart() {
    let mut venue = Venue::open();
    let kiosk = venue.kiosk("H1");
    let [one, two] = [letter(1, "Nguyễn Thị Mẫu"), letter(2, "=Trần, Văn Mẫu")];
    assert_eq!(
        hand_in(&venue, &kiosk, std::slice::from_ref(&one)).kept,
        [one.id]
    );
    let again = hand_in(&venue, &kiosk, &[one.clone(), two.clone()]);
    assert_eq!(again.kept, [one.id, two.id]);
    venue.restart();
    let csv = people::network(&venue.data()).unwrap();
    let rows: Vec<&str> = csv.lines().collect();
    assert!(csv.starts_with('\u{feff}') && rows.len() == 3, "{csv}");
    assert_eq!(
        rows[1],
        "01010101010101010101010101010101,2024-09-05,17:00,producer,Nguyễn Thị Mẫu,0900 000 123,,Kim Lan,vi,H1"
    );
    assert!(rows[2].contains("\"'=Trần, Văn Mẫu\""), "no formula: {csv}");
}

#[test]
fn what_nobody_could_answer_is_refused_and_what_a_later_version_sends_stays_with_its_kiosk() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("H1");
    let nameless = letter(1, " ");
    let reply = hand_in(&venue, &kiosk, std::slice::from_ref(&nameless));
    assert_eq!((reply.kept, reply.refused), (Vec::new(), vec![nameless.id]));
    let mut later = WireLetter::from(&letter(2, "Mẫu"));
    later.kind = "a_kind_of_next_year".to_owned();
    let push = LettersPush {
        exhibition: kiosk.origin.exhibition,
        letters: vec![later],
    };
    let (_, text) = post(&venue, &kiosk, &serde_json::to_vec(&push).unwrap());
    let reply: LettersReply = serde_json::from_str(&text).unwrap();
    assert_eq!((reply.kept, reply.refused), (Vec::new(), Vec::new()));
}

#[test]
fn only_kiosks_hand_letters_in_and_a_bad_body_is_not_repeated_in_the_answer() {
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
fn a_letter_that_was_deleted_on_request_leaves_no_bytes_and_never_comes_back() {
    let mut venue = Venue::open();
    let kiosk = venue.kiosk("H1");
    let letters = [letter(1, "Nguyễn Thị Mẫu"), letter(2, "Trần Văn Mẫu")];
    hand_in(&venue, &kiosk, &letters);
    people::forget(&venue.data(), letters[0].id).unwrap();
    hand_in(&venue, &kiosk, &letters);
    let csv = people::network(&venue.data()).unwrap();
    assert!(!csv.contains("Thị") && csv.contains("Trần"), "{csv}");
    let unknown = people::forget(&venue.data(), LetterId([9; 16]));
    assert!(matches!(unknown, Err(PeopleError::NoLetter(_))));
    let none = people::contacts(&venue.data(), BoothNumber(12));
    assert!(matches!(none, Err(PeopleError::NoBooth(_))));
    venue.stop();
    assert!(!holds(&venue.data(), "Nguyễn Thị") && holds(&venue.data(), "Trần"));
}
