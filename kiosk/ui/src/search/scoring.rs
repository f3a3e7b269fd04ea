//! How well a subject fits a search: over its readings, word by word and pair by pair.

use std::cmp::Reverse;

use super::dictionary::Dictionary;
use super::points::{NONE, Points, TypedWord, is_close, is_close_pair, is_exact};
use super::readings::Token;
use super::subjects::{SearchField, Subject};

/// A reading other than what was typed is believed this much less, in tenths.
const READ_TENTHS: u32 = 8;

/// What fits so many times worse than the best is no answer.
const WEAK: u32 = 4;

/// What was found, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub subject: Subject,
    /// The worthiest field in which a word of the search was found.
    pub field: SearchField,
    /// How well it fits, compared with other hits of the same search.
    pub score: u32,
}

/// What fits one of the readings, the first of which is what was typed; the best first, in the catalogue's order where
/// they are equal.
pub(super) fn hits(
    subjects: &[Subject],
    dictionary: &Dictionary,
    readings: &[Vec<Token>],
) -> Vec<Hit> {
    // Where every word fits, and where some do.
    let (mut full, mut partial) = (vec![NONE; subjects.len()], vec![NONE; subjects.len()]);
    for (rank, reading) in readings.iter().enumerate() {
        let scored = ScoredReading::new(dictionary, reading, subjects.len());
        let believed = if rank == 0 { 10 } else { READ_TENTHS };
        for (at, subject) in subjects.iter().enumerate() {
            let (all, some, field) = scored.cover(at);
            full[at] = full[at].max((all * believed / 10, field));
            // What was read into the search has to fit whole, and so has what is meant only by all of the words: every hall
            // has an "area", every desk "information".
            if rank == 0 && !matches!(subject, Subject::Area(_) | Subject::Amenity(_)) {
                partial[at] = partial[at].max((some, field));
            }
        }
    }
    let best = |points: &Points| points.iter().map(|(score, _)| *score).max().unwrap_or(0);
    let points = if best(&full) > 0 { full } else { partial };
    let least = best(&points).div_ceil(WEAK).max(1);
    let mut hits: Vec<Hit> = subjects
        .iter()
        .zip(points)
        .filter(|(_, (score, _))| *score >= least)
        .map(|(subject, (score, field))| Hit {
            subject: *subject,
            field,
            score,
        })
        .collect();
    hits.sort_by_key(|hit| Reverse(hit.score));
    hits
}

/// The points of every subject with each word of a reading, and with each pair of neighbours: the pair that ends with
/// a word stands at its place.
struct ScoredReading<'a> {
    reading: &'a [Token],
    singles: Vec<Points>,
    pairs: Vec<Points>,
    /// How telling each word is, 1 to 8: the fewer subjects hold it, the more.
    telling: Vec<u32>,
}

impl<'a> ScoredReading<'a> {
    fn new(dictionary: &Dictionary, reading: &'a [Token], subjects: usize) -> Self {
        let points = |typed: &TypedWord| typed.points(dictionary, subjects);
        let words = reading.iter().map(|token| TypedWord::word(&token.word));
        let singles: Vec<Points> = words.map(|word| points(&word)).collect();
        let mut pairs = vec![vec![NONE; subjects]];
        for pair in reading.windows(2) {
            let words = [&pair[0].word, &pair[1].word];
            pairs.push(if words.iter().all(|word| word.is_number()) {
                vec![NONE; subjects]
            } else {
                points(&TypedWord::pair(words, reading.len() == 2))
            });
        }
        pairs.push(vec![NONE; subjects]);
        let telling = singles.iter().map(|points| {
            let holding = points.iter().filter(|(points, _)| *points > 0).count();
            let share = points.len() / holding.max(1);
            share.max(1).ilog2().clamp(1, 8)
        });
        Self {
            telling: telling.collect(),
            reading,
            singles,
            pairs,
        }
    }

    /// The best way to cover the reading, word by word or in pairs, for one subject: what it is worth where all words fit,
    /// what it is worth where some do, and the worthiest field.
    fn cover(&self, subject: usize) -> (u32, u32, SearchField) {
        let plus = |so_far: u32, points: u32| match (so_far, points) {
            (0, _) | (_, 0) => 0,
            _ => so_far + points,
        };
        let mut worthiest = SearchField::Description;
        // How many of the words tell something, how many of these fit closely, and how many stand anywhere as typed.
        let (mut telling, mut close, mut exact) = (0, 0, 0);
        // What is covered before the word before, before this word, and with it. One point to begin with tells "fits so
        // far" from "does not fit".
        let (mut full, mut partial) = ([0, 1], [0, 0]);
        for (at, token) in self.reading.iter().enumerate() {
            let (one, two) = (self.singles[at][subject], self.pairs[at][subject]);
            let passed_over = if token.idle { full[1] } else { 0 };
            let best = plus(full[1], one.0).max(plus(full[0], two.0));
            full = [full[1], best.max(passed_over)];
            // Where some words fit only, which ones do counts for more than where they stand.
            let tells = self.telling[at];
            let tells_both = tells + self.telling[at.saturating_sub(1)];
            let alone = partial[1] + one.0.isqrt() * tells;
            let in_pair = partial[0] + two.0.isqrt() * tells_both;
            partial = [partial[1], alone.max(in_pair)];
            if !token.idle {
                let next = self.pairs[at + 1][subject];
                let fits = is_close(one) || is_close_pair(two) || is_close_pair(next);
                // Short syllables stand in any text.
                let long = token.word.plain.len() >= 4;
                telling += 1;
                close += usize::from(fits);
                exact += usize::from(fits || (long && is_exact(one)));
            }
            for (_, field) in [one, two].into_iter().filter(|(points, _)| *points > 0) {
                worthiest = worthiest.max(field);
            }
        }
        // Less than half of what was asked for is another thing.
        let half = 2 * close >= telling || 2 * exact > telling;
        let some = if half { partial[1] } else { 0 };
        (full[1].saturating_sub(1), some, worthiest)
    }
}
