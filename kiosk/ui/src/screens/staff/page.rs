//! What every page of the staff's has: the way back, what it is, who is there, the lock, the languages.

use egui::{Rect, Stroke, StrokeKind, Ui, pos2, vec2};
use texts::Key;
use view::StaffState;

use super::notice;
use crate::screens::DrawContext;
use crate::screens::controls::{Button, Kind, corner, key_high};
use crate::screens::header::{self, LanguageNames};
use crate::screens::icons::Icon;
use crate::screens::layout::{Column, TextLines};
use crate::screens::places::Places;
use crate::screens::words::Look;
use crate::session::{Action, StaffAction, StaffSession};
use crate::theme::{Metrics, Tone, Weight, colour, mm};

/// The head of a page.
pub(super) struct Head<'a> {
    /// What the page is.
    pub(super) title: &'a str,
    /// What is said below; who is there while staff mode is open.
    pub(super) under: Option<&'a str>,
    /// The words on the way back, and where it leads.
    pub(super) back: (Key, StaffAction),
}

impl<'a> Head<'a> {
    /// The head of a page to which one came from another.
    pub(super) fn new(title: &'a str) -> Self {
        Self {
            title,
            under: None,
            back: (Key::StaffBack, StaffAction::Back),
        }
    }
}

/// Draws the head, and answers with the place below it and with what was chosen.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    names: &LanguageNames,
    staff: &StaffSession,
    head: &Head<'_>,
) -> (Rect, Option<Action>) {
    let screen = ui.max_rect();
    let m = context.metrics;
    let (language, languages_at) =
        header::language_switch(ui, context, screen, &names.of_staff(), None);
    let (key, action) = &head.back;
    let (back, left) = header::back(ui, context, screen, *key, Icon::Back);
    let back = back.then(|| Action::Staff(action.clone()));
    let (locked, right) = if staff.is_open() {
        lock(ui, context, screen, (left, languages_at))
    } else {
        (None, languages_at)
    };
    let row = header::row(m, screen);
    let body_left = screen.left() + m.mm(mm::MARGIN);
    let body_right = screen.right() - m.mm(mm::MARGIN);
    let (title, top) = if m.portrait() {
        let top = row.bottom() + m.mm(5.0);
        let title = Rect::from_min_max(
            pos2(body_left, top),
            pos2(body_right, top + m.mm(TITLE_HIGH)),
        );
        (title, title.bottom() + m.mm(4.0))
    } else {
        let title = header::between(context, screen, left, right);
        (title, row.bottom() + m.mm(mm::GAP + 1.0))
    };
    name(ui, context, title, head);
    let body = Rect::from_min_max(
        pos2(body_left, top),
        pos2(body_right, screen.bottom() - m.mm(FOOT)),
    );
    let said = staff.notice();
    let body = match said.and_then(|said| notice::words(context.texts, said)) {
        Some(words) => notice::show(ui, m, body, &words),
        None => body,
    };
    (body, language.or(back).or(locked))
}

/// The height of the title on a screen that stands upright, in millimetres.
const TITLE_HIGH: f32 = 26.0;

/// The space below a page, in millimetres.
const FOOT: f32 = 6.0;

/// The lock, left of the languages; its sign alone where there is too little room between them and the way back.
fn lock(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    screen: Rect,
    (back, languages): (f32, f32),
) -> (Option<Action>, f32) {
    let m = context.metrics;
    let words = context.texts.say(Key::StaffLock);
    let button = Button::new("staff-lock", &words, Kind::OnTone(Tone::GOODBYE)).icon(Icon::Lock);
    let row = header::row(m, screen);
    let right = languages - m.mm(2.0 * mm::GAP);
    let wide = button.width(ui, m);
    let (button, width) = if back + m.mm(mm::GAP) + wide <= right {
        (button, wide)
    } else {
        (button.only_icon(Icon::Lock), row.height())
    };
    let left = right - width;
    let rect = row.between(left, left + width);
    let used = button.show(ui, m, rect);
    (used.then_some(Action::Staff(StaffAction::Lock)), left)
}

fn name(ui: &mut Ui, context: &DrawContext<'_>, place: Rect, head: &Head<'_>) {
    let m = context.metrics;
    let who = who(context);
    let under = head.under.or(who.as_deref()).unwrap_or_default();
    let capitals = if m.portrait() { 9.0 } else { 6.2 };
    let part = if m.portrait() { 0.62 } else { 0.52 };
    let (upper, lower) = place.split_top_bottom_at_y(place.top() + place.height() * part);
    let title = Look::new(m, capitals, Weight::Bold, colour::COBALT);
    title
        .middle()
        .rows(1)
        .heading()
        .write(ui, upper, head.title);
    if !under.is_empty() {
        let look = Look::text(m, colour::INK_SOFT);
        look.middle().rows(1).write(ui, lower, under);
    }
}

/// Who is there, at which kiosk and gate; `None` while staff mode is locked.
fn who(context: &DrawContext<'_>) -> Option<String> {
    let StaffState::Open(staff) = &context.view.staff.state else {
        return None;
    };
    let status = &context.view.status;
    let gate = context.view.gate_name(&status.gate, context.language());
    Some(context.texts.say_with(
        Key::StaffWho,
        [
            ("staff", staff.as_str().into()),
            ("kiosk", status.kiosk.as_str().into()),
            ("gate", gate.into()),
        ],
    ))
}

/// A card's ground.
pub(super) fn card(ui: &Ui, m: &Metrics, place: Rect) {
    ui.painter().rect(
        place,
        corner(m, mm::CARD),
        colour::PORCELAIN,
        Stroke::new(m.mm(0.4), colour::CRAZE),
        StrokeKind::Inside,
    );
}

/// What is said in an empty page: a title, and what to do.
pub(super) fn empty(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    icon: Icon,
    words: [Key; 2],
) {
    let [what, next] = words.map(|key| context.texts.say(key));
    say(ui, context.metrics, place, icon, [&what, &next]);
}

/// The same with words of one's own.
pub(super) fn say(ui: &mut Ui, m: &Metrics, place: Rect, icon: Icon, [what, next]: [&str; 2]) {
    let width = place.width().min(m.mm(190.0));
    let place = Rect::from_center_size(place.center(), vec2(width, place.height()));
    let look = Look::new(m, mm::HEADING, Weight::SemiBold, colour::INK).centred();
    let under = Look::text(m, colour::INK_SOFT).centred();
    let side = m.mm(22.0).min(place.height() * 0.3);
    let lines = TextLines::new(look, what).then(m.mm(4.0), under, next);
    let height = side + m.mm(6.0) + lines.height(ui, width);
    let top = place.top() + ((place.height() - height) * 0.4).max(0.0);
    let (sign, words) = place.with_min_y(top).below_head(side, m.mm(6.0));
    icon.draw(ui.painter(), sign.square(side), colour::COBALT_THIN);
    lines.write(ui, words);
}

/// A heading at the top of a column.
pub(super) fn heading(column: &mut Column<'_>, key: Key) {
    let m = column.metrics();
    let look = Look::new(m, mm::TEXT, Weight::SemiBold, colour::COBALT);
    column.write(&look.rows(1).heading(), &column.context.texts.say(key));
    column.gap(2.0);
}

/// Buttons of one size in so many columns; returns the place of the one that was used.
pub(super) fn buttons(
    column: &mut Column<'_>,
    columns: usize,
    buttons: Vec<Button<'_>>,
) -> Option<usize> {
    let (m, place) = (column.metrics(), column.free);
    let gap = m.mm(mm::GAP);
    let size = vec2(place.cell(columns, 1, gap).x, key_high(m));
    let mut used = None;
    for (index, (button, cell)) in buttons
        .into_iter()
        .zip(place.cells(columns, size, gap))
        .enumerate()
    {
        if button.show(column.ui, m, cell) {
            used = Some(index);
        }
        column.go_to(cell.bottom());
    }
    used
}

/// The one large button at the end of a page.
pub(super) fn confirm(column: &mut Column<'_>, button: Button<'_>) -> bool {
    let m = column.metrics();
    let high = (key_high(m) + m.mm(6.0)).min(column.free.height());
    let row = column.take(high);
    button.capitals(6.4).show(column.ui, m, row)
}

/// A page in two parts: one above the other upright, `high` points for the first, else side by side.
pub(super) fn halves(m: &Metrics, body: Rect, high: f32) -> (Rect, Rect) {
    if m.portrait() {
        body.below_head(high, m.mm(6.0))
    } else {
        body.beside(body.width() * 0.56, m.mm(8.0))
    }
}
