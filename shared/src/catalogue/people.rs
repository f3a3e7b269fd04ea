//! Who shows what: villages, booths, artisans and their sessions.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::{Localized, Picture, Video};
use crate::ids::{BoothNumber, VillageId};
use crate::time::deserialize_time;

/// A craft village.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Village {
    /// A short name: `bat-trang`.
    pub id: VillageId,
    /// Its name.
    pub name: Localized,
    /// Its craft.
    pub craft: Localized,
    /// What it is known for, in a few sentences.
    pub about: Localized,
    /// Pictures, the one that stands for the whole first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<Picture>,
}

/// A booth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booth {
    /// Its number on the plan.
    pub number: BoothNumber,
    /// Its name.
    pub name: Localized,
    /// The producer who holds it.
    pub producer: Localized,
    /// The village it comes from.
    pub village: VillageId,
    /// The area it stands in.
    pub area: String,
    /// What it shows, a few words each.
    pub products: Vec<Localized>,
    /// What it is about, in a few sentences.
    pub description: Localized,
    /// What its producer does for sustainability.
    pub practices: Vec<Practice>,
    /// Whether the organisers gave it a certificate of participation.
    #[serde(default)]
    pub certificate: bool,
    /// Pictures, the one that stands for the whole first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<Picture>,
}

/// One thing a producer does for sustainability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Practice {
    /// At which stage of the product's life.
    pub stage: LifeCycleStage,
    /// What is done.
    pub text: Localized,
}

/// The stages of a product's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LifeCycleStage {
    /// Extraction and supply of raw materials.
    Materials,
    /// Production and processing.
    Production,
    /// Distribution.
    Distribution,
    /// Consumption.
    Use,
    /// Disposal.
    Disposal,
}

/// An artisan who works in front of visitors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Artisan {
    /// A short name without spaces: `artisan-3`.
    pub id: String,
    /// The name.
    pub name: Localized,
    /// The village.
    pub village: VillageId,
    /// The craft.
    pub craft: Localized,
    /// Their story, in a few sentences.
    pub story: Localized,
    /// The steps of the craft, in order.
    pub steps: Vec<CraftStep>,
    /// The craft in a video, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub video: Option<Video>,
    /// Pictures, the one that stands for the whole first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<Picture>,
}

/// One step of a craft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CraftStep {
    /// A few words.
    pub title: Localized,
    /// A sentence or two.
    pub text: Localized,
    /// Pictures, the one that stands for the whole first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<Picture>,
}

/// A demonstration, or a session in which visitors try for themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// A short name without spaces: `d2-10-wheel`.
    pub id: String,
    /// What is shown.
    pub title: Localized,
    /// Which day of the exhibition, counted from 0.
    pub day: u8,
    /// When it begins, local time.
    #[serde(deserialize_with = "deserialize_time")]
    pub starts: Time,
    /// How long it takes, in minutes.
    pub minutes: u16,
    /// The artisan.
    pub artisan: String,
    /// The area it is held in.
    pub area: String,
    /// Whether visitors try for themselves.
    pub hands_on: bool,
    /// The number of places, where it is limited.
    #[serde(default)]
    pub places: Option<u16>,
}
