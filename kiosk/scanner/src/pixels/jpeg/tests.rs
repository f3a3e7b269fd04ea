use super::*;
use image::{Rgb, RgbImage};

fn picture() -> RgbImage {
    RgbImage::from_fn(96, 64, |x, y| {
        Rgb([(x * 2) as u8, (y * 3) as u8, (y * 2) as u8])
    })
}

/// A frame in colours, as cameras pack them.
fn frame() -> Vec<u8> {
    packed(&picture())
}

fn packed(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture
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

#[test]
fn damaged_frame_is_read_or_refused() {
    let frame = packed(&RgbImage::from_pixel(16, 8, Rgb([90, 120, 60])));
    let short = without_tables(&frame);
    damaged_input::each(
        "camera-jpeg",
        256,
        &[&frame, &short, &short[..60]],
        |bytes| {
            Ok(match luma(bytes) {
                Ok(_) => "read".to_owned(),
                Err(error) => error.to_string(),
            })
        },
    );
}
