//! `[video]` of `kiosk.toml`.

use serde::Deserialize;

/// How videos are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct VideoConfig {
    /// Not at all.
    pub off: bool,
    /// The ffmpeg to decode with, and what to put before its other arguments: `"nice ffmpeg"`. The first word has to be a
    /// program, and so has each that is called `ffmpeg`, or no video is offered. Without it, the one that the system
    /// finds, if any.
    pub player: Option<String>,
    /// The pictures a second at most, 1 to 25: fewer cost a weak device less.
    pub frames_a_second: Option<u8>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn videos_are_shown_unless_they_are_switched_off_and_may_have_a_player_of_their_own() {
        let read = |text: &str| toml::from_str::<VideoConfig>(text).unwrap();
        assert_eq!(read(""), VideoConfig::default());
        let own = read("player = \"nice ffmpeg\"\nframes_a_second = 12\n");
        assert_eq!(own.player.as_deref(), Some("nice ffmpeg"));
        assert_eq!(own.frames_a_second, Some(12));
        assert!(!own.off && read("off = true").off);
    }
}
