//! Pictures and videos: each with a file that is there, and with words for those who can't see or hear.

use crate::catalogue::findings::{Findings, FindingsAt};
use crate::catalogue::{Catalogue, VIDEO_BYTES_MOST, VIDEO_SECONDS_MOST, Video};

impl Catalogue {
    /// Checks the pictures. Once the files are known, every one must be among them.
    pub(super) fn check_pictures(&self, found: &mut Findings) {
        for (place, picture) in self.pictures() {
            let file = &picture.file;
            let mut at = found.at(format_args!("{place}: picture \"{file}\""));
            self.check_file(&mut at, file);
            let has_words = picture.alt.has("vi");
            at.unless(has_words, "no Vietnamese words in alt; say what it shows");
            let inside = |focus: [u8; 2]| focus.into_iter().all(|part| part <= 100);
            at.unless(
                picture.focus.is_none_or(inside),
                "its focus is outside of it; give per cent, 0 to 100: \"focus\": [50, 30]",
            );
        }
    }

    /// Checks the videos, and that their captions are in order.
    pub(super) fn check_videos(&self, found: &mut Findings) {
        for (place, video) in self.videos() {
            let (file, seconds) = (&video.file, video.seconds);
            let mut at = found.at(format_args!("{place}: video \"{file}\""));
            self.check_file(&mut at, file);
            let has_words = video.title.has("vi");
            at.unless(has_words, "no Vietnamese title; say what it shows");
            at.unless(
                (1..=VIDEO_SECONDS_MOST).contains(&seconds),
                format_args!("{seconds} seconds; give its length, 1 to {VIDEO_SECONDS_MOST}"),
            );
            let bytes = self.media.get(file).map_or(0, |file| file.bytes);
            let (size, most) = (bytes.div_ceil(1 << 20), VIDEO_BYTES_MOST >> 20);
            at.unless(
                bytes <= VIDEO_BYTES_MOST,
                format_args!("{size} MB; kiosks take {most} at most: encode it smaller"),
            );
            check_captions(&mut at, video);
        }
    }

    fn check_file(&self, at: &mut FindingsAt<'_>, file: &str) {
        let is_name = !file.is_empty() && !file.contains(['/', '\\']) && !file.starts_with('.');
        at.unless(is_name, "no file name; write it without a folder");
        let is_known = self.media.is_empty() || self.media.contains_key(file);
        at.unless(is_known, "not among the media");
    }
}

/// Checks that captions follow one another, within the video, each with words.
fn check_captions(at: &mut FindingsAt<'_>, video: &Video) {
    at.unless(
        !video.captions.is_empty(),
        "no captions; kiosks play no sound, so write what is shown and said",
    );
    let mut before = 0;
    for cue in &video.captions {
        let (from, to) = (cue.from_ms, cue.to_ms);
        at.unless(
            before <= from && from < to && to <= video.length_ms(),
            format_args!(
                "the caption from {from} to {to} ms is not between the one before and the end; sort them by time"
            ),
        );
        let has_words = cue.text.has("vi");
        at.unless(
            has_words,
            format_args!("the caption from {from} ms has no Vietnamese words"),
        );
        before = to;
    }
}
