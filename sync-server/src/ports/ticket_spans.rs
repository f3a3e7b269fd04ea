//! Lists of ticket numbers in few words.

use std::fmt;
use std::str::FromStr;

use shared::ids::TicketNumber;

/// Ascending ticket numbers, written as spans: `1-3,7`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketSpans(Vec<(u32, u32)>);

/// A text is no list of ticket numbers.
#[derive(Debug, thiserror::Error)]
#[error("write ticket numbers in their order, such as 1-3,7")]
pub struct TicketSpansError;

impl TicketSpans {
    /// Returns the spans of numbers, in whatever order they come.
    #[must_use]
    pub fn of(numbers: &[TicketNumber]) -> Self {
        let mut numbers: Vec<u32> = numbers.iter().map(|it| it.0).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let runs = numbers.chunk_by(|one, next| one.checked_add(1) == Some(*next));
        Self(runs.map(|run| (run[0], run[run.len() - 1])).collect())
    }

    /// Returns how many numbers there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        let counts = self.0.iter();
        counts
            .map(|(first, last)| u64::from(last - first) + 1)
            .sum()
    }

    /// Returns the first number and the last.
    #[must_use]
    pub fn ends(&self) -> Option<(u32, u32)> {
        Some((self.0.first()?.0, self.0.last()?.1))
    }

    /// Returns whether a number is among them.
    #[must_use]
    pub fn contains(&self, number: u32) -> bool {
        let mut spans = self.0.iter();
        spans.any(|(first, last)| (*first..=*last).contains(&number))
    }

    /// Returns all numbers.
    pub fn numbers(&self) -> impl Iterator<Item = TicketNumber> {
        let spans = self.0.iter();
        spans.flat_map(|(first, last)| (*first..=*last).map(TicketNumber))
    }
}

impl fmt::Display for TicketSpans {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (first, last)) in self.0.iter().enumerate() {
            let comma = if place > 0 { "," } else { "" };
            match last - first {
                0 => write!(f, "{comma}{first}")?,
                _ => write!(f, "{comma}{first}-{last}")?,
            }
        }
        Ok(())
    }
}

impl FromStr for TicketSpans {
    type Err = TicketSpansError;

    fn from_str(text: &str) -> Result<Self, TicketSpansError> {
        let mut spans: Vec<(u32, u32)> = Vec::new();
        for span in text.split(',') {
            let (first, last) = span.split_once('-').unwrap_or((span, span));
            let number = |text: &str| text.parse().map_err(|_| TicketSpansError);
            let (first, last) = (number(first)?, number(last)?);
            let follows = spans.last().is_none_or(|(_, before)| *before < first);
            if first > last || !follows {
                return Err(TicketSpansError);
            }
            spans.push((first, last));
        }
        Ok(Self(spans))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn spans_are_read_back(numbers in prop::collection::btree_set(1..300_u32, 1..200)) {
            let listed: Vec<TicketNumber> = numbers.iter().copied().map(TicketNumber).collect();
            let spans: TicketSpans = TicketSpans::of(&listed).to_string().parse().unwrap();
            prop_assert_eq!(spans.count(), numbers.len() as u64);
            prop_assert_eq!(spans.ends(), numbers.first().copied().zip(numbers.last().copied()));
            prop_assert!((0..301).all(|it| spans.contains(it) == numbers.contains(&it)));
            prop_assert_eq!(spans.numbers().collect::<Vec<_>>(), listed);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[0-9,-]{0,40}") {
            if let Ok(spans) = text.parse::<TicketSpans>() {
                prop_assert_eq!(spans.to_string().parse::<TicketSpans>().unwrap(), spans);
            }
        }
    }
}
