//! Every different word of the catalogue, with where it stands; neighbours in a name are there as one word, too.

use std::collections::HashMap;

use shared::folding::{FoldedWord, folded_words};

use super::sound::{sound, stem};
use super::subjects::{SearchField, Text};

/// Where a word stands: in which subject, and in the worthiest of its fields that hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Post {
    pub(super) subject: u32,
    pub(super) field: SearchField,
}

/// All that is spelled alike without marks.
#[derive(Debug)]
pub(super) struct Entry {
    /// Without marks.
    pub(super) plain: String,
    /// Whether it stands somewhere as one word, and not only as two neighbours.
    pub(super) is_word: bool,
    /// With marks, each with where it stands in this spelling, by subject.
    pub(super) forms: Vec<(String, Vec<Post>)>,
}

/// The words, in alphabetical order.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    pub(super) entries: Vec<Entry>,
    /// The places of the words of every length, with the letters in each: a search for mistyped words reads these only.
    by_length: Vec<Vec<(u32, u32)>>,
    by_sound: HashMap<String, Vec<u32>>,
    by_stem: HashMap<String, Vec<u32>>,
}

/// Longer words are looked up as they are only.
pub(super) const LONGEST: usize = 32;

/// Collects words for a dictionary.
#[derive(Debug, Default)]
pub(super) struct Collector {
    words: HashMap<FoldedWord, (bool, Vec<Post>)>,
    sounds: HashMap<String, String>,
}

impl Collector {
    /// Takes in the texts of a subject; subjects come in ascending order.
    pub(super) fn add(&mut self, subject: u32, texts: &[Text<'_>]) {
        for (field, text) in texts {
            let mut before: Option<FoldedWord> = None;
            for word in folded_words(text) {
                // In running text neighbours mean little, and there are many of them.
                if let Some(before) = before.filter(|_| *field > SearchField::Description) {
                    let pair = before.joined(&word);
                    if !self.sounds.contains_key(&pair.plain) {
                        let heard = [sound(&before.plain), sound(&word.plain)].concat();
                        self.sounds.insert(pair.plain.clone(), heard);
                    }
                    self.post(pair, subject, *field, false);
                }
                self.post(word.clone(), subject, *field, true);
                before = Some(word);
            }
        }
    }

    fn post(&mut self, word: FoldedWord, subject: u32, field: SearchField, is_word: bool) {
        let (known, posts) = self.words.entry(word).or_default();
        *known |= is_word;
        match posts.last_mut() {
            Some(last) if last.subject == subject => last.field = last.field.max(field),
            _ => posts.push(Post { subject, field }),
        }
    }

    /// The dictionary of what was collected.
    pub(super) fn finish(self) -> Dictionary {
        let mut words: Vec<_> = self.words.into_iter().collect();
        words.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let mut dictionary = Dictionary::default();
        for (word, (is_word, posts)) in words {
            let form = (word.marked, posts);
            match dictionary.entries.last_mut() {
                Some(last) if last.plain == word.plain => {
                    last.is_word |= is_word;
                    last.forms.push(form);
                }
                _ => dictionary.entries.push(Entry {
                    plain: word.plain,
                    is_word,
                    forms: vec![form],
                }),
            }
        }
        dictionary.by_length = vec![Vec::new(); LONGEST + 1];
        for (at, entry) in dictionary.entries.iter().enumerate() {
            let at = at as u32;
            let length = entry.plain.chars().count();
            if let Some(all) = dictionary.by_length.get_mut(length) {
                all.push((letters(&entry.plain), at));
            }
            if entry.is_word {
                let stem = stem(&entry.plain).to_owned();
                dictionary.by_stem.entry(stem).or_default().push(at);
            }
            let pair = self.sounds.get(&entry.plain).cloned();
            let heard = pair.unwrap_or_else(|| sound(&entry.plain));
            dictionary.by_sound.entry(heard).or_default().push(at);
        }
        dictionary
    }
}

impl Dictionary {
    /// The word with this spelling, marks aside.
    pub(super) fn exact(&self, plain: &str) -> Option<&Entry> {
        let at = self
            .entries
            .binary_search_by(|e| e.plain.as_str().cmp(plain));
        self.entries.get(at.ok()?)
    }

    /// Whether this very word stands in a text, its marks, where there are any, included.
    pub(super) fn knows(&self, word: &FoldedWord) -> bool {
        let entry = self.exact(&word.plain).filter(|entry| entry.is_word);
        entry.is_some_and(|entry| {
            let mut forms = entry.forms.iter();
            !word.has_marks() || forms.any(|(marked, _)| *marked == word.marked)
        })
    }

    /// The words that begin with these letters.
    pub(super) fn beginning<'a>(&'a self, plain: &'a str) -> impl Iterator<Item = &'a Entry> {
        let first = self.entries.partition_point(|e| e.plain.as_str() < plain);
        let rest = self.entries.get(first..).unwrap_or_default().iter();
        rest.take_while(move |entry| entry.plain.starts_with(plain))
    }

    /// The words that sound like this.
    pub(super) fn sounding(&self, heard: &str) -> impl Iterator<Item = &Entry> {
        let places = self.by_sound.get(heard).into_iter().flatten();
        places.filter_map(|at| self.entries.get(*at as usize))
    }

    /// The words with this stem.
    pub(super) fn stemming(&self, stem: &str) -> impl Iterator<Item = &Entry> {
        let places = self.by_stem.get(stem).into_iter().flatten();
        places.filter_map(|at| self.entries.get(*at as usize))
    }

    /// The words that hold these letters.
    pub(super) fn holding<'a>(&'a self, plain: &'a str) -> impl Iterator<Item = &'a Entry> {
        let words = self.entries.iter();
        words.filter(move |entry| entry.is_word && entry.plain.contains(plain))
    }

    /// The words that are at most `mistakes` letters put in, left out, changed or swapped away, with how many.
    pub(super) fn mistyped<'a>(
        &'a self,
        plain: &'a str,
        mistakes: usize,
    ) -> impl Iterator<Item = (&'a Entry, usize)> {
        let (length, wanted) = (plain.chars().count(), letters(plain));
        let lengths = length.saturating_sub(mistakes)..=length + mistakes;
        let places = lengths.filter_map(|n| self.by_length.get(n)).flatten();
        places
            // A mistake takes one letter away at most, and puts one in at most: most words are out after this.
            .filter(move |(letters, _)| {
                let more = (letters & !wanted).count_ones() as usize;
                let fewer = (wanted & !letters).count_ones() as usize;
                more <= mistakes && fewer <= mistakes
            })
            .filter_map(|(_, at)| self.entries.get(*at as usize))
            .filter_map(move |entry| {
                let distance = strsim::osa_distance(plain, &entry.plain);
                (distance <= mistakes).then_some((entry, distance))
            })
    }
}

impl Entry {
    /// In how many subjects it stands, about.
    pub(super) fn spread(&self) -> usize {
        self.forms.iter().map(|(_, posts)| posts.len()).sum()
    }
}

/// The letters of a word, a bit each; digits and foreign letters share the last.
fn letters(plain: &str) -> u32 {
    plain.bytes().fold(0, |set, byte| match byte {
        b'a'..=b'z' => set | 1 << (byte - b'a'),
        _ => set | 1 << 31,
    })
}
