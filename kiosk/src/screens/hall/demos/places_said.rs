//! What is said about places, as plain words: to a visitor who might take one, and to each answer of the desk.

use shared::checkin::Reason;

use super::super::super::Glance;
use super::super::super::icons::Icon;
use super::line::{DemoLine, When};
use crate::config::Role;
use crate::i18n::Key;
use crate::session::DemosAction;
use crate::theme::Tone;
use crate::view::{Kept, PlaceAnswer};

/// What is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PlacesSaid {
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
pub(super) fn invitation(glance: &Glance<'_>, line: &DemoLine) -> PlacesSaid {
    let say = |key| glance.texts.say(key);
    let plain = |icon, title, next: Option<Key>| PlacesSaid {
        icon,
        tone: Tone::ASKED,
        title: say(title),
        next: next.map(say),
        choices: 0,
        does: Vec::new(),
    };
    match line.when {
        When::Over => plain(Icon::Clock, Key::PlaceOver, None),
        When::Now(_) => plain(Icon::Clock, Key::PlaceBegun, Some(Key::PlaceBegunNext)),
        _ if line.left == Some(0) => plain(Icon::People, Key::PlaceNone, Some(Key::PlaceNoneNext)),
        _ if glance.view.role == Role::Door => plain(Icon::Ticket, Key::PlaceHall, None),
        _ => plain(Icon::Ticket, Key::PlaceHold, Some(Key::PlaceHoldNext)),
    }
}

/// What is said to the ticket that was shown.
pub(super) fn answer(glance: &Glance<'_>, answer: &PlaceAnswer) -> PlacesSaid {
    let texts = glance.texts;
    let done = (Key::PlaceDone, DemosAction::PutPlacesAway);
    let said = |icon, tone, title, next| PlacesSaid {
        icon,
        tone,
        title,
        next,
        choices: 0,
        does: vec![done],
    };
    let counted = |key, count: u32| texts.say_with(key, [("count", count.into())]);
    match answer {
        PlaceAnswer::HowMany { most } => PlacesSaid {
            choices: *most,
            does: vec![(Key::PlaceCancel, DemosAction::PutPlacesAway)],
            ..said(
                Icon::People,
                Tone::ASKED,
                texts.say(Key::PlaceHowMany),
                None,
            )
        },
        PlaceAnswer::Asking { .. } => PlacesSaid {
            does: vec![(Key::PlaceCancel, DemosAction::PutPlacesAway)],
            ..said(
                Icon::Search,
                Tone::CHECKING,
                texts.say(Key::PlaceAsking),
                Some(texts.say(Key::PlaceAskingNext)),
            )
        },
        PlaceAnswer::Yours { people, kept, new } => {
            let key = if *new {
                Key::PlaceYours
            } else {
                Key::PlaceYoursAlready
            };
            let next = match kept {
                Kept::ToTheEnd => texts.say(Key::PlaceConfirmed),
                Kept::Until(until) => {
                    let zone = glance.view.catalogue.calendar().zone;
                    let time = texts.time(zone.local(*until), glance.local().date);
                    texts.say_with(Key::PlaceUntil, [("time", time.into())])
                }
            };
            let give_back = (Key::PlaceGiveBack, DemosAction::GiveBackPlaces);
            PlacesSaid {
                does: vec![give_back, done],
                ..said(
                    Icon::Check,
                    Tone::WELCOME,
                    counted(key, u32::from(*people)),
                    Some(next),
                )
            }
        }
        PlaceAnswer::Elsewhere { people, kiosk } => {
            let next = [("kiosk", kiosk.to_string().into())];
            said(
                Icon::Check,
                Tone::AGAIN,
                counted(Key::PlaceYoursAlready, u32::from(*people)),
                Some(texts.say_with(Key::PlaceElsewhere, next)),
            )
        }
        PlaceAnswer::GivenBack => said(
            Icon::Undo,
            Tone::GOODBYE,
            texts.say(Key::PlaceGivenBack),
            Some(texts.say(Key::PlaceGivenBackNext)),
        ),
        PlaceAnswer::TooFew { left: 0 } => said(
            Icon::People,
            Tone::REFUSED,
            texts.say(Key::PlaceNone),
            Some(texts.say(Key::PlaceNoneNext)),
        ),
        PlaceAnswer::TooFew { left } => PlacesSaid {
            choices: u16::try_from(*left).unwrap_or(u16::MAX),
            ..said(
                Icon::People,
                Tone::ASKED,
                counted(Key::PlaceTooFew, *left),
                None,
            )
        },
        PlaceAnswer::NotNow { at_hand: 0 } => said(
            Icon::Unlinked,
            Tone::GOODBYE,
            texts.say(Key::PlaceNotNow),
            Some(texts.say(Key::PlaceNotNowNext)),
        ),
        PlaceAnswer::NotNow { at_hand } => PlacesSaid {
            choices: u16::try_from(*at_hand).unwrap_or(u16::MAX),
            ..said(
                Icon::Unlinked,
                Tone::GOODBYE,
                counted(Key::PlaceAtHand, *at_hand),
                Some(texts.say(Key::PlaceNotNowNext)),
            )
        },
        PlaceAnswer::NoClock => said(
            Icon::Unlinked,
            Tone::GOODBYE,
            texts.say(Key::PlaceNotNow),
            Some(texts.say(Key::PlaceNoClockNext)),
        ),
        PlaceAnswer::Begun => said(
            Icon::Clock,
            Tone::REFUSED,
            texts.say(Key::PlaceBegun),
            Some(texts.say(Key::PlaceBegunNext)),
        ),
        PlaceAnswer::Refused(reason) => {
            let (title, next) = match reason {
                Reason::WrongDay | Reason::NotYetValid | Reason::Expired => {
                    (Key::PlaceWrongDay, Key::PlaceWrongDayNext)
                }
                reason => Key::of_reason(*reason),
            };
            said(
                Icon::Cross,
                Tone::REFUSED,
                texts.say(title),
                Some(texts.say(next)),
            )
        }
    }
}
