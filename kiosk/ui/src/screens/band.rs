//! A word to somebody with a ticket, in a band over the page on which somebody else is writing.

use egui::{Rect, Sense, Ui, pos2, vec2};
use texts::Key;
use view::Verdict;

use super::icons::Icon;
use super::words::Look;
use super::{DrawContext, Mood, VerdictCard};
use crate::session::Band;
use crate::theme::{Tone, Weight, mm};

/// As high as it is, in millimetres: the bar at the top of the page lies under it.
const HEIGHT: f32 = 31.0;

/// Draws it at the top of the page. Nothing can be chosen on it: the person at the controls is somebody else.
pub fn band(ui: &mut Ui, context: &DrawContext<'_>, band: Band, verdict: Option<&Verdict>) {
    let texts = context.texts;
    let (icon, tone, lines) = match (band, verdict) {
        (Band::Verdict, Some(verdict)) => {
            let card = VerdictCard::new(context, verdict);
            let mood: Mood = card.mood;
            let next = match card.people {
                Some(people) => format!("{people} · {}", card.next),
                None => card.next,
            };
            (mood.symbol(), mood.tone(), [card.title, next])
        }
        (Band::Verdict, None) => return,
        (Band::Taken, _) => {
            let words = [Key::FormBusy, Key::FormBusyNext].map(|key| texts.say(key));
            (Icon::Person, Tone::ASKED, words)
        }
    };
    let m = context.metrics;
    let screen = ui.max_rect();
    let place = Rect::from_min_size(screen.min, vec2(screen.width(), m.mm(HEIGHT)));
    // A touch on it must not reach what it covers.
    ui.interact(place, egui::Id::unique("band"), Sense::click());
    ui.painter().rect_filled(place, 0.0, tone.ground);
    let side = m.mm(19.0);
    let middle = pos2(
        place.left() + m.mm(mm::MARGIN) + side / 2.0,
        place.center().y,
    );
    let radius = side / 2.0;
    ui.painter().circle_filled(middle, radius, tone.ink);
    let square = Rect::from_center_size(middle, vec2(side, side) * 0.66);
    icon.draw(ui.painter(), square, tone.ground);
    let words = Rect::from_min_max(
        pos2(middle.x + radius + m.mm(6.0), place.top() + m.mm(2.0)),
        pos2(place.right() - m.mm(mm::MARGIN), place.bottom() - m.mm(2.0)),
    );
    let half = vec2(words.width(), words.height() / 2.0);
    let (upper, lower) = words.split_top_bottom_at_fraction(0.5);
    let sizes = |weight| {
        let sizes = [mm::HEADING, 6.0, 5.4, mm::TEXT, mm::TEXT / m.text_scale()];
        sizes.map(|size| Look::new(m, size, weight, tone.ink).middle())
    };
    let places = [(upper, Weight::Bold), (lower, Weight::SemiBold)];
    for ((place, weight), line) in places.into_iter().zip(&lines) {
        if let Some(look) = Look::fitting(ui, sizes(weight), line, half, 2) {
            look.write(ui, place, line);
        }
    }
}
