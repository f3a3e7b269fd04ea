//! The ticket list as kiosks read it.

use std::io::Read;
use sync_server::system_time;

use crate::import::import;
use shared::ids::TicketNumber;
use shared::protocol::v1::{FeedReply, TICKET_LIST_PAGE, TicketListReply, list_epoch};
use shared::ticket::{Claims, CodeHash, FIRST_OF_SELLERS, NO_KEY, ShortCode};
use sync_server::kiosk_folder;
use sync_server::kiosks::{KioskEnrolment, KioskPlace};
use sync_server::tickets::{self, IssueRequest, StatusChange, TicketName};

use crate::import::{request, sold};
use crate::kiosk::Kiosk;
use crate::venue::{OPENING, Venue};

pub(crate) fn issue(venue: &Venue, count: u32) -> Vec<tickets::IssuedTicket> {
    let request = IssueRequest {
        count,
        kind: "visitor".to_owned(),
        days: 0b1111,
        party: None,
    };
    tickets::issue(&venue.database(), &request, system_time()).unwrap()
}

fn page(venue: &Venue, kiosk: &Kiosk, epoch: &str, after: u64) -> TicketListReply {
    let query = format!("/api/v1/register?epoch={epoch}&after={after}");
    let mut answer = ureq::get(venue.url(&query))
        .header("authorization", format!("Bearer {}", kiosk.token))
        .call()
        .unwrap();
    assert!(answer.headers().get("content-encoding").is_none());
    serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
}

fn numbers(reply: &TicketListReply) -> Vec<u32> {
    let claims = reply
        .tickets
        .iter()
        .map(|ticket| Claims::from_bytes(&ticket.claims).unwrap());
    claims.map(|claims| claims.number.0).collect()
}

#[test]
fn kiosk_reads_each_ticket_once_then_changes() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1");
    let issued = issue(&venue, 3);
    let list = sold(
        &venue,
        "sold.csv",
        "code,order,name\n8936-1,DH-1,Lê An\n8936-2,DH-2,\n",
    );
    import(&venue.database(), &list, &request(), OPENING).unwrap();

    let first = page(&venue, &kiosk, "", 0);
    let [1, 2, 3, one, two] = numbers(&first)[..] else {
        panic!("{:?}", numbers(&first));
    };
    assert!(!first.more);
    let own = &first.tickets[0];
    let code = ShortCode::from_parts(TicketNumber(1), own.proof.unwrap()).unwrap();
    assert_eq!(code, issued[0].short_code);
    assert_eq!((&own.hash, &own.seller, &own.holder), (&None, &None, &None));
    let foreign = &first.tickets[3];
    assert_eq!(Claims::from_bytes(&foreign.claims).unwrap().key, NO_KEY);
    assert_eq!(foreign.seller.as_deref(), Some("TicketBox"));
    assert_eq!(foreign.reference.as_deref(), Some("DH-1"));
    assert_eq!(
        foreign.holder, None,
        "names stay here unless they are let go"
    );

    let again = page(&venue, &kiosk, &first.epoch, first.next);
    assert_eq!(
        (again.tickets.len(), again.next, again.more),
        (0, first.next, false)
    );

    let list = sold(
        &venue,
        "sold.csv",
        "code,order,name\n8936-1,DH-1b,Lê An\n8936-2,DH-2,\n8936-3,DH-3,\n",
    );
    import(&venue.database(), &list, &request(), OPENING).unwrap();
    let newer = page(&venue, &kiosk, &first.epoch, first.next);
    let [again, three] = numbers(&newer)[..] else {
        panic!("{:?}", numbers(&newer));
    };
    assert_eq!(again, one);
    assert_eq!(newer.tickets[0].reference.as_deref(), Some("DH-1b"));
    let whole = page(&venue, &kiosk, "another", newer.next);
    assert_eq!(
        numbers(&whole),
        [1, 2, 3, two, one, three],
        "another life is read from the start"
    );
    let beyond = page(&venue, &kiosk, &first.epoch, 1_000);
    assert_eq!(numbers(&beyond), numbers(&whole));
}

#[test]
fn names_follow_the_newest_list() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1");
    let list = sold(&venue, "sold.csv", "code,name\n8936-1,Lê An\n");
    let holder = |with_names: bool| {
        let mut asked = request();
        asked.with_names = with_names;
        let report = import(&venue.database(), &list, &asked, OPENING).unwrap();
        assert_eq!(report.kept_names, usize::from(!with_names));
        page(&venue, &kiosk, "", 0).tickets[0].holder.clone()
    };
    assert_eq!(holder(false), None);
    assert_eq!(holder(true).as_deref(), Some("Lê An"));
    assert_eq!(holder(false), None);
}

#[test]
fn names_reach_doors_alone() {
    let venue = Venue::open();
    let list = sold(&venue, "sold.csv", "code,name,order\n8936-1,Lê An,DH-1\n");
    let mut asked = request();
    asked.with_names = true;
    import(&venue.database(), &list, &asked, OPENING).unwrap();
    for (kiosk, expected) in [
        (venue.kiosk("A1"), Some("Lê An")),
        (venue.kiosk_as("H1", "hall"), None),
    ] {
        let listed = &page(&venue, &kiosk, "", 0).tickets[0];
        assert_eq!(listed.holder.as_deref(), expected);
        assert_eq!(listed.reference.is_some(), expected.is_some());
        assert!(listed.hash.is_some());
        let id = kiosk.origin.kiosk.as_str();
        let file = std::fs::read_to_string(venue.path(id).join("register.jsonl")).unwrap();
        assert_eq!(file.contains("Lê An"), expected.is_some());
    }
}

#[test]
fn long_ticket_list_comes_in_packed_pages() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1");
    issue(&venue, TICKET_LIST_PAGE as u32 + 2);
    let first = page(&venue, &kiosk, "", 0);
    assert_eq!((first.tickets.len(), first.more), (TICKET_LIST_PAGE, true));
    let second = page(&venue, &kiosk, &first.epoch, first.next);
    assert_eq!((second.tickets.len(), second.more), (2, false));

    let mut answer = ureq::get(venue.url("/api/v1/register"))
        .header("authorization", format!("Bearer {}", kiosk.token))
        .header("accept-encoding", "gzip, zstd;q=0.5")
        .call()
        .unwrap();
    assert_eq!(answer.headers()["content-encoding"], "zstd");
    let packed = answer.body_mut().read_to_vec().unwrap();
    let mut plain = Vec::new();
    zstd::stream::read::Decoder::new(&packed[..])
        .unwrap()
        .read_to_end(&mut plain)
        .unwrap();
    assert!(
        packed.len() * 2 < plain.len(),
        "{} of {}",
        packed.len(),
        plain.len()
    );
    assert_eq!(
        serde_json::from_slice::<TicketListReply>(&plain).unwrap(),
        first
    );
}

#[test]
fn ticket_list_is_for_kiosks_only() {
    let venue = Venue::open();
    let answer = ureq::get(venue.url("/api/v1/register"))
        .config()
        .http_status_as_error(false)
        .build()
        .call()
        .unwrap();
    assert_eq!(answer.status(), 401);
}

#[test]
fn waiting_kiosk_hears_of_new_tickets_at_once() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1");
    let now = kiosk.feed(&venue, "", 0, 0);
    assert_eq!(now.ticket_list, Some(0));
    // The server may hold the question for half a minute, which is longer than is waited here.
    let ask = |ticket_list: u64| {
        let query = format!(
            "/api/v1/feed?epoch={}&after={}&catalogue=1&wait_s=30&register={ticket_list}",
            now.epoch, now.next
        );
        let mut answer = ureq::get(venue.url(&query))
            .header("authorization", format!("Bearer {}", kiosk.token))
            .config()
            .timeout_global(Some(std::time::Duration::from_secs(15)))
            .build()
            .call()
            .unwrap();
        let reply: FeedReply =
            serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap();
        reply.ticket_list
    };
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| ask(0));
        issue(&venue, 2);
        assert_eq!(waiting.join().unwrap(), Some(2));
    });
    assert_eq!(
        ask(1),
        Some(2),
        "one that was told less has no need to wait"
    );
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| ask(2));
        issue(&venue, 1);
        assert_eq!(
            waiting.join().unwrap(),
            Some(3),
            "one that was told all does"
        );
    });
}

#[test]
fn new_kiosk_gets_the_ticket_list_as_file() {
    let venue = Venue::closed();
    issue(&venue, TICKET_LIST_PAGE as u32 + 2);
    let (id, gate) = ("A1".parse().unwrap(), "main".parse().unwrap());
    let out = venue.path("A1");
    let direction = shared::checkin::Direction::In;
    let urls = ["https://x".to_owned()];
    let place = KioskPlace::door(&gate, direction, &urls);
    let (database, kind) = (venue.database(), KioskEnrolment::New);
    let files = kiosk_folder::enrol(&database, &id, &place, kind, &out, system_time()).unwrap();
    let text = std::fs::read_to_string(&files.ticket_list).unwrap();
    let pages: Vec<TicketListReply> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let ends: Vec<(u64, bool)> = pages.iter().map(|page| (page.next, page.more)).collect();
    assert_eq!(ends, [(5_000, true), (5_002, false)]);
    let bootstrap: FeedReply =
        serde_json::from_slice(&std::fs::read(&files.bootstrap).unwrap()).unwrap();
    assert_eq!(
        (bootstrap.ticket_list, list_epoch(&bootstrap.epoch, true)),
        (Some(5_002), pages[0].epoch.clone())
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&files.ticket_list)
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "there may be names in it");
    }
}

#[test]
fn rules_ask_for_people_left_as_doors_do() {
    let venue = Venue::open();
    let mut in_parts = crate::venue::catalogue();
    in_parts.ticket_types[1].rules.partial = true;
    sync_server::catalogue::publish(
        &venue.database(),
        sync_server::catalogue::Publication::new(&in_parts),
        OPENING,
    )
    .unwrap();
    let school = tickets::IssueRequest {
        count: 1,
        kind: "school_group".to_owned(),
        days: 0b1111,
        party: None,
    };
    let ticket = tickets::issue(&venue.database(), &school, system_time())
        .unwrap()
        .remove(0);
    let claims = ticket.claims;
    let mut kiosk = venue.kiosk("A1");
    let some_came = shared::record::Fact::Passed {
        gate: "main".parse().unwrap(),
        direction: shared::checkin::Direction::In,
        claims,
        people: u16::from(claims.party) - 3,
        source: shared::record::TicketSource::Unstated,
    };
    kiosk.fact(some_came, 0).push(&venue);
    let question = sync_server::operations::rules::RulesQuestion {
        ticket: TicketName::Number(ticket.number),
        gate: "main".parse().unwrap(),
        at: "2024-09-05T18:00".parse().unwrap(),
        direction: shared::checkin::Direction::In,
        people: None,
    };
    let answer = sync_server::operations::rules::ask(&venue.database(), &question).unwrap();
    assert!(
        answer.to_string().ends_with("admitted, 0 to come"),
        "{answer}"
    );
}

#[test]
fn issued_tickets_are_counted_by_type() {
    let mut venue = Venue::open();
    assert_eq!(venue.totals().issued, []);
    issue(&venue, 5);
    let school = tickets::IssueRequest {
        count: 2,
        kind: "school_group".to_owned(),
        days: 0b1111,
        party: None,
    };
    tickets::issue(&venue.database(), &school, system_time()).unwrap();
    let list = sold(&venue, "sold.csv", "code\n8936-1\n8936-2\n");
    import(&venue.database(), &list, &request(), OPENING).unwrap();
    import(&venue.database(), &list, &request(), OPENING).unwrap();
    let issued = |venue: &Venue| {
        let issued = venue.totals().issued.into_iter();
        issued.map(|it| (it.kind.0, it.tickets)).collect::<Vec<_>>()
    };
    Venue::until("the server knows them", || {
        issued(&venue) == [(1, 7), (2, 2)]
    });
    // Sold again as another type, a ticket changes its row.
    let other = tickets::import::ImportRequest {
        kind: "school_group".to_owned(),
        ..request()
    };
    import(&venue.database(), &list, &other, OPENING).unwrap();
    Venue::until("the server knows the change", || {
        issued(&venue) == [(1, 5), (2, 4)]
    });
    venue.restart();
    assert_eq!(issued(&venue), [(1, 5), (2, 4)]);
    let sheet = sync_server::operations::reports::counts(&venue.database())
        .unwrap()
        .types_csv();
    assert!(sheet.contains("all,visitor,Khách,5,0,0"), "{sheet}");
}

#[test]
fn explanation_names_a_type_that_left() {
    let venue = Venue::closed();
    let number = issue(&venue, 1)[0].number;
    let mut without = crate::venue::catalogue();
    without.ticket_types.remove(0);
    let publication = sync_server::catalogue::Publication::new(&without).confirmed(true);
    sync_server::catalogue::publish(&venue.database(), publication, OPENING).unwrap();
    let question = sync_server::operations::rules::RulesQuestion {
        ticket: TicketName::Number(number),
        gate: "main".parse().unwrap(),
        at: "2024-09-05T18:00".parse().unwrap(),
        direction: shared::checkin::Direction::In,
        people: None,
    };
    let answer = sync_server::operations::rules::ask(&venue.database(), &question).unwrap();
    let answer = answer.to_string();
    let named = "needs_staff; not in the catalogue: ticket type visitor, which left it";
    assert!(answer.contains(named), "{answer}");
    assert!(answer.ends_with("refused: needs_staff"), "{answer}");
}

#[test]
fn explanation_says_whether_a_return_counts() {
    let venue = Venue::closed();
    let mut unlimited = crate::venue::catalogue();
    unlimited.ticket_types[0].policy = shared::ticket::EntryPolicy::Unlimited;
    let publication = sync_server::catalogue::Publication::new(&unlimited);
    sync_server::catalogue::publish(&venue.database(), publication, OPENING).unwrap();
    let number = issue(&venue, 1)[0].number;
    let explained = |change: &dyn Fn(&mut shared::catalogue::EntryRules)| {
        let mut catalogue = unlimited.clone();
        change(&mut catalogue.ticket_types[0].rules);
        let publication = sync_server::catalogue::Publication::new(&catalogue).confirmed(true);
        sync_server::catalogue::publish(&venue.database(), publication, OPENING).unwrap();
        let question = sync_server::operations::rules::RulesQuestion {
            ticket: TicketName::Number(number),
            gate: "main".parse().unwrap(),
            at: "2024-09-05T18:00".parse().unwrap(),
            direction: shared::checkin::Direction::In,
            people: None,
        };
        let answer = sync_server::operations::rules::ask(&venue.database(), &question).unwrap();
        answer.to_string()
    };
    let free = explained(&|rules| rules.per_day = Some(3));
    let counted = explained(&|rules| {
        (rules.per_day, rules.count_reentry) = (Some(3), Some(true));
    });
    let days = explained(&|rules| rules.days_at_most = Some(2));
    assert!(
        free.contains("3 a day (a return after an exit does not count)"),
        "{free}"
    );
    assert!(
        counted.contains("3 a day (a return after an exit counts)"),
        "{counted}"
    );
    assert!(days.contains("limit 2 days"), "{days}");
}

#[test]
fn own_and_foreign_tickets_have_numbers_of_their_own() {
    let venue = Venue::closed();
    issue(&venue, 1);
    let list = sold(&venue, "sold.csv", "code\n8936-1\n");
    import(&venue.database(), &list, &request(), OPENING).unwrap();
    assert_eq!(issue(&venue, 1)[0].number, TicketNumber(2));
    let sold = tickets::ticket_list(&venue.database(), Some("TicketBox")).unwrap();
    let number = sold[0].number;
    assert!(number >= FIRST_OF_SELLERS);
    let foreign: TicketName = number.to_string().parse().unwrap();
    assert_eq!(foreign, TicketName::Number(number));
    let changed = tickets::change_status(&venue.database(), foreign, StatusChange::Revoke, OPENING);
    assert_eq!(changed.unwrap(), number);
    let question = sync_server::operations::rules::RulesQuestion {
        ticket: foreign,
        gate: "main".parse().unwrap(),
        at: "2024-09-06T10:00".parse().unwrap(),
        direction: shared::checkin::Direction::In,
        people: None,
    };
    let answer = sync_server::operations::rules::ask(&venue.database(), &question).unwrap();
    assert!(answer.to_string().ends_with("refused: revoked"), "{answer}");
    // A short code names own tickets only, however well it was made up.
    let made_up = TicketName::ShortCode(ShortCode::of(number, &[1; 64]));
    assert!(
        tickets::change_status(&venue.database(), made_up, StatusChange::Block, OPENING).is_err()
    );
}

#[test]
fn kiosks_get_the_code_without_its_case() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1");
    let list = sold(&venue, "sold.csv", "code\nab-1001\nAB-1002\n");
    import(&venue.database(), &list, &request(), OPENING).unwrap();
    let here = crate::venue::catalogue().exhibition;
    let folded: Vec<_> = page(&venue, &kiosk, "", 0)
        .tickets
        .iter()
        .map(|ticket| ticket.folded)
        .collect();
    assert_eq!(folded, [Some(CodeHash::of(here, "AB-1001")), None]);
}
