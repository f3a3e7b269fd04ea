//! The demonstrations as a visitor of the hall sees them: the programme of a day, a session with its places, an artisan
//! with the steps of the craft.

use std::sync::Arc;

use egui_kittest::kittest::Queryable;
use shared::time::{DayIndex, UnixMs};
use texts::Language;
use ui::session::{Action, DemosAction, Page, Screen};
use view::{Command, Kept, Purpose, SeatAnswer, SeatNotice, SeatsView, VisitorCommand};

use super::hall::{Hall, LANDSCAPE, NOW, PORTRAIT};

/// A hands-on session with 12 places, an hour from now.
const WHEEL: &str = "d2-1100-wheel";
/// Fifty minutes from now: the last call of its stock.
const LAST_CALL: UnixMs = UnixMs(NOW.0 + 50 * 60_000);

/// At a kiosk in the hall of the sample exhibition.
fn in_the_hall(size: [f32; 2], language: Language) -> Hall {
    let mut hall = Hall::open_in_the_hall(size, language);
    at_the_sample_exhibition(&mut hall);
    hall.chooses(Action::Go(Page::Home));
    hall
}

fn at_the_sample_exhibition(hall: &mut Hall) {
    let sample = sync_server::catalogue::sample().unwrap();
    hall.change(|view| view.catalogue = Arc::new(sample));
}

/// The same with the session's page open.
fn at_the_session(size: [f32; 2], language: Language) -> Hall {
    let mut hall = in_the_hall(size, language);
    hall.chooses(Action::Go(Page::Session(WHEEL.to_owned())));
    says(&mut hall, 7, None);
    hall
}

/// The desk says that so many places are left, and something to the ticket that was shown.
fn says(hall: &mut Hall, left: u32, answer: Option<SeatAnswer>) {
    hall.change(|view| {
        view.seats = Arc::new(SeatsView {
            left: [(WHEEL.to_owned(), left)].into(),
            said: answer.map(|answer| SeatNotice {
                session: WHEEL.to_owned(),
                answer,
            }),
        });
    });
}

fn asked(hall: &Hall) -> Vec<VisitorCommand> {
    let visitors = hall
        .asked()
        .into_iter()
        .filter_map(|command| match command {
            Command::Visitor(command) => Some(command),
            _ => None,
        });
    visitors.collect()
}

fn scan_for_a_place() -> VisitorCommand {
    VisitorCommand::ScanFor(Purpose::Seat(WHEEL.to_owned()))
}

#[test]
fn visitor_takes_two_seats_and_returns_them() {
    for size in [PORTRAIT, LANDSCAPE] {
        let mut hall = at_the_session(size, Language::ENGLISH);
        assert_eq!(asked(&hall), [scan_for_a_place()]);
        hall.sees("7 of 12 places left");
        hall.sees("Hold the QR code of your ticket to the scanner to take a place");
        says(&mut hall, 7, Some(SeatAnswer::HowMany { most: 4 }));
        hall.sees("Places for how many people?");
        hall.every_target_is_large_enough();
        hall.touches("2 people");
        assert_eq!(asked(&hall), [VisitorCommand::TakeSeats(2)]);
        let yours = |kept| SeatAnswer::Yours {
            people: 2,
            kept,
            new: true,
        };
        says(&mut hall, 5, Some(yours(Kept::Until(LAST_CALL))));
        hall.sees("2 places are kept for you");
        hall.sees("Kept until 10:50. Once there is a connection, it is confirmed up to the start.");
        says(&mut hall, 5, Some(yours(Kept::ToTheEnd)));
        hall.sees("Confirmed. Please come five minutes before the start.");
        hall.touches("Give back");
        assert_eq!(asked(&hall), [VisitorCommand::ReturnSeats]);
        says(&mut hall, 5, Some(SeatAnswer::ShowAgain { people: 2 }));
        hall.sees("Hold your ticket to the scanner again to give back 2 places");
        hall.every_target_is_large_enough();
        says(&mut hall, 7, Some(SeatAnswer::GivenBack));
        hall.touches("Done");
        assert_eq!(asked(&hall), [VisitorCommand::DismissSeatNotice]);
        hall.touches("Back");
        assert_eq!(asked(&hall), [VisitorCommand::ScanFor(Purpose::Usual)]);
    }
}

#[test]
fn whoever_forgets_the_session_leaves_the_scanner_to_the_next_visitor() {
    let mut hall = at_the_session(PORTRAIT, Language::VIETNAMESE);
    assert_eq!(asked(&hall), [scan_for_a_place()]);
    hall.waits(60);
    assert_eq!(hall.screen(), Screen::Attract);
    assert_eq!(asked(&hall), [VisitorCommand::ScanFor(Purpose::Usual)]);
}

#[test]
fn at_a_door_a_session_is_read_and_tickets_are_for_the_gate() {
    let mut hall = Hall::open(LANDSCAPE, Language::ENGLISH);
    at_the_sample_exhibition(&mut hall);
    hall.chooses(Action::Go(Page::Session(WHEEL.to_owned())));
    assert_eq!(asked(&hall), []);
    hall.sees("Please take a place at a kiosk in the halls");
}

#[test]
fn the_programme_says_what_is_on_and_leads_to_every_day_session_and_artisan() {
    for size in [PORTRAIT, LANDSCAPE] {
        let mut hall = in_the_hall(size, Language::ENGLISH);
        hall.chooses(Action::Go(Page::Programme));
        // It is ten o'clock on the second day.
        assert!(hall.sees_anywhere("On now, 30 minutes left"));
        assert!(hall.sees_anywhere("Paint your own plate"));
        hall.touches("Saturday. Sat, 7 September");
        assert!(hall.sees_anywhere("Throwing a bowl"));
        let first = hall.harness.get_by_label_contains("Throwing a bowl");
        first.click();
        hall.harness.run();
        let wheel = Page::Session("d3-0900-wheel".to_owned());
        assert_eq!(hall.screen(), Screen::Page(wheel));
        hall.sees("Just come and watch, no place is needed");
        hall.touches("About the artisan");
        hall.sees("Step 1 of 5");
        hall.touches("Next step");
        hall.sees("Centring");
        hall.touches("Back");
        hall.touches("Back");
        assert!(hall.sees_anywhere("Throwing a bowl"), "the day is kept");
    }
}

#[test]
fn slides_go_on_by_themselves_and_stay_when_they_are_stopped() {
    let mut hall = in_the_hall(PORTRAIT, Language::ENGLISH);
    hall.chooses(Action::Go(Page::Artisan("artisan-1".to_owned())));
    hall.sees("Kneading");
    hall.waits(10);
    hall.sees("Centring");
    hall.touches("Pause");
    hall.waits(15);
    hall.sees("Centring");
    hall.touches("Play");
    hall.waits(10);
    hall.sees("Raising the wall");
}

impl Hall {
    /// All that holds for every page; with `KIOSK_PICTURES=DIR` a picture of it is kept, for people to look at.
    #[track_caller]
    fn stands(&self, name: &str) {
        self.keeps_a_picture(name);
        self.every_target_is_large_enough();
        self.every_control_has_a_name();
        self.no_words_leave_their_place();
        self.no_words_run_into_each_other();
    }
}

#[test]
fn the_days_sessions_and_artisans_of_the_sample_exhibition_fit_their_pages() {
    for size in [PORTRAIT, LANDSCAPE] {
        for language in Language::all() {
            let mut hall = in_the_hall(size, language);
            hall.chooses(Action::Go(Page::Programme));
            for day in 0..4 {
                let day = DayIndex(day);
                hall.chooses(Action::Demos(DemosAction::Day(day)));
                hall.stands(&format!("sample-day-{}", day.0));
            }
            for artisan in [1, 6, 9] {
                hall.chooses(Action::Go(Page::Artisan(format!("artisan-{artisan}"))));
                hall.stands(&format!("sample-artisan-{artisan}"));
            }
            hall.chooses(Action::Go(Page::Session("d2-1400-leaf".to_owned())));
            hall.stands("sample-session");
        }
    }
}

#[test]
fn every_seat_answer_fits_its_card() {
    let answers = [
        ("hold", None),
        ("how-many", Some(SeatAnswer::HowMany { most: 10 })),
        ("asking", Some(SeatAnswer::Asking { people: 2 })),
        (
            "yours",
            Some(SeatAnswer::Yours {
                people: 2,
                kept: Kept::Until(LAST_CALL),
                new: true,
            }),
        ),
        (
            "elsewhere",
            Some(SeatAnswer::Elsewhere {
                people: 1,
                kiosk: "hall-2".parse().unwrap(),
            }),
        ),
        ("show-again", Some(SeatAnswer::ShowAgain { people: 2 })),
        ("given-back", Some(SeatAnswer::GivenBack)),
        ("too-few", Some(SeatAnswer::TooFew { left: 3 })),
        ("none", Some(SeatAnswer::TooFew { left: 0 })),
        ("not-now", Some(SeatAnswer::NotNow { at_hand: 0 })),
        ("at-hand", Some(SeatAnswer::NotNow { at_hand: 1 })),
        ("no-clock", Some(SeatAnswer::NoClock)),
        ("begun", Some(SeatAnswer::Begun)),
        (
            "wrong-day",
            Some(SeatAnswer::Refused(shared::checkin::Reason::WrongDay)),
        ),
    ];
    for size in [PORTRAIT, LANDSCAPE] {
        for language in Language::all() {
            let mut hall = at_the_session(size, language);
            for (name, answer) in &answers {
                says(&mut hall, 7, answer.clone());
                hall.stands(&format!("places-{name}"));
            }
        }
    }
}
