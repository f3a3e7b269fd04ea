//! Tickets by whatever a person has of them, and what a person gets of them.

use crate::import::{import, list_file};
use sync_server::system_time;
use sync_server::ticket_folder;
use sync_server::tickets::{self, IssueRequest, issue};

use crate::command::{run, said, text};
use crate::import::{request, sold};
use crate::venue::{OPENING, Venue};

fn own(count: u32) -> IssueRequest {
    IssueRequest {
        count,
        kind: "visitor".to_owned(),
        days: 0b1111,
        party: None,
    }
}

#[test]
fn tickets_are_found_by_any_of_their_names() {
    let venue = Venue::closed();
    issue(&venue.database(), &own(2), system_time()).unwrap();
    let list = sold(
        &venue,
        "sold.csv",
        "code,order\nGAM7008,DH1\nKx-77Ab,DH2\n4711,DH3\n1\n0002\n",
    );
    let report = import(&venue.database(), &list, &request(), OPENING).unwrap();
    assert_eq!((report.added, report.refused.len()), (4, 1), "{report}");
    let sold = tickets::ticket_list(&venue.database(), Some("TicketBox")).unwrap();
    let sold: Vec<u32> = sold.iter().map(|it| it.number.0).collect();
    let second = sold[1].to_string();
    let find = |name: &str| {
        let found = tickets::find_tickets(&venue.database(), &[name.to_owned()]);
        found
            .map(|numbers| numbers[0].0)
            .map_err(|error| error.to_string())
    };
    for (name, number) in [
        ("1", 1),
        ("number:2", 2),
        ("GAM7008", sold[0]),
        ("gam7008", sold[0]),
        ("code:GAM7008", sold[0]),
        ("KX-77AB", sold[1]),
        (second.as_str(), sold[1]),
        ("4711", sold[2]),
        (" 4711\u{200b}", sold[2]),
        ("code:0002", sold[3]),
    ] {
        assert_eq!(find(name), Ok(number), "{name}");
    }
    let several = find("0002").unwrap_err();
    assert!(
        several.contains(&format!("may be ticket 2 or {}; write number:N", sold[3])),
        "{several}"
    );
    for name in ["7", "GAM7009", "number:4711", "code:1", ""] {
        assert!(find(name).unwrap_err().contains("is known here"), "{name}");
    }
}

#[test]
fn listed_tickets_change_together_or_not_at_all() {
    let venue = Venue::closed();
    let list = sold(&venue, "sold.csv", "code\nGAM7008\nGAM7009\nGAM7010\n");
    import(&venue.database(), &list, &request(), OPENING).unwrap();
    let known = tickets::ticket_list(&venue.database(), None).unwrap();
    let [first, third] = [&known[0], &known[2]].map(|it| it.number.0);
    let found = |text: &str| {
        let file = sold(&venue, "refunded.csv", text);
        let found = tickets::find_listed(&venue.database(), &list_file(&file));
        found.map(|numbers| numbers.iter().map(|number| number.0).collect::<Vec<_>>())
    };
    for list in [
        "GAM7008\nGAM7010\n",
        "\u{feff}Danh sách hoàn vé;\r\n\r\nSTT;Mã vé\r\n1;gam7008\r\n2;GAM7010\r\n2;GAM7010\r\n",
        &format!("number,type\n{first},visitor\n{third},visitor\n"),
        "code,status,order date\nGAM7008,refunded,1/9/2024\nGAM7010,refunded,2/9/2024\n",
    ] {
        assert_eq!(found(list).unwrap(), [first, third], "{list}");
    }
    let error = found("GAM7008\nGAM7011\n").unwrap_err().to_string();
    assert!(
        error.contains("1 of 2 lines name no ticket, so nothing was done"),
        "{error}"
    );
    assert!(error.contains("line 2: no ticket GAM7011"), "{error}");
    assert!(found("\n").is_err());
}

#[cfg(unix)]
#[test]
fn printed_tickets_are_private_and_never_overwritten() {
    use std::os::unix::fs::PermissionsExt;

    let venue = Venue::closed();
    let out = venue.path("printed");
    ticket_folder::check(&out).unwrap();
    let issued = issue(&venue.database(), &own(1), system_time()).unwrap();
    ticket_folder::write(&out, &issued).unwrap();
    let all = venue.path("all.csv");
    std::fs::write(&all, "older").unwrap();
    let data = venue.data();
    let export = [
        "tickets",
        "export",
        "--data",
        text(&data),
        "--out",
        text(&all),
    ];
    assert!(run(&export).status.success());
    for file in [out.join("tickets.csv"), out.join("000001.png"), all] {
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", file.display());
    }
    let arguments = [
        "tickets",
        "issue",
        "--data",
        text(&data),
        "--count",
        "1",
        "--type",
        "visitor",
        "--out",
        text(&out),
    ];
    let again = run(&arguments);
    assert!(!again.status.success());
    assert!(
        said(&again).contains("holds tickets already"),
        "{}",
        said(&again)
    );
    assert_eq!(
        tickets::ticket_list(&venue.database(), None).unwrap().len(),
        1,
        "none was issued"
    );
}

#[test]
fn command_line_takes_codes_zones_and_reports_once() {
    let venue = Venue::closed();
    let data = venue.data();
    let data = text(&data);
    let list = sold(&venue, "sold.csv", "code\nGAM7008\nGAM7009\n");
    import(&venue.database(), &list, &request(), OPENING).unwrap();
    let known = tickets::ticket_list(&venue.database(), None).unwrap();
    let [first, second] = [&known[0], &known[1]].map(|it| it.number.to_string());
    let ok = |arguments: &[&str]| {
        let output = run(arguments);
        assert!(output.status.success(), "{}", said(&output));
        said(&output)
    };
    assert!(
        ok(&["tickets", "revoke", "--data", data, "gam7008", &second])
            .contains(&format!("Ticket {first} is withdrawn.\nTicket {second}"))
    );
    assert!(
        ok(&[
            "tickets",
            "reinstate",
            "--data",
            data,
            "--from",
            text(&list)
        ])
        .contains(&format!("Ticket {second} is good again"))
    );
    assert_eq!(
        ok(&["tickets", "list", "--data", data, "GAM7009"])
            .lines()
            .count(),
        1
    );
    let explain = |at: &str| {
        ok(&[
            "rules", "explain", "--data", data, "--ticket", "GAM7008", "--gate", "main", "--at", at,
        ])
    };
    // Half past five in the evening in UTC is half past midnight here.
    assert_eq!(explain("2024-09-06T17:30:00Z"), explain("2024-09-07T00:30"));
    assert_ne!(explain("2024-09-08T17:30:00Z"), explain("2024-09-08T17:30"));
    for arguments in [
        ["tickets", "revoke", "--data", data, "GAM7010"],
        ["tickets", "block", "--data", data, "--from=nowhere.csv"],
        ["tickets", "list", "--data", "nowhere", "1"],
        ["tickets", "revoke", "--data", "nowhere", "1"],
        ["catalogue", "replace", "--data", data, "nowhere.json"],
    ] {
        let output = run(&arguments);
        let said = said(&output);
        let parts: Vec<&str> = said.trim().split(": ").collect();
        assert!(!output.status.success());
        for (place, part) in parts.iter().enumerate() {
            assert!(!parts[place + 1..].contains(part), "{said}");
        }
    }
}
