//! Tickets from the desk to the door: issued to a list of names, printed, read from the paper, scanned.

use std::fs;
use std::io::Write;
use std::process::Command;

use image::GrayImage;
use image::imageops::crop_imm;
use kiosk::scanner::decode::{Budget, read_still};
use shared::checkin::Reason;
use shared::ticket::has_ticket_form;
use sync_server::operations::accounts;
use sync_server::{system_time, tickets};
use ureq::Agent;

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
        let agent = Agent::config_builder().max_redirects(0).build();
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

/// Returns the pages of a document, as a printer would put them on paper.
fn printed(document: &[u8]) -> Vec<GrayImage> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tickets.pdf");
    fs::write(&file, document).unwrap();
    let mut printer = Command::new("pdftoppm");
    printer.args(["-r", "110", "-gray", "-png"]);
    assert!(
        printer
            .arg(&file)
            .arg(folder.path().join("page"))
            .status()
            .unwrap()
            .success()
    );
    let pages = fs::read_dir(folder.path())
        .unwrap()
        .map(|it| it.unwrap().path());
    let mut pages: Vec<_> = pages
        .filter(|it| it.extension().is_some_and(|it| it == "png"))
        .collect();
    pages.sort();
    let open = |page| image::open(page).unwrap().into_luma8();
    pages.into_iter().map(open).collect()
}

/// Returns the letters of a document, as somebody who searches it finds them.
fn letters(document: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(document).unwrap();
    let mut reader = Command::new("pdftotext");
    let output = reader.arg(file.path()).arg("-").output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn code(image: GrayImage) -> Option<String> {
    let mut codes = read_still(&picture(image), &Budget::unlimited());
    codes.retain(|code| has_ticket_form(code));
    codes.pop()
}

/// Cuts a sheet along its marks: two columns and five rows of 90 mm by 54 mm.
fn cut(sheet: &GrayImage) -> Vec<GrayImage> {
    let pixels = |mm: f32| (mm * sheet.width() as f32 / 210.0) as u32;
    let label = |place: u32| {
        let left = pixels(15.0 + 90.0 * (place % 2) as f32);
        let top = pixels(13.5 + 54.0 * (place / 2) as f32);
        crop_imm(sheet, left, top, pixels(90.0), pixels(54.0)).to_image()
    };
    (0..10).map(label).collect()
}

#[test]
fn issued_tickets_are_printed_read_and_admitted() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1", "main");
    let organiser = Organiser::sign_in(&venue);
    let names = "Họ và tên;Đơn vị\nNguyễn Thị Ngọc Ánh;Công ty Gốm Chu Đậu\nTrần Khổng Ưỡng;\nLê An;Trường Mỹ thuật\n";
    let day = TODAY.to_string();
    let fields = [("kind", "visitor"), ("day", &day), ("list", names)];
    let location = organiser.send("/admin/tickets/issue", &fields);
    assert_eq!(location, "/admin/tickets/batches/1-3?done=tickets-issued");
    let batch = "/admin/tickets/batches/1-3";
    let document = organiser.get(&format!("{batch}/tickets.pdf"));
    let text = letters(&document);
    for name in [
        "Nguyễn Thị Ngọc Ánh",
        "Công ty Gốm Chu Đậu",
        "Trần Khổng Ưỡng",
    ] {
        assert!(text.contains(name), "{text}");
    }
    let pages = printed(&document);
    let codes: Vec<String> = pages.into_iter().filter_map(code).collect();
    assert_eq!(codes.len(), 3);
    let sheets = printed(&organiser.get(&format!("{batch}/sheets.pdf")));
    let labels: Vec<String> = sheets.iter().flat_map(cut).filter_map(code).collect();
    assert_eq!(labels, codes);
    hear_of(&kiosk, 3);
    assert_eq!(scan(&kiosk, &codes[0]).outcome, ADMITTED);
    // The other two are revoked by their codes: shown first, then done, then undone for one.
    let found = tickets::search(&*venue.database(), "tran khong")
        .unwrap()
        .tickets;
    let short_code = found[0].short_code.unwrap().to_string();
    let list = format!("{short_code}\n3\n");
    let shown = organiser.send("/admin/tickets/many", &[("list", &list)]);
    assert!(shown.contains("Thu hồi 2 vé"), "{shown}");
    assert_eq!(are_good(&venue), [true; 3]);
    let change = |act, numbers| {
        let form = [("act", act), ("numbers", numbers)];
        organiser.submit("/admin/tickets/many/change", &form)
    };
    let done = change("revoke", "2-3");
    assert!(
        done.contains("Đã thu hồi 2 vé") && done.contains("Hoàn tác 2 vé"),
        "{done}"
    );
    assert_eq!(are_good(&venue), [true, false, false]);
    change("reinstate", "3");
    sync(&kiosk).unwrap();
    assert_eq!(refused(&kiosk, &codes[1]), Reason::Revoked);
    assert_eq!(scan(&kiosk, &codes[2]).outcome, ADMITTED);
    // What is revoked is not printed again.
    let pages = printed(&organiser.get(&format!("{batch}/tickets.pdf")));
    assert_eq!(pages.len(), 2);
}
