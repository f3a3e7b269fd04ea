//! One place for one frame: the newest that came and was not yet looked at.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::super::ScanError;
use super::super::pixels::FrameShape;
use super::stats::FrameStats;

/// A frame as the device delivered it.
#[derive(Debug)]
pub(in super::super) struct Frame {
    pub(in super::super) bytes: Vec<u8>,
    pub(in super::super) shape: FrameShape,
}

/// The place. One thread puts, another takes.
///
/// A buffer is in one of three places: being filled, here, or being looked at. When one is let go it is kept as a
/// spare for the filling side: no more than three are ever made, and none is freed while frames come.
#[derive(Debug)]
pub(super) struct Newest {
    state: Mutex<State>,
    changed: Condvar,
    stats: FrameStats,
}

#[derive(Debug, Default)]
struct State {
    fresh: Option<Frame>,
    spare: Vec<Vec<u8>>,
    /// Why no more frames come; given out once.
    end: Option<ScanError>,
    ended: bool,
}

impl Newest {
    pub(super) fn new(stats: FrameStats) -> Self {
        // The filling side brings the first buffer along.
        stats.count(|figures| figures.buffers += 1);
        Self {
            state: Mutex::default(),
            changed: Condvar::new(),
            stats,
        }
    }

    /// Where everything is counted.
    pub(super) fn stats(&self) -> &FrameStats {
        &self.stats
    }

    /// Puts a frame here, in place of one that nobody has taken. Answers with a buffer for the next frame.
    pub(super) fn put(&self, frame: Frame) -> Vec<u8> {
        let mut state = self.state();
        let replaced = state.fresh.replace(frame);
        let dropped = replaced.is_some();
        let buffer = replaced
            .map(|frame| frame.bytes)
            .or_else(|| state.spare.pop());
        self.stats.count(|figures| {
            figures.came += 1;
            figures.dropped += u64::from(dropped);
            figures.buffers += u64::from(buffer.is_none());
        });
        self.changed.notify_all();
        buffer.unwrap_or_default()
    }

    /// Takes the newest frame, waiting for one at most `wait`.
    ///
    /// # Errors
    /// Why no more frames come; each cause is reported once.
    pub(super) fn take(&self, wait: Duration) -> Result<Option<Frame>, ScanError> {
        let until = Instant::now() + wait;
        let mut state = self.state();
        loop {
            // A frame that came before the end is still worth a look.
            if let Some(frame) = state.fresh.take() {
                self.changed.notify_all();
                return Ok(Some(frame));
            }
            if let Some(end) = state.end.take() {
                return Err(end);
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(None);
            }
            state = self
                .changed
                .wait_timeout(state, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }

    /// Gives the buffer of a frame that was taken back for use.
    pub(super) fn give_back(&self, frame: Frame) {
        self.state().spare.push(frame.bytes);
    }

    /// Says that no more frames come. Only the first reason counts.
    pub(super) fn close(&self, why: ScanError) {
        let mut state = self.state();
        if !state.ended {
            state.ended = true;
            state.end = Some(why);
        }
        self.changed.notify_all();
    }

    /// Wakes a thread that waits for a frame to be taken.
    pub(super) fn nobody_looks(&self) {
        let _state = self.state();
        self.changed.notify_all();
    }

    /// Waits until the frame here was taken, or `stop` is set and [`Newest::nobody_looks`] was called.
    pub(super) fn wait_until_taken(&self, stop: &AtomicBool) {
        let mut state = self.state();
        while state.fresh.is_some() && !stop.load(Ordering::Acquire) {
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::pixels::PixelLayout;
    use super::*;
    use std::sync::Arc;

    fn frame(mut buffer: Vec<u8>, value: u8) -> Frame {
        buffer.clear();
        buffer.resize(4, value);
        Frame {
            bytes: buffer,
            shape: FrameShape {
                width: 2,
                height: 2,
                stride: 0,
                layout: PixelLayout::Grey,
            },
        }
    }

    #[test]
    fn the_newest_frame_wins_and_the_ones_before_are_counted_as_dropped() {
        let stats = FrameStats::default();
        let newest = Newest::new(stats.clone());
        let mut buffer = Vec::new();
        for value in 0..5 {
            buffer = newest.put(frame(buffer, value));
        }
        let taken = newest.take(Duration::ZERO).unwrap().unwrap();
        assert_eq!(taken.bytes, [4; 4]);
        assert!(newest.take(Duration::ZERO).unwrap().is_none());
        let figures = stats.figures();
        assert_eq!((figures.came, figures.dropped), (5, 4));
    }

    #[test]
    fn however_many_frames_come_three_buffers_go_round() {
        let stats = FrameStats::default();
        let newest = Arc::new(Newest::new(stats.clone()));
        let feeding = {
            let newest = Arc::clone(&newest);
            std::thread::spawn(move || {
                let mut buffer = Vec::new();
                for value in 0..10_000u32 {
                    buffer = newest.put(frame(buffer, value as u8));
                }
                newest.close(ScanError::NoCamera);
            })
        };
        let mut taken = 0;
        while let Ok(next) = newest.take(Duration::from_secs(20)) {
            let next = next.unwrap();
            assert!(
                next.bytes.iter().all(|&value| value == next.bytes[0]),
                "whole frames"
            );
            taken += 1;
            newest.give_back(next);
        }
        feeding.join().unwrap();
        let figures = stats.figures();
        assert_eq!(figures.came, 10_000);
        assert_eq!(figures.came, figures.dropped + taken);
        assert!(figures.buffers <= 3, "{figures:?}");
    }

    #[test]
    fn no_buffer_is_thrown_away_when_frames_are_looked_at_as_fast_as_they_come() {
        let stats = FrameStats::default();
        let newest = Newest::new(stats.clone());
        let mut buffer = newest.put(frame(Vec::new(), 0));
        for value in 1..100 {
            // One is looked at while the next two come, then that one.
            let held = newest.take(Duration::ZERO).unwrap().unwrap();
            buffer = newest.put(frame(buffer, value));
            newest.give_back(held);
            let held = newest.take(Duration::ZERO).unwrap().unwrap();
            newest.give_back(held);
            buffer = newest.put(frame(buffer, value));
        }
        assert_eq!(stats.figures().buffers, 3);
    }

    #[test]
    fn the_end_is_told_once_after_the_last_frame_with_its_first_reason() {
        let newest = Newest::new(FrameStats::default());
        newest.put(frame(Vec::new(), 1));
        newest.close(ScanError::NoCamera);
        newest.close(ScanError::CameraUnsupported);
        assert!(newest.take(Duration::ZERO).unwrap().is_some());
        assert!(matches!(
            newest.take(Duration::ZERO),
            Err(ScanError::NoCamera)
        ));
        assert!(newest.take(Duration::ZERO).unwrap().is_none());
    }
}
