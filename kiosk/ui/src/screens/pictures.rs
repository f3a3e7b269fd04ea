//! The exhibition's pictures, as far as they are on this kiosk.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{
    Context, Image, Pos2, Rect, Sense, TextureHandle, TextureOptions, Ui, Vec2, WidgetInfo, pos2,
};
use shared::catalogue::{Picture, PictureFit};

use crate::media::{LoadedPicture, NoPictures, PictureRequest, PictureSource};
use crate::theme::colour;

/// The most that textures may take, in bytes: some thirty pictures that fill a screen, or hundreds in a list.
const BUDGET: usize = 64 << 20;
/// Sizes are asked for in steps of so many pixels, so that a place that grows by one does not ask again.
const STEP: u32 = 64;
/// How far corners are rounded, as a part of the shorter side; and the least and the most in points.
const ROUNDING: f32 = 0.05;
const ROUNDING_LEAST: f32 = 4.0;
const ROUNDING_MOST: f32 = 16.0;

/// The pictures that screens can show. What is not there yet is asked for and shown once it is.
pub struct Pictures {
    source: Box<dyn PictureSource>,
    album: RefCell<Album>,
}

/// What was asked for and what has come.
#[derive(Default)]
struct Album {
    leaves: HashMap<String, Leaf>,
}

/// One picture.
#[derive(Default)]
struct Leaf {
    texture: Option<TextureHandle>,
    /// The size and the edition that were asked for last.
    asked: Option<([u32; 2], u64)>,
    /// The number of the frame in which it was shown last.
    shown: u64,
}

impl Default for Pictures {
    fn default() -> Self {
        Self::new(Box::new(NoPictures))
    }
}

impl Pictures {
    /// The pictures from a source.
    #[must_use]
    pub fn new(source: Box<dyn PictureSource>) -> Self {
        Self {
            source,
            album: RefCell::default(),
        }
    }

    /// Hands over the window, to be drawn again when a picture has come.
    pub fn wake(&self, ctx: &Context) {
        let ctx = ctx.clone();
        self.source
            .wake_with(Arc::new(move || ctx.request_repaint()));
    }

    /// The pictures that can't be shown, by their files' names, with the reason in English.
    pub(crate) fn trouble(&self) -> BTreeMap<String, String> {
        self.source.trouble()
    }

    /// Draws a picture, covering the place or whole on a quiet ground as [`Picture::fit_in`] says, with what it shows as
    /// its name for screen readers; `false` when it is not there, and then nothing was drawn.
    pub fn show(&self, ui: &mut Ui, place: Rect, picture: &Picture, language: &str) -> bool {
        if !place.is_positive() || !ui.is_rect_visible(place) {
            return false;
        }
        let ctx = ui.ctx().clone();
        let least = needed(place.size() * ctx.pixels_per_point());
        let Some(texture) = self.texture(&ctx, &picture.file, least) else {
            return false;
        };
        let size = texture.size_vec2();
        let image = Image::new((texture.id(), size)).corner_radius(rounding(&ctx, place));
        match picture.fit_in(size.into(), place.size().into()) {
            PictureFit::Cover => {
                let part = cover(size, place.size(), focus(picture));
                image.uv(part).paint_at(ui, place);
            }
            PictureFit::Whole => {
                let ground = colour::COBALT_WASH;
                ui.painter()
                    .rect_filled(place, rounding(&ctx, place), ground);
                image.paint_at(ui, whole(size, place));
            }
        }
        let alt = picture.alt.get(language).to_owned();
        let id = ui
            .scope_id()
            .with((&picture.file, place.min.x as i32, place.min.y as i32));
        ui.interact(place, id, Sense::hover())
            .widget_info(|| WidgetInfo::labeled(Role::Image, true, &alt));
        true
    }

    /// The picture as far as it is there; a larger one, or a newer, is asked for meanwhile.
    fn texture(&self, ctx: &Context, file: &str, least: [u32; 2]) -> Option<TextureHandle> {
        let mut album = self.album.borrow_mut();
        album.take_in(ctx, self.source.arrived());
        let (edition, frame) = (self.source.edition(), ctx.cumulative_frame_nr());
        if let Some(least) = album.want(file, least, edition, frame) {
            // The painter ends the whole window over a texture that is larger.
            let most = ctx.input(|input| input.max_texture_side);
            self.source.ask(PictureRequest {
                file: file.to_owned(),
                least,
                most: u32::try_from(most).unwrap_or(u32::MAX),
            });
            album.take_in(ctx, self.source.arrived());
        }
        album.leaves.get(file)?.texture.clone()
    }
}

impl Album {
    /// Notes that a picture is shown; answers with the size to ask for, when it has to be asked for.
    fn want(&mut self, file: &str, least: [u32; 2], edition: u64, frame: u64) -> Option<[u32; 2]> {
        let leaf = self.leaves.entry(file.to_owned()).or_default();
        leaf.shown = frame;
        let (asked, of) = leaf.asked.unwrap_or(([0, 0], edition));
        // One picture may be in two places of different shapes: it is to cover both.
        let size = [asked[0].max(least[0]), asked[1].max(least[1])];
        if leaf.asked == Some((size, edition)) {
            return None;
        }
        // What is newly exchanged is asked for as large as it is needed now.
        let size = if of == edition { size } else { least };
        leaf.asked = Some((size, edition));
        Some(size)
    }

    fn take_in(&mut self, ctx: &Context, arrived: Vec<LoadedPicture>) {
        if arrived.is_empty() {
            return;
        }
        for LoadedPicture { request, image } in arrived {
            let leaf = self.leaves.entry(request.file.clone()).or_default();
            // Whatever can't be brought leaves the one before in its place.
            if let Some(image) = image {
                leaf.texture = Some(ctx.load_texture(request.file, image, TextureOptions::LINEAR));
            }
        }
        self.keep_within(BUDGET, ctx.cumulative_frame_nr());
    }

    /// Lets go of the pictures that were not shown for longest, but of none that is on the screen.
    fn keep_within(&mut self, budget: usize, frame: u64) {
        let bytes = |leaf: &Leaf| leaf.texture.as_ref().map_or(0, TextureHandle::byte_size);
        let mut all: usize = self.leaves.values().map(bytes).sum();
        while all > budget {
            let idle = self
                .leaves
                .iter()
                .filter(|(_, leaf)| leaf.texture.is_some() && leaf.shown + 1 < frame);
            let oldest = idle
                .min_by_key(|(_, leaf)| leaf.shown)
                .map(|(file, _)| file.clone());
            let Some(oldest) = oldest else {
                return;
            };
            all -= self.leaves.remove(&oldest).as_ref().map_or(0, bytes);
        }
    }
}

impl fmt::Debug for Pictures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.album.borrow().leaves.len();
        write!(f, "Pictures({count})")
    }
}

/// The pixels that a place needs, in whole steps.
fn needed(pixels: Vec2) -> [u32; 2] {
    [pixels.x, pixels.y].map(|length| (length.ceil() as u32).next_multiple_of(STEP))
}

/// The point of a picture that stays in sight, from 0 to 1.
fn focus(picture: &Picture) -> Pos2 {
    let [x, y] = picture.focus.unwrap_or([50, 50]);
    pos2(f32::from(x.min(100)), f32::from(y.min(100))) / 100.0
}

/// The part of a picture, from 0 to 1, that fills a place of another shape: around a point, as far as its edges allow.
fn cover(picture: Vec2, place: Vec2, focus: Pos2) -> Rect {
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    if picture.min_elem() <= 0.0 || place.min_elem() <= 0.0 {
        return whole;
    }
    let scale = (place.x / picture.x).max(place.y / picture.y);
    let part = place / (picture * scale);
    let room = (Vec2::splat(1.0) - part).max(Vec2::ZERO);
    let least = (focus.to_vec2() - part / 2.0).clamp(Vec2::ZERO, room);
    Rect::from_min_size(least.to_pos2(), part)
}

/// The part of a place that a picture fills when all of it is seen.
fn whole(picture: Vec2, place: Rect) -> Rect {
    let scale = (place.size() / picture).min_elem();
    Rect::from_center_size(place.center(), picture * scale)
}

/// Round corners, but none where the picture fills the screen from edge to edge.
pub(super) fn rounding(ctx: &Context, place: Rect) -> f32 {
    if place.width() >= ctx.content_rect().width() {
        return 0.0;
    }
    (place.size().min_elem() * ROUNDING).clamp(ROUNDING_LEAST, ROUNDING_MOST)
}

#[cfg(test)]
mod tests;
