//! Letting in whom the rules refuse: why, how many, and one large button.

use egui::{Rect, Ui, pos2, vec2};
use shared::staff::OverrideReason;
use texts::Key;
use view::{StaffCommand, TicketChoice};

use super::search_card::kind_name;
use super::{page, stepper};
use crate::screens::Glance;
use crate::screens::controls::{Button, Kind, corner, key_high};
use crate::screens::header::LanguageNames;
use crate::screens::icons::Icon;
use crate::screens::layout::Places;
use crate::screens::words::Look;
use crate::session::{Action, Admission, StaffAction, StaffSession, Subject};
use crate::theme::{Weight, colour, mm};
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
    let (body, chosen) = page::show(ui, glance, names, staff, &Head::new(&title));
    let Some(admission) = staff.admission() else {
        let (what, next) = (
            texts.say(Key::StaffAdmitNone),
            texts.say(Key::StaffAdmitNoneNext),
        );
        page::empty(ui, m, body, Icon::EnterDoor, &what, &next);
        return chosen;
    };
    let Some(ticket) = admission.subject.choice(staff.latest()) else {
        let (what, next) = (
            texts.say(Key::StaffAdmitGone),
            texts.say(Key::StaffAdmitGoneNext),
        );
        page::empty(ui, m, body, Icon::EnterDoor, &what, &next);
        return chosen;
    };
    let rows = OverrideReason::ALL.len().div_ceil(2) as f32;
    let high = m.mm(ABOUT_HIGH + 17.0) + rows * (key_high(m) + m.mm(mm::GAP));
    let (left, right) = page::halves(m, body, high);
    let (about_at, left) = left.split_top_bottom_at_y(left.top() + m.mm(ABOUT_HIGH));
    about(ui, glance, about_at, &admission.subject);
    let left = left.with_min_y(left.top() + m.mm(mm::GAP + 1.0));
    let why = reasons(ui, glance, left, admission);
    let heading = texts.say(Key::StaffAdmitPeople);
    let count = page::heading(ui, m, right, &heading);
    let people = stepper::show(ui, glance, count, admission.people);
    let top = count.top() + stepper::height(m) + m.mm(mm::GAP + 3.0);
    let go = confirm(ui, glance, count.with_min_y(top), admission, ticket);
    chosen.or(why.or(people).or(go).map(Action::Staff))
}

/// The height of the card about whom it is, in millimetres.
const ABOUT_HIGH: f32 = 24.0;

/// Whom it is about, and why the rules refuse it.
fn about(ui: &mut Ui, glance: &Glance<'_>, place: Rect, subject: &Subject) {
    let (m, texts) = (glance.metrics, glance.texts);
    ui.painter()
        .rect_filled(place, corner(m, mm::CARD), colour::TERRACOTTA_WASH);
    let side = m.mm(11.0);
    let square = place
        .with_min_x(place.left() + m.mm(5.0))
        .square_at_left(side);
    Icon::Cross.draw(ui.painter(), square, colour::TERRACOTTA);
    let words = place
        .with_min_x(square.right() + m.mm(5.0))
        .with_max_x(place.right() - m.mm(4.0))
        .shrink2(vec2(0.0, m.mm(2.0)));
    let (upper, lower) = words.split_top_bottom_at_y(words.center().y);
    let why = subject.refused.map_or_else(
        || texts.say(Key::StaffAdmitNote),
        |reason| texts.say(Key::of_reason(reason).0),
    );
    let look = Look::name(m, colour::TERRACOTTA).middle().rows(1);
    look.write(ui, upper, &why);
    let look = Look::text(m, colour::INK).middle().rows(1);
    look.write(ui, lower, &told(glance, subject));
}

/// The facts of the person it is about.
fn told(glance: &Glance<'_>, subject: &Subject) -> String {
    let texts = glance.texts;
    let code = subject
        .code
        .map(|code| texts.say_with(Key::VerdictCode, [("code", code.to_string().into())]));
    let kind = subject.kind.map(|kind| kind_name(glance, kind));
    let known: Vec<String> = [kind, code].into_iter().flatten().collect();
    if known.is_empty() {
        texts.say(Key::StaffAdmitUnknown)
    } else {
        known.join(" · ")
    }
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
            (key_high(m) + gap) * (index / 2) as f32,
        );
        let rect = Rect::from_min_size(place.min + across, vec2(width, key_high(m)));
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
        .icon(Icon::EnterDoor)
        .capitals(6.4)
        .enabled(admission.reason.is_some());
    let height = (key_high(m) + m.mm(6.0)).min(place.height());
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
