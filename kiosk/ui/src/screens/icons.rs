//! The icons, drawn: no font of symbols, no pictures to load, sharp at every size.

mod controls;
mod door;
mod hall;
mod icon;
mod map;
mod staff;
mod stages;
mod status;
mod verdicts;
mod video;
mod wares;

use egui::{Color32, Painter, Rect};

use super::pen::Pen;
pub use icon::Icon;

impl Icon {
    /// Draws it into the largest square of `rect`.
    pub fn draw(self, painter: &Painter, rect: Rect, colour: Color32) {
        let pen = Pen::new(painter, rect, 0.085, colour);
        let thick = Pen::new(painter, rect, 0.12, colour);
        match self {
            Self::Check | Self::Return | Self::ExitDoor | Self::Cross | Self::Person => {
                verdicts::draw(self, &thick);
            }
            Self::EnterDoor
            | Self::BothWays
            | Self::Question
            | Self::Minus
            | Self::Plus
            | Self::Sound
            | Self::Silent => door::draw(self, &thick),
            Self::Clay | Self::Kiln | Self::Cart | Self::Cup | Self::Cycle => {
                stages::draw(self, &pen);
            }
            Self::Vase
            | Self::Jar
            | Self::Bowl
            | Self::Lamp
            | Self::Tile
            | Self::Incense
            | Self::Gift
            | Self::Leaf
            | Self::Bag
            | Self::Herb
            | Self::Flower => wares::draw(self, &pen),
            Self::Linked
            | Self::Unlinked
            | Self::Outbox
            | Self::Scanner
            | Self::Printer
            | Self::Warning => {
                status::draw(self, &pen);
            }
            Self::Lock
            | Self::Unlock
            | Self::RubOut
            | Self::Undo
            | Self::Keys
            | Self::Pencil
            | Self::Phone
            | Self::Device
            | Self::Walker => staff::draw(self, &pen),
            Self::House
            | Self::Plan
            | Self::Wheel
            | Self::Village
            | Self::Network
            | Self::Stamps
            | Self::Hand
            | Self::Globe
            | Self::Access
            | Self::LargeText
            | Self::Contrast
            | Self::LowReach
            | Self::Calm => hall::draw(self, &pen),
            Self::FromStart | Self::Captions => video::draw(self, &pen),
            Self::Ahead
            | Self::TurnLeft
            | Self::TurnRight
            | Self::TurnBack
            | Self::MoveLeft
            | Self::MoveRight
            | Self::MoveUp
            | Self::MoveDown
            | Self::Whole
            | Self::Toilets
            | Self::Wheelchair
            | Self::Water
            | Self::FirstAid
            | Self::Lift
            | Self::Ramp
            | Self::Stairs
            | Self::Information
            | Self::Seats
            | Self::Landmark => map::draw(self, &Pen::new(painter, rect, 0.1, colour)),
            _ => controls::draw(self, &pen),
        }
    }
}
