//! Photographs that were never taken: a printed symbol in front of a camera, with everything that goes wrong there.
//!
//! Self-contained and the same for the same seed, so that a code that was not read can be looked at again.

use image::codecs::jpeg::JpegEncoder;
use image::{GrayImage, ImageFormat, Luma};

/// What the camera sees besides the symbol.
#[derive(Debug, Clone)]
pub(crate) struct Conditions {
    /// Width and height of the photograph in pixels.
    pub(crate) frame: (u32, u32),
    /// How much of the photograph's height the symbol takes, seen straight on, 0 to 1.
    pub(crate) fills: f32,
    /// Turned in the plane of the paper, in degrees.
    pub(crate) turned: f32,
    /// Tilted away from the camera, leftwards and upwards, in degrees.
    pub(crate) tilted: (f32, f32),
    /// How far the paper bulges sideways, as part of the symbol's width.
    pub(crate) bulge: f32,
    /// Out of focus: standard deviation in pixels.
    pub(crate) blur: f32,
    /// Noise of the sensor: standard deviation, of 255.
    pub(crate) noise: f32,
    /// How much darker the dark side of the paper is, 0 to 1.
    pub(crate) shade: f32,
    /// A bright reflex of this strength, of 255, beside the middle.
    pub(crate) glare: f32,
    /// Brightness of black ink and of white paper, of 255.
    pub(crate) ink_and_paper: (f32, f32),
    /// White on black, as a telephone in dark mode shows it.
    pub(crate) inverted: bool,
    /// Quality of the JPEG the photograph goes through, 1 to 100.
    pub(crate) jpeg: u8,
}

impl Default for Conditions {
    /// A ticket held calmly into the light.
    fn default() -> Self {
        Self {
            frame: (1280, 720),
            fills: 0.5,
            turned: 0.0,
            tilted: (0.0, 0.0),
            bulge: 0.0,
            blur: 0.7,
            noise: 3.0,
            shade: 0.1,
            glare: 0.0,
            ink_and_paper: (35.0, 215.0),
            inverted: false,
            jpeg: 85,
        }
    }
}

/// Photographs `symbol` (with its quiet zone, black on white) under these conditions.
pub(crate) fn photograph(symbol: &GrayImage, how: &Conditions, seed: u64) -> GrayImage {
    let mut random = Random(seed);
    let (width, height) = how.frame;
    let mut light = expose(symbol, how, &mut random);
    blur(&mut light, width as usize, how.blur);
    let mut photograph = GrayImage::new(width, height);
    for (pixel, &value) in photograph.pixels_mut().zip(&light) {
        *pixel = Luma([(value + how.noise * random.bell()).clamp(0.0, 255.0) as u8]);
    }
    through_jpeg(&photograph, how.jpeg)
}

/// What falls on each pixel of a perfect sensor.
fn expose(symbol: &GrayImage, how: &Conditions, random: &mut Random) -> Vec<f32> {
    let (width, height) = (how.frame.0 as f32, how.frame.1 as f32);
    // A pinhole as far from the paper as the photograph is wide: an ordinary webcam's angle of view.
    let distance = width;
    let paper = Paper::new(how, (random.even() * 8.0, random.even() * 8.0));
    let side = how.fills * height;
    let scale = symbol.width() as f32 / side;
    let (dark, bright) = how.ink_and_paper;
    let (ink, blank) = if how.inverted {
        (bright, dark)
    } else {
        (dark, bright)
    };
    let reflex = (
        width * (0.5 + 0.1 * random.even()),
        height * (0.5 + 0.1 * random.even()),
    );
    let mut light = Vec::with_capacity((width * height) as usize);
    for y in 0..how.frame.1 {
        for x in 0..how.frame.0 {
            let mut white = 0.0;
            // Four rays a pixel: its light is the mean over its area.
            for (dx, dy) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)] {
                let ray = (
                    x as f32 + dx - width / 2.0,
                    y as f32 + dy - height / 2.0,
                    distance,
                );
                let (across, down) = paper.hit(ray, distance);
                let bulged = across - how.bulge * side * (1.0 - (2.0 * down / side).powi(2));
                let (u, v) = ((bulged + side / 2.0) * scale, (down + side / 2.0) * scale);
                let inside =
                    u >= 0.0 && v >= 0.0 && u < symbol.width() as f32 && v < symbol.height() as f32;
                let printed = if inside {
                    symbol.get_pixel(u as u32, v as u32).0[0]
                } else {
                    255
                };
                white += f32::from(printed) / 255.0 / 4.0;
            }
            let (left, top) = (x as f32 / width, y as f32 / height);
            let lit = 1.0 - how.shade * (0.7 * left + 0.3 * top);
            let away = (x as f32 - reflex.0).hypot(y as f32 - reflex.1) / (0.12 * width);
            let glare = how.glare * (-away * away).exp();
            light.push((ink + (blank - ink) * white) * lit + glare);
        }
    }
    light
}

/// The plane of the paper in front of the camera.
struct Paper {
    across: [f32; 3],
    down: [f32; 3],
    normal: [f32; 3],
    centre: (f32, f32),
}

impl Paper {
    fn new(how: &Conditions, centre: (f32, f32)) -> Self {
        let (turn_sin, turn_cos) = how.turned.to_radians().sin_cos();
        let (left_sin, left_cos) = how.tilted.0.to_radians().sin_cos();
        let (up_sin, up_cos) = how.tilted.1.to_radians().sin_cos();
        let tilt = |[x, y, z]: [f32; 3]| {
            let (x, z) = (x * left_cos + z * left_sin, z * left_cos - x * left_sin);
            [x, y * up_cos - z * up_sin, y * up_sin + z * up_cos]
        };
        Self {
            across: tilt([turn_cos, turn_sin, 0.0]),
            down: tilt([-turn_sin, turn_cos, 0.0]),
            normal: tilt([0.0, 0.0, 1.0]),
            centre,
        }
    }

    /// Where on the paper a ray lands, from its centre.
    fn hit(&self, ray: (f32, f32, f32), distance: f32) -> (f32, f32) {
        let dot = |a: [f32; 3], b: [f32; 3]| a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
        let ray = [ray.0, ray.1, ray.2];
        let centre = [self.centre.0, self.centre.1, distance];
        let reach = dot(centre, self.normal) / dot(ray, self.normal);
        let from_centre = [
            ray[0] * reach - centre[0],
            ray[1] * reach - centre[1],
            ray[2] * reach - centre[2],
        ];
        (dot(from_centre, self.across), dot(from_centre, self.down))
    }
}

/// A bell-shaped blur, first along the rows, then along the columns.
fn blur(light: &mut [f32], width: usize, deviation: f32) {
    if deviation < 0.05 {
        return;
    }
    let reach = (3.0 * deviation).ceil() as usize;
    let mut bell: Vec<f32> = (0..=2 * reach)
        .map(|i| (-((i as f32 - reach as f32) / deviation).powi(2) / 2.0).exp())
        .collect();
    let sum: f32 = bell.iter().sum();
    for weight in &mut bell {
        *weight /= sum;
    }
    let height = light.len() / width;
    for (step, length, lines, next) in [(1, width, height, width), (width, height, width, 1)] {
        let before = light.to_owned();
        for line in 0..lines {
            for at in 0..length {
                let weigh = |(i, weight): (usize, &f32)| {
                    let near = (at + i).saturating_sub(reach).min(length - 1);
                    weight * before[line * next + near * step]
                };
                light[line * next + at * step] = bell.iter().enumerate().map(weigh).sum();
            }
        }
    }
}

fn through_jpeg(photograph: &GrayImage, quality: u8) -> GrayImage {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .encode_image(photograph)
        .expect("a photograph fits a JPEG");
    image::load_from_memory_with_format(&bytes, ImageFormat::Jpeg)
        .expect("a JPEG just written")
        .into_luma8()
}

/// A small generator of numbers that look random and are always the same.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Evenly between -1 and 1.
    fn even(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 23) as f32 - 1.0
    }

    /// Bell-shaped around 0 with a standard deviation of 1.
    fn bell(&mut self) -> f32 {
        // Three even draws of variance one third each.
        self.even() + self.even() + self.even()
    }
}
