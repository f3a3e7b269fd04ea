//! The sentences by name: the build makes a constant of every id in the translation files.

use shared::checkin::Reason;

/// A sentence of the translation files: its id there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key(&'static str);

/// The constants. Each reads as a variant of one great enum: `Key::ScanTitle` is `scan-title`.
#[allow(non_upper_case_globals, missing_docs)]
mod generated {
    use super::Key;

    include!(concat!(env!("OUT_DIR"), "/keys.rs"));

    pub(super) const ALL: &[&str] = IDS;
}

impl Key {
    /// Returns every sentence there is, by id.
    pub fn all() -> impl Iterator<Item = Self> {
        generated::ALL.iter().copied().map(Self)
    }

    /// Returns the sentence with this id.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        let at = generated::ALL.binary_search(&id).ok()?;
        Some(Self(generated::ALL[at]))
    }

    /// Returns its id in the translation files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.0
    }

    /// Returns what to say about a refusal, and what to do next.
    #[must_use]
    pub fn of_reason(reason: Reason) -> (Self, Self) {
        let part = |part| Self::part_of_reason(reason, part);
        (
            part("title").unwrap_or(Self::ReasonNeedsStaffTitle),
            part("next").unwrap_or(Self::ReasonNeedsStaffNext),
        )
    }

    /// Returns what to do next where nobody stands beside the kiosk, for the refusals whose usual next step is to turn
    /// to someone who does.
    #[must_use]
    pub fn alone(reason: Reason) -> Option<Self> {
        Self::part_of_reason(reason, "alone")
    }

    fn part_of_reason(reason: Reason, part: &str) -> Option<Self> {
        let code = reason.code().replace('_', "-");
        Self::find(&format!("reason-{code}-{part}"))
    }
}

impl AsRef<str> for Key {
    fn as_ref(&self) -> &str {
        self.0
    }
}

/// Returns the id, once it is known that the translation files have it: [`text_id!`](crate::text_id) asks while compiling.
///
/// # Panics
/// Where no file has it.
#[must_use]
pub const fn checked_id(id: &'static str) -> &'static str {
    let (mut low, mut high) = (0, generated::ALL.len());
    while low < high {
        let middle = low.midpoint(high);
        match compare(generated::ALL[middle].as_bytes(), id.as_bytes()) {
            0 => return id,
            ..0 => low = middle + 1,
            1.. => high = middle,
        }
    }
    panic!("assets/translations has no sentence with this id")
}

/// Returns -1, 0 or 1, as the first is before, equal to or after the second.
const fn compare(first: &[u8], second: &[u8]) -> i8 {
    let mut at = 0;
    while at < first.len() && at < second.len() {
        if first[at] != second[at] {
            return if first[at] < second[at] { -1 } else { 1 };
        }
        at += 1;
    }
    if first.len() == second.len() {
        0
    } else if first.len() < second.len() {
        -1
    } else {
        1
    }
}

/// Names a sentence by its id, which the translation files must have: the program does not compile otherwise.
#[macro_export]
macro_rules! text_id {
    ($id:literal) => {
        const { $crate::checked_id($id) }
    };
}
