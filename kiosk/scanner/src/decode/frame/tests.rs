use super::*;
use image::{DynamicImage, GrayImage, Luma, imageops};

fn ticket() -> String {
    "271828182845904".repeat(13)
}

fn symbol(text: &str, module: u32) -> GrayImage {
    qrcode::QrCode::new(text)
        .unwrap()
        .render::<Luma<u8>>()
        .module_dimensions(module, module)
        .build()
}

/// A wall of 1280×720 pixels with these symbols on it, each with its quiet zone.
fn wall(symbols: &[(&GrayImage, (u32, u32))]) -> GrayImage {
    let mut wall = GrayImage::from_pixel(1280, 720, Luma([190]));
    for (symbol, (x, y)) in symbols {
        imageops::overlay(&mut wall, *symbol, i64::from(*x), i64::from(*y));
    }
    wall
}

fn read(frame: GrayImage) -> Option<Located> {
    let frame = Picture::from(&DynamicImage::ImageLuma8(frame));
    let mut reader = FrameReader::default();
    (0..4).find_map(|_| {
        let found = reader.read_located(&frame, &Budget::unlimited());
        found.into_iter().next()
    })
}

/// The corners in pixels that `found` must have, within a module, in any place of the frame.
fn assert_corners(found: &Located, expected: [(u32, u32); 4], module: f32) {
    for (corner, expected) in found.corners.iter().zip(expected) {
        let (x, y) = (corner[0] * 1280.0, corner[1] * 720.0);
        let off = (x - expected.0 as f32).hypot(y - expected.1 as f32);
        assert!(off < module, "{found:?} and not {expected:?}");
    }
}

#[test]
fn the_place_of_a_code_is_told_in_order_around_it_from_its_own_upper_left() {
    let ticket = ticket();
    let upright = symbol(&ticket, 8);
    let (quiet, far) = (4 * 8, upright.width() - 4 * 8);
    let (left, right, top, bottom) = (300 + quiet, 300 + far, 100 + quiet, 100 + far);
    let around = [(left, top), (right, top), (right, bottom), (left, bottom)];
    let found = read(wall(&[(&upright, (300, 100))])).unwrap();
    assert_eq!(found.text, ticket);
    assert_corners(&found, around, 8.0);

    let turned = imageops::rotate90(&upright);
    let found = read(wall(&[(&turned, (300, 100))])).unwrap();
    assert_corners(&found, [around[1], around[2], around[3], around[0]], 8.0);

    let mirrored = imageops::flip_horizontal(&upright);
    let found = read(wall(&[(&mirrored, (300, 100))])).unwrap();
    assert_eq!(found.text, ticket);
    let mut corners = found
        .corners
        .map(|[x, y]| ((x * 64.0) as i32, (y * 36.0) as i32));
    corners.sort_unstable();
    let mut expected = around.map(|(x, y)| (x as i32 / 20, y as i32 / 20));
    expected.sort_unstable();
    assert_eq!(corners, expected);
}

#[test]
fn the_place_of_a_white_code_seen_at_half_size_is_the_same() {
    let mut dark = wall(&[(&symbol(&ticket(), 8), (300, 100))]);
    let upright = read(dark.clone()).unwrap();
    imageops::invert(&mut dark);
    let found = read(dark).unwrap();
    for (a, b) in found.corners.iter().zip(upright.corners) {
        assert!((a[0] - b[0]).abs() < 0.01 && (a[1] - b[1]).abs() < 0.01);
    }
}

#[test]
fn a_poster_in_view_does_not_hide_the_ticket_beside_it() {
    let (ticket, poster) = (ticket(), symbol("https://example.org/kiosk", 9));
    let small = symbol(&ticket, 4);
    let held = symbol(&ticket, 9);
    for (beside, at) in [(&small, (700, 300)), (&held, (620, 80))] {
        let found = read(wall(&[(&poster, (40, 40)), (beside, at)])).unwrap();
        assert_eq!(found.text, ticket);
    }
}

#[test]
fn a_white_ticket_on_a_telephone_is_found_beside_a_black_poster() {
    let (ticket, poster) = (ticket(), symbol("https://example.org/kiosk", 9));
    let mut screen = symbol(&ticket, 7);
    imageops::invert(&mut screen);
    let found = read(wall(&[(&poster, (40, 40)), (&screen, (640, 200))])).unwrap();
    assert_eq!(found.text, ticket);
}

#[test]
fn with_no_ticket_in_view_the_poster_is_what_is_read() {
    let poster = symbol("https://example.org/kiosk", 9);
    let found = read(wall(&[(&poster, (40, 40))])).unwrap();
    assert_eq!(found.text, "https://example.org/kiosk");
}
