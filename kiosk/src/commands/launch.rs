//! `kiosk launch`: starts the version that is to run.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use shared::release::Version;
use uplink::{Start, VERSION_VARIABLE, Versions};

/// Runs the version that came over the server in the place of this program, where one is to run; returns where this
/// program is the one. `options` are those of `kiosk run`.
pub fn run(data: &Path, options: impl IntoIterator<Item = OsString>) {
    let versions = Versions::of(data);
    let options: Vec<OsString> = options.into_iter().collect();
    while let Some((program, version)) = next(&versions) {
        let mut command = Command::new(&program);
        command.arg("run").args(&options);
        let error = replace_this(command.env(VERSION_VARIABLE, version));
        eprintln!(
            "kiosk: update: {} can't be started ({error}); the version before starts",
            program.display()
        );
        if versions.give_up().is_err() {
            return;
        }
    }
}

/// Returns the program to start, and its version's name; `None` for this program.
fn next(versions: &Versions) -> Option<(PathBuf, String)> {
    let installed = env!("CARGO_PKG_VERSION").parse();
    let installed = installed.unwrap_or_else(|_| Version::new(0, 0, 0));
    match versions.start(&installed) {
        Ok(Start { program, given_up }) => {
            if let Some(version) = given_up {
                eprintln!(
                    "kiosk: update: version {version} did not come up; the one before starts"
                );
            }
            program
        }
        Err(error) => {
            eprintln!(
                "kiosk: update: the versions can't be written down ({error}); the installed one starts. Check the disk"
            );
            None
        }
    }
}

#[cfg(unix)]
fn replace_this(program: &mut Command) -> io::Error {
    std::os::unix::process::CommandExt::exec(program)
}

#[cfg(not(unix))]
fn replace_this(_: &mut Command) -> io::Error {
    io::ErrorKind::Unsupported.into()
}
