//! Pictures and videos: each with a file that is there, and with words for those who can't see or hear.

use super::super::{VIDEO_BYTES_MOST, VIDEO_SECONDS_MOST, Video};
use super::{Catalogue, Findings};

impl Catalogue {
    /// Once the files are known, every picture must be among them.
    pub(super) fn check_pictures(&self, found: &mut Findings) {
        for (place, picture) in self.pictures() {
            let file = &picture.file;
            let what = format!("{place}: picture \"{file}\"");
            check_name(found, &what, file);
            found.unless(picture.alt.has("vi"), || {
                format!("{what} has no Vietnamese words in alt; say what it shows")
            });
            let inside = |focus: [u8; 2]| focus.into_iter().all(|part| part <= 100);
            found.unless(picture.focus.is_none_or(inside), || {
                format!("{what} has its focus outside of it; give per cent, 0 to 100: \"focus\": [50, 30]")
            });
            self.check_media(found, &what, file);
        }
    }

    /// The same of every video, and that its captions are in order.
    pub(super) fn check_videos(&self, found: &mut Findings) {
        for (place, video) in self.videos() {
            let what = format!("{place}: video \"{}\"", video.file);
            check_name(found, &what, &video.file);
            self.check_media(found, &what, &video.file);
            found.unless(video.title.has("vi"), || {
                format!("{what} has no Vietnamese title; say what it shows")
            });
            found.unless((1..=VIDEO_SECONDS_MOST).contains(&video.seconds), || {
                format!(
                    "{what} takes {} seconds; give its length, 1 to {VIDEO_SECONDS_MOST}",
                    video.seconds
                )
            });
            let bytes = self.media.get(&video.file).map_or(0, |file| file.bytes);
            found.unless(bytes <= VIDEO_BYTES_MOST, || {
                format!(
                    "{what} has {} MB; kiosks take {} at most: encode it smaller",
                    bytes.div_ceil(1 << 20),
                    VIDEO_BYTES_MOST >> 20
                )
            });
            check_captions(found, &what, video);
        }
    }

    fn check_media(&self, found: &mut Findings, what: &str, file: &str) {
        found.unless(
            self.media.is_empty() || self.media.contains_key(file),
            || format!("{what} is not among the media"),
        );
    }
}

fn check_name(found: &mut Findings, what: &str, file: &str) {
    found.unless(
        !file.is_empty() && !file.contains(['/', '\\']) && !file.starts_with('.'),
        || format!("{what} is no file name; write it without a folder"),
    );
}

/// One after the other, within the video, each with words.
fn check_captions(found: &mut Findings, what: &str, video: &Video) {
    found.unless(!video.captions.is_empty(), || {
        format!("{what} has no captions; kiosks play no sound, so write what is shown and said")
    });
    let mut before = 0;
    for cue in &video.captions {
        let (from, to) = (cue.from_ms, cue.to_ms);
        found.unless(before <= from && from < to && to <= video.length_ms(), || {
            format!(
                "{what}: the caption from {from} to {to} ms is not between the one before and the end; sort them by time"
            )
        });
        found.unless(cue.text.has("vi"), || {
            format!("{what}: the caption from {from} ms has no Vietnamese words")
        });
        before = to;
    }
}
