use shared::checkin::Reason;
use shared::ids::{BoothNumber, ExhibitionId, Incarnation, KeyId, TicketType};
use shared::record::RecordId;
use shared::staff::StaffAct;
use shared::ticket::{CodeKey, EntryPolicy, ScanProof};
use shared::time::{Calendar, VenueTimeZone};

use super::*;

const NOW: UnixMs = UnixMs(1_725_530_400_000);
const PROOF: ScanProof = ScanProof([7; 16]);

fn claims(number: u32) -> Claims {
    Claims {
        key: KeyId(1),
        exhibition: ExhibitionId(24),
        number: TicketNumber(number),
        kind: TicketType(1),
        party: 2,
        days: 1,
        policy: EntryPolicy::OncePerDay,
        zones: 1,
    }
}

fn seller_claims(number: u32) -> Claims {
    Claims {
        key: NO_KEY,
        ..claims(number)
    }
}

fn passed(claims: Claims, people: u16, source: TicketSource) -> Fact {
    Fact::Passed {
        gate: "main".parse().unwrap(),
        direction: Direction::In,
        claims,
        people,
        source,
    }
}

fn scanned(number: u32) -> Fact {
    passed(claims(number), 2, TicketSource::Scanned(PROOF))
}

fn visited(booth: u16) -> Fact {
    Fact::Visited {
        booth: BoothNumber(booth),
        claims: claims(1),
        people: 2,
    }
}

fn walked(people: u16) -> Fact {
    Fact::Walked {
        gate: "main".parse().unwrap(),
        direction: Direction::In,
        kind: TicketType(1),
        people,
        staff: None,
    }
}

fn overridden(claims: Option<Claims>) -> Fact {
    Fact::Overridden {
        gate: "main".parse().unwrap(),
        claims,
        people: 3,
        refused: None,
        reason: "other".parse().unwrap(),
        staff: None,
    }
}

fn annulled(kiosk: &str) -> Fact {
    Fact::Annulled {
        gate: "main".parse().unwrap(),
        target: RecordId {
            kiosk: kiosk.parse().unwrap(),
            incarnation: Incarnation(1),
            seq: 1,
        },
        ticket: None,
        staff: None,
    }
}

fn device(role: KioskRole) -> Device {
    Device {
        places: vec![DevicePlace {
            role,
            gate: "main".parse().unwrap(),
            since: None,
        }],
        quarantined_since: None,
    }
}

fn trust() -> Trust {
    Trust {
        proof_from: None,
        keys: [KeyId(1)].into(),
        last_ticket: TicketNumber(9),
        was_set_back: false,
        has_tickets: true,
        code_key: Some(CodeKey([9; 32])),
    }
}

/// Of the tickets 1 to 3 the second is another seller's, and of the third no proof is known.
fn refuse(device: &Device, trust: &Trust, fact: &Fact) -> Option<SetAsideReason> {
    let issued = [
        (claims(1), Some(PROOF)),
        (seller_claims(2), Some(PROOF)),
        (seller_claims(3), None),
    ];
    let issued = issued.map(|(claims, proof)| (claims.number, ProvenTicket { claims, proof }));
    let calendar = Calendar {
        zone: VenueTimeZone::new(420),
        days: Vec::new(),
        night_minutes: 0,
    };
    let mut rules = Rules::plain(ExhibitionId(24), calendar, true);
    rules.booths = [BoothNumber(12)].into();
    let kiosk = "A1".parse().unwrap();
    let permissions = Permissions {
        kiosk: &kiosk,
        device,
        rules: &rules,
        trust,
        issued: &issued.into(),
        received: NOW,
    };
    permissions.refuse(fact, NOW)
}

#[test]
fn each_role_records_its_own_kinds() {
    let staffed = Fact::Staffed {
        gate: "main".parse().unwrap(),
        staff: None,
        act: StaffAct::ALL[0],
    };
    let refused = Fact::Refused {
        gate: "main".parse().unwrap(),
        reason: Reason::Malformed,
        claims: None,
    };
    let looked_up = |booth| Fact::LookedUp {
        booth: BoothNumber(booth),
        times: 1,
    };
    let role = Some(SetAsideReason::NotItsRole);
    let place = Some(SetAsideReason::NotItsPlace);
    // At a door, at booth 12, and in a hall.
    for (fact, expected) in [
        (scanned(1), [None, role, role]),
        (overridden(Some(claims(1))), [None, role, role]),
        (overridden(None), [None, role, role]),
        (walked(99), [None, role, role]),
        (refused, [None, role, role]),
        (annulled("A1"), [None, role, role]),
        (visited(12), [role, None, role]),
        (visited(13), [role, place, role]),
        (staffed, [None; 3]),
        (looked_up(12), [None; 3]),
        (looked_up(13), [place; 3]),
        (Fact::ClockKnown, [None; 3]),
        (Fact::Rehearsed(Box::new(scanned(77))), [None; 3]),
        (
            Fact::Unknown {
                kind: "later".to_owned(),
            },
            [None; 3],
        ),
    ] {
        let roles = [
            KioskRole::Door,
            KioskRole::Booth(BoothNumber(12)),
            KioskRole::Hall,
        ];
        let found = roles.map(|role| refuse(&device(role), &trust(), &fact));
        assert_eq!(found, expected, "{fact:?}");
    }
}

#[test]
fn door_records_at_every_place_it_had_alone() {
    let mut moved = device(KioskRole::Hall);
    let mut elsewhere = scanned(1);
    if let Fact::Passed { gate, .. } = &mut elsewhere {
        *gate = "garden".parse().unwrap();
    }
    assert_eq!(
        refuse(&moved, &trust(), &elsewhere),
        Some(SetAsideReason::NotItsRole)
    );
    moved.places.push(DevicePlace {
        role: KioskRole::Door,
        gate: "garden".parse().unwrap(),
        since: Some(NOW),
    });
    assert_eq!(refuse(&moved, &trust(), &elsewhere), None);
    // From before it was moved there it has no say.
    moved.places[1].since = Some(NOW.plus(CLOCK_ERROR_MS + 1));
    let refused = refuse(&moved, &trust(), &elsewhere);
    assert_eq!(refused, Some(SetAsideReason::NotItsRole));
    moved.places[1].since = Some(NOW);
    // At the main gate it stood as a kiosk of the hall.
    assert_eq!(
        refuse(&moved, &trust(), &scanned(1)),
        Some(SetAsideReason::NotItsPlace)
    );
}

#[test]
fn door_knows_no_other_ticket_than_was_issued() {
    let door = device(KioskRole::Door);
    let ask = |claims, people| {
        let fact = passed(claims, people, TicketSource::Scanned(PROOF));
        refuse(&door, &trust(), &fact)
    };
    assert_eq!(ask(claims(1), 2), None);
    assert_eq!(ask(claims(1), 3), Some(SetAsideReason::TooManyPeople));
    let larger = Claims {
        party: 200,
        ..claims(1)
    };
    assert_eq!(ask(larger, 200), Some(SetAsideReason::NotIssued));
    let narrower = Claims {
        days: 2,
        ..seller_claims(2)
    };
    assert_eq!(ask(narrower, 2), None);
    assert_eq!(ask(claims(2), 2), Some(SetAsideReason::NotIssued));
    // The numbers up to 9 may be of tickets that a backup lacks.
    assert_eq!(ask(claims(9), 2), None);
    let other_key = Claims {
        key: KeyId(2),
        ..claims(9)
    };
    assert_eq!(ask(other_key, 2), Some(SetAsideReason::NotIssued));
    assert_eq!(ask(claims(10), 2), Some(SetAsideReason::NotIssued));
    let unknown = overridden(Some(claims(10)));
    assert_eq!(
        refuse(&door, &trust(), &unknown),
        Some(SetAsideReason::NotIssued)
    );
    let lost = Trust {
        last_ticket: TicketNumber(0),
        has_tickets: false,
        ..trust()
    };
    assert_eq!(refuse(&door, &lost, &unknown), None);
}

#[test]
fn unknown_ticket_of_a_seller_counts_where_lists_may_be_missing() {
    let door = device(KioskRole::Door);
    let first = FIRST_OF_SELLERS.0;
    let ask = |claims, was_set_back, has_tickets| {
        let trust = Trust {
            was_set_back,
            has_tickets,
            ..trust()
        };
        let fact = passed(claims, 2, TicketSource::Scanned(PROOF));
        refuse(&door, &trust, &fact)
    };
    let not_issued = Some(SetAsideReason::NotIssued);
    for number in [first, u32::MAX] {
        assert_eq!(ask(seller_claims(number), false, true), not_issued);
        assert_eq!(ask(seller_claims(number), true, true), None);
        // The exhibition is over, and the codes were deleted.
        assert_eq!(ask(seller_claims(number), false, false), None);
        assert_eq!(ask(claims(number), true, true), not_issued);
    }
    // An earlier version numbered it among the own ones.
    assert_eq!(ask(seller_claims(9), false, true), None);
    // Only sellers' tickets are known.
    let sold = Trust {
        last_ticket: TicketNumber(0),
        ..trust()
    };
    let forged = passed(claims(10), 2, TicketSource::Scanned(PROOF));
    assert_eq!(refuse(&door, &sold, &forged), not_issued);
}

#[test]
fn passage_needs_its_proof_from_date_on() {
    let door = device(KioskRole::Door);
    let unproven = Some(SetAsideReason::Unproven);
    let by_hand = TicketSource::Entered("door-1".parse().unwrap());
    let wrong = TicketSource::Scanned(ScanProof([8; 16]));
    let [keyed, otherwise_keyed] = [9, 8].map(|key| CodeKey([key; 32]).proof(PROOF));
    let [keyed, otherwise_keyed] = [keyed, otherwise_keyed].map(TicketSource::Scanned);
    // Without a date, before it, and from it on.
    for (claims, source, expected) in [
        (claims(1), TicketSource::Scanned(PROOF), [None; 3]),
        (claims(1), wrong.clone(), [unproven; 3]),
        (claims(1), by_hand, [None; 3]),
        (claims(1), TicketSource::Unstated, [None, None, unproven]),
        (
            seller_claims(2),
            TicketSource::Unstated,
            [None, None, unproven],
        ),
        (seller_claims(2), TicketSource::Scanned(PROOF), [None; 3]),
        (seller_claims(2), keyed.clone(), [None; 3]),
        (seller_claims(2), otherwise_keyed, [unproven; 3]),
        (claims(1), keyed, [unproven; 3]),
        (seller_claims(3), TicketSource::Unstated, [None; 3]),
        (seller_claims(3), wrong, [None; 3]),
    ] {
        let fact = passed(claims, 1, source);
        let found = [None, Some(NOW.plus(1)), Some(NOW)].map(|proof_from| {
            let trust = Trust {
                proof_from,
                ..trust()
            };
            refuse(&door, &trust, &fact)
        });
        assert_eq!(found, expected, "{fact:?}");
    }
}

#[test]
fn device_annuls_its_own_records_alone() {
    let door = device(KioskRole::Door);
    assert_eq!(refuse(&door, &trust(), &annulled("A1")), None);
    assert_eq!(
        refuse(&door, &trust(), &annulled("B2")),
        Some(SetAsideReason::OthersRecord)
    );
}

#[test]
fn nobody_counts_thousands_at_once() {
    let door = device(KioskRole::Door);
    let too_many = Some(SetAsideReason::TooManyPeople);
    assert_eq!(refuse(&door, &trust(), &walked(100)), too_many);
    assert_eq!(refuse(&door, &trust(), &walked(u16::MAX)), too_many);
}

#[test]
fn quarantine_begins_at_its_instant() {
    let mut door = device(KioskRole::Door);
    for (since, expected) in [(1, None), (0, Some(SetAsideReason::Quarantined))] {
        door.quarantined_since = Some(NOW.plus(since));
        assert_eq!(refuse(&door, &trust(), &scanned(1)), expected);
        assert_eq!(refuse(&door, &trust(), &Fact::ClockKnown), expected);
    }
}
