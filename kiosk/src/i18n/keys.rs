//! The sentences by name, a room of the exhibition each: a key that no file has, or a sentence that no key names, fails
//! a test.

mod access;
mod booths;
mod demos;
mod door;
mod hall;
mod house;
mod keyboard;
mod map;
mod staff;
mod submissions;
mod villages;
mod visits;
mod way;

/// A sentence of the translation files: its id there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key(&'static str);

/// Names the sentences of one file: a constant of [`Key`] each, and the list of them all.
macro_rules! keys {
    ($($name:ident = $id:literal),+ $(,)?) => {
        // Each reads as a variant of one great enum; the sentence itself, beside its id in the files, says what it is.
        #[allow(non_upper_case_globals, missing_docs)]
        impl super::Key {
            $(pub const $name: Self = Self($id);)+
        }

        /// Every sentence of this room.
        pub(super) const ALL: &[super::Key] = &[$(super::Key::$name),+];
    };
}
use keys;

impl Key {
    /// Every sentence there is.
    pub fn all() -> impl Iterator<Item = Self> {
        let rooms = [
            house::ALL,
            access::ALL,
            door::ALL,
            hall::ALL,
            booths::ALL,
            villages::ALL,
            keyboard::ALL,
            map::ALL,
            way::ALL,
            demos::ALL,
            visits::ALL,
            submissions::ALL,
            staff::ALL,
        ];
        rooms.into_iter().flatten().copied()
    }

    /// Its id in the translation files.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.0
    }
}
