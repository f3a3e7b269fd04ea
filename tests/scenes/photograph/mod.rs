//! Photographs that were never taken: a ticket in front of a camera, with everything that goes wrong there.
//!
//! Self-contained and the same for the same seed, so that a code that was not read can be looked at again.

pub(crate) mod families;
pub(crate) mod held;
mod lens;
mod light;
mod paper;
pub(crate) mod random;
pub(crate) mod shown;
pub(crate) mod textures;

use image::{GrayImage, Luma};

use self::light::Light;
use self::paper::{Paper, Spot};
use self::random::Random;

pub(crate) use self::lens::through_jpeg;

/// What the camera sees besides the symbol.
#[derive(Debug, Clone)]
pub(crate) struct Conditions {
    /// Width and height of the photograph in pixels.
    pub(crate) frame: (u32, u32),
    /// How much of the photograph's height the symbol takes, seen straight on, 0 to 1.
    pub(crate) fills: f32,
    /// Turned in the plane of the paper, in degrees.
    pub(crate) turned: f32,
    /// How much more or less it is turned from frame to frame: 1 is a steady hand's degree or two.
    pub(crate) unsteady: f32,
    /// Tilted away from the camera, leftwards and upwards, in degrees.
    pub(crate) tilted: (f32, f32),
    /// How far the paper bulges sideways, as part of the symbol's width.
    pub(crate) bulge: f32,
    /// How far the symbol reaches around a bottle, in degrees; 0 is flat.
    pub(crate) curved: f32,
    /// How often it was folded, and how steeply it still rises at the folds, in degrees.
    pub(crate) folds: (u8, f32),
    /// Which sheet it is: the folds are the same in every frame.
    pub(crate) sheet: u64,
    /// Out of focus: standard deviation in pixels.
    pub(crate) blur: f32,
    /// The longest way the ticket moves while the shutter is open, in pixels. Each frame catches half to all of it.
    pub(crate) moving: f32,
    /// Noise of the sensor: standard deviation, of 255.
    pub(crate) noise: f32,
    /// How much darker the dark side of the paper is, 0 to 1.
    pub(crate) shade: f32,
    /// A bright reflex of this strength, of 255, beside the middle.
    pub(crate) glare: f32,
    /// A window that the glass mirrors, of this strength, of 255.
    pub(crate) window: f32,
    /// Brightness of black ink and of white paper, of 255.
    pub(crate) ink_and_paper: (f32, f32),
    /// White on black, as a telephone in dark mode shows it.
    pub(crate) inverted: bool,
    /// How far apart a screen's pixels are, in pixels of the camera; 0 is paper.
    pub(crate) pixels: f32,
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
            unsteady: 1.0,
            tilted: (0.0, 0.0),
            bulge: 0.0,
            curved: 0.0,
            folds: (0, 0.0),
            sheet: 0,
            blur: 0.7,
            moving: 0.0,
            noise: 3.0,
            shade: 0.1,
            glare: 0.0,
            window: 0.0,
            ink_and_paper: (35.0, 215.0),
            inverted: false,
            pixels: 0.0,
            jpeg: 85,
        }
    }
}

impl Conditions {
    /// From the camera to the paper: as far as the photograph is wide, which is an ordinary webcam's angle of view.
    fn distance(&self) -> f32 {
        self.frame.0 as f32
    }
}

/// Photographs `symbol` (with its quiet zone, black on white) under these conditions.
pub(crate) fn photograph(symbol: &GrayImage, how: &Conditions, seed: u64) -> GrayImage {
    let mut random = Random(seed);
    let (width, height) = how.frame;
    let mut light = expose(symbol, how, &mut random);
    let way = how.moving * (0.75 + 0.25 * random.even());
    lens::smear(&mut light, width as usize, way, 180.0 * random.even());
    lens::blur(&mut light, width as usize, how.blur);
    let mut photograph = GrayImage::new(width, height);
    for (pixel, &value) in photograph.pixels_mut().zip(&light) {
        *pixel = Luma([(value + how.noise * random.bell()).clamp(0.0, 255.0) as u8]);
    }
    through_jpeg(&photograph, how.jpeg)
}

/// What falls on each pixel of a perfect sensor.
fn expose(symbol: &GrayImage, how: &Conditions, random: &mut Random) -> Vec<f32> {
    let (width, height) = (how.frame.0 as f32, how.frame.1 as f32);
    let paper = Paper::new(how, random);
    let light = Light::new(how, random);
    let side = how.fills * height;
    let tall = side * symbol.height() as f32 / symbol.width() as f32;
    let scale = symbol.width() as f32 / side;
    let (dark, bright) = how.ink_and_paper;
    let (ink, blank) = if how.inverted {
        (bright, dark)
    } else {
        (dark, bright)
    };
    let printed = |(x, y): (f32, f32)| {
        let (u, v) = ((x + side / 2.0) * scale, (y + tall / 2.0) * scale);
        let inside =
            u >= 0.0 && v >= 0.0 && u < symbol.width() as f32 && v < symbol.height() as f32;
        if inside {
            f32::from(symbol.get_pixel(u as u32, v as u32).0[0]) / 255.0
        } else {
            1.0
        }
    };
    let hit = |x: f32, y: f32| paper.hit([x - width / 2.0, y - height / 2.0, how.distance()]);
    let seen = |spot: Option<Spot>| {
        // Behind the bottle it is dark.
        spot.map_or(0.3 * blank, |spot| {
            let white = if spot.bare { 1.0 } else { printed(spot.at) };
            (ink + (blank - ink) * white) * spot.lit * light.screen(spot.at)
        })
    };
    let mut falls = Vec::with_capacity((width * height) as usize);
    for y in 0..how.frame.1 {
        for x in 0..how.frame.0 {
            let (x, y) = (x as f32, y as f32);
            let spot = hit(x + 0.5, y + 0.5);
            let near = spot.as_ref().is_some_and(|Spot { at: (u, v), .. }| {
                u.abs() < 0.6 * side && v.abs() < 0.6 * tall
            });
            // Where something is printed, a pixel's light is the mean of four rays over its area.
            let mean = if near {
                [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)]
                    .iter()
                    .map(|(dx, dy)| seen(hit(x + dx, y + dy)) / 4.0)
                    .sum()
            } else {
                seen(spot)
            };
            falls.push(mean * light.shaded(x, y) + light.mirrored(x, y));
        }
    }
    falls
}
