//! The two forms, step by step: to join the network, and to be contacted by an exhibitor.

use shared::submission::{NetworkRole, SubmissionField};
use ui::session::{Action, LineAction, Page, SubmissionAction};
use view::{SubmissionAnswer, View};

use super::super::super::people::{BOOTH, knows};
use super::{Stop, page};

/// A form from its first step to its end, and the other one.
pub(super) fn submissions() -> Vec<Stop> {
    let submission = |name, page: Page, does: Vec<SubmissionAction>| Stop {
        does: does.into_iter().map(Action::Submission).collect(),
        ..super::page(name, page)
    };
    let network = |name, does| submission(name, Page::Network, does);
    let contact = |name, does| submission(name, Page::Contact(BOOTH), does);
    let line = SubmissionAction::Line;
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
                people.submission = Some(SubmissionAnswer { number, kept });
            });
        }
    };
    let all = || {
        vec![
            SubmissionAction::Next,
            typed(reach, "tran.van.mau@gmail.com"),
            typed(SubmissionField::Extra, "kim lan"),
            SubmissionAction::Next,
        ]
    };
    let agree = || SubmissionAction::Agree([7; 32]);
    let done = |part| line(part, LineAction::Done);
    vec![
        page("network", Page::Network),
        network(
            "network-name",
            vec![
                SubmissionAction::Join(NetworkRole::Distributor),
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
            vec![SubmissionAction::Next, SubmissionAction::Next],
        ),
        network("network-sending", vec![agree()]),
        network("network-failed", vec![]).shows(answered(1, false)),
        network("network-thanks", vec![SubmissionAction::Again]).shows(answered(2, true)),
        page("contact", Page::Contact(BOOTH)),
        contact(
            "contact-name",
            vec![SubmissionAction::Next, typed(name, "tran van mau")],
        ),
        contact("contact-consent", all()),
        contact("contact-thanks", vec![agree()]).shows(answered(3, true)),
    ]
}
