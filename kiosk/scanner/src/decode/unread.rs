//! Symbols that were seen and not read, kept for the last and hardest look.

use super::super::corners::{Corners, Square};
use super::super::look::Seen;
use super::look_step::{LookStep, Size};

/// The corners of such symbols, in pixels of the full picture: black symbols and white ones.
#[derive(Debug, Default)]
pub(super) struct Unread {
    sets: Vec<Set>,
    squares: Vec<Single>,
}

/// Three corners that belong together.
#[derive(Debug)]
struct Set {
    corners: Corners,
    inverted: bool,
    size: Size,
    taken: bool,
}

/// One square that may be a corner.
#[derive(Debug)]
struct Single {
    square: Square,
    inverted: bool,
    /// How many looks saw it. One is chance.
    times: u32,
    taken: bool,
}

/// More symbols than this, of either colour, are accidents.
const MOST: usize = 4;

/// So many squares are tried, two by two.
const GUESSED: usize = 3;

impl Unread {
    /// Keeps what `step` saw. Of a symbol that was seen before, the corners found at the larger size are kept, for they
    /// are more exact.
    pub(super) fn keep(&mut self, seen: Seen, step: &LookStep) {
        let to_full = 1.0 / step.size.part();
        for square in seen.squares {
            self.keep_square(square.scaled(to_full), step.inverted);
        }
        for corners in seen.unread {
            self.keep_set(Set {
                corners: corners.scaled(to_full),
                inverted: step.inverted,
                size: step.size,
                taken: false,
            });
        }
    }

    fn keep_square(&mut self, square: Square, inverted: bool) {
        let mut old = self.squares.iter_mut();
        if let Some(old) = old.find(|old| old.inverted == inverted && old.square.same_as(&square)) {
            old.times += 1;
        } else {
            self.squares.push(Single {
                square,
                inverted,
                times: 1,
                taken: false,
            });
        }
    }

    fn keep_set(&mut self, new: Set) {
        let mut alike = self
            .sets
            .iter_mut()
            .filter(|old| old.inverted == new.inverted);
        if let Some(old) = alike.find(|old| old.corners.same_as(&new.corners)) {
            if new.size < old.size {
                *old = new;
            }
            return;
        }
        let alike = self.sets.iter().filter(|old| old.inverted == new.inverted);
        if alike.count() < MOST {
            self.sets.push(new);
        }
    }

    /// The corners of the symbols and whether they are white, black ones first. Each is handed out once, unless a
    /// later look finds it more exactly.
    pub(super) fn take_sets(&mut self) -> Vec<(Corners, bool)> {
        let mut sets = Vec::new();
        for set in self.sets.iter_mut().filter(|set| !set.taken) {
            set.taken = true;
            sets.push((set.corners, set.inverted));
        }
        sets.sort_by_key(|(_, inverted)| *inverted);
        sets
    }

    /// Symbols of which only two corners may have been seen, from the squares that most looks saw. Each pair is handed
    /// out once.
    pub(super) fn take_guesses(&mut self) -> Vec<(Corners, bool)> {
        let mut squares: Vec<&mut Single> = self.squares.iter_mut().collect();
        squares.retain(|single| single.times > 1);
        squares.sort_by_key(|single| std::cmp::Reverse(single.times));
        squares.truncate(GUESSED);
        let mut guesses = Vec::new();
        for (index, second) in squares.iter().enumerate() {
            for first in &squares[..index] {
                if first.inverted == second.inverted && !(first.taken && second.taken) {
                    let pair = first.square.guesses(&second.square);
                    guesses.extend(pair.into_iter().map(|corners| (corners, first.inverted)));
                }
            }
        }
        for single in squares {
            single.taken = true;
        }
        guesses
    }
}
