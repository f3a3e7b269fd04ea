//! What visitors notice first: whether the door works, and whether it is heard.

use super::device_facts::Line;
use crate::i18n::Key;
use crate::screens::{Glance, Icon};
use crate::view::{LaneView, SoundStatus};

/// Why the kiosk is out of order, in full: visitors are only told where to go.
pub(super) fn broken(glance: &Glance<'_>) -> Option<Line> {
    let LaneView::OutOfOrder(why) = &glance.view.lane else {
        return None;
    };
    let say = |key| glance.texts.say(key);
    let line = Line::bad(
        Icon::Warning,
        say(Key::OutOfOrderTitle),
        say(Key::StaffDeviceCallNext),
    );
    Some(line.with_english(glance, why))
}

/// The line for a gate that is not in the catalogue: every visitor needs staff, and the organisers have to act.
pub(super) fn gate(glance: &Glance<'_>) -> Option<Line> {
    let status = &glance.view.status;
    let slots = [("gate", status.gate.as_str().into())];
    status.gate_missing.then(|| {
        Line::bad(
            Icon::Warning,
            glance.texts.say_with(Key::StaffDeviceGateMissing, slots),
            glance.texts.say(Key::StaffDeviceGateMissingNext),
        )
    })
}

/// How sound is doing; nothing before anything was played.
pub(super) fn sound(glance: &Glance<'_>) -> Option<Line> {
    let say = |key| glance.texts.say(key);
    match &glance.view.status.sound {
        SoundStatus::NotYet => None,
        SoundStatus::Playing(player) => {
            let line = Line::good(Icon::Sound, say(Key::StaffDeviceSound));
            Some(line.with(player.clone()))
        }
        SoundStatus::Off => Some(Line::good(Icon::Silent, say(Key::StaffDeviceSoundOff))),
        // No trouble: the screen says everything too.
        SoundStatus::Silent(why) => {
            let line = Line {
                next: Some(say(Key::StaffDeviceSoundNext)),
                ..Line::good(Icon::Silent, say(Key::StatusSilent))
            };
            Some(line.with_english(glance, why))
        }
    }
}
