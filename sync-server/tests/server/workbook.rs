//! The exhibition out as a workbook, changed, and in again, with the real program and a running server.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use sync_server::catalogue;
use sync_server::operations::catalogue_draft::{self, DraftChange, DraftPublishError};
use sync_server::operations::workbook::{WorkbookLanguage, WorkbookReadError};
use sync_server::setup::SetupError;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::command::{run, said, text};
use crate::desk::owned;
use crate::venue::{OPENING, Venue};

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
pub(crate) fn rewrite(file: &Path, old: &str, new: &str) {
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
    let same = exhibition.works(&["catalogue", "import", text(&file)]);
    assert!(same.contains("says the same as version 2"), "{same}");
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
fn draft_at_the_desk_is_told_and_left() {
    let exhibition = Exhibition::open();
    let file = exhibition.workbook("exhibition.xlsx");
    let database = exhibition.0.database();
    let who = DraftChange {
        author: "Nguyễn An".to_owned(),
        thing: "booths 1".to_owned(),
        words: WorkbookLanguage::English,
        now: OPENING,
    };
    catalogue_draft::change(&database, &who, |it| {
        let mut changed = it.clone();
        changed.booths[0]
            .name
            .0
            .insert("vi".to_owned(), "Của bản nháp".to_owned());
        Ok::<_, SetupError>((changed, ()))
    })
    .unwrap();
    let draft = catalogue_draft::working(&database).unwrap();
    rewrite(&file, FIRST, "Của tệp");
    let preview = exhibition.works(&["catalogue", "import", text(&file)]);
    let done = exhibition.works(&["catalogue", "import", text(&file), "--publish"]);
    for said in [&preview, &done] {
        for words in [
            "The workbook and the draft at the desk both change:\n  Booth 1: Name (vi)",
            "there is a draft at the desk, begun from version 2 and last changed by Nguyễn An at 2024-09-05T10:00:00Z",
        ] {
            assert!(said.contains(words), "{words}: {said}");
        }
    }
    let back = exhibition.works(&["catalogue", "rollback"]);
    assert!(back.contains("there is a draft at the desk"), "{back}");
    assert_eq!(catalogue_draft::working(&database).unwrap(), draft);
    // The desk asks before the draft takes the place of what came into force meanwhile.
    exhibition.works(&["catalogue", "import", text(&file), "--publish"]);
    let revision = draft.draft.unwrap().revision;
    let refused = catalogue_draft::publish(&database, revision, None, false, OPENING);
    let choice = matches!(
        refused,
        Err(DraftPublishError::Publish(WorkbookReadError::ChoiceNeeded(
            _
        )))
    );
    assert!(choice, "{refused:?}");
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

/// Returns the value of a hidden field of a page.
fn hidden<'a>(page: &'a str, name: &str) -> &'a str {
    let field = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.split_once(&field).unwrap();
    rest.split_once('"').unwrap().0
}

pub(crate) fn draft<'a>(page: &'a str, others: &'a str) -> Vec<(&'static str, &'a str)> {
    let named = ["draft", "made_from", "seen", "revision"].map(|name| (name, hidden(page, name)));
    [&named[..], &[("others", others)]].concat()
}

#[test]
fn organiser_changes_the_exhibition_at_the_desk() {
    let exhibition = Exhibition::open();
    let mut owner = owned(&exhibition.0);
    let (status, page) = owner.get("/admin/exhibition");
    assert!(status == 200 && page.contains("Các phiên bản"), "{page}");
    let [mine, theirs] = ["mine.xlsx", "theirs.xlsx"].map(|name| {
        let file = exhibition.0.path(name);
        fs::write(&file, owner.download("/admin/exhibition/workbook.xlsx")).unwrap();
        file
    });
    rewrite(&theirs, &exhibition.booth(2), "Của người kia");
    exhibition.works(&["catalogue", "import", text(&theirs), "--publish"]);
    rewrite(&mine, FIRST, "Ấm tích");
    let upload =
        |file: &Path| owner.send_file("/admin/exhibition/upload", &fs::read(file).unwrap());
    let (status, page) = upload(&mine);
    for part in [
        "Gian hàng 1: Tên (vi): &quot;Ấm chén men rạn&quot; → &quot;Ấm tích&quot;",
        "Của người kia",
    ] {
        assert!(status == 200 && page.contains(part), "{part}: {page}");
    }
    assert_eq!(exhibition.booth(1), FIRST);
    let publish = |form: &[(&str, &str)]| owner.send("/admin/exhibition/publish", form);
    let (status, again) = publish(&draft(&page, ""));
    assert!(
        status == 200 && again.contains("name=\"others\""),
        "{again}"
    );
    let published = (303, "/admin/exhibition?done=exhibition".to_owned());
    assert_eq!(publish(&draft(&page, "keep")), published);
    assert_eq!(
        [exhibition.booth(1), exhibition.booth(2)],
        ["Ấm tích", "Của người kia"]
    );
    // What was said of version 3 does not hold for version 4.
    let (status, again) = publish(&draft(&page, "drop"));
    assert!(status == 200 && again.contains("Của người kia"), "{again}");
    let (_, versions) = owner.get("/admin/exhibition");
    assert!(
        versions.contains("<td>Nguyễn An</td>") && versions.contains("dòng lệnh"),
        "{versions}"
    );
    let back = [("version", "2")];
    assert_eq!(owner.send("/admin/exhibition/roll-back", &back), published);
    assert_eq!(exhibition.booth(1), FIRST);
    let (_, log) = owner.get("/admin/audit");
    assert!(log.contains("Cập nhật triển lãm"), "{log}");
}

#[test]
fn desk_explains_wrong_workbooks_and_asks_before_removal() {
    let exhibition = Exhibition::open();
    let mut owner = owned(&exhibition.0);
    let switched = owner.get("/admin/exhibition/upload?lang=en");
    assert_eq!(switched, (303, "/admin/exhibition".to_owned()));
    let (status, page) = owner.send_file("/admin/exhibition/upload", b"MZ\x90\0");
    assert!(
        status == 200 && page.contains("Đây là một chương trình"),
        "{page}"
    );
    let (_, page) = owner.send_file("/admin/exhibition/upload", &vec![b'P'; 27 << 20]);
    assert!(page.contains("Tệp lớn hơn 25 MB"), "{page}");
    let file = exhibition.workbook("exhibition.xlsx");
    rewrite(&file, "cả hai", "lên");
    let (_, page) = owner.send_file("/admin/exhibition/upload", &fs::read(&file).unwrap());
    assert!(
        page.contains("Trang “Cổng”, dòng 5") && page.contains("dòng 6"),
        "{page}"
    );
    let file = exhibition.workbook("renamed.xlsx");
    rewrite(&file, "guest-room", "press-room");
    let (_, page) = owner.send_file("/admin/exhibition/upload", &fs::read(&file).unwrap());
    let form = draft(&page, "");
    let (status, asked) = owner.send("/admin/exhibition/publish", &form);
    assert!(
        status == 200 && asked.contains("name=\"confirm\""),
        "{asked}"
    );
    let (status, _) = owner.send(
        "/admin/exhibition/publish",
        &[&form[..], &[("confirm", "yes")]].concat(),
    );
    assert_eq!(status, 303);
    let zones = catalogue::read(&exhibition.0.database(), None)
        .unwrap()
        .zones;
    assert!(zones.iter().any(|zone| zone.id == "press-room"));
}
