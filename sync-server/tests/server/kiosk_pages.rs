//! The kiosks and the staff, as pages of the desk.

use shared::enrolment::EnrolmentCode;
use shared::ids::TicketNumber;
use shared::protocol::v1::{DeviceReport, EnrolRequest, PartState, Push, ScannerReport};
use sync_server::operations::devices;

use crate::desk::owned;
use crate::kiosk::post;
use crate::venue::{MINUTE, OPENING, Venue};

const KIOSKS: &str = "/admin/kiosks";

/// Returns what follows a text in a page, up to the next tag.
fn after<'a>(page: &'a str, text: &str) -> &'a str {
    let (_, rest) = page.split_once(text).expect(text);
    rest.split('<').next().unwrap()
}

/// Returns how many passages of a ticket count.
fn passages(venue: &Venue, ticket: u32) -> usize {
    let database = venue.exhibition();
    let view = database.read().unwrap();
    let history = view.ticket_history(TicketNumber(ticket)).unwrap();
    history.passages.len()
}

#[test]
fn invited_device_ends_its_code() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    let (_, page) = owner.get("/admin/kiosks?lang=en");
    assert!(page.contains("There are no kiosks yet"), "{page}");
    assert_eq!(owner.get("/admin/kiosks/A1").0, 404);
    let invite = |name, way, gate| {
        [
            ("act", "invite"),
            ("name", name),
            ("role", "door"),
            ("way", way),
            ("gate", gate),
        ]
    };
    for (form, problem) in [
        (invite("", "in", "way-out"), "không mở theo chiều"),
        (invite("", "in", "nowhere"), "không mở theo chiều"),
        (invite("Cổng 1", "in", "main"), "Tên máy có từ"),
    ] {
        let (status, page) = owner.send(KIOSKS, &form);
        assert_eq!(status, 200);
        assert!(page.contains(problem), "{problem}: {page}");
    }
    let code_page = "/admin/kiosks/A1/code";
    let sent = owner.send(KIOSKS, &invite("", "both", "main"));
    assert_eq!(sent, (303, code_page.to_owned()));
    // It can be looked at again until a device came.
    for _ in 0..2 {
        let (_, page) = owner.get(code_page);
        assert!(page.contains("<svg") && page.contains("17:10"), "{page}");
    }
    let (_, page) = owner.get(KIOSKS);
    assert!(page.contains("dùng được đến 17:10"), "{page}");
    let (_, page) = owner.get(code_page);
    let code: EnrolmentCode = after(&page, "<p class=\"typed\" translate=\"no\">")
        .parse()
        .unwrap();
    let request = EnrolRequest {
        secret: code.secret,
        request_key: [7; 32],
        device: String::new(),
    };
    devices::enrol(&*venue.exhibition(), &request, OPENING).unwrap();
    let came = format!("{KIOSKS}/A1?done=kiosk-came");
    assert_eq!(owner.get(code_page), (303, came.clone()));
    Venue::until("the server knows the kiosk", || {
        owner.get(&came).1.contains("Cổng chính · hai chiều")
    });
    assert!(owner.get(KIOSKS).1.contains("Chưa liên lạc"));
    // The next free name is another one.
    let sent = owner.send(KIOSKS, &invite("", "in", "garden"));
    assert_eq!(sent, (303, "/admin/kiosks/A2/code".to_owned()));
    venue.set_clock(OPENING.plus(11 * MINUTE));
    assert_eq!(owner.get("/admin/kiosks/A2/code").0, 422);
    let replace = owner.send("/admin/kiosks/A1", &[("act", "replace")]);
    assert_eq!(replace, (303, code_page.to_owned()));
    assert_eq!(owner.get(code_page).0, 200);
}

#[test]
fn quarantine_says_first_what_it_changes() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    let mut door = venue.kiosk("A1");
    door.entry(7, 1).entry(8, 2).push(&venue);
    venue.set_clock(OPENING.plus(30 * MINUTE));
    door.entry(9, 29).push(&venue);
    let page = "/admin/kiosks/A1";
    let (_, text) = owner.get("/admin/kiosks/A1?lang=en&since=");
    assert!(text.contains("3 records count no longer"), "{text}");
    let (_, text) = owner.get("/admin/kiosks/A1?lang=en&since=2024-09-05T17:10");
    assert!(text.contains("1 record counts no longer"), "{text}");
    assert_eq!(owner.get("/admin/kiosks/A1?since=later").0, 422);
    assert_eq!(
        passages(&venue, 9),
        1,
        "nothing happens before it is confirmed"
    );
    let act = |act, since| [("act", act), ("since", since)];
    let done = |what: &str| (303, format!("{page}?done=kiosk-{what}"));
    assert_eq!(owner.send(page, &act("release", "")).0, 422);
    let since = "2024-09-05T17:10";
    assert_eq!(
        owner.send(page, &act("quarantine", since)),
        done("quarantine")
    );
    assert_eq!((passages(&venue, 7), passages(&venue, 9)), (1, 0));
    let (_, text) = owner.get(&format!("{page}?lang=en"));
    assert!(text.contains("In quarantine") && text.contains("1 record counts again"));
    assert_eq!(owner.send(page, &act("release", "")), done("release"));
    assert_eq!(passages(&venue, 9), 1);
    assert_eq!(owner.send(page, &act("renew", "")), done("renew"));
    assert_eq!(owner.send(page, &act("remove", "")), done("remove"));
    assert_eq!(owner.send(page, &act("remove", "")).0, 404);
    let (_, text) = owner.get(&format!("{page}?lang=en"));
    assert!(text.contains("This kiosk is out of service"), "{text}");
    assert!(door.push_answer(&venue).0 >= 400);
    let (_, log) = owner.get("/admin/audit?thing=A1");
    for row in [
        "<td>A1</td><td>counts</td><td>counts until 2024-09-05 17:10</td>",
        "<td>A1</td><td>counts until 2024-09-05 17:10</td><td>counts</td>",
        "<td>A1</td><td>door main in</td><td>–</td>",
    ] {
        assert!(log.contains(row), "{row}: {log}");
    }
}

#[test]
fn silent_kiosk_stands_first() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    let [quiet, talking] = ["Z1", "A1"].map(|name| venue.kiosk(name));
    quiet.push(&venue);
    venue.set_clock(OPENING.plus(3 * MINUTE));
    talking.push(&venue);
    let (_, page) = owner.get("/admin/kiosks?lang=en");
    assert!(page.contains("1 wants a look"), "{page}");
    let rows = after_all(&page, "<td><a href=\"/admin/kiosks/");
    assert_eq!(rows, ["Z1", "A1"]);
    assert!(page.contains("Silent") && page.contains("3 minutes ago"));
}

/// Returns the names that follow a text in a page.
fn after_all<'a>(page: &'a str, text: &str) -> Vec<&'a str> {
    let parts = page.split(text).skip(1);
    parts.map(|it| it.split('"').next().unwrap()).collect()
}

#[test]
fn welcome_names_kiosks_or_all() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    owner.get("/admin/kiosks?lang=en");
    let welcome = |names, all| {
        let mut form = vec![("act", "welcome"), ("name", names)];
        form.extend(all);
        form
    };
    assert_eq!(owner.send(KIOSKS, &welcome("", None)).0, 200);
    assert_eq!(owner.send(KIOSKS, &welcome("A1 á", None)).0, 200);
    assert_eq!(owner.send(KIOSKS, &welcome("A1, H1", None)).0, 303);
    assert_eq!(owner.send(KIOSKS, &welcome("", Some(("all", "1")))).0, 303);
    let (_, log) = owner.get("/admin/audit");
    for row in ["<td>A1 H1</td><td>–</td><td>60 min</td>", "<td>*</td>"] {
        assert!(log.contains(row), "{row}: {log}");
    }
}

#[test]
fn pin_is_shown_once_and_replaced() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    let (_, page) = owner.get("/admin/staff?lang=en");
    assert!(page.contains("Nobody has a PIN yet"), "{page}");
    let form = |act, place| [("act", act), ("name", "an-door-1"), ("place", place)];
    let staff = "/admin/staff";
    let given = |page: &str| after(page, "translate=\"no\">").to_owned();
    let first = owner.send(staff, &form("add", "halls"));
    assert_eq!(first.0, 200);
    let (_, page) = owner.get("/admin/staff?lang=en");
    assert!(page.contains("an-door-1") && page.contains("In halls"));
    assert!(!page.contains(&given(&first.1)));
    let again = owner.send(staff, &form("add", "doors")).1;
    assert!(again.contains("Đã có người mang tên này"), "{again}");
    let second = owner.send(staff, &form("reset", "")).1;
    assert_ne!(given(&first.1), given(&second));
    assert_eq!(owner.send(staff, &form("remove", "")).0, 303);
    let gone = owner.send(staff, &form("reset", "")).1;
    assert!(gone.contains("không còn mã PIN"), "{gone}");
    let unwritable = [("act", "add"), ("name", "山田")];
    let refused = owner.send(staff, &unwritable).1;
    assert!(refused.contains("Tên cần có chữ cái Latinh"), "{refused}");
    let (_, log) = owner.get("/admin/audit?thing=an-door-1&lang=en");
    for row in [
        "PIN given</td><td>an-door-1</td><td>–</td><td>halls",
        "PIN taken away</td><td>an-door-1</td><td>halls</td><td>–",
    ] {
        assert!(log.contains(row), "{row}: {log}");
    }
}

#[test]
fn staff_are_called_by_their_names() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    let form = |act, name| [("act", act), ("name", name)];
    let given = owner
        .send("/admin/staff", &form("add", " Nguyễn Thị  Lan"))
        .1;
    assert!(given.contains("nguyen-thi-lan"), "{given}");
    let renewed = owner.send("/admin/staff", &form("reset", "nguyen-thi-lan"));
    assert!(renewed.1.contains("Nguyễn Thị Lan"), "{}", renewed.1);
    let (_, page) = owner.get("/admin/staff");
    assert!(page.contains("<strong>Nguyễn Thị Lan</strong>"), "{page}");
}

#[test]
fn device_report_names_what_does_not_work() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    let door = venue.kiosk("A1");
    let report = |free_mb, clock_s, sound| DeviceReport {
        version: "0.1.0".to_owned(),
        free_mb: Some(free_mb),
        clock_s,
        scanners: vec![ScannerReport {
            name: "camera <0>".to_owned(),
            state: sound,
        }],
        sound,
        wiped: false,
        ..DeviceReport::default()
    };
    let say = |device| {
        let push = Push {
            device: Some(device),
            ..door.batch(&[])
        };
        let body = serde_json::to_vec(&push).unwrap();
        assert_eq!(post(&venue, Some(&door.token), None, &body).0, 200);
    };
    say(report(1_200, -60, PartState::Working));
    let (_, page) = owner.get("/admin/kiosks/A1?lang=en");
    for text in [
        "In order",
        "1.2 GB",
        "60 seconds ahead",
        "camera &lt;0&gt;",
        "works",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    say(report(400, 120, PartState::Failed));
    let (_, page) = owner.get("/admin/kiosks?lang=en");
    for text in [
        "Device trouble",
        "camera &lt;0&gt; does not work",
        "Nothing is heard",
        "disk is nearly full",
        "clock is wrong",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
}

#[test]
fn list_says_how_old_a_queue_is() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    let door = venue.kiosk("A1");
    let mut list = |waiting, complete_to_ms, version: &str| {
        let push = Push {
            waiting,
            complete_to_ms: Some(complete_to_ms),
            device: Some(DeviceReport {
                version: version.to_owned(),
                ..DeviceReport::default()
            }),
            ..door.batch(&[])
        };
        door.push_as(&venue, &push);
        owner.get("/admin/kiosks?lang=en").1
    };
    let earlier = OPENING.plus(-55 * MINUTE);
    let page = list(12, earlier, "1.4.2");
    for text in ["12 records wait, complete up to 16:05<", ">1.4.2<"] {
        assert!(page.contains(text), "{text}: {page}");
    }
    let page = list(1, OPENING.plus(-24 * 60 * MINUTE), "1.4.3");
    for text in ["1 record waits, complete up to 04/09 17:00<", ">1.4.3<"] {
        assert!(page.contains(text), "{text}: {page}");
    }
    let page = list(0, OPENING, "1.4.3");
    assert!(page.contains("all sent<"), "{page}");
}
