//! What can be found, and where its words stand.

use shared::catalogue::{Artisan, Booth, Catalogue, Localized, PlaceKind, Plan, Session};
use shared::ids::VillageId;
use shared::route::place_word;

use super::word_list::listed;

/// What a hit is, by its place in the catalogue's own list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A booth, by its place in [`Catalogue::booths`].
    Booth(usize),
    /// An artisan, by their place in [`Catalogue::artisans`].
    Artisan(usize),
    /// A session, by its place in [`Catalogue::sessions`].
    Session(usize),
    /// An area, by its place in [`Catalogue::areas`].
    Area(usize),
    /// The nearest place of a kind.
    Amenity(PlaceKind),
}

/// Where a word stands. A match is worth the more, the further down this list it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SearchField {
    /// In the description, or in an artisan's story.
    Description,
    /// In what is done for sustainability.
    Practice,
    /// Among the products, or the steps of a craft.
    Product,
    /// In the village's name or craft.
    Village,
    /// In the producer's name, or the artisan's of a session.
    Producer,
    /// In its own name or title.
    Name,
    /// It is the booth's number.
    Number,
}

impl SearchField {
    /// What a match is worth there.
    pub(super) fn worth(self) -> u32 {
        match self {
            Self::Description => 1,
            Self::Practice => 3,
            Self::Product | Self::Village => 5,
            Self::Producer => 6,
            Self::Name => 8,
            Self::Number => 100,
        }
    }
}

/// A text of a subject in one language.
pub(super) type Text = (SearchField, String);

/// Everything that can be found in a catalogue, with its texts in all their languages.
pub(super) fn subjects(catalogue: &Catalogue) -> Vec<(Subject, Vec<Text>)> {
    let booths = catalogue.booths.iter().enumerate();
    let artisans = catalogue.artisans.iter().enumerate();
    let sessions = catalogue.sessions.iter().enumerate();
    let areas = catalogue.areas.iter().enumerate();
    let plan = catalogue.plan.as_ref();
    let amenities = plan.into_iter().flat_map(Plan::amenities);
    booths
        .map(|(at, booth)| (Subject::Booth(at), of_booth(catalogue, booth)))
        .chain(artisans.map(|(at, one)| (Subject::Artisan(at), of_artisan(catalogue, one))))
        .chain(sessions.map(|(at, one)| (Subject::Session(at), of_session(catalogue, one))))
        .chain(areas.map(|(at, area)| {
            let texts = in_all_languages([(SearchField::Name, vec![&area.name])]);
            (Subject::Area(at), texts)
        }))
        .chain(amenities.map(|kind| {
            let names = listed(place_word(kind));
            let name = |name: &str| (SearchField::Name, name.to_owned());
            (Subject::Amenity(kind), names.map(name).collect())
        }))
        .collect()
}

fn of_booth(catalogue: &Catalogue, booth: &Booth) -> Vec<Text> {
    let practices = booth.practices.iter().map(|practice| &practice.text);
    let mut texts = in_all_languages([
        (SearchField::Name, vec![&booth.name]),
        (SearchField::Producer, vec![&booth.producer]),
        (SearchField::Village, of_village(catalogue, &booth.village)),
        (SearchField::Product, booth.products.iter().collect()),
        (SearchField::Practice, practices.collect()),
        (SearchField::Description, vec![&booth.description]),
    ]);
    texts.push((SearchField::Number, booth.number.to_string()));
    texts
}

fn of_artisan(catalogue: &Catalogue, artisan: &Artisan) -> Vec<Text> {
    let steps = artisan.steps.iter().map(|step| &step.title);
    let village = of_village(catalogue, &artisan.village);
    in_all_languages([
        (SearchField::Name, vec![&artisan.name, &artisan.craft]),
        (SearchField::Village, village),
        (SearchField::Product, steps.collect()),
        (SearchField::Description, vec![&artisan.story]),
    ])
}

fn of_session(catalogue: &Catalogue, session: &Session) -> Vec<Text> {
    let mut texts = in_all_languages([(SearchField::Name, vec![&session.title])]);
    let mut artisans = catalogue.artisans.iter();
    if let Some(artisan) = artisans.find(|artisan| artisan.id == session.artisan) {
        let village = of_village(catalogue, &artisan.village).into_iter().take(1);
        texts.extend(in_all_languages([
            (SearchField::Producer, vec![&artisan.name]),
            (SearchField::Product, vec![&artisan.craft]),
            (SearchField::Village, village.collect()),
        ]));
    }
    texts
}

/// A village's name and craft.
fn of_village<'a>(catalogue: &'a Catalogue, id: &VillageId) -> Vec<&'a Localized> {
    let village = catalogue.village(id).into_iter();
    village.flat_map(|it| [&it.name, &it.craft]).collect()
}

fn in_all_languages<const N: usize>(fields: [(SearchField, Vec<&Localized>); N]) -> Vec<Text> {
    let texts = fields.into_iter().flat_map(|(field, texts)| {
        let all = texts.into_iter().flat_map(Localized::all);
        all.map(move |text| (field, text.to_owned()))
    });
    texts.collect()
}
