//! What is said about seats, as plain words: to a visitor who might take one, and to each answer of the desk.

use shared::checkin::Reason;
use texts::Key;
use view::Role;
use view::{Kept, SeatAnswer};

use super::super::super::DrawContext;
use super::super::super::icons::Icon;
use super::line::{DemoLine, When};
use crate::session::DemosAction;
use crate::theme::Tone;

/// What is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SeatTexts {
    /// The sign beside it.
    pub(super) icon: Icon,
    /// The colours of the sign.
    pub(super) tone: Tone,
    /// In a few words.
    pub(super) title: String,
    /// What follows from it.
    pub(super) next: Option<String>,
    /// For how many people the visitor is asked to choose, from 1 on; 0 for none.
    pub(super) choices: u16,
    /// What can be done, the main thing last.
    pub(super) does: Vec<(Key, DemosAction)>,
}

/// What is said while no ticket was shown.
pub(super) fn invitation(context: &DrawContext<'_>, line: &DemoLine) -> SeatTexts {
    let plain = |icon, title, next| SeatTexts {
        does: Vec::new(),
        ..said(context, icon, Tone::ASKED, title, next)
    };
    match line.when {
        When::Over => plain(Icon::Clock, Key::SeatOver, None),
        When::Now(_) => plain(Icon::Clock, Key::SeatBegun, Some(Key::SeatBegunNext)),
        _ if line.left == Some(0) => plain(Icon::People, Key::SeatNone, Some(Key::SeatNoneNext)),
        _ if context.view.role == Role::Door => plain(Icon::Ticket, Key::SeatHall, None),
        _ => plain(Icon::Ticket, Key::SeatHold, Some(Key::SeatHoldNext)),
    }
}

/// What is said to the ticket that was shown.
pub(super) fn answer(context: &DrawContext<'_>, answer: &SeatAnswer) -> SeatTexts {
    let texts = context.texts;
    let cancel = (Key::SeatCancel, DemosAction::DismissSeatNotice);
    match answer {
        SeatAnswer::HowMany { most } => SeatTexts {
            choices: *most,
            does: vec![cancel],
            ..said(context, Icon::People, Tone::ASKED, Key::SeatHowMany, None)
        },
        SeatAnswer::Asking { .. } => SeatTexts {
            does: vec![cancel],
            ..said(
                context,
                Icon::Search,
                Tone::CHECKING,
                Key::SeatAsking,
                Some(Key::SeatAskingNext),
            )
        },
        SeatAnswer::Yours { people, kept, new } => yours(context, *people, *kept, *new),
        SeatAnswer::Elsewhere { people, kiosk } => {
            let slots = [("kiosk", kiosk.to_string().into())];
            SeatTexts {
                title: counted(context, Key::SeatYoursAlready, u32::from(*people)),
                next: Some(texts.say_with(Key::SeatElsewhere, slots)),
                ..said(
                    context,
                    Icon::Check,
                    Tone::AGAIN,
                    Key::SeatYoursAlready,
                    None,
                )
            }
        }
        SeatAnswer::ShowAgain { people } => SeatTexts {
            title: counted(context, Key::SeatShowAgain, u32::from(*people)),
            does: vec![cancel],
            ..said(
                context,
                Icon::Ticket,
                Tone::ASKED,
                Key::SeatShowAgain,
                Some(Key::SeatShowAgainNext),
            )
        },
        SeatAnswer::GivenBack => said(
            context,
            Icon::Undo,
            Tone::GOODBYE,
            Key::SeatGivenBack,
            Some(Key::SeatGivenBackNext),
        ),
        SeatAnswer::TooFew { left } if *left > 0 => SeatTexts {
            title: counted(context, Key::SeatTooFew, *left),
            choices: u16::try_from(*left).unwrap_or(u16::MAX),
            ..said(context, Icon::People, Tone::ASKED, Key::SeatTooFew, None)
        },
        SeatAnswer::NotNow { at_hand } if *at_hand > 0 => SeatTexts {
            title: counted(context, Key::SeatAtHand, *at_hand),
            choices: u16::try_from(*at_hand).unwrap_or(u16::MAX),
            ..none(context, answer)
        },
        _ => none(context, answer),
    }
}

/// The seats are theirs.
fn yours(context: &DrawContext<'_>, people: u16, kept: Kept, new: bool) -> SeatTexts {
    let texts = context.texts;
    let key = if new {
        Key::SeatYours
    } else {
        Key::SeatYoursAlready
    };
    let next = match kept {
        Kept::ToTheEnd => texts.say(Key::SeatConfirmed),
        Kept::Until(until) => {
            let zone = context.view.catalogue.calendar().zone;
            let time = texts.time(zone.local(until), context.local().date);
            texts.say_with(Key::SeatUntil, [("time", time.into())])
        }
    };
    let plain = said(context, Icon::Check, Tone::WELCOME, key, None);
    let give_back = (Key::SeatGiveBack, DemosAction::ReturnSeats);
    SeatTexts {
        title: counted(context, key, u32::from(people)),
        next: Some(next),
        does: [vec![give_back], plain.does.clone()].concat(),
        ..plain
    }
}

/// There is no seat for them, and why.
fn none(context: &DrawContext<'_>, answer: &SeatAnswer) -> SeatTexts {
    let (icon, tone, title, next) = match answer {
        SeatAnswer::TooFew { .. } => {
            let words = (Key::SeatNone, Key::SeatNoneNext);
            (Icon::People, Tone::ASKED, words.0, words.1)
        }
        SeatAnswer::NoClock => {
            let words = (Key::SeatNotNow, Key::SeatNoClockNext);
            (Icon::Unlinked, Tone::GOODBYE, words.0, words.1)
        }
        SeatAnswer::Begun => {
            let words = (Key::SeatBegun, Key::SeatBegunNext);
            (Icon::Clock, Tone::REFUSED, words.0, words.1)
        }
        SeatAnswer::Refused(reason) => {
            let words = match reason {
                Reason::WrongDay | Reason::NotYetValid | Reason::Expired => {
                    (Key::SeatWrongDay, Key::SeatWrongDayNext)
                }
                reason => Key::of_reason(*reason),
            };
            (Icon::Cross, Tone::REFUSED, words.0, words.1)
        }
        _ => {
            let words = (Key::SeatNotNow, Key::SeatNotNowNext);
            (Icon::Unlinked, Tone::GOODBYE, words.0, words.1)
        }
    };
    said(context, icon, tone, title, Some(next))
}

/// Something plain, put away when it was read.
fn said(
    context: &DrawContext<'_>,
    icon: Icon,
    tone: Tone,
    title: Key,
    next: Option<Key>,
) -> SeatTexts {
    SeatTexts {
        icon,
        tone,
        title: context.texts.say(title),
        next: next.map(|next| context.texts.say(next)),
        choices: 0,
        does: vec![(Key::SeatDone, DemosAction::DismissSeatNotice)],
    }
}

fn counted(context: &DrawContext<'_>, key: Key, count: u32) -> String {
    context.texts.say_with(key, [("count", count.into())])
}
