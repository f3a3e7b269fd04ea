//! The icons: each is a line here and a drawing in `assets/icons`.

use std::sync::LazyLock;

use egui::{Color32, Painter, Rect};
use shared::catalogue::{LifeCycleStage, PlaceKind};

use super::drawing::Drawing;

macro_rules! icons {
    ($($name:ident = $file:literal,)*) => {
        /// A drawn sign. It never stands alone: words beside it say the same.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Icon {
            $($name,)*
        }

        /// The file of every icon, in the order of `Icon`, and what is in it.
        const FILES: &[(&str, &str)] = &[$((
            $file,
            include_str!(concat!("../../../../assets/icons/", $file, ".svg")),
        ),)*];
    };
}

icons! {
    Check = "check",
    Return = "return",
    ExitDoor = "exit-door",
    Cross = "cross",
    EnterDoor = "enter-door",
    BothWays = "both-ways",
    Question = "question",
    Minus = "minus",
    Plus = "plus",
    Person = "person",
    People = "people",
    Stall = "stall",
    Ticket = "ticket",
    Search = "search",
    Back = "back",
    On = "on",
    Up = "up",
    Down = "down",
    List = "list",
    Grid = "grid",
    Clear = "clear",
    Pin = "pin",
    Clock = "clock",
    Seal = "seal",
    Linked = "linked",
    Unlinked = "unlinked",
    Outbox = "outbox",
    Scanner = "scanner",
    Printer = "printer",
    Sound = "sound",
    Silent = "silent",
    Warning = "warning",
    Clay = "clay",
    Kiln = "kiln",
    Cart = "cart",
    Cup = "cup",
    Cycle = "cycle",
    Vase = "vase",
    Jar = "jar",
    Bowl = "bowl",
    Lamp = "lamp",
    Tile = "tile",
    Incense = "incense",
    Gift = "gift",
    Leaf = "leaf",
    Bag = "bag",
    Herb = "herb",
    Flower = "flower",
    Lock = "lock",
    Unlock = "unlock",
    RubOut = "rub-out",
    Undo = "undo",
    Keys = "keys",
    Pencil = "pencil",
    Phone = "phone",
    Device = "device",
    Walker = "walker",
    House = "house",
    Plan = "plan",
    Wheel = "wheel",
    Village = "village",
    Network = "network",
    Stamps = "stamps",
    Hand = "hand",
    Globe = "globe",
    Access = "access",
    LargeText = "large-text",
    Contrast = "contrast",
    LowReach = "low-reach",
    Calm = "calm",
    Play = "play",
    Pause = "pause",
    FromStart = "from-start",
    Captions = "captions",
    Ahead = "ahead",
    TurnLeft = "turn-left",
    TurnRight = "turn-right",
    TurnBack = "turn-back",
    MoveLeft = "move-left",
    MoveRight = "move-right",
    MoveUp = "move-up",
    MoveDown = "move-down",
    Whole = "whole",
    Toilets = "toilets",
    Wheelchair = "wheelchair",
    Water = "water",
    FirstAid = "first-aid",
    Lift = "lift",
    Ramp = "ramp",
    Stairs = "stairs",
    Information = "information",
    Seats = "seats",
    Landmark = "landmark",
}

impl Icon {
    /// Draws it into the largest square of `rect`.
    pub fn draw(self, painter: &Painter, rect: Rect, colour: Color32) {
        // A test reads every file: an icon that cannot be read is left out here, its words stand beside it.
        static DRAWINGS: LazyLock<Vec<Option<Drawing>>> = LazyLock::new(|| {
            let read = |(_, svg): &(&str, &str)| Drawing::from_svg(svg).ok();
            FILES.iter().map(read).collect()
        });
        if let Some(Some(drawing)) = DRAWINGS.get(self as usize) {
            drawing.draw(painter, rect, colour);
        }
    }

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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_icon_file_can_be_drawn() {
        let refused: Vec<String> = FILES
            .iter()
            .filter_map(|(name, svg)| {
                let error = Drawing::from_svg(svg).err()?;
                Some(format!("assets/icons/{name}.svg: {error}"))
            })
            .collect();
        assert!(refused.is_empty(), "{}", refused.join("\n"));
    }

    #[test]
    fn every_file_is_one_icon() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/icons");
        let there: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        let used: BTreeSet<String> = FILES
            .iter()
            .map(|(name, _)| format!("{name}.svg"))
            .collect();
        assert_eq!(there, used, "files in assets/icons and lines in icons.rs");
        assert_eq!(used.len(), FILES.len(), "two icons share a file");
    }
}
