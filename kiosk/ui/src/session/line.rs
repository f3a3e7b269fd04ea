//! A line that a visitor types, on the glass or on a real keyboard: what stands in it, and how keys become letters.

use std::collections::VecDeque;

use texts::Language;

use crate::keyboard::{Method, Typing};

/// The key that takes the last letter away.
pub const RUB_OUT: char = '\u{8}';

/// The longest search that is kept, in characters.
pub const LONGEST_SEARCH: usize = 60;

/// As many keys of a real keyboard can be taken back: more never turn out to be a scanner's.
const TAKEN_BACK: usize = 8;

/// How keys become letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Writing {
    /// Vietnamese by letters: `gooms` is `gốm`.
    Telex,
    /// Vietnamese by digits: `go61m` is `gốm`.
    Vni,
    /// As they stand on the keys.
    Plain,
}

impl Writing {
    /// All of them, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Telex, Self::Vni, Self::Plain];

    /// How people write who read a language.
    #[must_use]
    pub fn usual(language: Language) -> Self {
        if language == Language::VIETNAMESE {
            Self::Telex
        } else {
            Self::Plain
        }
    }
}

/// Something done to a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineAction {
    /// The field was touched: the keyboard comes.
    Open,
    /// The text is whole: the keyboard goes.
    Done,
    /// A key of the keyboard on the glass, [`RUB_OUT`] among them.
    Press(char),
    /// Keys of a real keyboard, in their order, [`RUB_OUT`] among them.
    Type(String),
    /// Everything is taken away.
    Clear,
    /// Keys become letters like this from now on.
    Write(Writing),
}

/// A line that is typed at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedLine {
    typing: Typing,
    /// How to write, once the visitor has chosen.
    writing: Option<Writing>,
    open: bool,
    longest: usize,
    /// How it stood before each of the last keys of a real keyboard, the newest last.
    before: VecDeque<Typing>,
}

impl TypedLine {
    /// An empty line of at most so many characters.
    #[must_use]
    pub fn new(longest: usize) -> Self {
        Self {
            typing: Typing::new(Method::Telex),
            writing: None,
            open: false,
            longest,
            before: VecDeque::new(),
        }
    }

    /// What stands in it, in NFC.
    #[must_use]
    pub fn text(&self) -> String {
        self.typing.text()
    }

    /// Whether the keyboard on the glass is there.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// How keys become letters in a language.
    #[must_use]
    pub fn writing(&self, language: Language) -> Writing {
        self.writing.unwrap_or(Writing::usual(language))
    }

    /// Takes what was done by somebody who reads a language.
    pub fn handle(&mut self, action: LineAction, language: Language) {
        match action {
            LineAction::Open => self.open = true,
            LineAction::Done => self.open = false,
            LineAction::Press(key) => {
                self.before.clear();
                self.key(key, language);
            }
            LineAction::Type(keys) => {
                for key in keys.chars() {
                    if self.before.len() == TAKEN_BACK {
                        self.before.pop_front();
                    }
                    self.before.push_back(self.typing.clone());
                    self.key(key, language);
                }
            }
            LineAction::Clear => self.clear(),
            LineAction::Write(writing) => self.writing = Some(writing),
        }
    }

    /// Empties it; the keyboard stays where it is.
    pub fn clear(&mut self) {
        self.before.clear();
        self.typing.clear();
    }

    /// Takes the last keys of a real keyboard back, with all that they did: a scanner typed them.
    pub fn take_back(&mut self, count: usize) {
        for _ in 0..count {
            if let Some(before) = self.before.pop_back() {
                self.typing = before;
            }
        }
    }

    fn key(&mut self, key: char, language: Language) {
        if key == RUB_OUT {
            self.typing.backspace();
            return;
        }
        let text = self.typing.text();
        // A space at the beginning says nothing, and a control character is none to write.
        if key.is_control() || (text.is_empty() && key.is_whitespace()) {
            return;
        }
        self.write_as(self.writing(language));
        let before = self.typing.clone();
        self.typing.press(key);
        // A key that only puts a mark on a letter makes the line no longer.
        if self.typing.text().chars().count() > self.longest {
            self.typing = before;
        }
    }

    fn write_as(&mut self, writing: Writing) {
        if self.typing.is_english() != (writing == Writing::Plain) {
            self.typing.toggle_english();
        }
        let method = match writing {
            Writing::Vni => Method::Vni,
            Writing::Telex | Writing::Plain => Method::Telex,
        };
        if self.typing.method() != method {
            self.typing.use_method(method);
        }
    }
}

/// A text without its last characters.
pub(super) fn without_last(text: &str, count: usize) -> String {
    let kept = text.chars().count().saturating_sub(count);
    text.chars().take(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const VI: Language = Language::VIETNAMESE;
    const EN: Language = Language::ENGLISH;

    fn pressed(keys: &str, writing: Option<Writing>, language: Language) -> String {
        let mut line = TypedLine::new(60);
        if let Some(writing) = writing {
            line.handle(LineAction::Write(writing), language);
        }
        for key in keys.chars() {
            line.handle(LineAction::Press(key), language);
        }
        line.text()
    }

    #[test]
    fn keys_become_letters_as_the_language_has_it_until_something_else_is_chosen() {
        assert_eq!(pressed("gooms suws", None, VI), "gốm sứ");
        assert_eq!(pressed("vase", None, EN), "vase");
        assert_eq!(pressed("go61m su71", Some(Writing::Vni), EN), "gốm sứ");
        assert_eq!(pressed("vase", Some(Writing::Plain), VI), "vase");
    }

    #[test]
    fn the_last_letter_goes_with_its_marks() {
        assert_eq!(pressed("gooms\u{8}\u{8}", None, VI), "g");
    }

    #[test]
    fn what_a_scanner_typed_is_taken_back_with_the_marks_it_made() {
        let mut line = TypedLine::new(60);
        line.handle(LineAction::Write(Writing::Vni), VI);
        line.handle(LineAction::Type("go6m".to_owned()), VI);
        assert_eq!(line.text(), "gôm");
        // A code that begins with 1, 6 and 2 would write tones.
        line.handle(LineAction::Type("16".to_owned()), VI);
        line.handle(LineAction::Type("2".to_owned()), VI);
        assert_ne!(line.text(), "gôm");
        line.take_back(3);
        assert_eq!(line.text(), "gôm");
        line.handle(LineAction::Press('1'), VI);
        assert_eq!(
            line.text(),
            "gốm",
            "the word goes on as if nothing had been"
        );
    }

    #[test]
    fn letters_that_come_composed_stay_as_they_are() {
        let mut line = TypedLine::new(60);
        line.handle(LineAction::Type("gốm sứ".to_owned()), VI);
        assert_eq!(line.text(), "gốm sứ");
    }

    #[test]
    fn a_line_is_as_long_as_it_may_be() {
        let mut line = TypedLine::new(5);
        line.handle(LineAction::Type("  goomsss và sứ\n".to_owned()), EN);
        assert_eq!(line.text(), "gooms");
    }

    #[test]
    fn a_mark_fits_into_a_full_line() {
        let mut line = TypedLine::new(2);
        line.handle(LineAction::Type("las".to_owned()), VI);
        assert_eq!(line.text(), "lá");
    }
}
