//! Kinds of products, told by the words of their names: what a visitor browses by who does not know what to search.

use std::sync::LazyLock;

use shared::catalogue::{Booth, Localized};
use unicode_normalization::UnicodeNormalization;

use super::word_list::listed;

/// A kind of product. A booth may show several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProductGroup {
    /// Pots and cups for tea and coffee.
    Tea,
    /// Bowls and plates.
    Tableware,
    /// Pots to cook in, jars to keep things in, bottles.
    Kitchen,
    /// Vases.
    Vases,
    /// Lamps, pictures, figures.
    Decoration,
    /// Tiles, basins, stools.
    House,
    /// For the altar; incense.
    Altar,
    /// Keepsakes, toys, jewellery.
    Gifts,
    /// Gold and silver leaf, lacquer.
    Gilding,
    /// Leather.
    Leather,
    /// Medicinal herbs, spices, herbal teas.
    Herbs,
    /// Flowers, plants, and what they grow in.
    Plants,
    /// What none of these words tells.
    Other,
}

impl ProductGroup {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 13] = [
        Self::Tea,
        Self::Tableware,
        Self::Kitchen,
        Self::Vases,
        Self::Decoration,
        Self::House,
        Self::Altar,
        Self::Gifts,
        Self::Gilding,
        Self::Leather,
        Self::Herbs,
        Self::Plants,
        Self::Other,
    ];

    /// The kinds of products that a booth shows; [`Self::Other`] alone where no word tells.
    #[must_use]
    pub fn of(booth: &Booth) -> Vec<Self> {
        let products = booth.products.iter().flat_map(Localized::all);
        let products: String = products.map(spaced).collect();
        let told = TELLING.iter().filter(|(words, _)| products.contains(words));
        let mut groups: Vec<Self> = told.map(|(_, group)| *group).collect();
        groups.dedup();
        if groups.is_empty() {
            groups.push(Self::Other);
        }
        groups
    }
}

/// The words that tell a kind of product, each with a space around it.
static TELLING: LazyLock<Vec<(String, ProductGroup)>> = LazyLock::new(|| {
    let groups = ProductGroup::ALL.into_iter();
    let telling = groups.flat_map(|group| {
        let words = listed(&format!("{group:?}"));
        words.map(move |words| (format!(" {words} "), group))
    });
    telling.collect()
});

/// A text in small letters with a space around every word.
fn spaced(text: &str) -> String {
    let small = text.nfc().flat_map(char::to_lowercase).collect::<String>();
    let in_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
    let words: Vec<&str> = small
        .split(|c| !in_word(c))
        .filter(|word| !word.is_empty())
        .collect();
    format!(" {} ", words.join(" "))
}

#[cfg(test)]
mod tests {
    use shared::catalogue::Catalogue;

    use super::*;

    fn exhibition() -> Catalogue {
        let json = include_str!("../../../../assets/exhibition/catalogue.json");
        Catalogue::from_json(json).unwrap()
    }

    fn groups(catalogue: &Catalogue, number: u16) -> Vec<ProductGroup> {
        let number = shared::ids::BoothNumber(number);
        ProductGroup::of(catalogue.booth(number).unwrap())
    }

    #[test]
    fn every_booth_of_the_exhibition_is_on_some_shelf_and_none_on_most() {
        let catalogue = exhibition();
        for booth in &catalogue.booths {
            let groups = groups(&catalogue, booth.number.0);
            println!("{} {groups:?}", booth.number);
            assert!(!groups.contains(&ProductGroup::Other), "{}", booth.number);
            assert!(groups.len() <= 4, "{} {groups:?}", booth.number);
        }
        for group in ProductGroup::ALL {
            let booths = catalogue.booths.iter().map(ProductGroup::of);
            let count = booths.filter(|groups| groups.contains(&group)).count();
            println!("{group:?}: {count}");
            assert!(group == ProductGroup::Other || count >= 3, "{group:?}");
        }
    }

    #[test]
    fn booths_stand_where_a_visitor_would_look() {
        use ProductGroup::{Altar, Herbs, Kitchen, Leather, Plants, Tea};
        let catalogue = exhibition();
        for (number, group) in [
            (1, Tea),
            (5, Altar),
            (7, Kitchen),
            (35, Tea),
            (58, Leather),
            (65, Herbs),
            (67, Altar),
            (73, Plants),
        ] {
            assert!(groups(&catalogue, number).contains(&group), "{number}");
        }
        assert!(!groups(&catalogue, 58).contains(&Tea));
    }

    #[test]
    fn a_word_is_whole_and_its_marks_count() {
        let mut booth = exhibition().booths.remove(0);
        for (product, group, there) in [
            ("Bất kỳ", ProductGroup::Tableware, false),
            ("Bowler hats", ProductGroup::Tableware, false),
            ("Bát canh, đĩa ăn", ProductGroup::Tableware, true),
            ("Widgets", ProductGroup::Other, true),
        ] {
            let text = [("vi".to_owned(), product.to_owned())].into();
            booth.products = vec![Localized(text)];
            assert_eq!(
                ProductGroup::of(&booth).contains(&group),
                there,
                "{product}"
            );
        }
    }
}
