//! The pages that a visitor of the hall reads.

mod attract;
mod booths;
mod demos;
mod destination;
mod emblem;
mod frame;
mod home;
mod life_cycle;
mod map;
mod nearest;
mod on_now;
mod phone_code;
mod stages;
mod stamps;
mod submission;
mod surface;
mod villages;
mod ways;

use egui::Ui;

use super::DrawContext;
use super::header::LanguageNames;
use crate::session::{Action, Page, Session};
use booths::BoothScreens;
use demos::DemoScreens;
use life_cycle::LifeCyclePage;
use villages::VillagePage;

pub(super) use booths::tile as booth_tile;
pub use booths::{BoothLine, BoothList};

/// The pages of the hall, with what each remembers of the present visitor.
#[derive(Debug, Default)]
pub struct HallScreens {
    names: LanguageNames,
    demos: DemoScreens,
    map: map::MapScreen,
    nearest: nearest::NearestPage,
    booths: BoothScreens,
    village: VillagePage,
    life_cycle: LifeCyclePage,
}

impl HallScreens {
    /// Draws what invites passers-by; `now_ms` is the window's clock, which moves the pictures on.
    pub fn attract(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        now_ms: u64,
    ) -> Option<Action> {
        attract::show(ui, context, &self.names, now_ms)
    }

    /// From the first page on, every other page begins at its top again.
    fn begin_anew(&mut self) {
        self.demos = DemoScreens::default();
        self.village = VillagePage::default();
        self.life_cycle = LifeCyclePage::default();
        self.booths.begin_anew();
    }

    /// Draws the page that is open.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        session: &Session,
        page: &Page,
    ) -> Option<Action> {
        match page {
            Page::Home => {
                self.begin_anew();
                home::show(ui, context, &self.names)
            }
            Page::Programme => self.demos.programme(ui, context, session, &self.names),
            Page::Artisan(id) => self.demos.artisan(ui, context, session, id, &self.names),
            Page::Session(id) => {
                let of = (id.as_str(), session.visit());
                self.demos.session(ui, context, of, &self.names)
            }
            Page::Map(goal) => self
                .map
                .show(ui, context, &self.names, session, goal.as_ref()),
            Page::Nearest => self.nearest.show(ui, context, &self.names, session),
            Page::Booths => self.booths.list(ui, context, &self.names, session),
            Page::Booth(number) => self.booths.page(ui, context, &self.names, session, *number),
            Page::Villages => villages::show(ui, context, &self.names),
            Page::Village(id) => self.village.show(ui, context, &self.names, session, id),
            Page::LifeCycle => self.life_cycle.show(ui, context, &self.names, session),
            Page::Network | Page::Contact(_) => submission::show(ui, context, &self.names, session),
            Page::Stamps => stamps::show(ui, context, &self.names, session),
        }
    }
}
