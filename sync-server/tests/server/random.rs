//! Requests of random bytes, and real ones that are damaged, over real sockets: the server refuses or answers them, and
//! is well afterwards.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use sync_server::tickets::{self, IssueRequest};

use crate::desk::owned;
use crate::venue::{OPENING, Venue};

/// Requests as kiosks, phones and organisers send them; `TOKEN` stands for a token.
const REQUESTS: [&str; 8] = [
    "GET /api/v1/feed?epoch=x&after=0&catalogue=1&wait_s=0&visits=true&register=7 HTTP/1.1\r\nhost: x\r\nauthorization: Bearer TOKEN\r\n\r\n",
    "GET /api/v1/register?epoch=x&after=0 HTTP/1.1\r\nhost: x\r\nauthorization: Bearer TOKEN\r\naccept-encoding: zstd\r\n\r\n",
    "POST /api/v1/records HTTP/1.1\r\nhost: x\r\nauthorization: Bearer TOKEN\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}",
    "POST /api/v1/letters HTTP/1.1\r\nhost: x\r\nauthorization: Bearer TOKEN\r\ncontent-encoding: zstd\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
    "POST /api/v1/places HTTP/1.1\r\nhost: x\r\nauthorization: Bearer TOKEN\r\ncontent-length: 2\r\n\r\n[]",
    "GET /media/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef HTTP/1.1\r\nhost: x\r\nrange: bytes=0-99\r\n\r\n",
    "GET /b/12?from=main&lang=en&steps=no HTTP/1.1\r\nhost: x\r\naccept-language: vi,en;q=0.5\r\nif-none-match: \"x\"\r\n\r\n",
    "GET /api/v1/totals HTTP/1.1\r\nhost: localhost\r\naccept-encoding: gzip\r\nx-request-id: 7\r\n\r\n",
];

fn request(token: &str) -> impl Strategy<Value = Vec<u8>> + use<> {
    let whole = REQUESTS.map(|it| it.replace("TOKEN", token));
    let damaged = damaged_input::damaged(&whole.each_ref().map(String::as_bytes));
    prop_oneof![
        5 => damaged,
        1 => proptest::collection::vec(any::<u8>(), 0..400),
    ]
}

#[test]
fn random_requests_do_no_harm() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1");
    let answered = TestRunner::default().run(&request(&kiosk.token), |request| {
        let text = String::from_utf8_lossy(&request);
        let path = text.split(' ').nth(1).unwrap_or_default();
        let mut stream = TcpStream::connect(venue.address_of(path)).unwrap();
        let _ = stream.write_all(&request);
        let _ = stream.shutdown(Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer);
        prop_assert!(!answer.contains("HTTP/1.1 500"), "{}", answer);
        prop_assert_eq!(kiosk.push_answer(&venue).0, 200);
        Ok(())
    });
    answered.unwrap();
}

/// Forms of the desk as browsers send them, each with its page; none of them changes who may sign in.
const FORMS: [(&str, &str); 14] = [
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
];
/// Pages with what is asked of them.
const QUERIES: [&str; 4] = [
    "/admin/audit?author=An&thing=B%C3%ACnh&before=7",
    "/admin/tickets?q=7",
    "/admin/tickets/1?lang=en&done=ticket-block",
    "/admin/exhibition/workbook.xlsx?version=1",
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
        damaged_input::each(16, &[form.as_bytes()], |form| {
            let status = owner.send_bytes(page, form);
            prop_assert!(status < 500, "{status} of {page}");
            Ok(())
        });
    }
    for page in QUERIES {
        damaged_input::each(16, &[page.as_bytes()], |page| {
            let page =
                String::from_utf8_lossy(page).replace(|it: char| !it.is_ascii_graphic(), "%00");
            let status = owner.status_of(&page);
            prop_assert!(status < 500, "{status} of {page}");
            Ok(())
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
