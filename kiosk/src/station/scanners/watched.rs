//! A scanner as the staff see it: what it is and how it is doing.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;

use scanner::SourceStatus;
use scanner::run::Runner;
use view::{ScannerKind, ScannerState, ScannerStatus};

use desk::Event;

/// A scanner at work, and what the desk was told of it.
pub(super) struct Watched {
    kind: ScannerKind,
    name: String,
    runner: Runner,
    has_worked: bool,
    remark: Option<String>,
    told: Option<ScannerStatus>,
    /// Set once it has read a code; for a scanner that nobody knows of before. See [`Watched::unknown_until_heard`].
    heard: Option<Arc<AtomicBool>>,
    /// Whether it is reported although it is not there.
    told_when_missing: bool,
}

impl Watched {
    pub(super) fn new(kind: ScannerKind, name: String, runner: Runner) -> Self {
        Self {
            kind,
            name,
            runner,
            has_worked: false,
            remark: None,
            told: None,
            heard: None,
            told_when_missing: true,
        }
    }

    /// For a scanner that types in the window: whether one is plugged in shows only when it types, and `heard` is set.
    pub(super) fn unknown_until_heard(mut self, heard: Arc<AtomicBool>) -> Self {
        self.heard = Some(heard);
        self
    }

    /// For scanners that nobody has asked for: none is no news.
    pub(super) fn silent_when_missing(mut self) -> Self {
        self.told_when_missing = false;
        self
    }

    pub(super) fn tell(&mut self, events: &SyncSender<Event>) {
        self.remark = self.runner.remark().or(self.remark.take());
        let Some((state, detail)) = self.state(self.runner.status()) else {
            return;
        };
        let now = ScannerStatus {
            name: self.name.clone(),
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
            SourceStatus::Ready if self.is_unheard() => return None,
            SourceStatus::Ready => {
                self.has_worked = true;
                (ScannerState::Working, self.remark.clone())
            }
            SourceStatus::Missing(_) if !self.has_worked && !self.told_when_missing => return None,
            SourceStatus::Missing(why) if !self.has_worked => (ScannerState::Missing, Some(why)),
            SourceStatus::Missing(why) | SourceStatus::Failed(why) => {
                (ScannerState::Failed, Some(why))
            }
        })
    }

    fn is_unheard(&self) -> bool {
        let heard = |heard: &Arc<AtomicBool>| heard.load(Ordering::Acquire);
        !self.heard.as_ref().is_none_or(heard)
    }
}

#[cfg(test)]
mod tests {
    use std::thread;
    use std::time::Duration;

    use scanner::run::Pace;
    use scanner::{ScanError, Scanned, Source};

    use super::*;

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
        let mut scanner = Watched::new(ScannerKind::Camera, "camera".to_owned(), runner);
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
            "camera".to_owned(),
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
    fn a_scanner_that_types_is_ready_once_it_has_typed_and_one_nobody_asked_for_is_never_missed() {
        let runner = |source| Runner::start(source, Pace::default(), drop).unwrap();
        let heard = Arc::new(AtomicBool::new(false));
        let mut typing = Watched::new(
            ScannerKind::HandScanner,
            "hand scanner".to_owned(),
            runner(Box::new(PulledOut(true))),
        )
        .unknown_until_heard(Arc::clone(&heard));
        let state = |scanner: &mut Watched, status| scanner.state(status).map(|(state, _)| state);
        assert_eq!(state(&mut typing, SourceStatus::Ready), None);
        heard.store(true, Ordering::Release);
        assert_eq!(
            state(&mut typing, SourceStatus::Ready),
            Some(ScannerState::Working)
        );
        let mut unasked = Watched::new(
            ScannerKind::HandScanner,
            "hand scanner".to_owned(),
            runner(Box::new(PulledOut(false))),
        )
        .silent_when_missing();
        let gone = || SourceStatus::Missing("no hand scanner".to_owned());
        assert_eq!(state(&mut unasked, gone()), None);
        state(&mut unasked, SourceStatus::Ready);
        assert_eq!(state(&mut unasked, gone()), Some(ScannerState::Failed));
    }
}
