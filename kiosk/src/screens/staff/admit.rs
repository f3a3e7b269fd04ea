//! Letting in whom the rules refuse: why, how many, and one large button.

use egui::{Rect, Ui, pos2, vec2};
use shared::staff::OverrideReason;

use super::search_card::kind_name;
use super::{page, stepper};
use crate::i18n::Key;
use crate::screens::Glance;
use crate::screens::controls::{Button, Kind};
use crate::screens::header::LanguageNames;
use crate::screens::icons::Icon;
use crate::screens::words::Look;
use crate::session::{Action, Admission, StaffAction, StaffSession, Subject};
use crate::theme::{Weight, colour, mm};
use crate::view::{StaffCommand, TicketChoice};
use page::Head;

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    glance: &Glance<'_>,
    names: &LanguageNames,
    staff: &StaffSession,
) -> Option<Action> {
    let (m, texts) = (glance.metrics, glance.texts);
    let title = texts.say(Key::StaffAdmit);
    let who = staff
        .admission()
        .map(|admission| told(glance, &admission.subject));
    let head = Head {
        under: who.as_deref(),
        ..Head::new(&title)
    };
    let (body, chosen) = page::show(ui, glance, names, staff, &head);
    let Some(admission) = staff.admission() else {
        let (what, next) = (
            texts.say(Key::StaffAdmitNone),
            texts.say(Key::StaffAdmitNoneNext),
        );
        page::empty(ui, m, body, Icon::WayIn, &what, &next);
        return chosen;
    };
    let Some(ticket) = admission.subject.choice(staff.latest()) else {
        let (what, next) = (
            texts.say(Key::StaffAdmitGone),
            texts.say(Key::StaffAdmitGoneNext),
        );
        page::empty(ui, m, body, Icon::WayIn, &what, &next);
        return chosen;
    };
    let (left, right) = page::halves(m, body, m.mm(REASONS_HIGH));
    let why = reasons(ui, glance, left, admission);
    let heading = texts.say(Key::StaffAdmitPeople);
    let count = page::heading(ui, m, right, &heading);
    let people = stepper::show(ui, glance, count, admission.people);
    let top = count.top() + stepper::height(m) + m.mm(mm::GAP + 3.0);
    let go = confirm(ui, glance, count.with_min_y(top), admission, ticket);
    chosen.or(why.or(people).or(go).map(Action::Staff))
}

/// The height of the reasons with their heading, in millimetres.
const REASONS_HIGH: f32 = 112.0;

/// What is known of whom it is about.
fn told(glance: &Glance<'_>, subject: &Subject) -> String {
    let texts = glance.texts;
    let code = subject
        .code
        .map(|code| texts.say_with(Key::VerdictCode, [("code", code.to_string().into())]));
    let kind = subject.kind.map(|kind| kind_name(glance, kind));
    let why = subject
        .refused
        .map(|reason| texts.say(Key::of_reason(reason).0));
    let known = kind
        .or(code)
        .unwrap_or_else(|| texts.say(Key::StaffAdmitUnknown));
    [Some(known), why]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// A button for every reason there is.
fn reasons(
    ui: &mut Ui,
    glance: &Glance<'_>,
    place: Rect,
    admission: &Admission,
) -> Option<StaffAction> {
    let m = glance.metrics;
    let place = page::heading(ui, m, place, &glance.texts.say(Key::StaffWhy));
    let gap = m.mm(mm::GAP);
    let width = (place.width() - gap) / 2.0;
    let mut wanted = None;
    for (index, reason) in OverrideReason::ALL.into_iter().enumerate() {
        let words = glance.texts.say(words_of(reason));
        let id = reason.id();
        let chosen = admission.reason.as_ref() == Some(&id);
        let across = vec2(
            (width + gap) * (index % 2) as f32,
            (m.mm(mm::TARGET) + gap) * (index / 2) as f32,
        );
        let rect = Rect::from_min_size(place.min + across, vec2(width, m.mm(mm::TARGET)));
        if Button::new(reason.code(), &words, Kind::Choice(chosen)).show(ui, m, rect) {
            wanted = Some(StaffAction::Why(id));
        }
    }
    wanted
}

/// One press lets them in, once a reason is chosen.
fn confirm(
    ui: &mut Ui,
    glance: &Glance<'_>,
    place: Rect,
    admission: &Admission,
    ticket: TicketChoice,
) -> Option<StaffAction> {
    let m = glance.metrics;
    let people = admission.people;
    let words = glance
        .texts
        .say_with(Key::StaffAdmitDo, [("count", people.into())]);
    let button = Button::new("admit", &words, Kind::Main)
        .icon(Icon::WayIn)
        .capitals(6.4)
        .enabled(admission.reason.is_some());
    let height = m.mm(26.0).min(place.height());
    let rect = Rect::from_min_size(pos2(place.left(), place.top()), vec2(place.width(), height));
    let used = button.show(ui, m, rect);
    if admission.reason.is_none() {
        let hint = place.with_min_y(rect.bottom() + m.mm(2.0));
        let look = Look::new(m, mm::TEXT, Weight::Regular, colour::INK_SOFT);
        look.centred()
            .rows(1)
            .write(ui, hint, &glance.texts.say(Key::StaffWhyFirst));
    }
    let reason = admission.reason.clone()?;
    used.then(|| {
        StaffAction::Ask(vec![StaffCommand::Override {
            ticket,
            people,
            reason,
        }])
    })
}

fn words_of(reason: OverrideReason) -> Key {
    match reason {
        OverrideReason::DamagedCode => Key::StaffWhyDamagedCode,
        OverrideReason::PhoneDead => Key::StaffWhyPhoneDead,
        OverrideReason::WrongDayAgreed => Key::StaffWhyWrongDayAgreed,
        OverrideReason::OrganiserGuest => Key::StaffWhyOrganiserGuest,
        OverrideReason::ListError => Key::StaffWhyListError,
        OverrideReason::ComesBack => Key::StaffWhyComesBack,
        OverrideReason::Emergency => Key::StaffWhyEmergency,
        OverrideReason::Other => Key::StaffWhyOther,
    }
}
