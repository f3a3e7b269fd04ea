//! The booths that are listed, put together once a change and not once a frame.

use std::sync::Arc;

use shared::catalogue::{Booth, Catalogue};
use shared::ids::{BoothNumber, VillageId};

use crate::i18n::Language;
use crate::search::Index;

/// The list, kept until catalogue, language, search or village change.
#[derive(Debug, Default)]
pub struct BoothList {
    index: Index,
    made_for: Option<MadeFor>,
    lines: Vec<BoothLine>,
    villages: Vec<(VillageId, String)>,
}

#[derive(Debug, Clone)]
struct MadeFor {
    catalogue: Arc<Catalogue>,
    language: Language,
    search: String,
    village: Option<VillageId>,
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
    /// Its products in one line.
    pub products: String,
    /// Whether it has a certificate.
    pub certificate: bool,
}

impl BoothLine {
    /// What a card says of a booth, in a language.
    #[must_use]
    pub fn new(catalogue: &Catalogue, booth: &Booth, language: Language) -> Self {
        let code = language.code();
        let products: Vec<&str> = booth
            .products
            .iter()
            .map(|product| product.get(code))
            .collect();
        Self {
            number: booth.number,
            name: booth.name.get(code).to_owned(),
            producer: booth.producer.get(code).to_owned(),
            village: catalogue
                .village(&booth.village)
                .map_or("", |village| village.name.get(code))
                .to_owned(),
            village_place: village_place(catalogue, &booth.village),
            products: products.join(" · "),
            certificate: booth.certificate,
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

impl BoothList {
    /// Makes the list anew if anything that it depends on has changed; answers whether it did.
    pub fn follow(
        &mut self,
        catalogue: &Arc<Catalogue>,
        language: Language,
        search: &str,
        village: Option<&VillageId>,
    ) -> bool {
        let same_catalogue = self
            .made_for
            .as_ref()
            .is_some_and(|made| Arc::ptr_eq(&made.catalogue, catalogue));
        let same = same_catalogue
            && self.made_for.as_ref().is_some_and(|made| {
                made.language == language
                    && made.search == search
                    && made.village.as_ref() == village
            });
        if same {
            return false;
        }
        if !same_catalogue {
            self.index = Index::new(catalogue);
        }
        self.lines = self
            .index
            .find(search)
            .into_iter()
            .filter_map(|place| catalogue.booths.get(place))
            .filter(|booth| village.is_none_or(|wanted| booth.village == *wanted))
            .map(|booth| BoothLine::new(catalogue, booth, language))
            .collect();
        self.villages = catalogue
            .villages
            .iter()
            .map(|village| {
                (
                    village.id.clone(),
                    village.name.get(language.code()).to_owned(),
                )
            })
            .collect();
        self.made_for = Some(MadeFor {
            catalogue: Arc::clone(catalogue),
            language,
            search: search.to_owned(),
            village: village.cloned(),
        });
        true
    }

    /// The booths that fit, the best first.
    #[must_use]
    pub fn lines(&self) -> &[BoothLine] {
        &self.lines
    }

    /// The villages to choose from, each with its name.
    #[must_use]
    pub fn villages(&self) -> &[(VillageId, String)] {
        &self.villages
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn the_list_is_made_anew_only_when_something_changed() {
        let catalogue = Arc::new(sample::catalogue(80));
        let mut list = BoothList::default();
        assert!(list.follow(&catalogue, Language::VIETNAMESE, "", None));
        assert_eq!(list.lines().len(), 80);
        assert!(!list.follow(&catalogue, Language::VIETNAMESE, "", None));
        assert!(list.follow(&catalogue, Language::ENGLISH, "", None));
        assert!(list.follow(&catalogue, Language::ENGLISH, "12", None));
        assert_eq!(list.lines()[0].number, BoothNumber(12));
        let again = Arc::new(sample::catalogue(3));
        assert!(list.follow(&again, Language::ENGLISH, "", None));
        assert_eq!(list.lines().len(), 3);
    }

    #[test]
    fn a_village_and_a_search_narrow_the_list_together() {
        let catalogue = Arc::new(sample::catalogue(80));
        let village: VillageId = "phu-dong".parse().unwrap();
        let mut list = BoothList::default();
        list.follow(&catalogue, Language::VIETNAMESE, "", Some(&village));
        assert!(!list.lines().is_empty());
        assert!(list.lines().iter().all(|line| line.village == "Phù Đổng"));
        list.follow(&catalogue, Language::VIETNAMESE, "thao moc", Some(&village));
        assert!(list.lines().is_empty());
    }
}
