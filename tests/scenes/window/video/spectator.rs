//! Somebody before the artisan who has a video: what they do and see there, in time with the player's thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use egui::Color32;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use shared::catalogue::{Catalogue, Cue, Localized, Video};
use texts::{Key, Language, Texts};
use ui::session::{Action, Page};
use ui::video::Player;
use view::Role as KioskRole;

use super::super::hall::Hall;
use super::projectionist::FILE;

/// How long a scene waits for what must come.
const PATIENCE: Duration = Duration::from_secs(40);

impl Hall {
    /// At a kiosk in the hall that has a player, before the artisan who has a video.
    pub(super) fn before_the_artisan(
        size: [f32; 2],
        language: Language,
        player: Box<dyn Player>,
    ) -> Self {
        let mut hall = Self::with(size, language, |options| {
            options.role = KioskRole::Hall;
            options.video = player;
        });
        hall.has_a_video();
        hall.chooses(Action::Go(Page::Home));
        hall.chooses(Action::Go(Page::Artisan("artisan-1".to_owned())));
        hall
    }

    fn has_a_video(&mut self) {
        self.change(|view| {
            view.role = KioskRole::Hall;
            view.catalogue = Arc::new(with_a_video(&view.catalogue));
        });
    }

    /// Begins the video of the artisan's page, and sees its first picture.
    #[track_caller]
    pub(crate) fn watches_the_video(&mut self) {
        let language = self.harness.state().session().language();
        let slots = [("seconds", 1.into())];
        self.watches_the_video_called(&Texts::new(language).say_with(Key::VideoWatch, slots));
    }

    /// The same, by a button that is called otherwise.
    #[track_caller]
    pub(super) fn watches_the_video_called(&mut self, watch: &str) {
        let language = self.harness.state().session().language();
        self.until(|hall| hall.harness.query_by_label(watch).is_some());
        // With large letters the button may be further down the page.
        let down = Texts::new(language).say(Key::PageDown);
        for _ in 0..10 {
            if self.harness.get_by_label(watch).rect().bottom() <= self.size[1] {
                break;
            }
            self.touches(&down);
        }
        self.touches(watch);
        let title = video().title.get(language.code()).to_owned();
        self.until(|hall| hall.image(&title).is_some());
    }

    /// Draws whenever the player has something to show, until something is so on the screen.
    #[track_caller]
    pub(super) fn until(&mut self, so: impl Fn(&Self) -> bool) {
        let asked = self.asks_to_be_drawn();
        let until = Instant::now() + PATIENCE;
        while !so(self) {
            while !asked.swap(false, Ordering::Relaxed) {
                assert!(Instant::now() < until, "it never comes so far");
                std::thread::yield_now();
            }
            self.harness.step();
        }
    }

    /// The same beside the screen.
    #[track_caller]
    pub(super) fn until_there(&mut self, so: impl Fn() -> bool) {
        let asked = self.asks_to_be_drawn();
        let until = Instant::now() + PATIENCE;
        while !so() {
            assert!(Instant::now() < until, "it never comes so far");
            if asked.swap(false, Ordering::Relaxed) {
                self.harness.step();
            }
            std::thread::yield_now();
        }
    }

    /// Set whenever the window is to be drawn at once. Every frame is a quarter of a second by its own clock: drawn
    /// without need, it would soon believe that nobody is there.
    fn asks_to_be_drawn(&self) -> Arc<AtomicBool> {
        let asked = Arc::new(AtomicBool::new(true));
        let at_once = Arc::clone(&asked);
        self.harness.ctx.set_request_repaint_callback(move |info| {
            if info.delay.is_zero() {
                at_once.store(true, Ordering::Relaxed);
            }
        });
        asked
    }

    #[track_caller]
    pub(super) fn sees_in_time(&mut self, words: &str) {
        self.until(|hall| hall.harness.query_by_label(words).is_some());
    }

    /// The colour in the middle of what the video shows, if it shows anything.
    pub(super) fn shade(&self) -> Option<Color32> {
        self.colour_of_image_at(self.image("A vase is thrown")?)
    }

    /// The middle of the image that is called so, if it is there.
    pub(super) fn image(&self, title: &str) -> Option<egui::Pos2> {
        let images = self.harness.query_by_role_and_label(Role::Image, title);
        images.map(|image| image.rect().center())
    }
}

/// An exhibition, with a video of the first artisan.
pub(crate) fn with_a_video(catalogue: &Catalogue) -> Catalogue {
    let mut catalogue = catalogue.clone();
    catalogue.artisans[0].video = Some(video());
    catalogue
}

/// A second in all, with two captions at its beginning.
fn video() -> Video {
    let text = |vi: &str, en: &str| {
        let texts = [("vi", vi), ("en", en)];
        Localized(
            texts
                .map(|(code, text)| (code.to_owned(), text.to_owned()))
                .into(),
        )
    };
    let cue = |from_ms, to_ms, vi: &str, en: &str| Cue {
        from_ms,
        to_ms,
        text: text(vi, en),
    };
    Video {
        file: FILE.to_owned(),
        title: text("Vuốt một chiếc bình", "A vase is thrown"),
        seconds: 1,
        captions: vec![
            cue(
                0,
                80,
                "Hai tay ép cho đất vươn lên rồi hạ xuống, đến khi quay thật tròn.",
                "Both hands press the clay up and down again, until it runs true.",
            ),
            cue(80, 1_000, "Thành đất cao lên.", "The wall grows tall."),
        ],
    }
}
