//! What comes from the desk and goes to it beside a visit: trouble, a sample ticket, a dropped picture, another catalogue.

use std::time::Duration;

use egui_kittest::kittest::Queryable;
use kiosk::app::{Heard, KeyFeed};
use shared::checkin::Reason;
use texts::{Key, Language, Texts};
use view::{Command, LaneView, LinkStatus, ScannerKind, ScannerState, ScannerStatus, SoundStatus};

use super::SIZES;
use super::hall::{self, Hall, LANDSCAPE, PORTRAIT};

#[test]
fn staff_see_what_does_not_work_in_words_of_their_language() {
    let camera = |state| ScannerStatus {
        name: "camera".to_owned(),
        kind: ScannerKind::Camera,
        state,
        detail: Some("camera does not answer (broken pipe); check its cable".to_owned()),
    };
    for (language, offline, waiting, missing, failed) in [
        (
            Language::VIETNAMESE,
            "Mất kết nối, vẫn soát vé",
            "37 lượt chờ gửi",
            "Chưa có camera",
            "Camera gặp sự cố",
        ),
        (
            Language::ENGLISH,
            "No connection, still checking tickets",
            "37 waiting to be sent",
            "No camera yet",
            "The camera does not work",
        ),
    ] {
        let mut hall = Hall::open(LANDSCAPE, language);
        hall.change(|view| {
            view.status.link = LinkStatus::Offline(None, "connection refused".to_owned());
            view.status.waiting = 37;
            view.status.scanners = vec![camera(ScannerState::Missing)];
        });
        hall.sees(offline);
        hall.sees(waiting);
        hall.sees(missing);
        hall.change(|view| view.status.scanners = vec![camera(ScannerState::Failed)]);
        hall.sees(failed);
        for english in ["does not answer", "connection refused"] {
            let shown = hall.harness.query_by_label_contains(english).is_some();
            assert!(!shown, "{english} is for logs, not for the screen");
        }
    }
}

#[test]
fn a_sample_ticket_is_asked_for_by_its_button_and_only_in_a_demonstration() {
    let mut hall = Hall::open(LANDSCAPE, Language::ENGLISH);
    hall.touches("Scan a sample ticket");
    assert_eq!(hall.asked(), [Command::SampleTicket]);
    let hall = Hall::open_without_samples(LANDSCAPE, Language::ENGLISH);
    assert!(
        hall.harness
            .query_by_label("Scan a sample ticket")
            .is_none()
    );
}

#[test]
fn a_dropped_picture_reaches_the_desk_and_a_broken_one_is_named() {
    let mut hall = Hall::open(PORTRAIT, Language::ENGLISH);
    hall.drops("ticket.png", Ok(b"picture".to_vec()));
    let expected = Command::Picture("ticket.png".to_owned(), b"picture".to_vec());
    assert_eq!(hall.next_command(Duration::from_secs(20)), Some(expected));
    hall.drops("broken.png", Err("no such file".to_owned()));
    hall.sees_at_last(
        "The file broken.png could not be read. Please try again with a PNG or JPEG picture.",
    );
}

#[test]
fn before_the_first_sync_the_screens_are_empty_and_whole() {
    for language in Language::all() {
        let mut hall = Hall::open(PORTRAIT, language);
        hall.change(|view| {
            let mut catalogue = (*view.catalogue).clone();
            catalogue.booths.clear();
            catalogue.villages.clear();
            catalogue.gates.clear();
            catalogue.sessions.clear();
            catalogue.days.clear();
            view.catalogue = catalogue.into();
        });
        let texts = Texts::new(language);
        hall.browses();
        hall.sees(&texts.say(Key::BoothsEmpty));
        hall.touches(&texts.say(Key::Back));
        hall.touches(&texts.say(Key::Back));
        hall.sees(&texts.say(Key::ScanTitle));
    }
}

#[test]
fn the_catalogue_may_change_while_a_booth_is_being_read() {
    let mut hall = Hall::open(LANDSCAPE, Language::ENGLISH);
    hall.browses();
    hall.touches(&hall.card(1, Language::ENGLISH));
    hall.change(|view| {
        let mut catalogue = (*view.catalogue).clone();
        catalogue.booths.remove(0);
        view.catalogue = catalogue.into();
    });
    hall.sees("79 booths");
}

/// How each language speaks of a camera and of a sound.
const OF_HARDWARE: [(&str, &str, &str); 5] = [
    ("vi", "camera", "tiếng báo"),
    ("en", "camera", "sound"),
    ("ko", "카메라", "소리"),
    ("zh", "摄像头", "提示音"),
    ("ja", "カメラ", "音が"),
];

#[test]
fn instructions_speak_of_no_missing_camera_or_sound() {
    for (code, camera, sound) in OF_HARDWARE {
        let language = Language::from_code(code).unwrap();
        let mut hall = Hall::open(PORTRAIT, language);
        assert!(hall.sees_anywhere(camera), "{code}: there is one");
        hall.change(|view| {
            view.status.scanners.clear();
            view.status.sound = SoundStatus::Playing("aplay".to_owned());
        });
        assert!(hall.sees_anywhere(sound), "{code}: there is one");
        for unattended in [false, true] {
            hall.change(|view| {
                view.mode.unattended = unattended;
                view.status.sound = SoundStatus::Off;
            });
            for lane in [
                LaneView::Waiting,
                hall::verdict(1, hall::refusal(Reason::Malformed), 0),
            ] {
                hall.lane(lane);
                for word in [camera, sound] {
                    assert!(!hall.sees_anywhere(word), "{code}: {word}");
                }
            }
            hall.lane(LaneView::Waiting);
        }
    }
}

/// A hand scanner that types into the window.
struct Listening;

impl KeyFeed for Listening {
    fn hear(&mut self, _events: &mut Vec<egui::Event>, _now_ms: u64, _field: bool) -> Heard {
        Heard::default()
    }
}

#[test]
fn window_without_the_keyboard_warns_of_a_deaf_scanner() {
    for size in SIZES {
        for language in Language::all() {
            let words = Texts::new(language).say(Key::ModeUnheard);
            let mut hall = Hall::with(size, language, |options| {
                options.keys = Box::new(Listening);
            });
            hall.does_not_see(&words);
            hall.harness.input_mut().focused = false;
            hall.harness.run();
            hall.sees(&words);
            hall.is_well_laid_out();
            hall.harness.input_mut().focused = true;
            hall.harness.run();
            hall.does_not_see(&words);
        }
    }
    let mut hall = Hall::open(PORTRAIT, Language::ENGLISH);
    hall.harness.input_mut().focused = false;
    hall.harness.run();
    hall.does_not_see(&Texts::new(Language::ENGLISH).say(Key::ModeUnheard));
}
