//! One step of the cascade: the size at which a picture is looked at, and the threshold.

use super::super::threshold::Threshold;

/// One step of a cascade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LookStep {
    pub(super) size: Size,
    pub(super) threshold: Threshold,
    /// White symbols on black.
    pub(super) inverted: bool,
}

/// At which size the picture is looked at. Smaller is quicker, takes out noise and a screen's pixels, and loses symbols
/// that are small already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Size {
    Full,
    Half,
    Quarter,
}

impl Size {
    /// Its sides as a part of the picture's.
    pub(super) fn part(self) -> f32 {
        match self {
            Self::Full => 1.0,
            Self::Half => 0.5,
            Self::Quarter => 0.25,
        }
    }
}

impl LookStep {
    /// A look for black symbols.
    pub(super) const fn new(size: Size, threshold: Threshold) -> Self {
        Self {
            size,
            threshold,
            inverted: false,
        }
    }

    /// The same look for white symbols.
    pub(super) const fn inverted(self) -> Self {
        Self {
            inverted: true,
            ..self
        }
    }
}
