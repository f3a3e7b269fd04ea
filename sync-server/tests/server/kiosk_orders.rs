//! What organisers ask of a kiosk on its page, as the kiosk hears it.

use shared::protocol::v1::{DeviceInstructions, DeviceReport, FeedReply, Push, Totals};

use crate::desk::{Person, owned};
use crate::kiosk::{Kiosk, post};
use crate::venue::{MINUTE, OPENING, Venue};

const PAGE: &str = "/admin/kiosks/A1";

/// Asks for something, which has to be done.
fn ask(owner: &mut Person<'_>, form: &[(&str, &str)]) {
    let done = format!("{PAGE}?done=kiosk-{}", form[0].1);
    assert_eq!(owner.send(PAGE, form), (303, done), "{form:?}");
}

/// Returns what a kiosk hears that knows a revision, as soon as there is another one.
fn heard(kiosk: &Kiosk, venue: &Venue, known: u64) -> FeedReply {
    let query = format!("/api/v1/feed?wait_s=30&catalogue=1&instructions={known}");
    let mut answer = ureq::get(venue.url(&query))
        .header("authorization", format!("Bearer {}", kiosk.token))
        .call()
        .unwrap();
    serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
}

fn asked(kiosk: &Kiosk, venue: &Venue, known: u64) -> DeviceInstructions {
    heard(kiosk, venue, known).instructions.unwrap()
}

fn totals(owner: &mut Person<'_>) -> Totals {
    serde_json::from_str(&owner.get("/api/v1/totals").1).unwrap()
}

#[test]
fn kiosk_hears_what_it_is_asked() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    let [door, _other] = ["A1", "A2"].map(|name| venue.kiosk(name));
    assert_eq!(door.feed(&venue, "", 0, 0).instructions, None);
    ask(&mut owner, &[("act", "rename"), ("label", " Máy bên cửa ")]);
    let told = asked(&door, &venue, 0);
    assert_eq!(
        (told.revision, told.label.as_deref()),
        (1, Some("Máy bên cửa"))
    );
    let message = [("act", "message"), ("vi", "Mở lại lúc 14:00"), ("en", "")];
    ask(&mut owner, &message);
    let told = asked(&door, &venue, 1).message.unwrap();
    assert_eq!(
        (told.get("vi"), told.has("en")),
        ("Mở lại lúc 14:00", false)
    );
    ask(&mut owner, &[("act", "close"), ("next", "A2")]);
    let next = asked(&door, &venue, 2).closure.unwrap().next.unwrap();
    assert_eq!((next.name.as_str(), next.gate.as_str()), ("A2", "main"));
    let (_, page) = owner.get(&format!("{PAGE}?lang=en"));
    for text in [
        "A1 · Máy bên cửa",
        "serves nobody",
        "sent to A2",
        "does not have the latest",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    ask(&mut owner, &[("act", "open")]);
    ask(&mut owner, &[("act", "quiet")]);
    ask(&mut owner, &[("act", "rehearse")]);
    let told = asked(&door, &venue, 3);
    assert_eq!((told.revision, told.closure, told.message), (6, None, None));
    assert!(told.rehearsal.unwrap().on);
    let push = Push {
        device: Some(DeviceReport {
            rehearsal: true,
            instructions: 6,
            ..DeviceReport::default()
        }),
        ..door.batch(&[])
    };
    let body = serde_json::to_vec(&push).unwrap();
    assert_eq!(post(&venue, Some(&door.token), None, &body).0, 200);
    let (_, page) = owner.get(&format!("{PAGE}?lang=en"));
    assert!(page.contains("no scan counts") && !page.contains("does not have the latest"));
    let labels = totals(&mut owner).kiosks.into_iter().map(|it| it.label);
    let labels: Vec<_> = labels.collect();
    assert_eq!(labels, [Some("Máy bên cửa".to_owned()), None]);
    for (form, problem) in [
        (vec![("act", "message"), ("en", "Hello")], "1 đến 160"),
        (vec![("act", "message"), ("vi", "a\u{7}")], "1 đến 160"),
        (
            vec![
                ("act", "move"),
                ("role", "door"),
                ("gate", "way-out"),
                ("way", "in"),
            ],
            "không mở",
        ),
        (
            vec![("act", "move"), ("role", "booth"), ("gate", "main")],
            "gian hàng",
        ),
    ] {
        let (status, page) = owner.send(PAGE, &form);
        assert!(status == 422 && page.contains(problem), "{form:?}: {page}");
    }
    let (_, log) = owner.get("/admin/audit?thing=A1");
    assert!(log.contains("<td>–</td><td>Máy bên cửa</td>"), "{log}");
}

#[test]
fn moved_kiosk_has_no_say_of_before() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    let mut kiosk = venue.kiosk("A1");
    venue.set_clock(OPENING.plus(60 * MINUTE));
    let place = [("role", "door"), ("gate", "garden"), ("way", "in")];
    let form = [&[("act", "move")], &place[..]].concat();
    ask(&mut owner, &form);
    let told = heard(&kiosk, &venue, 0);
    let place = told.instructions.unwrap().place.unwrap();
    assert_eq!(place.gate.as_str(), "garden");
    // What it recorded before it heard of that stays where it was.
    kiosk.entry(1, 30).entry(2, 61);
    kiosk.gate = "garden".to_owned();
    kiosk.entry(3, 30).entry(4, 61);
    let rejected = kiosk.push(&venue).rejected.into_iter();
    let rejected: Vec<u64> = rejected.map(|it| it.seq).collect();
    assert_eq!(rejected, [3]);
    let day = totals(&mut owner).days.remove(0);
    let gates = day.gates.into_iter();
    let gates: Vec<_> = gates.map(|it| (it.gate.to_string(), it.entries)).collect();
    assert_eq!(gates, [("garden".to_owned(), 2), ("main".to_owned(), 4)]);
    // Its next token says where it stands.
    let token = told.token.unwrap();
    let sealed = hex::decode(token.split('.').nth(1).unwrap()).unwrap();
    let sealed: serde_json::Value = serde_json::from_slice(&sealed).unwrap();
    assert_eq!(sealed["gate"], "garden");
    let (_, log) = owner.get("/admin/audit?thing=A1");
    assert!(
        log.contains("<td>door main in</td><td>door garden in</td>"),
        "{log}"
    );
}
