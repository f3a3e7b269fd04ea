//! The process that decodes: started, read from, and ended for certain.

use std::ffi::OsString;
use std::io::{self, Read};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::pipe::fcntl_setpipe_size;
use rustix::process::{Pid, Signal, kill_process_group};
use ui::theme::colour;

/// How long a read waits at most, so that the reader can look around.
const GLANCE: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 50_000_000,
};
/// How many bytes a pipe is to hold: the most that any program may ask for.
const ROOM: usize = 1 << 20;
/// How much of what the process complains of is kept, in bytes.
const COMPLAINT: usize = 2_000;
/// How long a process may take to end once it has said everything.
const FAREWELL: Duration = Duration::from_secs(1);

/// A process that writes pictures, four bytes a pixel. Dropped, it ends, and all that it started.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    pictures: ChildStdout,
    complaints: Option<ChildStderr>,
    said: Vec<u8>,
}

/// What a read came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Got {
    /// So many bytes.
    Bytes(usize),
    /// None yet.
    Nothing,
    /// There are no more.
    End,
}

/// What to say to ffmpeg: this file's pictures without sound, in this size, so many a second.
fn arguments(file: &Path, [width, height]: [usize; 2], rate: u8) -> Vec<OsString> {
    let [r, g, b, _] = colour::GLAZE.to_array();
    let picture = format!(
        "scale={width}:{height}:force_original_aspect_ratio=decrease,\
         pad={width}:{height}:-1:-1:color=0x{r:02x}{g:02x}{b:02x},setsar=1,format=rgba,fps={rate}"
    );
    let longest = shared::catalogue::VIDEO_SECONDS_MOST.to_string();
    let before = ["-nostdin", "-hide_banner", "-loglevel", "error"];
    let before = before.into_iter().chain(["-protocol_whitelist", "file"]);
    let mut all: Vec<OsString> = before.map(OsString::from).collect();
    let mut input = OsString::from("file:");
    input.push(file);
    all.extend(["-i".into(), input]);
    let after = ["-map", "0:v:0", "-an", "-sn", "-dn", "-t", &longest];
    let after = after.into_iter().chain(["-vf", &picture]);
    let after = after.chain(["-f", "rawvideo", "-pix_fmt", "rgba", "pipe:1"]);
    all.extend(after.map(OsString::from));
    all
}

impl Process {
    /// Starts the process.
    ///
    /// # Errors
    /// What the system says when it does not.
    pub(super) fn start(
        command: &[String],
        file: &Path,
        size: [usize; 2],
        rate: u8,
    ) -> io::Result<Self> {
        let (program, first) = command.split_first().ok_or(io::ErrorKind::NotFound)?;
        let mut child = Command::new(program)
            .args(first)
            .args(arguments(file, size, rate))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            // A group of its own: a script around ffmpeg goes together with it.
            .process_group(0)
            .spawn()?;
        let pipes = (child.stdout.take(), child.stderr.take());
        let (Some(pictures), complaints) = pipes else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        // A wish: with more room the two wait for each other less often.
        let _ = fcntl_setpipe_size(&pictures, ROOM);
        Ok(Self {
            child,
            pictures,
            complaints,
            said: Vec::new(),
        })
    }

    /// Reads what is there, waiting a moment for it at most.
    ///
    /// # Errors
    /// What the system says when the pipe fails.
    pub(super) fn read(&mut self, into: &mut [u8]) -> io::Result<Got> {
        let mut asked = vec![PollFd::new(&self.pictures, PollFlags::IN)];
        asked.extend(
            self.complaints
                .as_ref()
                .map(|pipe| PollFd::new(pipe, PollFlags::IN)),
        );
        match poll(&mut asked, Some(&GLANCE)) {
            Ok(0) | Err(Errno::INTR) => return Ok(Got::Nothing),
            Ok(_) => {}
            Err(error) => return Err(error.into()),
        }
        let there = |at: usize| asked.get(at).is_some_and(|pipe| !pipe.revents().is_empty());
        let (pictures, complaints) = (there(0), there(1));
        drop(asked);
        if complaints {
            self.listen();
        }
        if !pictures {
            return Ok(Got::Nothing);
        }
        match self.pictures.read(into) {
            Ok(0) => Ok(Got::End),
            Ok(count) => Ok(Got::Bytes(count)),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(Got::Nothing),
            Err(error) => Err(error),
        }
    }

    /// Takes complaints out of their pipe, or it would fill and stop the process; keeps the first of them.
    fn listen(&mut self) {
        let mut piece = [0; 1024];
        let Some(pipe) = &mut self.complaints else {
            return;
        };
        match pipe.read(&mut piece) {
            Ok(0) | Err(_) => self.complaints = None,
            Ok(count) => {
                let room = COMPLAINT.saturating_sub(self.said.len());
                self.said.extend_from_slice(&piece[..count.min(room)]);
            }
        }
    }

    /// Waits a moment for the process to end by itself; answers with what it had to complain of when it did not end
    /// well.
    pub(super) fn farewell(&mut self) -> Option<String> {
        let until = Instant::now() + FAREWELL;
        let ended = loop {
            match self.child.try_wait() {
                Ok(None) if Instant::now() < until => thread::sleep(Duration::from_millis(10)),
                Ok(ended) => break ended,
                Err(error) => return Some(error.to_string()),
            }
        };
        match ended {
            Some(status) if status.success() => None,
            Some(status) => Some(self.complaint().unwrap_or_else(|| status.to_string())),
            None => Some("it says nothing more and does not end".to_owned()),
        }
    }

    /// The first line of what it complained of.
    pub(super) fn complaint(&mut self) -> Option<String> {
        let more = |pipe: &ChildStderr| {
            let mut asked = [PollFd::new(pipe, PollFlags::IN)];
            poll(&mut asked, Some(&Timespec::default())).is_ok_and(|count| count > 0)
        };
        while self.said.len() < COMPLAINT && self.complaints.as_ref().is_some_and(more) {
            self.listen();
        }
        let said = String::from_utf8_lossy(&self.said);
        let line = said.lines().find(|line| !line.trim().is_empty())?;
        Some(line.trim().to_owned())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // That they are gone already is as well.
        let _ = kill_process_group(Pid::from_child(&self.child), Signal::KILL);
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
