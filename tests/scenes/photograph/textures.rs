//! What a camera sees when there is no code: walls, halls, posters, cloth, and patterns that look a little like modules.

use std::f32::consts::PI;

use image::imageops;
use image::{GrayImage, Luma};

use super::random::Random;
use super::shown::{fill, write_lines};
use super::{Conditions, photograph};

/// Width and height of a texture that is not photographed.
pub(crate) const SIZE: (u32, u32) = (640, 360);

/// A pattern without a code, by the name of its kind; the same for the same seed.
pub(crate) type Texture = (&'static str, fn(u64) -> GrayImage);

/// All kinds.
pub(crate) const TEXTURES: &[Texture] = &[
    ("noise", noise),
    ("coarse noise", coarse_noise),
    ("stripes", stripes),
    ("checks", checks),
    ("rings", rings),
    ("halftone", halftone),
    ("text", text),
    ("squares in squares", nested),
    ("scattered rectangles", rectangles),
    ("torn symbol", torn_symbol),
];

fn noise(seed: u64) -> GrayImage {
    let mut random = Random(seed);
    GrayImage::from_fn(SIZE.0, SIZE.1, |_, _| Luma([random.next() as u8]))
}

/// Random modules, as in a symbol without corner squares.
fn coarse_noise(seed: u64) -> GrayImage {
    let mut random = Random(seed);
    let module = 2 + random.below(9);
    let cells = GrayImage::from_fn(SIZE.0.div_ceil(module), SIZE.1.div_ceil(module), |_, _| {
        Luma([if random.next() & 1 == 0 { 20 } else { 235 }])
    });
    GrayImage::from_fn(SIZE.0, SIZE.1, |x, y| {
        *cells.get_pixel(x / module, y / module)
    })
}

fn waves(seed: u64, shade: impl Fn(f32, f32) -> f32) -> GrayImage {
    let mut random = Random(seed);
    let (sin, cos) = (PI * random.even()).sin_cos();
    let wide = 3.0 + 15.0 * random.part();
    let (soft, middle) = (random.part(), 0.6 * random.even());
    GrayImage::from_fn(SIZE.0, SIZE.1, |x, y| {
        let (x, y) = (x as f32 - 320.0, y as f32 - 180.0);
        let light = shade((x * cos + y * sin) / wide, (y * cos - x * sin) / wide) - middle;
        let light = if soft < 0.5 { light.signum() } else { light };
        Luma([(127.0 + 110.0 * light).clamp(0.0, 255.0) as u8])
    })
}

fn stripes(seed: u64) -> GrayImage {
    waves(seed, |x, _| x.sin())
}

fn checks(seed: u64) -> GrayImage {
    waves(seed, |x, y| x.sin() * y.sin())
}

fn rings(seed: u64) -> GrayImage {
    waves(seed, |x, y| x.hypot(y).sin())
}

/// Dots of a newspaper picture: larger where it is darker.
fn halftone(seed: u64) -> GrayImage {
    let mut random = Random(seed);
    let (way, part) = (0.01 + 0.02 * random.part(), random.part() * 6.0);
    waves(seed, |x, y| {
        x.sin() * y.sin() + (way * x * 9.0 + part).sin() * (way * y * 7.0).cos()
    })
}

fn text(seed: u64) -> GrayImage {
    let mut page = GrayImage::from_pixel(SIZE.0, SIZE.1, Luma([240]));
    let line = 12 + (seed % 5) as u32 * 9;
    write_lines(&mut page, [10, 8, 620, 340], line, seed);
    page
}

/// Corner squares, many of them, that belong to nothing.
fn nested(seed: u64) -> GrayImage {
    let mut random = Random(seed);
    let mut wall = GrayImage::from_pixel(SIZE.0, SIZE.1, Luma([230]));
    for _ in 0..12 {
        let module = 2 + random.below(5);
        let (x, y) = (random.below(600), random.below(320));
        for (inset, shade) in [(0, 20), (1, 230), (2, 20)] {
            let (at, side) = (inset * module, (7 - 2 * inset) * module);
            fill(&mut wall, [x + at, y + at, side, side], Luma([shade]));
        }
    }
    wall
}

fn rectangles(seed: u64) -> GrayImage {
    let mut random = Random(seed);
    let mut hall = GrayImage::from_pixel(SIZE.0, SIZE.1, Luma([150]));
    for _ in 0..350 {
        let area = [
            random.below(SIZE.0),
            random.below(SIZE.1),
            4 + random.below(37),
            4 + random.below(53),
        ];
        fill(&mut hall, area, Luma([random.next() as u8]));
    }
    hall
}

/// A true symbol with corner squares, timing lines and format, and random modules where its content should be.
fn torn_symbol(seed: u64) -> GrayImage {
    let mut random = Random(seed);
    let (_, mut symbol) = super::shown::ticket(seed % 1000);
    let module = super::shown::MODULE;
    let side = symbol.width() / module;
    for y in 0..side - 8 {
        for x in 0..side - 8 {
            let square = (x < 9 && (y < 9 || y >= side - 16)) || (x >= side - 16 && y < 9);
            let timing = x == 6 || y == 6;
            if !square && !timing {
                let shade = Luma([if random.next() & 1 == 0 { 0 } else { 255 }]);
                fill(
                    &mut symbol,
                    [(x + 4) * module, (y + 4) * module, module, module],
                    shade,
                );
            }
        }
    }
    let mut wall = GrayImage::from_pixel(SIZE.0, SIZE.1, Luma([255]));
    imageops::overlay(&mut wall, &symbol, 140, 0);
    wall
}

/// A camera's frame of 1280×720 pixels without a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Empty {
    /// An even wall.
    Wall,
    /// Stalls, banners, people from afar.
    Hall,
    /// A poster full of text.
    Poster,
    /// A checked shirt.
    Cloth,
}

impl Empty {
    /// All of them.
    pub(crate) const ALL: [Self; 4] = [Self::Wall, Self::Hall, Self::Poster, Self::Cloth];

    /// A frame of it, noisy in its own way.
    pub(crate) fn frame(self, seed: u64) -> GrayImage {
        let shown = match self {
            Self::Wall => GrayImage::from_pixel(9, 9, Luma([255])),
            Self::Hall => rectangles(4),
            Self::Poster => text(2),
            Self::Cloth => checks(7),
        };
        let how = Conditions {
            fills: if self == Self::Wall { 0.5 } else { 1.9 },
            turned: 8.0,
            tilted: (12.0, 6.0),
            noise: 6.0,
            ..Conditions::default()
        };
        photograph(&shown, &how, seed)
    }
}
