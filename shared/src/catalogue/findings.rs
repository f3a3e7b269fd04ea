//! What is wrong with a catalogue: where, and what. Pages have words for each in their reader's language.

use std::collections::HashSet;
use std::fmt::{self, Display};
use std::hash::Hash;

use serde::{Serialize, Serializer};

use super::Obstacle;
use crate::ids::BoothNumber;

/// One thing that is wrong with a catalogue, or remarkable. It shows as English words that an organiser can act on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Where it is.
    pub place: ProblemPlace,
    /// What it is.
    pub kind: ProblemKind,
}

impl Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place.part {
            CataloguePart::Catalogue => self.kind.fmt(f),
            _ => write!(f, "{}: {}", self.place, self.kind),
        }
    }
}

/// Where a problem is, as in `booth 12`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProblemPlace {
    /// What part of the catalogue.
    pub part: CataloguePart,
    /// Which, by the name that the catalogue has for it; empty for a list as a whole.
    pub name: String,
    /// The picture or video there.
    pub file: Option<ProblemFile>,
}

/// A picture or video that a problem is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProblemFile {
    /// Whether it is a video.
    pub is_video: bool,
    /// The file's name.
    pub name: String,
}

impl ProblemPlace {
    /// Returns a part of a catalogue by its name.
    #[must_use]
    pub fn new(part: CataloguePart, name: impl Display) -> Self {
        Self {
            part,
            name: name.to_string(),
            file: None,
        }
    }

    /// Returns the place of a file there.
    pub(super) fn with_file(self, is_video: bool, name: &str) -> Self {
        let name = name.to_owned();
        let file = Some(ProblemFile { is_video, name });
        Self { file, ..self }
    }
}

impl From<CataloguePart> for ProblemPlace {
    fn from(part: CataloguePart) -> Self {
        Self::new(part, "")
    }
}

impl Display for ProblemPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.part.code())?;
        if !self.name.is_empty() {
            write!(f, " {}", self.name)?;
        }
        match &self.file {
            Some(file) if file.is_video => write!(f, ": video \"{}\"", file.name),
            Some(file) => write!(f, ": picture \"{}\"", file.name),
            None => Ok(()),
        }
    }
}

coded! {
    /// A part of a catalogue. Its code is its English name.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum CataloguePart {
        /// The whole.
        Catalogue = "catalogue",
        /// The address for visitors' phones.
        PublicUrl = "public_url",
        /// The Wi-Fi for visitors' phones.
        Wifi = "wifi",
        /// The days.
        Days = "days",
        /// One of them.
        Day = "day",
        /// The zones.
        Zones = "zones",
        /// One of them.
        Zone = "zone",
        /// The gates.
        Gates = "gates",
        /// One of them.
        Gate = "gate",
        /// The ticket types.
        TicketTypes = "ticket_types",
        /// One of them.
        TicketType = "ticket type",
        /// The areas.
        Areas = "areas",
        /// One of them.
        Area = "area",
        /// The villages.
        Villages = "villages",
        /// One of them.
        Village = "village",
        /// The booths.
        Booths = "booths",
        /// One of them.
        Booth = "booth",
        /// The artisans.
        Artisans = "artisans",
        /// One of them.
        Artisan = "artisan",
        /// The sessions.
        Sessions = "sessions",
        /// One of them.
        Session = "session",
        /// The pictures of the stages of a product's life.
        StagePictures = "stage_pictures",
        /// The floor plan.
        Plan = "plan",
        /// Its levels.
        PlanLevels = "plan levels",
        /// One of them.
        PlanLevel = "plan level",
        /// The same, as something on it calls it.
        Level = "level",
        /// The booths on it.
        PlanBooths = "plan booths",
        /// One of them.
        PlanBooth = "plan booth",
        /// The areas on it.
        PlanAreas = "plan areas",
        /// One of them.
        PlanArea = "plan area",
        /// The places on it.
        PlanPlaces = "plan places",
        /// One of them.
        PlanPlace = "plan place",
        /// Where kiosks stand on it.
        PlanStands = "plan stands",
        /// A stand that names neither a kiosk nor a gate.
        PlanStand = "plan stand",
        /// The stand of a kiosk.
        PlanKiosk = "plan stand of kiosk",
        /// The stand of a gate's kiosks.
        PlanGate = "plan stand of gate",
        /// The junctions of its ways.
        PlanKnots = "plan knots",
        /// One of them.
        PlanKnot = "plan knot",
        /// A way between two of them.
        PlanWay = "plan way",
    }
}

impl Serialize for CataloguePart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// What is wrong, or remarkable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the message of each says what it is")]
pub enum ProblemKind {
    #[error(
        "\"{url}\" is no address of a server; write it like https://kimlan.example.vn, without a slash at its end"
    )]
    PublicUrl { url: String },
    #[error("a name of {bytes} bytes; write the network's name, 1 to 32 bytes")]
    WifiName { bytes: usize },
    #[error(
        "a password of {characters} characters; write 8 to 63, or leave it out for an open network"
    )]
    WifiPassword { characters: usize },
    #[error("{days} days; a ticket can name 1 to 16")]
    DayCount { days: usize },
    #[error("not in ascending order; sort them by date")]
    DayOrder,
    #[error("none; add at least one")]
    NoneThere,
    #[error("\"{id}\" is there twice")]
    Twice { id: String },
    #[error("\"{key}\" admits nobody; set party to 1 or more")]
    PartyOfNobody { key: String },
    #[error("bit {bit}; a ticket has bits 0 to 15")]
    ZoneBit { bit: String },
    #[error("room for nobody; leave capacity out for no limit")]
    RoomForNobody,
    #[error("{} \"{id}\" is not in the list", what.code())]
    Unlisted { what: CataloguePart, id: String },
    #[error("hours of a day that is not in the list; days count from 0")]
    HoursOfUnknownDay,
    #[error("day {day} is not in the list")]
    UnknownDay { day: u8, number: u16 },
    #[error("no Vietnamese name")]
    NoVietnameseName,
    #[error("a limit of 0 lets nobody in; leave it out for no limit")]
    LimitOfNobody,
    #[error("days_at_most is never reached; leave it out, or make it less than the days there are")]
    DaysNeverReached,
    #[error("count_reentry says how per_day and in_all count; set one of them, or leave it out")]
    CountReentryAlone,
    #[error("the policy admits less often than the limits say; set policy to unlimited")]
    LimitBeyondPolicy,
    #[error("a party that comes in parts can't be made to wait; leave out wait_minutes")]
    PartsThatWait,
    #[error("opens and closes at {at}; where it never closes, leave the hours out")]
    OpensAsItCloses { at: String },
    #[error(
        "closes at {closes}, before it opens at {opens}; hours that go on past midnight end at {latest} at the latest"
    )]
    ClosesTooLate {
        opens: String,
        closes: String,
        latest: String,
    },
    #[error(
        "opens at {opens}, while the evening before goes on until {until}; open at that time or later"
    )]
    OpensAtNight { opens: String, until: String },
    #[error(
        "doors are open past midnight: what happens until {until} belongs to the evening's day, for tickets and in totals"
    )]
    PastMidnight { until: String },
    #[error("no file name; write it without a folder")]
    NoFileName,
    #[error("not among the media")]
    NotAmongMedia,
    #[error("no Vietnamese words in alt; say what it shows")]
    NoPictureWords,
    #[error("its focus is outside of it; give per cent, 0 to 100: \"focus\": [50, 30]")]
    FocusOutside,
    #[error("no Vietnamese title; say what it shows")]
    NoVideoTitle,
    #[error("{seconds} seconds; give its length, 1 to {most}")]
    VideoSeconds { seconds: u16, most: u16 },
    #[error("{size} MB; kiosks take {most} at most: encode it smaller")]
    VideoSize { size: u64, most: u64 },
    #[error("no captions; kiosks play no sound, so write what is shown and said")]
    NoCaptions,
    #[error(
        "the caption from {from} to {to} ms is not between the one before and the end; sort them by time"
    )]
    CaptionOrder { from: u32, to: u32 },
    #[error("the caption from {from} ms has no Vietnamese words")]
    NoCaptionWords { from: u32 },
    #[error("no levels; add at least one")]
    NoLevels,
    #[error(
        "its outline is no shape; give at least three corners in order, in metres, without crossing lines"
    )]
    OutlineShape,
    #[error(
        "block {block} is no shape; give at least three corners in order, in metres, without crossing lines"
    )]
    BlockShape { block: usize },
    #[error("height {height}; give metres")]
    Height { height: String },
    #[error("not among the booths")]
    NotABooth,
    #[error("no size; give width and height in metres")]
    NoSize,
    #[error("overlaps booth {other}")]
    Overlaps { other: BoothNumber },
    #[error("stands in a wall")]
    InAWall,
    #[error("not in the list of areas")]
    NotAnArea,
    #[error("no shape; give at least three corners in order, in metres")]
    AreaShape,
    #[error("outside the outline of level {level}")]
    OutsideLevel { level: String },
    #[error("inside {obstacle}")]
    Inside { obstacle: NamedObstacle },
    #[error("the gate is not in the list")]
    UnknownGate,
    #[error("name either a kiosk or a gate")]
    StandOfNobody,
    #[error("faces {degrees} degrees; give 0 to 359")]
    Facing { degrees: u16 },
    #[error("\"{mark}\" is not among the places")]
    UnknownMark { mark: String },
    #[error("no such knots")]
    UnknownKnots,
    #[error("leads nowhere")]
    LeadsNowhere,
    #[error("stairs and lifts lead to another level; use steps on the same")]
    StairsOnOneLevel,
    #[error("leads to another level; make it stairs or a lift")]
    FloorBetweenLevels,
    #[error("goes through {obstacle}")]
    Through { obstacle: NamedObstacle },
    #[error("no ways; join knots by ways on the floor")]
    NoWays,
    #[error("no way leads there from {from}; bring a way within 8 m, past no wall")]
    CutOff { from: ProblemPlace },
    #[error(
        "no way without a step leads there from {from}; kiosks say so to visitors who ask for one"
    )]
    OverSteps { from: ProblemPlace },
    #[error("not on the plan; kiosks show no way there")]
    Undrawn,
}

/// What stands in the way: a booth, or else a wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct NamedObstacle(pub Option<BoothNumber>);

impl From<&Obstacle> for NamedObstacle {
    fn from(obstacle: &Obstacle) -> Self {
        Self(obstacle.booth)
    }
}

impl Display for NamedObstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(number) => write!(f, "booth {number}"),
            None => f.write_str("a wall"),
        }
    }
}

/// Problems as they are found.
#[derive(Default)]
pub(super) struct Findings(pub(super) Vec<Problem>);

/// Problems at one place of a catalogue.
pub(super) struct FindingsAt<'a> {
    found: &'a mut Findings,
    place: ProblemPlace,
}

impl Findings {
    /// Returns where to add problems of one of a list.
    pub(super) fn of(&mut self, part: CataloguePart, name: impl Display) -> FindingsAt<'_> {
        self.at(ProblemPlace::new(part, name))
    }

    /// Returns where to add problems of a place.
    pub(super) fn at(&mut self, place: impl Into<ProblemPlace>) -> FindingsAt<'_> {
        FindingsAt {
            found: self,
            place: place.into(),
        }
    }

    /// Adds a problem for each id that a list has twice.
    pub(super) fn unique<T: Hash + Eq + Copy + Display>(
        &mut self,
        list: CataloguePart,
        ids: impl Iterator<Item = T>,
    ) {
        let mut seen = HashSet::new();
        for id in ids {
            if !seen.insert(id) {
                let id = id.to_string();
                self.at(list).unless(false, ProblemKind::Twice { id });
            }
        }
    }
}

impl FindingsAt<'_> {
    /// Adds a problem where a condition does not hold.
    pub(super) fn unless(&mut self, good: bool, kind: ProblemKind) {
        if !good {
            let place = self.place.clone();
            self.found.0.push(Problem { place, kind });
        }
    }

    /// Adds a problem where something that is named here is not in the catalogue.
    pub(super) fn listed(&mut self, is_known: bool, what: CataloguePart, id: impl Display) {
        if !is_known {
            let id = id.to_string();
            self.unless(false, ProblemKind::Unlisted { what, id });
        }
    }
}
