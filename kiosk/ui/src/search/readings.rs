//! What a visitor may have meant: typed as it stands, or with an input method that did not do its work, or did too
//! much of it.

use shared::folding::{FoldedWord, folded_words};

use super::dictionary::Dictionary;
use super::points::LONGEST;
use crate::keyboard::{Method, compose, spell, spell_in_place};

/// Words around a number or name that say nothing: "gian hàng số 12", "booth no. 12", "làng Bát Tràng".
const FILLERS: [&str; 13] = [
    "gian", "gianhang", "hang", "so", "booth", "stand", "no", "number", "the", "lang", "village",
    "for", "of",
];

/// No search has more words that tell anything.
const MOST_WORDS: usize = 8;

/// A word of a reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) word: FoldedWord,
    /// Whether it may be passed over, because it says nothing beside the others.
    pub(super) idle: bool,
}

/// The words of a search in each of its readings, as typed first; none when nothing was typed.
pub(super) fn readings(typed: &str, dictionary: &Dictionary) -> Vec<Vec<Token>> {
    let as_typed = tokens(typed);
    let known = |token: &Token| token.idle || dictionary.knows(&token.word);
    // Of one letter or two, nobody can say what they will be: the search goes by the words before them.
    let whole = match as_typed.split_last() {
        None => return Vec::new(),
        Some((last, before)) if last.word.plain.len() <= 2 => before,
        Some(_) => &as_typed,
    };
    if whole.iter().all(known) {
        return vec![as_typed];
    }
    let parts: Vec<&str> = typed
        .split(|c: char| !c.is_alphanumeric() && !('\u{300}'..'\u{370}').contains(&c))
        .filter(|part| !part.is_empty())
        .collect();
    let read = |reading: &dyn Fn(&str) -> Option<String>| {
        let mut read = String::new();
        for part in &parts {
            read.push_str(&reading(part).unwrap_or_else(|| (*part).to_owned()));
            read.push(' ');
        }
        tokens(&read)
    };
    let spaced = spaced(&as_typed, dictionary);
    let mut all = vec![as_typed];
    // Keys that no input method composed: "gooms" and "go61m" are "gốm". What it composed in part is taken apart first.
    for method in [Method::Telex, Method::Vni] {
        let composed = |part: &str| spell(part, method).map(|keys| compose(&keys, method));
        all.push(read(&composed));
    }
    // English that Telex composed although it should not have: "váe" is "vase", "lèa" is "leaf".
    all.push(read(&|part| spell_in_place(part)));
    all.push(read(&|part| spell(part, Method::Telex)));
    all.push(spaced);
    let mut seen: Vec<Vec<Token>> = Vec::with_capacity(all.len());
    for reading in all {
        if !seen.contains(&reading) {
            seen.push(reading);
        }
    }
    seen
}

/// "booth12" is booth 12; any other word with digits is left whole, for VNI writes its marks with them.
fn number_apart(word: FoldedWord) -> Vec<FoldedWord> {
    let digits = word.plain.find(|c: char| c.is_ascii_digit());
    if let Some(at) = digits.filter(|at| *at > 0) {
        let (before, number) = word.plain.split_at(at);
        if FILLERS.contains(&before) && number.bytes().all(|b| b.is_ascii_digit()) {
            return vec![FoldedWord::new(before), FoldedWord::new(number)];
        }
    }
    vec![word]
}

/// The words of a text, the first of them if there are too many.
fn tokens(text: &str) -> Vec<Token> {
    let words: Vec<FoldedWord> = folded_words(text)
        .flat_map(number_apart)
        .take(MOST_WORDS)
        .collect();
    let idle = |word: &FoldedWord| FILLERS.contains(&word.plain.as_str());
    let all_idle = words.iter().all(idle);
    let token = |word: FoldedWord| Token {
        idle: !all_idle && idle(&word),
        word,
    };
    words.into_iter().map(token).collect()
}

/// The words of a reading, those that nothing is like cut into words that there are: "binhhoa" is "bình hoa".
fn spaced(reading: &[Token], dictionary: &Dictionary) -> Vec<Token> {
    let parts = |token: &Token| {
        let like = dictionary.beginning(&token.word.plain).next().is_some();
        let parts = if like {
            None
        } else {
            cut(&token.word, dictionary)
        };
        let token_of = |word| Token { word, idle: false };
        parts.map_or_else(
            || vec![token.clone()],
            |parts| parts.into_iter().map(token_of).collect(),
        )
    };
    let parts = reading.iter().flat_map(parts);
    parts.take(MOST_WORDS).collect()
}

/// The fewest words that a run of letters is made of, and among equals the rarest.
fn cut(word: &FoldedWord, dictionary: &Dictionary) -> Option<Vec<FoldedWord>> {
    let letters = word.plain.as_str();
    if letters.len() > LONGEST || word.is_number() || !letters.is_ascii() {
        return None;
    }
    // For every place the cheapest way to it: its cost, and its words.
    let mut ways: Vec<Option<(u32, Vec<&str>)>> = vec![Some((0, Vec::new())), None];
    for end in 2..=letters.len() {
        let way = |start: usize| {
            let (so_far, words) = ways[start].as_ref()?;
            let last = &letters[start..end];
            let spread: usize = dictionary
                .exact(last)
                .map(|(_, entry)| entry.fields.len())
                .sum();
            // A word costs more than any difference in how common the words are.
            let cost = so_far + 64 + spread.checked_ilog2()?;
            Some((cost, [words.as_slice(), &[last]].concat()))
        };
        let cheapest = (0..end - 1).filter_map(way).min_by_key(|(cost, _)| *cost);
        ways.push(cheapest);
    }
    let (_, words) = ways.pop()??;
    Some(words.into_iter().map(FoldedWord::new).collect())
}
