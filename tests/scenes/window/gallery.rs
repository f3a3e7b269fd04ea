//! Every state of the door as a picture: each has a colour of its own that fills the screen, and nothing on it is cut
//! short or runs into something else. With `KIOSK_PICTURES=DIR` the pictures are kept, for people to look at.

use std::time::Instant;

use egui::Color32;
use qrcode::{Color, QrCode};
use scanner::preview::{Preview, PreviewFrame};
use shared::checkin::{Direction, Reason};
use shared::ids::TicketType;
use ui::screens::Mood;
use ui::theme::Tone;
use view::{LaneView, Mode, OutOfOrder, Outcome, Question, Verdict, View};

use super::SIZES;
use super::everywhere::hold_everywhere;
use super::hall::{self, GROUP, Hall, verdict};

/// Where the code is in what the camera sees, from 0 to 1 both ways.
const SHOWN: [[f32; 2]; 4] = [[0.43, 0.29], [0.6, 0.35], [0.56, 0.66], [0.39, 0.6]];

/// A hall with light from above, and in it a ticket held a little askew.
fn camera(found: Option<[[f32; 2]; 4]>) -> PreviewFrame {
    let (width, height) = (320_u32, 180_u32);
    let code = QrCode::new("KIM LAN").unwrap();
    let (side, modules) = (code.width() as f32, code.to_colors());
    let [origin, right, _, down] = SHOWN;
    let (across, along) = (
        [right[0] - origin[0], right[1] - origin[1]],
        [down[0] - origin[0], down[1] - origin[1]],
    );
    let area = across[0] * along[1] - across[1] * along[0];
    let luma = (0..height)
        .flat_map(|y| (0..width).map(move |x| (x, y)))
        .map(|(x, y)| {
            let (x, y) = (x as f32 / width as f32, y as f32 / height as f32);
            let (dx, dy) = (x - origin[0], y - origin[1]);
            let (u, v) = (
                (dx * along[1] - dy * along[0]) / area,
                (dy * across[0] - dx * across[1]) / area,
            );
            let within =
                |edge: f32| (-edge..1.0 + edge).contains(&u) && (-edge..1.0 + edge).contains(&v);
            if within(0.0) {
                let module = (v * side) as usize * side as usize + (u * side) as usize;
                if modules[module] == Color::Dark {
                    30
                } else {
                    225
                }
            } else if within(0.16) {
                228
            } else {
                let light = 150.0 * (1.0 - y) + 60.0 * (1.0 - (x - 0.35).abs());
                light as u8
            }
        });
    PreviewFrame {
        width,
        height,
        luma: luma.collect(),
        found,
        id: 0,
    }
}

/// A state of the door, with the colour that fills its screen.
struct State {
    ground: Color32,
    set: fn(&mut View),
    /// What the camera sees, if it sees anything.
    sees: Option<fn() -> PreviewFrame>,
}

/// The states by name.
type States = Vec<(&'static str, State)>;

fn state(name: &'static str, tone: Tone, set: fn(&mut View)) -> (&'static str, State) {
    let state = State {
        ground: tone.ground,
        set,
        sees: None,
    };
    (name, state)
}

/// A state with a camera's picture in it.
fn live(name: &'static str, sees: fn() -> PreviewFrame) -> (&'static str, State) {
    let (name, state) = state(name, Tone::PAGE, |_| {});
    let sees = Some(sees);
    (name, State { sees, ..state })
}

fn shows(view: &mut View, outcome: Outcome, people: u16) {
    view.lane = verdict(1, outcome, people);
}

fn asks(view: &mut View, question: Question) {
    view.lane = LaneView::Asking(question);
}

fn states() -> States {
    let mut states = before_a_verdict();
    states.extend(verdicts());
    states
}

fn before_a_verdict() -> States {
    vec![
        state("door-waiting", Tone::PAGE, |_| {}),
        live("door-live", || camera(None)),
        live("door-live-found", || camera(Some(SHOWN))),
        state("door-reading", Tone::PAGE, |view| {
            view.lane = LaneView::Reading;
        }),
        state("door-scanner-only", Tone::PAGE, |view| {
            view.status.scanners.clear();
        }),
        state("door-exit-confirmed", Tone::PAGE, |view| {
            view.mode.direction = Direction::Out;
            view.mode.confirm_first = true;
        }),
        state("door-both-ways-rehearsal", Tone::PAGE, |view| {
            view.mode.both_ways = true;
            view.mode.rehearsal = true;
            view.mode.confirm_first = true;
        }),
        state("door-alone", Tone::PAGE, |view| view.mode.unattended = true),
        state("door-alone-out", Tone::PAGE, |view| {
            view.mode.unattended = true;
            view.mode.direction = Direction::Out;
            view.status.scanners.clear();
        }),
        state("door-checking", Tone::CHECKING, |view| {
            view.lane = LaneView::Checking;
        }),
        state("door-asking", Tone::ASKED, |view| asks(view, GROUP)),
        state("door-asking-staff", Tone::ASKED, |view| {
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
        state("door-asking-staff-group", Tone::ASKED, |view| {
            let question = Question {
                confirm: true,
                ..GROUP
            };
            asks(view, question);
        }),
        state("door-asking-leaving", Tone::ASKED, |view| {
            let question = Question {
                leaving: true,
                ..GROUP
            };
            asks(view, question);
        }),
        state("door-time-unsure", Tone::PAGE, |view| {
            view.status.time_unsure = true;
        }),
    ]
}

fn verdicts() -> States {
    vec![
        state("door-admitted", Tone::WELCOME, |view| {
            shows(view, Outcome::Admitted { again: false }, 1);
        }),
        state("door-admitted-group", Tone::WELCOME, |view| {
            let LaneView::Verdict(group) = verdict(1, Outcome::Admitted { again: false }, 18)
            else {
                return;
            };
            view.lane = LaneView::Verdict(Verdict {
                people_left: Some(12),
                ..group
            });
        }),
        state("door-admitted-again", Tone::AGAIN, |view| {
            shows(view, Outcome::Admitted { again: true }, 2);
        }),
        state("door-exited", Tone::GOODBYE, |view| {
            shows(view, Outcome::Exited, 4);
        }),
        state("door-refused", Tone::REFUSED, |view| {
            shows(view, hall::refusal(Reason::AlreadyUsed), 1);
        }),
        state("door-refused-not-open", Tone::REFUSED, |view| {
            shows(view, hall::refusal(Reason::NotOpen), 4);
        }),
        state("door-refused-alone", Tone::REFUSED, |view| {
            view.mode.unattended = true;
            shows(view, hall::refusal(Reason::AlreadyUsed), 4);
        }),
        state("door-refused-rehearsal", Tone::REFUSED, |view| {
            view.mode = Mode {
                rehearsal: true,
                ..view.mode
            };
            shows(view, hall::refusal(Reason::TooSoon), 1);
        }),
        state("door-needs-staff", Tone::STAFF, |view| {
            shows(view, hall::refusal(Reason::NeedsStaff), 1);
        }),
        state("door-needs-staff-alone", Tone::STAFF, |view| {
            view.mode.unattended = true;
            shows(view, hall::refusal(Reason::Blocked), 1);
        }),
        state("door-out-of-order", Tone::BROKEN, |view| {
            view.lane = LaneView::OutOfOrder(OutOfOrder::DiskFull);
        }),
        state("door-out-of-order-alone", Tone::BROKEN, |view| {
            view.mode.unattended = true;
            view.lane = LaneView::OutOfOrder(OutOfOrder::DiskFull);
        }),
    ]
}

#[test]
fn every_state_of_the_door_fills_the_screen_with_its_colour_and_nothing_is_cut_short() {
    let open = |state: &State, size, language| {
        let preview = Preview::default();
        if let Some(sees) = state.sees {
            preview.publish(sees(), Instant::now());
        }
        let mut hall = Hall::with(size, language, |options| options.preview = preview);
        hall.change(state.set);
        hall.waits(1);
        hall
    };
    hold_everywhere(&SIZES, &states(), open, |state, hall| {
        let share = hall.picture().share_of(state.ground);
        assert!(share > 0.3, "{share}");
        hall.is_well_laid_out();
    });
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
