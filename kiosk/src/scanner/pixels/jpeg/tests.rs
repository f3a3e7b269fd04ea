use super::*;
use image::{Rgb, RgbImage};
use proptest::prelude::*;
use std::sync::LazyLock;

fn picture() -> RgbImage {
    RgbImage::from_fn(96, 64, |x, y| {
        Rgb([(x * 2) as u8, (y * 3) as u8, (y * 2) as u8])
    })
}

/// A frame in colours, as cameras pack them.
fn frame() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture()
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

/// The frame as a camera sends it that leaves the tables out.
fn without_tables(frame: &[u8]) -> Vec<u8> {
    let (mut left, mut at) = (frame[..2].to_vec(), 2);
    loop {
        let kind = frame[at + 1];
        if kind == DATA {
            left.extend_from_slice(&frame[at..]);
            return left;
        }
        let length = usize::from(u16::from_be_bytes([frame[at + 2], frame[at + 3]]));
        if kind != TABLE {
            left.extend_from_slice(&frame[at..at + 2 + length]);
        }
        at += 2 + length;
    }
}

#[test]
fn a_frame_is_unpacked_to_the_brightness_that_its_colours_have() {
    let quick = luma(&frame()).unwrap();
    assert_eq!((quick.width(), quick.height()), (96, 64));
    for (pixel, &brightness) in picture().pixels().zip(quick.luma()) {
        let [red, green, blue] = pixel.0;
        let wanted = super::super::grey(red, green, blue);
        assert!(wanted.abs_diff(brightness) <= 10, "{pixel:?}: {brightness}");
    }
}

#[test]
fn a_camera_that_leaves_the_tables_out_is_read_like_one_that_does_not() {
    let frame = frame();
    let short = without_tables(&frame);
    assert!(short.len() + 400 < frame.len());
    assert_eq!(luma(&short).unwrap(), luma(&frame).unwrap());
}

/// A frame with its tables and without.
static FRAMES: LazyLock<(Vec<u8>, Vec<u8>)> = LazyLock::new(|| {
    let frame = frame();
    let short = without_tables(&frame);
    (frame, short)
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(damaged_input::cases(64)))]

    #[test]
    fn a_torn_frame_never_panics(cut in 0usize..2000, place in 0usize..2000, value in any::<u8>()) {
        let (frame, short) = &*FRAMES;
        let mut torn = frame.clone();
        torn.truncate(cut.max(1));
        let place = place % torn.len();
        torn[place] = value;
        let _ = luma(&torn);
        let _ = luma(&short[..cut.min(300)]);
    }
}
