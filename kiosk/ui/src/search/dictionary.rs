//! Every different word of the catalogue, with where it stands; neighbours in a name are there as one word, too.

use std::collections::BTreeMap;

use shared::folding::{FoldedWord, folded_words};

use super::sound::sound;
use super::subjects::{SearchField, Text};

/// The words, in alphabetical order.
#[derive(Debug, Default)]
pub(super) struct Dictionary(BTreeMap<FoldedWord, Entry>);

/// Where a word stands.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// Whether it stands somewhere as one word, and not only as two neighbours.
    pub(super) is_word: bool,
    pub(super) sound: String,
    pub(super) letters: u32,
    /// The worthiest field of each subject that holds it, by subject.
    pub(super) fields: BTreeMap<usize, SearchField>,
}

impl Dictionary {
    /// Takes in the texts of a subject.
    pub(super) fn add(&mut self, subject: usize, texts: &[Text]) {
        for (field, text) in texts {
            let mut before: Option<FoldedWord> = None;
            for word in folded_words(text) {
                // In running text neighbours mean little, and there are many of them.
                if let Some(before) = before.filter(|_| *field > SearchField::Description) {
                    let heard = [sound(&before.plain), sound(&word.plain)].concat();
                    self.entry(before.joined(&word), heard, subject, *field);
                }
                let heard = sound(&word.plain);
                self.entry(word.clone(), heard, subject, *field).is_word = true;
                before = Some(word);
            }
        }
    }

    fn entry(
        &mut self,
        word: FoldedWord,
        sound: String,
        subject: usize,
        field: SearchField,
    ) -> &mut Entry {
        let letters = letters(&word.plain);
        let entry = self.0.entry(word).or_default();
        (entry.sound, entry.letters) = (sound, letters);
        let known = entry.fields.entry(subject).or_insert(field);
        *known = field.max(*known);
        entry
    }

    /// All words.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&FoldedWord, &Entry)> {
        self.0.iter()
    }

    /// The words that begin with these letters, marks aside.
    pub(super) fn beginning<'a>(
        &'a self,
        plain: &'a str,
    ) -> impl Iterator<Item = (&'a FoldedWord, &'a Entry)> {
        let first = FoldedWord {
            plain: plain.to_owned(),
            marked: String::new(),
        };
        let rest = self.0.range(first..);
        rest.take_while(move |(word, _)| word.plain.starts_with(plain))
    }

    /// The spellings of a word that stands somewhere as one.
    pub(super) fn exact<'a>(
        &'a self,
        plain: &'a str,
    ) -> impl Iterator<Item = (&'a FoldedWord, &'a Entry)> {
        let all = self.beginning(plain);
        all.take_while(move |(word, _)| word.plain == plain)
            .filter(|(_, entry)| entry.is_word)
    }

    /// Whether this very word stands in a text, its marks, where there are any, included.
    pub(super) fn knows(&self, word: &FoldedWord) -> bool {
        self.exact(&word.plain)
            .any(|(known, _)| !word.has_marks() || known.marked == word.marked)
    }
}

/// The letters of a word, a bit each; digits and foreign letters share the last.
pub(super) fn letters(plain: &str) -> u32 {
    plain.bytes().fold(0, |set, byte| match byte {
        b'a'..=b'z' => set | 1 << (byte - b'a'),
        _ => set | 1 << 31,
    })
}
