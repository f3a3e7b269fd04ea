//! `kiosk demo`: the whole system on one machine, with the sample exhibition.
//!
//! With a display it opens the kiosk's window; without one it plays an hour of visitors at three
//! doors. Either way server, journals, signatures, pictures and sockets are the real ones.

mod error;
mod play;
mod script;
mod stage;
mod window;

use std::io::Write;
use std::path::PathBuf;

pub use error::DemoError;

use crate::clock::Clock;
use stage::Stage;

/// What `kiosk demo` can be told.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct DemoArgs {
    /// Play an hour of visitors at three doors and print the totals, without a window.
    #[arg(long)]
    pub headless: bool,
    /// Keep everything in this folder, which must not exist yet; by default it goes when the demonstration ends.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// Fill the screen.
    #[arg(long)]
    pub fullscreen: bool,
    /// The camera to use, such as /dev/video0; by default the first there is.
    #[arg(long, value_name = "PATH")]
    pub camera: Option<PathBuf>,
}

/// Runs the demonstration.
///
/// # Errors
/// [`DemoError`], with what to do about it.
pub fn run(args: &DemoArgs, out: &mut impl Write) -> Result<(), DemoError> {
    let scratch = tempfile::Builder::new().prefix("exhibition-demo-").tempdir().map_err(DemoError::Folder)?;
    let dir = args.dir.clone().unwrap_or_else(|| scratch.path().to_owned());
    if args.dir.is_some() && dir.join("server").exists() {
        return Err(DemoError::FolderInUse(dir));
    }
    let now = Clock::of_this_device().now();
    let stage = Stage::build(&dir, now)?;
    if args.headless {
        play::play(&stage, now, out)?;
    } else if let Err(missing) = window::display() {
        writeln!(out, "{missing}; playing without a window instead (the same as `demo --headless`)\n")?;
        play::play(&stage, now, out)?;
    } else {
        window::open(&stage, args, now, out)?;
    }
    out.flush()?;
    stage.close()
}
