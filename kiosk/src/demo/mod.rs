//! `kiosk demo`: the whole system on one machine, with the sample exhibition.
//!
//! With a display it opens the kiosk's window; without one it plays an hour of visitors at three
//! doors. Either way server, journals, signatures, pictures and sockets are the real ones.

mod args;
mod error;
mod play;
pub mod script;
mod stage;
mod window;

use std::io::Write;

pub use args::{DemoArgs, Size};
pub use error::DemoError;

use shared::time::UnixMs;

use journal::clock::Clock;
use stage::Stage;

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
