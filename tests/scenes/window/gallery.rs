//! Every state of the door as a picture: each has a colour of its own that fills the screen, and nothing on it is cut
//! short or runs into something else. With `KIOSK_PICTURES=DIR` the pictures are kept, for people to look at.

use std::path::PathBuf;

use egui::Color32;
use kiosk::i18n::Language;
use kiosk::screens::Mood;
use kiosk::theme::Tone;
use kiosk::view::{LaneView, Mode, Outcome, Question, Verdict, View};
use shared::checkin::{Direction, Reason};
use shared::ids::{TicketNumber, TicketType};

use super::hall::{self, Hall, verdict};
use super::SIZES;

/// A state of the door, by name, with the colour that fills its screen.
struct State {
    name: &'static str,
    ground: Color32,
    set: fn(&mut View),
}

fn state(name: &'static str, tone: Tone, set: fn(&mut View)) -> State {
    State {
        name,
        ground: tone.ground,
        set,
    }
}

fn shows(view: &mut View, outcome: Outcome, people: u16) {
    view.lane = verdict(1, outcome, people);
}

fn asks(view: &mut View, question: Question) {
    view.lane = LaneView::Asking(question);
}

const GROUP: Question = Question {
    id: 1,
    ticket: TicketNumber(4711),
    kind: TicketType(3),
    most: 18,
    party: 30,
    again: false,
    confirm: false,
};

fn states() -> Vec<State> {
    vec![
        state("waiting", Tone::PAGE, |_| {}),
        state("reading", Tone::PAGE, |view| view.lane = LaneView::Reading),
        state("scanner-only", Tone::PAGE, |view| {
            view.status.scanners.clear();
        }),
        state("exit-confirmed", Tone::PAGE, |view| {
            view.mode.direction = Direction::Out;
            view.mode.confirm_first = true;
        }),
        state("both-ways-rehearsal", Tone::PAGE, |view| {
            view.mode.both_ways = true;
            view.mode.rehearsal = true;
            view.mode.confirm_first = true;
        }),
        state("alone", Tone::PAGE, |view| view.mode.unattended = true),
        state("alone-out", Tone::PAGE, |view| {
            view.mode.unattended = true;
            view.mode.direction = Direction::Out;
            view.status.scanners.clear();
        }),
        state("checking", Tone::CHECKING, |view| {
            view.lane = LaneView::Checking;
        }),
        state("asking", Tone::ASKED, |view| asks(view, GROUP)),
        state("asking-staff", Tone::ASKED, |view| {
            let question = Question {
                kind: TicketType(2),
                most: 4,
                party: 4,
                again: true,
                confirm: true,
                ..GROUP
            };
            asks(view, question);
        }),
        state("asking-staff-group", Tone::ASKED, |view| {
            let question = Question {
                confirm: true,
                ..GROUP
            };
            asks(view, question);
        }),
        state("admitted", Tone::WELCOME, |view| {
            shows(view, Outcome::Admitted { again: false }, 1);
        }),
        state("admitted-group", Tone::WELCOME, |view| {
            let LaneView::Verdict(group) = verdict(1, Outcome::Admitted { again: false }, 18)
            else {
                return;
            };
            view.lane = LaneView::Verdict(Verdict {
                people_left: Some(12),
                ..group
            });
        }),
        state("admitted-again", Tone::AGAIN, |view| {
            shows(view, Outcome::Admitted { again: true }, 2);
        }),
        state("exited", Tone::GOODBYE, |view| shows(view, Outcome::Exited, 4)),
        state("refused", Tone::REFUSED, |view| {
            shows(view, hall::refusal(Reason::AlreadyUsed), 1);
        }),
        state("refused-not-open", Tone::REFUSED, |view| {
            shows(view, hall::refusal(Reason::NotOpen), 4);
        }),
        state("refused-alone", Tone::REFUSED, |view| {
            view.mode.unattended = true;
            shows(view, hall::refusal(Reason::AlreadyUsed), 4);
        }),
        state("refused-rehearsal", Tone::REFUSED, |view| {
            view.mode = Mode {
                rehearsal: true,
                ..view.mode
            };
            shows(view, hall::refusal(Reason::TooSoon), 1);
        }),
        state("needs-staff", Tone::STAFF, |view| {
            shows(view, hall::refusal(Reason::NeedsStaff), 1);
        }),
        state("needs-staff-alone", Tone::STAFF, |view| {
            view.mode.unattended = true;
            shows(view, hall::refusal(Reason::Blocked), 1);
        }),
        state("out-of-order", Tone::BROKEN, |view| {
            view.lane = LaneView::OutOfOrder("the disk is full".to_owned());
        }),
        state("out-of-order-alone", Tone::BROKEN, |view| {
            view.mode.unattended = true;
            view.lane = LaneView::OutOfOrder("the disk is full".to_owned());
        }),
    ]
}

#[test]
fn every_state_of_the_door_fills_the_screen_with_its_colour_and_nothing_is_cut_short() {
    let kept = std::env::var_os("KIOSK_PICTURES").map(PathBuf::from);
    for size in SIZES {
        for language in Language::all() {
            for state in states() {
                let mut hall = Hall::open_without_samples(size, language);
                hall.change(state.set);
                hall.waits(1);
                let picture = hall.picture();
                if let Some(folder) = &kept {
                    let [width, height] = size;
                    let code = language.code();
                    picture.save(&folder.join(format!(
                        "door-{}-{width}x{height}-{code}.png",
                        state.name
                    )));
                }
                let share = picture.share_of(state.ground);
                let name = state.name;
                assert!(share > 0.3, "{name} at {size:?}: {share}");
                hall.is_well_laid_out();
            }
        }
    }
}

#[test]
fn no_two_kinds_of_answer_look_alike() {
    let tones = [
        Tone::PAGE,
        Tone::CHECKING,
        Tone::ASKED,
        Tone::BROKEN,
        Mood::Welcome.tone(),
        Mood::Again.tone(),
        Mood::Goodbye.tone(),
        Mood::Refused.tone(),
        Mood::Staff.tone(),
    ];
    for (index, tone) in tones.iter().enumerate() {
        let alike = tones[index + 1..].iter().any(|other| other == tone);
        assert!(!alike, "{tone:?} is there twice");
    }
}
