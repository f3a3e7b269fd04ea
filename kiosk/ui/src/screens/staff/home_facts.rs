//! What the staff's first page offers at each kind of kiosk, and how the kiosk is set up.

use texts::Key;

use super::device_facts;
use super::tile::{Notable, Tile};
use crate::screens::DrawContext;
use crate::screens::icons::Icon;
use crate::session::{Setting, StaffAction, StaffRoom, StaffSession};

/// A tile with what it leads to.
pub(super) type Offer = (Tile, StaffAction);

/// The tiles of the page in groups with their headings. Tickets and the gate are the business of a kiosk at a gate.
pub(super) fn groups(context: &DrawContext<'_>, staff: &StaffSession) -> Vec<(Key, Vec<Offer>)> {
    if context.view.role.has_gate() {
        vec![
            (Key::StaffTicketsGroup, about_tickets(context, staff)),
            (Key::StaffDoorGroup, about_the_gate(context)),
        ]
    } else {
        let kiosk = vec![rehearsal(context), device(context)];
        vec![(Key::StaffKioskGroup, kiosk)]
    }
}

/// What there is to do about tickets and visitors.
fn about_tickets(context: &DrawContext<'_>, staff: &StaffSession) -> Vec<Offer> {
    let tile = |icon, name, note| Tile {
        icon,
        name: context.texts.say(name),
        note: context.texts.say(note),
        notable: Notable::No,
    };
    let mut admit = tile(Icon::EnterDoor, Key::StaffAdmit, Key::StaffAdmitNote);
    let anyway = match staff.refused() {
        Some(subject) => {
            admit.notable = Notable::Set;
            if let Some(reason) = subject.refused {
                admit.note = context.texts.say(Key::of_reason(reason).0);
            }
            StaffAction::Admit(subject.clone())
        }
        None => StaffAction::Go(StaffRoom::Admit),
    };
    vec![
        (
            tile(Icon::Search, Key::StaffSearch, Key::StaffSearchNote),
            StaffAction::Go(StaffRoom::Search),
        ),
        (
            tile(Icon::Keys, Key::StaffCode, Key::StaffCodeNote),
            StaffAction::Go(StaffRoom::Code),
        ),
        (
            tile(Icon::Walker, Key::StaffWalk, Key::StaffWalkNote),
            StaffAction::Go(StaffRoom::Walk),
        ),
        (
            tile(Icon::Undo, Key::StaffUndo, Key::StaffUndoNote),
            StaffAction::Go(StaffRoom::Undo),
        ),
        (admit, anyway),
    ]
}

/// A tile that leads to a setting, and says how it is set now.
fn set(
    context: &DrawContext<'_>,
    (icon, name): (Icon, Key),
    state: Key,
    notable: Notable,
    setting: Setting,
) -> Offer {
    let state = lower_case_first(&context.texts.say(state));
    let tile = Tile {
        icon,
        name: context.texts.say(name),
        note: context
            .texts
            .say_with(Key::StaffSetAs, [("state", state.into())]),
        notable,
    };
    (tile, StaffAction::Go(StaffRoom::Setting(setting)))
}

/// The name of a state as it stands within a sentence.
fn lower_case_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

fn rehearsal(context: &DrawContext<'_>) -> Offer {
    let (state, notable) = if context.view.mode.rehearsal {
        (Key::StaffRehearsalNow, Notable::Alert)
    } else {
        (Key::StaffRehearsalOff, Notable::No)
    };
    let name = (Icon::Pencil, Key::StaffRehearsal);
    set(context, name, state, notable, Setting::Rehearsal)
}

/// How the gate is set up, and how the device is doing.
fn about_the_gate(context: &DrawContext<'_>) -> Vec<Offer> {
    let mode = &context.view.mode;
    let direction = match (mode.both_ways, mode.direction) {
        (true, _) => Key::StaffDirectionBoth,
        (false, shared::checkin::Direction::In) => Key::StaffDirectionIn,
        (false, shared::checkin::Direction::Out) => Key::StaffDirectionOut,
    };
    let either = |on: bool, yes, no| {
        if on {
            (yes, Notable::Set)
        } else {
            (no, Notable::No)
        }
    };
    let (confirm, confirm_notable) = either(
        mode.confirm_first,
        Key::StaffConfirmOn,
        Key::StaffConfirmOff,
    );
    let (alone, alone_notable) = either(
        mode.unattended,
        Key::StaffUnattendedOn,
        Key::StaffUnattendedOff,
    );
    vec![
        set(
            context,
            (Icon::BothWays, Key::StaffDirection),
            direction,
            Notable::No,
            Setting::Direction,
        ),
        set(
            context,
            (Icon::Question, Key::StaffConfirm),
            confirm,
            confirm_notable,
            Setting::ConfirmFirst,
        ),
        rehearsal(context),
        set(
            context,
            (Icon::Phone, Key::StaffUnattended),
            alone,
            alone_notable,
            Setting::Unattended,
        ),
        device(context),
    ]
}

fn device(context: &DrawContext<'_>) -> Offer {
    let unwell = device_facts::lines(context)
        .iter()
        .filter(|line| line.next.is_some() && line.trouble)
        .count();
    let (note, notable) = if unwell == 0 {
        (context.texts.say(Key::StaffDeviceWell), Notable::No)
    } else {
        let count = [("count", unwell.into())];
        let note = context.texts.say_with(Key::StaffDeviceUnwell, count);
        (note, Notable::Alert)
    };
    let tile = Tile {
        icon: Icon::Device,
        name: context.texts.say(Key::StaffDevice),
        note,
        notable,
    };
    (tile, StaffAction::Go(StaffRoom::Device))
}
