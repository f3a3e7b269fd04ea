//! What somebody agrees to, in plain words, with what is sent beside it; a clear yes and an equal no.

use egui::{Rect, Ui};
use shared::submission::{SubmissionField, hash_of_words};
use texts::Key;

use super::question::question;
use super::role;
use crate::screens::DrawContext;
use crate::screens::controls::{Button, Kind};
use crate::screens::icons::Icon;
use crate::screens::layout::{CardGround, Column};
use crate::screens::places::Places;
use crate::screens::words::Look;
use crate::session::{SubmissionAction, SubmissionForm, SubmissionSubject};
use crate::theme::{Metrics, Weight, colour, mm};

/// Draws it; returns what was chosen.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    body: Rect,
    form: &SubmissionForm,
) -> Option<SubmissionAction> {
    let m = context.metrics;
    let high = m.mm(if m.one_column() { 30.0 } else { 23.0 });
    let (place, foot) = body.above_foot(high, m.mm(6.0));
    let mut column = Column::new(ui, context, place);
    let gap = if m.one_column() { 7.0 } else { 4.0 };
    question(&mut column, form, Key::ConsentTitle, gap);
    if m.one_column() {
        card(&mut column, form);
        column.gap(12.0);
        sentences(&mut column, form);
    } else {
        let left = |left: &mut Column<'_>| card(left, form);
        column.side_by_side(0.4, 9.0, left, |right| sentences(right, form));
    }
    answers(ui, context, foot, form)
}

/// What is sent, and nothing else.
fn card(column: &mut Column<'_>, form: &SubmissionForm) {
    let (context, m) = (column.context, column.metrics());
    let (large, small) = if m.one_column() {
        (9.0, 7.2)
    } else {
        (6.0, 5.0)
    };
    let strong = Look::new(m, large, Weight::Bold, colour::INK).rows(2);
    let plain = Look::new(m, small, Weight::Regular, colour::INK).rows(2);
    column.card(7.0, CardGround::plain(colour::CELADON_WASH), |card| {
        if let Some(role) = form.role() {
            let words = context.texts.say(role::of(role).0);
            card.write(&Look::name(m, colour::CELADON_DEEP), &words);
            card.gap(2.0);
        }
        card.write(&strong, &form.text(SubmissionField::Name));
        card.gap(1.5);
        for part in form.parts_to_send().skip(1) {
            let text = form.text(part);
            if !text.trim().is_empty() {
                card.write(&plain, &text);
                card.gap(1.0);
            }
        }
        card.gap(-1.0);
    });
}

/// What happens with it, a sentence at a time.
fn words(context: &DrawContext<'_>, form: &SubmissionForm) -> [String; 3] {
    let texts = context.texts;
    let what = match form.subject() {
        SubmissionSubject::Network => texts.say(Key::ConsentNetwork),
        SubmissionSubject::Contact(number) => {
            let booth = context.view.catalogue.booth(number);
            let name = booth.map_or("", |booth| booth.name.get(context.language()));
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
fn sentences(column: &mut Column<'_>, form: &SubmissionForm) {
    let m = column.metrics();
    let [what, only, undo] = words(column.context, form);
    let lines = [(Icon::Check, what), (Icon::Lock, only), (Icon::Undo, undo)];
    let capitals = fitting(column.ui, m, column.free, &lines);
    let look = Look::new(m, capitals, Weight::Regular, colour::INK);
    for (icon, words) in lines {
        column.beside_square(m.mm(9.0), 5.0, |beside, square| {
            icon.draw(beside.ui.painter(), square, colour::CELADON_DEEP);
            beside.write(&look, &words);
        });
        column.gap(5.0);
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
    context: &DrawContext<'_>,
    row: Rect,
    form: &SubmissionForm,
) -> Option<SubmissionAction> {
    let m = context.metrics;
    let gap = m.mm(2.0 * mm::GAP);
    let (no, yes) = row.beside(row.width() * 0.42 - gap / 2.0, gap);
    let capitals: f32 = if m.one_column() { 7.4 } else { 5.8 };
    let [no_words, yes_words] = [Key::ConsentNo, Key::ConsentYes].map(|key| context.texts.say(key));
    let decline = Button::new("consent-no", &no_words, Kind::Quiet).capitals(capitals.min(6.0));
    let agree = Button::new("consent-yes", &yes_words, Kind::Yes)
        .icon(Icon::Check)
        .capitals(capitals);
    let declined = decline.show(ui, m, no).then_some(SubmissionAction::Leave);
    let agreed = agree.show(ui, m, yes).then(|| {
        let sentences = words(context, form);
        let said = sentences.iter().map(String::as_str);
        SubmissionAction::Agree(hash_of_words(said.chain([yes_words.as_str()])))
    });
    agreed.or(declined)
}
