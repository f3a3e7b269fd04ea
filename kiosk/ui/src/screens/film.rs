//! The screen on which a video is shown: one texture, with the newest picture in it. What is not drawn is not played.

use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Context, Image, Rect, Sense, TextureHandle, TextureOptions, Ui, Vec2, WidgetInfo};
use shared::catalogue::Video;

use super::pictures::rounding;
use crate::session::Watching;
use crate::video::{LARGEST, NoVideos, Player, Progress, Stage, Wanted};

/// Pictures are this many pixels wide or a multiple of it: at 16 to 9, their height is a whole and even number then.
const STEP: usize = 32;

/// What videos are shown on.
pub struct Film {
    player: Box<dyn Player>,
    reel: RefCell<Reel>,
}

/// What is on.
#[derive(Default)]
struct Reel {
    /// What is drawn in this frame.
    drawn: Option<Wanted>,
    /// What was drawn in the frame before, and how long it is.
    shown: Option<(Watching, u32)>,
    /// The newest picture, and the run that it is of.
    texture: Option<(u64, TextureHandle)>,
}

impl Default for Film {
    fn default() -> Self {
        Self::new(Box::new(NoVideos))
    }
}

impl Film {
    /// A screen for what a player plays.
    #[must_use]
    pub fn new(player: Box<dyn Player>) -> Self {
        Self {
            player,
            reel: RefCell::default(),
        }
    }

    /// Hands over the window, to be drawn again when there is a new picture.
    pub fn wake(&self, ctx: &Context) {
        let ctx = ctx.clone();
        self.player
            .wake_with(Arc::new(move || ctx.request_repaint()));
    }

    /// Whether a video can be shown: its file is on the kiosk, and there is something to play it with.
    #[must_use]
    pub fn can_show(&self, video: &Video) -> bool {
        self.player.has(&video.file)
    }

    /// How far it has come.
    #[must_use]
    pub fn progress(&self, watching: Watching) -> Progress {
        self.player.progress(watching.run)
    }

    /// Plays a video, and draws its newest picture into a place of 16 to 9, with the video's title as its name for
    /// screen readers; `false` when there is none yet, and then nothing was drawn.
    pub fn show(
        &self,
        ui: &mut Ui,
        place: Rect,
        video: &Video,
        watching: Watching,
        language: &str,
    ) -> bool {
        let reel = &mut *self.reel.borrow_mut();
        let pixels = place.size() * ui.ctx().pixels_per_point();
        reel.drawn = Some(Wanted {
            file: video.file.clone(),
            run: watching.run,
            paused: watching.paused,
            size: needed(pixels),
        });
        reel.shown = Some((watching, video.length_ms()));
        if let Some(image) = self.player.picture(watching.run) {
            match &mut reel.texture {
                Some((run, texture)) if *run == watching.run => {
                    texture.set(image, TextureOptions::LINEAR);
                }
                other => {
                    let texture = ui
                        .ctx()
                        .load_texture("video", image, TextureOptions::LINEAR);
                    *other = Some((watching.run, texture));
                }
            }
        }
        let texture = reel.texture.as_ref();
        let Some((_, texture)) = texture.filter(|(run, _)| *run == watching.run) else {
            return false;
        };
        Image::new((texture.id(), texture.size_vec2()))
            .corner_radius(rounding(ui.ctx(), place))
            .paint_at(ui, place);
        let title = video.title.get(language).to_owned();
        let id = ui.scope_id().with("video");
        ui.interact(place, id, Sense::hover())
            .widget_info(|| WidgetInfo::labeled(Role::Image, true, &title));
        true
    }

    /// To be called when a frame is drawn: what was not in it is over, and its picture is let go.
    pub fn after_frame(&self) {
        let reel = &mut *self.reel.borrow_mut();
        let drawn = reel.drawn.take();
        if drawn.is_none() {
            reel.texture = None;
            reel.shown = None;
        }
        self.player.follow(drawn);
    }

    /// Whether somebody watches a video: as long as it goes on, and as it says it does at most. A decoder that can't keep
    /// up makes it longer: by half, and then nobody needs be there any more.
    #[must_use]
    pub fn is_watched(&self, now_ms: u64) -> bool {
        let shown = self.reel.borrow().shown;
        shown.is_some_and(|(watching, length_ms)| {
            let progress = self.progress(watching);
            let goes_on = progress.stage == Stage::Playing && !watching.paused;
            let longest_ms = u64::from(length_ms) * 3 / 2;
            goes_on && progress.position_ms < length_ms && watching.played_ms(now_ms) < longest_ms
        })
    }
}

impl fmt::Debug for Film {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Film({:?})", self.reel.borrow().shown)
    }
}

/// The size of pictures that fill a place of so many pixels: 16 to 9, in steps.
fn needed(pixels: Vec2) -> [usize; 2] {
    let wide = (pixels.x.max(1.0).ceil() as usize).next_multiple_of(STEP);
    let wide = wide.clamp(10 * STEP, LARGEST[0]);
    [wide, wide * 9 / 16]
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::vec2;

    #[test]
    fn pictures_are_as_large_as_their_place_needs_and_never_larger_than_720_lines() {
        let size = |wide: f32| needed(vec2(wide, wide * 9.0 / 16.0));
        assert_eq!(size(600.0), [608, 342]);
        assert_eq!(size(640.0), [640, 360]);
        assert_eq!(size(1279.0), [1280, 720]);
        assert_eq!(size(3_840.0), [1280, 720]);
        assert_eq!(size(0.0), [320, 180]);
    }
}
