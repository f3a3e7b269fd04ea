//! What stands in the way on a floor plan.

use crate::geometry::Point;
use crate::ids::BoothNumber;

/// Something nobody can walk through.
#[derive(Debug, Clone)]
pub(crate) struct Obstacle {
    /// The booth that it is; `None` for a block.
    pub(crate) booth: Option<BoothNumber>,
    /// Its outline.
    pub(crate) outline: Vec<Point>,
}
