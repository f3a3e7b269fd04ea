//! What can be set about scanners, as `kiosk.toml` says it.

mod camera;
mod hand;
mod serial;

pub use camera::{CameraSettings, Choice, Exposure, Format};
pub use hand::{HandChoice, HandSettings};
pub use serial::SerialSettings;
