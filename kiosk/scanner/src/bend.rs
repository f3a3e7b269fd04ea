//! Reads symbols that do not lie flat: on a shirt, a creased sheet, a bottle, a telephone's curved glass.
//!
//! The library lays a flat grid through the corner squares. Here the grid is a sheet of rubber, pulled until the parts
//! of a symbol that are the same in every symbol lie where they belong and all modules are clearly black or white. It
//! takes some milliseconds and needs the corners found, so it comes last.

mod modules;
mod shape;
mod sheet;

use rxing::{Point, point};

pub(super) use self::modules::Modules;
pub(super) use self::shape::Shape;
use self::sheet::Sheet;
use super::corners::{Corners, distance};
use super::look::Budget;
use super::picture::Picture;
use super::relief::Relief;

/// A symbol on which the sheet was laid.
#[derive(Debug)]
pub(super) struct Laid {
    /// What it says, when that could be read.
    pub(super) text: Option<String>,
    /// Its modules as far as they can be told.
    pub(super) modules: Modules,
    /// Where it is in the picture.
    pub(super) shape: Shape,
}

/// Lays a sheet on the symbol whose corners are `corners`, black on white or, `inverted`, white on black. `None` when
/// there is no symbol there.
pub(super) fn lay(
    picture: &Picture,
    corners: &Corners,
    inverted: bool,
    budget: &Budget,
) -> Option<Laid> {
    let Corners {
        tl, tr, bl, module, ..
    } = *corners;
    let (relief, origin) = relief_around(picture, &[tl, tr, bl, tr + bl - tl], module, inverted)?;
    let corners = corners.moved(point(0.0, 0.0) - origin);
    let mut sheet = likely_sizes(&corners)
        .into_iter()
        .map(|modules| Sheet::hung(&relief, &corners, modules))
        .max_by(|a, b| a.timing().total_cmp(&b.timing()))?;
    if let Some(hidden) = corners.hidden {
        sheet.find_hidden(hidden);
    }
    sheet.find_alignment();
    if sheet.modules().form() < FORM {
        return None;
    }
    let mut text = sheet.text();
    for step in [1.0, 0.5, 0.25, 0.12] {
        if text.is_some() || budget.spent() {
            break;
        }
        sheet.pull(step);
        text = sheet.text();
    }
    Some(Laid {
        text,
        modules: sheet.modules(),
        shape: sheet.shape.moved(origin),
    })
}

/// Lays a sheet where a symbol was a moment ago, moved to where it looks most like its `modules` of then. This finds
/// symbols whose corners are hidden in this picture.
pub(super) fn follow(
    picture: &Picture,
    shape: &Shape,
    modules: &Modules,
    inverted: bool,
) -> Option<Laid> {
    let module = shape.module();
    let (relief, origin) = relief_around(picture, &shape.corners(), module, inverted)?;
    let shape = shape.moved(point(0.0, 0.0) - origin);
    let sheet = Sheet::followed(&relief, shape, modules);
    Some(Laid {
        text: sheet.text(),
        modules: sheet.modules(),
        shape: sheet.shape.moved(origin),
    })
}

/// The part of the picture around these places with the light taken out, and where its upper left lies. `None` when
/// there are no pixels there.
fn relief_around(
    picture: &Picture,
    places: &[Point],
    module: f32,
    inverted: bool,
) -> Option<(Relief, Point)> {
    let margin = MARGIN * module;
    let low = |of: fn(&Point) -> f32| places.iter().map(of).fold(f32::MAX, f32::min) - margin;
    let high = |of: fn(&Point) -> f32| places.iter().map(of).fold(f32::MIN, f32::max) + margin;
    let (left, top) = (low(|p| p.x).max(0.0) as u32, low(|p| p.y).max(0.0) as u32);
    let (right, bottom) = (high(|p| p.x).max(0.0) as u32, high(|p| p.y).max(0.0) as u32);
    let part = picture.part(left, top, right, bottom)?;
    let relief = Relief::of(&part, ((WINDOW * module) as usize).max(4));
    let relief = if inverted { relief.inverted() } else { relief };
    Some((relief, point(left as f32, top as f32)))
}

/// How many modules around the corner squares' middles belong to the symbol, its quiet zone and where it may bend to.
const MARGIN: f32 = 10.0;

/// Half the window whose mean is taken for the light, in modules: wide enough for a corner square, narrow enough for
/// the edge of a reflex.
const WINDOW: f32 = 6.0;

/// The part of its fixed modules that a symbol must show to be worth a pull. Real ones were measured to show 70 % and
/// more, however blurred, and what only looks like corner squares up to 64 %.
const FORM: f32 = 0.67;

/// The symbol's side in modules as the corner squares suggest it, and the sizes next to it.
fn likely_sizes(corners: &Corners) -> Vec<i32> {
    let Corners {
        tl, tr, bl, module, ..
    } = *corners;
    let side = f32::midpoint(distance(tl, tr), distance(tl, bl));
    let version = ((side / module.max(0.5) + 7.0 - 17.0) / 4.0).round() as i32;
    (version - 1..=version + 1)
        .filter(|version| (1..=40).contains(version))
        .map(|version| 17 + 4 * version)
        .collect()
}

#[cfg(test)]
mod tests;
