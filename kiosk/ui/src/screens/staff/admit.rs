//! Letting in whom the rules refuse: why, how many, and one large button.

use egui::{Rect, Ui, vec2};
use shared::staff::OverrideReason;
use texts::Key;
use view::{StaffCommand, TicketChoice};

use super::search_card::kind_name;
use super::{page, stepper};
use crate::screens::DrawContext;
use crate::screens::controls::{Button, Kind, corner, key_high};
use crate::screens::header::LanguageNames;
use crate::screens::icons::Icon;
use crate::screens::layout::Column;
use crate::screens::places::Places;
use crate::screens::words::Look;
use crate::session::{Action, Admission, AdmissionSubject, StaffAction, StaffSession};
use crate::theme::{colour, mm};
use page::Head;

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    names: &LanguageNames,
    staff: &StaffSession,
) -> Option<Action> {
    let (m, texts) = (context.metrics, context.texts);
    let title = texts.say(Key::StaffAdmit);
    let (body, chosen) = page::show(ui, context, names, staff, &Head::new(&title));
    let Some(admission) = staff.admission() else {
        let words = [Key::StaffAdmitNone, Key::StaffAdmitNoneNext];
        page::empty(ui, context, body, Icon::EnterDoor, words);
        return chosen;
    };
    let Some(ticket) = admission.subject.choice(staff.latest()) else {
        let words = [Key::StaffAdmitGone, Key::StaffAdmitGoneNext];
        page::empty(ui, context, body, Icon::EnterDoor, words);
        return chosen;
    };
    let rows = OverrideReason::ALL.len().div_ceil(2) as f32;
    let high = m.mm(ABOUT_HIGH + 17.0) + rows * (key_high(m) + m.mm(mm::GAP));
    let (left, right) = page::halves(m, body, high);
    let (about_at, left) = left.below_head(m.mm(ABOUT_HIGH), m.mm(mm::GAP + 1.0));
    about(ui, context, about_at, &admission.subject);
    let why = reasons(&mut Column::new(ui, context, left), admission);
    let mut column = Column::new(ui, context, right);
    page::heading(&mut column, Key::StaffAdmitPeople);
    let people = stepper::show(&mut column, admission.people);
    column.gap(mm::GAP + 3.0);
    let go = confirm(&mut column, admission, ticket);
    chosen.or(why.or(people).or(go).map(Action::Staff))
}

/// The height of the card about whom it is, in millimetres.
const ABOUT_HIGH: f32 = 24.0;

/// Whom it is about, and why the rules refuse it.
fn about(ui: &mut Ui, context: &DrawContext<'_>, place: Rect, subject: &AdmissionSubject) {
    let (m, texts) = (context.metrics, context.texts);
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
    look.write(ui, lower, &told(context, subject));
}

/// The facts of the person it is about.
fn told(context: &DrawContext<'_>, subject: &AdmissionSubject) -> String {
    let texts = context.texts;
    let code = subject
        .code
        .map(|code| texts.say_with(Key::VerdictCode, [("code", code.to_string().into())]));
    let kind = subject.kind.map(|kind| kind_name(context, kind));
    let known: Vec<String> = [kind, code].into_iter().flatten().collect();
    if known.is_empty() {
        texts.say(Key::StaffAdmitUnknown)
    } else {
        known.join(" · ")
    }
}

/// A button for every reason there is.
fn reasons(column: &mut Column<'_>, admission: &Admission) -> Option<StaffAction> {
    let context = column.context;
    page::heading(column, Key::StaffWhy);
    let words = OverrideReason::ALL.map(|reason| context.texts.say(words_of(reason)));
    let buttons = OverrideReason::ALL
        .iter()
        .zip(&words)
        .map(|(reason, words)| {
            let chosen = admission.reason.as_ref() == Some(&reason.id());
            Button::new(reason.code(), words, Kind::Choice(chosen))
        });
    let used = page::buttons(column, 2, buttons.collect())?;
    let reason = OverrideReason::ALL.get(used)?;
    Some(StaffAction::Why(reason.id()))
}

/// One press lets them in, once a reason is chosen.
fn confirm(
    column: &mut Column<'_>,
    admission: &Admission,
    ticket: TicketChoice,
) -> Option<StaffAction> {
    let texts = column.context.texts;
    let people = admission.people;
    let words = texts.say_with(Key::StaffAdmitDo, [("count", people.into())]);
    let button = Button::new("admit", &words, Kind::Main)
        .icon(Icon::EnterDoor)
        .enabled(admission.reason.is_some());
    let used = page::confirm(column, button);
    let Some(reason) = admission.reason.clone() else {
        column.gap(2.0);
        let look = Look::text(column.metrics(), colour::INK_SOFT).centred();
        column.write(&look.rows(1), &texts.say(Key::StaffWhyFirst));
        return None;
    };
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
