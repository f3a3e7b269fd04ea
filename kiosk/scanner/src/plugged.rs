//! Devices that are plugged in and pulled out: opened when they appear, read when they have something to say, let go
//! when they are gone.

use std::collections::VecDeque;
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::{ScanError, Scanned};

/// How often new devices are looked for while others work.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// An open device that sends codes.
pub(super) trait Line: AsFd + Send {
    /// Takes what is there, without waiting, and adds the codes that are whole to `codes`.
    ///
    /// # Errors
    /// When the device is gone.
    fn read(&mut self, now: Instant, codes: &mut VecDeque<Scanned>) -> Result<(), ScanError>;

    /// When [`Line::quiet`] should be called, should nothing come until then.
    fn due(&self) -> Option<Instant>;

    /// Time has passed and nothing came.
    fn quiet(&mut self, now: Instant, codes: &mut VecDeque<Scanned>);

    /// A remark for staff, taken once.
    fn remark(&mut self) -> Option<ScanError>;
}

/// Where devices of a kind are found and how they are opened.
pub(super) trait Finder: Send {
    /// What they are when open.
    type Line: Line;

    /// The paths of those that are plugged in now and wanted.
    fn find(&self) -> Vec<PathBuf>;

    /// Opens one.
    ///
    /// # Errors
    /// Why it cannot be used.
    fn open(&self, path: &Path) -> Result<Self::Line, ScanError>;

    /// What to say when none is there.
    fn absent(&self) -> ScanError;
}

/// All devices of a kind that are plugged in.
pub(super) struct Plugged<F: Finder> {
    finder: F,
    open: Vec<(PathBuf, F::Line)>,
    codes: VecDeque<Scanned>,
    looked: Option<Instant>,
    remark: Option<ScanError>,
}

impl<F: Finder> Plugged<F> {
    /// None is open yet.
    pub(super) fn new(finder: F) -> Self {
        Self {
            finder,
            open: Vec::new(),
            codes: VecDeque::new(),
            looked: None,
            remark: None,
        }
    }

    /// Waits at most `wait` for a code from any of them.
    ///
    /// # Errors
    /// When not one of them is there and can be used.
    pub(super) fn next(&mut self, wait: Duration) -> Result<Option<Scanned>, ScanError> {
        let until = Instant::now() + wait;
        loop {
            if let Some(code) = self.codes.pop_front() {
                return Ok(Some(code));
            }
            let now = Instant::now();
            self.look_for_more(now)?;
            self.listen(now, until)?;
            if self.codes.is_empty() && Instant::now() >= until {
                return Ok(None);
            }
        }
    }

    /// A remark of one of them, or why one could not be used. Taken once.
    pub(super) fn remark(&mut self) -> Option<ScanError> {
        let of_line = self.open.iter_mut().find_map(|(_, line)| line.remark());
        of_line.or_else(|| self.remark.take())
    }

    fn look_for_more(&mut self, now: Instant) -> Result<(), ScanError> {
        let lately = self
            .looked
            .is_some_and(|looked| now.saturating_duration_since(looked) < LOOK_EVERY);
        if lately && !self.open.is_empty() {
            return Ok(());
        }
        self.looked = Some(now);
        let mut failure = None;
        for path in self.finder.find() {
            if self.open.iter().any(|(known, _)| *known == path) {
                continue;
            }
            match self.finder.open(&path) {
                Ok(line) => self.open.push((path, line)),
                Err(error) => failure = Some(error),
            }
        }
        if self.open.is_empty() {
            return Err(failure.unwrap_or_else(|| self.finder.absent()));
        }
        self.remark = failure.or(self.remark.take());
        Ok(())
    }

    /// Waits until one of them has something to say, or until `until`, and reads it.
    fn listen(&mut self, now: Instant, until: Instant) -> Result<(), ScanError> {
        let due = self.open.iter().filter_map(|(_, line)| line.due()).min();
        let wait = due
            .map_or(until, |due| due.min(until))
            .saturating_duration_since(now);
        let mut asked: Vec<PollFd<'_>> = self
            .open
            .iter()
            .map(|(_, line)| PollFd::new(line, PollFlags::IN))
            .collect();
        let wait = Timespec {
            tv_sec: wait.as_secs() as i64,
            tv_nsec: i64::from(wait.subsec_nanos()),
        };
        match poll(&mut asked, Some(&wait)) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => {
                return Err(ScanError::Unusable {
                    scanner: "the scanner".to_owned(),
                    cause: std::io::Error::from(error).to_string(),
                    remedy: "restart the device",
                });
            }
        }
        let spoke: Vec<bool> = asked.iter().map(|fd| !fd.revents().is_empty()).collect();
        let now = Instant::now();
        let mut gone = None;
        let codes = &mut self.codes;
        let mut spoke = spoke.into_iter();
        self.open.retain_mut(|(_, line)| {
            if spoke.next().unwrap_or(false) {
                if let Err(error) = line.read(now, codes) {
                    gone = Some(error);
                    return false;
                }
            } else if line.due().is_some_and(|due| due <= now) {
                line.quiet(now, codes);
            }
            true
        });
        match gone {
            // What it sent before it went is handed on first.
            Some(error) if self.open.is_empty() && self.codes.is_empty() => Err(error),
            gone => {
                self.remark = gone.or(self.remark.take());
                Ok(())
            }
        }
    }
}
