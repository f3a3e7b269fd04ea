//! A kiosk put together: desk, scanners and window, each on its own thread, and what connects them.

mod backend;
mod keys;
mod scanners;
mod set_up;
mod updates;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use shared::ids::KioskId;
use texts::Language;
use ui::media::{NoPictures, PictureSource};
use ui::screens::House;
use view::Role;

use journal;
use journal::clock::Clock;
pub use keys::WedgeKeys;
use kiosk_config::{Config, ConfigError, ScannerFlags};
use scanner::decode;
use scanner::preview::Preview;
use scanner::wedge::hand_scanner;
pub use scanners::{Wanted, wanted};
use uplink::Shelf;

use crate::app::{self, Options, WindowError};
use crate::media::Runner;
use crate::slips;
use crate::sound::Sound;
use crate::video;
use crate::watchdog::Watchdog;
use backend::{DeskBackend, Waker};
use desk::{DeskError, Event, Pulse, Samples, StartParts};
use set_up::SetUpDesk;
use updates::Updates;

/// What a station is made of.
pub struct Station {
    /// The kiosk's data directory.
    pub data: PathBuf,
    /// What the command line says of the scanners; it stands above `kiosk.toml`.
    pub scanners: ScannerFlags,
    /// Fill the screen, hide the cursor, and let nothing a visitor does close the window.
    pub fullscreen: bool,
    /// Physical pixels per millimetre of glass; the usual density when not known.
    pub px_per_mm: Option<f32>,
    /// The language a new visitor is greeted in.
    pub language: Language,
    /// Sample tickets, in a demonstration.
    pub samples: Option<Samples>,
    /// Whom staff call when the kiosk is out of order.
    pub contact: Option<String>,
    /// What the kiosk is there for, whatever `kiosk.toml` says.
    pub role: Option<Role>,
    /// The window's size in points when it does not fill the screen.
    pub size: Option<[f32; 2]>,
    /// Makes way for versions that come over the server: somebody starts it again.
    pub updates: bool,
}

/// Why a station could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum StationError {
    /// The kiosk's settings.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The desk.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The thread of a scanner or of the watchdog.
    #[error("a thread could not be started: {0}; restart the device")]
    Thread(std::io::Error),
    /// The window.
    #[error(transparent)]
    Window(#[from] WindowError),
}

impl Station {
    /// A station of a data directory, with everything else as usual.
    #[must_use]
    pub fn new(data: PathBuf) -> Self {
        Self {
            data,
            scanners: ScannerFlags::default(),
            fullscreen: false,
            px_per_mm: None,
            language: Language::VIETNAMESE,
            samples: None,
            contact: None,
            role: None,
            size: None,
            updates: false,
        }
    }

    /// Asks for the organisers' code until the kiosk is set up; returns its settings, or `None` when the window was closed
    /// before.
    fn set_up(
        &self,
        was: Option<KioskId>,
        pulse: (Pulse, Option<Duration>),
    ) -> Result<Option<Config>, StationError> {
        let earlier = Config::read(&self.data).ok();
        let scanners = earlier.map(|config| config.scanners).unwrap_or_default();
        let scanners = scanners.with(self.scanners.clone());
        let desk = SetUpDesk::start(self.data.clone(), was).map_err(StationError::Thread)?;
        let desk = Arc::new(desk);
        let (feed, typing) = hand_scanner();
        let envelope = scanners.hand.envelope.clone();
        let preview = Preview::default();
        let working = scanners::start(scanners, typing, &preview, &desk.events())
            .map_err(StationError::Thread)?;
        let usual = Options::default();
        let options = Options {
            kiosk: self.fullscreen,
            hide_cursor: self.fullscreen,
            px_per_mm: self.px_per_mm.unwrap_or(usual.px_per_mm),
            language: self.language,
            size: self.size.unwrap_or(usual.size),
            keys: Box::new(WedgeKeys::new(feed, envelope)),
            preview,
            pulse,
            ..usual
        };
        app::run_window(Arc::clone(&desk) as Arc<dyn app::Backend>, options)?;
        drop(working);
        if desk.is_done() {
            return Ok(Some(Config::read(&self.data)?));
        }
        Ok(None)
    }

    /// Opens the window and runs until it is closed. To be called on the main thread.
    ///
    /// # Errors
    /// [`StationError`]. A journal or a scanner that does not work is no error: the screen says so,
    /// and both are tried again.
    pub fn run(self) -> Result<(), StationError> {
        let watchdog = Watchdog::start().map_err(StationError::Thread)?;
        let window = Pulse::default();
        let due = watchdog.watch(window.clone());
        let due = due.or(self.updates.then_some(updates::SIGN_OF_LIFE_DUE));
        let pulse = (window, due);
        let mut config = match Config::read(&self.data) {
            Err(ConfigError::Missing(_)) => match self.set_up(None, pulse.clone())? {
                Some(config) => config,
                None => return Ok(()),
            },
            Ok(config)
                if journal::waits_for_enrolment(&self.data, config.exhibition, &config.kiosk) =>
            {
                match self.set_up(Some(config.kiosk), pulse.clone())? {
                    Some(config) => config,
                    None => return Ok(()),
                }
            }
            read => read?,
        };
        config = desk::moved_config(&self.data, config);
        config.role = self.role.unwrap_or(config.role);
        desk::check_place(&self.data, &config)?;
        let role = config.role;
        let floor_mm = config.floor_mm.map(f32::from);
        let help = config.help.clone();
        let server = uplink::address_for_phones(&self.data, &config);
        let (sound, badges) = (config.sound.clone(), config.badges.clone());
        let scanners = config.scanners.clone().with(self.scanners);
        let demo = self.samples.is_some();
        let pictures = pictures(&self.data);
        let video = video::start(&config.video, Shelf::of(&self.data));
        let slips = slips::start(config.printer.clone(), config.printer_paper_mm);
        let clock = Clock::of_this_device();
        let waker = Waker::default();
        let data = self.data.clone();
        let make_way = Arc::new(AtomicBool::new(false));
        let updates = Updates {
            data: data.clone(),
            config: config.clone(),
            clock: clock.clone(),
            watchdog: watchdog.clone(),
            wanted: Arc::clone(&make_way),
        };
        let desk = desk::start(StartParts {
            data: self.data,
            config,
            clock: clock.clone(),
            decode: Arc::new(read_picture),
            samples: self.samples,
            on_change: waker.on_change(),
            with_uplink: true,
        })?;
        let _ = watchdog.watch(desk.pulse());
        if self.updates {
            updates.start().map_err(StationError::Thread)?;
        }
        let (feed, typing) = hand_scanner();
        let envelope = scanners.hand.envelope.clone();
        let preview = Preview::default();
        let scanners = scanners::start(scanners, typing, &preview, &desk.events())
            .map_err(StationError::Thread)?;
        let events = desk.events();
        // Should the desk be behind by a whole queue, the next change tells the same.
        let report = move |status| drop(events.try_send(Event::Sound(status)));
        let speaker = Sound::start(&sound, report);
        let usual = Options::default();
        let options = Options {
            role,
            kiosk: self.fullscreen,
            hide_cursor: self.fullscreen,
            px_per_mm: self.px_per_mm.unwrap_or(usual.px_per_mm),
            floor_mm: floor_mm.unwrap_or(usual.floor_mm),
            language: self.language,
            house: House {
                demo,
                contact: self.contact.or(help.contact),
                help_at: help.place,
                server,
                badges,
            },
            size: self.size.unwrap_or(usual.size),
            clock: Box::new(move || clock.now()),
            keys: Box::new(WedgeKeys::new(feed, envelope)),
            preview,
            sound: speaker.sound(),
            pictures,
            video,
            slips,
            pulse,
            make_way: Arc::clone(&make_way),
        };
        let desk = Arc::new(DeskBackend::new(desk, waker));
        let ended = app::run_window(Arc::clone(&desk) as Arc<dyn app::Backend>, options);
        drop((scanners, speaker));
        desk.close();
        ended?;
        if make_way.load(Ordering::Relaxed) {
            updates::switch(&data);
        }
        Ok(())
    }
}

/// The pictures that lie in a data directory. Should the system give no thread for them, the screens do without.
fn pictures(data: &Path) -> Box<dyn PictureSource> {
    match Runner::start(Shelf::of(data)) {
        Ok(runner) => Box::new(runner),
        Err(_) => Box::new(NoPictures),
    }
}

/// What a dropped picture holds; nothing when it is no picture.
fn read_picture(bytes: &[u8]) -> Vec<String> {
    decode::read_bytes(bytes, Path::new("the picture")).unwrap_or_default()
}

#[cfg(test)]
mod tests;
