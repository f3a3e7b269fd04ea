//! Videos in the catalogue: a file, and what is said in it as captions. Kiosks play them without sound.

use serde::{Deserialize, Serialize};

use super::{Catalogue, CataloguePart, Localized, ProblemPlace};

/// The longest that a video may take, in seconds: nobody stands before a kiosk for longer, and others wait.
pub const VIDEO_SECONDS_MOST: u16 = 600;

/// A video. The file itself comes apart from the catalogue, as a picture's does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Video {
    /// The file's name among the exhibition's media: `throwing.webm`.
    pub file: String,
    /// What it shows: its name, also for those who can't see it.
    pub title: Localized,
    /// How long it takes.
    pub seconds: u16,
    /// What is said in it, or happens, in order of time.
    pub captions: Vec<Cue>,
}

/// One caption, in milliseconds from the video's beginning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// When it appears.
    pub from_ms: u32,
    /// When it is gone.
    pub to_ms: u32,
    /// The words.
    pub text: Localized,
}

impl Video {
    /// Returns how long it takes, in milliseconds.
    #[must_use]
    pub fn length_ms(&self) -> u32 {
        u32::from(self.seconds) * 1000
    }

    /// Returns the caption at a moment, if there is one.
    #[must_use]
    pub fn caption(&self, at_ms: u32) -> Option<&Cue> {
        let mut captions = self.captions.iter();
        captions.find(|cue| (cue.from_ms..cue.to_ms).contains(&at_ms))
    }
}

impl Catalogue {
    /// Returns every video, with the place that shows it: `artisan artisan-1`.
    pub fn videos(&self) -> impl Iterator<Item = (ProblemPlace, &Video)> {
        let artisans = self.artisans.iter();
        artisans.filter_map(|artisan| {
            let video = artisan.video.as_ref()?;
            Some((
                ProblemPlace::new(CataloguePart::Artisan, &artisan.id),
                video,
            ))
        })
    }

    /// Returns the name of every file that something in the catalogue shows, with the place that shows it.
    pub fn files(&self) -> impl Iterator<Item = (ProblemPlace, &str)> {
        let pictures = self.pictures();
        let pictures = pictures.map(|(place, picture)| (place, picture.file.as_str()));
        let videos = self.videos();
        pictures.chain(videos.map(|(place, video)| (place, video.file.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(from_ms: u32, to_ms: u32) -> Cue {
        Cue {
            from_ms,
            to_ms,
            text: Localized([("vi".to_owned(), format!("{from_ms}"))].into()),
        }
    }

    #[test]
    fn caption_shows_from_first_to_last_millisecond() {
        let video = Video {
            file: "throwing.webm".to_owned(),
            title: Localized::default(),
            seconds: 9,
            captions: vec![cue(500, 2_000), cue(2_000, 4_000), cue(6_000, 9_000)],
        };
        let said = |at| video.caption(at).map(|cue| cue.from_ms);
        assert_eq!(said(0), None);
        assert_eq!(said(499), None);
        assert_eq!(said(500), Some(500));
        assert_eq!(said(1_999), Some(500));
        assert_eq!(said(2_000), Some(2_000));
        assert_eq!(said(5_000), None);
        assert_eq!(said(8_999), Some(6_000));
        assert_eq!(said(9_000), None);
        assert_eq!(said(u32::MAX), None);
    }
}
