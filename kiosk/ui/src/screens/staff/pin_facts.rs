//! What the PIN pad says, put together from how staff mode is doing.

use shared::pin::PIN_DIGITS;
use shared::time::UnixMs;
use texts::Key;
use view::StaffState;

use crate::screens::{DrawContext, Icon};

/// What the PIN pad says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PinFacts {
    /// What is wrong, or that it is being checked; nothing on a first try.
    pub(super) message: Option<Message>,
    /// Whether digits may be typed now.
    pub(super) takes_digits: bool,
    /// When the screen says something else by itself.
    pub(super) until: Option<UnixMs>,
}

/// What is wrong, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Message {
    pub(super) icon: Icon,
    pub(super) what: String,
    pub(super) next: Option<String>,
    pub(super) trouble: bool,
}

impl PinFacts {
    /// Puts them together.
    pub(super) fn new(context: &DrawContext<'_>) -> Self {
        let texts = context.texts;
        let message = |icon, what, next, trouble| {
            Some(Message {
                icon,
                what,
                next,
                trouble,
            })
        };
        match &context.view.staff.state {
            StaffState::Locked | StaffState::Open(_) => Self::pad(None),
            StaffState::Checking => Self {
                takes_digits: false,
                ..Self::pad(message(
                    Icon::Clock,
                    texts.say(Key::StaffPinChecking),
                    None,
                    false,
                ))
            },
            StaffState::WrongPin { tries_left } => {
                let left = [("left", (*tries_left).into())];
                let what = texts.say_with(Key::StaffPinWrong, left);
                Self::pad(message(Icon::Warning, what, None, true))
            }
            // The desk takes a PIN again from then on, whatever it said last.
            StaffState::LockedOut { until } if *until <= context.now => Self::pad(None),
            StaffState::LockedOut { until } => {
                let zone = context.view.catalogue.calendar().zone;
                // The clock shows whole minutes: the next one is safely past the instant.
                let minute = UnixMs(until.0.div_euclid(60_000) * 60_000 + 60_000);
                let shown = if until.0 % 60_000 == 0 {
                    *until
                } else {
                    minute
                };
                let time = texts.time(zone.local(shown), context.local().date);
                let next = texts.say_with(Key::StaffPinLockedOutNext, [("time", time.into())]);
                Self {
                    message: message(
                        Icon::Clock,
                        texts.say(Key::StaffPinLockedOut),
                        Some(next),
                        true,
                    ),
                    takes_digits: false,
                    until: Some(*until),
                }
            }
            StaffState::NoPin => Self {
                message: message(
                    Icon::Lock,
                    texts.say(Key::StaffNoPin),
                    Some(texts.say(Key::StaffNoPinNext)),
                    false,
                ),
                takes_digits: false,
                until: None,
            },
        }
    }

    /// Whether there is a pad at all, or only the message.
    pub(super) fn shows_pad(&self) -> bool {
        self.message
            .as_ref()
            .is_none_or(|message| message.next.is_none())
    }

    /// Whether so many digits may be a PIN.
    pub(super) fn may_be_whole(&self, digits: usize) -> bool {
        self.takes_digits && PIN_DIGITS.contains(&digits)
    }

    fn pad(message: Option<Message>) -> Self {
        Self {
            message,
            takes_digits: true,
            until: None,
        }
    }
}
