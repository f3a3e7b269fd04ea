//! The code in a photograph of a ticket.

use rxing::BarcodeFormat;
use rxing::helpers::detect_in_luma;

use crate::operations::pictures::{self, PictureError};

/// The longer side that is looked through, in pixels. More pixels take longer and read hardly more.
const SIDE: u32 = 1_600;

/// Returns what the QR code in a photograph says; `None` where none can be read.
///
/// # Errors
/// [`PictureError`] when the file is no picture.
pub fn read_code(content: &[u8]) -> Result<Option<String>, PictureError> {
    let picture = pictures::open(content, SIDE)?.into_luma8();
    let (width, height) = picture.dimensions();
    let qr = Some(BarcodeFormat::QR_CODE);
    let read = detect_in_luma(picture.into_raw(), width, height, qr);
    Ok(read.ok().map(|it| it.getText().to_owned()))
}
