//! Reads the QR codes of a picture: quick looks first, harder ones only while nothing was read.
//!
//! The order was measured on real photographs, each look judged by what it reads that the ones before did not.

mod frame;
mod glance;
mod located;
mod unread;
mod views;
mod votes;

use std::path::Path;
use std::time::Duration;

pub use self::frame::FrameReader;
pub use self::located::Located;
use self::unread::Unread;
use self::views::{Size, Step, Views};
use super::ScanError;
pub use super::look::Budget;
use super::look::Enough;
use super::picture::Picture;
use super::threshold::Threshold;

/// How long the looks at a still picture may take in all, a look under way included by a wide margin: no picture
/// should keep anybody waiting for more than a quarter of a second, reading the file included.
pub const STILL_BUDGET: Duration = Duration::from_millis(120);

/// How long the looks at one camera frame may take in all.
pub const FRAME_BUDGET: Duration = Duration::from_millis(25);

/// Reads all codes of a picture file within [`STILL_BUDGET`], opening it included.
///
/// # Errors
/// Those of [`Picture::open`].
pub fn read_file(path: &Path) -> Result<Vec<String>, ScanError> {
    let budget = Budget::of(STILL_BUDGET);
    Ok(read_still(&Picture::open(path)?, &budget))
}

/// Reads all codes of a picture file that is in memory, within [`STILL_BUDGET`]. `from` names it in errors.
///
/// # Errors
/// Those of [`Picture::from_bytes`].
pub fn read_bytes(bytes: &[u8], from: &Path) -> Result<Vec<String>, ScanError> {
    let budget = Budget::of(STILL_BUDGET);
    Ok(read_still(&Picture::from_bytes(bytes, from)?, &budget))
}

/// Reads all codes of a picture, each text once. Empty when there is none, or none that can be read in time.
#[must_use]
pub fn read_still(picture: &Picture, budget: &Budget) -> Vec<String> {
    let found = read_all_located(picture, budget);
    found.into_iter().map(|code| code.text).collect()
}

/// Reads all codes of a picture as [`read_still`] does, with the place of each.
#[must_use]
pub fn read_all_located(picture: &Picture, budget: &Budget) -> Vec<Located> {
    let fitted = picture.fitted();
    let views = Views::new(fitted.as_ref().unwrap_or(picture));
    let mut unread = Unread::default();
    for step in &STILL {
        if budget.spent() {
            return Vec::new();
        }
        let mut seen = views.look(step, Enough::All, budget);
        if seen.codes.is_empty() {
            unread.keep(seen, step);
            continue;
        }
        // A second, different look finds the codes that the first one missed beside the ones it read.
        if *step != BESIDE && !budget.spent() {
            for code in views.look(&BESIDE, Enough::All, budget).codes {
                if seen.codes.iter().all(|known| known.text != code.text) {
                    seen.codes.push(code);
                }
            }
        }
        return seen.codes;
    }
    let laid = views.lay(&mut unread, budget);
    laid.into_iter()
        .filter_map(|(laid, _)| Some(views.located(laid.text?, &laid.shape)))
        .collect()
}

const STILL: [Step; 10] = [
    Step::new(Size::Half, Threshold::Global),
    Step::new(Size::Full, Threshold::Global),
    Step::new(Size::Quarter, Threshold::Window(16)),
    Step::new(Size::Quarter, Threshold::Blocks),
    Step::new(Size::Half, Threshold::Global).inverted(),
    Step::new(Size::Half, Threshold::Blocks),
    BESIDE,
    Step::new(Size::Half, Threshold::Window(24)),
    Step::new(Size::Half, Threshold::Window(24)).inverted(),
    Step::new(Size::Full, Threshold::Window(8)),
];

/// The look that sees most at once.
const BESIDE: Step = Step::new(Size::Full, Threshold::Blocks);

#[cfg(test)]
mod tests;
