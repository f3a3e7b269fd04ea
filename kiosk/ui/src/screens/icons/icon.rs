//! The icons by what they say.

use shared::catalogue::{LifeCycleStage, PlaceKind};

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
    /// One below the other.
    List,
    /// Side by side in rows.
    Grid,
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
    /// Paper out of a printer.
    Printer,
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
    /// From the beginning.
    FromStart,
    /// Words below a picture.
    Captions,
    /// Straight on.
    Ahead,
    /// Around a corner to the left.
    TurnLeft,
    /// Around a corner to the right.
    TurnRight,
    /// All the way round.
    TurnBack,
    /// Moves the map to the left.
    MoveLeft,
    /// Moves it to the right.
    MoveRight,
    /// Moves it up.
    MoveUp,
    /// Moves it down.
    MoveDown,
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
}
