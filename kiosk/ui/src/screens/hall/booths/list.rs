//! The booths that are listed, put together once a change and not once a frame.

use std::sync::Arc;

use shared::catalogue::{Booth, Catalogue, Picture};
use shared::folding::fold;
use shared::ids::{BoothNumber, VillageId};
use texts::Language;

use crate::screens::hall::stages;
use crate::search::{Hit, Index, Subject};
use crate::session::Only;

/// The list, kept until catalogue, language, search or choice change.
#[derive(Debug, Default)]
pub struct BoothList {
    made_for: Option<MadeFor>,
    lines: Vec<BoothLine>,
    /// What the search found beside booths, the best first.
    others: Vec<Hit>,
    /// How well the best booth fits the search.
    best: u32,
}

#[derive(Debug, Clone)]
struct MadeFor {
    catalogue: Arc<Catalogue>,
    index: Option<Arc<Index>>,
    language: Language,
    search: String,
    only: Option<Only>,
}

/// What a card in the list says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoothLine {
    /// The booth's number on the plan.
    pub number: BoothNumber,
    /// Its name.
    pub name: String,
    /// Who holds it.
    pub producer: String,
    /// The village's name.
    pub village: String,
    /// The village's place in the catalogue, which decides the colour of the tile.
    pub village_place: usize,
    /// Its products.
    pub products: Vec<String>,
    /// Whether it has a certificate.
    pub certificate: bool,
    /// Its first picture.
    pub picture: Option<Picture>,
}

impl BoothLine {
    /// What a card says of a booth, in a language.
    #[must_use]
    pub fn new(catalogue: &Catalogue, booth: &Booth, language: Language) -> Self {
        let code = language.code();
        let products = booth.products.iter();
        Self {
            number: booth.number,
            name: booth.name.get(code).to_owned(),
            producer: booth.producer.get(code).to_owned(),
            village: catalogue
                .village(&booth.village)
                .map_or("", |village| village.name.get(code))
                .to_owned(),
            village_place: village_place(catalogue, &booth.village),
            products: products.map(|one| one.get(code).to_owned()).collect(),
            certificate: booth.certificate,
            picture: booth.pictures.first().cloned(),
        }
    }
}

/// A village's place in the catalogue.
pub(crate) fn village_place(catalogue: &Catalogue, id: &VillageId) -> usize {
    catalogue
        .villages
        .iter()
        .position(|village| village.id == *id)
        .unwrap_or_default()
}

/// Whether a booth, at its place in the catalogue, is one of those that are wanted. Without an index nobody knows yet
/// who shows what.
pub(super) fn holds(only: &Only, index: Option<&Arc<Index>>, place: usize, booth: &Booth) -> bool {
    match only {
        Only::Village(village) => booth.village == *village,
        Only::Product(group) => index.is_none_or(|index| index.shows(place, *group)),
        Only::Practice(stage) => stages::practised(booth, *stage),
    }
}

impl BoothList {
    /// Makes the list anew if anything that it depends on has changed; answers whether it is another list now. Without an index, which
    /// takes a moment to make of a large catalogue, all booths are listed whatever is searched for.
    pub fn follow(
        &mut self,
        catalogue: &Arc<Catalogue>,
        index: Option<&Arc<Index>>,
        language: Language,
        (search, only): (&str, Option<&Only>),
    ) -> bool {
        let same = self.made_for.as_ref().is_some_and(|made| {
            Arc::ptr_eq(&made.catalogue, catalogue)
                && made.index.as_ref().map(Arc::as_ptr) == index.map(Arc::as_ptr)
                && made.language == language
                && made.search == search
                && made.only.as_ref() == only
        });
        if same {
            return false;
        }
        let hits = index.map_or(Vec::new(), |index| index.hits(search));
        let booth = |hit: &Hit| match hit.subject {
            Subject::Booth(place) => Some(place),
            _ => None,
        };
        let searched = index.is_some() && !fold(search).is_empty();
        let places: Vec<usize> = if searched {
            hits.iter().filter_map(booth).collect()
        } else {
            (0..catalogue.booths.len()).collect()
        };
        let mut booths = hits.iter().filter(|hit| booth(hit).is_some());
        self.best = booths.next().map_or(0, |hit| hit.score);
        // A village or a kind of product is asked of booths only.
        let others = hits
            .iter()
            .filter(|hit| booth(hit).is_none() && only.is_none());
        let others: Vec<Hit> = others.copied().collect();
        let lines: Vec<BoothLine> = places
            .into_iter()
            .filter_map(|place| Some((place, catalogue.booths.get(place)?)))
            .filter(|(place, booth)| only.is_none_or(|only| holds(only, index, *place, booth)))
            .map(|(_, booth)| BoothLine::new(catalogue, booth, language))
            .collect();
        self.made_for = Some(MadeFor {
            catalogue: Arc::clone(catalogue),
            index: index.cloned(),
            language,
            search: search.to_owned(),
            only: only.cloned(),
        });
        // An index that comes a moment later changes nothing for a visitor who only reads the list.
        let other = self.lines != lines || self.others != others;
        (self.lines, self.others) = (lines, others);
        other
    }

    /// The booths that fit, the best first.
    #[must_use]
    pub fn lines(&self) -> &[BoothLine] {
        &self.lines
    }

    /// What the search found beside booths, the best first.
    pub(super) fn others(&self) -> &[Hit] {
        &self.others
    }

    /// How well the best booth fits the search.
    pub(super) fn best(&self) -> u32 {
        self.best
    }

    /// The booths before and after one in the list, for those who leaf through it.
    #[must_use]
    pub fn neighbours(&self, number: BoothNumber) -> [Option<BoothNumber>; 2] {
        let at = self.lines.iter().position(|line| line.number == number);
        let Some(at) = at else {
            return [None, None];
        };
        let before = at.checked_sub(1).and_then(|at| self.lines.get(at));
        let after = self.lines.get(at + 1);
        [before, after].map(|line| line.map(|line| line.number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    const VI: Language = Language::VIETNAMESE;

    fn indexed(booths: u16) -> (Arc<Catalogue>, Arc<Index>) {
        let catalogue = sample::catalogue(booths);
        let index = Index::new(&catalogue);
        (Arc::new(catalogue), Arc::new(index))
    }

    #[test]
    fn the_list_is_made_anew_only_when_something_changed() {
        let (catalogue, index) = indexed(80);
        let index = Some(&index);
        let mut list = BoothList::default();
        assert!(list.follow(&catalogue, index, VI, ("", None)));
        assert_eq!(list.lines().len(), 80);
        assert!(!list.follow(&catalogue, index, VI, ("", None)));
        assert!(list.follow(&catalogue, index, Language::ENGLISH, ("", None)));
        assert!(list.follow(&catalogue, index, Language::ENGLISH, ("12", None)));
        assert_eq!(list.lines()[0].number, BoothNumber(12));
        let (again, index) = indexed(3);
        assert!(list.follow(&again, Some(&index), Language::ENGLISH, ("", None)));
        assert_eq!(list.lines().len(), 3);
    }

    #[test]
    fn while_there_is_no_index_all_booths_are_there() {
        let (catalogue, index) = indexed(80);
        let mut list = BoothList::default();
        list.follow(&catalogue, None, VI, ("hoa giay", None));
        assert_eq!(list.lines().len(), 80);
        assert!(list.follow(&catalogue, Some(&index), VI, ("hoa giay", None)));
        assert!(list.lines().len() < 80);
    }

    #[test]
    fn a_choice_and_a_search_narrow_the_list_together() {
        let (catalogue, index) = indexed(80);
        let village = Only::Village("phu-dong".parse().unwrap());
        let mut list = BoothList::default();
        list.follow(&catalogue, Some(&index), VI, ("", Some(&village)));
        assert!(!list.lines().is_empty());
        assert!(list.lines().iter().all(|line| line.village == "Phù Đổng"));
        list.follow(&catalogue, Some(&index), VI, ("thao moc", Some(&village)));
        assert!(list.lines().is_empty());
    }

    #[test]
    fn a_booth_has_its_neighbours_of_the_list_and_not_of_the_plan() {
        let (catalogue, index) = indexed(80);
        let village = Only::Village("kim-lan".parse().unwrap());
        let mut list = BoothList::default();
        list.follow(&catalogue, Some(&index), VI, ("", Some(&village)));
        let number = |number| Some(BoothNumber(number));
        assert_eq!(list.neighbours(BoothNumber(12)), [number(6), number(18)]);
        assert_eq!(list.neighbours(BoothNumber(6)), [None, number(12)]);
        assert_eq!(list.neighbours(BoothNumber(7)), [None, None]);
    }
}
