//! What can be found, and where its words stand.

use std::borrow::Cow;

use shared::catalogue::{Area, Artisan, Booth, Catalogue, Localized, PlaceKind, Plan, Session};

use super::amenities;

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
pub(super) type Text<'a> = (SearchField, Cow<'a, str>);

/// Everything that can be found in a catalogue, with its texts in all their languages.
pub(super) fn subjects(catalogue: &Catalogue) -> impl Iterator<Item = (Subject, Vec<Text<'_>>)> {
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
        .chain(areas.map(|(at, one)| (Subject::Area(at), of_area(one))))
        .chain(amenities.map(|kind| (Subject::Amenity(kind), of_amenity(kind))))
}

fn of_booth<'a>(catalogue: &'a Catalogue, booth: &'a Booth) -> Vec<Text<'a>> {
    let mut texts = vec![(SearchField::Number, Cow::Owned(booth.number.to_string()))];
    add(&mut texts, SearchField::Name, [&booth.name]);
    add(&mut texts, SearchField::Producer, [&booth.producer]);
    if let Some(village) = catalogue.village(&booth.village) {
        add(
            &mut texts,
            SearchField::Village,
            [&village.name, &village.craft],
        );
    }
    add(&mut texts, SearchField::Product, &booth.products);
    let practices = booth.practices.iter().map(|practice| &practice.text);
    add(&mut texts, SearchField::Practice, practices);
    add(&mut texts, SearchField::Description, [&booth.description]);
    texts
}

fn of_artisan<'a>(catalogue: &'a Catalogue, artisan: &'a Artisan) -> Vec<Text<'a>> {
    let mut texts = Vec::new();
    add(
        &mut texts,
        SearchField::Name,
        [&artisan.name, &artisan.craft],
    );
    if let Some(village) = catalogue.village(&artisan.village) {
        add(
            &mut texts,
            SearchField::Village,
            [&village.name, &village.craft],
        );
    }
    let steps = artisan.steps.iter().map(|step| &step.title);
    add(&mut texts, SearchField::Product, steps);
    add(&mut texts, SearchField::Description, [&artisan.story]);
    texts
}

fn of_session<'a>(catalogue: &'a Catalogue, session: &'a Session) -> Vec<Text<'a>> {
    let mut texts = Vec::new();
    add(&mut texts, SearchField::Name, [&session.title]);
    let mut artisans = catalogue.artisans.iter();
    if let Some(artisan) = artisans.find(|artisan| artisan.id == session.artisan) {
        add(&mut texts, SearchField::Producer, [&artisan.name]);
        add(&mut texts, SearchField::Product, [&artisan.craft]);
        if let Some(village) = catalogue.village(&artisan.village) {
            add(&mut texts, SearchField::Village, [&village.name]);
        }
    }
    texts
}

fn of_area(area: &Area) -> Vec<Text<'_>> {
    let mut texts = Vec::new();
    add(&mut texts, SearchField::Name, [&area.name]);
    texts
}

fn of_amenity(kind: PlaceKind) -> Vec<Text<'static>> {
    let names = amenities::names(kind);
    names
        .map(|name| (SearchField::Name, Cow::Borrowed(name)))
        .collect()
}

fn add<'a>(
    texts: &mut Vec<Text<'a>>,
    field: SearchField,
    from: impl IntoIterator<Item = &'a Localized>,
) {
    let all = from.into_iter().flat_map(Localized::all);
    texts.extend(all.map(|text| (field, Cow::Borrowed(text))));
}
