mod field_cases;
mod grounds;

use super::*;
use image::{DynamicImage, GrayImage, Luma, imageops};

fn symbol(text: &str, module: u32) -> GrayImage {
    qrcode::QrCode::new(text)
        .unwrap()
        .render::<Luma<u8>>()
        .module_dimensions(module, module)
        .build()
}

fn read(image: GrayImage) -> Vec<String> {
    read_still(
        &Picture::from(&DynamicImage::ImageLuma8(image)),
        &Budget::unlimited(),
    )
}

#[test]
fn several_codes_on_one_sheet_are_all_read() {
    let mut sheet = GrayImage::from_pixel(900, 900, Luma([255]));
    for (index, text) in ["north gate", "south gate", "hall B"].iter().enumerate() {
        let (x, y) = [(20, 30), (480, 60), (200, 500)][index];
        imageops::overlay(&mut sheet, &symbol(text, 7), x, y);
    }
    let mut texts = read(sheet);
    texts.sort();
    assert_eq!(texts, ["hall B", "north gate", "south gate"]);
}

#[test]
fn the_same_code_twice_is_one_text() {
    let mut sheet = GrayImage::from_pixel(700, 350, Luma([255]));
    imageops::overlay(&mut sheet, &symbol("twin", 8), 10, 10);
    imageops::overlay(&mut sheet, &symbol("twin", 8), 360, 20);
    assert_eq!(read(sheet), ["twin"]);
}

#[test]
fn white_on_black_as_a_telephone_in_dark_mode_shows_it() {
    let mut screen = GrayImage::from_pixel(640, 480, Luma([225]));
    imageops::overlay(&mut screen, &symbol("dark mode", 6), 200, 150);
    imageops::invert(&mut screen);
    assert_eq!(read(screen.clone()), ["dark mode"]);
    let frame = Picture::from(&DynamicImage::ImageLuma8(screen));
    let mut reader = FrameReader::default();
    let seen = (0..3).find_map(|_| reader.read(&frame, &Budget::unlimited()).pop());
    assert_eq!(
        seen.as_deref(),
        Some("dark mode"),
        "three frames bring every look"
    );
}

#[test]
fn a_frame_with_a_code_is_read_at_the_first_look() {
    let mut frame = GrayImage::from_pixel(1280, 720, Luma([180]));
    imageops::overlay(&mut frame, &symbol("0123456789", 9), 500, 200);
    let frame = Picture::from(&DynamicImage::ImageLuma8(frame));
    assert_eq!(
        FrameReader::default().read(&frame, &Budget::unlimited()),
        ["0123456789"]
    );
}

#[test]
fn a_poster_larger_than_a_frame_is_scaled_down_and_read() {
    assert_eq!(read(symbol("poster", 110)), ["poster"]);
}

#[test]
fn pictures_of_no_size_and_odd_sizes_hold_nothing_and_break_nothing() {
    for (width, height) in [
        (0, 0),
        (0, 9),
        (1, 1),
        (1, 5000),
        (5000, 1),
        (20, 20),
        (21, 21),
        (22, 41),
        (40, 39),
    ] {
        for shade in 0..3u32 {
            let luma = (0..width * height)
                .map(|i| ((i * i * 7 + i) * shade % 251) as u8)
                .collect();
            let picture = Picture::from_luma(luma, width, height).unwrap();
            assert_eq!(
                read_still(&picture, &Budget::unlimited()),
                [""; 0],
                "{width}×{height}"
            );
            assert_eq!(
                FrameReader::default().read(&picture, &Budget::unlimited()),
                [""; 0]
            );
        }
    }
}

#[test]
fn with_no_time_left_nothing_is_looked_at() {
    let picture = Picture::from(&DynamicImage::ImageLuma8(symbol("late", 8)));
    assert_eq!(read_still(&picture, &Budget::of(Duration::ZERO)), [""; 0]);
}
