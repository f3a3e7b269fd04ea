//! People's data at the desk: found, handed out, deleted, also out of backups; the end of the exhibition.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use postgres::{Client, NoTls};
use shared::checkin::TicketStatus;
use shared::ids::TicketNumber;
use shared::protocol::v1::Totals;
use shared::submission::{NetworkRole, Wish};
use sync_server::SqliteDatabase;
use sync_server::backup;
use sync_server::operations::people::{self, PersonKey};
use sync_server::ports::Database;
use sync_server::postgres::PostgresDatabase;
use sync_server::tickets::{self, IssueRequest, StatusChange, TicketName};

use crate::command::{run, said, text};
use crate::desk::{Person, owned};
use crate::submissions::{hand_in, submission};
use crate::venue::{OPENING, Venue};

pub(crate) const NAME: &str = "Nguyễn Thị Mẫu";

/// Makes a registration with a name, and the ticket 1 with the same.
pub(crate) fn visitor(venue: &Venue) {
    visitor_named(venue, NAME);
}

fn visitor_named(venue: &Venue, name: &str) {
    let kiosk = venue.kiosk("H1");
    hand_in(venue, &kiosk, &[submission(1, name)]);
    let request = IssueRequest {
        count: 3,
        kind: "visitor".to_owned(),
        days: 0b1111,
        party: Some(2),
    };
    let names = [name, "Trần Văn Mẫu"].map(str::to_owned);
    tickets::issue_to(&*venue.exhibition(), &request, &names, OPENING).unwrap();
}

/// Whether any file below a folder holds a text.
pub(crate) fn holds(folder: &Path, wanted: &str) -> bool {
    fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return holds(&path, wanted);
        }
        // PostgreSQL may have deleted one meanwhile.
        let bytes = fs::read(path).unwrap_or_default();
        bytes
            .windows(wanted.len())
            .any(|it| it == wanted.as_bytes())
    })
}

pub(crate) fn delete(venue: &Venue) {
    let database = &*venue.exhibition();
    let key = PersonKey::Ticket(TicketNumber(1));
    let person = people::person(database, key).unwrap().unwrap();
    let ids: Vec<_> = person
        .submissions
        .iter()
        .map(|it| it.stored.submission.id)
        .collect();
    people::delete_person(database, &ids, &[TicketNumber(1)], OPENING).unwrap();
}

#[test]
fn deleted_person_leaves_no_bytes_and_no_backup_brings_them_back() {
    let mut venue = Venue::open();
    visitor(&venue);
    let to = venue.path("backups");
    fs::create_dir(&to).unwrap();
    let made = backup::back_up(&venue.data(), &to).unwrap();
    assert!(holds(&made.path, NAME) && holds(&venue.data(), NAME));
    delete(&venue);
    venue.stop();
    assert!(!holds(&venue.data(), NAME));
    assert!(holds(&venue.data(), "Trần Văn Mẫu"));
    // Here the mark and the list beside the database know of it.
    let restore = |data: &Path| {
        let plan = backup::plan_restore(&made.path, data).unwrap();
        backup::restore(&plan).unwrap();
        let _ = fs::remove_dir_all(plan.aside);
    };
    restore(&venue.data());
    assert!(!holds(&venue.data(), NAME) && holds(&venue.data(), "Trần Văn Mẫu"));
    // On another computer the list beside the backups does.
    let mut later = backup::back_up(&venue.data(), &to).unwrap();
    later.path = venue.path("elsewhere");
    restore(&later.path);
    assert!(!holds(&later.path, NAME) && holds(&later.path, "Trần Văn Mẫu"));
    let elsewhere = SqliteDatabase::at(&later.path);
    assert_eq!(elsewhere.read().unwrap().ticket_names().unwrap().len(), 1);
    assert_eq!(people::held(&elsewhere).unwrap().submissions, 0);
    let list = fs::read_to_string(to.join("deletions.txt")).unwrap();
    assert!(list.lines().count() == 2 && !list.contains("Mẫu"), "{list}");
}

/// Whether any file of a table or an index holds a text.
fn postgres_holds(client: &mut Client, wanted: &str) -> bool {
    // What is only in memory is written first, and files that are deleted are gone then.
    client.batch_execute("CHECKPOINT").unwrap();
    holds(
        &Path::new(private_postgres::folder()).join("data/base"),
        wanted,
    )
}

#[test]
fn deleted_person_leaves_no_bytes_in_postgres() {
    let mut venue = Venue::closed_in_postgres();
    venue.start();
    // No other test has the first word, as it is written or as it is searched for.
    let words = ["Zyqwex", "zyqwex"];
    visitor_named(&venue, "Zyqwex Thị Mẫu");
    let exhibition = venue.exhibition();
    let (ticket, note) = (TicketNumber(1), "Zyqwex đổi cổng");
    tickets::add_note(&*exhibition, ticket, "An", note, OPENING).unwrap();
    let mut client = Client::connect(venue.postgres_url(), NoTls).unwrap();
    let mut held = || words.map(|it| postgres_holds(&mut client, it));
    assert_eq!(held(), [true; 2]);
    let to = venue.path("backups");
    fs::create_dir(&to).unwrap();
    let made = backup::back_up_database(&*exhibition, &to).unwrap();
    delete(&venue);
    assert_eq!(held(), [false; 2]);
    backup::note_deletions(&*exhibition, &to).unwrap();
    let url = private_postgres::new_schema();
    let migrated = run(&["migrate", "--from", text(&made.path), "--to", &url]);
    assert!(migrated.status.success(), "{}", said(&migrated));
    assert_eq!(held(), [false; 2]);
    let moved = PostgresDatabase::at(&url).unwrap();
    assert_eq!(moved.read().unwrap().ticket_names().unwrap().len(), 1);
    assert_eq!(people::held(&moved).unwrap().notes, 0);
}

#[test]
fn older_database_in_place_loses_deleted_name() {
    let mut venue = Venue::open();
    visitor(&venue);
    venue.stop();
    let file = venue.database().file();
    let before = fs::read(&file).unwrap();
    delete(&venue);
    fs::write(&file, before).unwrap();
    for ending in ["db-wal", "db-shm"] {
        let _ = fs::remove_file(file.with_extension(ending));
    }
    assert!(holds(&venue.data(), NAME));
    venue.start();
    venue.totals();
    venue.stop();
    assert!(!holds(&venue.data(), NAME) && holds(&venue.data(), "Trần Văn Mẫu"));
}

#[test]
fn organiser_hands_out_and_deletes_a_person() {
    let venue = Venue::open();
    visitor(&venue);
    let mut owner = owned(&venue);
    let (_, list) = owner.get("/admin/people?q=mau&kind=network");
    assert!(list.contains(NAME) && list.contains("0900000123"), "{list}");
    let path = "/admin/people/person?submission=01010101010101010101010101010101";
    let (_, page) = owner.get(path);
    assert!(page.contains("Vé số 1") && page.contains("chỉ trùng tên"));
    let chosen = [
        ("submission", "01010101010101010101010101010101"),
        ("ticket", "1"),
        ("ticket", "2"),
    ];
    let with = |act| [&chosen[..], &[("act", act)]].concat();
    let zip = owner.send_for_file(path, &with("export"));
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut json = String::new();
    let mut file = zip.by_name("person.json").unwrap();
    file.read_to_string(&mut json).unwrap();
    assert!(
        json.contains(NAME) && json.contains("\"number\": 1"),
        "{json}"
    );
    // What the page did not show is nobody's of this name.
    assert!(!json.contains("Trần") && !json.contains("\"number\": 2"));
    drop(file);
    assert!(zip.by_name("person.html").is_ok());
    let (status, to) = owner.send(path, &with("delete"));
    assert_eq!(
        (status, to.as_str()),
        (303, "/admin/people?done=person-deleted")
    );
    let (_, list) = owner.get("/admin/people?q=mau");
    assert!(!list.contains(NAME) && list.contains("Trần Văn Mẫu"));
    let (_, audit) = owner.get("/admin/audit");
    assert!(audit.contains("Xoá dữ liệu của một người") && !audit.contains("Mẫu"));
    assert_eq!(owner.get(path).0, 404);
    let form = [("date", "2024-09-01")];
    let (_, refused) = owner.send("/admin/people", &form);
    assert!(refused.contains("09/09/2024"), "{refused}");
    assert_eq!(
        owner.send("/admin/people", &[("date", "2024-09-20")]).0,
        303
    );
}

#[test]
fn people_are_shown_a_page_at_a_time() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("H1");
    let people: Vec<_> = (1..=60)
        .map(|number| submission(number, &format!("Người số {number:02}")))
        .collect();
    hand_in(&venue, &kiosk, &people);
    let mut owner = owned(&venue);
    let place = regex::Regex::new(r#"name="before" value="([^"]+)""#).unwrap();
    // All came at one time: their ids decide, and the last is the newest.
    let (_, newest) = owner.get("/admin/people?q=nguoi+so&kind=network");
    assert_eq!(newest.matches("Người số").count(), 50);
    assert!(newest.contains("Người số 60") && !newest.contains("Người số 10"));
    assert!(newest.contains("Cũ hơn") && !newest.contains("Về mới nhất"));
    let before = &place.captures(&newest).unwrap()[1];
    let (_, older) = owner.get(&format!("/admin/people?q=nguoi+so&before={before}"));
    assert_eq!(older.matches("Người số").count(), 10);
    assert!(older.contains("Người số 10") && older.contains("Người số 01"));
    assert!(!older.contains("Cũ hơn") && older.contains("Về mới nhất"));
    let (status, all) = owner.get("/admin/people?before=nothing");
    assert!(status == 200 && all.contains("Người số 60"));
}

#[test]
fn network_list_opens_in_vietnamese_excel() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("H1");
    let mut registration = submission(1, NAME);
    registration.wish = Wish::Join {
        role: NetworkRole::Distributor,
        organisation: Some("=HYPERLINK(\"http://x\")".to_owned()),
        place: Some("Kim Lan; Bát Tràng".to_owned()),
    };
    hand_in(&venue, &kiosk, &[registration]);
    let owner = owned(&venue);
    let list = |language| {
        let list = owner.download(&format!("/admin/people/network.csv?lang={language}"));
        String::from_utf8(list).unwrap()
    };
    let text = list("vi");
    let mut lines = text.split("\r\n");
    let heads = "\u{feff}Mã đăng ký;Ngày;Giờ;Vai trò;Tên;Điện thoại;Email;Đơn vị;Làng hoặc xã;Ngôn ngữ;Thiết bị;";
    assert!(lines.next().unwrap().starts_with(heads), "{text}");
    let person = "2024-09-05;17:00;Nhà phân phối;Nguyễn Thị Mẫu;0900 000 123;;\"'=HYPERLINK(\"\"http://x\"\")\";\"Kim Lan; Bát Tràng\";vi;H1;";
    assert!(lines.next().unwrap().contains(person), "{text}");
    assert!(list("en").contains(";Distributor;"));
}

#[test]
fn expired_people_are_deleted_by_the_server() {
    let mut venue = Venue::open();
    visitor(&venue);
    let day = 24 * 3_600_000;
    for (days, held) in [(93, 2), (95, 0)] {
        venue.stop();
        venue.set_clock(OPENING.plus(days * day));
        venue.start();
        Venue::until("the server has looked", || {
            let database = venue.database();
            let announced = people::retention(&database).unwrap().announced;
            people::held(&database).unwrap().names == held && announced.is_some() == (held > 0)
        });
    }
    let audit = said(&run(&["check", "--data", text(&venue.data())]));
    assert!(audit.contains("in order"), "{audit}");
}

#[test]
fn running_server_restores_a_backup_and_comes_back() {
    for mut venue in [Venue::closed(), Venue::closed_in_postgres()] {
        venue.start();
        restored_and_back(&venue);
    }
}

fn restored_and_back(venue: &Venue) {
    visitor(venue);
    let mut kiosk = venue.kiosk("A1");
    kiosk.entry(1, 0).push(venue);
    let mut owner = owned(venue);
    let (_, home) = owner.get("/admin");
    assert!(home.contains("Chưa có lịch sao lưu"), "{home}");
    let to = venue.path("backups");
    let set = [
        ("act", "set"),
        ("folder", text(&to)),
        ("every", "60"),
        ("keep", "5"),
    ];
    let relative = [
        ("act", "set"),
        ("folder", "backups"),
        ("every", "60"),
        ("keep", "5"),
    ];
    assert!(
        owner
            .send("/admin/backups", &relative)
            .1
            .contains("đường dẫn đầy đủ")
    );
    assert_eq!(owner.send("/admin/backups", &set).0, 303);
    Venue::until("the first backup is made", || {
        backup::backups_in(&to).is_ok_and(|it| it.len() == 1)
    });
    let made = backup::backups_in(&to).unwrap().remove(0);
    let epoch = kiosk.push_these(venue, &[]).epoch;
    kiosk.entry(2, 1).push(venue);
    delete(venue);
    let third = TicketName::Number(TicketNumber(3));
    let exhibition = venue.exhibition();
    tickets::change_status(&*exhibition, third, StatusChange::Revoke, OPENING).unwrap();
    let from = format!("/admin/backups/restore?from={}", text(&made.path));
    let (status, page) = owner.get(&from);
    assert!(
        status == 200 && page.contains("Bản sao lưu này tốt"),
        "{page}"
    );
    let form = |name| [("from", text(&made.path)), ("name", name)];
    let (_, refused) = owner.send("/admin/backups/restore", &form("Triển lãm"));
    assert!(refused.contains("không phải tên triển lãm"));
    assert_eq!(owner.get("/admin/backups/restore?from=/etc").0, 404);
    let (status, page) = owner.send("/admin/backups/restore", &form("triển lãm gốm"));
    assert!(status == 200 && page.contains("đang khôi phục"), "{page}");
    Venue::until("the server is back", || {
        let answer = kiosk.try_push_answer(venue);
        answer.is_some_and(|(status, text)| status == 200 && !text.contains(&epoch))
    });
    // Everybody signs in again; the kiosk sends what is missing.
    assert_eq!(owner.get("/admin/backups").0, 303);
    let mut owner = owner.again();
    let entries = |owner: &mut Person<'_>| {
        let (_, text) = owner.get("/api/v1/totals");
        let totals: Totals = serde_json::from_str(&text).unwrap();
        totals.days[0].entries
    };
    assert_eq!(entries(&mut owner), 2);
    kiosk.push(venue);
    assert_eq!(entries(&mut owner), 4);
    let (_, page) = owner.get("/admin/backups");
    assert!(page.contains("Đã khôi phục"), "{page}");
    // What was deleted and revoked since stays so.
    let held = people::held(&*exhibition).unwrap();
    assert_eq!((held.submissions, held.names), (0, 1));
    let statuses = exhibition.read().unwrap().latest_statuses().unwrap();
    let third = &statuses[&TicketNumber(3)];
    assert!(matches!(third, TicketStatus::Revoked(_)), "{third:?}");
    assert!(exhibition.check().unwrap().faults.is_empty());
}
