//! Reads the QR codes of a picture: quick looks first, harder ones only while nothing was read.
//!
//! The order was measured on real photographs, each look judged by what it reads that the ones before did not.

mod frame;
mod glance;
mod look_step;
mod unread;
mod views;
mod votes;

use std::path::Path;
use std::time::Duration;

use shared::ticket::has_ticket_form;

pub use self::frame::FrameReader;
use self::look_step::{LookStep, Size};
use self::unread::Unread;
use self::views::Views;
use super::ScanError;
pub use super::located::Located;
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
    read_file_within(path, STILL_BUDGET)
}

/// The same within another time.
///
/// # Errors
/// Those of [`Picture::open`].
pub fn read_file_within(path: &Path, time: Duration) -> Result<Vec<String>, ScanError> {
    let budget = Budget::of(time);
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
///
/// The looks end at a code with the form of a ticket, after one more that finds what is beside it. A code of another
/// form ends nothing: it may be a poster's address, and the ticket beside it harder to read.
#[must_use]
pub fn read_all_located(picture: &Picture, budget: &Budget) -> Vec<Located> {
    let mut found = Vec::new();
    for ground in std::iter::once(picture).chain(picture.on_black()) {
        let fitted = ground.fitted();
        read_ground(fitted.as_ref().unwrap_or(ground), &mut found, budget);
        if has_ticket(&found) {
            break;
        }
    }
    found
}

fn read_ground(picture: &Picture, found: &mut Vec<Located>, budget: &Budget) {
    let views = Views::new(picture);
    let mut unread = Unread::default();
    for step in &STILL {
        if budget.spent() {
            return;
        }
        let mut seen = views.look(step, Enough::All, budget);
        add_new(found, std::mem::take(&mut seen.codes));
        unread.keep(seen, step);
        if has_ticket(found) {
            if *step != BESIDE && !budget.spent() {
                let beside = views.look(&BESIDE, Enough::All, budget);
                add_new(found, beside.codes);
            }
            return;
        }
    }
    let laid = views.lay(&mut unread, budget);
    let laid = laid
        .into_iter()
        .filter_map(|(laid, _)| Some(views.located(laid.text?, &laid.shape)));
    add_new(found, laid.collect());
    if !has_ticket(found) {
        add_new(found, views.look_without_quiet_zones(budget));
    }
}

fn has_ticket(found: &[Located]) -> bool {
    found.iter().any(|code| has_ticket_form(&code.text))
}

/// Adds the codes whose text is not there yet.
fn add_new(found: &mut Vec<Located>, codes: Vec<Located>) {
    for code in codes {
        if found.iter().all(|known| known.text != code.text) {
            found.push(code);
        }
    }
}

const STILL: [LookStep; 10] = [
    LookStep::new(Size::Half, Threshold::Global),
    LookStep::new(Size::Full, Threshold::Global),
    LookStep::new(Size::Quarter, Threshold::Window(16)),
    LookStep::new(Size::Quarter, Threshold::Blocks),
    LookStep::new(Size::Half, Threshold::Global).inverted(),
    LookStep::new(Size::Half, Threshold::Blocks),
    BESIDE,
    LookStep::new(Size::Half, Threshold::Window(24)),
    LookStep::new(Size::Half, Threshold::Window(24)).inverted(),
    LookStep::new(Size::Full, Threshold::Window(8)),
];

/// The look that sees most at once.
const BESIDE: LookStep = LookStep::new(Size::Full, Threshold::Blocks);

#[cfg(test)]
mod tests;
