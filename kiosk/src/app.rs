//! The window: carries events to the visit, draws its screen, and hands what was chosen to the desk.
//!
//! Nothing here works, waits or locks. What takes time (reading a dropped file) runs on a thread of its own; what the
//! lane does arrives as a snapshot.

mod backend;
mod files;
mod keys;
mod native;
mod options;
mod screens;
mod stage;
mod whole_screen;

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use egui::{CentralPanel, CursorIcon, Frame, RawInput, ViewportCommand};
use texts::{Key, Language, Texts};
use ui::badge::Badges;
use ui::media::NoPictures;
use ui::screens::{Film, Pictures};
use ui::session::{Action, Event, Screen, Session};
use ui::theme::{self, colour};
use ui::video::NoVideos;
use view::{LaneView, SetUp, View};

pub use backend::Backend;
pub use keys::{Heard, KeyFeed, NoKeys};
pub use native::{WindowError, run_window};
pub use options::Options;

use crate::sound::Ear;
use files::DroppedFiles;
use screens::Screens;
use whole_screen::WholeScreen;

/// The kiosk's window.
pub struct KioskApp {
    backend: Arc<dyn Backend>,
    options: Options,
    session: Session,
    texts: Texts,
    screens: Screens,
    files: DroppedFiles,
    pictures: Pictures,
    film: Film,
    ear: Ear,
    badges: Badges,
    /// The language that the fonts are in order for.
    letters: Language,
    whole_screen: WholeScreen,
    /// Since when the window is to close and nobody is in front of it, in seconds of its clock.
    rested_since: Option<f64>,
}

/// So long nobody is in front of a window before it makes way for another version, in seconds.
const MAKES_WAY_S: f64 = 20.0;

impl KioskApp {
    /// Prepares the context and the first screen.
    #[must_use]
    pub fn new(
        cc: &eframe::CreationContext<'_>,
        backend: Arc<dyn Backend>,
        mut options: Options,
    ) -> Self {
        theme::install(&cc.egui_ctx, options.language.code());
        if options.kiosk {
            cc.egui_ctx.options_mut(|egui| egui.quit_shortcuts.clear());
        }
        let pictures = Pictures::new(std::mem::replace(
            &mut options.pictures,
            Box::new(NoPictures),
        ));
        pictures.wake(&cc.egui_ctx);
        let film = Film::new(std::mem::replace(&mut options.video, Box::new(NoVideos)));
        film.wake(&cc.egui_ctx);
        let ctx = cc.egui_ctx.clone();
        let wake: Arc<dyn Fn() + Send + Sync> = Arc::new(move || ctx.request_repaint());
        options.slips.wake_with(Arc::clone(&wake));
        backend.wake_with(wake);
        Self {
            session: Session::new(options.language, options.role),
            texts: Texts::new(options.language),
            screens: Screens::default(),
            files: DroppedFiles::default(),
            pictures,
            film,
            ear: Ear::default(),
            badges: Badges::default(),
            letters: options.language,
            whole_screen: WholeScreen::default(),
            rested_since: None,
            backend,
            options,
        }
    }

    /// The state of the visit.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Chooses something in the visitor's stead, as if they had touched the control for it: for a program that leads through the
    /// screens.
    pub fn choose(&mut self, ctx: &egui::Context, action: Action) {
        self.handle(Event::Chose(action), milliseconds(ctx.time()));
        ctx.request_repaint();
    }

    fn handle(&mut self, event: Event<'_>, now_ms: u64) {
        for command in self.session.handle(event, now_ms) {
            self.backend.send(command);
        }
        if self.texts.language() != self.session.language() {
            self.texts = Texts::new(self.session.language());
        }
    }

    /// Tells the visit what has happened since the last frame.
    fn follow(&mut self, ctx: &egui::Context, view: &View, now_ms: u64) {
        if ctx.input(|input| input.events.iter().any(is_touch)) {
            self.handle(Event::Touched, now_ms);
        }
        self.handle(Event::Role(view.role), now_ms);
        self.handle(Event::Staff(&view.staff), now_ms);
        self.handle(Event::Seats(&view.seats), now_ms);
        if let Some(cue) = self.ear.hear(&view.lane) {
            self.options.sound.play(cue);
        }
        if let Some(badge) = self.badges.next(view, &self.options.house) {
            self.options.slips.print(&badge);
        }
        self.handle(Event::Lane(&view.lane), now_ms);
        self.handle(Event::People(&view.people), now_ms);
        if self.film.is_watched(now_ms) {
            self.handle(Event::Watched, now_ms);
        }
        self.handle(Event::Ticked, now_ms);
        let language = self.texts.language();
        theme::speak(ctx, self.letters.code(), language.code());
        self.letters = language;
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        self.files.take(dropped, &self.backend, ctx);
        if let Some(due) = self.session.due_in_ms(now_ms) {
            ctx.request_repaint_after(Duration::from_millis(due));
        }
    }
}

impl KioskApp {
    /// Tells screen readers what this window is, and which language it speaks: the root of what they read has no name of
    /// its own.
    fn name_the_window(&self, ctx: &egui::Context, view: &View) {
        let language = self.texts.language().code();
        let exhibition = view.catalogue.name.get(language);
        let title = self.texts.say(Key::WindowTitle);
        let name = if exhibition.is_empty() {
            title
        } else {
            format!("{title} – {exhibition}")
        };
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |window| {
            window.set_label(name);
            window.set_language(language);
        });
    }
}

impl eframe::App for KioskApp {
    fn raw_input_hook(&mut self, ctx: &egui::Context, raw: &mut RawInput) {
        // Nothing zooms by gesture or wheel: there would be no way back without a keyboard.
        raw.events.retain(|event| !is_zoom(event));
        let now_ms = milliseconds(raw.time.unwrap_or_else(|| ctx.time()));
        let field = self.session.has_field();
        let heard = self.options.keys.hear(&mut raw.events, now_ms, field);
        if heard.leaked > 0 {
            self.handle(Event::Leaked(heard.leaked), now_ms);
        }
        if let Some(wait) = heard.call_again {
            ctx.request_repaint_after(wait);
        }
    }

    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        let (pulse, due) = &self.options.pulse;
        pulse.beat();
        if let Some(due) = due {
            ctx.request_repaint_after(*due);
        }
        if let LaneView::SetUp(SetUp::Done { closes: true, .. }) = self.backend.view().lane {
            ctx.send_viewport_cmd(ViewportCommand::Close);
            return;
        }
        let rests = matches!(self.session.screen(), Screen::Scan | Screen::Attract);
        if rests && self.options.make_way.load(Ordering::Relaxed) {
            // Between two people in a queue nobody is in front of it either.
            let since = *self.rested_since.get_or_insert_with(|| ctx.time());
            if ctx.time() - since >= MAKES_WAY_S {
                ctx.send_viewport_cmd(ViewportCommand::Close);
                return;
            }
        } else {
            self.rested_since = None;
        }
        if !self.options.kiosk {
            return;
        }
        if ctx.input(|input| input.viewport().close_requested()) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        }
        self.whole_screen.fill(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        let now_ms = milliseconds(ctx.time());
        let view = self.backend.view();
        self.follow(&ctx, &view, now_ms);
        self.name_the_window(&ctx, &view);
        let chosen = CentralPanel::default()
            .frame(Frame::NONE.fill(colour::GLAZE))
            .show(ui, |ui| self.show(ui, &view, now_ms))
            .inner;
        self.film.after_frame();
        if let Some(action) = chosen {
            self.handle(Event::Chose(action), now_ms);
            // What was chosen shows in this very frame: what was drawn before it was known is thrown away.
            ctx.request_discard("something was chosen");
            ctx.request_repaint();
        }
        if self.options.hide_cursor {
            ctx.set_cursor_icon(CursorIcon::None);
        }
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        colour::GLAZE.to_normalized_gamma_f32()
    }
}

/// Whether somebody is there: a cursor that drifts by itself is nobody.
fn is_touch(event: &egui::Event) -> bool {
    matches!(
        event,
        egui::Event::PointerButton { .. }
            | egui::Event::Touch { .. }
            | egui::Event::Key { .. }
            | egui::Event::Text(_)
            | egui::Event::Ime(_)
            | egui::Event::MouseWheel { .. }
            | egui::Event::AccessKitActionRequest(_)
    )
}

fn is_zoom(event: &egui::Event) -> bool {
    match event {
        egui::Event::Zoom(_) | egui::Event::Rotate(_) => true,
        egui::Event::MouseWheel { modifiers, .. } => modifiers.ctrl || modifiers.command,
        _ => false,
    }
}

fn milliseconds(seconds: f64) -> u64 {
    (seconds.max(0.0) * 1000.0) as u64
}

#[cfg(test)]
mod tests;
