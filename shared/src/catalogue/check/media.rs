//! Pictures and videos: each with a file that is there, and with words for those who can't see or hear.

use crate::catalogue::findings::{Findings, FindingsAt, ProblemKind};
use crate::catalogue::{Catalogue, VIDEO_BYTES_MOST, VIDEO_SECONDS_MOST, Video};

impl Catalogue {
    /// Checks the pictures. Once the files are known, every one must be among them.
    pub(super) fn check_pictures(&self, found: &mut Findings) {
        for (place, picture) in self.pictures() {
            let file = &picture.file;
            let mut at = found.at(place.with_file(false, file));
            self.check_file(&mut at, file);
            let has_words = picture.alt.has("vi");
            at.unless(has_words, ProblemKind::NoPictureWords);
            let inside = |focus: [u8; 2]| focus.into_iter().all(|part| part <= 100);
            at.unless(picture.focus.is_none_or(inside), ProblemKind::FocusOutside);
        }
    }

    /// Checks the videos, and that their captions are in order.
    pub(super) fn check_videos(&self, found: &mut Findings) {
        for (place, video) in self.videos() {
            let (file, seconds) = (&video.file, video.seconds);
            let mut at = found.at(place.with_file(true, file));
            self.check_file(&mut at, file);
            let has_words = video.title.has("vi");
            at.unless(has_words, ProblemKind::NoVideoTitle);
            let most = VIDEO_SECONDS_MOST;
            let is_possible = (1..=most).contains(&seconds);
            at.unless(is_possible, ProblemKind::VideoSeconds { seconds, most });
            let bytes = self.media.get(file).map_or(0, |file| file.bytes);
            let (size, most) = (bytes.div_ceil(1 << 20), VIDEO_BYTES_MOST >> 20);
            let is_possible = bytes <= VIDEO_BYTES_MOST;
            at.unless(is_possible, ProblemKind::VideoSize { size, most });
            check_captions(&mut at, video);
        }
    }

    fn check_file(&self, at: &mut FindingsAt<'_>, file: &str) {
        let is_name = !file.is_empty() && !file.contains(['/', '\\']) && !file.starts_with('.');
        at.unless(is_name, ProblemKind::NoFileName);
        let is_known = self.media.is_empty() || self.media.contains_key(file);
        at.unless(is_known, ProblemKind::NotAmongMedia);
    }
}

/// Checks that captions follow one another, within the video, each with words.
fn check_captions(at: &mut FindingsAt<'_>, video: &Video) {
    at.unless(!video.captions.is_empty(), ProblemKind::NoCaptions);
    let mut before = 0;
    for cue in &video.captions {
        let (from, to) = (cue.from_ms, cue.to_ms);
        at.unless(
            before <= from && from < to && to <= video.length_ms(),
            ProblemKind::CaptionOrder { from, to },
        );
        let has_words = cue.text.has("vi");
        at.unless(has_words, ProblemKind::NoCaptionWords { from });
        before = to;
    }
}
