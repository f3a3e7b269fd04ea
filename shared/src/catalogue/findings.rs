//! What is wrong with a catalogue, in words.

use std::collections::HashSet;
use std::fmt::{self, Display};
use std::hash::Hash;

/// One thing that is wrong with a catalogue, or remarkable, in words an organiser can act on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem(String);

impl Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Problems as they are found.
#[derive(Default)]
pub(super) struct Findings(pub(super) Vec<Problem>);

/// Problems at one place of a catalogue, as in `booth 12`.
pub(super) struct FindingsAt<'a> {
    found: &'a mut Findings,
    place: String,
}

impl Findings {
    /// Adds a problem where a condition does not hold.
    pub(super) fn unless(&mut self, good: bool, problem: impl Display) {
        if !good {
            self.0.push(Problem(problem.to_string()));
        }
    }

    /// Returns where to add problems of a place.
    pub(super) fn at(&mut self, place: impl Display) -> FindingsAt<'_> {
        FindingsAt {
            found: self,
            place: place.to_string(),
        }
    }

    /// Adds a problem for each id that a list has twice.
    pub(super) fn unique<T: Hash + Eq + Copy + Display>(
        &mut self,
        list: &str,
        ids: impl Iterator<Item = T>,
    ) {
        let mut seen = HashSet::new();
        for id in ids {
            let is_new = seen.insert(id);
            self.unless(is_new, format_args!("{list}: \"{id}\" is there twice"));
        }
    }
}

impl FindingsAt<'_> {
    /// Adds a problem where a condition does not hold.
    pub(super) fn unless(&mut self, good: bool, problem: impl Display) {
        let place = &self.place;
        (self.found).unless(good, format_args!("{place}: {problem}"));
    }

    /// Adds a problem where something that is named here is not in the catalogue.
    pub(super) fn listed(&mut self, is_known: bool, what: &str, id: impl Display) {
        self.unless(is_known, format_args!("{what} \"{id}\" is not in the list"));
    }
}
