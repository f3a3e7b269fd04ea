//! The first screen of a kiosk at a booth: which booth it is, and an invitation to hold one's ticket there.

use egui::{Rect, Ui, pos2, vec2};
use shared::ids::BoothNumber;
use texts::Key;
use view::LaneView;

use super::controls::Kind;
use super::hall::{BoothLine, booth_tile};
use super::header;
use super::languages::{BarEnd, LanguageBar};
use super::plate::waves;
use super::scan_facts::has_camera;
use super::viewfinder::Viewfinder;
use super::words::Look;
use super::{AtTheDoor, DrawContext, modes, scan_foot, status};
use crate::session::Action;
use crate::theme::{Tone, Weight, colour, mm};

/// The first screen of a kiosk at a booth, with its picture.
#[derive(Clone)]
pub struct VisitScreen {
    viewfinder: Viewfinder,
    languages: LanguageBar,
}

impl Default for VisitScreen {
    fn default() -> Self {
        Self {
            viewfinder: Viewfinder::new("KIM LAN"),
            languages: LanguageBar::default(),
        }
    }
}

impl VisitScreen {
    /// Draws it for a booth.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        door: AtTheDoor<'_>,
        number: BoothNumber,
    ) -> Option<Action> {
        let screen = ui.max_rect();
        let m = context.metrics;
        let (language, bar) = self.languages.show(ui, context, screen);
        date(ui, context, screen, &bar);
        status::line(ui, context, screen);
        let body = Rect::from_min_max(
            pos2(screen.left() + m.mm(mm::MARGIN), bar.bottom + m.mm(5.0)),
            pos2(
                screen.right() - m.mm(mm::MARGIN),
                screen.bottom() - m.mm(status::HEIGHT + 5.0),
            ),
        );
        let body = modes::signs(ui, context, body, door.unheard);
        let (words, picture) = if m.portrait() {
            (body, None)
        } else {
            let middle = body.left() + body.width() * 0.58;
            let picture = body.with_min_x(middle + m.mm(8.0));
            (body.with_max_x(middle), Some(picture))
        };
        let (foot, chosen) = scan_foot::buttons(ui, context, words, Kind::Quiet);
        let words = words.with_max_y(foot - m.mm(6.0));
        let below = booth(ui, context, words, number);
        let below = words.with_min_y(below);
        let reading = context.view.lane == LaneView::Reading;
        let free = invitation(ui, context, below, reading);
        let picture = picture.unwrap_or(words.with_min_y(free));
        let (now, frame) = (door.now_ms, door.frame);
        self.viewfinder
            .show(ui, context, picture, frame, now, reading);
        language.or(chosen)
    }
}

/// Today's date beside the languages.
fn date(ui: &mut Ui, context: &DrawContext<'_>, screen: Rect, bar: &BarEnd) {
    let m = context.metrics;
    let left = screen.left() + m.mm(mm::MARGIN - 2.0 * mm::GAP);
    let place = header::between(context, screen, left, bar.left);
    let look = Look::text(m, colour::INK_SOFT).middle().rows(1);
    let date = context.local().date;
    let dates = [context.texts.date(date), context.texts.date_short(date)];
    let fitting = dates
        .iter()
        .find(|date| look.width(ui, date) <= place.width());
    if let Some(date) = fitting {
        look.write(ui, place, date);
    }
}

/// The booth as its sign has it: the tile with the number, its name, its producer; answers with where it ends.
fn booth(ui: &mut Ui, context: &DrawContext<'_>, place: Rect, number: BoothNumber) -> f32 {
    let m = context.metrics;
    let portrait = m.portrait();
    let catalogue = &context.view.catalogue;
    let Some(booth) = catalogue.booth(number) else {
        // The catalogue may not be there yet; the number is on the kiosk itself.
        let slots = [("number", number.0.into())];
        let words = context.texts.say_with(Key::VisitBooth, slots);
        let look = Look::new(m, 12.0, Weight::Bold, colour::COBALT).heading();
        return look.write(ui, place, &words).bottom();
    };
    let line = BoothLine::new(catalogue, booth, context.texts.language());
    let side = m.mm(if portrait { 46.0 } else { 34.0 });
    let side = side.min((place.height() * 0.45).max(m.mm(mm::TARGET)));
    let tile = Rect::from_min_size(place.min, vec2(side, side));
    booth_tile(ui, m, tile, &line);
    let beside = place.with_min_x(tile.right() + m.mm(8.0));
    let ink = Tone::of_village(line.village_place).ground;
    let (large, small) = if portrait {
        ([8.6, 7.0, 5.8], 5.8)
    } else {
        ([7.0, 5.8, mm::TEXT], mm::TEXT)
    };
    let names = large.map(|size| Look::new(m, size, Weight::Bold, colour::INK).heading());
    let room = vec2(beside.width(), side);
    let Some(name) = Look::fitting(ui, names, &line.name, room, 3) else {
        return tile.bottom();
    };
    let producer = Look::new(m, small, Weight::Regular, colour::INK_SOFT).rows(2);
    let village = Look::new(m, small, Weight::SemiBold, ink).rows(1);
    let lines = [
        (name, line.name.as_str()),
        (producer, line.producer.as_str()),
        (village, line.village.as_str()),
    ];
    let gap = m.mm(1.5);
    let high = |(look, text): &(Look, &str)| look.height(ui, text, beside.width()) + gap;
    // Beside a small tile the name comes first.
    let mut all = 0.0;
    let shown = lines.iter().take_while(|line| {
        let before = all;
        all += high(line);
        before == 0.0 || all - gap <= side.max(m.mm(34.0)).min(place.height() * 0.5)
    });
    let shown: Vec<_> = shown.collect();
    let all: f32 = shown.iter().map(|line| high(line)).sum();
    let mut top = beside.top() + ((side - all) / 2.0).max(0.0);
    for (look, text) in shown {
        top = look.write(ui, beside.with_min_y(top), text).bottom() + gap;
    }
    top.max(tile.bottom())
}

/// What to do, large, and what it is good for; answers with where it ends.
fn invitation(ui: &mut Ui, context: &DrawContext<'_>, place: Rect, reading: bool) -> f32 {
    let m = context.metrics;
    let portrait = m.portrait();
    let key = match (reading, has_camera(&context.view.status)) {
        (true, _) => Key::ScanReading,
        (false, true) => Key::VisitInvite,
        (false, false) => Key::VisitInviteScanner,
    };
    let (words, hint) = (context.texts.say(key), context.texts.say(Key::VisitHint));
    let ink = if reading {
        colour::CELADON_DEEP
    } else {
        colour::COBALT
    };
    let centred = |look: Look| if portrait { look.centred() } else { look };
    let small = if portrait { 5.8 } else { 5.2 };
    let soft = centred(Look::new(m, small, Weight::Regular, colour::INK_SOFT).even());
    let sizes: &[f32] = if portrait {
        &[11.0, 10.0, 9.0, 8.0]
    } else {
        &[11.0, 10.0, 9.0, 8.0, 7.0, 6.0, 5.4]
    };
    let looks = sizes
        .iter()
        .map(|size| centred(Look::new(m, *size, Weight::Bold, ink).heading()));
    let hint_high = soft.height(ui, &hint, place.width());
    // The hint is left out where it would leave the invitation too little.
    let told = portrait || place.height() - hint_high >= m.mm(40.0);
    let left = place.height() - if told { hint_high } else { 0.0 };
    let room = vec2(
        place.width(),
        match (portrait, told) {
            (true, _) => m.mm(52.0),
            (false, true) => left - m.mm(14.0),
            (false, false) => left - m.mm(3.0),
        },
    );
    let Some(look) = Look::fitting(ui, looks, &words, room, 3) else {
        return place.top();
    };
    let top = if portrait {
        let band = Rect::from_center_size(
            pos2(place.center().x, place.top() + m.mm(10.0)),
            vec2(m.mm(66.0), m.mm(4.0)),
        );
        waves(ui.painter(), m, band);
        band.bottom() + m.mm(8.0)
    } else {
        let both = look.height(ui, &words, place.width()) + place.height() - left + m.mm(4.0);
        let least = if told { m.mm(5.0) } else { m.mm(2.0) };
        place.top() + ((place.height() - both) / 2.0).max(least)
    };
    let said = look.write(ui, place.with_min_y(top), &words);
    if !told {
        return said.bottom() + m.mm(7.0);
    }
    let under = place.with_min_y(said.bottom() + m.mm(4.0));
    soft.write(ui, under, &hint).bottom() + m.mm(7.0)
}
