//! What is written is what is read, and a changed cell changes its field alone.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use shared::catalogue::{Catalogue, Localized};

use super::*;
use crate::operations::workbook::cell::tidy;
use crate::operations::workbook::difference::differences;
use crate::operations::workbook::layout::{CellKind, SHEETS};

/// The same exhibition with nothing in it but what no sheet has.
fn emptied() -> Catalogue {
    let mut catalogue = SAMPLE.clone();
    catalogue.name = Localized::default();
    catalogue.venue = Localized::default();
    catalogue.organisers.clear();
    catalogue.wifi = None;
    catalogue.days.clear();
    catalogue.gates.clear();
    catalogue.zones.clear();
    catalogue.ticket_types.clear();
    catalogue.areas.clear();
    catalogue.villages.clear();
    catalogue.booths.clear();
    catalogue.artisans.clear();
    catalogue.sessions.clear();
    catalogue.stage_pictures.clear();
    catalogue
}

#[test]
fn unchanged_workbook_changes_nothing() {
    assert_eq!(read(&sample_sheets()).unwrap(), *SAMPLE);
    assert_eq!(BYTES.as_slice(), write(&SAMPLE, 7).unwrap());
}

#[test]
fn workbook_holds_the_whole_exhibition() {
    assert_eq!(draft(&sample_sheets(), &emptied()).unwrap(), *SAMPLE);
}

#[test]
fn workbook_says_which_version_it_is_from() {
    assert_eq!(
        crate::operations::workbook::version(&sample_sheets()),
        Some(7)
    );
}

#[test]
fn order_of_sheets_columns_and_case_is_free() {
    let mut sheets = sample_sheets();
    sheets.reverse();
    for sheet in &mut sheets[..18] {
        for cells in sheet.rows.values_mut() {
            let moved = std::mem::take(cells).into_iter();
            *cells = moved.map(|(at, cell)| (100 - at, cell)).collect();
        }
        sheet.name = sheet.name.to_uppercase();
    }
    assert_eq!(read(&sheets).unwrap(), *SAMPLE);
}

#[test]
fn missing_sheets_and_columns_keep_their_values() {
    let mut sheets = sample_sheets();
    sheets
        .retain(|it| !["Hình ảnh", "Sản phẩm", "Ngày", "Giờ mở cổng"].contains(&it.name.as_str()));
    for (name, heading) in [
        ("Gian hàng", "Giới thiệu (en)"),
        ("Loại vé", "Cần nhân viên"),
        ("Nghệ nhân", "Tên tệp phim"),
    ] {
        let sheet = sheet(&mut sheets, name);
        let at = sheet.rows[&0]
            .iter()
            .find(|(_, it)| matches!(it, FileCell::Text(text) if text.starts_with(heading)));
        let Some(at) = at.map(|(at, _)| *at) else {
            continue;
        };
        sheet
            .rows
            .values_mut()
            .for_each(|cells| drop(cells.remove(&at)));
    }
    assert_eq!(read(&sheets).unwrap(), *SAMPLE);
}

#[test]
fn english_headings_and_values_are_read_too() {
    let mut sheets = sample_sheets();
    for sheet in &mut sheets {
        let Some(layout) = SHEETS
            .iter()
            .find(|it| WorkbookLanguage::Vietnamese.sheet(it.id) == sheet.name)
        else {
            continue;
        };
        sheet.name = WorkbookLanguage::English.sheet(layout.id);
        for cell in sheet.rows.get_mut(&0).unwrap().values_mut() {
            if let FileCell::Text(heading) = cell {
                *heading = heading.lines().nth(1).unwrap().to_owned();
            }
        }
    }
    put(&mut sheets, "Booths", 2, "Certificate", "no");
    put(&mut sheets, "Gates", 2, "Direction", "BOTH");
    let read = read(&sheets).unwrap();
    assert!(!read.booths[0].certificate && SAMPLE.booths[0].certificate);
    assert_eq!(
        read.gates[0].direction,
        shared::catalogue::GateDirection::Both
    );
}

#[test]
fn new_booth_and_its_products_come_in() {
    let mut sheets = sample_sheets();
    for (heading, text) in [
        ("Số gian hàng", "81"),
        ("Tên (vi)", "Gốm mới"),
        ("Mã làng", "kim-lan"),
        ("Mã khu vực", "hall-a"),
    ] {
        put(&mut sheets, "Gian hàng", 90, heading, text);
    }
    put(&mut sheets, "Sản phẩm", 400, "Thuộc về", "81");
    put(&mut sheets, "Sản phẩm", 400, "Sản phẩm (vi)", "Bình vôi");
    let read = read(&sheets).unwrap();
    let booth = read.booths.last().unwrap();
    assert_eq!((booth.number.0, booth.name.get("vi")), (81, "Gốm mới"));
    assert_eq!(booth.products[0].get("vi"), "Bình vôi");
    assert!(booth.practices.is_empty() && !booth.certificate);
    let said = differences(&SAMPLE, &read, WorkbookLanguage::English).unwrap();
    let said: Vec<String> = said
        .iter()
        .map(|it| it.words(WorkbookLanguage::English))
        .collect();
    assert_eq!(
        said,
        [
            "Booth 81: new, \"Gốm mới\"",
            "Booth 81, product 1: new, \"Bình vôi\""
        ]
    );
}

#[test]
fn deleted_booth_leaves_list_and_plan() {
    let mut sheets = sample_sheets();
    for name in ["Gian hàng", "Sản phẩm", "Việc làm bền vững", "Hình ảnh"] {
        let sheet = sheet(&mut sheets, name);
        let at = column(
            sheet,
            if name == "Hình ảnh" {
                "Mã hoặc số"
            } else if name == "Gian hàng" {
                "Số"
            } else {
                "Thuộc về"
            },
        );
        sheet
            .rows
            .retain(|_, cells| cells.get(&at) != Some(&FileCell::Text("12".to_owned())));
    }
    let read = read(&sheets).unwrap();
    assert_eq!(read.booths.len(), SAMPLE.booths.len() - 1);
    assert!(
        read.plan
            .unwrap()
            .booths
            .iter()
            .all(|spot| spot.number.0 != 12)
    );
}

#[test]
fn difference_is_said_in_both_languages() {
    let mut sheets = sample_sheets();
    put(&mut sheets, "Gian hàng", 13, "Tên (vi)", "Ấm mới");
    put(&mut sheets, "Ngày", 2, "Mở lúc", "16h30");
    let changed = read(&sheets).unwrap();
    let say = |language| -> Vec<String> {
        let all = differences(&SAMPLE, &changed, language).unwrap();
        all.iter().map(|it| it.words(language)).collect()
    };
    let was = SAMPLE.booths[11].name.get("vi");
    assert_eq!(
        say(WorkbookLanguage::Vietnamese),
        [
            "Ngày 1: Mở lúc: \"17:00\" → \"16:30\"".to_owned(),
            format!("Gian hàng 12: Tên (vi): \"{was}\" → \"Ấm mới\""),
        ]
    );
    assert_eq!(
        say(WorkbookLanguage::English)[0],
        "Day 1: Opens: \"17:00\" → \"16:30\""
    );
}

/// A text as people and accidents write it.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-zÀ-ỹ0-9 .,;:=+@'\"&<>/-]{1,12}",
        "\\PC{1,8}",
        Just(" \u{a0}_x000D_\r\n\u{7}e\u{302}\u{301}\t".to_owned()),
        Just("'=1+1".to_owned()),
    ]
}

fn localized() -> impl Strategy<Value = Value> {
    let more = prop::option::of((prop_oneof![Just("en"), Just("ko"), Just("fr")], text()));
    (text(), more).prop_map(|(vietnamese, more)| {
        // The catalogue's own check asks for Vietnamese that is more than spaces.
        let mut texts = BTreeMap::from([("vi".to_owned(), format!("a{vietnamese}"))]);
        texts.extend(more.map(|(code, text)| (code.to_owned(), text)));
        json!(texts)
    })
}

/// A small exhibition.
fn catalogue() -> impl Strategy<Value = Catalogue> {
    let texts = prop::collection::vec(localized(), 12);
    let small = prop::collection::vec(0_u64..50, 10);
    let flags = prop::collection::vec(any::<bool>(), 12);
    (texts, small, flags, prop::option::of(text())).prop_map(|(texts, n, yes, wifi)| {
        let time = |at: u64| format!("{:02}:{:02}:{:02}", 8 + at % 3, at, if yes[0] { 0 } else { at });
        let hours = json!([{"day": 0, "opens": "09:00", "closes": time(n[0] + 3)}, {"opens": "08:00", "closes": "12:00"}]);
        let picture = json!({"file": "a.webp", "alt": texts[0], "focus": [n[1], n[2]], "fit": "whole", "caption": texts[1]});
        let plain = json!({"file": "b.webp", "alt": texts[2]});
        let mut made = json!({
            "exhibition": n[3], "name": texts[3], "venue": texts[4],
            "organisers": [texts[5], texts[0]], "sample": yes[1], "utc_offset_minutes": 420, "reentry": yes[2],
            "days": [
                {"date": "2026-11-28", "opens": "08:00:00", "closes": "21:00:00", "title": texts[6]},
                {"date": "2026-11-29", "opens": "08:00:00", "closes": "21:00:00", "title": texts[7]}],
            "zones": [{"id": "hands-on", "bit": 1, "name": texts[8], "capacity": n[4] + 1, "unlimited": yes[3]}],
            "gates": [
                {"id": "main", "name": texts[9], "direction": "in", "hours": if yes[4] { json!({"own": hours}) } else { json!("as_the_day") }},
                {"id": "back", "name": texts[1], "direction": "both", "zone": "hands-on", "ticket_types": ["visitor"], "hours": {"own": []}}],
            "ticket_types": [
                {"id": 1, "key": "visitor", "name": texts[10], "policy": "unlimited", "party": n[5] + 1, "zones": if yes[5] { 3 } else { 9 },
                 "rules": {"reentry": yes[6], "days": [1], "hours": if yes[7] { hours.clone() } else { json!([]) }, "early_minutes": n[6],
                           "per_day": n[7] + 1, "count_reentry": yes[8], "partial": yes[9], "needs_staff": yes[10]}},
                {"id": 2, "key": "press", "name": texts[11], "policy": "single", "party": 1, "zones": 0}],
            "areas": [{"id": "hall", "name": texts[2]}],
            "villages": [{"id": "kim-lan", "name": texts[3], "craft": {}, "about": texts[4], "pictures": [picture, plain]}],
            "booths": [{"number": n[8] + 1, "name": texts[5], "producer": texts[6], "village": "kim-lan", "area": "hall",
                        "products": [texts[7], texts[8]], "description": texts[9], "certificate": yes[11],
                        "practices": [{"stage": "use", "text": texts[10]}], "pictures": if yes[0] { json!([plain]) } else { json!([]) }}],
            "artisans": [{"id": "thợ 1", "name": texts[11], "village": "kim-lan", "craft": texts[0], "story": {},
                          "steps": [{"title": texts[1], "text": texts[2], "pictures": [plain]}, {"title": {}, "text": {}, "pictures": []}]}],
            "sessions": [{"id": "d1", "title": texts[3], "day": 1, "starts": time(n[9]), "minutes": 30, "artisan": "thợ 1", "area": "hall",
                          "hands_on": yes[1], "places": if yes[2] { json!(n[0]) } else { Value::Null }}],
            "stage_pictures": if yes[3] { json!({"use": plain}) } else { json!({}) },
        });
        if let Some(name) = wifi.filter(|it| it.len() <= 32) {
            made["wifi"] = json!({"name": name});
        }
        if yes[4] {
            made["artisans"][0]["video"] = json!({"file": "v.webm", "title": texts[4], "seconds": 20,
                "captions": [{"from_ms": n[0], "to_ms": n[0] + 5, "text": texts[5]}]});
        }
        serde_json::from_value(made).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn every_exhibition_comes_back_as_written(made in catalogue()) {
        prop_assume!(made.problems().is_empty());
        let bytes = write(&made, 1).unwrap();
        let read = draft(&sheets(&bytes).unwrap(), &made).map_err(|it| it.to_string());
        prop_assert_eq!(read, Ok(made));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn changed_text_changes_its_field_alone(at in any::<prop::sample::Index>(), new in "[a-zà-ỹ]{3,9}") {
        let mut sheets = sample_sheets();
        let mut cells = Vec::new();
        for (position, sheet) in sheets.iter().enumerate() {
            let Some(layout) = SHEETS.iter().find(|it| WorkbookLanguage::Vietnamese.sheet(it.id) == sheet.name) else {
                continue;
            };
            let localized = layout.columns.iter().filter(|it| it.kind == CellKind::Localized);
            for heading in localized.map(|it| WorkbookLanguage::Vietnamese.column(layout.id, it.id, Some("vi"))) {
                let column = column(sheet, &heading);
                cells.extend(sheet.rows.range(1..).filter(|(_, cells)| cells.contains_key(&column)).map(|(row, _)| (position, *row, column)));
            }
        }
        let (position, row, column) = *at.get(&cells);
        sheets[position].rows.get_mut(&row).unwrap().insert(column, FileCell::Text(tidy(&new)));
        let read = read(&sheets).map_err(|it| it.to_string()).unwrap();
        let found = differences(&SAMPLE, &read, WorkbookLanguage::English).unwrap();
        prop_assert_eq!(found.len(), 1, "{:?}", found);
        let said = found[0].words(WorkbookLanguage::English);
        prop_assert!(said.ends_with(&format!("→ \"{}\"", tidy(&new))), "{}", said);
        let mut back = serde_json::to_value(&read).unwrap();
        let before = serde_json::to_value(&*SAMPLE).unwrap();
        prop_assert_eq!(leaves_that_differ(&before, &mut back), 1);
    }

    #[test]
    fn any_text_in_any_cell_is_read_or_refused(at in any::<prop::sample::Index>(), new in "\\PC{0,12}|[0-9]{1,22}|-?[0-9]*[.:/-][0-9]*") {
        let mut sheets = sample_sheets();
        let cells: Vec<(usize, u32, u32)> = (sheets.iter().enumerate())
            .flat_map(|(position, sheet)| sheet.rows.iter().flat_map(move |(row, cells)| cells.keys().map(move |column| (position, *row, *column))))
            .collect();
        let (position, row, column) = *at.get(&cells);
        sheets[position].rows.get_mut(&row).unwrap().insert(column, FileCell::Text(tidy(&new)));
        if let Err(errors) = read(&sheets) {
            prop_assert!(words(&errors).iter().all(|it| !it.is_empty()));
        }
    }
}

/// Returns how many values differ.
fn leaves_that_differ(before: &Value, after: &mut Value) -> usize {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            let mut differ = 0;
            for (key, value) in before {
                differ += leaves_that_differ(value, after.get_mut(key).unwrap_or(&mut Value::Null));
            }
            differ
        }
        (Value::Array(before), Value::Array(after)) if before.len() == after.len() => before
            .iter()
            .zip(after)
            .map(|(before, after)| leaves_that_differ(before, after))
            .sum(),
        (before, after) => usize::from(before != after),
    }
}
