//! Which of the exhibition's pictures can't be shown: for staff, since visitors see ornaments in their places.

use std::collections::BTreeSet;

/// The pictures that can't be shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PicturesStatus {
    /// Those that the catalogue names and this kiosk does not have; they come when the server is reached.
    pub missing: Lacking,
    /// Those that are here and can't be shown; a screen wanted them since they came into force.
    pub broken: Lacking,
}

/// Some files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lacking {
    /// How many they are.
    pub count: usize,
    /// The name of the first, in order of the alphabet.
    pub first: Option<String>,
}

impl Lacking {
    /// These files.
    #[must_use]
    pub fn of(files: &BTreeSet<String>) -> Self {
        Self {
            count: files.len(),
            first: files.first().cloned(),
        }
    }
}
