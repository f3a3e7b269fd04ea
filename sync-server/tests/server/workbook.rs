//! The exhibition out as a workbook, changed, and in again, with the real program and a running server.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use sync_server::catalogue;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::command::{run, said, text};
use crate::venue::Venue;

/// The name of the first booth of the sample.
const FIRST: &str = "Ấm chén men rạn";

struct Exhibition(Venue);

impl Exhibition {
    fn open() -> Self {
        let venue = Venue::open();
        venue.show_sample();
        Self(venue)
    }

    fn try_to(&self, arguments: &[&str]) -> (bool, String) {
        let output = run(&[arguments, &["--data", text(&self.0.data())]].concat());
        (output.status.success(), said(&output))
    }

    fn works(&self, arguments: &[&str]) -> String {
        let (success, said) = self.try_to(arguments);
        assert!(success, "{arguments:?}: {said}");
        said
    }

    fn is_refused(&self, arguments: &[&str]) -> String {
        let (success, said) = self.try_to(arguments);
        assert!(!success, "{arguments:?}: {said}");
        said
    }

    fn workbook(&self, name: &str) -> PathBuf {
        let out = self.0.path(name);
        self.works(&["catalogue", "workbook", "--out", text(&out)]);
        out
    }

    /// Returns the Vietnamese name of a booth in force.
    fn booth(&self, number: u16) -> String {
        let catalogue = catalogue::read(&self.0.database(), None).unwrap();
        let booth = catalogue.booth(shared::ids::BoothNumber(number)).unwrap();
        booth.name.get("vi").to_owned()
    }
}

/// Writes another text into the cells of a workbook that hold one, as Excel keeps them.
fn rewrite(file: &Path, old: &str, new: &str) {
    let bytes = fs::read(file).unwrap();
    let mut packed = zip::ZipArchive::new(Cursor::new(&bytes[..])).unwrap();
    let mut changed = ZipWriter::new(Cursor::new(Vec::new()));
    let mut hits = 0;
    for part in 0..packed.len() {
        let mut part = packed.by_index(part).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if name == "xl/sharedStrings.xml" {
            let strings = String::from_utf8(content).unwrap();
            let cell = format!("<t>{old}</t>");
            hits += strings.matches(&cell).count();
            content = strings
                .replace(&cell, &format!("<t>{new}</t>"))
                .into_bytes();
        }
        changed
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        changed.write_all(&content).unwrap();
    }
    assert_eq!(hits, 1, "{old}");
    fs::write(file, changed.finish().unwrap().into_inner()).unwrap();
}

#[test]
fn renamed_booth_reaches_kiosks() {
    let exhibition = Exhibition::open();
    let kiosk = exhibition.0.kiosk("A1");
    let file = exhibition.workbook("exhibition.xlsx");
    let before = exhibition.booth(1);
    assert_eq!(before, FIRST);
    rewrite(&file, &before, "Ấm tích");
    let preview = exhibition.works(&["catalogue", "import", text(&file)]);
    assert!(
        preview.contains("Booth 1: Name (vi): \"Ấm chén men rạn\" → \"Ấm tích\"")
            && preview.contains("Nothing was changed"),
        "{preview}"
    );
    assert_eq!(exhibition.booth(1), before);
    let done = exhibition.works(&["catalogue", "import", text(&file), "--publish"]);
    assert!(done.contains("is in force"), "{done}");
    Venue::until("the kiosk is told", || {
        let told = kiosk.feed(&exhibition.0, "", 0, 0).catalogue;
        told.is_some_and(|it| it.booths[0].name.get("vi") == "Ấm tích")
    });
    let again = exhibition.is_refused(&["catalogue", "workbook", "--out", text(&file)]);
    assert!(again.contains("not there yet"), "{again}");
}

#[test]
fn two_people_changing_at_once_lose_nothing() {
    let exhibition = Exhibition::open();
    let second = exhibition.booth(2);
    let [mine, theirs, both] =
        ["mine.xlsx", "theirs.xlsx", "both.xlsx"].map(|it| exhibition.workbook(it));
    rewrite(&theirs, FIRST, "Của người kia");
    rewrite(&mine, &second, "Của tôi");
    rewrite(&both, FIRST, "Của người thứ ba");
    exhibition.works(&["catalogue", "import", text(&theirs), "--publish"]);
    let refused = exhibition.is_refused(&["catalogue", "import", text(&mine), "--publish"]);
    assert!(
        refused.contains("Since then others have changed")
            && refused.contains("→ \"Của người kia\"")
            && refused.contains("--others keep"),
        "{refused}"
    );
    assert_eq!(exhibition.booth(2), second);
    exhibition.works(&[
        "catalogue",
        "import",
        text(&mine),
        "--publish",
        "--others",
        "keep",
    ]);
    assert_eq!(
        [exhibition.booth(1), exhibition.booth(2)],
        ["Của người kia", "Của tôi"]
    );
    let conflict = exhibition.works(&[
        "catalogue",
        "import",
        text(&both),
        "--publish",
        "--others",
        "keep",
    ]);
    assert!(conflict.contains("Both changed these"), "{conflict}");
    assert_eq!(
        [exhibition.booth(1), exhibition.booth(2)],
        ["Của người thứ ba", "Của tôi"]
    );
    exhibition.works(&[
        "catalogue",
        "import",
        text(&both),
        "--publish",
        "--others",
        "drop",
    ]);
    assert_eq!(
        [exhibition.booth(1), exhibition.booth(2)],
        ["Của người thứ ba".to_owned(), second]
    );
    exhibition.works(&["catalogue", "rollback"]);
    assert_eq!(exhibition.booth(2), "Của tôi");
}

#[test]
fn wrong_workbook_changes_nothing() {
    let exhibition = Exhibition::open();
    let file = exhibition.workbook("exhibition.xlsx");
    rewrite(&file, "cả hai", "lên");
    let refused = exhibition.is_refused(&["catalogue", "import", text(&file), "--publish"]);
    assert!(
        refused.contains("can't be taken in") && refused.contains("Sheet \"Cổng\", row 5"),
        "{refused}"
    );
    let renamed = exhibition.0.path("program.xlsx");
    fs::write(&renamed, b"MZ\x90\0").unwrap();
    let refused = exhibition.is_refused(&["catalogue", "import", text(&renamed), "--publish"]);
    assert!(
        refused.contains("This is a program and no workbook"),
        "{refused}"
    );
    assert_eq!(exhibition.booth(1), FIRST);
}
