//! Several frames of one ticket together say what none of them says alone: noise differs from frame to frame, a
//! reflex wanders, a hand moves now this way and now that.
//!
//! Each frame whose symbol was found and not read votes on every module. Nothing is taken on trust: the sum of votes
//! goes through the same error correction as a single frame, and a ticket's signature is checked after that.

use std::collections::VecDeque;

use super::super::bend::{Laid, Modules, Shape};

/// The votes of the last frames.
#[derive(Debug, Default)]
pub(super) struct Votes {
    cast: VecDeque<Vote>,
    frame: u64,
}

#[derive(Debug)]
struct Vote {
    modules: Modules,
    shape: Shape,
    inverted: bool,
    frame: u64,
}

/// A symbol that was in view a moment ago, as all its votes together show it.
#[derive(Debug)]
pub(super) struct Remembered {
    pub(super) modules: Modules,
    pub(super) shape: Shape,
    pub(super) inverted: bool,
}

/// Half a second at thirty frames a second: by then it is another ticket, or the same one held otherwise.
const MEMORY: u64 = 15;

/// More votes were measured to add little, and each costs a correction.
const MOST: usize = 6;

/// The part of their modules in which two frames of one ticket agree at least. Two tickets agree in 60 %.
const SAME: f32 = 0.65;

impl Votes {
    /// A new frame begins; what is too old is forgotten.
    pub(super) fn begin(&mut self) {
        self.frame += 1;
        self.cast.retain(|vote| vote.frame + MEMORY > self.frame);
    }

    /// The ticket was read: the next one starts afresh.
    pub(super) fn forget(&mut self) {
        self.cast.clear();
    }

    /// The symbol that was voted on last and not in this frame.
    pub(super) fn missing(&self) -> Option<Remembered> {
        let last = self.cast.back().filter(|vote| vote.frame < self.frame)?;
        let mut modules = last.modules.clone();
        for (_, other) in self.alike(&last.modules).skip(1) {
            modules.add(other);
        }
        Some(Remembered {
            modules,
            shape: last.shape.clone(),
            inverted: last.inverted,
        })
    }

    /// Adds the vote of this frame, and answers with the text that the votes give together.
    pub(super) fn add(&mut self, laid: &Laid, inverted: bool) -> Option<String> {
        let modules = laid.modules.evened();
        let mut sum = modules.clone();
        let text = self.alike(&modules).find_map(|(_, other)| {
            sum.add(other);
            sum.text()
        });
        self.cast.push_back(Vote {
            modules,
            shape: laid.shape.clone(),
            inverted,
            frame: self.frame,
        });
        if self.cast.len() > MOST {
            self.cast.pop_front();
        }
        text
    }

    /// The votes on the same symbol, those that agree most first.
    fn alike(&self, modules: &Modules) -> impl Iterator<Item = (f32, &Modules)> {
        let votes = self.cast.iter().map(|vote| &vote.modules);
        let mut alike: Vec<(f32, &Modules)> = votes
            .map(|other| (modules.agreement(other), other))
            .filter(|(agreement, _)| *agreement >= SAME)
            .collect();
        alike.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        alike.into_iter()
    }
}
