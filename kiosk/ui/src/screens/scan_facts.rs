//! What the first screen says, put together from the desk's snapshot.

use scanner::preview::PreviewFrame;
use shared::programme::Programme;
use texts::Key;
use view::{LaneView, ScannerKind, ScannerState, SoundStatus, Status};

use super::DrawContext;
use super::modes::Way;

/// What the first screen says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanFacts {
    /// The exhibition's name.
    pub exhibition: String,
    /// Where it is.
    pub venue: String,
    /// The gate.
    pub gate: String,
    /// Today's date, whole and for little room.
    pub date: [String; 2],
    /// What to do, or that a code is being read.
    pub invitation: String,
    /// The invitation in the second language.
    pub second: Option<String>,
    /// How to hold the ticket.
    pub hint: String,
    /// Whether there is a camera to hold it to; otherwise there is a scanner.
    pub camera: bool,
    /// Whether a code is being read.
    pub reading: bool,
    /// The next demonstrations of today, at most three.
    pub demonstrations: Vec<Demonstration>,
}

/// What the first screen shows beside the desk's snapshot.
#[derive(Debug, Clone, Copy, Default)]
pub struct AtTheDoor<'a> {
    /// The window's clock, which moves the drawing on.
    pub now_ms: u64,
    /// A file that was dropped and could not be read.
    pub unreadable: Option<&'a str>,
    /// What the camera sees.
    pub frame: Option<&'a PreviewFrame>,
    /// Whether a hand scanner that types is not heard, since the window does not have the keyboard.
    pub unheard: bool,
}

/// A demonstration that is on or still to come today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demonstration {
    /// When it begins, or that it is on.
    pub when: String,
    /// What is shown and where.
    pub what: String,
    /// What is shown, for little room.
    pub title: String,
    /// Whether it is on.
    pub on: bool,
}

impl ScanFacts {
    /// Puts them together.
    #[must_use]
    pub fn new(context: &DrawContext<'_>) -> Self {
        let (texts, view) = (context.texts, context.view);
        let language = context.language();
        let gate = view.gate_name(&view.status.gate, language);
        let camera = has_camera(&view.status);
        let reading = view.lane == LaneView::Reading;
        let local = context.local();
        Self {
            exhibition: view.catalogue.name.get(language).to_owned(),
            venue: view.catalogue.venue.get(language).to_owned(),
            gate: gate.to_owned(),
            date: [texts.date(local.date), texts.date_short(local.date)],
            invitation: texts.say(invitation(context, reading, camera)),
            second: texts
                .second()
                .map(|texts| texts.say(invitation(context, reading, camera))),
            hint: texts.say(hint(&view.status, camera)),
            camera,
            reading,
            demonstrations: demonstrations(context),
        }
    }
}

/// How to hold the ticket, and what tells that it was read: a sound only where one is played.
fn hint(status: &Status, camera: bool) -> Key {
    match (&status.sound, camera) {
        (_, true) => Key::ScanHint,
        (SoundStatus::Playing(_), false) => Key::ScanHintScanner,
        (SoundStatus::NotYet | SoundStatus::Off | SoundStatus::Silent(_), false) => {
            Key::ScanHintSilent
        }
    }
}

/// A camera that does not work is none to hold a ticket to. Hand scanners do not tell that they are there: they are
/// what is left.
pub(super) fn has_camera(status: &Status) -> bool {
    let sees = |kind| matches!(kind, ScannerKind::Camera | ScannerKind::FramePipe);
    let mut scanners = status.scanners.iter();
    scanners.any(|scanner| sees(scanner.kind) && scanner.state == ScannerState::Working)
}

fn invitation(context: &DrawContext<'_>, reading: bool, camera: bool) -> Key {
    let mode = context.view.mode;
    match Way::of(mode) {
        _ if reading => Key::ScanReading,
        _ if mode.unattended => Key::SelfTitle,
        Way::Out => Key::ScanTitleOut,
        Way::In | Way::Both if camera => Key::ScanTitle,
        Way::In | Way::Both => Key::ScanTitleScanner,
    }
}

fn demonstrations(context: &DrawContext<'_>) -> Vec<Demonstration> {
    let catalogue = &context.view.catalogue;
    let calendar = catalogue.calendar();
    let Some(today) = calendar.day_of(context.now) else {
        return Vec::new();
    };
    let language = context.language();
    let programme = Programme::new(catalogue);
    let to_come = programme
        .of_day(today)
        .filter(|slot| slot.ends > context.now);
    let to_come = to_come.filter_map(|slot| Some((slot, catalogue.sessions.get(slot.session)?)));
    to_come
        .take(3)
        .map(|(slot, session)| {
            let on = slot.starts <= context.now;
            let area = catalogue
                .areas
                .iter()
                .find(|area| area.id == session.area)
                .map_or("", |area| area.name.get(language));
            let title = session.title.get(language);
            Demonstration {
                when: if on {
                    context.texts.say(Key::DemoNow)
                } else {
                    calendar.zone.local(slot.starts).to_string()
                },
                what: if area.is_empty() {
                    title.to_owned()
                } else {
                    format!("{title} · {area}")
                },
                title: title.to_owned(),
                on,
            }
        })
        .collect()
}
