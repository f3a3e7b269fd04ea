//! What can be set about hand scanners that type.

use serde::Deserialize;

use super::super::envelope::Envelope;

/// Which hand scanners are taken, and how what they type is read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct HandSettings {
    /// Which devices.
    pub device: HandChoice,
    /// What the scanner puts around each code.
    #[serde(flatten)]
    pub envelope: Envelope,
}

/// Which devices are hand scanners.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(from = "HandWords")]
pub enum HandChoice {
    /// Every device whose name says so, such as `Honeywell Barcode Scanner`.
    #[default]
    Auto,
    /// None is taken; scanners are heard in the window.
    Off,
    /// Each of these: a path, such as `/dev/input/by-id/…`, or part of a name.
    Named(Vec<String>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum HandWords {
    One(String),
    Several(Vec<String>),
}

impl From<HandWords> for HandChoice {
    fn from(words: HandWords) -> Self {
        match words {
            HandWords::One(word) if word == "auto" => Self::Auto,
            HandWords::One(word) if word == "off" => Self::Off,
            HandWords::One(word) => Self::Named(vec![word]),
            HandWords::Several(words) => Self::Named(words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_are_a_word_or_a_list_of_names() {
        let of = |text: &str| toml::from_str::<HandSettings>(text).unwrap();
        assert_eq!(of("").device, HandChoice::Auto);
        assert_eq!(of("device = \"off\"").device, HandChoice::Off);
        let set = of("device = [\"Voyager\"]\nprefix = \"~\"");
        assert_eq!(set.device, HandChoice::Named(vec!["Voyager".to_owned()]));
        assert_eq!(set.envelope.prefix, "~");
    }
}
