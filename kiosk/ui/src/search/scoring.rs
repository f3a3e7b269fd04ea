//! How well a subject fits a search: over its readings, word by word and pair by pair.

use std::cmp::Reverse;

use super::dictionary::Dictionary;
use super::points::{NONE, Points, is_close, is_close_pair, is_exact, pair_points, word_points};
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

/// The points of every subject, over all readings of a search.
pub(super) struct Scores {
    /// Where every word fits.
    full: Points,
    /// Where some do.
    partial: Points,
    /// What is meant only by all of the words: every hall has an "area", every desk "information".
    whole: Vec<bool>,
}

impl Scores {
    /// No points for anything.
    pub(super) fn new(subjects: &[Subject]) -> Self {
        let whole = |subject: &Subject| matches!(subject, Subject::Area(_) | Subject::Amenity(_));
        Self {
            full: vec![NONE; subjects.len()],
            partial: vec![NONE; subjects.len()],
            whole: subjects.iter().map(whole).collect(),
        }
    }

    /// Adds what fits a reading of the search.
    pub(super) fn add(&mut self, dictionary: &Dictionary, reading: &[Token], as_typed: bool) {
        let subjects = self.full.len();
        let singles: Vec<Points> = reading
            .iter()
            .map(|token| word_points(dictionary, &token.word, subjects))
            .collect();
        let pairs: Vec<Points> = reading
            .windows(2)
            .map(|pair| pair_points(dictionary, pair, subjects, reading.len() == 2))
            .collect();
        let telling: Vec<u32> = singles.iter().map(telling).collect();
        let believed = |points: u32| {
            if as_typed {
                points
            } else {
                points * READ_TENTHS / 10
            }
        };
        let mut line = CoverLine::new(reading.len());
        for subject in 0..subjects {
            line.fill(reading, &singles, &pairs, &telling, subject);
            let (full, partial) = line.best();
            let field = line.field;
            // What was read into the search has to fit whole.
            let partial = if self.whole[subject] || !as_typed {
                0
            } else {
                partial
            };
            let better = |best: &mut (u32, SearchField), points: u32| {
                *best = (*best).max((believed(points), field));
            };
            better(&mut self.full[subject], full);
            better(&mut self.partial[subject], partial);
        }
    }

    /// The hits, the best first, in the catalogue's order where they are equal.
    pub(super) fn hits(&self, subjects: &[Subject]) -> Vec<Hit> {
        let best = |points: &Points| points.iter().map(|(points, _)| *points).max();
        let (points, least) = match (best(&self.full), best(&self.partial)) {
            (Some(full), _) if full > 0 => (&self.full, full.div_ceil(WEAK)),
            (_, Some(partial)) if partial > 0 => (&self.partial, partial.div_ceil(WEAK)),
            _ => return Vec::new(),
        };
        let mut hits: Vec<Hit> = subjects
            .iter()
            .zip(points)
            .filter(|(_, (score, _))| *score >= least)
            .map(|(subject, (score, field))| Hit {
                subject: *subject,
                field: *field,
                score: *score,
            })
            .collect();
        hits.sort_by_key(|hit| Reverse(hit.score));
        hits
    }
}

/// The best way to cover a search, word by word or in pairs, for one subject after another.
struct CoverLine {
    full: Vec<u32>,
    partial: Vec<u32>,
    field: SearchField,
    /// How many of the words tell something, how many of these fit closely, and how many stand anywhere as typed.
    telling: usize,
    close: usize,
    exact: usize,
}

impl CoverLine {
    fn new(words: usize) -> Self {
        Self {
            full: vec![0; words + 1],
            partial: vec![0; words + 1],
            field: SearchField::Description,
            telling: 0,
            close: 0,
            exact: 0,
        }
    }

    fn fill(
        &mut self,
        reading: &[Token],
        singles: &[Points],
        pairs: &[Points],
        telling: &[u32],
        subject: usize,
    ) {
        self.field = SearchField::Description;
        (self.telling, self.close, self.exact) = (0, 0, 0);
        // One point to begin with tells "fits so far" from "does not fit".
        self.full[0] = 1;
        for (at, single) in singles.iter().enumerate() {
            let (one, field) = single[subject];
            let before = at.checked_sub(1);
            let (two, pair_field) = before.map_or(NONE, |at| pairs[at][subject]);
            let plus = |so_far: u32, points: u32| {
                if so_far > 0 && points > 0 {
                    so_far + points
                } else {
                    0
                }
            };
            let by_pair = before.map_or(0, |at| plus(self.full[at], two));
            let passed_over = if reading[at].idle { self.full[at] } else { 0 };
            self.full[at + 1] = plus(self.full[at], one).max(by_pair).max(passed_over);
            let next = pairs.get(at).map_or(NONE, |pair| pair[subject]);
            let in_pair = is_close_pair((two, pair_field)) || is_close_pair(next);
            let close = in_pair || is_close((one, field));
            // Where some words fit only, which ones do counts for more than where they stand.
            let alone = self.partial[at] + one.isqrt() * telling[at];
            let by_pair = before.map_or(0, |before| {
                self.partial[before] + two.isqrt() * (telling[before] + telling[at])
            });
            self.partial[at + 1] = alone.max(by_pair);
            if !reading[at].idle {
                self.telling += 1;
                self.close += usize::from(close);
                // Short syllables stand in any text.
                let long = reading[at].word.plain.len() >= 4;
                self.exact += usize::from(close || (long && is_exact((one, field))));
            }
            if one > 0 {
                self.field = self.field.max(field);
            }
            if two > 0 {
                self.field = self.field.max(pair_field);
            }
        }
    }

    fn best(&self) -> (u32, u32) {
        let last = |line: &[u32]| line.last().copied().unwrap_or(0);
        // Less than half of what was asked for is another thing.
        let half = 2 * self.close >= self.telling || 2 * self.exact > self.telling;
        let partial = if half { last(&self.partial) } else { 0 };
        (last(&self.full).saturating_sub(1), partial)
    }
}

/// How telling a word is, 1 to 8: the fewer subjects hold it, the more.
fn telling(points: &Points) -> u32 {
    let holding = points.iter().filter(|(points, _)| *points > 0).count();
    let share = points.len() / holding.max(1);
    share.max(1).ilog2().clamp(1, 8)
}
