//! The pages that a visitor of the hall reads.

mod attract;
mod frame;
mod home;
mod map;
mod phone_code;

use egui::Ui;

use super::Glance;
use super::booth::BoothScreen;
use super::booths::BoothsScreen;
use super::header::LanguageNames;
use crate::session::{Action, Page, Session};

/// The pages of the hall, with what each remembers of the present visitor.
#[derive(Debug, Default)]
pub struct HallScreens {
    names: LanguageNames,
    booths: BoothsScreen,
    booth: BoothScreen,
    map: map::MapScreen,
}

impl HallScreens {
    /// Draws what invites whoever passes by.
    pub fn attract(&mut self, ui: &mut Ui, glance: &Glance<'_>) -> Option<Action> {
        attract::show(ui, glance, &self.names)
    }

    /// Draws the page that is open.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        glance: &Glance<'_>,
        session: &Session,
        page: &Page,
    ) -> Option<Action> {
        match page {
            Page::Home => home::show(ui, glance, &self.names),
            Page::Booths => self.booths.show(ui, glance, session),
            Page::Booth(number) => self.booth.show(ui, glance, *number),
            Page::Map(goal) => self.map.show(ui, glance, &self.names, session, *goal),
            Page::Programme
            | Page::Artisan(_)
            | Page::Session(_)
            | Page::Villages
            | Page::Village(_)
            | Page::Network
            | Page::Stamps => Some(Action::Back),
        }
    }
}
