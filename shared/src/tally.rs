//! Who is inside, as kiosks count it.

mod effect;
mod inside;

pub use effect::{Effect, Rise, effects};
pub use inside::Inside;
