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
    let plain = |icon, title, next| PlacesSaid {
        does: Vec::new(),
        ..said(glance, icon, Tone::ASKED, title, next)
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
    let cancel = (Key::PlaceCancel, DemosAction::PutPlacesAway);
    match answer {
        PlaceAnswer::HowMany { most } => PlacesSaid {
            choices: *most,
            does: vec![cancel],
            ..said(glance, Icon::People, Tone::ASKED, Key::PlaceHowMany, None)
        },
        PlaceAnswer::Asking { .. } => PlacesSaid {
            does: vec![cancel],
            ..said(
                glance,
                Icon::Search,
                Tone::CHECKING,
                Key::PlaceAsking,
                Some(Key::PlaceAskingNext),
            )
        },
        PlaceAnswer::Yours { people, kept, new } => yours(glance, *people, *kept, *new),
        PlaceAnswer::Elsewhere { people, kiosk } => {
            let slots = [("kiosk", kiosk.to_string().into())];
            PlacesSaid {
                title: counted(glance, Key::PlaceYoursAlready, u32::from(*people)),
                next: Some(texts.say_with(Key::PlaceElsewhere, slots)),
                ..said(
                    glance,
                    Icon::Check,
                    Tone::AGAIN,
                    Key::PlaceYoursAlready,
                    None,
                )
            }
        }
        PlaceAnswer::ShowAgain { people } => PlacesSaid {
            title: counted(glance, Key::PlaceShowAgain, u32::from(*people)),
            does: vec![cancel],
            ..said(
                glance,
                Icon::Ticket,
                Tone::ASKED,
                Key::PlaceShowAgain,
                Some(Key::PlaceShowAgainNext),
            )
        },
        PlaceAnswer::GivenBack => said(
            glance,
            Icon::Undo,
            Tone::GOODBYE,
            Key::PlaceGivenBack,
            Some(Key::PlaceGivenBackNext),
        ),
        PlaceAnswer::TooFew { left } if *left > 0 => PlacesSaid {
            title: counted(glance, Key::PlaceTooFew, *left),
            choices: u16::try_from(*left).unwrap_or(u16::MAX),
            ..said(glance, Icon::People, Tone::ASKED, Key::PlaceTooFew, None)
        },
        PlaceAnswer::NotNow { at_hand } if *at_hand > 0 => PlacesSaid {
            title: counted(glance, Key::PlaceAtHand, *at_hand),
            choices: u16::try_from(*at_hand).unwrap_or(u16::MAX),
            ..none(glance, answer)
        },
        _ => none(glance, answer),
    }
}

/// The places are theirs.
fn yours(glance: &Glance<'_>, people: u16, kept: Kept, new: bool) -> PlacesSaid {
    let texts = glance.texts;
    let key = if new {
        Key::PlaceYours
    } else {
        Key::PlaceYoursAlready
    };
    let next = match kept {
        Kept::ToTheEnd => texts.say(Key::PlaceConfirmed),
        Kept::Until(until) => {
            let zone = glance.view.catalogue.calendar().zone;
            let time = texts.time(zone.local(until), glance.local().date);
            texts.say_with(Key::PlaceUntil, [("time", time.into())])
        }
    };
    let plain = said(glance, Icon::Check, Tone::WELCOME, key, None);
    let give_back = (Key::PlaceGiveBack, DemosAction::GiveBackPlaces);
    PlacesSaid {
        title: counted(glance, key, u32::from(people)),
        next: Some(next),
        does: [vec![give_back], plain.does.clone()].concat(),
        ..plain
    }
}

/// There is no place for them, and why.
fn none(glance: &Glance<'_>, answer: &PlaceAnswer) -> PlacesSaid {
    let (icon, tone, title, next) = match answer {
        PlaceAnswer::TooFew { .. } => {
            let words = (Key::PlaceNone, Key::PlaceNoneNext);
            (Icon::People, Tone::ASKED, words.0, words.1)
        }
        PlaceAnswer::NoClock => {
            let words = (Key::PlaceNotNow, Key::PlaceNoClockNext);
            (Icon::Unlinked, Tone::GOODBYE, words.0, words.1)
        }
        PlaceAnswer::Begun => {
            let words = (Key::PlaceBegun, Key::PlaceBegunNext);
            (Icon::Clock, Tone::REFUSED, words.0, words.1)
        }
        PlaceAnswer::Refused(reason) => {
            let words = match reason {
                Reason::WrongDay | Reason::NotYetValid | Reason::Expired => {
                    (Key::PlaceWrongDay, Key::PlaceWrongDayNext)
                }
                reason => Key::of_reason(*reason),
            };
            (Icon::Cross, Tone::REFUSED, words.0, words.1)
        }
        _ => {
            let words = (Key::PlaceNotNow, Key::PlaceNotNowNext);
            (Icon::Unlinked, Tone::GOODBYE, words.0, words.1)
        }
    };
    said(glance, icon, tone, title, Some(next))
}

/// Something plain, put away when it was read.
fn said(glance: &Glance<'_>, icon: Icon, tone: Tone, title: Key, next: Option<Key>) -> PlacesSaid {
    PlacesSaid {
        icon,
        tone,
        title: glance.texts.say(title),
        next: next.map(|next| glance.texts.say(next)),
        choices: 0,
        does: vec![(Key::PlaceDone, DemosAction::PutPlacesAway)],
    }
}

fn counted(glance: &Glance<'_>, key: Key, count: u32) -> String {
    glance.texts.say_with(key, [("count", count.into())])
}
