//! Finds booths for people who type without diacritics, with mistakes, in either language, or just a number.
//!
//! Pure: an [`Index`] is built once a catalogue, a search looks at every different word once and at no text again.

use std::collections::HashMap;

use shared::catalogue::{Booth, Catalogue, Localized};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The letters of a text without case, tones or other marks: `Gốm sứ Đông Dư` becomes `gom su dong du`.
/// Everything that is neither letter nor digit becomes a single space.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'đ' | 'Đ' => folded.push('d'),
            c if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// What a visitor typed, composed: the same letters however the keyboard made them.
#[must_use]
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// Words around a number or name that say nothing: "gian hàng số 12", "booth no. 12".
const FILLERS: [&str; 8] = [
    "gian", "hang", "so", "booth", "stand", "no", "number", "the",
];

/// Where a word stands, and how much a match there is worth.
const NAME: u32 = 8;
const PRODUCER: u32 = 6;
const VILLAGE: u32 = 5;
const PRODUCT: u32 = 5;
const DESCRIPTION: u32 = 1;

/// The booths of a catalogue, ready to be searched.
#[derive(Debug, Default)]
pub struct Index {
    /// Every different word with the booths it stands in and its worth there.
    words: Vec<(String, Vec<(usize, u32)>)>,
    booths: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    number: String,
    /// Name, producer, village and products without any spaces, for those who leave them out.
    unspaced: Vec<(String, u32)>,
}

impl Index {
    /// Reads a catalogue's booths.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        let mut words: HashMap<String, Vec<(usize, u32)>> = HashMap::new();
        let mut booths = Vec::with_capacity(catalogue.booths.len());
        for (place, booth) in catalogue.booths.iter().enumerate() {
            let mut unspaced = Vec::new();
            for (text, worth) in texts(catalogue, booth) {
                let folded = fold(text);
                for word in folded.split(' ').filter(|word| !word.is_empty()) {
                    let posts = words.entry(word.to_owned()).or_default();
                    match posts.last_mut() {
                        Some((at, best)) if *at == place => *best = worth.max(*best),
                        _ => posts.push((place, worth)),
                    }
                }
                if worth > DESCRIPTION {
                    unspaced.push((folded.replace(' ', ""), worth));
                }
            }
            booths.push(Entry {
                number: booth.number.to_string(),
                unspaced,
            });
        }
        let mut words: Vec<_> = words.into_iter().collect();
        words.sort();
        Self { words, booths }
    }

    /// The places in the catalogue's list of the booths that fit, the best first; all of them, in their order, when
    /// nothing was typed.
    #[must_use]
    pub fn find(&self, typed: &str) -> Vec<usize> {
        let folded = fold(typed);
        let all: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        if all.is_empty() {
            return (0..self.booths.len()).collect();
        }
        let telling: Vec<&str> = all
            .iter()
            .copied()
            .filter(|word| !FILLERS.contains(word))
            .collect();
        let wanted = if telling.is_empty() { &all } else { &telling };
        let mut scores = self.score(wanted);
        self.add_unspaced(&all.concat(), &mut scores);
        let mut found: Vec<usize> = (0..scores.len()).filter(|at| scores[*at] > 0).collect();
        found.sort_by_key(|at| (std::cmp::Reverse(scores[*at]), *at));
        found
    }

    /// For every booth the sum over the wanted words; 0 as soon as one of them fits nowhere.
    fn score(&self, wanted: &[&str]) -> Vec<u32> {
        let mut total = vec![0; self.booths.len()];
        for (count, word) in wanted.iter().enumerate() {
            let mut best = vec![0; self.booths.len()];
            // A word that stands in a text was not mistyped: what merely looks like it is another word.
            let known_word = self
                .words
                .binary_search_by(|(known, _)| known.as_str().cmp(word))
                .is_ok();
            for (known, posts) in &self.words {
                let likeness = likeness(word, known, !known_word);
                if likeness > 0 {
                    for (at, worth) in posts {
                        best[*at] = best[*at].max(likeness * worth);
                    }
                }
            }
            if word.bytes().all(|b| b.is_ascii_digit()) {
                let number = word.trim_start_matches('0');
                for (at, booth) in self.booths.iter().enumerate() {
                    if booth.number == number {
                        best[at] = 10_000;
                    } else if !number.is_empty() && booth.number.starts_with(number) {
                        best[at] = best[at].max(40);
                    }
                }
            }
            for (total, best) in total.iter_mut().zip(best) {
                let fits = best > 0 && (count == 0 || *total > 0);
                *total = if fits { *total + best } else { 0 };
            }
        }
        total
    }

    /// Puts those first that hold the whole search as it stands, with or without its spaces (`battrang`), or mistyped
    /// as a whole name: who types a village's name means the village and not a booth that has its words apart.
    fn add_unspaced(&self, typed: &str, scores: &mut [u32]) {
        if typed.chars().count() < 4 {
            return;
        }
        for (score, booth) in scores.iter_mut().zip(&self.booths) {
            for (text, worth) in &booth.unspaced {
                if text.contains(typed) || likeness(typed, text, true) > 0 {
                    *score = (*score).max(WHOLE + EXACT * worth);
                }
            }
        }
    }
}

/// More than two words can earn apart.
const WHOLE: u32 = 2 * EXACT * NAME;
const EXACT: u32 = 12;
const BEGINNING: u32 = 8;
const WITHIN: u32 = 4;

/// How much a typed word is like a known one: 0 for not at all.
fn likeness(typed: &str, known: &str, forgiving: bool) -> u32 {
    if typed == known {
        return EXACT;
    }
    let length = typed.chars().count();
    if known.starts_with(typed) {
        return BEGINNING;
    }
    if length >= 3 && known.contains(typed) {
        return WITHIN;
    }
    // Short Vietnamese syllables are all one letter apart: a mistake is forgiven from four letters on.
    let allowed = match length {
        _ if !forgiving => return 0,
        0..4 => return 0,
        4..8 => 1,
        _ => 2,
    };
    if typed.bytes().any(|b| b.is_ascii_digit()) || known.len().abs_diff(typed.len()) > 2 * allowed
    {
        return 0;
    }
    match strsim::osa_distance(typed, known) {
        1 if allowed >= 1 => 3,
        2 if allowed >= 2 => 1,
        _ => 0,
    }
}

/// The texts of a booth in all their languages, with their worth.
fn texts<'a>(
    catalogue: &'a Catalogue,
    booth: &'a Booth,
) -> impl Iterator<Item = (&'a str, u32)> + 'a {
    let village = catalogue.village(&booth.village);
    let worth = |text: &'a Localized, worth: u32| text.all().map(move |text| (text, worth));
    worth(&booth.name, NAME)
        .chain(worth(&booth.producer, PRODUCER))
        .chain(
            village
                .into_iter()
                .flat_map(move |village| worth(&village.name, VILLAGE)),
        )
        .chain(
            village
                .into_iter()
                .flat_map(move |village| worth(&village.craft, VILLAGE)),
        )
        .chain(
            booth
                .products
                .iter()
                .flat_map(move |product| worth(product, PRODUCT)),
        )
        .chain(worth(&booth.description, DESCRIPTION))
}

#[cfg(test)]
mod tests;
