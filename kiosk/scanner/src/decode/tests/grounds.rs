//! Light and dark symbols on every ground: on paper, on black, on nothing.

use image::{GrayAlphaImage, ImageFormat, LumaA, Rgba, RgbaImage};

use super::*;

const TEXT: &str = "271828182845904523536";

/// A symbol without a quiet zone, black on white.
fn bare(text: &str, module: u32) -> GrayImage {
    qrcode::QrCode::new(text)
        .unwrap()
        .render::<Luma<u8>>()
        .quiet_zone(false)
        .module_dimensions(module, module)
        .build()
}

fn inverted(mut symbol: GrayImage) -> GrayImage {
    imageops::invert(&mut symbol);
    symbol
}

fn placed(
    symbol: &GrayImage,
    ground: u8,
    (width, height): (u32, u32),
    at: (i64, i64),
) -> GrayImage {
    let mut page = GrayImage::from_pixel(width, height, Luma([ground]));
    imageops::overlay(&mut page, symbol, at.0, at.1);
    page
}

/// Through a PNG file, as a kiosk is given it.
fn read_png(image: &DynamicImage) -> Vec<String> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, ImageFormat::Png).unwrap();
    let picture = Picture::from_bytes(&bytes.into_inner(), Path::new("ticket.png")).unwrap();
    read_still(&picture, &Budget::unlimited())
}

/// The dark modules of a symbol in this colour, everything else transparent and of the colour `hidden`.
fn stencil(colour: [u8; 4], hidden: [u8; 4], quiet_zone: bool) -> RgbaImage {
    let symbol = qrcode::QrCode::new(TEXT)
        .unwrap()
        .render::<Luma<u8>>()
        .quiet_zone(quiet_zone)
        .module_dimensions(6, 6)
        .build();
    let mut image = RgbaImage::from_pixel(symbol.width(), symbol.height(), Rgba(hidden));
    for (pixel, module) in image.pixels_mut().zip(symbol.pixels()) {
        if module.0[0] == 0 {
            *pixel = Rgba(colour);
        }
    }
    image
}

#[test]
fn symbol_of_any_colour_on_nothing_is_read() {
    let nothing = [[0, 0, 0, 0], [255, 255, 255, 0], [255, 0, 0, 0]];
    let colours = [
        [255, 255, 255, 255],
        [255, 255, 255, 150],
        [254, 255, 250, 255],
        [255, 240, 120, 255],
        [200, 200, 200, 255],
        [128, 128, 128, 255],
        [0, 0, 0, 255],
        [0, 40, 90, 255],
        [0, 0, 0, 120],
    ];
    for hidden in nothing {
        for colour in colours {
            for quiet_zone in [true, false] {
                let image = stencil(colour, hidden, quiet_zone);
                let read = read_png(&DynamicImage::ImageRgba8(image));
                assert_eq!(read, [TEXT], "{colour:?} on {hidden:?}, {quiet_zone}");
            }
        }
    }
}

#[test]
fn light_symbol_on_nothing_is_read_in_every_format() {
    let image = DynamicImage::ImageRgba8(stencil([255; 4], [0; 4], true));
    let formats = [
        DynamicImage::ImageLumaA8(image.to_luma_alpha8()),
        DynamicImage::ImageLumaA16(image.to_luma_alpha16()),
        DynamicImage::ImageRgba16(image.to_rgba16()),
    ];
    for image in formats {
        assert_eq!(read_png(&image), [TEXT], "{:?}", image.color());
    }
}

#[test]
fn light_and_dark_symbols_on_nothing_are_both_read() {
    let mut page = GrayAlphaImage::from_pixel(700, 400, LumaA([0, 0]));
    for (text, shade, x) in [("light one", 255, 30), ("dark one", 0, 380)] {
        for (column, row, pixel) in bare(text, 8).enumerate_pixels() {
            if pixel.0[0] == 0 {
                page.put_pixel(x + column, 60 + row, LumaA([shade, 255]));
            }
        }
    }
    let mut read = read_png(&DynamicImage::ImageLumaA8(page));
    read.sort();
    assert_eq!(read, ["dark one", "light one"]);
}

#[test]
fn symbol_without_quiet_zone_on_its_own_colour_is_read() {
    let size = (900, 700);
    for module in [3, 4, 6, 9, 14, 20] {
        let dark = bare(TEXT, module);
        for ground in [0, 18, 60] {
            let page = placed(&dark, ground, size, (201, 93));
            assert_eq!(read(page), [TEXT], "{module} on {ground}");
        }
        let light = inverted(dark);
        for ground in [255, 225] {
            let page = placed(&light, ground, size, (201, 93));
            assert_eq!(read(page), [TEXT], "light, {module} on {ground}");
        }
    }
}

#[test]
fn symbol_cut_off_at_its_own_edges_is_read() {
    for module in [2, 3, 5, 10, 24] {
        let symbol = bare(TEXT, module);
        assert_eq!(read(symbol.clone()), [TEXT], "dark, {module}");
        assert_eq!(read(inverted(symbol)), [TEXT], "light, {module}");
    }
}

#[test]
fn turned_symbol_without_quiet_zone_is_read() {
    let symbol = bare(TEXT, 8);
    let side = symbol.width() as f32;
    for degrees in [5.0f32, 17.0, 30.0, 45.0, 70.0, 100.0, 200.0] {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let page = GrayImage::from_fn(800, 600, |x, y| {
            let (x, y) = (x as f32 - 400.0, y as f32 - 300.0);
            let (u, v) = (
                x * cos + y * sin + side / 2.0,
                y * cos - x * sin + side / 2.0,
            );
            let inside = u >= 0.0 && v >= 0.0 && u < side && v < side;
            if inside {
                *symbol.get_pixel(u as u32, v as u32)
            } else {
                Luma([0])
            }
        });
        assert_eq!(read(page), [TEXT], "{degrees}°");
    }
}

#[test]
fn ticket_without_quiet_zone_is_read_beside_a_poster() {
    let ticket = "271828182845904".repeat(13);
    let mut page = placed(&bare(&ticket, 7), 0, (1280, 720), (800, 300));
    imageops::overlay(&mut page, &symbol("https://example.org/kiosk", 8), 60, 40);
    let read = read(page);
    assert!(read.contains(&ticket), "{read:?}");
    assert_eq!(read.len(), 2);
}

#[test]
fn symbol_on_middle_grey_is_read() {
    for ground in [70, 100, 128, 160, 190] {
        for (shade, text) in [(0u8, "dark"), (255, "light")] {
            let mut symbol = symbol(text, 6);
            for pixel in symbol.pixels_mut() {
                *pixel = Luma([if pixel.0[0] == 0 { shade } else { ground }]);
            }
            let page = placed(&symbol, ground, (640, 480), (150, 120));
            assert_eq!(read(page), [text], "{shade} on {ground}");
        }
    }
}

#[test]
fn place_of_a_symbol_without_quiet_zone_is_right() {
    let page = placed(&bare(TEXT, 8), 0, (900, 700), (200, 100));
    let picture = Picture::from(&DynamicImage::ImageLuma8(page));
    let found = read_all_located(&picture, &Budget::unlimited());
    let side = bare(TEXT, 8).width() as f32;
    for (corner, (x, y)) in
        found[0]
            .corners
            .iter()
            .zip([(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)])
    {
        let off = (corner[0] * 900.0 - 200.0 - x).hypot(corner[1] * 700.0 - 100.0 - y);
        assert!(off < 8.0, "{found:?}");
    }
}
