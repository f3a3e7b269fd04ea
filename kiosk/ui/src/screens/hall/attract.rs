//! What a hall's kiosk shows while nobody uses it: the villages in slow turn, what is on, and an invitation to touch.

mod showpiece;
mod turns;

use std::time::Duration;

use egui::{Id, Rect, Sense, Ui, vec2};
use texts::Key;

use super::super::DrawContext;
use super::super::controls::{Button, Kind};
use super::super::header::{self, LanguageNames};
use super::super::icons::Icon;
use super::super::places::Places;
use super::super::stack::{Line, Stack};
use super::on_now;
use crate::session::{Action, Page};
use crate::theme::{Tone, colour, mm};
use turns::turn;

/// What is on is written anew after so long, whatever else is drawn.
const MINUTE: Duration = Duration::from_mins(1);

/// Where the picture goes and where the words go.
struct AttractParts {
    picture: Rect,
    words: Rect,
}

/// Draws the invitation. A touch anywhere begins a visit; `now_ms` moves the pictures on.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    names: &LanguageNames,
    now_ms: u64,
) -> Option<Action> {
    let screen = ui.max_rect();
    let m = context.metrics;
    // Below everything else: what is touched there is no control of its own.
    let anywhere = ui.interact(screen, Id::unique("anywhere"), Sense::CLICK);
    let parts = parts(context, screen);
    let shown = pictures(ui, context, parts.picture, now_ms);
    let bar = header::row(m, screen);
    let on_tone = m.portrait().then_some(shown);
    let (beside, buttons) =
        header::beside(ui, context, bar, bar.right() + m.mm(mm::GAP), on_tone, None);
    let words = parts.words;
    let (top, language) = invitation(ui, context, names, words);
    let above = words.with_max_y(top - m.mm(5.0));
    let above = if m.portrait() {
        above
    } else {
        venue(ui, context, bar.between(words.left(), buttons - m.mm(4.0)));
        above.with_min_y(bar.bottom() + m.mm(3.0))
    };
    let on = tell(ui, context, above);
    let begins = anywhere
        .clicked()
        .then_some(Action::Begin(context.texts.language()));
    beside.or(language).or(on).or(begins)
}

/// The picture above the words upright, else beside them.
fn parts(context: &DrawContext<'_>, screen: Rect) -> AttractParts {
    let m = context.metrics;
    let (picture, words) = if m.portrait() {
        screen.split_top_bottom_at_y(screen.top() + screen.height() * 0.5)
    } else {
        screen.split_left_right_at_x(screen.left() + screen.width() * 0.47)
    };
    let edge = m.mm(mm::MARGIN);
    let words = words
        .shrink2(vec2(edge, 0.0))
        .with_max_y(words.bottom() - m.mm(mm::MARGIN * 0.8));
    AttractParts {
        picture,
        words: words.with_min_y(words.top() + m.mm(if m.portrait() { 7.0 } else { 0.0 })),
    }
}

/// The villages in turn; answers with the colours of the one that is seen.
fn pictures(ui: &mut Ui, context: &DrawContext<'_>, place: Rect, now_ms: u64) -> Tone {
    let villages = &context.view.catalogue.villages;
    let turn = turn(now_ms, villages.len(), context.access.calm());
    showpiece::show(ui, context, place, (turn.shown, villages.get(turn.shown)));
    if let Some((coming, part)) = turn.coming {
        ui.scope(|ui| {
            ui.set_opacity(part);
            showpiece::show(ui, context, place, (coming, villages.get(coming)));
        });
    }
    let due = turn.due_ms.map_or(MINUTE, Duration::from_millis);
    ui.ctx().request_repaint_after(due.min(MINUTE));
    let seen = match turn.coming {
        Some((coming, part)) if part > 0.5 => coming,
        _ => turn.shown,
    };
    Tone::of_village(seen)
}

/// The invitation, and below it the languages; answers with where they begin and what was chosen.
fn invitation(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    names: &LanguageNames,
    place: Rect,
) -> (f32, Option<Action>) {
    let m = context.metrics;
    let gap = m.mm(mm::GAP);
    let target = m.mm(mm::TARGET);
    let count = names.iter().len();
    let widest = names
        .iter()
        .map(|(_, name)| Button::new("", name, Kind::Quiet).width(ui, m));
    let widest = widest.fold(target, f32::max);
    let columns =
        (((place.width() + gap) / (widest + gap)).floor() as usize).clamp(1, count.max(1));
    let rows = count.div_ceil(columns);
    let columns = count.div_ceil(rows.max(1)).max(1);
    let high = rows as f32 * (target + gap) - gap;
    let (above, place) = place.above_foot(high, 1.5 * gap);
    let size = vec2(place.cell(columns, 1, gap).x, target);
    let mut chosen = None;
    for ((language, name), cell) in names.iter().zip(place.cells(columns, size, gap)) {
        if Button::new(language.code(), name, Kind::Quiet).show(ui, m, cell) {
            chosen = Some(Action::Begin(language));
        }
    }
    let high = m.mm(if m.portrait() { 36.0 } else { 27.0 });
    let (_, rect) = above.above_foot(high, 0.0);
    let words = context.texts.say(Key::AttractTouch);
    let capitals = if m.portrait() { 10.0 } else { 7.4 };
    let begin = Button::new("begin", &words, Kind::Main)
        .icon(Icon::Hand)
        .capitals(capitals);
    if begin.show(ui, m, rect) {
        chosen = Some(Action::Begin(context.texts.language()));
    }
    (rect.top(), chosen)
}

/// Where the exhibition is.
fn venue(ui: &mut Ui, context: &DrawContext<'_>, place: Rect) {
    let venue = context.view.catalogue.venue.get(context.language());
    let line = Line::new(venue, 5.4);
    let stack = Stack::new(colour::INK_SOFT, false).with(line);
    let sized = stack.size(ui, context.metrics, place.size());
    if sized.height <= place.height() {
        let top = place.center().y - sized.height / 2.0;
        sized.write(ui, place.left(), top);
    }
}

/// The exhibition's name, and what is on; answers with what was chosen.
fn tell(ui: &mut Ui, context: &DrawContext<'_>, place: Rect) -> Option<Action> {
    let m = context.metrics;
    let catalogue = &context.view.catalogue;
    let name = catalogue.name.get(context.language());
    let venue = catalogue.venue.get(context.language());
    let wanted = if m.portrait() { 2 } else { 1 };
    let card_high = on_now::height(m, place.width(), wanted);
    let room = vec2(place.width(), place.height() - card_high - m.mm(6.0));
    let most = if m.portrait() { 9.4 } else { 7.6 };
    let stack = Stack::new(colour::COBALT, false).with(Line::title(name, most).rows(5));
    let stack = if m.portrait() {
        stack.with(Line::new(venue, 5.4))
    } else {
        stack
    };
    let sized = stack.size(ui, m, room);
    let ends = sized.write(ui, place.left(), place.top());
    let below = place.with_min_y(ends + m.mm(6.0));
    let rows = on_now::rows_in(m, below).min(3);
    if rows == 0 {
        return None;
    }
    let lines = on_now::happenings(context, rows);
    let high = on_now::height(m, below.width(), lines.len());
    // As near to the invitation as the name is to the picture.
    let spare = (below.height() - high).max(0.0) * 0.5;
    let top = below.top() + spare;
    let card = below.with_min_y(top).with_max_y(top + high);
    on_now::card(ui, context, card, &lines).then_some(Action::Go(Page::Programme))
}
