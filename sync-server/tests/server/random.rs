//! Requests of random bytes, and real ones that are damaged, over real sockets: the server refuses or answers them, and
//! is well afterwards.

use std::cell::Cell;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};

use proptest::prelude::*;

use sync_server::tickets::{self, IssueRequest};

use crate::desk::owned;
use crate::venue::{OPENING, Venue};

/// Requests as kiosks, phones and organisers send them; `TOKEN` stands for a token.
const REQUESTS: [&str; 11] = [
    "GET /api/v1/feed?epoch=x&after=0&catalogue=1&wait_s=0&visits=true&register=7 HTTP/1.1\r\nhost: x\r\nauthorization: Bearer TOKEN\r\n\r\n",
    "GET /api/v1/register?epoch=x&after=0 HTTP/1.1\r\nhost: x\r\nauthorization: Bearer TOKEN\r\naccept-encoding: zstd\r\n\r\n",
    "POST /api/v1/records HTTP/1.1\r\nhost: x\r\nauthorization: Bearer TOKEN\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}",
    "POST /api/v1/letters HTTP/1.1\r\nhost: x\r\nauthorization: Bearer TOKEN\r\ncontent-encoding: zstd\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
    "POST /api/v1/places HTTP/1.1\r\nhost: x\r\nauthorization: Bearer TOKEN\r\ncontent-length: 2\r\n\r\n[]",
    "GET /media/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef HTTP/1.1\r\nhost: x\r\nrange: bytes=0-99\r\n\r\n",
    "GET /b/12?from=main&lang=en&steps=no HTTP/1.1\r\nhost: x\r\naccept-language: vi,en;q=0.5\r\nif-none-match: \"x\"\r\n\r\n",
    "POST /api/v1/enrol HTTP/1.1\r\nhost: x\r\ncontent-length: 15\r\n\r\n{\"secret\":\"00\"}",
    "PUT /api/v1/tickets/17/status HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer TOKEN\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n{\"status\":\"revoked\"}",
    "GET /admin?lang=en&done=saved HTTP/1.1\r\nhost: localhost\r\ncookie: desk=0123456789abcdef; language=vi\r\norigin: http://localhost\r\n\r\n",
    "GET /api/v1/totals HTTP/1.1\r\nhost: localhost\r\naccept-encoding: gzip\r\nx-request-id: 7\r\n\r\n",
];

#[test]
fn random_requests_do_no_harm() {
    const BETWEEN: u32 = 64;
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1");
    let requests = REQUESTS.map(|it| it.replace("TOKEN", &kiosk.token));
    let samples = requests.each_ref().map(String::as_bytes);
    let tried = Cell::new(0_u32);
    damaged_input::each("request", 256, &samples, |request| {
        let text = String::from_utf8_lossy(request);
        let path = text.split(' ').nth(1).unwrap_or_default();
        let mut stream = TcpStream::connect(venue.address_of(path)).unwrap();
        let _ = stream.write_all(request);
        let _ = stream.shutdown(Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer);
        prop_assert!(!answer.contains("HTTP/1.1 500"), "{}", answer);
        tried.set(tried.get() + 1);
        if tried.get().is_multiple_of(BETWEEN) {
            prop_assert_eq!(kiosk.push_answer(&venue).0, 200);
        }
        let status = answer.lines().next().unwrap_or("no answer");
        Ok(status.replace(|it: char| it.is_ascii_digit(), ""))
    });
    assert_eq!(kiosk.push_answer(&venue).0, 200);
}

/// Forms of the desk as browsers send them, each with its page; none of them changes who may sign in.
const FORMS: [(&str, &str); 30] = [
    ("/admin/accounts", "name=B%C3%ACnh&role=exhibitor&booth=x"),
    (
        "/admin/accounts/change",
        "name=Nobody&change=role&role=viewer&booth=7",
    ),
    ("/admin/accounts/change", "name=Nobody&change=remove"),
    (
        "/admin/codes",
        "key=00112233445566778899aabbccddeeff00112233&code=000000",
    ),
    (
        "/admin/inbox",
        "kind=conflict&subject=A1.1.1&choice=annul-this",
    ),
    ("/admin/tickets/1", "act=note&text=quay+l%E1%BA%A1i"),
    ("/admin/tickets/1", "act=annul&record=A1-1-1&text=x"),
    ("/admin/tickets/1", "act=block"),
    (
        "/admin/exhibition/publish",
        "draft=00&made_from=1&seen=1&others=keep",
    ),
    ("/admin/exhibition/roll-back", "version=1"),
    ("/admin/password", "old=x&password=y&again=z"),
    ("/admin/sign-in?", "name=&password=x&code=1&to=/admin"),
    ("/admin/owner", "name=An&password=x&again=y"),
    ("/admin/exhibition/upload", "--x\r\n\r\nPK\r\n--x--"),
    (
        "/admin/exhibition/booths/1",
        "base=%7B%7D&booths.name.vi=%E1%BA%A4m&booths.area=hall-a",
    ),
    (
        "/admin/exhibition/plan",
        "act=fields&base=%7B%22levels%22%3A%5B%5D%7D&level=ground&booth.1.x=3",
    ),
    (
        "/admin/exhibition/plan/check",
        "{\"levels\":[],\"booths\":[]}",
    ),
    (
        "/admin/exhibition/plan/background",
        "--x\r\nContent-Disposition: form-data; name=\"width\"\r\n\r\n20\r\n--x--",
    ),
    (
        "/admin/exhibition/booths/1/pictures",
        "--x\r\nContent-Disposition: form-data; name=\"act\"\r\n\r\nadd\r\n--x--",
    ),
    (
        "/admin/exhibition/draft",
        "act=publish&revision=1&seen=1&others=keep",
    ),
    ("/admin/tokens", "act=make&name=Website&totals=on&days=30"),
    ("/admin/tokens", "act=revoke&token=1"),
    ("/admin/webhooks", "act=pause&webhook=1"),
    (
        "/admin/kiosks",
        "act=invite&name=K7&role=door&gate=main&way=in&booth=",
    ),
    (
        "/admin/kiosks/K7",
        "act=quarantine&since=2026-11-30T09%3A00",
    ),
    ("/admin/staff", "act=add&name=door-7&place=doors"),
    ("/admin/people", "date=2027-01-31"),
    (
        "/admin/people/person?ticket=1",
        "act=delete&submission=00112233445566778899aabbccddeeff&ticket=1",
    ),
    (
        "/admin/tickets/many",
        "--x\r\nContent-Disposition: form-data; name=\"list\"\r\n\r\n1\r\n2-3\r\n--x--",
    ),
    ("/admin/backups/restore", "from=none&name=Nobody"),
];
/// Pages with what is asked of them.
const QUERIES: [&str; 9] = [
    "/admin/audit?author=An&thing=B%C3%ACnh&before=7",
    "/admin/tickets?q=7",
    "/admin/tickets/1?lang=en&done=ticket-block",
    "/admin/exhibition/workbook.xlsx?version=1",
    "/admin/people?q=%C4%90%C3%A0o&kind=network&page=0",
    "/admin/people/person?submission=00112233445566778899aabbccddeeff",
    "/admin/tickets/rules?kind=visitor&day=0&gate=main&at=2026-11-30T09:00",
    "/admin/reports/day-1/kinds.csv",
    "/admin/tickets/many?from=1&to=3",
];

fn damaged_forms_do_no_harm(mut venue: Venue) {
    let request = IssueRequest {
        count: 3,
        kind: "visitor".to_owned(),
        days: 1,
        party: None,
    };
    tickets::issue(&*venue.exhibition(), &request, OPENING).unwrap();
    venue.start();
    let mut owner = owned(&venue);
    owner.get("/admin");
    for (page, form) in FORMS {
        let test = |form: &[u8]| {
            let status = owner.send_bytes(page, form);
            prop_assert!(status < 500, "{status} of {page}");
            Ok("answered".to_owned())
        };
        // Signing in takes longer after each mistake.
        if page.starts_with("/admin/sign-in") {
            damaged_input::few("desk-form", 16, &[form.as_bytes()], test);
        } else {
            damaged_input::each("desk-form", 16, &[form.as_bytes()], test);
        }
    }
    for page in QUERIES {
        damaged_input::each("desk-query", 16, &[page.as_bytes()], |page| {
            let page =
                String::from_utf8_lossy(page).replace(|it: char| !it.is_ascii_graphic(), "%00");
            let status = owner.status_of(&page);
            prop_assert!(status < 500, "{status} of {page}");
            Ok("answered".to_owned())
        });
    }
    assert_eq!(owner.get("/admin/audit").0, 200);
}

#[test]
fn damaged_forms_of_the_desk_do_no_harm() {
    damaged_forms_do_no_harm(Venue::closed());
}

#[test]
fn damaged_forms_do_no_harm_in_postgres() {
    damaged_forms_do_no_harm(Venue::closed_in_postgres());
}
