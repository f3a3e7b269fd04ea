//! What the camera sees, small and grey, for the window to show: one slot that holds the newest picture only.
//!
//! Asking for the picture is looking at it, and only then is another one made: the camera's thread publishes when
//! someone has looked since the last time, at most ten times a second. A window that shows another screen, or that is
//! not drawn at all, costs the camera nothing.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::picture::Picture;

/// The least time between two pictures.
pub const EVERY: Duration = Duration::from_millis(100);

/// How long one camera's picture stays before another camera's may take its place.
pub const KEEPS: Duration = Duration::from_secs(2);

/// The width of a preview in pixels. Its height follows from the camera's.
pub const WIDTH: u32 = 320;

/// A small grey picture of what the camera sees.
#[derive(Debug, Clone, PartialEq)]
pub struct PreviewFrame {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Brightness, row by row from the top left; `width * height` values, 0 is black.
    pub luma: Arc<[u8]>,
    /// The corners of the code found in it: top left, top right, bottom right, bottom left of the symbol when it is
    /// held upright. Each is `[x, y]` from the picture's top left, 0 to 1 within it.
    pub found: Option<[[f32; 2]; 4]>,
    /// Counts up with every picture published, so that a texture is uploaded once.
    pub id: u64,
}

impl PreviewFrame {
    /// A preview of a camera's frame. `found` are corners as in [`PreviewFrame::found`], in the frame as the camera saw
    /// it. With `mirrored`, left and right change places, as people expect of a picture of themselves.
    #[must_use]
    pub fn of(frame: &Picture, found: Option<[[f32; 2]; 4]>, mirrored: bool) -> Self {
        let small = shrunk(frame);
        let width = small.width();
        let mut luma = small.luma().to_vec();
        if mirrored && width > 0 {
            luma.chunks_exact_mut(width as usize)
                .for_each(<[u8]>::reverse);
        }
        let within = |[x, y]: [f32; 2]| [if mirrored { 1.0 - x } else { x }, y];
        Self {
            width,
            height: small.height(),
            luma: luma.into(),
            found: found.map(|corners| corners.map(within)),
            id: 0,
        }
    }
}

/// The slot between the camera's thread and the window's. Clones share it.
#[derive(Clone, Default)]
pub struct Preview {
    slot: Arc<Mutex<Slot>>,
    camera: u32,
}

#[derive(Default)]
struct Slot {
    frame: Option<Arc<PreviewFrame>>,
    published: u64,
    /// How many cameras have a handle, and whose picture it is.
    cameras: u32,
    shown: u32,
    /// When the last picture was published.
    at: Option<Instant>,
    /// Whether anybody has looked since then.
    watched: bool,
    wake: Option<Arc<dyn Fn() + Send + Sync>>,
}

impl Preview {
    /// The newest picture; `None` while no camera works. For the window, each time it draws one: asking is what makes
    /// the next one come.
    #[must_use]
    pub fn latest(&self) -> Option<Arc<PreviewFrame>> {
        let mut slot = self.slot();
        slot.watched = true;
        slot.frame.clone()
    }

    /// What to call, on the camera's thread, when there is a new picture: have the window drawn again.
    pub fn wake_with(&self, wake: Arc<dyn Fn() + Send + Sync>) {
        self.slot().wake = Some(wake);
    }

    /// A handle for another camera. The one before which something moves has the picture, until nothing has moved
    /// there for [`KEEPS`].
    #[must_use]
    pub fn for_another_camera(&self) -> Self {
        let mut slot = self.slot();
        slot.cameras += 1;
        Self {
            slot: Arc::clone(&self.slot),
            camera: slot.cameras,
        }
    }

    /// Whether a picture published at `now` would be seen: somebody looked at the last one, that was a while ago, and
    /// it is not another camera's turn.
    #[must_use]
    pub fn wanted(&self, now: Instant) -> bool {
        let slot = self.slot();
        let mine = slot.frame.is_none() || slot.shown == self.camera;
        let least = if mine { EVERY } else { KEEPS };
        let due = slot
            .at
            .is_none_or(|at| now.saturating_duration_since(at) >= least);
        slot.watched && due
    }

    /// Puts `frame` in the slot in place of the one before, gives it its number, and wakes the window.
    pub fn publish(&self, mut frame: PreviewFrame, now: Instant) {
        let wake = {
            let mut slot = self.slot();
            slot.published += 1;
            slot.shown = self.camera;
            frame.id = slot.published;
            slot.frame = Some(Arc::new(frame));
            slot.at = Some(now);
            slot.watched = false;
            slot.wake.clone()
        };
        if let Some(wake) = wake {
            wake();
        }
    }

    /// Takes the picture away, for the camera is gone: better none than an old one.
    pub fn clear(&self) {
        let wake = {
            let mut slot = self.slot();
            if slot.shown != self.camera || slot.frame.take().is_none() {
                return;
            }
            slot.wake.clone()
        };
        if let Some(wake) = wake {
            wake();
        }
    }

    fn slot(&self) -> MutexGuard<'_, Slot> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Preview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Preview")
            .field("published", &self.slot().published)
            .finish_non_exhaustive()
    }
}

/// The picture at most [`WIDTH`] wide.
fn shrunk(frame: &Picture) -> Picture {
    let mut small = frame.clone();
    while small.width() >= 2 * WIDTH
        && let Some(half) = small.half()
    {
        small = half;
    }
    if small.width() > WIDTH {
        let height = u64::from(small.height()) * u64::from(WIDTH) / u64::from(small.width());
        small = small.scaled(WIDTH, height as u32);
    }
    small
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    fn frame() -> PreviewFrame {
        let picture = Picture::from_luma(vec![10; 6], 3, 2).unwrap();
        PreviewFrame::of(&picture, None, false)
    }

    #[test]
    fn a_picture_is_made_only_for_someone_who_looks_and_ten_times_a_second_at_most() {
        let preview = Preview::default();
        let start = Instant::now();
        assert!(!preview.wanted(start), "nobody has looked yet");
        assert!(preview.latest().is_none());
        assert!(preview.wanted(start));
        preview.publish(frame(), start);
        let later = start + EVERY;
        assert!(!preview.wanted(later), "nobody has looked at the last one");
        assert_eq!(preview.latest().map(|frame| frame.id), Some(1));
        assert!(!preview.wanted(start + EVERY / 2));
        assert!(preview.wanted(later));
    }

    #[test]
    fn the_newest_picture_wins_and_wakes_the_window_and_a_camera_that_goes_leaves_none() {
        let preview = Preview::default();
        let woken = Arc::new(AtomicU32::new(0));
        let count = Arc::clone(&woken);
        preview.wake_with(Arc::new(move || {
            count.fetch_add(1, Ordering::Relaxed);
        }));
        preview.publish(frame(), Instant::now());
        preview.publish(frame(), Instant::now());
        assert_eq!(preview.latest().map(|frame| frame.id), Some(2));
        preview.clear();
        preview.clear();
        assert!(preview.latest().is_none());
        assert_eq!(woken.load(Ordering::Relaxed), 3);
    }

    #[test]
    fn of_several_cameras_the_one_before_which_something_moves_has_the_picture() {
        let window = Preview::default();
        let (first, second) = (window.for_another_camera(), window.for_another_camera());
        let start = Instant::now();
        let looked = |at: Instant, camera: &Preview| window.latest().is_none() || camera.wanted(at);
        assert!(looked(start, &first));
        first.publish(frame(), start);
        assert!(looked(start + EVERY, &first) && !looked(start + EVERY, &second));
        second.clear();
        assert!(window.latest().is_some(), "it is not that camera's picture");
        assert!(looked(start + KEEPS, &second));
        second.publish(frame(), start + KEEPS);
        assert!(!looked(start + KEEPS + EVERY, &first));
    }

    #[test]
    fn a_mirrored_preview_has_left_and_right_changed_and_the_corners_with_them() {
        let luma: Vec<u8> = (0..720)
            .flat_map(|_| (0..1280).map(|x| (x / 8) as u8))
            .collect();
        let picture = Picture::from_luma(luma, 1280, 720).unwrap();
        let corners = [[0.0, 0.0], [0.5, 0.0], [0.5, 0.5], [0.0, 1.0]];
        let straight = PreviewFrame::of(&picture, Some(corners), false);
        let mirrored = PreviewFrame::of(&picture, Some(corners), true);
        assert_eq!((straight.width, straight.height), (320, 180));
        assert_eq!(straight.luma.len(), 320 * 180);
        assert!(straight.luma[0] < straight.luma[319]);
        assert_eq!(straight.luma[0], mirrored.luma[319]);
        assert_eq!(straight.found, Some(corners));
        assert_eq!(
            mirrored.found,
            Some([[1.0, 0.0], [0.5, 0.0], [0.5, 0.5], [1.0, 1.0]])
        );
    }

    #[test]
    fn odd_shapes_of_cameras_have_previews_too() {
        for (width, height) in [(0, 0), (1, 1), (321, 1), (700, 3), (5000, 2)] {
            let luma = vec![7; width as usize * height as usize];
            let picture = Picture::from_luma(luma, width, height).unwrap();
            let small = PreviewFrame::of(&picture, None, true);
            assert!(small.width <= WIDTH);
            assert_eq!(
                small.luma.len(),
                small.width as usize * small.height as usize
            );
        }
    }
}
