//! Where a visitor's phone finds the server's public pages: kiosks write the addresses, the server reads them.

use std::fmt::Write;

use crate::catalogue::PlaceKind;
use crate::ids::BoothNumber;
use crate::route::{Destination, place_word};

/// A public page, and what it should know of who opens it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicLink<'a> {
    /// The page.
    pub page: PublicPage<'a>,
    /// Where they come from: the name of a stand on the plan, see [`Stand::name`](crate::catalogue::Stand::name).
    pub from: Option<&'a str>,
    /// The language they read: `en`.
    pub language: Option<&'a str>,
    /// Whether they want the way without a step.
    pub step_free: bool,
}

/// A page for visitors' phones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublicPage<'a> {
    /// All booths.
    Booths,
    /// A booth and the way there.
    Booth(BoothNumber),
    /// An area and the way there, by the catalogue's name of it.
    Area(&'a str),
    /// A place of the plan and the way there, by its name.
    Place(&'a str),
    /// The way to the nearest place of a kind.
    Nearest(PlaceKind),
    /// The demonstrations: what is on, what comes next.
    Programme,
}

/// The value of `steps` in an address that asks for the way without a step.
pub const NO_STEPS: &str = "no";

impl PublicLink<'_> {
    /// Returns the address without the server's: `/b/12?from=hall-a&lang=en&steps=no`.
    #[must_use]
    pub fn path(&self) -> String {
        let page = match self.page {
            PublicPage::Booths => "/b".to_owned(),
            PublicPage::Booth(number) => format!("/b/{number}"),
            PublicPage::Area(id) => format!("/b/area/{}", quoted(id)),
            PublicPage::Place(id) => format!("/b/place/{}", quoted(id)),
            PublicPage::Nearest(kind) => format!("/b/nearest/{}", place_word(kind)),
            PublicPage::Programme => "/b/programme".to_owned(),
        };
        let from = self.from.map(|from| format!("from={}", quoted(from)));
        let language = self.language.map(|language| format!("lang={language}"));
        let steps = self.step_free.then(|| format!("steps={NO_STEPS}"));
        let asked: Vec<String> = [from, language, steps].into_iter().flatten().collect();
        let mark = if asked.is_empty() { "" } else { "?" };
        format!("{page}{mark}{}", asked.join("&"))
    }
}

impl<'a> From<&'a Destination> for PublicPage<'a> {
    fn from(destination: &'a Destination) -> Self {
        match destination {
            Destination::Booth(number) => Self::Booth(*number),
            Destination::Area(id) => Self::Area(id),
            Destination::Place(id) => Self::Place(id),
            Destination::Nearest(kind) => Self::Nearest(*kind),
        }
    }
}

/// Returns a name as a part of an address: all that could end the part is written as its bytes.
fn quoted(name: &str) -> String {
    let mut quoted = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            quoted.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(quoted, "%{byte:02X}");
        }
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::amenity;

    const BARE: PublicLink<'_> = PublicLink {
        page: PublicPage::Booth(BoothNumber(12)),
        from: None,
        language: None,
        step_free: false,
    };

    #[test]
    fn address_says_only_what_is_known() {
        assert_eq!(BARE.path(), "/b/12");
        let whole = PublicLink {
            from: Some("hall-a"),
            language: Some("en"),
            step_free: true,
            ..BARE
        };
        assert_eq!(whole.path(), "/b/12?from=hall-a&lang=en&steps=no");
    }

    #[test]
    fn every_page_has_an_escaped_address() {
        let path = |page| PublicLink { page, ..BARE }.path();
        assert_eq!(path(PublicPage::Booths), "/b");
        assert_eq!(path(PublicPage::Programme), "/b/programme");
        assert_eq!(path(PublicPage::Area("hands-on")), "/b/area/hands-on");
        assert_eq!(path(PublicPage::Place("lift-upper")), "/b/place/lift-upper");
        for kind in PlaceKind::AMENITIES {
            let path = path(PublicPage::Nearest(kind));
            let word = path.strip_prefix("/b/nearest/").unwrap();
            assert_eq!(amenity(word), Some(kind));
        }
        let odd = "sân khấu/?a#b&\"";
        let quoted = "/b/area/s%C3%A2n%20kh%E1%BA%A5u%2F%3Fa%23b%26%22";
        assert_eq!(path(PublicPage::Area(odd)), quoted);
    }
}
