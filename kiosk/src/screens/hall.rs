//! The pages that a visitor of the hall reads.

mod attract;
mod demos;
mod frame;
mod home;
mod map;
mod on_now;
mod phone_code;
mod scrolled;

use egui::Ui;

use super::Glance;
use super::booth::BoothScreen;
use super::booths::BoothsScreen;
use super::header::LanguageNames;
use crate::session::{Action, Page, Session};
use demos::DemoScreens;

/// The pages of the hall, with what each remembers of the present visitor.
#[derive(Debug, Default)]
pub struct HallScreens {
    names: LanguageNames,
    booths: BoothsScreen,
    booth: BoothScreen,
    demos: DemoScreens,
    map: map::MapScreen,
}

impl HallScreens {
    /// Draws what invites whoever passes by; `now_ms` is the window's clock, which moves the pictures on.
    pub fn attract(&mut self, ui: &mut Ui, glance: &Glance<'_>, now_ms: u64) -> Option<Action> {
        attract::show(ui, glance, &self.names, now_ms)
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
            Page::Programme => self.demos.programme(ui, glance, session, &self.names),
            Page::Artisan(id) => self.demos.artisan(ui, glance, session, id, &self.names),
            Page::Session(id) => self.demos.session(ui, glance, id, &self.names),
            Page::Map(goal) => self.map.show(ui, glance, &self.names, session, *goal),
            Page::Villages | Page::Village(_) | Page::Network | Page::Stamps => Some(Action::Back),
        }
    }
}
