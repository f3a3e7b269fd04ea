//! What every page of the hall has around it: the ways back, its title, the languages.

use egui::{Rect, Ui, pos2, vec2};

use super::super::DrawContext;
use super::super::header::{self, LanguageNames};
use super::super::words::Look;
use crate::session::Action;
use crate::theme::{Metrics, Weight, colour, mm};

/// Draws the frame of a page; returns the place for what the page itself has to say, and what was chosen.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    names: &LanguageNames,
    title: &str,
) -> (Rect, Option<Action>) {
    framed(ui, context, names, title, header::ways_back)
}

/// The same for the first page, from which the way back leads out of the hall.
pub(super) fn first(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    names: &LanguageNames,
    title: &str,
) -> (Rect, Option<Action>) {
    framed(ui, context, names, title, header::way_back)
}

fn framed(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    names: &LanguageNames,
    title: &str,
    ways: fn(&mut Ui, &DrawContext<'_>, Rect) -> (Option<Action>, f32),
) -> (Rect, Option<Action>) {
    let screen = ui.max_rect();
    let (language, right) = header::languages(ui, context, screen, names, None);
    let (back, left) = ways(ui, context, screen);
    let body = head(ui, context, title, left, right);
    (body, language.or(back))
}

/// The title, between the buttons where it has room there and below them where not; answers with the place below.
fn head(ui: &mut Ui, context: &DrawContext<'_>, title: &str, left: f32, right: f32) -> Rect {
    let screen = ui.max_rect();
    let m = context.metrics;
    let beside = header::between(context, screen, left, right);
    let fits = |look: &Look| {
        let wide = beside.width() > m.mm(40.0);
        wide && look.height(ui, title, beside.width()) <= beside.height() + m.mm(SPARE)
            && look.longest_word(ui, title) <= beside.width()
    };
    let mut looks = [6.6, 5.8, mm::TEXT]
        .map(|size| look(m, size).middle())
        .into_iter();
    let place = if let Some(look) = looks.find(fits).filter(|_| !m.portrait()) {
        look.write(ui, beside, title).union(beside)
    } else {
        let row = header::row(m, screen);
        let below = row.with_min_y(row.bottom() + m.mm(2.0 * mm::GAP));
        let looks = [10.0, 8.6, mm::HEADING, 5.8].map(|size| look(m, size));
        let size = vec2(below.width(), m.row(34.0));
        match Look::fitting(ui, looks, title, size, 2) {
            Some(look) => look.write(ui, below, title),
            None => below.with_max_y(below.top()),
        }
    };
    let gap = if m.portrait() {
        2.0 * mm::GAP
    } else {
        mm::GAP + 1.0
    };
    Rect::from_min_max(
        pos2(screen.left(), place.bottom() + m.mm(gap)),
        pos2(screen.right(), screen.bottom() - m.mm(mm::MARGIN * 0.6)),
    )
    .shrink2(vec2(m.mm(mm::MARGIN), 0.0))
}

/// By how much a title may be higher than the buttons beside it, in millimetres: two rows of large letters are.
const SPARE: f32 = 3.0;

fn look(m: &Metrics, size: f32) -> Look {
    Look::new(m, size, Weight::Bold, colour::COBALT).heading()
}
