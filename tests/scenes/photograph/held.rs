//! A ticket held up under some condition, of which frames can be taken.

use image::GrayImage;

use super::shown::{fresh, ticket};
use super::{Conditions, photograph};

/// Conditions that belong together, and how many of their photographs must be read.
pub(crate) struct Family {
    pub(crate) name: &'static str,
    /// Of a hundred single photographs.
    pub(crate) floor: u64,
    /// Of a hundred visitors who hold the ticket up for five frames.
    pub(crate) frames_floor: u64,
    pub(crate) kinds: &'static [Kind],
}

/// One condition of a family.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// What is different from a ticket held calmly into the light.
    change: fn(&mut Conditions),
    /// What is shown.
    shown: fn(&GrayImage, u64) -> GrayImage,
    /// Given as a file, as from a chat, and not photographed.
    file: bool,
}

/// A fresh ticket under this condition.
pub(super) const fn kind(name: &'static str, change: fn(&mut Conditions)) -> Kind {
    Kind {
        name,
        change,
        shown: fresh,
        file: false,
    }
}

/// A condition under which something else is shown than a fresh ticket.
pub(super) const fn shows(
    name: &'static str,
    shown: fn(&GrayImage, u64) -> GrayImage,
    change: fn(&mut Conditions),
) -> Kind {
    Kind {
        name,
        change,
        shown,
        file: false,
    }
}

/// A picture that comes as a file.
pub(super) const fn file(name: &'static str, shown: fn(&GrayImage, u64) -> GrayImage) -> Kind {
    Kind {
        name,
        change: |_| {},
        shown,
        file: true,
    }
}

/// One ticket under one condition, of which any number of frames can be taken.
pub(crate) struct Held {
    /// What its code says.
    pub(crate) digits: String,
    shown: GrayImage,
    how: Option<Conditions>,
    seed: u64,
}

impl Kind {
    /// Whether there is one picture only, and no camera that could take another.
    pub(crate) fn is_file(&self) -> bool {
        self.file
    }

    /// The ticket with this seed under this condition.
    pub(crate) fn held(&self, seed: u64) -> Held {
        let (digits, symbol) = ticket(seed);
        let mut how = Conditions {
            sheet: seed,
            ..Conditions::default()
        };
        (self.change)(&mut how);
        Held {
            digits,
            shown: (self.shown)(&symbol, seed),
            how: (!self.file).then_some(how),
            seed,
        }
    }
}

impl Held {
    /// Frame number `frame` of this ticket: each is noisy, moved and lit in its own way.
    pub(crate) fn frame(&self, frame: u64) -> GrayImage {
        match &self.how {
            Some(how) => photograph(&self.shown, how, self.seed * 31 + frame * 5003),
            None => self.shown.clone(),
        }
    }
}
