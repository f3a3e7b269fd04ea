//! Tickets from the desk to the door: issued to a list of names, printed, read from the paper, scanned.

use std::fs;
use std::io::{self, Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use image::GrayImage;
use image::imageops::crop_imm;
use scanner::decode::{Budget, read_still};
use shared::checkin::Reason;
use shared::ticket::has_ticket_form;
use sync_server::catalogue::{self, Publication};
use sync_server::operations::accounts;
use sync_server::{system_time, tickets};
use ureq::Agent;
use zip::ZipArchive;

use crate::decode::picture;
use crate::ticket_list::{ADMITTED, hear_of, refused, scan, sync};
use crate::venue::{TODAY, Venue, wait_until};

pub(crate) const PASSWORD: &str = "gốm Kim Lan rất đẹp";

/// Somebody at the desk.
pub(crate) struct Organiser<'a> {
    venue: &'a Venue,
    agent: Agent,
    cookie: String,
    token: String,
}

impl<'a> Organiser<'a> {
    pub(crate) fn sign_in(venue: &'a Venue) -> Self {
        let password = PASSWORD.parse().unwrap();
        let name = "An".parse().unwrap();
        accounts::make_owner(&*venue.database(), &name, &password, system_time()).unwrap();
        let agent = Agent::config_builder()
            .max_redirects(0)
            .http_status_as_error(false)
            .build();
        let mut organiser = Self {
            venue,
            agent: agent.into(),
            cookie: String::new(),
            token: String::new(),
        };
        let form = [("name", "An"), ("password", PASSWORD), ("to", "/admin")];
        wait_until("the server knows the owner", || {
            let url = format!("{}/admin/sign-in", venue.url());
            let answer = organiser.agent.post(url).send_form(form);
            let cookie = answer
                .ok()
                .and_then(|it| it.headers().get("set-cookie").cloned());
            let cookie = cookie.map(|it| it.to_str().unwrap().to_owned());
            let cookie = cookie.unwrap_or_default();
            let (cookie, _) = cookie.split_once(';').unwrap_or_default();
            cookie.clone_into(&mut organiser.cookie);
            !organiser.cookie.is_empty()
        });
        let page = String::from_utf8(organiser.get("/admin")).unwrap();
        let (_, token) = page.split_once("token=").unwrap();
        token[..32].clone_into(&mut organiser.token);
        organiser
    }

    pub(crate) fn get(&self, path: &str) -> Vec<u8> {
        let request = self.agent.get(format!("{}{path}", self.venue.url()));
        let mut answer = request.header("cookie", &self.cookie).call().unwrap();
        answer
            .body_mut()
            .with_config()
            .limit(64 << 20)
            .read_to_vec()
            .unwrap()
    }

    /// Sends a form of a page, and returns the page that answers.
    pub(crate) fn submit(&self, path: &str, form: &[(&str, &str)]) -> String {
        let url = format!("{}{path}?token={}", self.venue.url(), self.token);
        let request = self.agent.post(url).header("cookie", &self.cookie);
        let mut answer = request.send_form(form.iter().copied()).unwrap();
        answer.body_mut().read_to_string().unwrap()
    }

    /// Sends a form of a page with files, and returns where it leads, or the page.
    fn send(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let part = |(name, value): &(&str, &str)| {
            format!("--xx\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let body: String = fields.iter().map(part).collect();
        let url = format!("{}{path}?token={}", self.venue.url(), self.token);
        let request = self.agent.post(url).header("cookie", &self.cookie);
        let request = request.content_type("multipart/form-data; boundary=xx");
        let mut answer = request.send(format!("{body}--xx--\r\n")).unwrap();
        let location = answer.headers().get("location").cloned();
        location.map_or_else(
            || answer.body_mut().read_to_string().unwrap(),
            |it| it.to_str().unwrap().to_owned(),
        )
    }
}

/// Returns whether each ticket is good.
fn are_good(venue: &Venue) -> Vec<bool> {
    let tickets = tickets::ticket_list(&*venue.database(), None).unwrap();
    tickets.iter().map(|it| it.state == "good").collect()
}

/// Puts the pages of a document into files, as a printer would put them on paper, in their order.
pub(crate) fn print_into(folder: &Path, document: &[u8]) -> Vec<PathBuf> {
    let file = folder.join("tickets.pdf");
    fs::write(&file, document).unwrap();
    let mut printer = Command::new("pdftoppm");
    printer.args(["-r", "110", "-gray", "-png"]).arg(&file);
    let status = printer.arg(folder.join("page")).status().unwrap();
    assert!(status.success());
    let pages = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let mut pages: Vec<_> = pages
        .filter(|it| it.extension().is_some_and(|it| it == "png"))
        .collect();
    pages.sort();
    pages
}

/// Returns the pages of a document, as a printer would put them on paper.
fn printed(document: &[u8]) -> Vec<GrayImage> {
    let folder = tempfile::tempdir().unwrap();
    let pages = print_into(folder.path(), document).into_iter();
    let open = |page| image::open(page).unwrap().into_luma8();
    pages.map(open).collect()
}

/// Returns the words of a document in the order in which they were written, as somebody who searches it finds them.
fn letters(document: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(document).unwrap();
    let mut reader = Command::new("pdftotext");
    reader.arg("-raw").arg(file.path()).arg("-");
    let words = String::from_utf8(reader.output().unwrap().stdout).unwrap();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns how many files of an archive have such a name; each is read whole.
fn files_in(archive: Vec<u8>, ending: &str) -> usize {
    let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        io::copy(&mut file, &mut io::sink()).unwrap();
    }
    let names = archive.file_names().filter_map(Result::ok);
    let names = names.filter(|name| name.ends_with(ending));
    names.count()
}

fn code(image: GrayImage) -> Option<String> {
    let mut codes = read_still(&picture(image), &Budget::unlimited());
    codes.retain(|code| has_ticket_form(code));
    codes.pop()
}

/// Cuts a sheet along its marks: two columns and so many rows, of 90 mm by this height.
fn cut(sheet: &GrayImage, rows: u32, height: f32) -> Vec<GrayImage> {
    let pixels = |mm: f32| (mm * sheet.width() as f32 / 210.0) as u32;
    let label = |place: u32| {
        let left = pixels(15.0 + 90.0 * (place % 2) as f32);
        let above = (297.0 - height * rows as f32) / 2.0;
        let top = pixels(above + height * (place / 2) as f32);
        crop_imm(sheet, left, top, pixels(90.0), pixels(height)).to_image()
    };
    (0..2 * rows).map(label).collect()
}

#[test]
fn issued_tickets_are_printed_read_and_admitted() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1", "main");
    let organiser = Organiser::sign_in(&venue);
    let names = "Họ và tên;Đơn vị\nNguyễn Thị Ngọc Ánh;Công ty Gốm Chu Đậu\nTrần Khổng Ưỡng;\nLê An;Trường Mỹ thuật\n\
                 王婷;景德镇陶瓷大学\n김민준;\n田中さくら;\nสมชาย;\n";
    let day = TODAY.to_string();
    let fields = [("kind", "visitor"), ("day", &day), ("list", names)];
    let location = organiser.send("/admin/tickets/issue", &fields);
    assert_eq!(location, "/admin/tickets/batches/1-7?done=tickets-issued");
    let batch = "/admin/tickets/batches/1-7";
    // Before anything is printed the page names the one that no font has letters for.
    let page = String::from_utf8(organiser.get(batch)).unwrap();
    assert!(
        page.contains("Tên trên 1 vé") && page.contains("สมชาย"),
        "{page}"
    );
    let document = organiser.get(&format!("{batch}/tickets.pdf"));
    let text = letters(&document);
    for name in [
        "Nguyễn Thị Ngọc Ánh",
        "Công ty Gốm Chu Đậu",
        "Trần Khổng Ưỡng",
        "王婷",
        "景德镇陶瓷大学",
        "김민준",
        "田中さくら",
    ] {
        assert!(text.contains(name), "{text}");
    }
    let read = |pages: Vec<GrayImage>| pages.into_iter().filter_map(code).collect();
    let codes: Vec<String> = read(printed(&document));
    assert_eq!(codes.len(), 7);
    for (sheets, rows, height) in [("sheets.pdf", 5, 54.0), ("badge-sheets.pdf", 4, 60.0)] {
        let sheets = printed(&organiser.get(&format!("{batch}/{sheets}")));
        let labels = sheets.iter().flat_map(|sheet| cut(sheet, rows, height));
        assert_eq!(read(labels.collect()), codes);
    }
    let badges = organiser.get(&format!("{batch}/badges.pdf"));
    assert_eq!(read(printed(&badges)), codes);
    let text = letters(&badges);
    assert!(
        text.contains("景德镇陶瓷大学") && text.contains("Vé tham quan"),
        "{text}"
    );
    for (archive, files) in [("pictures.zip", ".png"), ("vectors.zip", ".svg")] {
        let archive = organiser.get(&format!("{batch}/{archive}"));
        assert_eq!(files_in(archive, files), 7);
    }
    hear_of(&kiosk, 7);
    assert_eq!(scan(&kiosk, &codes[0]).outcome, ADMITTED);
    // The other two are revoked by their codes: shown first, then done, then undone for one.
    let found = tickets::search(&*venue.database(), "tran khong")
        .unwrap()
        .tickets;
    let short_code = found[0].short_code.unwrap().to_string();
    let list = format!("{short_code}\n3\n");
    let shown = organiser.send("/admin/tickets/many", &[("list", &list)]);
    assert!(shown.contains("Thu hồi 2 vé"), "{shown}");
    let unknown = organiser.send("/admin/tickets/many", &[("list", "3\nQQQQ-7\n")]);
    assert!(
        unknown.contains("Dòng 2: chưa có vé nào là “QQQQ-7”"),
        "{unknown}"
    );
    assert_eq!(are_good(&venue), [true; 7]);
    let change = |act, numbers| {
        let form = [("act", act), ("numbers", numbers)];
        organiser.submit("/admin/tickets/many/change", &form)
    };
    let done = change("revoke", "2-3");
    assert!(
        done.contains("Đã thu hồi 2 vé") && done.contains("Hoàn tác 2 vé"),
        "{done}"
    );
    assert_eq!(are_good(&venue)[..4], [true, false, false, true]);
    change("reinstate", "3");
    sync(&kiosk).unwrap();
    assert_eq!(refused(&kiosk, &codes[1]), Reason::Revoked);
    assert_eq!(scan(&kiosk, &codes[2]).outcome, ADMITTED);
    // What is revoked is not printed again.
    let pages = printed(&organiser.get(&format!("{batch}/tickets.pdf")));
    assert_eq!(pages.len(), 6);
}

#[test]
fn printed_ticket_names_event_date_door_and_code() {
    let venue = Venue::open();
    let mut catalogue = venue.catalogue.clone();
    let river = catalogue
        .gates
        .iter_mut()
        .find(|it| it.id.as_str() == "river");
    river.unwrap().ticket_types = vec!["vip".to_owned()];
    let publication = Publication::new(&catalogue).confirmed(true);
    catalogue::publish(&*venue.database(), publication, system_time()).unwrap();
    let organiser = Organiser::sign_in(&venue);
    let date = catalogue.days[TODAY].date.strftime("%d/%m/%Y").to_string();
    let day = TODAY.to_string();
    for (number, kind, name, doors) in [
        ("1", "visitor", "Vé tham quan", "Cổng vào: Cổng chính"),
        ("2", "vip", "Khách mời", "Mọi cổng vào"),
    ] {
        let fields = [
            ("kind", kind),
            ("day", &day),
            ("list", "Đặng Thị Ngọc Ánh;=SUM(A1)\n"),
        ];
        let location = organiser.send("/admin/tickets/issue", &fields);
        let (batch, _) = location.split_once('?').unwrap();
        let found = tickets::search(&*venue.database(), number).unwrap();
        let short_code = found.tickets[0].short_code.unwrap().to_string();
        // What the printer gets beside pictures opens in Excel set to Vietnamese, and no name is a formula.
        let archive = organiser.get(&format!("{batch}/pictures.zip"));
        let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
        let mut list = String::new();
        let mut file = archive.by_name("tickets.csv").unwrap();
        file.read_to_string(&mut list).unwrap();
        let heads = "\u{feff}Số vé;Loại vé;Người giữ vé;Đơn vị;Số người;Ngày sử dụng;Mã vé;";
        assert!(list.starts_with(heads), "{list}");
        let ticket = format!(
            "{number};{name};Đặng Thị Ngọc Ánh;'=SUM(A1);1;{date};\"=\"\"{short_code}\"\"\";"
        );
        assert!(list.contains(&ticket), "{list}");
        for file in [
            "sheets.pdf",
            "tickets.pdf",
            "badge-sheets.pdf",
            "badges.pdf",
        ] {
            let document = organiser.get(&format!("{batch}/{file}"));
            keep_pages(&format!("{kind}-{file}"), &document);
            let words = letters(&document);
            // The door has a line of its own there, in both languages.
            let doors = match (file, kind) {
                ("tickets.pdf", "visitor") => "Cổng vào · Entrance Cổng chính Main gate",
                ("tickets.pdf", _) => "Cổng vào · Entrance Mọi cổng vào Any entrance",
                _ => doors,
            };
            let event = catalogue.name.get("vi");
            for fact in [event, &date, doors, name, "Đặng Thị Ngọc Ánh", &short_code] {
                assert!(words.contains(fact), "{fact} is not in {file}: {words}");
            }
        }
    }
}

/// With `KIOSK_PICTURES=DIR`, keeps a document there, for people to look at.
fn keep_pages(name: &str, document: &[u8]) {
    if let Some(folder) = std::env::var_os("KIOSK_PICTURES").map(PathBuf::from) {
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(name), document).unwrap();
    }
}

#[test]
fn stopped_issue_leaves_no_ticket_behind() {
    let venue = Venue::open();
    let organiser = Organiser::sign_in(&venue);
    let day = TODAY.to_string();
    let issue = |count| {
        let fields = [("kind", "visitor"), ("day", &day), ("count", count)];
        organiser.send("/admin/tickets/issue", &fields)
    };
    let job = issue("100000");
    assert!(job.starts_with("/admin/tickets/issue/"), "{job}");
    let page = |path: &str| String::from_utf8(organiser.get(path)).unwrap();
    let shown = page(&job);
    assert!(shown.contains("<progress max=\"100000\""), "{shown}");
    let busy = issue("100000");
    assert!(busy.contains("đang có một lần phát hành khác"), "{busy}");
    organiser.submit(&job, &[]);
    wait_until("the issue has stopped", || page(&job).contains("Đã dừng."));
    assert!(are_good(&venue).is_empty());
    // One that is not stopped leads to its tickets, with the first numbers.
    let job = issue("2001");
    wait_until("the tickets are issued", || {
        !page(&job).contains("<progress")
    });
    assert!(page("/admin/tickets/batches/1-2001").contains("Vé 1–2001"));
    assert_eq!(are_good(&venue).len(), 2001);
}
