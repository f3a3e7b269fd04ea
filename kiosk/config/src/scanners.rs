//! The part `[scanners]` of `kiosk.toml`: which scanners this kiosk has beside the first camera and whatever types.

use std::fmt;
use std::marker::PhantomData;
use std::path::PathBuf;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor, value};

use scanner::settings::{CameraSettings, Choice, HandSettings, SerialSettings};

/// The scanners of a kiosk.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct ScannerConfig {
    /// The cameras; the first there is when nothing is said. A word is short for a camera's path or name.
    #[serde(deserialize_with = "one_or_more")]
    pub camera: Vec<CameraSettings>,
    /// Hand scanners that type.
    pub hand: HandSettings,
    /// Serial ports; none when nothing is said. A word is short for a port's path, or `auto`.
    #[serde(deserialize_with = "one_or_more")]
    pub serial: Vec<SerialSettings>,
    /// A folder that is watched for new pictures of tickets.
    pub folder: Option<PathBuf>,
    /// A pipe or file of frames; `-` for standard input.
    pub frames: Option<PathBuf>,
}

impl Default for ScannerConfig {
    fn default() -> Self {
        Self {
            camera: vec![CameraSettings::default()],
            hand: HandSettings::default(),
            serial: Vec::new(),
            folder: None,
            frames: None,
        }
    }
}

/// What the command line says of scanners; it stands above `kiosk.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScannerFlags {
    /// Cameras by path or name, or `off`.
    pub cameras: Vec<String>,
    /// Serial ports by path, or `auto` or `off`.
    pub serial: Vec<String>,
    /// A folder to watch.
    pub folder: Option<PathBuf>,
    /// A pipe of frames.
    pub frames: Option<PathBuf>,
}

impl ScannerConfig {
    /// With what the command line says in place of what the file says. A camera that both name keeps what the file says
    /// of it.
    #[must_use]
    pub fn with(mut self, flags: ScannerFlags) -> Self {
        if !flags.cameras.is_empty() {
            let known = std::mem::take(&mut self.camera);
            let named = flags.cameras.into_iter().filter(|word| word != OFF);
            self.camera = named
                .map(|word| {
                    let device = Choice::from(word);
                    known
                        .iter()
                        .find(|camera| camera.device == device)
                        .cloned()
                        .unwrap_or(CameraSettings {
                            device,
                            ..CameraSettings::default()
                        })
                })
                .collect();
        }
        if !flags.serial.is_empty() {
            let named = flags.serial.into_iter().filter(|word| word != OFF);
            self.serial = named.map(SerialSettings::from_word).collect();
        }
        self.folder = flags.folder.or(self.folder);
        self.frames = flags.frames.or(self.frames);
        self
    }
}

/// The word for none.
const OFF: &str = "off";

/// What a word alone is short for.
trait FromWord: Sized {
    fn from_word(word: String) -> Self;
}

impl FromWord for CameraSettings {
    fn from_word(word: String) -> Self {
        Self {
            device: Choice::from(word),
            ..Self::default()
        }
    }
}

impl FromWord for SerialSettings {
    fn from_word(word: String) -> Self {
        Self {
            port: word.into(),
            ..Self::default()
        }
    }
}

/// A word, a table, or a list of these; the word `off` for an empty list. Errors name what is wrong inside.
fn one_or_more<'de, D, T>(input: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: FromWord + Deserialize<'de>,
{
    struct Several<T>(PhantomData<T>);

    impl<'de, T: FromWord + Deserialize<'de>> Visitor<'de> for Several<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a word such as \"auto\" or \"off\", a table, or a list of these")
        }

        fn visit_str<E: Error>(self, word: &str) -> Result<Vec<T>, E> {
            if word == OFF {
                return Ok(Vec::new());
            }
            Ok(vec![T::from_word(word.to_owned())])
        }

        fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Vec<T>, M::Error> {
            T::deserialize(value::MapAccessDeserializer::new(map)).map(|one| vec![one])
        }

        fn visit_seq<S: SeqAccess<'de>>(self, mut seq: S) -> Result<Vec<T>, S::Error> {
            let mut all = Vec::new();
            while let Some(Nested(some)) = seq.next_element::<Nested<T>>()? {
                all.extend(some);
            }
            Ok(all)
        }
    }

    /// An element of the list, read like the whole.
    struct Nested<T>(Vec<T>);

    impl<'de, T: FromWord + Deserialize<'de>> Deserialize<'de> for Nested<T> {
        fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
            one_or_more(input).map(Self)
        }
    }

    input.deserialize_any(Several(PhantomData))
}

#[cfg(test)]
mod tests {
    use scanner::settings::{Format, HandChoice};

    use super::*;

    fn read(text: &str) -> ScannerConfig {
        toml::from_str(text).unwrap()
    }

    fn devices(config: &ScannerConfig) -> Vec<String> {
        config
            .camera
            .iter()
            .map(|camera| camera.device.to_string())
            .collect()
    }

    #[test]
    fn nothing_said_is_the_first_camera_and_whatever_is_called_a_scanner() {
        let usual = read("");
        assert_eq!(usual, ScannerConfig::default());
        assert_eq!(devices(&usual), ["camera"]);
        assert_eq!(usual.hand.device, HandChoice::Auto);
        assert!(usual.serial.is_empty());
    }

    #[test]
    fn a_word_is_short_for_a_table_and_several_are_a_list() {
        let short = read("camera = \"c920\"\nserial = \"auto\"\nframes = \"-\"");
        assert_eq!(devices(&short), ["camera \"c920\""]);
        assert!(short.serial[0].is_auto() && short.serial[0].baud == 115_200);
        assert_eq!(read("camera = \"off\"").camera, []);
        let long = read(
            "camera = [\"auto\", { device = \"/dev/video2\", format = \"grey\" }]\n\
             [[serial]]\nport = \"/dev/ttyACM0\"\nbaud = 9600\nprefix = \"~\"\n",
        );
        assert_eq!(devices(&long), ["camera", "camera /dev/video2"]);
        assert_eq!(long.camera[1].format, Format::Grey);
        assert_eq!(
            (long.serial[0].baud, long.serial[0].envelope.prefix.as_str()),
            (9600, "~")
        );
    }

    #[test]
    fn what_is_wrong_inside_is_named() {
        let wrong = |text: &str| {
            toml::from_str::<ScannerConfig>(text)
                .unwrap_err()
                .to_string()
        };
        assert!(wrong("[[camera]]\nformat = \"h264\"").contains("h264"));
        assert!(wrong("camera = 5").contains("off"));
        assert!(wrong("camera = { exposure = \"dark\" }").contains("tenths"));
    }

    #[test]
    fn the_command_line_stands_above_the_file_and_keeps_what_the_file_says_of_a_camera() {
        let file = read("camera = [{ device = \"c920\", mirror = false }]\nserial = \"auto\"");
        let flags = |cameras: &[&str]| ScannerFlags {
            cameras: cameras.iter().map(|&word| word.to_owned()).collect(),
            ..ScannerFlags::default()
        };
        let both = file.clone().with(flags(&["c920", "/dev/video1"]));
        assert_eq!(devices(&both), ["camera \"c920\"", "camera /dev/video1"]);
        assert!(!both.camera[0].mirror && both.camera[1].mirror);
        assert_eq!(both.serial.len(), 1);
        assert_eq!(file.clone().with(flags(&["off"])).camera, []);
        assert_eq!(file.clone().with(ScannerFlags::default()), file);
    }
}
