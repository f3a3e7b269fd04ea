//! A printer behind a device file: `/dev/usb/lp0` of the kernel's driver `usblp`, or whatever takes its place.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{FileType, Mode, OFlags};

use crate::error::PrintError;
use crate::job::PrinterLine;
use crate::settings::PrinterSettings;

/// An open device file, which never blocks.
pub(crate) struct DeviceFile {
    file: File,
    /// Whether it can be read from: a named pipe would give back what was written.
    answers: bool,
}

impl DeviceFile {
    pub(crate) fn open(path: &Path, settings: &PrinterSettings) -> Result<Self, PrintError> {
        open(path).map_err(|error| settings.no_line(error))
    }

    /// Waits for one of the flags.
    fn wait(&self, flags: PollFlags, within: Duration) -> io::Result<()> {
        let mut file = [PollFd::new(&self.file, flags)];
        let within = Timespec::try_from(within).map_err(io::Error::other)?;
        match poll(&mut file, Some(&within))? {
            0 => Err(io::ErrorKind::TimedOut.into()),
            _ => Ok(()),
        }
    }
}

fn open(path: &Path) -> io::Result<DeviceFile> {
    let open = |access| {
        let flags = access | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        rustix::fs::open(path, flags, Mode::empty())
    };
    let is_device =
        FileType::from_raw_mode(rustix::fs::stat(path)?.st_mode) == FileType::CharacterDevice;
    if is_device && let Ok(file) = open(OFlags::RDWR) {
        return Ok(DeviceFile {
            file: file.into(),
            answers: true,
        });
    }
    Ok(DeviceFile {
        file: open(OFlags::WRONLY)?.into(),
        answers: false,
    })
}

impl PrinterLine for DeviceFile {
    fn send(&mut self, bytes: &[u8], within: Duration) -> io::Result<usize> {
        self.wait(PollFlags::OUT, within)?;
        match self.file.write(bytes) {
            // Less room than was said: asked again, within the time that is left.
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                Err(io::ErrorKind::Interrupted.into())
            }
            sent => sent,
        }
    }

    fn hear(&mut self, within: Duration) -> Vec<u8> {
        let mut heard = [0; 16];
        if !self.answers || self.wait(PollFlags::IN, within).is_err() {
            return Vec::new();
        }
        let read = self.file.read(&mut heard).unwrap_or(0);
        heard[..read].to_vec()
    }

    /// Waits for the last bytes: `usblp` takes back what is still on its way when the file is closed.
    fn finish(&mut self, within: Duration) -> io::Result<()> {
        let ends = Instant::now() + within;
        loop {
            let left = ends.saturating_duration_since(Instant::now());
            match self.wait(PollFlags::OUT, left) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                waited => return waited,
            }
        }
    }
}
