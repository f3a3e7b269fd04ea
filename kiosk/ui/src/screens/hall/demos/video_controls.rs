//! What can be done with a video: from the start, play or pause, captions on or off.

use egui::{Rect, Ui, pos2, vec2};
use texts::Key;

use super::super::super::DrawContext;
use super::super::super::controls::{Button, Kind};
use super::super::super::icons::Icon;
use crate::session::{Action, DemosAction};
use crate::theme::mm;
use crate::video::Stage;

/// How a video is being used.
#[derive(Debug, Clone, Copy)]
pub(super) struct Use {
    pub(super) stage: Stage,
    pub(super) paused: bool,
    pub(super) captions: bool,
}

impl Use {
    /// Whether nothing is left to stop.
    fn over(self) -> bool {
        matches!(self.stage, Stage::Ended | Stage::Failed)
    }
}

/// The controls, as wide as whatever may stand on them needs it: nothing is to move away from under a finger.
pub(super) struct VideoControls<'a> {
    context: &'a DrawContext<'a>,
    used: Use,
    /// From the start, where it stands before the others; else it is below them.
    before: Option<f32>,
    turn: f32,
    captions: f32,
}

impl<'a> VideoControls<'a> {
    /// The controls in a place that is so wide.
    pub(super) fn of(context: &'a DrawContext<'a>, used: Use, ui: &Ui, room: f32) -> Self {
        let m = context.metrics;
        let gap = m.mm(mm::GAP);
        // What a button wants, and with what it can do.
        let widths = |keys: [Key; 2]| {
            let mut widest = [0.0_f32; 2];
            for key in keys {
                let words = context.texts.say(key);
                let button = Button::new("", &words, Kind::Main).icon(Icon::Play);
                let [most, least] = [button.width(ui, m), button.least_width(ui, m)];
                widest = [widest[0].max(most), widest[1].max(least)];
            }
            widest
        };
        let turn = widths(if used.over() {
            [Key::VideoAgain; 2]
        } else {
            [Key::VideoPlay, Key::VideoPause]
        });
        let captions = widths([Key::CaptionsOn, Key::CaptionsOff]);
        let (wanted, least) = (turn[0] + captions[0], turn[1] + captions[1]);
        let square = m.row(mm::TARGET).max(m.mm(mm::TARGET));
        let fits = least + square + 2.0 * gap <= room;
        // The words of the two go before the width of the third.
        let before = fits.then(|| (room - 2.0 * gap - wanted).clamp(square, square * 1.3));
        let first = before
            .filter(|_| !used.over())
            .map_or(0.0, |side| side + gap);
        let spare = room - first - gap - least;
        let part = (spare / (wanted - least).max(1.0)).clamp(0.0, 1.0);
        let wide = |[most, least]: [f32; 2]| least + (most - least) * part;
        Self {
            context,
            used,
            before,
            turn: wide(turn),
            captions: wide(captions),
        }
    }

    /// How high they are, in points.
    pub(super) fn high(&self) -> f32 {
        let m = self.context.metrics;
        let row = m.row(mm::TARGET);
        match self.before {
            Some(_) => row,
            None => row * 2.0 + m.mm(mm::GAP),
        }
    }

    /// Draws them.
    pub(super) fn show(&self, ui: &mut Ui, place: Rect) -> Option<Action> {
        let m = self.context.metrics;
        let gap = m.mm(mm::GAP);
        let first = self.before.filter(|_| !self.used.over());
        let first = first.map_or(0.0, |side| side + gap);
        let whole = first + self.turn + gap + self.captions;
        let left = place.center().x - whole / 2.0;
        if self.used.stage == Stage::Failed {
            let left = place.center().x - self.turn / 2.0;
            let size = vec2(self.turn, m.row(mm::TARGET));
            let asked = self.turn(ui, Rect::from_min_size(pos2(left, place.top()), size));
            return asked.map(Action::Demos);
        }
        let size = |wide| vec2(wide, m.row(mm::TARGET));
        let at = |x: f32, wide: f32| Rect::from_min_size(pos2(x, place.top()), size(wide));
        let turn = at(left + first, self.turn);
        let captions = at(turn.right() + gap, self.captions);
        let asked = [
            self.again(ui, place, left),
            self.turn(ui, turn),
            self.captions(ui, captions),
        ];
        let asked = asked.into_iter().flatten().next();
        asked.map(Action::Demos)
    }

    /// From the start: as a square before the others, or with its words below them.
    fn again(&self, ui: &mut Ui, place: Rect, left: f32) -> Option<DemosAction> {
        if self.used.over() {
            return None;
        }
        let m = self.context.metrics;
        let high = m.row(mm::TARGET);
        let words = self.context.texts.say(Key::VideoAgain);
        let button = Button::new("video-again", &words, Kind::Quiet);
        let used = if let Some(side) = self.before {
            let square = Rect::from_min_size(pos2(left, place.top()), vec2(side, high));
            button.only_icon(Icon::FromStart).show(ui, m, square)
        } else {
            let button = button.icon(Icon::FromStart);
            let wide = button.width(ui, m).min(place.width());
            let below = pos2(
                place.center().x - wide / 2.0,
                place.top() + high + m.mm(mm::GAP),
            );
            button.show(ui, m, Rect::from_min_size(below, vec2(wide, high)))
        };
        used.then_some(DemosAction::Watch)
    }

    fn turn(&self, ui: &mut Ui, place: Rect) -> Option<DemosAction> {
        let (key, icon, turn) = if self.used.over() {
            (Key::VideoAgain, Icon::Play, DemosAction::Watch)
        } else if self.used.paused {
            (Key::VideoPlay, Icon::Play, DemosAction::PauseVideo(false))
        } else {
            (Key::VideoPause, Icon::Pause, DemosAction::PauseVideo(true))
        };
        let words = self.context.texts.say(key);
        let button = Button::new("video-turn", &words, Kind::Main).icon(icon);
        button.show(ui, self.context.metrics, place).then_some(turn)
    }

    fn captions(&self, ui: &mut Ui, place: Rect) -> Option<DemosAction> {
        let shown = self.used.captions;
        let key = if shown {
            Key::CaptionsOff
        } else {
            Key::CaptionsOn
        };
        let words = self.context.texts.say(key);
        let button = Button::new("video-captions", &words, Kind::Quiet).icon(Icon::Captions);
        let used = button.show(ui, self.context.metrics, place);
        used.then_some(DemosAction::Captions(!shown))
    }
}
