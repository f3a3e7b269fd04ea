//! What can be set about a serial scanner.

use std::path::PathBuf;

use serde::Deserialize;

use super::super::envelope::Envelope;

/// Which serial ports are read and how.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SerialSettings {
    /// A path, such as `/dev/ttyACM0` or a link below `/dev/serial/by-id`; or `auto` for every `/dev/ttyACM*` and
    /// `/dev/ttyUSB*` there is.
    pub port: PathBuf,
    /// Bits a second. A scanner on USB takes any.
    pub baud: u32,
    /// What the scanner puts around each code.
    #[serde(flatten)]
    pub envelope: Envelope,
}

/// The word for every port there is.
const AUTO: &str = "auto";

impl Default for SerialSettings {
    fn default() -> Self {
        Self {
            port: AUTO.into(),
            baud: 115_200,
            envelope: Envelope::default(),
        }
    }
}

impl SerialSettings {
    /// Whether every port there is is meant.
    #[must_use]
    pub fn is_auto(&self) -> bool {
        self.port.as_os_str() == AUTO
    }
}
