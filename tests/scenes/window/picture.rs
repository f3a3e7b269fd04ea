//! A picture of the window, painted without a display or a graphics card: what the scenes look at where words and
//! places in the accessibility tree do not tell enough.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use egui::epaint::{ImageData, Primitive, Vertex};
use egui::{Color32, ColorImage, FullOutput, Pos2, Rect, TextureId, TexturesDelta, pos2};
use egui_kittest::TestRenderer;

/// Keeps the window's textures, so that it can be painted at any time. Clones share them.
#[derive(Clone, Default)]
pub(crate) struct Darkroom(Rc<RefCell<HashMap<TextureId, Arc<ColorImage>>>>);

impl TestRenderer for Darkroom {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let mut textures = self.0.borrow_mut();
        for (id, patches) in delta.set.drain() {
            for patch in patches {
                let ImageData::Color(image) = patch.image;
                match (patch.pos, textures.get_mut(&id)) {
                    (Some(at), Some(whole)) => put(Arc::make_mut(whole), &image, at),
                    _ => drop(textures.insert(id, image)),
                }
            }
        }
        for id in delta.free.drain() {
            textures.remove(&id);
        }
    }
}

fn put(whole: &mut ColorImage, patch: &ColorImage, [left, top]: [usize; 2]) {
    let (width, across) = (patch.width(), whole.width());
    for y in 0..patch.height() {
        let to = (top + y) * across + left;
        let from = y * width;
        whole.pixels[to..to + width].copy_from_slice(&patch.pixels[from..from + width]);
    }
}

/// Red, green, blue and how much they cover, multiplied in.
type Pixel = [u8; 4];

/// A painted window.
pub(crate) struct Picture {
    width: usize,
    pixels: Vec<Pixel>,
}

impl Darkroom {
    /// The colour in the middle of a texture, as it was handed to the graphics card last.
    pub(crate) fn middle_of(&self, texture: TextureId) -> Option<Color32> {
        let textures = self.0.borrow();
        let image = textures.get(&texture)?;
        Some(image[(image.width() / 2, image.height() / 2)])
    }

    /// Paints a frame on a ground of the given colour.
    pub(crate) fn develop(
        &self,
        ctx: &egui::Context,
        frame: &FullOutput,
        size: [f32; 2],
        ground: Color32,
    ) -> Picture {
        let (width, height) = (size[0] as usize, size[1] as usize);
        let mut picture = Picture {
            width,
            pixels: vec![ground.to_array(); width * height],
        };
        let textures = self.0.borrow();
        for clipped in ctx.tessellate(frame.shapes.clone(), 1.0) {
            if let Primitive::Mesh(mesh) = &clipped.primitive
                && let Some(texture) = textures.get(&mesh.texture_id)
            {
                for corners in mesh.indices.chunks_exact(3) {
                    let corners = [0, 1, 2].map(|nth| &mesh.vertices[corners[nth] as usize]);
                    picture.triangle(corners, texture, clipped.clip_rect);
                }
            }
        }
        picture
    }
}

impl Picture {
    /// The part of the picture that has exactly this colour, 0 to 1.
    pub(crate) fn share_of(&self, colour: Color32) -> f32 {
        let wanted = colour.to_array();
        let count = self.pixels.iter().filter(|pixel| **pixel == wanted).count();
        count as f32 / self.pixels.len() as f32
    }

    /// The part of a place of another picture of the same window that has another colour here, 0 to 1.
    pub(crate) fn share_unlike(&self, other: &Self, place: Rect) -> f32 {
        let (left, right) = (place.left() as usize, place.right() as usize);
        let row = |picture: &Self, y: usize| {
            picture.pixels[y * self.width + left..y * self.width + right].to_vec()
        };
        let (mut unlike, mut all) = (0, 0);
        for y in place.top() as usize..place.bottom() as usize {
            let pairs = row(self, y).into_iter().zip(row(other, y));
            unlike += pairs.filter(|(a, b)| a != b).count();
            all += right - left;
        }
        unlike as f32 / all.max(1) as f32
    }

    /// Writes it as a PNG file.
    pub(crate) fn save(&self, path: &Path) {
        let (width, height) = (self.width as u32, (self.pixels.len() / self.width) as u32);
        let image = image::RgbaImage::from_raw(width, height, self.pixels.concat()).unwrap();
        image.save(path).unwrap();
    }

    fn triangle(&mut self, corners: [&Vertex; 3], texture: &ColorImage, clip: Rect) {
        let [a, b, c] = corners.map(|corner| corner.pos);
        let area = cross(a, b, c);
        if area == 0.0 {
            return;
        }
        let size = pos2(self.width as f32, (self.pixels.len() / self.width) as f32);
        let bounds = Rect::from_points(&[a, b, c])
            .intersect(clip)
            .intersect(Rect::from_min_max(Pos2::ZERO, size));
        if !bounds.is_positive() {
            return;
        }
        let first = corners[0];
        let flat = corners
            .iter()
            .all(|corner| corner.color == first.color && corner.uv == first.uv);
        let plain = flat.then(|| times(first.color.to_array(), sample(texture, first.uv)));
        let edges = [(b, c), (c, a), (a, b)];
        for y in bounds.top().floor() as usize..bounds.bottom().ceil().max(0.0) as usize {
            let middle = y as f32 + 0.5;
            if middle < bounds.top() || middle >= bounds.bottom() {
                continue;
            }
            let (from, to) = span(edges, middle, bounds);
            let row = &mut self.pixels[y * self.width..(y + 1) * self.width];
            match plain {
                Some(pixel) if pixel[3] == 255 => row[from..to].fill(pixel),
                _ => {
                    for (x, below) in row.iter_mut().enumerate().take(to).skip(from) {
                        let source = plain.unwrap_or_else(|| {
                            let at = pos2(x as f32 + 0.5, middle);
                            let weight = |(from, to)| (cross(from, to, at) / area).clamp(0.0, 1.0);
                            let weights = edges.map(weight);
                            mixed(corners, weights, texture)
                        });
                        *below = over(source, *below);
                    }
                }
            }
        }
    }
}

/// The pixels of a row whose middles lie within a triangle: from the first up to, and not with, the last. Two
/// triangles with an edge in common share no pixel of it.
fn span(edges: [(Pos2, Pos2); 3], middle: f32, bounds: Rect) -> (usize, usize) {
    let (mut left, mut right) = (f32::INFINITY, f32::NEG_INFINITY);
    for (from, to) in edges {
        if (from.y <= middle) != (to.y <= middle) {
            let x = from.x + (middle - from.y) / (to.y - from.y) * (to.x - from.x);
            (left, right) = (left.min(x), right.max(x));
        }
    }
    let pixel = |x: f32| {
        (x.clamp(bounds.left(), bounds.right()) - 0.5)
            .ceil()
            .max(0.0) as usize
    };
    let (from, to) = (pixel(left), pixel(right));
    (from, to.max(from))
}

fn cross(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// The colour within a triangle, by the weights of its corners.
fn mixed(corners: [&Vertex; 3], weights: [f32; 3], texture: &ColorImage) -> Pixel {
    let mix = |values: [f32; 3]| -> f32 { values.iter().zip(weights).map(|(v, w)| v * w).sum() };
    let uv = pos2(
        mix(corners.map(|corner| corner.uv.x)),
        mix(corners.map(|corner| corner.uv.y)),
    );
    let tint = [0, 1, 2, 3].map(|channel| {
        rounded(mix(
            corners.map(|corner| f32::from(corner.color.to_array()[channel]))
        ))
    });
    times(tint, sample(texture, uv))
}

/// The texture's colour at a place, mixed from the four pixels around it.
fn sample(texture: &ColorImage, uv: Pos2) -> Pixel {
    let (x, y) = (
        (uv.x * texture.width() as f32 - 0.5).max(0.0),
        (uv.y * texture.height() as f32 - 0.5).max(0.0),
    );
    let (right, below) = (x.fract(), y.fract());
    let pixel = |dx: usize, dy: usize| {
        let column = (x as usize + dx).min(texture.width() - 1);
        let row = (y as usize + dy).min(texture.height() - 1);
        texture[(column, row)].to_array().map(f32::from)
    };
    let corners = [pixel(0, 0), pixel(1, 0), pixel(0, 1), pixel(1, 1)];
    let parts = [
        (1.0 - right) * (1.0 - below),
        right * (1.0 - below),
        (1.0 - right) * below,
        right * below,
    ];
    [0, 1, 2, 3].map(|channel| {
        let sum: f32 = corners
            .iter()
            .zip(parts)
            .map(|(corner, part)| corner[channel] * part)
            .sum();
        rounded(sum)
    })
}

fn times(a: Pixel, b: Pixel) -> Pixel {
    [0, 1, 2, 3].map(|channel| rounded(f32::from(a[channel]) * f32::from(b[channel]) / 255.0))
}

fn over(source: Pixel, below: Pixel) -> Pixel {
    let rest = 1.0 - f32::from(source[3]) / 255.0;
    [0, 1, 2, 3].map(|channel| {
        let sum = f32::from(source[channel]) + f32::from(below[channel]) * rest;
        rounded(sum)
    })
}

/// The nearest step of a channel. Quicker than `round`, which asks the library for halves below zero.
fn rounded(value: f32) -> u8 {
    (value + 0.5) as u8
}
