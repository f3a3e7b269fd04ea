//! The pictures' memory: three of them go round, however many come.

use std::collections::VecDeque;
use std::sync::Arc;

use egui::{Color32, ColorImage};

/// One is being filled, one waits to be shown, one is on the screen.
const MOST: usize = 3;

/// Pictures of one size. A picture is in use as long as somebody else holds it too.
#[derive(Debug)]
pub(super) struct Buffers {
    size: [usize; 2],
    /// Those that were handed out, the newest last.
    out: VecDeque<Arc<ColorImage>>,
    /// How many were made.
    made: u64,
}

impl Buffers {
    pub(super) fn new(size: [usize; 2]) -> Self {
        Self {
            size,
            out: VecDeque::new(),
            made: 0,
        }
    }

    /// A picture that nobody looks at, to be filled. Only when all are looked at, which is when the window takes them
    /// and draws none, is another made in place of the oldest.
    pub(super) fn free(&mut self) -> Arc<ColorImage> {
        let unused = self
            .out
            .iter_mut()
            .position(|image| Arc::get_mut(image).is_some());
        // The newest is what the next one is compared with.
        let unused = unused.filter(|at| at + 1 < self.out.len());
        if let Some(image) = unused.and_then(|at| self.out.remove(at)) {
            return image;
        }
        if self.out.len() >= MOST {
            self.out.pop_front();
        }
        self.made += 1;
        Arc::new(ColorImage::filled(self.size, Color32::TRANSPARENT))
    }

    /// Keeps a picture that is handed out, and answers whether it differs from the one before.
    pub(super) fn hand_out(&mut self, image: &Arc<ColorImage>) -> bool {
        let other = self.out.back().is_none_or(|last| {
            bytemuck::cast_slice::<_, u8>(&last.pixels)
                != bytemuck::cast_slice::<_, u8>(&image.pixels)
        });
        self.out.push_back(Arc::clone(image));
        other
    }
}

/// The bytes of a picture, to be filled; none when somebody looks at it.
pub(super) fn bytes(image: &mut Arc<ColorImage>) -> &mut [u8] {
    Arc::get_mut(image).map_or(&mut [], |image| bytemuck::cast_slice_mut(&mut image.pixels))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(buffers: &mut Buffers, value: u8) -> (Arc<ColorImage>, bool) {
        let mut image = buffers.free();
        bytes(&mut image).fill(value);
        let other = buffers.hand_out(&image);
        (image, other)
    }

    #[test]
    fn three_pictures_go_round_while_the_window_draws_them() {
        let mut buffers = Buffers::new([4, 2]);
        let mut shown = None;
        for value in 0..100 {
            let (fresh, other) = filled(&mut buffers, value);
            assert!(other);
            assert_eq!(fresh.pixels[7].to_array(), [value; 4], "whole pictures");
            // The one before stays on the screen until this one is.
            shown = Some(fresh);
        }
        assert!(shown.is_some());
        assert!(buffers.made <= 3, "{} were made", buffers.made);
    }

    #[test]
    fn a_window_that_takes_and_never_draws_holds_nobody_up() {
        let mut buffers = Buffers::new([4, 2]);
        let mut taken = Vec::new();
        for value in 0..10 {
            taken.push(filled(&mut buffers, value).0);
        }
        assert!(buffers.out.len() <= 3);
        let values: Vec<u8> = taken.iter().map(|image| image.pixels[0].r()).collect();
        assert_eq!(values, (0..10).collect::<Vec<u8>>());
    }

    #[test]
    fn the_same_picture_again_is_known_as_such() {
        let mut buffers = Buffers::new([4, 2]);
        let differs = [5, 5, 6, 6, 5].map(|value| filled(&mut buffers, value).1);
        assert_eq!(differs, [true, false, true, false, true]);
    }
}
