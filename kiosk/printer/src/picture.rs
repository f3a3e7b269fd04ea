//! What is printed: a picture of black and white dots, as wide as the paper.

use crate::error::PrintError;

/// The longest slip, in rows of dots: 30 cm.
const LONGEST: usize = 2400;

/// The width of the paper roll.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// 58 mm, 384 dots.
    Mm58,
    /// 80 mm, 576 dots.
    #[default]
    Mm80,
}

impl Paper {
    /// The dots across.
    #[must_use]
    pub fn dots(self) -> usize {
        match self {
            Self::Mm58 => 384,
            Self::Mm80 => 576,
        }
    }
}

impl TryFrom<u16> for Paper {
    type Error = PrintError;

    fn try_from(millimetres: u16) -> Result<Self, PrintError> {
        match millimetres {
            58 => Ok(Self::Mm58),
            80 => Ok(Self::Mm80),
            other => Err(PrintError::NoPaperWidth(other)),
        }
    }
}

/// Rows of dots, eight to a byte, the leftmost in the highest bit; 1 is black.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    row_bytes: usize,
    dots: Vec<u8>,
}

impl Picture {
    /// A white picture. It is never longer than 30 cm.
    #[must_use]
    pub fn new(paper: Paper, height: usize) -> Self {
        let row_bytes = paper.dots() / 8;
        Self {
            row_bytes,
            dots: vec![0; row_bytes * height.min(LONGEST)],
        }
    }

    /// The dots across.
    #[must_use]
    pub fn width(&self) -> usize {
        self.row_bytes * 8
    }

    /// The rows.
    #[must_use]
    pub fn height(&self) -> usize {
        self.dots.len() / self.row_bytes
    }

    /// Makes a dot black. What lies outside is not drawn.
    pub fn blacken(&mut self, x: usize, y: usize) {
        if let Some(at) = self.byte_of(x, y) {
            self.dots[at] |= 0x80 >> (x % 8);
        }
    }

    /// Returns whether a dot is black.
    #[must_use]
    pub fn is_black(&self, x: usize, y: usize) -> bool {
        self.byte_of(x, y)
            .is_some_and(|at| self.dots[at] & (0x80 >> (x % 8)) != 0)
    }

    fn byte_of(&self, x: usize, y: usize) -> Option<usize> {
        (x < self.width() && y < self.height()).then(|| y * self.row_bytes + x / 8)
    }

    /// Returns the rows, so many at a time, each band with its number of rows.
    pub(crate) fn bands(&self, rows: usize) -> impl Iterator<Item = (usize, &[u8])> {
        self.dots
            .chunks(self.row_bytes * rows)
            .map(|band| (band.len() / self.row_bytes, band))
    }

    /// Returns the picture as a PBM file.
    #[must_use]
    pub fn to_pbm(&self) -> Vec<u8> {
        let mut file = format!("P4\n{} {}\n", self.width(), self.height()).into_bytes();
        file.extend_from_slice(&self.dots);
        file
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_outside_the_paper_are_not_drawn() {
        let mut picture = Picture::new(Paper::Mm58, 2);
        for (x, y) in [(0, 0), (383, 1), (384, 0), (0, 2), (0, usize::MAX)] {
            picture.blacken(x, y);
        }
        let black = |(x, y): &(usize, usize)| picture.is_black(*x, *y);
        assert!([(0, 0), (383, 1)].iter().all(black));
        assert!(![(384, 0), (0, 1), (0, 2)].iter().any(black));
        assert_eq!(
            picture
                .dots
                .iter()
                .map(|byte| byte.count_ones())
                .sum::<u32>(),
            2
        );
    }

    #[test]
    fn a_slip_is_never_longer_than_thirty_centimetres() {
        assert_eq!(Picture::new(Paper::Mm80, usize::MAX).height(), LONGEST);
    }

    #[test]
    fn paper_has_one_of_two_widths() {
        assert_eq!(Paper::try_from(58).unwrap().dots(), 384);
        assert_eq!(Paper::try_from(80).unwrap().dots(), 576);
        assert!(
            Paper::try_from(57)
                .unwrap_err()
                .to_string()
                .contains("58 or 80")
        );
    }
}
