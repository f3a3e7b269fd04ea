//! A kiosk whose staff mode is open, with tickets, passages and a device to look at.

use std::sync::Arc;

use egui_kittest::kittest::NodeT;
use kiosk::app::Options;
use shared::catalogue::{GateDirection, Localized, TicketKind};
use shared::checkin::{Direction, Reason};
use shared::ids::{Incarnation, TicketNumber, TicketType};
use shared::record::RecordId;
use shared::ticket::{EntryPolicy, ShortCode};
use shared::time::UnixMs;
use texts::{Key, Language, Texts};
use view::{Annullable, Command, Device, Found, StaffCommand, StaffState, StaffView, Today, View};

use super::hall::{Hall, NOW};

/// A kiosk at which somebody has just typed their PIN.
pub(super) fn open(size: [f32; 2], language: Language) -> Hall {
    with(size, language, |_| {})
}

/// The same with something set up otherwise.
pub(super) fn with(size: [f32; 2], language: Language, set_up: impl FnOnce(&mut Options)) -> Hall {
    let mut hall = Hall::with(size, language, set_up);
    hall.touches(&Texts::new(language).say(Key::StaffDoor));
    hall.change(unlock);
    hall
}

/// The name of a tile of the first page: what it is called and what stands below, which for a setting is how it is set
/// now.
pub(super) fn tile(texts: &Texts, name: Key, note: Key) -> String {
    let settings = [
        Key::StaffDirection,
        Key::StaffConfirm,
        Key::StaffRehearsal,
        Key::StaffUnattended,
    ];
    let mut note = texts.say(note);
    if settings.contains(&name) {
        let first = note.remove(0).to_lowercase();
        let state = [("state", format!("{first}{note}").into())];
        note = texts.say_with(Key::StaffSetAs, state);
    }
    format!("{}: {note}", texts.say(name))
}

/// The same, at the page behind one of the tiles.
pub(super) fn at(size: [f32; 2], language: Language, name: Key, note: Key) -> Hall {
    let mut hall = open(size, language);
    hall.touches(&tile(&Texts::new(language), name, note));
    hall
}

/// Something else about what staff see.
pub(super) fn staff(hall: &mut Hall, change: impl FnOnce(&mut StaffView)) {
    hall.change(|view| change(Arc::make_mut(&mut view.staff)));
}

/// Types on a real keyboard.
pub(super) fn keys(hall: &mut Hall, text: &str) {
    hall.harness.event(egui::Event::Text(text.to_owned()));
    hall.harness.run();
}

/// What staff asked the desk for so far, but that they are still there.
pub(super) fn asked(hall: &Hall) -> Vec<StaffCommand> {
    let asked = hall.asked().into_iter();
    asked
        .filter_map(|command| match command {
            Command::Staff(command) => Some(command),
            _ => None,
        })
        .filter(|command| *command != StaffCommand::StillHere)
        .collect()
}

/// All that a screen reader is told.
pub(super) fn everything_told(hall: &Hall) -> Vec<String> {
    let nodes = hall.harness.root().children_recursive();
    nodes
        .flat_map(|node| {
            let told = node.accesskit_node();
            [told.label(), told.value()]
        })
        .flatten()
        .collect()
}

/// Staff mode is open.
pub(super) fn unlock(view: &mut View) {
    let mut catalogue = (*view.catalogue).clone();
    catalogue.ticket_types = kinds();
    catalogue.gates[0].direction = GateDirection::Both;
    view.catalogue = catalogue.into();
    let staff = Arc::make_mut(&mut view.staff);
    staff.state = StaffState::Open("door-1".parse().unwrap());
    staff.recent = recent();
    staff.device = Some(device());
    staff.today = Some(Today::Gate {
        entered: 412,
        left: 38,
    });
}

/// What the exhibition sells and gives away.
fn kinds() -> Vec<TicketKind> {
    let kind = |id, key: &str, vi: &str, en: &str, party| TicketKind {
        id: TicketType(id),
        key: key.to_owned(),
        name: Localized(
            [("vi", vi), ("en", en)]
                .map(|(code, name)| (code.to_owned(), name.to_owned()))
                .into(),
        ),
        policy: EntryPolicy::OncePerDay,
        party,
        zones: 1,
        rules: shared::catalogue::EntryRules::default(),
    };
    vec![
        kind(1, "visitor", "Vé tham quan", "Visitor", 1),
        kind(2, "family", "Vé gia đình", "Family", 4),
        kind(3, "school", "Đoàn học sinh", "School group", 30),
        kind(4, "vip", "Khách mời", "Guest of honour", 1),
        kind(5, "press", "Báo chí", "Press", 1),
        kind(6, "exhibitor", "Đơn vị trưng bày", "Exhibitor", 1),
        kind(7, "artisan", "Nghệ nhân", "Artisan", 1),
        kind(8, "single", "Vé vào một lần", "Single entry", 1),
    ]
}

/// A kiosk that is well.
pub(super) fn device() -> Device {
    Device {
        version: "0.1.0",
        waiting: 0,
        last_heard: Some(NOW),
        clock_offset_ms: 240,
        free_bytes: Some(41_300_000_000),
        journal_bytes: 6_200_000,
        records: 1_284,
        tickets: 18_402,
    }
}

/// What a search for "nguyen" finds: one that may come in, one that was in, one of another seller, one withdrawn.
pub(super) fn found() -> Vec<Found> {
    let ticket = |number, kind, party| Found {
        ticket: TicketNumber(number),
        short_code: Some(ShortCode::of(TicketNumber(number), &[9; 64])),
        kind: TicketType(kind),
        party,
        holder: None,
        reference: None,
        last_entry: None,
        refused: None,
    };
    vec![
        Found {
            holder: Some("Nguyễn Thị Thu Hằng".to_owned()),
            ..ticket(4711, 2, 4)
        },
        Found {
            holder: Some("Nguyễn Văn Nam".to_owned()),
            last_entry: Some(("main".parse().unwrap(), NOW.plus(-46 * 60_000))),
            refused: Some(Reason::LimitReached),
            ..ticket(4712, 1, 1)
        },
        Found {
            short_code: None,
            holder: Some("Nguyễn Hoàng Anh".to_owned()),
            reference: Some("Ticketbox 8830-2231-77".to_owned()),
            ..ticket(90_001, 1, 2)
        },
        Found {
            refused: Some(Reason::Revoked),
            ..ticket(5100, 8, 1)
        },
    ]
}

/// The record of a passage of this kiosk.
pub(super) fn record(seq: u64) -> RecordId {
    RecordId {
        kiosk: "A1".parse().unwrap(),
        incarnation: Incarnation(1),
        seq,
    }
}

/// The last passages, newest first: the first is ticket 4711, of which `hall::verdict` tells.
fn recent() -> Vec<Annullable> {
    let passage = |seq, minutes: i64, people, ticket: Option<u32>, kind, direction| Annullable {
        record: record(seq),
        at: UnixMs(NOW.0 - minutes * 60_000),
        direction,
        people,
        ticket: ticket.map(TicketNumber),
        short_code: ticket.map(|number| ShortCode::of(TicketNumber(number), &[9; 64])),
        kind: Some(TicketType(kind)),
    };
    let mut recent = vec![
        passage(30, 0, 1, Some(4711), 1, Direction::In),
        passage(29, 1, 4, Some(4690), 2, Direction::In),
        passage(28, 3, 2, None, 1, Direction::In),
        passage(27, 4, 1, Some(4655), 1, Direction::Out),
        passage(26, 6, 30, Some(4102), 3, Direction::In),
    ];
    recent.extend((0..10).map(|index| {
        let ticket = Some(4000 + u32::try_from(index).unwrap());
        passage(25 - index, 8 + index as i64, 1, ticket, 1, Direction::In)
    }));
    recent
}
