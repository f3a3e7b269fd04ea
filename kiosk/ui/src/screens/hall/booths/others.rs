//! What a search finds beside booths: amenities, areas, sessions and artisans, each with the page it leads to.

use shared::catalogue::PlaceKind;
use shared::programme::Programme;
use shared::route::{Destination, place_sentence};
use texts::{Key, Language};

use crate::screens::DrawContext;
use crate::screens::icons::Icon;
use crate::search::{Hit, Subject};
use crate::session::Page;

/// More are not shown: the programme lists all sessions.
const MOST: usize = 8;

/// What is found, kept until search, catalogue or language change.
#[derive(Debug, Default)]
pub(super) struct OtherList {
    made_for: Option<(Vec<Hit>, Language)>,
    lines: Vec<OtherLine>,
}

/// Something that is found, as its card shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OtherLine {
    pub(super) sign: OtherSign,
    pub(super) title: String,
    pub(super) note: String,
    pub(super) page: Page,
    /// How well it fits.
    pub(super) score: u32,
}

/// What stands at the head of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OtherSign {
    Place(PlaceKind),
    Icon(Icon),
}

impl OtherList {
    /// Makes the list anew where other hits were found.
    pub(super) fn follow(&mut self, context: &DrawContext<'_>, hits: &[Hit]) {
        let language = context.texts.language();
        let same = |(of, in_language): &(Vec<Hit>, Language)| {
            of.as_slice() == hits && *in_language == language
        };
        if self.made_for.as_ref().is_some_and(same) {
            return;
        }
        self.made_for = Some((hits.to_vec(), language));
        self.lines.clear();
        for hit in hits {
            let line = line(context, hit);
            // One session of a title, the first that is still to come, stands for all of them.
            let known = |line: &OtherLine| self.lines.iter().any(|other| other.title == line.title);
            if let Some(line) = line.filter(|line| !known(line)) {
                self.lines.push(line);
            }
        }
        self.lines.truncate(MOST);
    }

    /// What is found, the best first.
    pub(super) fn lines(&self) -> &[OtherLine] {
        &self.lines
    }
}

/// The card of a hit; `None` for a booth, and for a session that is over.
fn line(context: &DrawContext<'_>, hit: &Hit) -> Option<OtherLine> {
    let (texts, language) = (context.texts, context.language());
    let catalogue = &context.view.catalogue;
    let (sign, title, note, page) = match hit.subject {
        Subject::Booth(_) => return None,
        Subject::Amenity(kind) => (
            OtherSign::Place(kind),
            texts.say(place_sentence(kind)),
            texts.say(Key::FoundAmenity),
            Page::Map(Some(Destination::Nearest(kind))),
        ),
        Subject::Area(place) => {
            let area = catalogue.areas.get(place)?;
            (
                OtherSign::Icon(Icon::Pin),
                area.name.get(language).to_owned(),
                texts.say(Key::FoundArea),
                Page::Map(Some(Destination::Area(area.id.clone()))),
            )
        }
        Subject::Artisan(place) => {
            let artisan = catalogue.artisans.get(place)?;
            (
                OtherSign::Icon(Icon::Person),
                artisan.name.get(language).to_owned(),
                format!(
                    "{} · {}",
                    texts.say(Key::FoundArtisan),
                    artisan.craft.get(language)
                ),
                Page::Artisan(artisan.id.clone()),
            )
        }
        Subject::Session(place) => {
            let session = catalogue.sessions.get(place)?;
            let programme = Programme::new(catalogue);
            let mut to_come = programme
                .slots()
                .iter()
                .filter(|slot| slot.ends > context.now);
            let slot = to_come.find(|slot| {
                let same = catalogue.sessions.get(slot.session);
                same.is_some_and(|same| same.title == session.title)
            })?;
            let starts = catalogue.calendar().zone.local(slot.starts);
            let when = texts.time(starts, context.local().date);
            (
                OtherSign::Icon(Icon::Wheel),
                session.title.get(language).to_owned(),
                texts.say_with(Key::FoundSession, [("when", when.into())]),
                Page::Session(catalogue.sessions.get(slot.session)?.id.clone()),
            )
        }
    };
    Some(OtherLine {
        sign,
        title,
        note,
        page,
        score: hit.score,
    })
}
