//! The kiosks that may hand in records.

use std::collections::HashSet;

use shared::checkin::Direction;
use shared::ids::{BoothNumber, GateId, KioskId};
use shared::protocol::v1::{Closure, DeviceInstructions, DeviceReport, KioskRole, MovedPlace};

use super::journal::{SentJournal, catalogue, opening};
use super::server::{add_kiosk, read};
use super::{RecordsDatabase, contract, push, received};
use crate::ports::{Database, Enrolment, Invitation, QuarantineReport};

contract! { crate::contract::exhibition:
    second_kiosk_of_one_name_is_refused
    moved_kiosk_has_its_new_place
    removed_kiosk_is_gone
    ended_tokens_are_told_apart
    invitation_is_found_by_its_secret
    next_token_takes_its_place
    preview_says_what_quarantine_changes
    device_report_comes_back_and_ends_with_device
    instructions_end_with_enrolment
}

pub(super) fn enrolment<'a>(id: &'a KioskId, gate: &'a GateId, token: u8) -> Enrolment<'a> {
    Enrolment {
        id,
        gate,
        direction: "in",
        both_ways: false,
        role: "door",
        token_sha256: [token; 32],
    }
}

fn second_kiosk_of_one_name_is_refused(db: &mut impl RecordsDatabase) {
    let gate = &catalogue().gates[0].id;
    let ids: [KioskId; 3] = ["b1", "B1", "A10"].map(|id| id.parse().unwrap());
    let change = db.database().write().unwrap();
    for (token, id) in (0..).zip(&ids) {
        assert!(
            change
                .insert_device(&enrolment(id, gate, token), opening())
                .unwrap()
        );
    }
    let again = enrolment(&ids[0], gate, 9);
    assert!(!change.insert_device(&again, opening()).unwrap());
    change.commit().unwrap();
    let kiosks = db.database().read().unwrap().devices().unwrap();
    let names: Vec<&str> = kiosks.iter().map(|kiosk| kiosk.id.as_str()).collect();
    assert_eq!(names, ["A10", "B1", "b1"]);
    assert_eq!(kiosks[0].last_seen, None);
}

fn moved_kiosk_has_its_new_place(db: &mut impl RecordsDatabase) {
    let catalogue = catalogue();
    let id = "A1".parse().unwrap();
    let change = db.database().write().unwrap();
    let before = enrolment(&id, &catalogue.gates[0].id, 1);
    change.insert_device(&before, opening()).unwrap();
    let after = Enrolment {
        gate: &catalogue.gates[1].id,
        both_ways: true,
        role: "7",
        ..before
    };
    assert!(change.update_device(&after, opening()).unwrap());
    let missing = "B2".parse().unwrap();
    let missing = Enrolment {
        id: &missing,
        ..after
    };
    assert!(!change.update_device(&missing, opening()).unwrap());
    change.commit().unwrap();
    let kiosks = db.database().read().unwrap().devices().unwrap();
    let [kiosk] = kiosks.as_slice() else {
        panic!("{kiosks:?}");
    };
    let place = (
        kiosk.gate.as_str(),
        kiosk.direction.as_str(),
        kiosk.role.as_str(),
    );
    assert_eq!(place, (after.gate.as_str(), "both", "7"));
}

fn removed_kiosk_is_gone(db: &mut impl RecordsDatabase) {
    let catalogue = catalogue();
    let id = "A1".parse().unwrap();
    let change = db.database().write().unwrap();
    let kiosk = enrolment(&id, &catalogue.gates[0].id, 1);
    change.insert_device(&kiosk, opening()).unwrap();
    assert!(change.remove_device(&id).unwrap());
    assert!(!change.remove_device(&id).unwrap());
    change.commit().unwrap();
    assert_eq!(db.database().read().unwrap().devices().unwrap(), []);
}

fn ended_tokens_are_told_apart(db: &mut impl RecordsDatabase) {
    let catalogue = catalogue();
    let id = "A1".parse().unwrap();
    let change = db.database().write().unwrap();
    let gate = &catalogue.gates[0].id;
    change
        .insert_device(&enrolment(&id, gate, 1), opening())
        .unwrap();
    change
        .update_device(&enrolment(&id, gate, 2), opening())
        .unwrap();
    change.commit().unwrap();
    let published = read(db, |tx| tx.published());
    assert_eq!(published.revoked_tokens, HashSet::from([[1; 32]]));
    let removed = |db: &dyn Database| db.read().unwrap().removed_devices().unwrap();
    assert_eq!(removed(db.database()), []);
    let change = db.database().write().unwrap();
    change.remove_device(&id).unwrap();
    change.commit().unwrap();
    assert_eq!(removed(db.database()), [id]);
    let published = read(db, |tx| tx.published());
    assert_eq!(published.revoked_tokens.len(), 2);
    assert!(published.tokens.is_empty());
}

fn invitation_is_found_by_its_secret(db: &mut impl RecordsDatabase) {
    let id: KioskId = "K12".parse().unwrap();
    let invitation = |secret: u8| Invitation {
        kiosk: id.clone(),
        gate: catalogue().gates[0].id.clone(),
        direction: Direction::Out,
        both_ways: true,
        role: KioskRole::Booth(BoothNumber(12)),
        secret_sha256: [secret; 32],
        expires: opening(),
        request_sha256: None,
    };
    let change = db.database().write().unwrap();
    change.put_invitation(&invitation(1)).unwrap();
    change.put_invitation(&invitation(2)).unwrap();
    change.commit().unwrap();
    let found =
        |db: &dyn Database, secret: u8| db.read().unwrap().invitation(&[secret; 32]).unwrap();
    assert_eq!(found(db.database(), 1), None);
    assert_eq!(found(db.database(), 2), Some(invitation(2)));
    let all = db.database().read().unwrap().invitations().unwrap();
    assert_eq!(all, [invitation(2)]);
    let change = db.database().write().unwrap();
    change.use_invitation(&id, &[9; 32]).unwrap();
    change.commit().unwrap();
    let used = found(db.database(), 2).unwrap();
    assert_eq!(used.request_sha256, Some([9; 32]));
    let change = db.database().write().unwrap();
    change.remove_device(&id).unwrap();
    change.commit().unwrap();
    assert_eq!(found(db.database(), 2), None);
}

fn next_token_takes_its_place(db: &mut impl RecordsDatabase) {
    let id = "A1".parse().unwrap();
    let gate = &catalogue().gates[0].id;
    let change = db.database().write().unwrap();
    change
        .insert_device(&enrolment(&id, gate, 1), opening())
        .unwrap();
    change.put_next_token(&id, &[5; 32], None).unwrap();
    let kept = change.device_token(&id).unwrap().unwrap();
    assert_eq!((kept.sha256, kept.made), ([1; 32], opening()));
    assert_eq!((kept.next_nonce, kept.next_sha256), (Some([5; 32]), None));
    change
        .put_next_token(&id, &[5; 32], Some(&[2; 32]))
        .unwrap();
    change.commit().unwrap();
    let published = read(db, |tx| tx.published());
    assert_eq!(published.tokens.len(), 2, "both are good");
    assert_eq!(published.device_tokens[&id].next_sha256, Some([2; 32]));
    let later = opening().plus(1);
    let change = db.database().write().unwrap();
    assert!(!change.use_next_token(&id, &[3; 32], later).unwrap());
    assert!(change.use_next_token(&id, &[2; 32], later).unwrap());
    assert!(!change.use_next_token(&id, &[2; 32], later).unwrap());
    change.commit().unwrap();
    let published = read(db, |tx| tx.published());
    assert_eq!(published.tokens.keys().collect::<Vec<_>>(), [&[2; 32]]);
    assert!(published.revoked_tokens.is_empty());
    let kept = &published.device_tokens[&id];
    assert_eq!((kept.made, kept.next_nonce), (later, None));
    let change = db.database().write().unwrap();
    change
        .put_next_token(&id, &[5; 32], Some(&[4; 32]))
        .unwrap();
    change.remove_device(&id).unwrap();
    change.commit().unwrap();
    let revoked = read(db, |tx| tx.published()).revoked_tokens;
    assert_eq!(revoked, HashSet::from([[2; 32], [4; 32]]));
}

fn preview_says_what_quarantine_changes(db: &mut impl RecordsDatabase) {
    add_kiosk(db);
    let mut kiosk = SentJournal::new("A1", 1);
    push(db, kiosk.entry(7, 1).entry(8, 2), 0);
    let preview = |db: &dyn Database, since| {
        let view = db.read().unwrap();
        view.preview_quarantine(&"A1".parse().unwrap(), since)
            .unwrap()
    };
    for since in [Some(received().plus(1)), Some(received()), None] {
        let expected = preview(db.database(), since);
        let id = "A1".parse().unwrap();
        let change = db.database().write().unwrap();
        let done = change.quarantine(&id, since, received()).unwrap();
        change.commit().unwrap();
        assert_eq!(done, expected, "{since:?}");
    }
    let all = QuarantineReport {
        set_aside: 2,
        released: 0,
    };
    assert_eq!(preview(db.database(), Some(received())), all);
}

fn device_report_comes_back_and_ends_with_device(db: &mut impl RecordsDatabase) {
    add_kiosk(db);
    let id: KioskId = "A1".parse().unwrap();
    let told = DeviceReport {
        free_mb: Some(u64::MAX),
        clock_s: -60,
        ..DeviceReport::default()
    };
    let mut connection = db.connection();
    let tx = connection.write().unwrap();
    tx.write_device_report(&id, &told).unwrap();
    tx.commit().unwrap();
    drop(connection);
    let reports = |db: &dyn Database| {
        let devices = db.read().unwrap().devices().unwrap().into_iter();
        devices.map(|it| it.report).collect::<Vec<_>>()
    };
    assert_eq!(reports(db.database()), [Some(told)]);
    let change = db.database().write().unwrap();
    let gate = &catalogue().gates[0].id;
    change
        .update_device(&enrolment(&id, gate, 9), opening())
        .unwrap();
    change.commit().unwrap();
    assert_eq!(reports(db.database()), [None]);
}

fn instructions_end_with_enrolment(db: &mut impl RecordsDatabase) {
    add_kiosk(db);
    let catalogue = catalogue();
    let id: KioskId = "A1".parse().unwrap();
    let place = MovedPlace {
        gate: catalogue.gates[1].id.clone(),
        direction: Direction::Out,
        both_ways: false,
        role: KioskRole::Hall,
        since_ms: received(),
    };
    let asked = DeviceInstructions {
        revision: 7,
        label: Some("Máy bên cửa".to_owned()),
        place: Some(place.clone()),
        closure: Some(Closure::default()),
        ..DeviceInstructions::default()
    };
    let change = db.database().write().unwrap();
    assert!(change.put_instructions(&id, &asked).unwrap());
    assert!(
        !change
            .put_instructions(&"B2".parse().unwrap(), &asked)
            .unwrap()
    );
    change.move_device(&id, &place).unwrap();
    change.commit().unwrap();
    let device = |db: &dyn Database| db.read().unwrap().devices().unwrap().remove(0);
    let moved = device(db.database());
    assert_eq!(moved.place(), format!("hall {} out", place.gate));
    assert_eq!(moved.instructions, asked);
    let change = db.database().write().unwrap();
    let gate = &catalogue.gates[0].id;
    change
        .update_device(&enrolment(&id, gate, 9), opening())
        .unwrap();
    change.commit().unwrap();
    let left = DeviceInstructions {
        revision: 8,
        label: asked.label,
        ..DeviceInstructions::default()
    };
    assert_eq!(device(db.database()).instructions, left);
}
