//! The demonstrations: the day's programme, one session with its seats, one artisan with the steps of their craft.

mod artisan;
mod facts;
mod line;
mod programme;
mod seat_texts;
mod seats_card;
mod session;
mod slideshow;
mod timeline;
mod video_card;
mod video_controls;

use egui::Ui;

use super::super::DrawContext;
use super::super::header::LanguageNames;
use super::super::scroll::Scroll;
use crate::session::{Action, Session};

/// The pages of the demonstrations, with how far the present visitor has scrolled each.
#[derive(Debug, Default)]
pub(super) struct DemoScreens {
    programme: Scroll,
    session: Scroll,
    artisan: Scroll,
}

impl DemoScreens {
    /// The programme of a day.
    pub(super) fn programme(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        session: &Session,
        names: &LanguageNames,
    ) -> Option<Action> {
        programme::show(ui, context, session, names, &mut self.programme)
    }

    /// One demonstration.
    pub(super) fn session(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        (id, visit): (&str, u64),
        names: &LanguageNames,
    ) -> Option<Action> {
        session::show(ui, context, (id, visit), names, &mut self.session)
    }

    /// One artisan.
    pub(super) fn artisan(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        session: &Session,
        id: &str,
        names: &LanguageNames,
    ) -> Option<Action> {
        artisan::show(ui, context, session, id, names, &mut self.artisan)
    }
}
