//! What every subject earns with one word of a search, or with two neighbours.

use shared::folding::FoldedWord;

use super::dictionary::{Dictionary, Entry, LONGEST};

use super::readings::Token;
use super::sound::{sound, stem};
use super::subjects::SearchField;

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

/// What every subject earns with a word of the search.
pub(super) fn word_points(dictionary: &Dictionary, word: &FoldedWord, subjects: usize) -> Points {
    let mut earned = Earned::new(word, subjects);
    let length = word.plain.chars().count();
    let known = dictionary.exact(&word.plain);
    if let Some(entry) = known {
        earned.give(entry, likeness::EXACT);
    }
    let mut begun = false;
    // Of two neighbours, more than the first must have been typed.
    let beginning = dictionary
        .beginning(&word.plain)
        .filter(|entry| entry.is_word || length >= 4);
    for entry in beginning.filter(|entry| entry.plain != word.plain) {
        begun |= entry.is_word;
        let share = word.plain.len() * 20 / entry.plain.len();
        let likeness = if word.is_number() {
            likeness::NUMBER_BEGINNING
        } else {
            likeness::BEGINNING + share as u32
        };
        earned.give(entry, likeness);
    }
    if word.is_number() || length > LONGEST {
        return earned.points;
    }
    let mut stands = known.is_some_and(|entry| entry.is_word);
    for entry in dictionary.stemming(stem(&word.plain)) {
        stands |= entry.plain.len().abs_diff(word.plain.len()) <= 1;
        earned.give(entry, likeness::STEM);
    }
    // A word that stands in a text was not mistyped: what merely looks or sounds like it is another word.
    if stands {
        return earned.points;
    }
    earned.mistyped(dictionary, &sound(&word.plain), mistakes_allowed(length));
    if length >= 4 && !begun {
        for entry in dictionary.holding(&word.plain) {
            earned.give_names(entry, likeness::WITHIN);
        }
    }
    earned.points
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

/// What every subject earns with two words of the search that stand side by side in one of its names, or that are one
/// word there.
pub(super) fn pair_points(
    dictionary: &Dictionary,
    pair: &[Token],
    subjects: usize,
    whole: bool,
) -> Points {
    let [first, second] = pair else {
        return vec![NONE; subjects];
    };
    let (first, second) = (&first.word, &second.word);
    let pair = first.joined(second);
    let mut earned = Earned::new(&pair, subjects);
    if first.is_number() && second.is_number() {
        return earned.points;
    }
    let known = dictionary.exact(&pair.plain);
    if let Some(entry) = known {
        earned.give(entry, likeness::EXACT);
    }
    for entry in dictionary.beginning(&pair.plain) {
        if entry.plain != pair.plain {
            earned.give(entry, likeness::BEGINNING + 10);
        }
    }
    if known.is_none() && pair.plain.len() <= LONGEST {
        let heard = [sound(&first.plain), sound(&second.plain)].concat();
        let mistakes = mistakes_allowed(pair.plain.chars().count() * 2 / 3);
        earned.mistyped(dictionary, &heard, mistakes);
    }
    for (points, field) in &mut earned.points {
        if *field == SearchField::Description {
            *points = 0;
        }
        if *points > 0 {
            *points = *points * likeness::PAIR_TENTHS / 10;
            if whole {
                *points += likeness::WHOLE;
            }
        }
    }
    earned.points
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

/// The points that a word, or a pair of them, has earned so far.
struct Earned<'a> {
    word: &'a FoldedWord,
    points: Points,
}

impl<'a> Earned<'a> {
    fn new(word: &'a FoldedWord, subjects: usize) -> Self {
        Self {
            word,
            points: vec![NONE; subjects],
        }
    }

    /// Gives the points to all in which this entry stands.
    fn give(&mut self, entry: &Entry, likeness: u32) {
        self.give_in(entry, likeness, SearchField::Description);
    }

    /// The same for fields from `least` on.
    fn give_in(&mut self, entry: &Entry, likeness: u32, least: SearchField) {
        for (marked, posts) in &entry.forms {
            let other_marks = self.word.has_marks() && *marked != self.word.marked;
            if other_marks && other_tone(&self.word.marked, marked) {
                continue;
            }
            let likeness = if other_marks {
                likeness * likeness::OTHER_MARKS / 100
            } else {
                likeness
            };
            for post in posts.iter().filter(|post| post.field >= least) {
                let earned = (likeness * post.field.worth(), post.field);
                let best = &mut self.points[post.subject as usize];
                *best = (*best).max(earned);
            }
        }
    }

    /// Gives the points only where this entry names something: in running text, what merely looks like a word of the
    /// search is another word.
    fn give_names(&mut self, entry: &Entry, likeness: u32) {
        self.give_in(entry, likeness, SearchField::Product);
    }

    /// Gives points to all that sounds like this, or is at most so many mistakes away.
    fn mistyped(&mut self, dictionary: &Dictionary, heard: &str, mistakes: usize) {
        for entry in dictionary.sounding(heard) {
            self.give_names(entry, likeness::SOUND);
        }
        if mistakes > 0 {
            for (entry, mistakes) in dictionary.mistyped(&self.word.plain, mistakes) {
                self.give_names(entry, likeness::MISTAKES[mistakes]);
            }
        }
    }
}
