//! `sync-server`: the command line.

mod command;

use std::process::ExitCode;

use clap::Parser;
use shared::error_text;

fn main() -> ExitCode {
    match command::run(command::Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sync-server: {}", error_text(error.as_ref()));
            ExitCode::FAILURE
        }
    }
}
