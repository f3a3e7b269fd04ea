//! Manual pages and shell completions of a program, from its command line: for packages.

use std::fs;
use std::io;
use std::path::PathBuf;

use clap::{Args, Command};
use clap_complete::Shell;

/// Writes the program's manual pages, and its completions for bash, fish and zsh, into a folder.
#[derive(Args)]
pub struct ManualPages {
    /// The folder; it is made where there is none.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

impl ManualPages {
    /// Writes them: `NAME.1` and `NAME-COMMAND.1` in `man`, the others in `completions`.
    ///
    /// # Errors
    /// When a file can't be written.
    pub fn write(&self, mut program: Command) -> io::Result<()> {
        let [man, completions] = ["man", "completions"].map(|it| self.out.join(it));
        for folder in [&man, &completions] {
            fs::create_dir_all(folder)?;
        }
        let name = program.get_name().to_owned();
        clap_mangen::generate_to(program.clone(), man)?;
        for shell in [Shell::Bash, Shell::Fish, Shell::Zsh] {
            clap_complete::generate_to(shell, &mut program, &name, &completions)?;
        }
        Ok(())
    }
}
