//! A screen that nobody sees, for a real window on it. Needs Xvfb and `xdotool`, which `tests/run` installs.

use std::io::{self, BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A screen of its own, and what runs on it. Ends with the value.
pub struct VirtualScreen {
    server: Child,
    display: String,
}

impl VirtualScreen {
    /// Opens a screen of a size such as `1366x768`.
    ///
    /// # Errors
    /// What the system said when Xvfb could not be started, or ended at once.
    pub fn open(size: &str) -> io::Result<Self> {
        // The server picks a free number itself and writes it to its standard output.
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", &format!("{size}x24")])
            .args(["-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let output = server.stdout.take();
        let mut screen = Self {
            server,
            display: String::new(),
        };
        let mut number = String::new();
        let output = output.ok_or(io::ErrorKind::BrokenPipe)?;
        if BufReader::new(output).read_line(&mut number)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        screen.display = format!(":{}", number.trim());
        Ok(screen)
    }

    /// A program that draws on this screen, or asks it for something.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env("DISPLAY", &self.display)
            .env_remove("WAYLAND_DISPLAY");
        command
    }

    /// Stops the screen: whoever draws on it waits for ever.
    ///
    /// # Errors
    /// What the system said when `kill` could not be run.
    pub fn freeze(&self) -> io::Result<()> {
        let server = self.server.id().to_string();
        Command::new("kill").args(["-STOP", &server]).status()?;
        Ok(())
    }

    /// A finger on the glass.
    ///
    /// # Errors
    /// What the system said when `xdotool` could not be run.
    pub fn press(&self, across: u32, down: u32) -> io::Result<()> {
        let place = [across.to_string(), down.to_string()];
        let pressed = self
            .command("xdotool")
            .args(["mousemove", &place[0], &place[1], "click", "1"])
            .status()?;
        if pressed.success() {
            Ok(())
        } else {
            Err(io::Error::other("xdotool could not press"))
        }
    }
}

impl Drop for VirtualScreen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
