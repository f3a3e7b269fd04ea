//! What is read is what was written, to the last digit, however the ticket is held.

use image::imageops;
use proptest::prelude::*;
use qrcode::{EcLevel, QrCode};
use scanner::decode::{Budget, FrameReader, read_still};

use super::picture;
use crate::photograph::{Conditions, photograph};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_ticket_held_anyhow_is_read_to_the_last_digit(
        digits in "[0-9]{195}",
        turned in 0.0f32..360.0,
        tilted in (-30.0f32..30.0, -30.0f32..30.0),
        fills in 0.25f32..0.7,
        mirrored in any::<bool>(),
        inverted in any::<bool>(),
        seed in any::<u64>(),
    ) {
        let code = QrCode::with_error_correction_level(&digits, EcLevel::M).unwrap();
        let mut symbol = code.render::<image::Luma<u8>>().module_dimensions(8, 8).build();
        if mirrored {
            imageops::flip_horizontal_in_place(&mut symbol);
        }
        let how = Conditions { fills, turned, tilted, inverted, ..Conditions::default() };
        let taken = picture(photograph(&symbol, &how, seed));
        prop_assert_eq!(&read_still(&taken, &Budget::unlimited()), std::slice::from_ref(&digits));
        let mut reader = FrameReader::default();
        let read = (0..5).find_map(|_| reader.read(&taken, &Budget::unlimited()).pop());
        prop_assert_eq!(read, Some(digits));
    }
}
