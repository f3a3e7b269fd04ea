//! What a visitor does: touches, types, drops a file, waits.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use texts::Key;
use ui::session::{Page, Screen};

use super::hall::{Hall, PATIENCE};

impl Hall {
    #[track_caller]
    pub(super) fn touches(&mut self, words: &str) {
        self.harness.get_by_label(words).click();
        self.harness.run();
        self.waits_for_the_search();
    }

    /// Draws as long as the list of booths says that it is searching: the search is made ready on a thread of its own,
    /// which wakes the window when it is.
    pub(super) fn waits_for_the_search(&mut self) {
        let searching = Screen::Page(Page::Booths);
        let words = self.texts().say(Key::BoothsComing);
        while self.screen() == searching && self.harness.query_by_label(&words).is_some() {
            self.woken
                .recv_timeout(PATIENCE)
                .expect("the search is made ready");
            self.harness.step();
        }
    }

    /// A finger on the glass, wherever.
    pub(super) fn touches_at(&mut self, place: egui::Pos2) {
        for pressed in [true, false] {
            self.harness.event(egui::Event::PointerButton {
                pos: place,
                button: egui::PointerButton::Primary,
                pressed,
                modifiers: egui::Modifiers::NONE,
            });
        }
        self.harness.run();
    }

    pub(super) fn touches_field(&mut self) {
        self.harness.get_by_role(Role::SearchInput).click();
        self.harness.run();
    }

    /// Types on a real keyboard.
    pub(super) fn types(&mut self, words: &str) {
        let field = self.harness.get_by_role(Role::SearchInput);
        field.type_text(words);
        self.harness.run();
        self.waits_for_the_search();
    }

    /// Touches keys of the keyboard on the glass, one after the other.
    #[track_caller]
    pub(super) fn presses(&mut self, keys: &str) {
        for key in keys.chars() {
            self.touches(&key.to_uppercase().to_string());
        }
    }

    /// Asks for what the field held before.
    pub(super) fn undoes(&mut self) {
        self.harness
            .key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
        self.harness.run();
    }

    /// Nobody touches anything for so many seconds of the window's own clock.
    pub(super) fn waits(&mut self, seconds: usize) {
        self.harness.run_steps(seconds * 4);
    }

    /// Nobody touches anything for so many seconds, in which nothing is drawn.
    pub(super) fn is_left_for(&mut self, seconds: f64) {
        let now = self.harness.ctx.time();
        self.harness.input_mut().time = Some(now + seconds);
        self.harness.step();
        self.harness.input_mut().time = None;
        self.harness.step();
    }

    /// A file is dropped on the window.
    pub(super) fn drops(&mut self, name: &str, bytes: Result<Vec<u8>, String>) {
        let file = Dropped {
            path: PathBuf::from(name),
            bytes,
        };
        self.harness.input_mut().dropped_files.push(Arc::new(file));
        self.harness.run();
    }
}

/// A file that is on no disk.
#[derive(Debug)]
struct Dropped {
    path: PathBuf,
    bytes: Result<Vec<u8>, String>,
}

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.path
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        self.bytes.clone()
    }
}
