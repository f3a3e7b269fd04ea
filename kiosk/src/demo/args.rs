//! What `kiosk demo` can be told.

use std::path::PathBuf;
use std::str::FromStr;

/// What `kiosk demo` can be told.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct DemoArgs {
    /// Play an hour of visitors at three doors and print the totals, without a window.
    #[arg(long)]
    pub headless: bool,
    /// Open the window as a kiosk in the hall, which shows the exhibition, instead of one at a door.
    #[arg(long)]
    pub hall: bool,
    /// Keep everything in this folder, which must not exist yet; by default it goes when the demonstration ends.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// Fill the screen.
    #[arg(long)]
    pub fullscreen: bool,
    /// The camera to use, by path or part of its name, or "off"; by default the first there is.
    #[arg(long, value_name = "PATH")]
    pub camera: Option<String>,
    /// The window's size in points, such as 540x960.
    #[arg(long, value_name = "WIDTHxHEIGHT")]
    pub size: Option<Size>,
}

/// A window's size in points, written as `1080x1920`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// From left to right.
    pub width: f32,
    /// From top to bottom.
    pub height: f32,
}

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let side = |text: &str| {
            text.parse::<u16>()
                .ok()
                .filter(|side| *side >= 300)
                .map(f32::from)
        };
        text.split_once('x')
            .and_then(|(width, height)| {
                Some(Self {
                    width: side(width)?,
                    height: side(height)?,
                })
            })
            .ok_or_else(|| "write it like 1080x1920, each side 300 or more".to_owned())
    }
}
