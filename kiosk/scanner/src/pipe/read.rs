//! The thread that empties the pipe, or goes through the file.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::os::fd::AsFd;
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::pipe::fcntl_setpipe_size;

use super::super::ScanError;
use super::super::frames::{Feeder, Frame, FrameStats, FrameStream};
use super::pnm::Frames;

/// The word for standard input in place of a path.
pub(super) const STANDARD_INPUT: &str = "-";

/// How many bytes are read at once.
const CHUNK: usize = 64 * 1024;

/// How many bytes a pipe is to hold: the most that any program may ask for.
const ROOM: usize = 1024 * 1024;

/// How long the thread waits before it looks around: whether it should end, whether the pipe is still the same one.
const GLANCE: Duration = Duration::from_millis(100);
const GLANCE_SPEC: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 100_000_000,
};

/// Frames that come in, and whether it is usual that none do for a while.
pub(super) struct Started {
    pub(super) stream: FrameStream,
    pub(super) patient: bool,
}

/// Opens the pipe, the file or standard input and starts reading it.
///
/// # Errors
/// When it is not there or may not be read.
pub(super) fn start(path: &Path, stats: &FrameStats) -> Result<Started, ScanError> {
    let name = path.display().to_string();
    if path == Path::new(STANDARD_INPUT) {
        let input = io::stdin()
            .as_fd()
            .try_clone_to_owned()
            .map_err(|cause| failed(path, cause))?;
        let pipe = Pipe {
            path: path.to_owned(),
            file: File::from(input),
            reopened: false,
        };
        let stream = FrameStream::start(&name, stats, move |feeder| pipe.feed(feeder))?;
        return Ok(Started {
            stream,
            patient: false,
        });
    }
    let about = fs::metadata(path).map_err(|cause| failed(path, cause))?;
    let patient = about.is_file();
    let (path, file) = (
        path.to_owned(),
        open(path).map_err(|cause| failed(path, cause))?,
    );
    let stream = FrameStream::start(&name, stats, move |feeder| {
        if patient {
            play(&path, file, feeder)
        } else {
            let pipe = Pipe {
                path,
                file,
                reopened: about.file_type().is_fifo(),
            };
            pipe.feed(feeder)
        }
    })?;
    Ok(Started { stream, patient })
}

/// Does not wait for a writer, as opening a pipe does otherwise.
fn open(path: &Path) -> io::Result<File> {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = File::from(rustix::fs::open(path, flags, Mode::empty())?);
    // A wish: a whole frame then fits, and on a busy machine the writer waits for fewer turns.
    let _ = fcntl_setpipe_size(&file, ROOM);
    Ok(file)
}

fn failed(path: &Path, cause: io::Error) -> ScanError {
    ScanError::Frames {
        path: path.to_owned(),
        cause,
    }
}

struct Pipe {
    path: PathBuf,
    file: File,
    /// Whether it is opened again for the next writer; standard input cannot be.
    reopened: bool,
}

impl Pipe {
    /// Takes everything out of the pipe as it comes, and hands every whole frame on.
    fn feed(mut self, feeder: &Feeder) -> ScanError {
        let mut chunk = vec![0; CHUNK];
        let mut frames = Frames::default();
        let mut buffer = Vec::new();
        while !feeder.stopping() {
            match self.read(&mut chunk) {
                Ok(Some(0)) if self.reopened => match open(&self.path) {
                    Ok(file) => {
                        self.file = file;
                        frames = Frames::default();
                    }
                    Err(cause) => return failed(&self.path, cause),
                },
                Ok(Some(0)) => return ScanError::FramesEnded,
                Ok(Some(length)) => {
                    hand_on(&chunk[..length], &mut frames, &mut buffer, feeder, false);
                }
                Ok(None) if self.reopened && self.was_replaced() => match open(&self.path) {
                    Ok(file) => self.file = file,
                    Err(cause) => return failed(&self.path, cause),
                },
                Ok(None) => {}
                Err(cause) => return failed(&self.path, cause),
            }
        }
        closed()
    }

    /// What is in the pipe, waiting a moment for it: `None` when nothing came, 0 when its writer has gone.
    fn read(&mut self, chunk: &mut [u8]) -> io::Result<Option<usize>> {
        let mut asked = [PollFd::new(&self.file, PollFlags::IN)];
        match poll(&mut asked, Some(&GLANCE_SPEC)) {
            Ok(0) | Err(Errno::INTR) => return Ok(None),
            Ok(_) => {}
            Err(error) => return Err(error.into()),
        }
        match self.file.read(chunk) {
            Ok(length) => Ok(Some(length)),
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted
                ) =>
            {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Whether the path leads to another pipe now, as after a script that makes it afresh.
    fn was_replaced(&self) -> bool {
        let same = |held: &Metadata, there: &Metadata| {
            (held.dev(), held.ino()) == (there.dev(), there.ino())
        };
        match (self.file.metadata(), fs::metadata(&self.path)) {
            (Ok(held), Ok(there)) => !same(&held, &there),
            _ => true,
        }
    }
}

/// Goes through a plain file from its start, and again whenever it has changed. A file can wait, so no frame of it is
/// passed over.
fn play(path: &Path, file: File, feeder: &Feeder) -> ScanError {
    let mut opened = Some(file);
    let mut chunk = vec![0; CHUNK];
    let mut buffer = Vec::new();
    let mut played = None;
    while !feeder.stopping() {
        let stamp = match fs::metadata(path) {
            Ok(about) => stamp(&about),
            Err(cause) => return failed(path, cause),
        };
        if played == Some(stamp) {
            thread::sleep(GLANCE);
            continue;
        }
        played = Some(stamp);
        let mut file = match opened.take().map_or_else(|| open(path), Ok) {
            Ok(file) => file,
            Err(cause) => return failed(path, cause),
        };
        let mut frames = Frames::default();
        loop {
            match file.read(&mut chunk) {
                Ok(0) => break,
                Ok(length) => hand_on(&chunk[..length], &mut frames, &mut buffer, feeder, true),
                Err(cause) => return failed(path, cause),
            }
            if feeder.stopping() {
                break;
            }
        }
    }
    closed()
}

fn stamp(about: &Metadata) -> (u64, Option<SystemTime>) {
    (about.len(), about.modified().ok())
}

/// Hands on the frames that these bytes complete; with `each`, waits until each has been taken.
fn hand_on(bytes: &[u8], frames: &mut Frames, buffer: &mut Vec<u8>, feeder: &Feeder, each: bool) {
    let mut left = bytes;
    while !left.is_empty() {
        let (taken, shape) = frames.take(left, buffer);
        left = &left[taken..];
        // Counted before the frame behind it is read.
        if frames.lost() {
            feeder.lost();
        }
        if let Some(shape) = shape {
            *buffer = feeder.put(Frame {
                bytes: std::mem::take(buffer),
                shape,
            });
            if each {
                feeder.wait_until_taken();
            }
        }
    }
}

fn closed() -> ScanError {
    ScanError::FramesEnded
}
