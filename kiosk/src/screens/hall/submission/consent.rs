//! What somebody agrees to, in plain words, with what is sent beside it; a clear yes and an equal no.

use egui::{Rect, Ui, pos2, vec2};
use shared::submission::{SubmissionField, hash_of_words};
use texts::Key;

use super::{question, role};
use crate::screens::Glance;
use crate::screens::controls::{Button, Kind, corner};
use crate::screens::icons::Icon;
use crate::screens::words::Look;
use crate::session::{SubmissionAction, SubmissionForm, SubmissionSubject};
use crate::theme::{Metrics, Weight, colour, mm};

/// Draws it; answers with what was chosen.
pub(super) fn show(
    ui: &mut Ui,
    glance: &Glance<'_>,
    body: Rect,
    form: &SubmissionForm,
) -> Option<SubmissionAction> {
    let m = glance.metrics;
    let high = m.mm(if m.one_column() { 30.0 } else { 23.0 });
    let foot = body.with_min_y(body.bottom() - high);
    let top = question(ui, glance, body, form, Key::ConsentTitle)
        + m.mm(if m.one_column() { 7.0 } else { 4.0 });
    let place = Rect::from_min_max(
        pos2(body.left(), top),
        pos2(body.right(), foot.top() - m.mm(6.0)),
    );
    if m.one_column() {
        let bottom = card(ui, glance, place, form);
        sentences(ui, glance, place.with_min_y(bottom + m.mm(12.0)), form);
    } else {
        let (left, right) = place.split_left_right_at_fraction(0.4);
        card(ui, glance, left, form);
        sentences(ui, glance, right.with_min_x(right.left() + m.mm(9.0)), form);
    }
    answers(ui, glance, foot, form)
}

/// What is sent, and nothing else; answers with where it ends.
fn card(ui: &mut Ui, glance: &Glance<'_>, place: Rect, form: &SubmissionForm) -> f32 {
    let m = glance.metrics;
    let behind = ui.painter().add(egui::Shape::Noop);
    let inner = place.shrink(m.mm(7.0));
    let strong = Look::new(
        m,
        if m.one_column() { 9.0 } else { 6.0 },
        Weight::Bold,
        colour::INK,
    )
    .rows(2);
    let plain = Look::new(
        m,
        if m.one_column() { 7.2 } else { 5.0 },
        Weight::Regular,
        colour::INK,
    )
    .rows(2);
    let mut top = inner.top();
    if let Some(role) = form.role() {
        let words = glance.texts.say(role::of(role).0);
        let look = Look::name(m, colour::CELADON_DEEP);
        top = look.write(ui, inner.with_min_y(top), &words).bottom() + m.mm(2.0);
    }
    let name = form.text(SubmissionField::Name);
    top = strong.write(ui, inner.with_min_y(top), &name).bottom() + m.mm(1.5);
    for part in form.parts_to_send().skip(1) {
        let text = form.text(part);
        if !text.trim().is_empty() {
            top = plain.write(ui, inner.with_min_y(top), &text).bottom() + m.mm(1.0);
        }
    }
    let card = place.with_max_y(top + m.mm(6.0));
    let ground = egui::Shape::rect_filled(card, corner(m, mm::CARD), colour::CELADON_WASH);
    ui.painter().set(behind, ground);
    card.bottom()
}

/// What happens with it, a sentence at a time.
fn words(glance: &Glance<'_>, form: &SubmissionForm) -> [String; 3] {
    let texts = glance.texts;
    let what = match form.subject() {
        SubmissionSubject::Network => texts.say(Key::ConsentNetwork),
        SubmissionSubject::Contact(number) => {
            let booth = glance.view.catalogue.booth(number);
            let name = booth.map_or("", |booth| booth.name.get(glance.language()));
            let slots = [("number", number.0.into()), ("booth", name.into())];
            texts.say_with(Key::ConsentContact, slots)
        }
    };
    [
        what,
        texts.say(Key::ConsentOnly),
        texts.say(Key::ConsentUndo),
    ]
}

/// Writes it.
fn sentences(ui: &mut Ui, glance: &Glance<'_>, place: Rect, form: &SubmissionForm) {
    let m = glance.metrics;
    let [what, only, undo] = words(glance, form);
    let lines = [(Icon::Check, what), (Icon::Lock, only), (Icon::Undo, undo)];
    let capitals = fitting(ui, m, place, &lines);
    let mut top = place.top();
    for (icon, words) in lines {
        let side = m.mm(9.0);
        let square = Rect::from_min_size(pos2(place.left(), top), vec2(side, side));
        icon.draw(ui.painter(), square, colour::CELADON_DEEP);
        let beside = Rect::from_min_max(pos2(square.right() + m.mm(5.0), top), place.max);
        let look = Look::new(m, capitals, Weight::Regular, colour::INK);
        let said = look.write(ui, beside, &words);
        top = said.bottom().max(square.bottom()) + m.mm(5.0);
    }
}

/// The largest letters with which all sentences fit.
fn fitting(ui: &Ui, m: &Metrics, place: Rect, lines: &[(Icon, String)]) -> f32 {
    let width = place.width() - m.mm(14.0);
    let most = if m.one_column() { 8.2 } else { 5.6 };
    let mut sizes = (0_u8..14).map(|step| most - 0.25 * f32::from(step));
    let fits = |size: &f32| {
        let look = Look::new(m, *size, Weight::Regular, colour::INK);
        let high = lines
            .iter()
            .map(|(_, words)| look.height(ui, words, width).max(m.mm(9.0)));
        high.sum::<f32>() + m.mm(5.0) * lines.len() as f32 <= place.height()
    };
    sizes.find(fits).unwrap_or(mm::TEXT).max(mm::TEXT)
}

fn answers(
    ui: &mut Ui,
    glance: &Glance<'_>,
    row: Rect,
    form: &SubmissionForm,
) -> Option<SubmissionAction> {
    let m = glance.metrics;
    let gap = m.mm(2.0 * mm::GAP);
    let (no, yes) = row.split_left_right_at_fraction(0.42);
    let no = no.with_max_x(no.right() - gap / 2.0);
    let yes = yes.with_min_x(yes.left() + gap / 2.0);
    let capitals: f32 = if m.one_column() { 7.4 } else { 5.8 };
    let [no_words, yes_words] = [Key::ConsentNo, Key::ConsentYes].map(|key| glance.texts.say(key));
    let decline = Button::new("consent-no", &no_words, Kind::Quiet).capitals(capitals.min(6.0));
    let agree = Button::new("consent-yes", &yes_words, Kind::Yes)
        .icon(Icon::Check)
        .capitals(capitals);
    let declined = decline.show(ui, m, no).then_some(SubmissionAction::Leave);
    let agreed = agree.show(ui, m, yes).then(|| {
        let sentences = words(glance, form);
        let said = sentences.iter().map(String::as_str);
        SubmissionAction::Agree(hash_of_words(said.chain([yes_words.as_str()])))
    });
    agreed.or(declined)
}
