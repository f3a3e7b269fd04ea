//! What a window is made with: the place, the device, and where everything it shows and hears comes from.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use scanner::preview::Preview;
use shared::time::UnixMs;
use texts::Language;
use ui::media::{NoPictures, PictureSource};
use ui::screens::House;
use ui::slip::{NoPrinter, SlipPrinter};
use ui::theme::Metrics;
use ui::video::{NoVideos, Player};
use view::Role;

use super::{KeyFeed, NoKeys};
use crate::sound::Sound;
use desk::Pulse;

/// How the window is set up.
pub struct Options {
    /// In the hall: full screen, and nothing a visitor does closes it.
    pub kiosk: bool,
    /// On touch screens there is no cursor to show.
    pub hide_cursor: bool,
    /// Physical pixels per millimetre of glass.
    pub px_per_mm: f32,
    /// How high above the floor the screen's lower edge is, in millimetres.
    pub floor_mm: f32,
    /// The language the screen speaks to a new visitor.
    pub language: Language,
    /// What the kiosk is there for.
    pub role: Role,
    /// The place where the kiosk stands.
    pub house: House,
    /// The window's size in points when it is not full screen.
    pub size: [f32; 2],
    /// The wall clock, corrected as well as the desk can.
    pub clock: Box<dyn Fn() -> UnixMs>,
    /// Hears hand scanners that type, before any widget does.
    pub keys: Box<dyn KeyFeed>,
    /// What the camera sees.
    pub preview: Preview,
    /// The way to the loudspeaker.
    pub sound: Sound,
    /// The exhibition's pictures.
    pub pictures: Box<dyn PictureSource>,
    /// What plays its videos.
    pub video: Box<dyn Player>,
    /// What prints slips.
    pub slips: Box<dyn SlipPrinter>,
    /// The window's signs of life, and how often one is due at least, where somebody watches.
    pub pulse: (Pulse, Option<Duration>),
    /// Raised when the window is to close, once nobody is in front of it: another version is to run.
    pub make_way: Arc<AtomicBool>,
}

/// How high above the floor the lower edge of a screen on a stand usually is, in millimetres.
const FLOOR_MM: f32 = 800.0;

impl Default for Options {
    /// A window on a desk: the usual density, Vietnamese, the device's clock, nobody listening to the keys, no pictures
    /// and no videos.
    fn default() -> Self {
        Self {
            kiosk: false,
            hide_cursor: false,
            px_per_mm: Metrics::USUAL_DENSITY,
            floor_mm: FLOOR_MM,
            language: Language::VIETNAMESE,
            role: Role::Door,
            house: House::default(),
            size: [1280.0, 760.0],
            clock: Box::new(|| UnixMs(jiff::Timestamp::now().as_millisecond())),
            keys: Box::new(NoKeys),
            preview: Preview::default(),
            sound: Sound::silent(),
            pictures: Box::new(NoPictures),
            video: Box::new(NoVideos),
            slips: Box::new(NoPrinter),
            pulse: (Pulse::default(), None),
            make_way: Arc::default(),
        }
    }
}
