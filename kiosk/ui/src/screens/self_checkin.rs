//! The first screen where nobody stands beside the kiosk: three steps, and where there is help.

use egui::{Rect, Ui, pos2};

use super::controls::Kind;
use super::scan_facts::ScanFacts;
use super::stack::{Line, Stack};
use super::viewfinder::Viewfinder;
use super::words::Look;
use super::{AtTheDoor, DrawContext, scan_foot, steps};
use crate::session::Action;
use crate::theme::{Weight, colour};

/// Draws it below the bar and the signs.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    body: Rect,
    facts: &ScanFacts,
    viewfinder: &mut Viewfinder,
    door: AtTheDoor<'_>,
) -> Option<Action> {
    let m = context.metrics;
    let portrait = m.portrait();
    let (buttons, chosen) = scan_foot::buttons(ui, context, body, Kind::Quiet);
    let body = body.with_max_y(buttons - m.mm(5.0));
    let help = context.house.help(context.texts);
    let look = Look::new(m, 5.8, Weight::SemiBold, colour::INK).even();
    let look = if portrait { look.centred() } else { look };
    let row = look.height(ui, &help, body.width());
    let body = body.with_max_y(body.bottom() - row - m.mm(5.0));
    let below = Rect::from_min_max(
        pos2(body.left(), body.bottom() + m.mm(5.0)),
        pos2(body.right(), buttons),
    );
    look.write(ui, below, &help);
    let (words, picture) = split(portrait, m.mm(8.0), body);
    let (now, reading) = (door.now_ms, facts.reading);
    viewfinder.show(ui, context, picture, door.frame, now, reading);
    let ink = if reading {
        colour::CELADON_DEEP
    } else {
        colour::COBALT
    };
    let title = Stack::new(ink, portrait)
        .with(Line::title(&facts.invitation, 12.5))
        .and(
            facts
                .second
                .iter()
                .map(|line| Line::next(line, 6.0).before(2.0)),
        );
    let height = m.mm(if portrait { 38.0 } else { 34.0 });
    let sized = title.size(ui, m, egui::vec2(words.width(), height));
    let top = if portrait {
        exhibition(ui, context, body, facts)
    } else {
        words.top()
    };
    let ends = sized.write(ui, words.left(), top + m.mm(4.0));
    let top = if portrait {
        words.top()
    } else {
        ends + m.mm(6.0)
    };
    // While a code is read, the visitor is at the second step already.
    let on = usize::from(reading);
    let place = words.with_min_y(top);
    steps::show(ui, context, place, &steps::steps(context, facts.camera), on);
    chosen
}

/// The exhibition's name, where there is room for it; answers with where it ends.
fn exhibition(ui: &mut Ui, context: &DrawContext<'_>, body: Rect, facts: &ScanFacts) -> f32 {
    let m = context.metrics;
    let look = Look::new(m, 5.4, Weight::SemiBold, colour::COBALT).centred();
    let place = body.with_min_y(body.top() + m.mm(2.0));
    look.write(ui, place, &facts.exhibition).bottom() + m.mm(4.0)
}

/// Where the steps go and where the picture goes.
fn split(portrait: bool, gap: f32, body: Rect) -> (Rect, Rect) {
    if portrait {
        let title = body.height() * 0.16;
        let steps = body.height() * 0.33;
        let words = body.with_min_y(body.bottom() - steps);
        let picture = Rect::from_min_max(
            pos2(body.left(), body.top() + title),
            pos2(body.right(), words.top() - gap),
        );
        (words, picture)
    } else {
        let (words, picture) = body.split_left_right_at_x(body.left() + body.width() * 0.56);
        (words, picture.with_min_x(picture.left() + gap))
    }
}
