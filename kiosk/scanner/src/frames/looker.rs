//! Looks at frames for codes: closely while something moves, now and then while nothing does.

use std::time::{Duration, Instant};

use super::super::ScanError;
use super::super::decode::{Budget, FRAME_BUDGET, FrameReader, Located};
use super::super::picture::Picture;
use super::super::pixels;
use super::super::preview::{Preview, PreviewFrame};
use super::motion::Sample;
use super::newest::Frame;
use super::stats::FrameStats;

/// How long every frame is searched after the last motion: a ticket that has come to rest gets all the harder looks.
const AWAKE: Duration = Duration::from_millis(1500);

/// A still picture is searched this often all the same: a code may have come so slowly, or so small, that it was no
/// motion, and one that is held still must go on being seen.
const STILL: Duration = Duration::from_millis(300);

/// Frames in a row that may be damaged before the source is taken for broken. Loose cables tear single ones.
const TORN: u32 = 30;

/// Looks at the frames of one source.
#[derive(Debug, Default)]
pub(in super::super) struct Looker {
    reader: FrameReader,
    preview: Preview,
    mirrored: bool,
    stats: FrameStats,
    /// What the picture was like when something moved last.
    seen: Option<Sample>,
    moved: Option<Instant>,
    searched: Option<Instant>,
    /// What the window was shown last, and whether a code was marked in it.
    shown: Option<(Sample, bool)>,
    torn: u32,
    rests: bool,
}

impl Looker {
    /// Looks for codes, shows `preview` what it sees, and counts in `stats`. `mirrored` concerns the preview only.
    pub(in super::super) fn new(preview: Preview, mirrored: bool, stats: FrameStats) -> Self {
        Self {
            preview,
            mirrored,
            stats,
            ..Self::default()
        }
    }

    /// Looks at a frame that came at `now`, and returns the texts of the codes in it; none when it was not searched.
    ///
    /// # Errors
    /// The damage of this frame, when many in a row were damaged.
    pub(in super::super) fn look(
        &mut self,
        frame: &Frame,
        now: Instant,
    ) -> Result<Vec<String>, ScanError> {
        let mut unpacked = None;
        let sample = match Sample::of_frame(&frame.bytes, frame.shape) {
            Some(sample) => sample,
            None => match self.unpack(frame)? {
                Some(picture) => Sample::of_picture(unpacked.insert(picture)),
                None => return Ok(Vec::new()),
            },
        };
        self.stats.count(|figures| {
            figures.brightness = sample.brightness();
            figures.size = (frame.shape.width, frame.shape.height);
            figures.format = frame.shape.layout.letters();
        });
        if !self.due(&sample, now) {
            self.stats.count(|figures| figures.rested += 1);
            return Ok(Vec::new());
        }
        let picture = match unpacked {
            Some(picture) => picture,
            None => match self.unpack(frame)? {
                Some(picture) => picture,
                None => return Ok(Vec::new()),
            },
        };
        let found = self.search(&picture);
        self.show(sample, &picture, found.first(), now);
        Ok(found.into_iter().map(|code| code.text).collect())
    }

    /// Whether nothing has moved for a while, so that frames may be left alone for a moment.
    pub(in super::super) fn rests(&self) -> bool {
        self.rests
    }

    /// Forgets what was seen, for the device is opened afresh, and takes the preview away.
    pub(in super::super) fn lost_sight(&mut self) {
        self.preview.clear();
        self.seen = None;
        self.moved = None;
        self.searched = None;
        self.shown = None;
        self.torn = 0;
        self.rests = false;
    }

    /// Whether this frame should be searched.
    fn due(&mut self, sample: &Sample, now: Instant) -> bool {
        // Against the picture at the last motion and not the last frame's: what creeps in adds up.
        if self.seen.as_ref().is_none_or(|seen| seen.differs(sample)) {
            self.seen = Some(sample.clone());
            self.moved = Some(now);
        }
        let since = |then: Option<Instant>| then.map(|then| now.saturating_duration_since(then));
        self.rests = since(self.moved).is_some_and(|time| time >= AWAKE);
        let due = !self.rests || since(self.searched).is_none_or(|time| time >= STILL);
        if due {
            self.searched = Some(now);
        }
        due
    }

    fn search(&mut self, picture: &Picture) -> Vec<Located> {
        let found = self.reader.read_located(picture, &Budget::of(FRAME_BUDGET));
        self.stats.count(|figures| {
            figures.searched += 1;
            figures.codes += found.len() as u64;
        });
        found
    }

    /// Shows the window what was seen, when it looks and when that is not what it was shown last.
    fn show(&mut self, sample: Sample, picture: &Picture, found: Option<&Located>, now: Instant) {
        if !self.preview.wanted(now) {
            return;
        }
        let corners = found.map(|found| found.corners);
        let same = self
            .shown
            .as_ref()
            .is_some_and(|(shown, marked)| *marked == corners.is_some() && !shown.differs(&sample));
        if same {
            return;
        }
        self.preview
            .publish(PreviewFrame::of(picture, corners, self.mirrored), now);
        self.shown = Some((sample, corners.is_some()));
    }

    /// The brightness of a frame; `None` when it is damaged and others before it were not.
    fn unpack(&mut self, frame: &Frame) -> Result<Option<Picture>, ScanError> {
        match pixels::luma(&frame.bytes, frame.shape) {
            Ok(picture) => {
                self.torn = 0;
                Ok(Some(picture))
            }
            Err(error) => {
                self.torn += 1;
                self.stats.count(|figures| figures.torn += 1);
                if self.torn < TORN {
                    Ok(None)
                } else {
                    Err(error)
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
