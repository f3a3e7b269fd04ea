//! What keys become: letters as they are, or Vietnamese composed by Telex or VNI.
//!
//! Pure: a [`Typing`] takes the keys of the on-screen keyboard or of a real one, and gives the line of text, in NFC.

mod word;

pub use word::{Method, compose, spell, spell_in_place};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use word::Word;

/// A line being typed at its end: what stands, and the word that the next key may still change.
///
/// ```
/// use ui::keyboard::{Method, Typing};
/// let mut typing = Typing::new(Method::Telex);
/// "gooms suws".chars().for_each(|key| typing.press(key));
/// assert_eq!(typing.text(), "gốm sứ");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typing {
    method: Method,
    english: bool,
    settled: String,
    word: Word,
}

impl Typing {
    /// An empty line, typed in Vietnamese by this method.
    #[must_use]
    pub fn new(method: Method) -> Self {
        Self {
            method,
            english: false,
            settled: String::new(),
            word: Word::default(),
        }
    }

    /// The line as it is to be shown, in NFC.
    #[must_use]
    pub fn text(&self) -> String {
        [self.settled.as_str(), self.word.shown()].concat()
    }

    /// Takes one key: a letter, digit, space or sign as it is printed on the key, capitals as capitals.
    pub fn press(&mut self, key: char) {
        let composes = !self.english && self.method.composes(key);
        if composes && self.word.push(key, self.method) {
            return;
        }
        self.settle();
        self.settled.push(key);
        if !key.is_ascii() {
            // A combining mark from a real keyboard joins the letter before it.
            self.settled = self.settled.nfc().collect();
        }
        if key.is_alphanumeric() {
            // A word that began with a plain key stays plain to its end.
            self.word = Word::plain();
        }
    }

    /// Takes away the last letter as it is shown, with all its marks. The word before it can be gone on with: after
    /// `gốm` and a backspace, `s` takes the tone off `gố`.
    pub fn backspace(&mut self) {
        let mut text = self.text();
        while text.pop().is_some_and(is_combining_mark) {}
        self.set_text(&text);
    }

    /// Puts another line in place of this one, as after a suggestion was chosen. Its last word can be gone on with.
    pub fn set_text(&mut self, text: &str) {
        self.settled = text.nfc().collect();
        self.word = Word::default();
        if self.english {
            return;
        }
        let method = self.method;
        let last = self
            .settled
            .rfind(|c: char| !c.is_alphanumeric())
            .map_or(0, |at| {
                at + self.settled[at..].chars().next().map_or(0, char::len_utf8)
            });
        self.word = Word::resumed(&self.settled[last..], method);
        if !self.word.shown().is_empty() {
            self.settled.truncate(last);
        }
    }

    /// Empties the line, for the next visitor; the method and the language stay.
    pub fn clear(&mut self) {
        self.settled.clear();
        self.word = Word::default();
    }

    /// Switches between Vietnamese and plain letters. What stands stays as it is.
    pub fn toggle_english(&mut self) {
        self.settle();
        self.english = !self.english;
    }

    /// Whether keys are plain letters now: under Telex, `vase` would become `váe`.
    #[must_use]
    pub fn is_english(&self) -> bool {
        self.english
    }

    /// Types Vietnamese by another method from now on. What stands stays as it is.
    pub fn use_method(&mut self, method: Method) {
        self.settle();
        self.method = method;
    }

    /// The method by which Vietnamese is typed.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    fn settle(&mut self) {
        let word = std::mem::take(&mut self.word);
        self.settled.push_str(word.shown());
    }
}

#[cfg(test)]
mod tests;
