//! What the workbook's sheets and columns are: one table for writing, reading and comparing.

/// One sheet: a list of the catalogue, or a list within each entry of one.
#[derive(Debug)]
pub(super) struct SheetLayout {
    /// Its name among the texts, as in `booths`.
    pub(super) id: &'static str,
    /// The list of the catalogue; empty for the catalogue itself.
    pub(super) list: &'static str,
    /// The list within each entry of `list` that the rows are, as in `products`.
    pub(super) child: Option<&'static str>,
    /// The field that tells entries apart; without it, their position does.
    pub(super) key: Option<&'static str>,
    /// The columns, the one that names the entry first.
    pub(super) columns: &'static [ColumnLayout],
}

/// One column, or one for each language.
#[derive(Debug)]
pub(super) struct ColumnLayout {
    /// Its name among the texts, as in `number`.
    pub(super) id: &'static str,
    /// The field, as in `rules.per_day`; empty for the entry itself.
    pub(super) field: &'static str,
    /// What its cells hold.
    pub(super) kind: CellKind,
    /// Whether a new entry needs it; within an object that may be missing, whenever the object is there.
    pub(super) required: bool,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellKind {
    /// Words in no language, such as a code.
    Text,
    /// A name of the letters A to Z, digits, `-` and `_`.
    Name,
    /// Words in one language.
    Localized,
    /// A whole number between these.
    Whole(i64, i64),
    /// Yes or no.
    Flag,
    /// Yes, no, or as for the whole exhibition.
    OptionalFlag,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// The name of an entry of this list.
    Reference(&'static str),
    /// Names of entries of this list.
    References(&'static str),
    /// Zones, a bit each.
    Zones,
    /// A day, counted from 1 in the workbook and from 0 in the catalogue.
    Day,
    /// Days.
    Days,
    /// When a gate is open.
    GateHours,
    /// The position of the row, from 1.
    Position,
    /// The entry that the row is part of.
    Parent,
}

use CellKind::{
    Choice, Date, Day, Days, Flag, Localized, Name, OptionalFlag, Parent, Position, Reference,
    References, Text, Time, Whole, Zones,
};

/// When gates are open, by the words of the catalogue.
pub(super) const GATE_HOURS: &[&str] = &["always", "as_the_day", "own"];
const STAGES: &[&str] = &["materials", "production", "distribution", "use", "disposal"];
const BYTE: CellKind = Whole(0, 255);
const SHORT: CellKind = Whole(0, 65_535);
const LONG: CellKind = Whole(0, 4_294_967_295);

const fn required(id: &'static str, field: &'static str, kind: CellKind) -> ColumnLayout {
    ColumnLayout {
        id,
        field,
        kind,
        required: true,
    }
}

const fn optional(id: &'static str, field: &'static str, kind: CellKind) -> ColumnLayout {
    ColumnLayout {
        id,
        field,
        kind,
        required: false,
    }
}

const fn list(
    id: &'static str,
    key: Option<&'static str>,
    columns: &'static [ColumnLayout],
) -> SheetLayout {
    SheetLayout {
        id,
        list: id,
        child: None,
        key,
        columns,
    }
}

const fn within(
    id: &'static str,
    list: &'static str,
    child: &'static str,
    columns: &'static [ColumnLayout],
) -> SheetLayout {
    SheetLayout {
        id,
        list,
        child: Some(child),
        key: None,
        columns,
    }
}

const HOURS: [ColumnLayout; 4] = [
    required("of", "", Parent),
    optional("day", "day", Day),
    required("opens", "opens", Time),
    required("closes", "closes", Time),
];

/// The sheets. A list stands before those that refer to its bits and before the lists within its entries.
pub(super) const SHEETS: [SheetLayout; 18] = [
    SheetLayout {
        id: "exhibition",
        list: "",
        child: None,
        key: None,
        columns: &[
            required("exhibition", "exhibition", SHORT),
            required("name", "name", Localized),
            required("venue", "venue", Localized),
            required("utc", "utc_offset_minutes", Whole(-1_080, 1_080)),
            required("reentry", "reentry", Flag),
            required("sample", "sample", Flag),
            optional("url", "public_url", Text),
            required("wifi-name", "wifi.name", Text),
            optional("wifi-password", "wifi.password", Text),
        ],
    },
    list("organisers", None, &[required("name", "", Localized)]),
    list(
        "days",
        None,
        &[
            optional("position", "", Position),
            required("date", "date", Date),
            required("opens", "opens", Time),
            required("closes", "closes", Time),
            required("title", "title", Localized),
        ],
    ),
    list(
        "zones",
        Some("id"),
        &[
            required("id", "id", Text),
            required("bit", "bit", BYTE),
            required("name", "name", Localized),
            optional("capacity", "capacity", LONG),
            required("unlimited", "unlimited", Flag),
        ],
    ),
    list(
        "gates",
        Some("id"),
        &[
            required("id", "id", Name),
            required("name", "name", Localized),
            required("direction", "direction", Choice(&["in", "out", "both"])),
            optional("zone", "zone", Reference("zones")),
            optional("hours", "hours", CellKind::GateHours),
            optional("ticket_types", "ticket_types", References("ticket_types")),
        ],
    ),
    within("gate_hours", "gates", "hours.own", &HOURS),
    list(
        "ticket_types",
        Some("id"),
        &[
            required("id", "id", BYTE),
            required("key", "key", Text),
            required("name", "name", Localized),
            required(
                "policy",
                "policy",
                Choice(&["once_per_day", "single", "unlimited"]),
            ),
            required("party", "party", BYTE),
            required("zones", "zones", Zones),
            optional("reentry", "rules.reentry", OptionalFlag),
            optional("days", "rules.days", Days),
            optional("early", "rules.early_minutes", SHORT),
            optional("late", "rules.late_minutes", SHORT),
            optional("per_day", "rules.per_day", SHORT),
            optional("in_all", "rules.in_all", SHORT),
            optional("count_reentry", "rules.count_reentry", OptionalFlag),
            optional("days_at_most", "rules.days_at_most", SHORT),
            optional("wait", "rules.wait_minutes", SHORT),
            required("partial", "rules.partial", Flag),
            required("beyond_capacity", "rules.beyond_capacity", Flag),
            required("needs_staff", "rules.needs_staff", Flag),
        ],
    ),
    within("ticket_hours", "ticket_types", "rules.hours", &HOURS),
    list(
        "areas",
        Some("id"),
        &[
            required("id", "id", Text),
            required("name", "name", Localized),
        ],
    ),
    list(
        "villages",
        Some("id"),
        &[
            required("id", "id", Name),
            required("name", "name", Localized),
            required("craft", "craft", Localized),
            required("about", "about", Localized),
        ],
    ),
    list(
        "booths",
        Some("number"),
        &[
            required("number", "number", SHORT),
            required("name", "name", Localized),
            required("producer", "producer", Localized),
            required("village", "village", Reference("villages")),
            required("area", "area", Reference("areas")),
            required("certificate", "certificate", Flag),
            required("description", "description", Localized),
        ],
    ),
    within(
        "products",
        "booths",
        "products",
        &[
            required("of", "", Parent),
            required("product", "", Localized),
        ],
    ),
    within(
        "practices",
        "booths",
        "practices",
        &[
            required("of", "", Parent),
            required("stage", "stage", Choice(STAGES)),
            required("text", "text", Localized),
        ],
    ),
    list(
        "artisans",
        Some("id"),
        &[
            required("id", "id", Text),
            required("name", "name", Localized),
            required("village", "village", Reference("villages")),
            required("craft", "craft", Localized),
            required("story", "story", Localized),
            required("video-file", "video.file", Text),
            required("video-title", "video.title", Localized),
            required("video-seconds", "video.seconds", SHORT),
        ],
    ),
    within(
        "steps",
        "artisans",
        "steps",
        &[
            required("of", "", Parent),
            required("title", "title", Localized),
            required("text", "text", Localized),
        ],
    ),
    within(
        "captions",
        "artisans",
        "video.captions",
        &[
            required("of", "", Parent),
            required("from", "from_ms", LONG),
            required("to", "to_ms", LONG),
            required("text", "text", Localized),
        ],
    ),
    list(
        "sessions",
        Some("id"),
        &[
            required("id", "id", Text),
            required("title", "title", Localized),
            required("day", "day", Day),
            required("starts", "starts", Time),
            required("minutes", "minutes", SHORT),
            required("artisan", "artisan", Reference("artisans")),
            required("area", "area", Reference("areas")),
            required("hands_on", "hands_on", Flag),
            optional("places", "places", SHORT),
        ],
    ),
    // A list that `pictures` makes of the pictures of everything.
    list(
        "pictures",
        None,
        &[
            required(
                "owner",
                "owner",
                Choice(&["village", "booth", "artisan", "stage"]),
            ),
            required("owner-id", "owner_id", Text),
            optional("step", "step", Whole(1, 65_535)),
            required("file", "file", Text),
            required("alt", "alt", Localized),
            optional("caption", "caption", Localized),
            optional("focus-x", "focus_x", BYTE),
            optional("focus-y", "focus_y", BYTE),
            optional("fit", "fit", Choice(&["cover", "whole"])),
        ],
    ),
];

/// Returns the field by which cells name an entry of a list.
pub(super) fn name_field(list: &str) -> &'static str {
    match list {
        "ticket_types" => "key",
        "booths" => "number",
        _ => "id",
    }
}

impl ColumnLayout {
    /// Returns the object that may be missing in an entry and has the field, as in `wifi`.
    pub(super) fn container(&self) -> Option<&'static str> {
        let (container, _) = self.field.split_once('.')?;
        Some(container)
    }
}
