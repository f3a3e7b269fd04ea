//! An artisan's video in place of the slides: the picture, how far it has come, its captions, and what can be done.

use egui::{Rect, Ui, pos2, vec2};
use shared::catalogue::Video;
use texts::Key;

use super::super::super::DrawContext;
use super::super::super::controls::corner;
use super::super::super::layout::Column;
use super::super::super::plate::rim;
use super::super::super::words::Look;
use super::facts::{CARD, MARGIN, name, text};
use super::video_controls::{Use, VideoControls};
use crate::session::{Action, Demos, Watching};
use crate::theme::{Metrics, Weight, colour, mm};
use crate::video::{Progress, Stage};

/// The height that the picture has at least, in millimetres.
const LEAST_PICTURE: f32 = 34.0;

/// Draws the video, the picture as large as leaves everything else within the place, and at most `picture_high`.
pub(super) fn show(
    column: &mut Column<'_>,
    demos: &Demos,
    (video, watching): (&Video, Watching),
    picture_high: f32,
) -> Option<Action> {
    let (context, m) = (column.context, column.metrics());
    let shown = VideoCard {
        context,
        video,
        watching,
        captions: demos.captions(),
        progress: context.film.progress(watching),
    };
    column.card(MARGIN, CARD, |card| {
        let head = name(m, colour::CELADON_DEEP).heading();
        card.write(&head, video.title.get(context.language()));
        card.gap(4.0);
        let whole = card.free;
        let words_high = shown.words_high(card.ui, whole.width());
        let controls = VideoControls::of(context, shown.use_of_it(), card.ui, whole.width());
        let below = m.mm(4.0 + 8.0 + 3.0 + 5.0) + words_high + controls.high() + m.mm(MARGIN);
        let room = (whole.height() - below).max(m.mm(LEAST_PICTURE));
        let high = picture_high.min(room).min(whole.width() * 9.0 / 16.0);
        let picture = card.take(high);
        let size = vec2(high * 16.0 / 9.0, high);
        let picture = Rect::from_center_size(picture.center(), size);
        card.gap(4.0);
        let bar = card.take(m.mm(8.0));
        card.gap(3.0);
        let words = card.take(words_high);
        if shown.progress.stage == Stage::Failed {
            shown.failed(card.ui, whole.with_max_y(words.bottom()));
        } else {
            shown.picture(card.ui, picture);
            shown.bar(card.ui, bar);
            shown.words(card.ui, words);
        }
        card.gap(5.0);
        let row = card.take(controls.high());
        controls.show(card.ui, row)
    })
}

struct VideoCard<'a> {
    context: &'a DrawContext<'a>,
    video: &'a Video,
    watching: Watching,
    captions: bool,
    progress: Progress,
}

impl VideoCard<'_> {
    fn use_of_it(&self) -> Use {
        Use {
            stage: self.progress.stage,
            paused: self.watching.paused,
            captions: self.captions,
        }
    }

    /// The newest picture; while there is none, its empty place.
    fn picture(&self, ui: &mut Ui, place: Rect) {
        let (context, m) = (self.context, self.context.metrics);
        let language = context.language();
        let film = context.film;
        if !film.show(ui, place, self.video, self.watching, language) {
            ui.painter()
                .rect_filled(place, corner(m, mm::CARD), colour::GLAZE);
        }
    }

    /// That there is nothing to see, and what to look at instead.
    fn failed(&self, ui: &mut Ui, place: Rect) {
        let (context, m) = (self.context, self.context.metrics);
        ui.painter()
            .rect_filled(place, corner(m, mm::CARD), colour::GLAZE);
        let inner = place.shrink(m.mm(4.0));
        let lines = [
            (name(m, colour::INK).centred(), Key::VideoFailed),
            (text(m, colour::INK).centred(), Key::VideoFailedNext),
        ]
        .map(|(look, key)| (look, context.texts.say(key)));
        let gap = m.mm(2.5);
        let heights = lines
            .iter()
            .map(|(look, words)| look.height(ui, words, inner.width()));
        let room = inner.height() - heights.sum::<f32>() - gap;
        let mut top = inner.top() + room.max(0.0) / 2.0;
        if room > m.mm(24.0) {
            let radius = (room * 0.32).min(m.mm(20.0));
            top = inner.top() + room / 2.0 + radius;
            let above = pos2(inner.center().x, top - radius - m.mm(3.0));
            rim(ui.painter(), above, radius);
        }
        for (look, words) in &lines {
            top = look.write(ui, inner.with_min_y(top), words).bottom() + gap;
        }
    }

    /// How far it has come, as a line and in numbers.
    fn bar(&self, ui: &mut Ui, place: Rect) {
        let m = self.context.metrics;
        let length = self.video.length_ms();
        let at = match self.progress.stage {
            Stage::Ended => length,
            _ => self.progress.position_ms.min(length),
        };
        let slots = [("at", clock(at).into()), ("length", clock(length).into())];
        let told = self.context.texts.say_with(Key::VideoTime, slots);
        let look = Look::new(m, mm::TEXT, Weight::Regular, colour::INK)
            .middle()
            .rows(1);
        // As wide as with the widest digits: the line keeps its length while time passes.
        let digits = |digit: char| told.replace(|c: char| c.is_ascii_digit(), &digit.to_string());
        let widths = ('0'..='9').map(|digit| look.width(ui, &digits(digit)));
        let widest = widths.fold(0.0, f32::max) + m.mm(1.0);
        let (line, words) = place.split_left_right_at_x(place.right() - widest);
        let line = Rect::from_min_max(
            pos2(line.left(), line.center().y - m.mm(0.9)),
            pos2(line.right() - m.mm(4.0), line.center().y + m.mm(0.9)),
        );
        let round = corner(m, 0.9);
        ui.painter().rect_filled(line, round, colour::CELADON);
        let part = at as f32 / length.max(1) as f32;
        let gone = line.with_max_x(line.left() + line.width() * part);
        ui.painter().rect_filled(gone, round, colour::CELADON_DEEP);
        look.write(ui, words, &told);
    }

    /// What stands below the picture: the caption, and at rest that there is no sound.
    fn words(&self, ui: &mut Ui, place: Rect) {
        let m = self.context.metrics;
        let goes = matches!(self.progress.stage, Stage::Playing);
        let waits = self.progress.slow && self.progress.stage == Stage::Opening;
        let said = |key| self.context.texts.say(key);
        let quiet = text(m, colour::INK).centred().middle();
        if waits {
            quiet.write(ui, place, &said(Key::VideoWait));
        } else if !goes || !self.captions {
            quiet.write(ui, place, &said(Key::VideoSilent));
        } else if let Some(cue) = self.video.caption(self.progress.position_ms) {
            let said = cue.text.get(self.context.language());
            caption_look(m).middle().write(ui, place, said);
        }
    }

    /// The height of the longest caption: the controls stay in their place.
    fn words_high(&self, ui: &Ui, width: f32) -> f32 {
        let (m, language) = (self.context.metrics, self.context.language());
        let high = |words: &str| caption_look(m).height(ui, words, width);
        let captions = self.video.captions.iter();
        let highest = captions.map(|cue| high(cue.text.get(language)));
        let silent =
            text(m, colour::INK).height(ui, &self.context.texts.say(Key::VideoSilent), width);
        highest.fold(silent, f32::max)
    }
}

fn caption_look(m: &Metrics) -> Look {
    let large = if m.portrait() { 6.6 } else { 5.4 };
    Look::new(m, large, Weight::SemiBold, colour::INK).centred()
}

/// Minutes and seconds: `0:07`.
fn clock(ms: u32) -> String {
    let seconds = ms / 1000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_told_in_minutes_and_seconds() {
        assert_eq!(clock(7_999), "0:07");
        assert_eq!(clock(600_000), "10:00");
    }
}
