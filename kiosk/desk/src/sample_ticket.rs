//! Sample tickets, which a demonstration shows at the touch of a button.

/// Gives the next sample ticket, until there are no more.
pub type Samples = Box<dyn FnMut() -> Option<Sample> + Send>;

/// One sample ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sample {
    /// What its code says.
    Code(String),
    /// A picture file of it.
    Picture(Vec<u8>),
}
