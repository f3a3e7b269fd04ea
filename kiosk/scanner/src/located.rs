//! A code and the place in the picture where it was read.

use rxing::Point;

/// A code that was read, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Located {
    /// What the code says, never empty.
    pub text: String,
    /// The symbol's corners as `[x, y]`, parts of the picture's width and height from its upper left, 0 to 1. In order
    /// around the symbol, from the corner that is its upper left when it is held upright.
    pub corners: [[f32; 2]; 4],
}

impl Located {
    /// From corners in pixels of a view of `size` (width and height); the view shows the whole picture.
    pub(super) fn new(text: String, corners: [Point; 4], size: (u32, u32)) -> Self {
        let part = |at: f32, of: u32| (at / of.max(1) as f32).clamp(0.0, 1.0);
        Self {
            text,
            corners: corners.map(|corner| [part(corner.x, size.0), part(corner.y, size.1)]),
        }
    }
}
