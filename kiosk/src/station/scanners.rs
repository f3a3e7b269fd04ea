//! The scanners of a station, each at work on a thread of its own, and the watch over them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::desk::Event;
use crate::scanner::camera::{CameraSource, Choice};
use crate::scanner::folder::{Existing, FolderSource};
use crate::scanner::run::{Pace, Runner};
use crate::scanner::wedge::WedgeSource;
use crate::scanner::{Origin, Scanned, Source, SourceStatus};
use crate::view::{ScannerKind, ScannerState, ScannerStatus};

/// How often the status of the scanners is looked at.
const WATCH: Duration = Duration::from_millis(500);

/// Which camera a station uses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum CameraChoice {
    /// The first there is.
    #[default]
    First,
    /// The one at this path.
    Path(PathBuf),
    /// None.
    Off,
}

impl CameraChoice {
    /// What a command line says: nothing for the first there is, `off` for none, else a path.
    #[must_use]
    pub fn from_argument(argument: Option<&Path>) -> Self {
        match argument {
            None => Self::First,
            Some(path) if path.as_os_str() == "off" => Self::Off,
            Some(path) => Self::Path(path.to_owned()),
        }
    }
}

/// The scanners that need a thread.
#[derive(Debug, Clone, Default)]
pub struct Scanners {
    /// The camera.
    pub camera: CameraChoice,
    /// A folder that is watched for new pictures.
    pub folder: Option<PathBuf>,
}

impl Scanners {
    /// Starts them and the hand scanner; they send what they see to the desk and end with the value.
    pub(super) fn start(
        self,
        hand_scanner: WedgeSource,
        events: &SyncSender<Event>,
    ) -> std::io::Result<Working> {
        let mut sources: Vec<(ScannerKind, Box<dyn Source>)> = Vec::new();
        let camera = match self.camera {
            CameraChoice::First => Some(Choice::First),
            CameraChoice::Path(path) => Some(Choice::Path(path)),
            CameraChoice::Off => None,
        };
        if let Some(choice) = camera {
            sources.push((ScannerKind::Camera, Box::new(CameraSource::new(choice))));
        }
        if let Some(folder) = self.folder {
            let folder = FolderSource::new(folder, Existing::Skip);
            sources.push((ScannerKind::Folder, Box::new(folder)));
        }
        let mut watched = Vec::new();
        for (kind, source) in sources {
            watched.push(Watched::new(kind, run(source, events)?));
        }
        let hand_scanner = run(Box::new(hand_scanner), events)?;
        let stop = Arc::new(AtomicBool::new(false));
        let watch = {
            let (events, stop) = (events.clone(), Arc::clone(&stop));
            thread::Builder::new()
                .name("scanners".to_owned())
                .spawn(move || watch(&mut watched, &events, &stop))?
        };
        Ok(Working {
            stop,
            watch: Some(watch),
            _hand_scanner: hand_scanner,
        })
    }
}

fn run(source: Box<dyn Source>, events: &SyncSender<Event>) -> std::io::Result<Runner> {
    let events = events.clone();
    Runner::start(source, Pace::default(), move |scanned| {
        deliver(&events, scanned);
    })
}

/// Scanners at work. Dropped, they end.
pub(super) struct Working {
    stop: Arc<AtomicBool>,
    watch: Option<JoinHandle<()>>,
    /// Not watched: whether a scanner that types is plugged in shows only when it types.
    _hand_scanner: Runner,
}

impl Drop for Working {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Release);
        if let Some(watch) = self.watch.take() {
            watch.thread().unpark();
            // A panic there was printed, and the scanners end with the program.
            let _ = watch.join();
        }
    }
}

fn deliver(events: &SyncSender<Event>, scanned: Scanned) {
    let held_in_view = scanned.origin == Origin::Camera;
    let event = Event::Scanned(scanned.text);
    if held_in_view {
        // The code is still before the camera: the next frame brings it again.
        let _ = events.try_send(event);
    } else {
        // Fails only when the desk has ended.
        let _ = events.send(event);
    }
}

/// Tells the desk whenever a scanner's status changes.
fn watch(watched: &mut [Watched], events: &SyncSender<Event>, stop: &AtomicBool) {
    while !stop.load(Ordering::Acquire) {
        for scanner in &mut *watched {
            scanner.tell(events);
        }
        thread::park_timeout(WATCH);
    }
}

/// A scanner at work, and what the desk was told of it.
struct Watched {
    kind: ScannerKind,
    runner: Runner,
    has_worked: bool,
    remark: Option<String>,
    told: Option<ScannerStatus>,
}

impl Watched {
    fn new(kind: ScannerKind, runner: Runner) -> Self {
        Self {
            kind,
            runner,
            has_worked: false,
            remark: None,
            told: None,
        }
    }

    fn tell(&mut self, events: &SyncSender<Event>) {
        self.remark = self.runner.remark().or(self.remark.take());
        let Some((state, detail)) = self.state(self.runner.status()) else {
            return;
        };
        let now = ScannerStatus {
            name: self.runner.name().to_owned(),
            kind: self.kind,
            state,
            detail,
        };
        let news = self.told.as_ref() != Some(&now);
        if news && events.try_send(Event::Scanner(now.clone())).is_ok() {
            self.told = Some(now);
        }
    }

    /// `None` while the scanner is still starting. A camera that has worked and is gone is no longer just absent.
    fn state(&mut self, status: SourceStatus) -> Option<(ScannerState, Option<String>)> {
        Some(match status {
            SourceStatus::Starting | SourceStatus::Stopped => return None,
            SourceStatus::Ready => {
                self.has_worked = true;
                (ScannerState::Working, self.remark.clone())
            }
            SourceStatus::Missing(why) if !self.has_worked => (ScannerState::Missing, Some(why)),
            SourceStatus::Missing(why) | SourceStatus::Failed(why) => {
                (ScannerState::Failed, Some(why))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scanner::ScanError;

    /// A camera that is plugged in for one question only.
    struct PulledOut(bool);

    impl Source for PulledOut {
        fn name(&self) -> &'static str {
            "camera"
        }

        fn next(&mut self, _: Duration) -> Result<Option<Scanned>, ScanError> {
            if std::mem::take(&mut self.0) {
                Ok(None)
            } else {
                Err(ScanError::NoCamera)
            }
        }
    }

    #[test]
    fn a_camera_that_never_was_there_is_missing_and_one_that_was_pulled_out_has_failed() {
        let source = Box::new(PulledOut(false));
        let runner = Runner::start(source, Pace::default(), drop).unwrap();
        let mut scanner = Watched::new(ScannerKind::Camera, runner);
        let gone = || SourceStatus::Missing("no camera".to_owned());
        let state = |scanner: &mut Watched, status| scanner.state(status).map(|(state, _)| state);
        assert_eq!(state(&mut scanner, SourceStatus::Starting), None);
        assert_eq!(state(&mut scanner, gone()), Some(ScannerState::Missing));
        let ready = SourceStatus::Ready;
        assert_eq!(state(&mut scanner, ready), Some(ScannerState::Working));
        assert_eq!(state(&mut scanner, gone()), Some(ScannerState::Failed));
    }

    #[test]
    fn a_scanner_is_told_once_and_again_only_when_it_changes() {
        let (events, inbox) = std::sync::mpsc::sync_channel(8);
        let source = Box::new(PulledOut(true));
        let pace = Pace {
            pause: Duration::ZERO,
            ..Pace::default()
        };
        let mut scanner = Watched::new(
            ScannerKind::Camera,
            Runner::start(source, pace, drop).unwrap(),
        );
        while !matches!(scanner.runner.status(), SourceStatus::Missing(_)) {
            thread::yield_now();
        }
        scanner.tell(&events);
        scanner.tell(&events);
        drop(events);
        let told: Vec<Event> = inbox.iter().collect();
        assert!(
            matches!(&told[..], [Event::Scanner(status)] if status.state == ScannerState::Missing
                && status.detail.as_ref().is_some_and(|detail| detail.contains("plug one in"))),
            "{told:?}"
        );
    }

    #[test]
    fn the_word_off_is_no_path() {
        let of = |word: &str| CameraChoice::from_argument(Some(Path::new(word)));
        assert_eq!(of("off"), CameraChoice::Off);
        assert_eq!(of("/dev/video2"), CameraChoice::Path("/dev/video2".into()));
        assert_eq!(CameraChoice::from_argument(None), CameraChoice::First);
    }
}
