//! The two forms, step by step: to join the network, and to be contacted by an exhibitor.

use kiosk::session::{Action, LetterAction, LineAction, Page};
use kiosk::view::{LetterAnswer, View};
use shared::submission::{NetworkRole, SubmissionField};

use super::super::super::people::{BOOTH, knows};
use super::{Stop, page};

/// A form from its first step to its end, and the other one.
pub(super) fn letters() -> Vec<Stop> {
    let letter = |name, page: Page, does: Vec<LetterAction>| Stop {
        does: does.into_iter().map(Action::Letter).collect(),
        ..super::page(name, page)
    };
    let network = |name, does| letter(name, Page::Network, does);
    let contact = |name, does| letter(name, Page::Contact(BOOTH), does);
    let line = LetterAction::Line;
    let typed = |part, words: &str| line(part, LineAction::Type(words.to_owned()));
    let (name, reach) = (SubmissionField::Name, SubmissionField::Reach);
    let organisation = SubmissionField::Organisation;
    let back = |name, page: Page| Stop {
        does: vec![Action::Back],
        ..super::page(name, page)
    };
    let answered = |number, kept| {
        move |view: &mut View| {
            knows(view, |people| {
                people.submission = Some(LetterAnswer { number, kept });
            });
        }
    };
    let all = || {
        vec![
            LetterAction::Next,
            typed(reach, "tran.van.mau@gmail.com"),
            typed(SubmissionField::Extra, "kim lan"),
            LetterAction::Next,
        ]
    };
    let agree = || LetterAction::Agree([7; 32]);
    let done = |part| line(part, LineAction::Done);
    vec![
        page("network", Page::Network),
        network(
            "network-name",
            vec![
                LetterAction::Join(NetworkRole::Distributor),
                typed(name, "tran van mau"),
            ],
        ),
        network(
            "network-name-wrong",
            vec![line(name, LineAction::Clear), done(name)],
        ),
        network(
            "network-organisation",
            vec![
                typed(name, "tran van mau"),
                done(name),
                typed(organisation, "hop tac xa gom kim lan"),
            ],
        ),
        network(
            "network-reach",
            vec![done(organisation), typed(reach, "09")],
        ),
        network("network-phone-wrong", vec![done(reach)]),
        network(
            "network-email-wrong",
            vec![typed(reach, "@gmail"), done(reach)],
        ),
        network(
            "network-place",
            vec![
                line(reach, LineAction::Clear),
                typed(reach, "0900000123"),
                done(reach),
                typed(SubmissionField::Extra, "kim lan"),
            ],
        ),
        network("network-consent", vec![done(SubmissionField::Extra)]),
        back("network-reach-again", Page::Network),
        back("network-person-again", Page::Network),
        network(
            "network-consent-again",
            vec![LetterAction::Next, LetterAction::Next],
        ),
        network("network-sending", vec![agree()]),
        network("network-failed", vec![]).shows(answered(1, false)),
        network("network-thanks", vec![LetterAction::Again]).shows(answered(2, true)),
        page("contact", Page::Contact(BOOTH)),
        contact(
            "contact-name",
            vec![LetterAction::Next, typed(name, "tran van mau")],
        ),
        contact("contact-consent", all()),
        contact("contact-thanks", vec![agree()]).shows(answered(3, true)),
    ]
}
