//! A ticket in one picture with other codes.

use image::{GrayImage, Luma};
use qrcode::QrCode;
use scanner::decode::{Budget, FrameReader, read_still};
use scanner::picture::Picture;

use super::{on_all_cores, picture};
use crate::photograph::random::Random;
use crate::photograph::shown::{MODULE, ticket};
use crate::photograph::through_jpeg;

const PICTURES: u64 = 200;
/// Frames a visitor holds the ticket up for.
const FRAMES: u64 = 5;
const SIZE: (u32, u32) = (1280, 720);
/// Pixels a module of a ticket: from the smallest that a camera reads to a ticket that fills the frame.
const TICKET_MODULE: (f32, f32) = (3.0, 12.0);
/// Pixels a module of the other codes.
const FOREIGN_MODULE: (f32, f32) = (1.5, 20.0);

/// A page with a ticket and up to three other codes, each dark or light on a ground of its own.
struct Page {
    drawn: GrayImage,
    ticket: String,
    foreign: Vec<String>,
    seed: u64,
}

impl Page {
    fn new(seed: u64) -> Self {
        let mut random = Random(seed * 7919 + 1);
        let shade = [255, 200, 128, 60, 15][random.below(5) as usize];
        let mut page = Self {
            drawn: GrayImage::from_pixel(SIZE.0, SIZE.1, Luma([shade])),
            ticket: String::new(),
            foreign: Vec::new(),
            seed,
        };
        let mut taken = Vec::new();
        let (digits, symbol) = ticket(seed);
        assert!(page.place(&symbol, TICKET_MODULE, &mut taken, &mut random));
        page.ticket = digits;
        for number in 0..random.below(4) {
            let text = foreign_text(seed, number);
            let code = QrCode::new(&text).unwrap();
            let symbol = code
                .render::<Luma<u8>>()
                .module_dimensions(MODULE, MODULE)
                .build();
            if page.place(&symbol, FOREIGN_MODULE, &mut taken, &mut random) {
                page.foreign.push(text);
            }
        }
        page
    }

    /// Places a symbol where there is room, at a size and an angle by chance; smaller when there is none.
    fn place(
        &mut self,
        symbol: &GrayImage,
        module: (f32, f32),
        taken: &mut Vec<(f32, f32, f32)>,
        random: &mut Random,
    ) -> bool {
        let modules = (symbol.width() / MODULE) as f32;
        // As many small ones as large ones: each size is some part larger than the one before.
        let part = (module.1 / module.0).powf(random.part());
        let mut side = module.0 * part * modules;
        let inverted = random.below(3) == 0;
        let turned = [
            0.0,
            90.0,
            180.0,
            30.0 * random.even(),
            180.0 * random.even(),
        ];
        let turned = turned[random.below(5) as usize].to_radians();
        let (sin, cos) = turned.sin_cos();
        while side >= module.0 * modules {
            let reach = side / 2.0 * (sin.abs() + cos.abs());
            for _ in 0..50 {
                let x = reach + (SIZE.0 as f32 - 2.0 * reach) * random.part();
                let y = reach + (SIZE.1 as f32 - 2.0 * reach) * random.part();
                let inside = 2.0 * reach < SIZE.1 as f32;
                let apart = |&(a, b, other): &(f32, f32, f32)| {
                    (x - a).abs().max((y - b).abs()) > reach + other
                };
                if inside && taken.iter().all(apart) {
                    taken.push((x, y, reach));
                    self.draw(symbol, (x, y), side, (sin, cos), inverted);
                    return true;
                }
            }
            side *= 0.9;
        }
        false
    }

    fn draw(
        &mut self,
        symbol: &GrayImage,
        centre: (f32, f32),
        side: f32,
        (sin, cos): (f32, f32),
        inverted: bool,
    ) {
        let scale = symbol.width() as f32 / side;
        let (ink, paper) = if inverted { (235, 20) } else { (25, 225) };
        let shown = |x: f32, y: f32| {
            let (x, y) = (x - centre.0, y - centre.1);
            let u = ((x * cos + y * sin + side / 2.0) * scale).floor();
            let v = ((y * cos - x * sin + side / 2.0) * scale).floor();
            let inside =
                u >= 0.0 && v >= 0.0 && u < symbol.width() as f32 && v < symbol.height() as f32;
            inside.then(|| match symbol.get_pixel(u as u32, v as u32).0[0] {
                0 => ink,
                _ => paper,
            })
        };
        for (x, y, pixel) in self.drawn.enumerate_pixels_mut() {
            let rays = [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)];
            let sum: u32 = rays
                .iter()
                .map(|(right, down)| {
                    shown(x as f32 + right, y as f32 + down).unwrap_or(u32::from(pixel.0[0]))
                })
                .sum();
            pixel.0[0] = (sum / 4) as u8;
        }
    }

    /// Frame number `frame` of this page, with noise of its own.
    fn frame(&self, frame: u64) -> Picture {
        let mut random = Random(self.seed * 31 + frame * 5003);
        let mut noisy = self.drawn.clone();
        for pixel in noisy.pixels_mut() {
            pixel.0[0] = (f32::from(pixel.0[0]) + 4.0 * random.bell()).clamp(0.0, 255.0) as u8;
        }
        picture(through_jpeg(&noisy, 85))
    }

    fn assert_right(&self, texts: &[String]) {
        let right = |text: &String| *text == self.ticket || self.foreign.contains(text);
        assert!(texts.iter().all(right), "page {}: {texts:?}", self.seed);
    }
}

/// What is on posters, cards and other sellers' tickets.
fn foreign_text(seed: u64, number: u32) -> String {
    match (seed + u64::from(number)) % 4 {
        0 => format!("https://example.org/lien-he-gian-hang/{seed}?utm=poster-{number}"),
        1 => format!("TBX-{seed:04}-{number}"),
        2 => format!("WIFI:T:WPA;S:Bao tang {number};P:gomviet{seed};;"),
        _ => format!(
            "BEGIN:VCARD\nVERSION:3.0\nFN:Nguyen Van {seed}\nORG:Lang gom {number}\nTEL:+84900{seed:06}\nEND:VCARD"
        ),
    }
}

#[test]
fn ticket_is_read_beside_up_to_three_codes() {
    let seeds: Vec<u64> = (0..PICTURES).collect();
    let read = on_all_cores(&seeds, |&seed| {
        let page = Page::new(seed);
        let texts = read_still(&page.frame(0), &Budget::unlimited());
        page.assert_right(&texts);
        let mut reader = FrameReader::default();
        let mut frames =
            (0..FRAMES).map(|frame| reader.read(&page.frame(frame), &Budget::unlimited()));
        let in_frames = frames.any(|texts| {
            page.assert_right(&texts);
            texts.contains(&page.ticket)
        });
        (texts.contains(&page.ticket), in_frames)
    });
    let missed = |of: fn(&(bool, bool)) -> bool| -> Vec<u64> {
        let missed = seeds.iter().zip(&read).filter(|(_, read)| !of(read));
        missed.map(|(seed, _)| *seed).collect()
    };
    let (still, frames) = (missed(|read| read.0), missed(|read| read.1));
    println!("of {PICTURES} pages, still pictures miss {still:?}, {FRAMES} frames miss {frames:?}");
    for missed in [still, frames] {
        assert!(missed.len() as u64 * 20 <= PICTURES, "missed {missed:?}");
    }
}
