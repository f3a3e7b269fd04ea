//! Backups and the archive by the pages of the desk.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use sync_server::SqliteDatabase;
use sync_server::backup::{self, StoredBackup};
use sync_server::operations::people;
use sync_server::ports::Database;
use zip::ZipArchive;

use crate::command::text;
use crate::desk::{Person, owned};
use crate::people::{NAME, delete, holds, visitor};
use crate::venue::Venue;

const PAGE: &str = "/admin/backups";

/// Waits until a folder has so many backups, and returns them, newest first.
fn made(folder: &Path, count: usize) -> Vec<StoredBackup> {
    let listed = || backup::backups_in(folder).unwrap_or_default();
    Venue::until("the backups are there", || listed().len() == count);
    listed()
}

/// Waits until the page says something.
fn is_said(owner: &mut Person<'_>, words: &str) {
    Venue::until("the page says it", || owner.get(PAGE).1.contains(words));
}

/// Asks for a copy, and returns the status of the answer.
fn copy(owner: &Person<'_>, backup: &Path, to: &Path) -> u16 {
    let form = [("act", "copy"), ("backup", text(backup)), ("to", text(to))];
    owner.send(PAGE, &form).0
}

#[test]
fn organiser_backs_up_now_and_copies_to_a_disk() {
    let mut venue = Venue::closed();
    let disk = venue.path("media/USB");
    fs::create_dir_all(&disk).unwrap();
    venue.removable = vec![venue.path("media")];
    venue.start();
    visitor(&venue);
    let mut owner = owned(&venue);
    let now = |owner: &Person<'_>| owner.send(PAGE, &[("act", "now")]);
    owner.get(PAGE);
    assert!(now(&owner).1.contains("Chưa chọn thư mục sao lưu"));
    let to = venue.path("backups");
    let schedule = [
        ("act", "set"),
        ("folder", text(&to)),
        ("every", "60"),
        ("keep", "2"),
    ];
    assert_eq!(owner.send(PAGE, &schedule).0, 303);
    let first = made(&to, 1).remove(0);
    is_said(&mut owner, "Sao lưu ngay");
    assert_eq!(now(&owner).0, 303);
    let newest = made(&to, 2).remove(0);
    assert!(newest.path > first.path);
    is_said(&mut owner, "Sao lưu ngay");
    let (_, page) = owner.get(PAGE);
    assert!(page.contains("Chép bản gần nhất sang đây"));
    let fact = |name: &str| {
        let (_, rest) = page.split_once(&format!("<dt>{name}</dt><dd>")).unwrap();
        rest.split_once('<').unwrap().0
    };
    let verified = format!("khi sao lưu, {}", fact("Bản gần nhất"));
    assert_eq!(fact("Kiểm tra bản gần nhất"), verified);
    assert!(page.contains("“Xem trước” kiểm tra lại mọi bản ghi"));

    assert_eq!(copy(&owner, &newest.path, &venue.path("elsewhere")), 404);
    assert_eq!(copy(&owner, &venue.data(), &disk), 404);
    assert_eq!(copy(&owner, &newest.path, &disk), 303);
    let copied = made(&disk, 1).remove(0);
    let files = fs::read_dir(&copied.path).unwrap().count();
    let restored = venue.path("restored");
    let plan = backup::plan_restore(&copied.path, &restored).unwrap();
    backup::restore(&plan).unwrap();
    assert!(holds(&restored, NAME));
    let said = format!("Đã chép sang {}", text(&disk));
    is_said(&mut owner, &said);
    // The same once more: a copy in order stays, a damaged one is replaced.
    let file = copied.path.join("exhibition.db");
    let sound = fs::read(&file).unwrap();
    for damage in [&b""[..], b"no database"] {
        fs::write(&file, [damage, &sound[damage.len()..]].concat()).unwrap();
        // What was said stands there from the copy before, too: that one may not have ended.
        Venue::until("it is copied", || copy(&owner, &newest.path, &disk) == 303);
        Venue::until("the copy is sound", || {
            fs::read(&file).is_ok_and(|it| it == sound)
        });
        is_said(&mut owner, &said);
    }
    Venue::until("nothing else is left there", || {
        fs::read_dir(&copied.path).unwrap().count() == files
    });
    // A copy that is made later knows what was deleted meanwhile, for the earlier one too.
    delete(&venue);
    Venue::until("another is made", || now(&owner).0 == 303);
    Venue::until("the surplus one is gone", || !first.path.exists());
    let newest = made(&to, 2).remove(0);
    is_said(&mut owner, "Sao lưu ngay");
    assert_eq!(copy(&owner, &newest.path, &disk), 303);
    made(&disk, 2);
    is_said(&mut owner, &said);
    let again = venue.path("again");
    let plan = backup::plan_restore(&copied.path, &again).unwrap();
    backup::restore(&plan).unwrap();
    assert!(!holds(&again, NAME) && holds(&again, "Trần Văn Mẫu"));
}

/// Unpacks a ZIP file into a folder.
fn unpack(zip: Vec<u8>, to: &Path) {
    let mut archive = ZipArchive::new(Cursor::new(zip)).unwrap();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let path = to.join(file.enclosed_name().unwrap());
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

#[test]
fn downloaded_archive_is_the_whole_exhibition() {
    for mut venue in [Venue::closed(), Venue::closed_in_postgres()] {
        venue.start();
        visitor(&venue);
        venue.kiosk("A1").entry(1, 0).push(&venue);
        let mut owner = owned(&venue);
        let file = "/admin/closing/archive.zip";
        assert_eq!(owner.get("/admin/closing").0, 200);
        assert_eq!(owner.status_of(file), 404);
        let purge = [("act", "purge"), ("name", "Triển lãm gốm")];
        let (_, early) = owner.send("/admin/closing", &purge);
        assert!(early.contains("Chưa có tệp lưu trữ"), "{early}");
        assert_eq!(owner.send("/admin/closing", &[("act", "archive")]).0, 303);
        Venue::until("the archive is there", || owner.status_of(file) == 200);
        let folder = venue.path("archive");
        unpack(owner.download(file), &folder);
        let report = fs::read(folder.join("report.xlsx")).unwrap();
        assert!(ZipArchive::new(Cursor::new(report)).is_ok());
        let acts = fs::read_to_string(folder.join("staff-acts.csv")).unwrap();
        assert_eq!(acts.lines().count(), 1, "{acts}");
        let packed = backup::backups_in(&folder.join("backup"))
            .unwrap()
            .remove(0);
        let restored = venue.path("restored");
        let plan = backup::plan_restore(&packed.path, &restored).unwrap();
        assert_eq!(plan.records, 1);
        backup::restore(&plan).unwrap();
        let database = SqliteDatabase::at(&restored);
        assert_eq!(database.read().unwrap().ticket_names().unwrap().len(), 2);
        assert_eq!(people::held(&database).unwrap().submissions, 1);
        // It holds all names, so it goes with them.
        Venue::until("the step is done", || {
            let (_, said) = owner.send("/admin/closing", &purge);
            said.contains("closing-purge")
        });
        assert_eq!(owner.status_of(file), 404);
        assert!(people::held(&*venue.exhibition()).unwrap().is_empty());
        assert_eq!(
            venue.exhibition().read().unwrap().count_tickets().unwrap(),
            0
        );
    }
}
