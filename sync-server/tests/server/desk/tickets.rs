//! Tickets in numbers at the desk.

use sync_server::tickets;

use super::*;

/// Fields and a file of a form.
pub(crate) fn send(
    person: &Person<'_>,
    path: &str,
    fields: &[(&str, &str)],
    list: &str,
) -> (u16, String) {
    let part = |head: &str, value: &str| {
        format!("--xx\r\nContent-Disposition: form-data; name={head}\r\n\r\n{value}\r\n")
    };
    let parts = fields
        .iter()
        .map(|(name, value)| part(&format!("\"{name}\""), value));
    let mut body: String = parts.collect();
    if !list.is_empty() {
        body.push_str(&part("\"file\"; filename=\"a.csv\"", list));
    }
    let url = person.venue.url(&format!("{path}?token={}", person.token));
    let request = person.agent.post(url).header("cookie", &person.cookie);
    let request = request.content_type("multipart/form-data; boundary=xx");
    let mut answer = request.send(body + "--xx--\r\n").unwrap();
    let location = header(&answer, "location");
    let text = answer.body_mut().read_to_string().unwrap();
    (answer.status().as_u16(), location.unwrap_or(text))
}

fn known(venue: &Venue) -> usize {
    tickets::ticket_list(&*venue.exhibition(), None)
        .unwrap()
        .len()
}

#[test]
fn wrong_issue_says_what_is_missing() {
    let venue = Venue::open();
    let owner = owned(&venue);
    let issue = |fields: &[(&str, &str)], list| send(&owner, "/admin/tickets/issue", fields, list);
    for (fields, list, said) in [
        (
            &[("kind", "visitor"), ("day", "0")][..],
            "",
            "số lượng từ 1",
        ),
        (
            &[("kind", "visitor"), ("count", "3")][..],
            "",
            "ít nhất một ngày",
        ),
        (
            &[("kind", "king"), ("day", "0"), ("count", "3")][..],
            "",
            "loại vé này",
        ),
        (
            &[("kind", "visitor"), ("day", "0")][..],
            " \n",
            "không có dòng nào",
        ),
    ] {
        let (status, page) = issue(fields, list);
        assert_eq!(status, 422);
        assert!(page.contains(said), "{said}: {page}");
    }
    assert_eq!(known(&venue), 0);
    let fields = [("kind", "visitor"), ("day", "0"), ("count", "2")];
    let batch = "/admin/tickets/batches/1-2?done=tickets-issued";
    assert_eq!(issue(&fields, ""), (303, batch.to_owned()));
    assert_eq!(known(&venue), 2);
}

#[test]
fn sellers_list_is_shown_imported_and_its_columns_kept() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    let list = "Khách;Dãy số\nLê An;TB-000001\nTrần Bình;TB-000002\nTổng cộng;2\n";
    let usual = [("seller", "TicketBox"), ("kind", "visitor"), ("day", "0")];
    let import = |fields: &[(&str, &str)], list| {
        send(
            &owner,
            "/admin/tickets/import",
            &[&usual[..], fields].concat(),
            list,
        )
    };
    let (_, page) = import(&[], list);
    assert!(page.contains("Chưa rõ cột nào là mã"), "{page}");
    let (_, packed) = page.split_once("name=\"packed\" value=\"").unwrap();
    let (packed, _) = packed.split_once('"').unwrap();
    let chosen = [
        ("packed", packed),
        ("column-code", "Dãy số"),
        ("column-name", "Khách"),
    ];
    let (_, page) = import(&chosen, "");
    assert!(
        page.contains("Nhập 2 vé") && page.contains("Tổng cộng"),
        "{page}"
    );
    assert_eq!(known(&venue), 0);
    let (_, page) = import(&[&chosen[..], &[("go", "yes")]].concat(), "");
    assert!(page.contains("Đã nhập"), "{page}");
    assert_eq!(known(&venue), 2);
    // The next list needs no choice.
    let (_, page) = import(&[], &format!("{list}\nÁnh;TB-000003\n"));
    assert!(page.contains("Nhập 1 vé"), "{page}");
    let (_, log) = owner.get("/admin/audit?thing=TicketBox");
    assert!(log.contains("Dãy số"), "{log}");
}

#[test]
fn revoked_list_is_named_in_the_log() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    let fields = [("kind", "visitor"), ("day", "0"), ("count", "3")];
    assert_eq!(send(&owner, "/admin/tickets/issue", &fields, "").0, 303);
    let (_, page) = send(&owner, "/admin/tickets/many", &[], "1\n3\n");
    let hidden = |page: &str, name: &str| {
        let (_, rest) = page
            .split_once(&format!("name=\"{name}\" value=\""))
            .unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    let (numbers, list) = (hidden(&page, "numbers"), hidden(&page, "list"));
    assert_eq!((&*numbers, &*list), ("1,3", "a.csv"));
    let change = "/admin/tickets/many/change";
    for forged in ["", "3,1", "1-100001", "9-1"] {
        let form = [("act", "revoke"), ("numbers", forged)];
        assert_eq!(owner.send(change, &form).0, 403, "{forged}");
    }
    let form = [("act", "revoke"), ("numbers", "1,3"), ("list", &list)];
    let (_, done) = owner.send(change, &form);
    let undo = [
        ("act", "reinstate"),
        ("numbers", &*hidden(&done, "numbers")),
        ("list", &*hidden(&done, "list")),
    ];
    owner.send(change, &undo);
    let (_, log) = owner.get("/admin/audit?thing=3&lang=en");
    for told in [
        "Tickets revoked",
        "2 tickets, 1 to 3",
        "a.csv",
        "Tickets made valid again",
        "<td>Valid</td><td>Revoked</td>",
    ] {
        assert!(log.contains(told), "{told}: {log}");
    }
    assert_eq!(log.matches("<td class=\"when\">").count(), 2);
}

#[test]
fn door_is_asked_about_a_type() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    let gate = &venue
        .exhibition()
        .read()
        .unwrap()
        .catalogue()
        .unwrap()
        .gates[0]
        .id
        .to_string();
    let date = venue.exhibition().read().unwrap().catalogue().unwrap().days[0].date;
    let mut ask = |days: &str| {
        owner
            .get(&format!(
                "/admin/tickets/rules?kind=visitor{days}&gate={gate}&at={date}T10:00"
            ))
            .1
    };
    assert!(ask("&day=0").contains("Cho vào"));
    let refused = ask("&day=1");
    assert!(refused.contains("Từ chối: chưa đến ngày"), "{refused}");
}
