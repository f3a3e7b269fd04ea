//! Finds booths, artisans, sessions, areas and amenities for people who type without diacritics, with mistakes, in either language, with
//! an input method that was off or on when it should not have been, or just a number.
//!
//! Pure: an [`Index`] is built once a catalogue. A search is read in every way it may have been meant (`readings`),
//! each of its words and pairs of neighbours is looked up among the different words of the catalogue (`dictionary`),
//! and what is found is weighed (`points`, `scoring`); the texts themselves are not looked at again.

mod dictionary;
mod groups;
mod points;
mod readings;
mod scoring;
mod sound;
mod subjects;
mod word_list;

pub use groups::ProductGroup;
pub use scoring::Hit;
pub use subjects::{SearchField, Subject};

use dictionary::Dictionary;
use readings::readings;
use shared::catalogue::Catalogue;
use shared::folding::{fold, says_enough_of_a_name};
use subjects::subjects;
use unicode_normalization::UnicodeNormalization;

/// What a catalogue holds, ready to be searched.
#[derive(Debug, Default)]
pub struct Index {
    subjects: Vec<Subject>,
    dictionary: Dictionary,
    /// What kinds of products each booth shows.
    shown: Vec<Vec<ProductGroup>>,
}

impl Index {
    /// Reads a catalogue.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        let mut index = Self {
            shown: catalogue.booths.iter().map(ProductGroup::of).collect(),
            ..Self::default()
        };
        for (at, (subject, texts)) in subjects(catalogue).into_iter().enumerate() {
            index.subjects.push(subject);
            index.dictionary.add(at, &texts);
        }
        index
    }

    /// Everything that fits, the best first; nothing when nothing was typed.
    ///
    /// What holds all the words of the search comes alone. Only when nothing does, what holds the most telling of them
    /// is there in its stead.
    #[must_use]
    pub fn hits(&self, typed: &str) -> Vec<Hit> {
        let readings = readings(typed, &self.dictionary);
        scoring::hits(&self.subjects, &self.dictionary, &readings)
    }

    /// Whether a booth, by its place in the catalogue's list, shows such products.
    #[must_use]
    pub fn shows(&self, booth: usize, group: ProductGroup) -> bool {
        let shown = self.shown.get(booth);
        shown.is_some_and(|groups| groups.contains(&group))
    }

    /// The places in the catalogue's list of the booths that fit, the best first; all of them, in their order, when
    /// nothing was typed.
    #[must_use]
    pub fn find(&self, typed: &str) -> Vec<usize> {
        if fold(typed).is_empty() {
            return (0..self.shown.len()).collect();
        }
        let hits = self.hits(typed).into_iter();
        hits.filter_map(|hit| match hit.subject {
            Subject::Booth(place) => Some(place),
            _ => None,
        })
        .collect()
    }
}

/// Returns whether staff can search for this: a number or a code of any length, or enough of a name.
#[must_use]
pub fn finds_tickets(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit()) || says_enough_of_a_name(text)
}

/// What a visitor typed, composed: the same letters however the keyboard made them.
#[must_use]
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

#[cfg(test)]
mod tests;
