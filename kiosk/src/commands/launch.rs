//! `kiosk launch`: starts the version that is to run.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::Command;

use uplink::Versions;

/// The variable that tells a version that came over the server its name.
pub const VERSION: &str = "KIOSK_VERSION";

/// Runs the version that came over the server in the place of this program, where one is to run; returns where this
/// program is the one, or that one can't be started. `options` are those of `kiosk run`.
pub fn run(data: &Path, options: impl IntoIterator<Item = OsString>) {
    let versions = Versions::of(data);
    let start = match versions.start() {
        Ok(start) => start,
        Err(error) => {
            eprintln!(
                "kiosk: {} can't be written to ({error}); the installed version starts. Check the disk",
                data.display()
            );
            return;
        }
    };
    if let Some(version) = start.given_up {
        eprintln!("kiosk: update: version {version} did not come up; the one before starts");
    }
    let Some((program, version)) = start.program else {
        return;
    };
    let mut command = Command::new(&program);
    command.arg("run").args(options).env(VERSION, version);
    let error = replace_this(&mut command);
    eprintln!(
        "kiosk: update: {} can't be started ({error}); the installed version starts",
        program.display()
    );
}

#[cfg(unix)]
fn replace_this(program: &mut Command) -> io::Error {
    std::os::unix::process::CommandExt::exec(program)
}

#[cfg(not(unix))]
fn replace_this(_: &mut Command) -> io::Error {
    io::ErrorKind::Unsupported.into()
}
