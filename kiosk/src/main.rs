//! The `kiosk` command.

use std::io::{stderr, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use kiosk::commands;

#[derive(Parser)]
#[command(
    name = "kiosk",
    version,
    about = "The exhibition's touch-screen kiosk: scans tickets, decides at the door, shows booths",
    long_about = "The exhibition's touch-screen kiosk: scans tickets, decides at the door, shows booths.\n\n\
        A kiosk decides by itself, from its own data directory; the network only makes its knowledge fresher. \
        `sync-server kiosk add` on the server makes that directory.",
    after_help = "Examples:\n  \
        kiosk demo                              try everything on this machine, with a sample exhibition\n  \
        kiosk run --data /var/lib/kiosk --fullscreen\n  \
        kiosk scan --data /var/lib/kiosk ticket.jpg\n  \
        kiosk decode --json *.jpg"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Open the kiosk's window.
    Run(RunArgs),
    /// Scan tickets from the command line: the same desk, journal and rules as the window.
    Scan(ScanArgs),
    /// Tell what each picture holds.
    Decode(DecodeArgs),
    /// Exchange everything with the server once.
    Sync {
        /// The kiosk's data directory.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
    },
    /// Try everything on this machine: server, tickets, kiosk and live page, with a sample exhibition.
    #[cfg(feature = "demo")]
    Demo(kiosk::demo::DemoArgs),
}

#[derive(Args)]
struct DecodeArgs {
    /// One JSON line a file: {"file": …, "texts": […]}.
    #[arg(long)]
    json: bool,
    /// The pictures, PNG or JPEG.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("kiosk: {error:#}");
            ExitCode::FAILURE
        }
    }
}
