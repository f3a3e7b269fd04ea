//! Lists that meet what is known already.

use std::collections::BTreeSet;

use super::*;
use shared::ticket::FIRST_OF_SELLERS;
use sync_server::system_time;

#[test]
fn newer_list_changes_only_what_differs() {
    let venue = Venue::closed();
    let list = "code,order,people\nA-001,DH1,1\nA-002,DH2,1\nA-003,DH3,1\n";
    assert_eq!(counts(&take_in(&venue, list)), [3, 0, 0, 0, 0, 0]);
    let before = ticket_list(&venue);
    assert_eq!(counts(&take_in(&venue, list)), [0, 0, 3, 0, 0, 0]);
    assert_eq!(ticket_list(&venue), before);
    // Sorted otherwise, with one changed, one new, and one no longer named.
    let newer = "people;order;code\n1;DH4;A-004\n5;DH2;A-002\n1;DH1;A-001\n";
    assert_eq!(counts(&take_in(&venue, newer)), [1, 1, 1, 0, 0, 0]);
    let after = ticket_list(&venue);
    let of = |list: &[ListedTicket], order: &str| {
        let mut list = list.iter();
        let found = list
            .find(|it| it.reference.as_deref() == Some(order))
            .unwrap();
        (found.number, found.party)
    };
    for order in ["DH1", "DH3"] {
        assert_eq!(of(&after, order), of(&before, order));
    }
    assert_eq!(of(&after, "DH2"), (of(&before, "DH2").0, 5));
    assert_eq!(of(&after, "DH4").1, 1);
}

#[test]
fn contradicting_code_is_ambiguous_until_one_is_revoked() {
    let venue = Venue::closed();
    let list = "code,order\nA-001,DH1\nA-002,DH2\nA-001,DH9\n";
    let report = take_in(&venue, list);
    assert_eq!(counts(&report), [3, 0, 0, 0, 0, 1], "both are kept");
    assert!(
        report
            .to_string()
            .contains("line 2: ambiguous: line 4 has the same code"),
        "{report}"
    );
    let states = || -> Vec<_> {
        let mut all = ticket_list(&venue);
        all.sort_unstable_by_key(|it| it.reference.clone());
        all.iter().map(|it| it.state).collect()
    };
    assert_eq!(states(), ["ambiguous", "good", "ambiguous"]);
    let again = take_in(&venue, list);
    assert_eq!(counts(&again), [0, 0, 3, 0, 0, 1], "and told again");
    revoke(&venue, 3);
    assert_eq!(states(), ["good", "good", "revoked"]);
    assert_eq!(counts(&take_in(&venue, list)), [0, 0, 3, 0, 0, 0]);
    // What was withdrawn is not the ticket that a newer list changes.
    let newer = take_in(&venue, "code,order\nA-001,DH1b\n");
    assert_eq!(counts(&newer), [0, 1, 0, 0, 0, 0]);
    assert_eq!(states(), ["good", "good", "revoked"]);
}

#[test]
fn refunded_ticket_stays_revoked_in_next_list() {
    let venue = Venue::closed();
    take_in(&venue, "code,order\nA-001,DH1\nA-002,DH2\n");
    let first = number_of(&venue, 1);
    revoke(&venue, 1);
    let report = take_in(&venue, "code,order\nA-001,DH1b\nA-002,DH2\n");
    assert_eq!(counts(&report), [0, 1, 1, 0, 0, 0]);
    assert_eq!(report.withdrawn, [first]);
    let said = report.to_string();
    assert!(
        said.contains(&format!(
            "stay withdrawn: {first}; `tickets reinstate {first}`"
        )),
        "{said}"
    );
    let known = || -> Vec<_> {
        let mut all = ticket_list(&venue);
        all.sort_unstable_by_key(|it| it.reference.clone());
        all.into_iter().map(|it| (it.reference, it.state)).collect()
    };
    let dh = |order: &str| Some(order.to_owned());
    assert_eq!(known(), [(dh("DH1b"), "revoked"), (dh("DH2"), "good")]);
    // The same list once more does not bring it back either, and says so again.
    let again = take_in(&venue, "code,order\nA-001,DH1b\nA-002,DH2\n");
    assert_eq!(
        (counts(&again), &again.withdrawn[..]),
        ([0, 0, 2, 0, 0, 0], &[first][..])
    );
    let name = TicketName::Number(first);
    tickets::change_status(&venue.database(), name, StatusChange::Reinstate, OPENING).unwrap();
    assert_eq!(known()[0].1, "good");
    assert_eq!(take_in(&venue, "code,order\nA-001,DH1b\n").withdrawn, []);
}

#[test]
fn sellers_with_one_code_are_told() {
    let venue = Venue::closed();
    take_in(&venue, "code,order\nA-001,DH1\nA-002,DH2\n");
    let second = number_of(&venue, 2);
    let mut other = request();
    other.seller = "Vé Việt".to_owned();
    let report = take_in_as(&venue, "code,order\nA-002,77\nA-003,78\n", &other);
    assert_eq!(counts(&report), [2, 0, 0, 0, 0, 1]);
    assert!(
        report.to_string().contains(&format!(
            "ticket {second} of TicketBox DH2 has the same code"
        )),
        "{report}"
    );
    // A list decides on its own seller's tickets only.
    let again = take_in(&venue, "code,order\nA-002,DH2b\n");
    assert_eq!(counts(&again), [0, 1, 0, 0, 0, 1]);
    let of_other = tickets::ticket_list(&venue.database(), Some("Vé Việt")).unwrap();
    let states: Vec<_> = of_other.iter().map(|it| it.state).collect();
    assert_eq!(states, ["ambiguous", "good"]);
    let mut misspelt = request();
    misspelt.seller = "ticket box".to_owned();
    let path = venue.path("sold.csv");
    let error = import(&venue.database(), &path, &misspelt, OPENING).unwrap_err();
    assert!(matches!(error, ImportError::Spelling(known) if known == "TicketBox"));
}

#[test]
fn concurrent_import_and_issue_share_no_number() {
    let venue = Venue::closed();
    let issue = tickets::IssueRequest {
        count: 50,
        kind: "visitor".to_owned(),
        days: 1,
        party: None,
    };
    std::thread::scope(|scope| {
        for seller in ["TicketBox", "Vé Việt", "Ticket Đen"] {
            let path = sold(&venue, &format!("{seller}.csv"), "code\n");
            let mut asked = request();
            asked.seller = seller.to_owned();
            let venue = &venue;
            scope.spawn(move || {
                for part in 0..5 {
                    let codes = (0..20).map(|n| format!("{seller}-{part}-{n}\n"));
                    std::fs::write(&path, "code\n".to_owned() + &codes.collect::<String>())
                        .unwrap();
                    import(&venue.database(), &path, &asked, OPENING).unwrap();
                }
            });
        }
        for _ in 0..4 {
            tickets::issue(&venue.database(), &issue, system_time()).unwrap();
        }
    });
    let all = ticket_list(&venue);
    let numbers: BTreeSet<TicketNumber> = all.iter().map(|it| it.number).collect();
    assert_eq!(numbers.len(), 3 * 100 + 4 * 50);
    let own = numbers.range(..FIRST_OF_SELLERS).map(|number| number.0);
    assert_eq!(own.collect::<Vec<_>>(), (1..=4 * 50).collect::<Vec<_>>());
    let of_one = tickets::ticket_list(&venue.database(), Some("Vé Việt")).unwrap();
    assert_eq!(of_one.len(), 100);
}
