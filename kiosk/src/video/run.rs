//! The thread that plays: it starts a decoder for every run, shows its pictures at their time, and ends it when the run
//! is no longer wanted.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use ui::video::{Progress, Stage, Wanted};
use uplink::{List, MediaError, Shelf};

use super::VideoError;
use super::buffers::{Buffers, bytes};
use super::exchange::{Exchange, PlayerState};
use super::process::{Got, Process};

/// How often the thread looks whether other videos have come into force.
const LOOK: Duration = Duration::from_secs(5);
/// A decoder that is silent for so long hangs.
const HANGS: Duration = Duration::from_secs(10);
/// After so long, the visitor reads that it takes time.
const SLOW: Duration = Duration::from_secs(1);
/// How often the window is woken while the pictures do not change: the time that is shown goes on.
const TICK_MS: u32 = 500;

/// What the thread keeps.
pub(super) struct VideoRunner {
    exchange: Arc<Exchange>,
    command: Vec<String>,
    rate: u8,
    shelf: Shelf,
    stamp: Option<(SystemTime, u64)>,
    list: List,
    /// The run that was played last; none is played twice.
    played: Option<u64>,
    /// What the log said last.
    told: Option<String>,
}

/// How a run ended without trouble.
enum End {
    /// The video was shown to its end.
    Shown,
    /// Nobody wants it any more.
    Left,
}

/// What filling a picture came to.
enum Filled {
    Whole,
    /// There are no more; and whether a part of one came.
    End {
        torn: bool,
    },
    Left,
}

impl VideoRunner {
    pub(super) fn new(
        exchange: Arc<Exchange>,
        command: Vec<String>,
        rate: u8,
        shelf: Shelf,
    ) -> Self {
        Self {
            exchange,
            command,
            rate,
            shelf,
            stamp: None,
            list: List::new(),
            played: None,
            told: None,
        }
    }

    pub(super) fn run(mut self) {
        while !self.exchange.state().over {
            self.look();
            let Some(wanted) = self.next() else { continue };
            self.played = Some(wanted.run);
            self.exchange.state().begin(wanted.run);
            let stage = match self.play(&wanted) {
                // Should it be wanted again without a touch, it does not begin by itself.
                Ok(End::Left | End::Shown) => Stage::Ended,
                Err(error) => {
                    self.log(&error);
                    Stage::Failed
                }
            };
            let position_ms = self.exchange.state().progress.position_ms;
            let slow = false;
            let progress = Progress {
                stage,
                position_ms,
                slow,
            };
            self.tell(wanted.run, progress);
            if stage == Stage::Failed {
                self.look_into(&wanted.file);
            }
        }
    }

    /// Looks whether a video that could not be played is still what came; if not, it is thrown away, so that the uplink
    /// fetches it again.
    fn look_into(&mut self, name: &str) {
        let Some(file) = self.list.get(name).filter(|file| self.shelf.has(file)) else {
            return;
        };
        let thrown_away = match self.shelf.is_sound(file) {
            Ok(true) => return,
            Ok(false) => self.shelf.throw_away(file),
            Err(error) => Err(error),
        };
        let file = name.to_owned();
        let trouble = thrown_away.err().unwrap_or(MediaError::Damaged { file });
        self.log(&trouble);
    }

    /// Looks whether other videos have come into force.
    fn look(&mut self) {
        let stamp = self.shelf.stamp();
        if stamp == self.stamp {
            return;
        }
        self.stamp = stamp;
        // A list that can't be read is made anew by the uplink; until then there are no videos.
        self.list = self.shelf.list().unwrap_or_default();
        self.exchange.state().there = self.list.keys().cloned().collect();
        self.exchange.wake();
    }

    /// Waits for a run that was not played yet; `None` when it is time to look around.
    fn next(&self) -> Option<Wanted> {
        let idle = |state: &mut PlayerState| {
            let fresh = |wanted: &Wanted| Some(wanted.run) != self.played;
            !state.over && !state.wanted.as_ref().is_some_and(fresh)
        };
        let waited = self
            .exchange
            .changed
            .wait_timeout_while(self.exchange.state(), LOOK, idle);
        let state = waited.unwrap_or_else(PoisonError::into_inner).0;
        let next = state.wanted.clone().filter(|_| !state.over)?;
        (Some(next.run) != self.played).then_some(next)
    }

    fn play(&self, wanted: &Wanted) -> Result<End, VideoError> {
        let path = self.path(&wanted.file)?;
        let mut process = Process::start(&self.command, &path, wanted.size, self.rate)
            .map_err(|cause| self.start_failed(cause))?;
        let mut buffers = Buffers::new(wanted.size);
        let step = Duration::from_secs(1) / u32::from(self.rate);
        let mut due = None;
        let failed = |why: String| self.failed(wanted, &path, why);
        for number in 0_u32.. {
            let mut image = buffers.free();
            match self.fill(&mut process, bytes(&mut image), wanted, &path)? {
                Filled::Whole => {}
                Filled::Left => return Ok(End::Left),
                Filled::End { torn } => {
                    return match process.farewell() {
                        Some(why) => Err(failed(why)),
                        None if torn => Err(failed("its last picture is not whole".to_owned())),
                        None if number == 0 => Err(failed("it has no pictures".to_owned())),
                        None => Ok(End::Shown),
                    };
                }
            }
            let Some(shown) = self.wait_until(wanted.run, *due.get_or_insert_with(Instant::now))
            else {
                return Ok(End::Left);
            };
            // A decoder that can't keep up shows everything a little later, and does not hurry for it.
            let next = due.map_or(shown, |due| due + step);
            due = Some(if next + 2 * step < shown { shown } else { next });
            let position_ms = (u64::from(number) * 1000 / u64::from(self.rate)) as u32;
            let other = buffers.hand_out(&image);
            self.show(wanted.run, position_ms, other.then_some(image));
        }
        Ok(End::Shown)
    }

    /// Fills a picture as its bytes come.
    fn fill(
        &self,
        process: &mut Process,
        into: &mut [u8],
        wanted: &Wanted,
        path: &std::path::Path,
    ) -> Result<Filled, VideoError> {
        let mut at = 0;
        let mut heard = Instant::now();
        let mut slow = false;
        while at < into.len() {
            if !self.exchange.state().wants(wanted.run) {
                return Ok(Filled::Left);
            }
            match process.read(&mut into[at..]) {
                Ok(Got::Bytes(count)) => {
                    at += count;
                    heard = Instant::now();
                }
                Ok(Got::End) => return Ok(Filled::End { torn: at > 0 }),
                Ok(Got::Nothing) if heard.elapsed() > HANGS => {
                    let why = process.complaint().unwrap_or_else(|| "it hangs".to_owned());
                    return Err(self.failed(wanted, path, why));
                }
                Ok(Got::Nothing) if !slow && heard.elapsed() > SLOW => {
                    slow = true;
                    let progress = self.exchange.state().progress;
                    self.tell(wanted.run, Progress { slow, ..progress });
                }
                Ok(Got::Nothing) => {}
                Err(cause) => {
                    return Err(VideoError::Read {
                        player: self.command.join(" "),
                        cause,
                    });
                }
            }
        }
        Ok(Filled::Whole)
    }

    /// Waits until a moment, and for as long as the run is paused; answers with when that was, and `None` when the run
    /// is no longer wanted. Meanwhile the pipe is full and the decoder rests.
    fn wait_until(&self, run: u64, due: Instant) -> Option<Instant> {
        let mut state = self.exchange.state();
        loop {
            if !state.wants(run) {
                return None;
            }
            let changed = &self.exchange.changed;
            if state.wanted.as_ref().is_some_and(|wanted| wanted.paused) {
                state = changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            let now = Instant::now();
            let left = due.saturating_duration_since(now);
            if left.is_zero() {
                return Some(now);
            }
            let waited = changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Hands a picture on, unless it is the same as before.
    fn show(&self, run: u64, position_ms: u32, image: Option<Arc<egui::ColorImage>>) {
        let mut state = self.exchange.state();
        if !state.wants(run) {
            return;
        }
        let before = state.progress;
        state.progress = Progress {
            stage: Stage::Playing,
            position_ms,
            slow: false,
        };
        let ticked = before.position_ms / TICK_MS != position_ms / TICK_MS;
        let worth_it = image.is_some() || ticked || before.stage != Stage::Playing;
        if image.is_some() {
            state.fresh = image;
        }
        drop(state);
        if worth_it {
            self.exchange.wake();
        }
    }

    fn tell(&self, run: u64, progress: Progress) {
        let mut state = self.exchange.state();
        if state.run == Some(run) {
            state.progress = progress;
        }
        drop(state);
        self.exchange.wake();
    }

    fn path(&self, file: &str) -> Result<PathBuf, VideoError> {
        let listed = self.list.get(file);
        let path = listed.map(|listed| self.shelf.path_of(listed));
        path.filter(|path| path.is_file())
            .ok_or_else(|| VideoError::NotHere(file.to_owned()))
    }

    fn start_failed(&self, cause: std::io::Error) -> VideoError {
        VideoError::Start {
            player: self.command.join(" "),
            cause,
        }
    }

    fn failed(&self, wanted: &Wanted, path: &std::path::Path, why: String) -> VideoError {
        VideoError::Failed {
            player: self.command.join(" "),
            file: wanted.file.clone(),
            path: path.to_owned(),
            why,
        }
    }

    /// Tells each new trouble once.
    fn log(&mut self, error: &dyn std::error::Error) {
        let trouble = error.to_string();
        if self.told.as_ref() != Some(&trouble) {
            eprintln!("kiosk: video: {trouble}");
            self.told = Some(trouble);
        }
    }
}
