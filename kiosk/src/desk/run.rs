//! The loop: everything that can move a kiosk is one of its [`Event`]s.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::time::{Duration, Instant};

use super::thread::{Sample, Samples, Shown};
use super::{Desk, DeskError, worth_judging};
use crate::clock::Clock;
use crate::config::Config;
use crate::lane::{Lane, LaneEvent, Reaction};
use crate::uplink::{self, News, Uplink};
use crate::view::{Command, LaneView, LinkStatus, ScannerStatus, Status, View};

/// How often a kiosk that is out of order looks whether it still is.
const LOOK_AGAIN: Duration = Duration::from_secs(3);
/// How long the loop sleeps when nothing is due.
const IDLE: Duration = Duration::from_secs(3_600);

/// Everything that can happen to a kiosk.
#[derive(Debug)]
pub enum Event {
    /// A scanner saw a code. Told again for as long as it sees it.
    Scanned {
        /// What the code says.
        text: String,
        /// Who saw it.
        source: Source,
    },
    /// A scanner has something before it that takes a moment to read.
    Reading,
    /// How a scanner is doing; the last word under each name counts.
    Scanner(ScannerStatus),
    /// A scanner was taken away.
    ScannerGone(String),
    /// The window asks for something.
    Command(Command),
    /// A picture was looked at.
    Decoded {
        /// Its file name.
        name: String,
        /// The texts of the codes in it, or why it can't be read.
        texts: Result<Vec<String>, String>,
    },
    /// The uplink tells something.
    Uplink(News),
    /// The program ends.
    Shutdown,
}

/// Who saw a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A camera.
    Camera,
    /// A hand scanner.
    HandScanner,
    /// A picture.
    Picture,
    /// The sample tickets of a demonstration.
    Sample,
}

pub(super) struct Loop {
    pub(super) data: PathBuf,
    pub(super) config: Config,
    pub(super) clock: Clock,
    pub(super) samples: Option<Samples>,
    pub(super) pictures: SyncSender<(String, Vec<u8>)>,
    pub(super) with_uplink: bool,
    pub(super) events: SyncSender<Event>,
    pub(super) shown: Shown,
    pub(super) desk: Option<Desk>,
    pub(super) uplink: Option<Uplink>,
    pub(super) lane: Lane,
    pub(super) status: Status,
    pub(super) started: Instant,
}

impl Loop {
    /// Runs until [`Event::Shutdown`].
    pub(super) fn run(mut self, inbox: &Receiver<Event>) {
        self.look_again();
        self.publish();
        loop {
            match inbox.recv_timeout(self.sleep()) {
                Ok(Event::Shutdown) | Err(RecvTimeoutError::Disconnected) => break,
                Ok(event) => self.handle(event),
                Err(RecvTimeoutError::Timeout) => self.tick(),
            }
        }
        if let Some(uplink) = &self.uplink {
            uplink.stop();
        }
    }

    fn handle(&mut self, event: Event) {
        match event {
            Event::Scanned { text, .. } | Event::Command(Command::Code(text)) => self.seen(&text),
            Event::Reading => self.tell_lane(LaneEvent::Reading),
            Event::Command(Command::Dismiss) => self.tell_lane(LaneEvent::Dismiss),
            Event::Command(Command::Picture(name, bytes)) => self.look_at(name, bytes),
            Event::Command(Command::SampleTicket) => {
                match self.samples.as_mut().and_then(|samples| samples()) {
                    Some(Sample::Code(code)) => self.seen(&code),
                    Some(Sample::Picture(name, bytes)) => self.look_at(name, bytes),
                    None => {}
                }
            }
            Event::Decoded { texts, .. } => self.decoded(texts),
            Event::Scanner(scanner) => {
                self.status
                    .scanners
                    .retain(|known| known.name != scanner.name);
                self.status.scanners.push(scanner);
                self.status.scanners.sort_by(|a, b| a.name.cmp(&b.name));
                self.publish();
            }
            Event::ScannerGone(name) => {
                self.status.scanners.retain(|known| known.name != name);
                self.publish();
            }
            Event::Uplink(news) => self.heard(news),
            Event::Shutdown => {}
        }
    }

    /// The way from a code to a verdict on the screen. The screen changes only after the verdict is
    /// durable.
    fn seen(&mut self, code: &str) {
        match self.lane.handle(LaneEvent::Seen(code), self.now()) {
            Reaction::Judge => {}
            Reaction::Changed => return self.publish(),
            Reaction::None => return,
        }
        let stamp = self.clock.stamp();
        let judged = match &mut self.desk {
            Some(desk) => desk.scan(code, &stamp),
            None => return,
        };
        match judged {
            Ok(judged) => {
                let verdict = LaneEvent::Judged(code, judged.verdict);
                self.lane.handle(verdict, self.now());
                self.count_waiting();
                self.publish();
                if let Some(uplink) = &self.uplink {
                    uplink.wake();
                }
            }
            Err(error) => self.tell_lane(LaneEvent::Broken(error.to_string())),
        }
    }

    fn look_at(&mut self, name: String, bytes: Vec<u8>) {
        // A queue that is full means that someone drops pictures faster than they can be read.
        if self.pictures.try_send((name, bytes)).is_ok() {
            self.tell_lane(LaneEvent::Reading);
        }
    }

    fn decoded(&mut self, texts: Result<Vec<String>, String>) {
        let texts = worth_judging(texts.unwrap_or_default());
        if texts.is_empty() {
            // Whoever held out a picture gets an answer: no ticket was found on it.
            self.seen("");
        }
        for text in texts {
            self.seen(&text);
        }
    }

    fn heard(&mut self, news: News) {
        match news {
            News::Link(link) => self.status.link = link,
            News::Waiting(waiting) => self.status.waiting = waiting,
            News::Learnt => self.look_again(),
        }
        self.publish();
    }

    fn tick(&mut self) {
        let was = self.lane.view().clone();
        self.lane.handle(LaneEvent::Tick, self.now());
        if matches!(was, LaneView::OutOfOrder(_)) {
            self.look_again();
        }
        if was != *self.lane.view() {
            self.publish();
        }
    }

    /// Opens what is not open yet, and sees whether the kiosk can work.
    fn look_again(&mut self) {
        let broken = matches!(self.lane.view(), LaneView::OutOfOrder(_));
        match self.check() {
            Ok(()) if broken => self.lane.handle(LaneEvent::Mended, self.now()),
            Ok(()) => Reaction::None,
            Err(error) => {
                let broken = LaneEvent::Broken(error.to_string());
                self.lane.handle(broken, self.now())
            }
        };
    }

    fn check(&mut self) -> Result<(), DeskError> {
        let desk = match self.desk.take() {
            Some(desk) => desk,
            None => {
                let desk = Desk::open(&self.data, self.config.clone())?;
                self.clock.set_offset_ms(desk.journal().clock_offset_ms()?);
                desk
            }
        };
        let ready = self.desk.insert(desk).ready();
        self.count_waiting();
        if self.with_uplink && self.uplink.is_none() {
            let events = self.events.clone();
            // Should the desk ever be behind by a whole queue, the next news tells the same again.
            let report = move |news| drop(events.try_send(Event::Uplink(news)));
            let started = uplink::start(&self.data, &self.config, &self.clock, Arc::new(report));
            match started {
                Ok(uplink) => self.uplink = Some(uplink),
                Err(error) => {
                    self.status.link = LinkStatus::Offline(None, error.to_string());
                }
            }
        }
        ready
    }

    fn tell_lane(&mut self, event: LaneEvent<'_>) {
        if self.lane.handle(event, self.now()) == Reaction::Changed {
            self.publish();
        }
    }

    fn count_waiting(&mut self) {
        if let Some(Ok(waiting)) = self.desk.as_mut().map(Desk::waiting) {
            self.status.waiting = waiting;
        }
    }

    fn publish(&mut self) {
        let catalogue = match &self.desk {
            Some(desk) => desk.catalogue(),
            None => self.shown.view().catalogue.clone(),
        };
        self.shown.publish(View {
            catalogue,
            lane: self.lane.view().clone(),
            status: self.status.clone(),
        });
    }

    fn sleep(&self) -> Duration {
        let due = self.lane.due().map_or(IDLE, |due| {
            Duration::from_millis(due.saturating_sub(self.now()))
        });
        match self.lane.view() {
            LaneView::OutOfOrder(_) => due.min(LOOK_AGAIN),
            _ => due,
        }
    }

    fn now(&self) -> u64 {
        self.started.elapsed().as_millis() as u64
    }
}
