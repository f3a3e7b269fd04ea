//! The icons, drawn: no font of symbols, no pictures to load, sharp at every size.

mod demos;
mod door;
mod hall;
mod map;
mod staff;
mod stages;
mod wares;

use egui::{Color32, Painter, Rect};
use shared::catalogue::{LifeCycleStage, PlaceKind};

use super::pen::{Pen, arc};

/// A drawn sign. It never stands alone: words beside it say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// Yes.
    Check,
    /// Yes, once more.
    Return,
    /// Out.
    ExitDoor,
    /// No.
    Cross,
    /// In.
    EnterDoor,
    /// In and out.
    BothWays,
    /// Somebody is asked.
    Question,
    /// One fewer.
    Minus,
    /// One more.
    Plus,
    /// A person will help.
    Person,
    /// More than one person.
    People,
    /// A stall with an awning.
    Stall,
    /// A ticket with a code.
    Ticket,
    /// Looking glass.
    Search,
    /// To the left, back.
    Back,
    /// To the right, on.
    On,
    /// Up.
    Up,
    /// Down.
    Down,
    /// Clears a field.
    Clear,
    /// A place on the grounds.
    Pin,
    /// A clock face.
    Clock,
    /// A certificate's seal.
    Seal,
    /// Connected.
    Linked,
    /// Not connected.
    Unlinked,
    /// On its way up.
    Outbox,
    /// A scanner.
    Scanner,
    /// A loudspeaker.
    Sound,
    /// One that is not heard.
    Silent,
    /// Something to see to.
    Warning,
    /// Raw materials.
    Clay,
    /// The kiln.
    Kiln,
    /// A cart.
    Cart,
    /// A cup.
    Cup,
    /// Round again.
    Cycle,
    /// A vase.
    Vase,
    /// A jar with its lid.
    Jar,
    /// A bowl.
    Bowl,
    /// A lantern.
    Lamp,
    /// A tile with a pattern.
    Tile,
    /// Incense in its bowl.
    Incense,
    /// A parcel with a bow.
    Gift,
    /// Sheets of gold leaf.
    Leaf,
    /// A leather bag.
    Bag,
    /// A sprig of herbs.
    Herb,
    /// A blossom of the paper flower.
    Flower,
    /// Closed.
    Lock,
    /// Open.
    Unlock,
    /// Takes the last character away.
    RubOut,
    /// Taken back.
    Undo,
    /// Typed by hand.
    Keys,
    /// Only a draft.
    Pencil,
    /// By oneself.
    Phone,
    /// The device.
    Device,
    /// One person more, without a ticket.
    Walker,
    /// The first page.
    House,
    /// The floor plan.
    Plan,
    /// A potter's wheel.
    Wheel,
    /// Houses of a village.
    Village,
    /// Those who belong together.
    Network,
    /// A card with stamps.
    Stamps,
    /// A hand that touches.
    Hand,
    /// Languages.
    Globe,
    /// What makes the screens easier.
    Access,
    /// Larger letters.
    LargeText,
    /// Dark and light.
    Contrast,
    /// Lower down.
    LowReach,
    /// Nothing moves.
    Calm,
    /// Goes by itself.
    Play,
    /// Stays.
    Pause,
    /// To the right, on.
    Forward,
    /// From the beginning.
    FromStart,
    /// Words below a picture.
    Captions,
    /// Left.
    Left,
    /// Right.
    Right,
    /// Straight on.
    Ahead,
    /// Around a corner to the left.
    TurnLeft,
    /// Around a corner to the right.
    TurnRight,
    /// All the way round.
    TurnBack,
    /// All there is to see.
    Whole,
    /// Toilets.
    Toilets,
    /// Room for a wheelchair; no step.
    Wheelchair,
    /// Drinking water.
    Water,
    /// First aid.
    FirstAid,
    /// A lift.
    Lift,
    /// A ramp.
    Ramp,
    /// Stairs or steps.
    Stairs,
    /// Where people help.
    Information,
    /// Seats.
    Seats,
    /// What everyone sees.
    Landmark,
}

impl Icon {
    /// The icon of a stage of a product's life.
    #[must_use]
    pub fn of_stage(stage: LifeCycleStage) -> Self {
        match stage {
            LifeCycleStage::Materials => Self::Clay,
            LifeCycleStage::Production => Self::Kiln,
            LifeCycleStage::Distribution => Self::Cart,
            LifeCycleStage::Use => Self::Cup,
            LifeCycleStage::Disposal => Self::Cycle,
        }
    }

    /// The icon of a kind of place on the plan.
    #[must_use]
    pub fn of_place(kind: PlaceKind) -> Self {
        match kind {
            PlaceKind::Entrance => Self::EnterDoor,
            PlaceKind::Exit => Self::ExitDoor,
            PlaceKind::Toilets => Self::Toilets,
            PlaceKind::AccessibleToilet => Self::Wheelchair,
            PlaceKind::Water => Self::Water,
            PlaceKind::FirstAid => Self::FirstAid,
            PlaceKind::Lift => Self::Lift,
            PlaceKind::Ramp => Self::Ramp,
            PlaceKind::Stairs => Self::Stairs,
            PlaceKind::Information => Self::Information,
            PlaceKind::Seats => Self::Seats,
            PlaceKind::Landmark => Self::Landmark,
        }
    }

    /// Draws it into the largest square of `rect`.
    pub fn draw(self, painter: &Painter, rect: Rect, colour: Color32) {
        let pen = Pen::new(painter, rect, 0.085, colour);
        match self {
            Self::Check | Self::Return | Self::ExitDoor | Self::Cross | Self::Person => {
                self.draw_verdict(&Pen::new(painter, rect, 0.12, colour));
            }
            Self::EnterDoor
            | Self::BothWays
            | Self::Question
            | Self::Minus
            | Self::Plus
            | Self::Sound
            | Self::Silent => {
                door::draw(self, &Pen::new(painter, rect, 0.12, colour));
            }
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
            Self::Linked | Self::Unlinked | Self::Outbox | Self::Scanner | Self::Warning => {
                self.draw_status(&pen);
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
            Self::Play | Self::Pause | Self::Forward | Self::FromStart | Self::Captions => {
                demos::draw(self, &pen);
            }
            Self::Left
            | Self::Right
            | Self::Ahead
            | Self::TurnLeft
            | Self::TurnRight
            | Self::TurnBack
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
            _ => self.draw_control(&pen),
        }
    }

    fn draw_verdict(self, pen: &Pen<'_>) {
        match self {
            Self::Check => pen.line(&[(0.14, 0.54), (0.39, 0.78), (0.86, 0.25)]),
            Self::Return => {
                pen.arc((0.5, 0.56), 0.34, 0.93, 1.74);
                pen.line(&[(0.36, 0.03), (0.56, 0.22), (0.36, 0.41)]);
            }
            Self::ExitDoor => {
                pen.line(&[(0.52, 0.12), (0.14, 0.12), (0.14, 0.88), (0.52, 0.88)]);
                pen.line(&[(0.38, 0.5), (0.9, 0.5)]);
                pen.line(&[(0.7, 0.29), (0.91, 0.5), (0.7, 0.71)]);
            }
            Self::Cross => {
                pen.line(&[(0.2, 0.2), (0.8, 0.8)]);
                pen.line(&[(0.8, 0.2), (0.2, 0.8)]);
            }
            _ => {
                // Head and shoulders, filled: from afar a person and not a line.
                pen.dot((0.5, 0.27), 0.19);
                pen.fill(&arc((0.5, 0.9), 0.37, 0.5, 1.0));
            }
        }
    }

    fn draw_status(self, pen: &Pen<'_>) {
        match self {
            Self::Linked => {
                pen.dot((0.5, 0.82), 0.09);
                pen.arc((0.5, 0.82), 0.32, 0.625, 0.875);
                pen.arc((0.5, 0.82), 0.58, 0.625, 0.875);
            }
            Self::Unlinked => {
                pen.dot((0.5, 0.82), 0.09);
                pen.arc((0.5, 0.82), 0.32, 0.625, 0.875);
                pen.arc((0.5, 0.82), 0.58, 0.625, 0.875);
                pen.line(&[(0.12, 0.14), (0.88, 0.92)]);
            }
            Self::Outbox => {
                pen.line(&[(0.1, 0.58), (0.1, 0.88), (0.9, 0.88), (0.9, 0.58)]);
                pen.line(&[(0.5, 0.68), (0.5, 0.14)]);
                pen.line(&[(0.28, 0.34), (0.5, 0.12), (0.72, 0.34)]);
            }
            Self::Scanner => {
                pen.line(&[(0.08, 0.3), (0.08, 0.12), (0.3, 0.12)]);
                pen.line(&[(0.7, 0.12), (0.92, 0.12), (0.92, 0.3)]);
                pen.line(&[(0.92, 0.7), (0.92, 0.88), (0.7, 0.88)]);
                pen.line(&[(0.3, 0.88), (0.08, 0.88), (0.08, 0.7)]);
                pen.line(&[(0.2, 0.5), (0.8, 0.5)]);
            }
            _ => {
                pen.ring(&[(0.5, 0.1), (0.94, 0.88), (0.06, 0.88)]);
                pen.line(&[(0.5, 0.38), (0.5, 0.62)]);
                pen.dot((0.5, 0.75), 0.05);
            }
        }
    }

    fn draw_control(self, pen: &Pen<'_>) {
        match self {
            Self::Stall => {
                pen.line(&[(0.14, 0.46), (0.14, 0.9), (0.86, 0.9), (0.86, 0.46)]);
                pen.line(&[(0.06, 0.36), (0.18, 0.1), (0.82, 0.1), (0.94, 0.36)]);
                for start in [0.06, 0.353, 0.647] {
                    pen.arc((start + 0.147, 0.36), 0.147, 0.5, 0.0);
                }
                pen.line(&[(0.4, 0.9), (0.4, 0.64), (0.6, 0.64), (0.6, 0.9)]);
            }
            Self::Ticket => {
                pen.frame((0.16, 0.06), (0.84, 0.94), 0.08);
                let fine = pen.finer(0.75);
                fine.frame((0.32, 0.22), (0.46, 0.36), 0.01);
                fine.frame((0.56, 0.22), (0.7, 0.36), 0.01);
                fine.frame((0.32, 0.46), (0.46, 0.6), 0.01);
                fine.dot((0.63, 0.53), 0.06);
                fine.line(&[(0.34, 0.76), (0.66, 0.76)]);
            }
            Self::Search => {
                pen.circle((0.42, 0.42), 0.3);
                pen.line(&[(0.64, 0.64), (0.92, 0.92)]);
            }
            Self::Back => {
                pen.line(&[(0.9, 0.5), (0.12, 0.5)]);
                pen.line(&[(0.42, 0.18), (0.1, 0.5), (0.42, 0.82)]);
            }
            Self::On => {
                pen.line(&[(0.1, 0.5), (0.88, 0.5)]);
                pen.line(&[(0.58, 0.18), (0.9, 0.5), (0.58, 0.82)]);
            }
            Self::People => {
                pen.dot((0.35, 0.3), 0.17);
                pen.fill(&arc((0.35, 0.86), 0.31, 0.5, 1.0));
                pen.arc((0.68, 0.3), 0.13, -0.3, 0.32);
                pen.arc((0.66, 0.86), 0.29, 0.8, 1.0);
            }
            Self::Up => pen.line(&[(0.14, 0.68), (0.5, 0.3), (0.86, 0.68)]),
            Self::Down => pen.line(&[(0.14, 0.32), (0.5, 0.7), (0.86, 0.32)]),
            Self::Clear => {
                pen.line(&[(0.22, 0.22), (0.78, 0.78)]);
                pen.line(&[(0.78, 0.22), (0.22, 0.78)]);
            }
            Self::Pin => {
                pen.arc((0.5, 0.38), 0.28, 0.44, 1.06);
                pen.line(&[(0.24, 0.49), (0.5, 0.94), (0.76, 0.49)]);
                pen.dot((0.5, 0.38), 0.1);
            }
            Self::Clock => {
                pen.circle((0.5, 0.5), 0.4);
                pen.line(&[(0.5, 0.26), (0.5, 0.52), (0.67, 0.62)]);
            }
            _ => {
                // The seal: a disc with ribbons and a check.
                pen.circle((0.5, 0.38), 0.3);
                pen.line(&[
                    (0.34, 0.64),
                    (0.28, 0.94),
                    (0.5, 0.82),
                    (0.72, 0.94),
                    (0.66, 0.64),
                ]);
                pen.finer(0.9)
                    .line(&[(0.38, 0.39), (0.47, 0.48), (0.63, 0.29)]);
            }
        }
    }
}
