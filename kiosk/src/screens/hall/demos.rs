//! The demonstrations: the day's programme, one session with its places, one artisan with the steps of their craft.

mod artisan;
mod facts;
mod line;
mod places_card;
mod places_said;
mod programme;
mod session;
mod slideshow;
mod timeline;
mod video_card;
mod video_controls;

use egui::{Rect, Ui};

use super::super::Glance;
use super::super::controls::corner;
use super::super::header::LanguageNames;
use super::scrolled::Scrolled;
use crate::session::{Action, Session};
use crate::theme::{Metrics, colour};

/// The pages of the demonstrations, with how far the present visitor has scrolled each.
#[derive(Debug, Default)]
pub(super) struct DemoScreens {
    visit: u64,
    programme: Scrolled,
    session: Scrolled,
    artisan: Scrolled,
}

impl DemoScreens {
    /// Forgets how far the visitor before has scrolled.
    pub(super) fn visited_by(&mut self, visit: u64) {
        if self.visit != visit {
            *self = Self {
                visit,
                ..Self::default()
            };
        }
    }

    /// The programme of a day.
    pub(super) fn programme(
        &mut self,
        ui: &mut Ui,
        glance: &Glance<'_>,
        session: &Session,
        names: &LanguageNames,
    ) -> Option<Action> {
        programme::show(ui, glance, session, names, &mut self.programme)
    }

    /// One demonstration.
    pub(super) fn session(
        &mut self,
        ui: &mut Ui,
        glance: &Glance<'_>,
        id: &str,
        names: &LanguageNames,
    ) -> Option<Action> {
        session::show(ui, glance, id, names, &mut self.session)
    }

    /// One artisan.
    pub(super) fn artisan(
        &mut self,
        ui: &mut Ui,
        glance: &Glance<'_>,
        session: &Session,
        id: &str,
        names: &LanguageNames,
    ) -> Option<Action> {
        artisan::show(ui, glance, session, id, names, &mut self.artisan)
    }
}

/// Shows along a track which part of a page is seen: both as parts of the whole.
pub(super) fn thumb(ui: &Ui, m: &Metrics, track: Rect, from: f32, part: f32) {
    let round = corner(m, 0.6);
    ui.painter().rect_filled(track, round, colour::CRAZE);
    let top = track.top() + track.height() * from;
    let seen = track
        .with_min_y(top)
        .with_max_y((top + track.height() * part).min(track.bottom()));
    ui.painter().rect_filled(seen, round, colour::COBALT_THIN);
}
