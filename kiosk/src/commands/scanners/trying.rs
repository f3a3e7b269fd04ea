//! Tries all scanners that are set up: prints how each is doing whenever that changes, every code read, and once a second
//! what its camera delivers.

use std::io::Write;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use kiosk_config::ScannerConfig;
use scanner::preview::Preview;
use scanner::run::{Pace, Runner};
use scanner::{FrameFigures, FrameStats, Scanned, SourceStatus};

use super::error::ScannersError;
use crate::station::wanted;

/// How often a scanner's status is looked at.
const LOOK: Duration = Duration::from_millis(100);

/// How often the frames are told.
const TELL: Duration = Duration::from_secs(1);

/// Codes that may wait to be printed; a scanner waits when there are more.
const QUEUE: usize = 64;

/// A scanner that is tried.
struct Tried {
    name: String,
    runner: Runner,
    frames: Option<FrameStats>,
    told: SourceStatus,
    counted: FrameFigures,
}

pub(super) fn run(
    config: ScannerConfig,
    time: Duration,
    out: &mut impl Write,
) -> Result<(), ScannersError> {
    let (sender, codes) = mpsc::sync_channel::<(String, Scanned)>(QUEUE);
    let mut all = Vec::new();
    for wanted in wanted(config, &Preview::default()) {
        let (name, sender) = (wanted.name.clone(), sender.clone());
        let runner = Runner::start(wanted.source, Pace::default(), move |scanned| {
            // The reader has ended.
            let _ = sender.send((name.clone(), scanned));
        })
        .map_err(ScannersError::Start)?;
        all.push(Tried {
            name: wanted.name,
            runner,
            frames: wanted.frames,
            told: SourceStatus::Starting,
            counted: FrameFigures::default(),
        });
    }
    let tried = follow(&mut all, &codes, time, out);
    // A scanner that waits for its code to be printed would not end.
    drop(codes);
    drop(all);
    tried
}

fn follow(
    all: &mut [Tried],
    codes: &Receiver<(String, Scanned)>,
    time: Duration,
    out: &mut impl Write,
) -> Result<(), ScannersError> {
    let start = Instant::now();
    let mut tell = TELL;
    while start.elapsed() < time {
        match codes.recv_timeout(LOOK) {
            Ok((name, scanned)) => {
                for text in scanned.texts {
                    writeln!(out, "{name}: read {text:?}")?;
                }
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
        }
        for scanner in &mut *all {
            scanner.tell_status(out)?;
        }
        if start.elapsed() >= tell {
            tell += TELL;
            for scanner in &mut *all {
                scanner.tell_frames(out)?;
            }
        }
        out.flush()?;
    }
    Ok(())
}

impl Tried {
    fn tell_status(&mut self, out: &mut impl Write) -> std::io::Result<()> {
        let name = &self.name;
        if let Some(remark) = self.runner.remark() {
            writeln!(out, "{name}: {remark}")?;
        }
        let status = self.runner.status();
        if status == self.told {
            return Ok(());
        }
        match &status {
            SourceStatus::Starting | SourceStatus::Stopped => {}
            SourceStatus::Ready => writeln!(out, "{name}: ready")?,
            SourceStatus::Missing(why) => writeln!(out, "{name}: missing: {why}")?,
            SourceStatus::Failed(why) => writeln!(out, "{name}: failed: {why}")?,
        }
        self.told = status;
        Ok(())
    }

    /// What came since the last time it was told.
    fn tell_frames(&mut self, out: &mut impl Write) -> std::io::Result<()> {
        let Some(frames) = &self.frames else {
            return Ok(());
        };
        let now = frames.figures();
        let before = std::mem::replace(&mut self.counted, now);
        if now.came == before.came {
            return Ok(());
        }
        writeln!(
            out,
            "{}: {} frames of {}×{} {}, {} searched, {} passed over, {} damaged, brightness {} to {}",
            self.name,
            now.came - before.came,
            now.size.0,
            now.size.1,
            now.format,
            now.searched - before.searched,
            now.dropped - before.dropped,
            now.torn - before.torn,
            now.brightness.0,
            now.brightness.1,
        )
    }
}
