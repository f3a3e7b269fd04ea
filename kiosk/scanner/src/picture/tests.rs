use super::*;
use image::{GrayAlphaImage, GrayImage, LumaA};

#[test]
fn the_buffer_must_fill_the_picture() {
    assert!(Picture::from_luma(vec![0; 6], 3, 2).is_ok());
    let error = Picture::from_luma(vec![0; 5], 3, 2)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("3×2") && error.contains('5') && error.contains('6'),
        "{error}"
    );
}

#[test]
fn an_enormous_picture_is_refused_before_it_is_held() {
    assert!(matches!(
        Picture::from_luma(Vec::new(), 100_000, 100_000),
        Err(ScanError::TooLarge { .. })
    ));
}

#[test]
fn an_enormous_png_header_is_refused() {
    // Signature and header of a grey PNG of 60,000 × 60,000 pixels; no pixels follow.
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend(60_000u32.to_be_bytes());
    png.extend(60_000u32.to_be_bytes());
    png.extend([8, 0, 0, 0, 0]);
    let mut crc = !0u32;
    for &byte in &png[12..] {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 {
                (crc >> 1) ^ 0xEDB8_8320
            } else {
                crc >> 1
            };
        }
    }
    png.extend((!crc).to_be_bytes());
    png.extend([0, 0, 0, 0]);
    png.extend(b"IDAT");
    let error = Picture::from_bytes(&png, Path::new("poster.png")).unwrap_err();
    assert!(error.to_string().starts_with("poster.png"), "{error}");
    assert!(
        matches!(error, ScanError::TooLarge { width: 60_000, .. }),
        "{error:?}"
    );
}

#[test]
fn half_takes_the_mean_of_four_and_drops_the_odd_edge() {
    let picture = Picture::from_luma(vec![0, 10, 99, 20, 30, 99, 99, 99, 99], 3, 3).unwrap();
    let half = picture.half().unwrap();
    assert_eq!(
        (half.width(), half.height(), half.luma()),
        (1, 1, &[15u8][..])
    );
    assert!(
        Picture::from_luma(vec![1, 2, 3], 3, 1)
            .unwrap()
            .half()
            .is_none()
    );
}

#[test]
fn scaling_keeps_flat_grey_flat_and_never_reads_outside() {
    for (w, h) in [(1, 1), (2, 7), (13, 5), (40, 40)] {
        let picture = Picture::from_luma(vec![77; 35], 7, 5).unwrap();
        assert!(picture.scaled(w, h).luma().iter().all(|&v| v == 77));
    }
    let empty = Picture::from_luma(Vec::new(), 0, 0).unwrap();
    assert_eq!(empty.scaled(2, 2).luma().len(), 4);
}

#[test]
fn a_large_picture_is_fitted_and_a_frame_is_left_alone() {
    let frame = Picture::from_luma(vec![0; 1280 * 720], 1280, 720).unwrap();
    assert!(frame.fitted().is_none());
    let large = Picture::from_luma(vec![200; 4000 * 3000], 4000, 3000).unwrap();
    let fitted = large.fitted().unwrap();
    let pixels = u64::from(fitted.width()) * u64::from(fitted.height());
    assert!(
        (WORKING_PIXELS * 95 / 100..=WORKING_PIXELS).contains(&pixels),
        "{pixels}"
    );
}

#[test]
fn a_sliver_of_a_picture_can_be_fitted() {
    let sliver = Picture::from_luma(vec![0; 4_000_000], 4_000_000, 1).unwrap();
    assert!(sliver.fitted().is_some_and(|p| p.height() == 1));
}

#[test]
fn transparent_is_white_paper() {
    let mut image = GrayAlphaImage::new(3, 1);
    image.put_pixel(0, 0, LumaA([0, 0]));
    image.put_pixel(1, 0, LumaA([0, 255]));
    image.put_pixel(2, 0, LumaA([100, 128]));
    let picture = Picture::from(&DynamicImage::ImageLumaA8(image));
    assert_eq!(picture.luma()[..2], [255, 0]);
    assert!(
        (176..=179).contains(&picture.luma()[2]),
        "{}",
        picture.luma()[2]
    );
}

#[test]
fn a_file_that_is_no_picture_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.png");
    std::fs::write(&path, "not a picture at all").unwrap();
    assert!(matches!(
        Picture::open(&path),
        Err(ScanError::NotAPicture { .. })
    ));
    assert!(matches!(
        Picture::open(&folder.path().join("gone.png")),
        Err(ScanError::Unreadable { .. })
    ));
    let good = folder.path().join("grey.jpg.txt");
    GrayImage::from_pixel(4, 3, image::Luma([9]))
        .save_with_format(&good, image::ImageFormat::Png)
        .unwrap();
    assert_eq!(Picture::open(&good).unwrap().luma(), &[9; 12]);
}

#[test]
fn a_part_is_cut_out_as_far_as_it_lies_in_the_picture() {
    let picture = Picture::from_luma((0..12).collect(), 4, 3).unwrap();
    let part = picture.part(1, 1, 3, 9).unwrap();
    assert_eq!((part.width(), part.height()), (2, 2));
    assert_eq!(part.luma(), [5, 6, 9, 10]);
    assert_eq!(
        picture.part(0, 0, u32::MAX, u32::MAX),
        Some(picture.clone())
    );
    for (left, top, right, bottom) in [(4, 0, 9, 3), (0, 3, 4, 9), (2, 1, 2, 3), (3, 2, 1, 1)] {
        assert_eq!(picture.part(left, top, right, bottom), None);
    }
}
