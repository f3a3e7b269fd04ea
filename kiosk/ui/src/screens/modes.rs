//! How the door is set up, as signs that nobody overlooks: which way it leads, that staff confirm, that it is only a
//! rehearsal.

use egui::{Color32, Rect, Stroke, Ui, pos2, vec2};
use shared::checkin::Direction;
use texts::Key;
use view::Role;
use view::{LaneView, Mode, StaffState};

use super::DrawContext;
use super::controls::corner;
use super::icons::Icon;
use super::places::Places;
use super::words::Look;
use super::{out_of_order, staff};
use crate::theme::{Metrics, Tone, Weight, colour, mm};

/// Which way the door leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    In,
    Out,
    Both,
}

impl Way {
    /// The way of a door.
    pub(super) fn of(mode: Mode) -> Self {
        match (mode.both_ways, mode.direction) {
            (true, _) => Self::Both,
            (false, Direction::In) => Self::In,
            (false, Direction::Out) => Self::Out,
        }
    }

    /// Its name.
    pub(super) fn key(self) -> Key {
        match self {
            Self::In => Key::ModeIn,
            Self::Out => Key::ModeOut,
            Self::Both => Key::ModeBoth,
        }
    }

    fn icon(self) -> Icon {
        match self {
            Self::In => Icon::EnterDoor,
            Self::Out => Icon::ExitDoor,
            Self::Both => Icon::BothWays,
        }
    }

    fn tone(self) -> Tone {
        match self {
            Self::In => Tone::WELCOME,
            Self::Out => Tone::GOODBYE,
            Self::Both => Tone::BOTH_WAYS,
        }
    }
}

/// The sign of the way at the left of a place, in a colour, a symbol and words of its own; answers with where it ends.
pub(super) fn way(ui: &mut Ui, context: &DrawContext<'_>, place: Rect) -> f32 {
    let way = Way::of(context.view.mode);
    let words = context.texts.say(way.key());
    let tone = way.tone();
    sign(ui, context.metrics, place, way.icon(), &words, tone)
}

/// How wide the sign of the way is at a height, in points.
pub(super) fn way_width(ui: &Ui, context: &DrawContext<'_>, height: f32) -> f32 {
    let words = context.texts.say(Way::of(context.view.mode).key());
    sign_width(ui, context.metrics, height, &words)
}

/// The signs under the bar at the top, `unheard` among them where a hand scanner that types is not heard; answers with
/// what is left below.
pub(super) fn signs(ui: &mut Ui, context: &DrawContext<'_>, place: Rect, unheard: bool) -> Rect {
    let m = context.metrics;
    let confirm = context.view.mode.confirm_first;
    let signs = [
        (unheard, Key::ModeUnheard, Icon::Warning, Tone::REFUSED),
        (confirm, Key::ModeConfirm, Icon::Person, Tone::ASKED),
    ];
    let mut rest = place;
    for (_, key, icon, tone) in signs.into_iter().filter(|(shown, ..)| *shown) {
        let words = context.texts.say(key);
        let (row, below) = rest.below_head(m.mm(SIGN), m.mm(mm::GAP));
        sign(ui, m, row, icon, &words, tone);
        rest = below;
    }
    rest
}

/// The height of a sign, in millimetres.
const SIGN: f32 = 12.0;

fn sign_look(m: &Metrics, height: f32, ink: Color32) -> Look {
    let capitals = (height / m.mm(1.0) * 0.3).clamp(mm::TEXT, 6.0);
    Look::new(m, capitals, Weight::Bold, ink).middle().rows(1)
}

fn sign_width(ui: &Ui, m: &Metrics, height: f32, words: &str) -> f32 {
    let look = sign_look(m, height, Color32::BLACK);
    look.width(ui, words) + height * (0.52 + 2.4 * 0.3) + m.mm(2.5)
}

/// A symbol and words on a coloured ground, as high as its place.
fn sign(ui: &mut Ui, m: &Metrics, place: Rect, icon: Icon, words: &str, tone: Tone) -> f32 {
    let look = sign_look(m, place.height(), tone.ink);
    let side = place.height() * 0.52;
    let edge = place.height() * 0.3;
    let width = sign_width(ui, m, place.height(), words).min(place.width());
    let ground = Rect::from_min_size(place.min, vec2(width, place.height()));
    ui.painter()
        .rect_filled(ground, corner(m, mm::CARD), tone.ground);
    let square = ground.with_min_x(ground.left() + edge).square_at_left(side);
    icon.draw(ui.painter(), square, tone.ink);
    let rest = ground.between(square.right() + m.mm(2.5), ground.right() - edge * 0.5);
    look.write(ui, rest, words);
    ground.right()
}

/// The height of the band that says that nothing counts, in millimetres.
const BAND: f32 = 16.0;

/// The band across the top of every screen while the door only rehearses; answers with what is left for the screen.
pub fn rehearsal(ui: &mut Ui, context: &DrawContext<'_>) -> Rect {
    let screen = ui.max_rect();
    if !context.view.mode.rehearsal {
        return screen;
    }
    let m = context.metrics;
    let tone = Tone::REHEARSAL;
    let (band, rest) = screen.split_top_bottom_at_y(screen.top() + m.mm(BAND));
    ui.painter().rect_filled(band, 0.0, tone.ground);
    let words = context.texts.say(Key::ModeRehearsal);
    let look = Look::new(m, 6.6, Weight::Bold, tone.ink)
        .centred()
        .middle()
        .rows(1);
    let written = look.write(ui, band, &words).expand(m.mm(6.0));
    let sides = [
        band.with_max_x(written.left()),
        band.with_min_x(written.right()),
    ];
    for side in sides {
        hatch(ui, m, side, colour::CRAZE);
    }
    rest
}

/// The height of the band for a message, in millimetres: two rows of words.
const NOTICE: f32 = 20.0;

/// The band across the top of every screen with what the organisers say, or with where they moved the kiosk; answers with
/// what is left for the screen.
pub fn notice(ui: &mut Ui, context: &DrawContext<'_>, screen: Rect) -> Rect {
    let status = &context.view.status;
    let words = match &status.message {
        _ if status.moved => moved(context),
        Some(message) => message.get(context.language()).to_owned(),
        None => return screen,
    };
    sentence(ui, context.metrics, screen, &words, Tone::ASKED)
}

/// The band across the top of a page that does not say by itself that the kiosk is out of order: staff's pages say what to
/// do about it, visitors' whom to call. Answers with what is left for the page.
pub fn out_of_order_band(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    screen: Rect,
    for_staff: bool,
) -> Rect {
    let LaneView::OutOfOrder(why) = &context.view.lane else {
        return screen;
    };
    let next = if for_staff {
        staff::what_to_do(context, why)
    } else {
        out_of_order::whom_to_call(context)
    };
    let words = format!("{} · {next}", context.texts.say(Key::OutOfOrderTitle));
    sentence(ui, context.metrics, screen, &words, Tone::BROKEN)
}

/// A band across the top with words in two rows at most; answers with what is left below.
fn sentence(ui: &mut Ui, m: &Metrics, screen: Rect, words: &str, tone: Tone) -> Rect {
    let (band, rest) = screen.split_top_bottom_at_y(screen.top() + m.mm(NOTICE));
    ui.painter().rect_filled(band, 0.0, tone.ground);
    let place = band.shrink2(egui::vec2(m.mm(mm::MARGIN), m.mm(1.0)));
    let looks = [6.6, 5.8, 5.0, mm::TEXT, mm::TEXT / m.text_scale()];
    let looks = looks.map(|size| {
        let look = Look::new(m, size, Weight::Bold, tone.ink);
        look.centred().middle()
    });
    if let Some(look) = Look::fitting(ui, looks, words, place.size(), 2) {
        look.write(ui, place, words);
    }
    rest
}

/// Says where the kiosk stands since it was moved.
fn moved(context: &DrawContext<'_>) -> String {
    let (view, texts) = (context.view, context.texts);
    let gate = view.gate_name(&view.status.gate, context.language());
    let place = match view.role {
        Role::Door => format!("{gate} · {}", texts.say(Way::of(view.mode).key())),
        Role::Hall => gate.to_owned(),
        Role::Booth(number) => match view.catalogue.booth(number) {
            Some(booth) => format!("{number} · {}", booth.name.get(context.language())),
            None => number.to_string(),
        },
    };
    texts.say_with(Key::MovedHere, [("place", place.into())])
}

/// The height of the band that says that staff mode is open, in millimetres.
const UNLOCKED: f32 = 11.0;

/// The band at the foot of a visitor's screen while staff mode is open: any passer-by could use it. Answers with what
/// is left for the screen.
pub fn unlocked(ui: &mut Ui, context: &DrawContext<'_>, screen: Rect) -> Rect {
    let StaffState::Open(staff) = &context.view.staff.state else {
        return screen;
    };
    let m = context.metrics;
    let (rest, band) = screen.split_top_bottom_at_y(screen.bottom() - m.mm(UNLOCKED));
    let tone = Tone::AGAIN;
    ui.painter().rect_filled(band, 0.0, tone.ground);
    let words = context
        .texts
        .say_with(Key::StaffUnlocked, [("staff", staff.as_str().into())]);
    let capitals = mm::TEXT / m.text_scale();
    let look = Look::new(m, capitals, Weight::Bold, tone.ink)
        .middle()
        .rows(1);
    let (side, gap) = (m.mm(7.0), m.mm(3.0));
    let width = (look.width(ui, &words) + side + gap).min(band.width());
    let left = band.center().x - width / 2.0;
    let square = band.with_min_x(left).square_at_left(side);
    Icon::Unlock.draw(ui.painter(), square, tone.ink);
    look.write(ui, band.with_min_x(square.right() + gap), &words);
    rest
}

/// Slanting stripes, as on a barrier.
fn hatch(ui: &Ui, m: &Metrics, place: Rect, ink: Color32) {
    let painter = ui.painter().with_clip_rect(place);
    let slant = place.height();
    let step = m.mm(9.0);
    let count = ((place.width() + slant) / step).ceil().max(0.0) as usize;
    for index in 0..count {
        let left = place.left() - slant + index as f32 * step;
        let ends = [
            pos2(left, place.bottom() + 1.0),
            pos2(left + slant, place.top() - 1.0),
        ];
        painter.line_segment(ends, Stroke::new(m.mm(2.6), ink));
    }
}
