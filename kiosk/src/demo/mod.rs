//! `kiosk demo`: the whole system on one machine, with the sample exhibition.
//!
//! With a display it opens the kiosk's window; without one it plays an hour of visitors at three
//! doors. Either way server, journals, signatures, pictures and sockets are the real ones.

mod error;
mod play;
pub mod script;
mod stage;
mod window;

use std::io::Write;
use std::path::PathBuf;
use std::str::FromStr;

pub use error::DemoError;

use shared::time::UnixMs;

use journal::clock::Clock;
use stage::Stage;

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

/// Runs the demonstration.
///
/// # Errors
/// [`DemoError`], with what to do about it.
pub fn run(args: &DemoArgs, out: &mut impl Write) -> Result<(), DemoError> {
    let scratch = tempfile::Builder::new()
        .prefix("exhibition-demo-")
        .tempdir()
        .map_err(DemoError::Folder)?;
    let dir = args
        .dir
        .clone()
        .unwrap_or_else(|| scratch.path().to_owned());
    if args.dir.is_some() && dir.join("server").exists() {
        return Err(DemoError::FolderInUse(dir));
    }
    let now = Clock::of_this_device().now();
    let stage = Stage::build(&dir, now)?;
    if args.headless {
        play::play(&stage, now, out)?;
    } else if let Some(missing) = in_a_window(&stage, args, now, out)? {
        writeln!(
            out,
            "{missing}\nPlaying without a window instead, as `demo --headless` does.\n"
        )?;
        play::play(&stage, now, out)?;
    }
    out.flush()?;
    stage.close()
}

/// Opens the window; gives the reason when there is no display to open it on.
fn in_a_window(
    stage: &Stage,
    args: &DemoArgs,
    now: UnixMs,
    out: &mut impl Write,
) -> Result<Option<String>, DemoError> {
    if let Err(missing) = window::display() {
        return Ok(Some(missing.to_owned()));
    }
    match window::open(stage, args, now, out)? {
        window::Ended::Closed => Ok(None),
        window::Ended::NoDisplay(why) => Ok(Some(why)),
    }
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
