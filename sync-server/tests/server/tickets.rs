//! Tickets on their way to the printer.

use shared::ids::TicketNumber;
use shared::ticket::{CODE_DIGITS, KeyRing, verify};
use sync_server::keys;
use sync_server::kiosks::{self, KioskEnrolment, KioskPlace};
use sync_server::system_time;
use sync_server::ticket_folder;
use sync_server::tickets::{self, IssueRequest, StatusChange, TicketName, TicketsError};

use crate::venue::{OPENING, Venue};

fn request(count: u32) -> IssueRequest {
    IssueRequest {
        count,
        kind: "school_group".to_owned(),
        days: 0b0110,
        party: None,
    }
}

#[test]
fn kiosk_verifies_tickets_across_key_change() {
    let venue = Venue::closed();
    let mut issued = tickets::issue(&venue.database(), &request(2), system_time()).unwrap();
    keys::add(&venue.database(), OPENING).unwrap();
    issued.extend(tickets::issue(&venue.database(), &request(1), system_time()).unwrap());
    let (id, gate) = ("A1".parse().unwrap(), "main".parse().unwrap());
    let urls = ["https://x".to_owned()];
    let place = KioskPlace::door(&gate, shared::checkin::Direction::In, &urls);
    let kind = KioskEnrolment::New;
    let contents = kiosks::enrol(&venue.database(), &id, &place, kind, system_time()).unwrap();
    let bootstrap = contents.enrolled.start;
    let mut ring = KeyRing::default();
    for key in &bootstrap.keys {
        ring.trust(key.id, &key.public).unwrap();
    }
    for (ticket, (number, key)) in issued.iter().zip([(1, 1), (2, 1), (3, 2)]) {
        assert_eq!(ticket.digits.len(), CODE_DIGITS);
        let verified = verify(&ticket.digits, &ring, shared::ids::ExhibitionId(24)).unwrap();
        assert_eq!(
            (verified.claims.number.0, verified.claims.key.0),
            (number, key)
        );
        assert_eq!((verified.claims.party, verified.claims.days), (30, 0b0110));
        assert_eq!(verified.short_code, ticket.short_code);
    }
}

#[test]
fn printers_folder_holds_pictures_and_safe_list() {
    let venue = Venue::closed();
    let issued = tickets::issue(&venue.database(), &request(3), system_time()).unwrap();
    let out = venue.path("tickets");
    let list = ticket_folder::write(&out, &issued).unwrap();
    let text = std::fs::read_to_string(list).unwrap();
    assert!(text.starts_with("\u{feff}number,type,party,days,short code,code digits,file\r\n"));
    assert_eq!(text.matches("\r\n").count(), 4);
    assert_eq!(text.matches('\n').count(), 4);
    for ticket in &issued {
        let line = format!(
            "{},school_group,30,2024-09-06 2024-09-07,\"=\"\"{}\"\"\",\"=\"\"{}\"\"\",{:06}.png\r\n",
            ticket.number, ticket.short_code, ticket.digits, ticket.number.0
        );
        assert!(text.contains(&line), "{line} in {text}");
        let picture = image::open(out.join(format!("{:06}.png", ticket.number.0)))
            .unwrap()
            .to_luma8();
        // 37 modules and four of quiet on each side, ten pixels each.
        assert_eq!(picture.width(), 450);
        assert!(picture.height() > 450);
        assert!(
            picture.pixels().all(|pixel| matches!(pixel.0, [0 | 255])),
            "nothing is blurred"
        );
        let dark = |x: u32, y: u32| picture.get_pixel(x, y).0 == [0];
        assert!(
            (0..450).all(|x| !dark(x, 39)) && (0..450).all(|y| !dark(39, y)),
            "the quiet zone"
        );
        assert!(
            dark(40, 40) && dark(409, 40) && dark(40, 409),
            "three finder patterns"
        );
        assert!(
            (450..picture.height()).any(|y| (0..450).any(|x| dark(x, y))),
            "letters below"
        );
    }
}

#[test]
fn impossible_issue_is_refused_before_storing() {
    let venue = Venue::closed();
    let issue = |change: fn(&mut IssueRequest)| {
        let mut asked = request(1);
        change(&mut asked);
        tickets::issue(&venue.database(), &asked, system_time())
            .unwrap_err()
            .to_string()
    };
    assert!(issue(|asked| asked.count = 0).contains("1 to 100000"));
    assert!(issue(|asked| asked.kind = "king".to_owned()).contains("visitor, school_group"));
    assert!(issue(|asked| asked.days = 0).contains("no day"));
    assert!(issue(|asked| asked.days = 0b1_0000).contains("4 (2024-09-08)"));
    assert!(issue(|asked| asked.party = Some(0)).contains("party"));
    assert_eq!(
        tickets::issue(&venue.database(), &request(1), system_time()).unwrap()[0].number,
        TicketNumber(1)
    );
}

#[test]
fn ticket_is_named_by_number_or_code() {
    let venue = Venue::closed();
    let ticket = tickets::issue(&venue.database(), &request(1), system_time())
        .unwrap()
        .remove(0);
    let change = |name: &str| {
        let name: TicketName = name.parse().unwrap();
        tickets::change_status(&venue.database(), name, StatusChange::Revoke, OPENING)
    };
    assert_eq!(change("1").unwrap(), ticket.number);
    assert_eq!(
        change(&ticket.short_code.to_string().to_lowercase()).unwrap(),
        ticket.number
    );
    assert!(matches!(change("2"), Err(TicketsError::NoTicket(_))));
    // A made-up code with a right check character, for a number that exists.
    let made_up = (0..8192).find_map(|bits: u16| {
        let signature = bits.to_be_bytes();
        let code = shared::ticket::ShortCode::of(ticket.number, &signature);
        (code != ticket.short_code).then_some(code)
    });
    assert!(matches!(
        change(&made_up.unwrap().to_string()),
        Err(TicketsError::NoTicket(_))
    ));
    assert!("17x".parse::<TicketName>().is_err());
    assert!(
        "1234567890".parse::<TicketName>().is_err(),
        "ten digits are a code, and this one's check fails"
    );
}
