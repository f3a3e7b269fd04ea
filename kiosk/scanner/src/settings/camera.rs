//! What can be set about a camera, as `kiosk.toml` says it.

use std::fmt;
use std::path::PathBuf;

use serde::Deserialize;

/// How a camera is chosen and run.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CameraSettings {
    /// Which one.
    pub device: Choice,
    /// How pixels are to be sent; by default what is quickest at the size.
    pub format: Format,
    /// Width and height asked for, in pixels. Drivers answer with the nearest they have. More than 1280×720 was
    /// measured to read no more.
    pub size: [u32; 2],
    /// Whether the window shows the picture as a mirror does. Reading does not mind either way.
    pub mirror: bool,
    /// How long a frame is exposed. A camera that cannot be told goes on as it likes.
    pub exposure: Option<Exposure>,
    /// Steps by which automatic exposure is made brighter or, below 0, darker: telephones outshine a dim hall. A
    /// camera that cannot be told goes on as it likes.
    pub exposure_compensation: Option<i32>,
}

impl Default for CameraSettings {
    fn default() -> Self {
        Self {
            device: Choice::First,
            format: Format::Auto,
            size: [1280, 720],
            mirror: true,
            exposure: None,
            exposure_compensation: None,
        }
    }
}

/// Which camera to use.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(from = "String")]
pub enum Choice {
    /// The first device that captures video, in the order of their numbers.
    #[default]
    First,
    /// This device, such as `/dev/video0` or a link below `/dev/v4l/by-id`.
    Path(PathBuf),
    /// The first whose name contains this, in whatever letters: `c920`.
    Name(String),
}

impl From<String> for Choice {
    /// A word with a slash is a path, `auto` is the first there is, and any other word is (part of) a name.
    fn from(word: String) -> Self {
        if word.contains('/') {
            Self::Path(word.into())
        } else if word == "auto" || word.is_empty() {
            Self::First
        } else {
            Self::Name(word)
        }
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::First => f.write_str("camera"),
            Self::Path(path) => write!(f, "camera {}", path.display()),
            Self::Name(name) => write!(f, "camera \"{name}\""),
        }
    }
}

/// How a camera sends its pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// The first of `grey`, `yuyv` and `mjpeg` that the camera sends at 24 frames a second or more.
    #[default]
    Auto,
    /// Brightness only.
    Grey,
    /// Brightness and colour in turn.
    Yuyv,
    /// A JPEG picture for each frame: the only one that fits through USB 2 at 1280×720 and 30 frames a second.
    Mjpeg,
}

/// How long a frame is exposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "ExposureWord")]
pub enum Exposure {
    /// As the camera finds best.
    Auto,
    /// So many tenths of a millisecond.
    Manual(u32),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum ExposureWord {
    Number(u32),
    Word(String),
}

impl TryFrom<ExposureWord> for Exposure {
    type Error = String;

    fn try_from(word: ExposureWord) -> Result<Self, String> {
        match word {
            ExposureWord::Number(tenths) if tenths > 0 => Ok(Self::Manual(tenths)),
            ExposureWord::Word(word) if word == "auto" => Ok(Self::Auto),
            ExposureWord::Number(_) | ExposureWord::Word(_) => Err(
                "exposure is \"auto\" or a number of tenths of a millisecond, such as 100"
                    .to_owned(),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_camera_is_set_up_in_a_few_words() {
        let settings: CameraSettings = toml::from_str(
            "device = \"c920\"\nformat = \"mjpeg\"\nsize = [640, 480]\nmirror = false\nexposure = 80\nexposure_compensation = -2\nlater = 1",
        )
        .unwrap();
        assert_eq!(
            settings,
            CameraSettings {
                device: Choice::Name("c920".to_owned()),
                format: Format::Mjpeg,
                size: [640, 480],
                mirror: false,
                exposure: Some(Exposure::Manual(80)),
                exposure_compensation: Some(-2),
            }
        );
        let usual: CameraSettings = toml::from_str("exposure = \"auto\"").unwrap();
        assert_eq!(usual.exposure, Some(Exposure::Auto));
        assert_eq!(usual.device, Choice::First);
        for wrong in ["exposure = \"dark\"", "exposure = 0", "format = \"h264\""] {
            assert!(toml::from_str::<CameraSettings>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_word_with_a_slash_is_a_path_and_auto_is_the_first() {
        assert_eq!(
            Choice::from("/dev/video2".to_owned()),
            Choice::Path("/dev/video2".into())
        );
        assert_eq!(Choice::from("auto".to_owned()), Choice::First);
        assert_eq!(
            Choice::from("HD Webcam".to_owned()).to_string(),
            "camera \"HD Webcam\""
        );
    }
}
