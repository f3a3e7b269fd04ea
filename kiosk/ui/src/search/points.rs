//! What every subject earns with one word of a search, or with two neighbours.

use shared::folding::FoldedWord;

use super::dictionary::{Dictionary, Entry, letters};
use super::sound::{sound, stem};
use super::subjects::SearchField;

/// Longer words are looked up as they are only.
pub(super) const LONGEST: usize = 32;

/// Points of every subject for one word or pair, with the worthiest field.
pub(super) type Points = Vec<(u32, SearchField)>;

/// Nothing earned.
pub(super) const NONE: (u32, SearchField) = (0, SearchField::Description);

/// How much a word that was typed is like one that stands in a text.
mod likeness {
    /// The same.
    pub(super) const EXACT: u32 = 100;
    /// The same but for the marks.
    pub(super) const OTHER_MARKS: u32 = 70;
    /// The same but for an English ending.
    pub(super) const STEM: u32 = 80;
    /// It begins so; with up to 20 more, the more of it was typed.
    pub(super) const BEGINNING: u32 = 40;
    /// A longer number that begins so is another booth.
    pub(super) const NUMBER_BEGINNING: u32 = 5;
    /// It sounds the same.
    pub(super) const SOUND: u32 = 50;
    /// It holds the letters in its midst.
    pub(super) const WITHIN: u32 = 20;
    /// It is this many mistakes away.
    pub(super) const MISTAKES: [u32; 4] = [100, 45, 25, 12];
    /// Where only some words of a search fit, they have to be like this at least.
    pub(super) const CLOSE: u32 = 45;
    /// Two neighbours that fit as such are worth this many tenths of one word.
    pub(super) const PAIR_TENTHS: u32 = 25;
    /// A pair that is the whole search is what was asked for: it comes before the two words apart.
    pub(super) const WHOLE: u32 = 2 * EXACT * 8;
}

/// Whether points are for a word that is typed nearly as it stands in a name, a product or a village, or just as it
/// stands in what is done for sustainability.
pub(super) fn is_close((points, field): (u32, SearchField)) -> bool {
    let least = match field {
        SearchField::Description => return false,
        SearchField::Practice => likeness::STEM,
        _ => likeness::CLOSE,
    };
    points >= least * field.worth()
}

/// Whether points are for two words that stand side by side as they were typed, marks aside.
pub(super) fn is_close_pair((points, field): (u32, SearchField)) -> bool {
    points >= likeness::OTHER_MARKS * likeness::PAIR_TENTHS / 10 * field.worth()
}

/// Whether points are for a word that stands somewhere just as it was typed.
pub(super) fn is_exact((points, field): (u32, SearchField)) -> bool {
    points >= likeness::EXACT * field.worth()
}

/// How many mistakes are forgiven in a word of this length. Short Vietnamese syllables are all one letter apart.
fn mistakes_allowed(length: usize) -> usize {
    match length {
        0..4 => 0,
        4..7 => 1,
        7..11 => 2,
        _ => 3,
    }
}

/// A word of the search, or two neighbours as one.
pub(super) struct TypedWord {
    word: FoldedWord,
    length: usize,
    sound: String,
    letters: u32,
    /// How many are forgiven.
    mistakes: usize,
    /// Of neighbours, what they are worth beside each other.
    pair: Option<u32>,
}

impl TypedWord {
    pub(super) fn word(word: &FoldedWord) -> Self {
        let length = word.plain.chars().count();
        Self {
            length,
            sound: sound(&word.plain),
            letters: letters(&word.plain),
            mistakes: mistakes_allowed(length),
            word: word.clone(),
            pair: None,
        }
    }

    /// Two words that stand side by side in a name, or that are one word there; `whole`, when nothing else was typed.
    pub(super) fn pair([first, second]: [&FoldedWord; 2], whole: bool) -> Self {
        let joined = Self::word(&first.joined(second));
        Self {
            sound: [sound(&first.plain), sound(&second.plain)].concat(),
            mistakes: mistakes_allowed(joined.length * 2 / 3),
            pair: Some(if whole { likeness::WHOLE } else { 0 }),
            ..joined
        }
    }

    /// What every subject earns with it.
    pub(super) fn points(&self, dictionary: &Dictionary, subjects: usize) -> Points {
        let mut points = vec![NONE; subjects];
        let plain = self.word.plain.as_str();
        let is_pair = self.pair.is_some();
        let as_it_is = is_pair || self.word.is_number() || self.length > LONGEST;
        let stem = if as_it_is { plain } else { stem(plain) };
        // Whether it stands in a text, and whether a longer word begins with it.
        let (mut stands, mut begun) = (false, false);
        for (word, entry) in dictionary.beginning(stem) {
            let same = word.plain == plain;
            let same_stem = !as_it_is && entry.is_word && super::sound::stem(&word.plain) == stem;
            let begins = word.plain.starts_with(plain);
            // Of two neighbours, more than the first must have been typed.
            let enough = entry.is_word || is_pair || self.length >= 4;
            let likeness = if same {
                likeness::EXACT
            } else if same_stem {
                likeness::STEM
            } else if begins && enough {
                self.beginning(word)
            } else {
                continue;
            };
            let one_letter = word.plain.len().abs_diff(plain.len()) <= 1;
            stands |= (same && (entry.is_word || is_pair)) || (same_stem && one_letter);
            begun |= begins && !same && entry.is_word;
            self.give(
                &mut points,
                (word, entry),
                likeness,
                SearchField::Description,
            );
        }
        // A word that stands in a text was not mistyped: what merely looks or sounds like it is another word.
        if stands || self.word.is_number() || self.length > LONGEST {
            return points;
        }
        let within = !is_pair && !begun && self.length >= 4;
        for (word, entry) in dictionary.iter() {
            let alike = [
                (entry.sound == self.sound).then_some(likeness::SOUND),
                self.mistyped(&word.plain, entry.letters),
                (within && entry.is_word && word.plain.contains(plain)).then_some(likeness::WITHIN),
            ];
            if let Some(likeness) = alike.into_iter().flatten().max() {
                // In running text, what merely looks like a word of the search is another word.
                self.give(&mut points, (word, entry), likeness, SearchField::Product);
            }
        }
        points
    }

    fn beginning(&self, word: &FoldedWord) -> u32 {
        if self.word.is_number() {
            likeness::NUMBER_BEGINNING
        } else if self.pair.is_some() {
            likeness::BEGINNING + 10
        } else {
            likeness::BEGINNING + (self.word.plain.len() * 20 / word.plain.len()) as u32
        }
    }

    /// How like a word is that is some letters put in, left out, changed or swapped away.
    fn mistyped(&self, plain: &str, letters: u32) -> Option<u32> {
        // A mistake takes one letter away at most, and puts one in at most: most words are out after this.
        let (more, fewer) = (letters & !self.letters, self.letters & !letters);
        let least = more.count_ones().max(fewer.count_ones()) as usize;
        if self.mistakes == 0 || least > self.mistakes {
            return None;
        }
        let mistakes = strsim::osa_distance(&self.word.plain, plain);
        (mistakes <= self.mistakes).then(|| likeness::MISTAKES[mistakes])
    }

    /// Gives the points to all in which a word stands, in fields from `least` on.
    fn give(
        &self,
        points: &mut Points,
        (word, entry): (&FoldedWord, &Entry),
        likeness: u32,
        least: SearchField,
    ) {
        let other_marks = self.word.has_marks() && word.marked != self.word.marked;
        if other_marks && other_tone(&self.word.marked, &word.marked) {
            return;
        }
        let share = if other_marks {
            likeness::OTHER_MARKS
        } else {
            100
        };
        for (subject, field) in entry.fields.iter().filter(|(_, field)| **field >= least) {
            let single = likeness * share / 100 * field.worth();
            let earned = match self.pair {
                // In running text neighbours mean little.
                Some(_) if *field == SearchField::Description => continue,
                Some(whole) => single * likeness::PAIR_TENTHS / 10 + whole,
                None => single,
            };
            points[*subject] = points[*subject].max((earned, *field));
        }
    }
}

/// Whether two words have tones and these differ: "giày" is not "giấy". Hook and tilde are one for many who spell by
/// ear.
fn other_tone(typed: &str, stands: &str) -> bool {
    let tone = |word: &str| {
        let mut tones = word.chars().rev();
        tones.find_map(|c| match c {
            '\u{300}' => Some('`'),
            '\u{301}' => Some('/'),
            '\u{303}' | '\u{309}' => Some('~'),
            '\u{323}' => Some('.'),
            _ => None,
        })
    };
    let (typed, stands) = (tone(typed), tone(stands));
    typed.is_some() && stands.is_some() && typed != stands
}
