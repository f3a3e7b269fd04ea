//! What the desk knows for the visitor who stands before a hall's kiosk: their stamp card, and whether their submission
//! was taken. Both are forgotten with them.

use std::fmt;

use shared::ids::BoothNumber;
use shared::submission::Wish;

/// What the desk knows for the present visitor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PeopleView {
    /// The booths of the ticket that was shown last for its stamp card.
    pub stamps: Option<StampCard>,
    /// What became of the submission that was written last.
    pub submission: Option<SubmissionAnswer>,
}

/// The booths that a ticket has visited, as far as this kiosk knows. Whose ticket it is, is not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StampCard {
    /// Counts up with every card, so that a screen can tell a new one from the one it shows.
    pub id: u64,
    /// The booths, by number.
    pub booths: Vec<BoothNumber>,
}

/// What became of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubmissionAnswer {
    /// The number that the window gave it.
    pub number: u64,
    /// Whether it is kept, durably; otherwise nothing is.
    pub kept: bool,
}

/// A submission as a visitor has written and agreed to it.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// The language of what they agreed to.
    pub language: String,
    /// Their name.
    pub name: String,
    /// A telephone number or an e-mail address.
    pub reach: String,
    /// What they want.
    pub wish: Wish,
    /// The [`shared::submission::hash_of_words`] that they agreed to.
    pub words: [u8; 32],
}

/// Says that there is one, and nothing of what is in it: what is printed ends up in logs.
impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Draft({:?})", self.wish)
    }
}
