//! `sync-server`: the command line.

mod command;

use std::process::ExitCode;

use clap::Parser;
use shared::error_text;

fn main() -> ExitCode {
    match command::run(command::Cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            let text = error_text(error.as_ref());
            match command::advice(&error) {
                Some(advice) => eprintln!("sync-server: {text}; {advice}"),
                None => eprintln!("sync-server: {text}"),
            }
            ExitCode::FAILURE
        }
    }
}
