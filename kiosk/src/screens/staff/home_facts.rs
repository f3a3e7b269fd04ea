//! What the staff's first page offers, and how the door is set up.

use super::device_facts;
use super::tile::{Notable, Tile};
use crate::i18n::Key;
use crate::screens::Glance;
use crate::screens::icons::Icon;
use crate::session::{Setting, StaffAction, StaffRoom, StaffSession};

/// A tile with what it leads to.
pub(super) type Offer = (Tile, StaffAction);

/// What there is to do about tickets and visitors.
pub(super) fn about_tickets(glance: &Glance<'_>, staff: &StaffSession) -> [Offer; 5] {
    let tile = |icon, name, note| Tile {
        icon,
        name: glance.texts.say(name),
        note: glance.texts.say(note),
        notable: Notable::No,
    };
    let mut admit = tile(Icon::EnterDoor, Key::StaffAdmit, Key::StaffAdmitNote);
    let anyway = match staff.refused() {
        Some(subject) => {
            admit.notable = Notable::Set;
            if let Some(reason) = subject.refused {
                admit.note = glance.texts.say(Key::of_reason(reason).0);
            }
            StaffAction::Admit(subject.clone())
        }
        None => StaffAction::Go(StaffRoom::Admit),
    };
    [
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

/// How the door is set up, and how the device is doing.
pub(super) fn about_the_door(glance: &Glance<'_>) -> [Offer; 5] {
    let mode = &glance.view.mode;
    let set = |icon, name, note: Key, notable, setting| {
        let tile = Tile {
            icon,
            name: glance.texts.say(name),
            note: glance.texts.say(note),
            notable,
        };
        (tile, StaffAction::Go(StaffRoom::Setting(setting)))
    };
    let when = |on: bool, notable| if on { notable } else { Notable::No };
    let either = |on: bool, yes, no| if on { yes } else { no };
    let direction = match (mode.both_ways, mode.direction) {
        (true, _) => Key::StaffDirectionBoth,
        (false, shared::checkin::Direction::In) => Key::StaffDirectionIn,
        (false, shared::checkin::Direction::Out) => Key::StaffDirectionOut,
    };
    [
        set(
            Icon::BothWays,
            Key::StaffDirection,
            direction,
            Notable::No,
            Setting::Direction,
        ),
        set(
            Icon::Question,
            Key::StaffConfirm,
            either(
                mode.confirm_first,
                Key::StaffConfirmOn,
                Key::StaffConfirmOff,
            ),
            when(mode.confirm_first, Notable::Set),
            Setting::ConfirmFirst,
        ),
        set(
            Icon::Pencil,
            Key::StaffRehearsal,
            either(
                mode.rehearsal,
                Key::StaffRehearsalNow,
                Key::StaffRehearsalOff,
            ),
            when(mode.rehearsal, Notable::Alert),
            Setting::Rehearsal,
        ),
        set(
            Icon::Phone,
            Key::StaffUnattended,
            either(
                mode.unattended,
                Key::StaffUnattendedOn,
                Key::StaffUnattendedOff,
            ),
            when(mode.unattended, Notable::Set),
            Setting::Unattended,
        ),
        (device(glance), StaffAction::Go(StaffRoom::Device)),
    ]
}

fn device(glance: &Glance<'_>) -> Tile {
    let unwell = device_facts::lines(glance)
        .iter()
        .filter(|line| line.next.is_some() && line.trouble)
        .count();
    Tile {
        icon: Icon::Device,
        name: glance.texts.say(Key::StaffDevice),
        note: if unwell == 0 {
            glance.texts.say(Key::StaffDeviceWell)
        } else {
            let count = [("count", unwell.into())];
            glance.texts.say_with(Key::StaffDeviceUnwell, count)
        },
        notable: if unwell == 0 {
            Notable::No
        } else {
            Notable::Alert
        },
    }
}
