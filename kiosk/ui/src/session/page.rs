//! A visitor's way through the pages of the hall, and back the way they came.

use shared::ids::{BoothNumber, VillageId};
use shared::route::Destination;

/// A page that a visitor reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// What there is to see, in a few large tiles.
    Home,
    /// The list of booths.
    Booths,
    /// One booth.
    Booth(BoothNumber),
    /// The floor plan, with the way to a booth or an area where one is asked for.
    Map(Option<Destination>),
    /// The amenities, with how far the nearest of each is.
    Nearest,
    /// The demonstrations of a day.
    Programme,
    /// One artisan, by the catalogue's name.
    Artisan(String),
    /// One demonstration, by the catalogue's name.
    Session(String),
    /// The craft villages.
    Villages,
    /// One village.
    Village(VillageId),
    /// What sustainable production means at each stage of a product's life.
    LifeCycle,
    /// Joining the network.
    Network,
    /// Being contacted by the exhibitor of a booth.
    Contact(BoothNumber),
    /// The stamp card.
    Stamps,
}

/// The pages a visitor has come through; the last is the one they see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Trail(Vec<Page>);

/// As many pages back as anyone remembers.
const LONGEST: usize = 20;

impl Trail {
    /// The page that is open, if any.
    pub(super) fn page(&self) -> Option<&Page> {
        self.0.last()
    }

    /// Opens a page. Revisiting a page truncates the back stack to it.
    pub(super) fn go(&mut self, page: Page) {
        if let Some(seen) = self.0.iter().position(|on_trail| *on_trail == page) {
            self.0.truncate(seen);
        } else if self.0.len() >= LONGEST {
            self.0.remove(1);
        }
        self.0.push(page);
    }

    /// Goes back by a page; from the first one out of the hall.
    pub(super) fn back(&mut self) {
        self.0.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visitor_goes_back_the_way_they_came() {
        let mut trail = Trail::default();
        let way = [Page::Home, Page::Booths, Page::Booth(BoothNumber(7))];
        for page in way.clone() {
            trail.go(page);
        }
        for page in way.iter().rev() {
            assert_eq!(trail.page(), Some(page));
            trail.back();
        }
        assert_eq!(trail.page(), None);
        trail.back();
        assert_eq!(trail.page(), None);
    }

    #[test]
    fn a_page_seen_before_is_no_longer_way() {
        let mut trail = Trail::default();
        for page in [Page::Home, Page::Booths, Page::Programme, Page::Booths] {
            trail.go(page);
        }
        trail.back();
        assert_eq!(trail.page(), Some(&Page::Home));
    }

    #[test]
    fn a_long_walk_keeps_its_beginning_and_its_end() {
        let mut trail = Trail::default();
        trail.go(Page::Home);
        for number in 1..=200 {
            trail.go(Page::Booth(BoothNumber(number)));
        }
        assert_eq!(trail.0.len(), LONGEST);
        assert_eq!(trail.0[0], Page::Home);
        assert_eq!(trail.page(), Some(&Page::Booth(BoothNumber(200))));
    }
}
