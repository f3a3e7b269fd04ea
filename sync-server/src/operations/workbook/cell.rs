//! One cell: from a value of the catalogue to its text, and back.

use jiff::civil::{Date, Time};
use serde_json::{Map, Value};
use shared::ids::VillageId;
use shared::time::WrittenDate;
use unicode_normalization::UnicodeNormalization;

use super::fault::CellFault;
use super::layout::{CellKind, GATE_HOURS};
use super::words::WorkbookLanguage;

/// What cells are read and written by.
#[derive(Clone, Copy)]
pub(super) struct CellContext<'a> {
    /// The language of words that stand for values.
    pub(super) words: WorkbookLanguage,
    /// The list of zones, by whose names their bits are called.
    pub(super) zones: Option<&'a Value>,
}

/// Returns a text as it is compared and taken over: composed letters, plain spaces, no spaces around it.
pub(super) fn tidy(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let plain = text.nfc().filter(|letter| *letter != '\u{feff}');
    let plain: String = plain
        .map(|letter| match letter {
            '\u{a0}' | '\u{202f}' => ' ',
            letter => letter,
        })
        .collect();
    plain.trim().to_owned()
}

/// Returns the value at a path such as `rules.per_day`; the whole for an empty one.
pub(super) fn get<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    let mut parts = path.split('.').filter(|part| !part.is_empty());
    let found = parts.try_fold(value, |value, part| value.get(part))?;
    (!found.is_null()).then_some(found)
}

/// Sets or removes the value at a path; objects on the way are made as needed.
pub(super) fn set(value: &mut Value, path: &str, new: Option<Value>) {
    let Some((first, rest)) = path.split_once('.') else {
        if let Some(object) = object_at(value, "") {
            match new {
                Some(new) => drop(object.insert(path.to_owned(), new)),
                None => drop(object.remove(path)),
            }
        }
        return;
    };
    if new.is_none() && value.get(first).is_none() {
        return;
    }
    if let Some(object) = object_at(value, "") {
        let inner = object.entry(first).or_insert_with(empty);
        set(inner, rest, new);
    }
}

/// Returns the object at a path, made where there is none.
pub(super) fn object_at<'a>(
    value: &'a mut Value,
    path: &str,
) -> Option<&'a mut Map<String, Value>> {
    let mut at = value;
    for part in path.split('.').filter(|part| !part.is_empty()) {
        if !at.is_object() {
            *at = empty();
        }
        at = at.as_object_mut()?.entry(part).or_insert_with(empty);
    }
    if !at.is_object() {
        *at = empty();
    }
    at.as_object_mut()
}

fn empty() -> Value {
    Value::Object(Map::new())
}

impl CellContext<'_> {
    /// Returns the text of a value, of which a cell has one language where it has several.
    pub(super) fn show(
        self,
        kind: CellKind,
        language: Option<&str>,
        value: Option<&Value>,
    ) -> String {
        match kind {
            CellKind::Flag => self.yes_or_no(value.and_then(Value::as_bool).unwrap_or_default()),
            CellKind::OptionalFlag => value
                .and_then(Value::as_bool)
                .map_or_else(String::new, |it| self.yes_or_no(it)),
            CellKind::GateHours => self.words.choice(match value {
                None => GATE_HOURS[0],
                Some(Value::String(word)) => word,
                Some(_) => GATE_HOURS[2],
            }),
            _ => value.map_or_else(String::new, |it| self.show_value(kind, language, it)),
        }
    }

    fn show_value(self, kind: CellKind, language: Option<&str>, value: &Value) -> String {
        let list = |show: &dyn Fn(&Value) -> String| {
            let shown = value.as_array().into_iter().flatten().map(show);
            shown.collect::<Vec<_>>().join(", ")
        };
        match kind {
            CellKind::Localized => language
                .and_then(|language| value.get(language))
                .map_or_else(String::new, plain),
            CellKind::Choice(_) => value
                .as_str()
                .map_or_else(String::new, |it| self.words.choice(it)),
            CellKind::Date => plain(value).parse::<Date>().map_or_else(
                |_| plain(value),
                |date| date.strftime("%d/%m/%Y").to_string(),
            ),
            CellKind::Time => {
                let text = plain(value);
                let whole_minute = text.strip_suffix(":00").filter(|it| it.len() == 5);
                whole_minute.map_or(text.clone(), str::to_owned)
            }
            CellKind::Day => value
                .as_u64()
                .map_or_else(String::new, |day| (day + 1).to_string()),
            CellKind::Days => list(&|it| (it.as_u64().unwrap_or_default() + 1).to_string()),
            CellKind::References(_) => list(&plain),
            CellKind::Zones => self.show_zones(value.as_u64().unwrap_or_default()),
            _ => plain(value),
        }
    }

    fn show_zones(self, bits: u64) -> String {
        let open = (0..16_u64).filter(|bit| bits >> bit & 1 == 1);
        let names = open.map(|bit| {
            let mut zones = self.zones.and_then(Value::as_array).into_iter().flatten();
            let zone = zones.find(|zone| zone["bit"].as_u64() == Some(bit));
            zone.map_or_else(|| bit.to_string(), |zone| plain(&zone["id"]))
        });
        names.collect::<Vec<_>>().join(", ")
    }

    fn yes_or_no(self, value: bool) -> String {
        self.words.choice(if value { "yes" } else { "no" })
    }

    /// Returns the value that a text stands for; `None` for an empty one.
    ///
    /// # Errors
    /// [`CellFault`] when it stands for none.
    pub(super) fn read(self, kind: CellKind, text: &str) -> Result<Option<Value>, CellFault> {
        if text.is_empty() {
            return Ok(match kind {
                CellKind::Flag => Some(false.into()),
                CellKind::Zones => Some(0.into()),
                _ => None,
            });
        }
        match kind {
            CellKind::Name => match text.parse::<VillageId>() {
                Ok(_) => Ok(Some(text.into())),
                Err(_) => Err(CellFault::Name(text.to_owned())),
            },
            CellKind::Text | CellKind::Localized | CellKind::Parent | CellKind::Reference(_) => {
                Ok(Some(text.into()))
            }
            CellKind::References(_) => Ok(Some(parts(text).map(Value::from).collect())),
            CellKind::Whole(least, most) => whole(text, least, most),
            CellKind::Position => whole(text, 1, i64::MAX),
            CellKind::Flag | CellKind::OptionalFlag => flag(text).map(|it| Some(it.into())),
            CellKind::Date => match WrittenDate::read_date(text) {
                Ok(date) => Ok(Some(date.to_string().into())),
                Err(_) => Err(CellFault::Date(text.to_owned())),
            },
            CellKind::Time => time(text).map(|it| Some(it.to_string().into())),
            CellKind::Choice(words) => choice(words, text).map(|it| Some(it.into())),
            CellKind::GateHours => choice(GATE_HOURS, text).map(|it| match it {
                "own" => Some(serde_json::json!({ "own": [] })),
                word => Some(word.into()),
            }),
            CellKind::Day => day(text).map(|day| Some(day.into())),
            CellKind::Days => parts(text).map(day).collect::<Result<Value, _>>().map(Some),
            CellKind::Zones => self.zones_of(text).map(|bits| Some(bits.into())),
        }
    }

    fn zones_of(self, text: &str) -> Result<u64, CellFault> {
        let mut bits = 0;
        for name in parts(text) {
            let mut zones = self.zones.and_then(Value::as_array).into_iter().flatten();
            let zone = zones.find(|zone| zone["id"] == name);
            let bit = match zone {
                Some(zone) => zone["bit"].as_u64(),
                None => name.parse().ok(),
            };
            let unknown = || CellFault::Unlisted("zones", name.to_owned());
            bits |= 1 << bit.filter(|bit| *bit < 16).ok_or_else(unknown)?;
        }
        Ok(bits)
    }
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// Returns the parts of a list in a cell.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split([',', ';', '\n']).map(str::trim);
    parts.filter(|part| !part.is_empty())
}

fn whole(text: &str, least: i64, most: i64) -> Result<Option<Value>, CellFault> {
    let value = text.parse::<i64>().ok();
    let value = value.filter(|value| (least..=most).contains(value));
    let fault = || CellFault::Whole(text.to_owned(), least, most);
    value.map(|value| Some(value.into())).ok_or_else(fault)
}

/// Returns a day counted from 0.
fn day(text: &str) -> Result<u64, CellFault> {
    let number = text.parse::<u64>().ok();
    let day = number
        .and_then(|number| number.checked_sub(1))
        .filter(|day| *day < 256);
    day.ok_or_else(|| CellFault::Unlisted("days", text.to_owned()))
}

fn flag(text: &str) -> Result<bool, CellFault> {
    let word = text.to_lowercase();
    let is = |id: &str| {
        WorkbookLanguage::ALL
            .iter()
            .any(|it| it.choice(id).to_lowercase() == word)
    };
    match word.as_str() {
        "true" | "1" | "x" => Ok(true),
        "false" | "0" => Ok(false),
        _ if is("yes") => Ok(true),
        _ if is("no") => Ok(false),
        _ => Err(CellFault::Flag(text.to_owned())),
    }
}

fn choice(words: &[&'static str], text: &str) -> Result<&'static str, CellFault> {
    let wanted = text.to_lowercase();
    let means = |word: &&'static str| {
        let mut all = WorkbookLanguage::ALL
            .iter()
            .map(|it| it.choice(word).to_lowercase());
        *word == wanted || all.any(|it| it == wanted)
    };
    let found = words.iter().copied().find(|word| means(word));
    found.ok_or_else(|| CellFault::Choice(text.to_owned(), words.to_vec()))
}

/// Reads `8:30`, `8h30`, `08:30:15` or a spreadsheet's part of a day.
fn time(text: &str) -> Result<Time, CellFault> {
    let fault = || CellFault::Time(text.to_owned());
    if let Some(part) = text
        .parse::<f64>()
        .ok()
        .filter(|it| text.contains('.') && (0.0..1.0).contains(it))
    {
        let seconds = (part * 86_400.0).round() as i64;
        let midnight = Time::midnight();
        return midnight
            .checked_add(jiff::SignedDuration::from_secs(seconds))
            .map_err(|_| fault());
    }
    let colons = text.to_lowercase().replace('h', ":");
    let padded = match colons.split_once(':') {
        Some((hour, "")) => format!("{hour:0>2}:00"),
        Some((hour, rest)) => format!("{hour:0>2}:{rest}"),
        None => return Err(fault()),
    };
    padded.parse().map_err(|_| fault())
}
