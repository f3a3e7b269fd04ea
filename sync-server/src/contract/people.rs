//! What is kept of people: found, deleted, and deleted again where an older state comes back.

use jiff::ToSpan;
use shared::ids::TicketNumber;
use shared::submission::SubmissionId;
use shared::time::UnixMs;

use super::journal::opening;
use super::submissions::{insert, registration};
use super::tickets::named;
use super::{RecordsDatabase, contract, exhibition, received};
use crate::operations::closing::{self, Closing, ClosingError};
use crate::operations::people::{self, HeldPeople, PeopleError, PeopleQuery, PersonKey};
use crate::operations::staff::{self, PinUse};
use crate::operations::tickets::{self, IssueRequest, add_note};
use crate::ports::{ChangeQuery, Database, Deletion, WhichSubmissions};
use crate::postgres::contract::PostgresContract;

contract! { crate::contract::exhibition:
    person_is_found_by_name_number_and_note
    deleted_name_is_gone_and_ticket_stays
    older_state_loses_deleted_name_again
    purge_deletes_names_and_codes
    expired_data_goes_a_day_after_notice
    exhibition_is_purged_by_its_name_alone
    older_state_claims_no_end_but_what_was_deleted
}

const HOA: &str = "Lê Thị Hoa";

/// Issues a ticket to each of these names.
fn issue_to(db: &dyn Database, names: &[&str]) {
    let request = IssueRequest {
        count: names.len() as u32,
        kind: "visitor".to_owned(),
        days: 1,
        party: None,
    };
    let names: Vec<String> = names.iter().map(|it| (*it).to_owned()).collect();
    tickets::issue_to(db, &request, &names, opening()).unwrap();
}

/// Makes a registration of Hoa, her ticket 1, and the ticket 2 of somebody else, with notes.
fn people_of(db: &impl RecordsDatabase) {
    insert(db, &[registration(1, HOA), registration(2, "Đỗ Văn An")]);
    let db = db.database();
    issue_to(db, &[HOA, "Đỗ Văn An"]);
    for (ticket, note) in [(1, "đổi cổng"), (2, "gọi lại số 0901234567")] {
        add_note(db, TicketNumber(ticket), "An", note, opening()).unwrap();
    }
}

fn names(db: &dyn Database) -> Vec<u32> {
    let names = db.read().unwrap().ticket_names().unwrap();
    names.into_iter().map(|(ticket, _)| ticket.0).collect()
}

fn person_is_found_by_name_number_and_note(db: &mut impl RecordsDatabase) {
    people_of(db);
    let db = db.database();
    let found = |text: &str| {
        let query = PeopleQuery {
            text: text.to_owned(),
            which: WhichSubmissions::Network,
            before: None,
            most: 9,
        };
        people::search(db, &query).unwrap().submissions.len()
    };
    assert_eq!(["hoa", "+84 901 234 567", "nobody"].map(found), [1, 2, 0]);
    let key = PersonKey::Submission(SubmissionId([1; 16]));
    let person = people::person(db, key).unwrap().unwrap();
    assert_eq!(person.name, HOA);
    // Both registrations have one telephone number; so has the note of ticket 2. Ticket 1 has the name alone.
    let certain = person.submissions.iter().map(|it| it.is_certain);
    assert_eq!(certain.collect::<Vec<_>>(), [true, true]);
    let tickets = person
        .tickets
        .iter()
        .map(|it| (it.ticket.claims.number.0, it.is_certain));
    assert_eq!(tickets.collect::<Vec<_>>(), [(1, false), (2, true)]);
    let nobody = PersonKey::Ticket(TicketNumber(9));
    assert!(people::person(db, nobody).unwrap().is_none());
}

fn deleted_name_is_gone_and_ticket_stays(db: &mut impl RecordsDatabase) {
    people_of(db);
    let (id, ticket) = (SubmissionId([1; 16]), TicketNumber(1));
    let nothing = people::delete_person(db.database(), &[], &[], received());
    assert!(matches!(nothing, Err(PeopleError::Nothing)));
    let before = db.database().read().unwrap().tickets_version().unwrap();
    let report = people::delete_person(db.database(), &[id], &[ticket], received()).unwrap();
    assert_eq!((report.submissions, report.tickets), (1, 1));
    insert(db, &[registration(1, HOA)]);
    let db = db.database();
    let held = people::held(db).unwrap();
    let left = HeldPeople {
        submissions: 1,
        names: 1,
        notes: 1,
    };
    assert_eq!(held, left);
    let view = db.read().unwrap();
    assert!(view.ticket_claims(ticket, None).unwrap().is_some());
    // Kiosks hear of it.
    let page = view.ticket_page(before.revision, 10).unwrap();
    assert_eq!(page.tickets.len(), 1);
    assert!(
        view.tickets_with_words(&["hoa".to_owned()], 9)
            .unwrap()
            .is_empty()
    );
    let query = ChangeQuery {
        limit: 99,
        ..ChangeQuery::default()
    };
    for change in view.changes(&query).unwrap() {
        let texts = [Some(change.thing), change.before, change.after];
        for text in texts.into_iter().flatten() {
            assert!(
                !text.contains("đổi cổng") && !text.contains("Hoa"),
                "{text}"
            );
        }
    }
}

#[test]
fn postgres_statistics_hold_no_name() {
    let mut db: PostgresContract = exhibition();
    people_of(&db);
    db.execute("ANALYZE");
    assert_eq!(db.columns_in_statistics("ticket_words"), ["ticket"]);
    let of_tickets = db.columns_in_statistics("tickets");
    let has = |column: &str| of_tickets.iter().any(|it| it == column);
    assert!(has("number") && !has("holder") && !has("words"));
}

fn older_state_loses_deleted_name_again(db: &mut impl RecordsDatabase) {
    people_of(db);
    let sold = named(db.database(), 20, HOA);
    let write = |db: &dyn Database, is_new: bool| {
        let change = db.write().unwrap();
        if is_new {
            change
                .insert_foreign_tickets(std::slice::from_ref(&sold), opening())
                .unwrap();
        } else {
            change.update_foreign_ticket(&sold).unwrap();
        }
        change.commit().unwrap();
    };
    write(db.database(), true);
    people::delete_person(db.database(), &[], &[TicketNumber(3)], received()).unwrap();
    assert_eq!(names(db.database()), [1, 2]);
    let deletions = people::deletions(db.database()).unwrap();
    assert!(!format!("{deletions:?}").contains("Hoa"));
    // As an older backup has it.
    db.execute("DELETE FROM deletions");
    write(db.database(), false);
    assert_eq!(names(db.database()), [1, 2, 3]);
    people::delete_again(db.database(), &deletions).unwrap();
    assert_eq!(names(db.database()), [1, 2]);
    // One that is imported anew afterwards stays.
    write(db.database(), false);
    people::delete_again(db.database(), &deletions).unwrap();
    assert_eq!(names(db.database()), [1, 2, 3]);
}

fn purge_deletes_names_and_codes(db: &mut impl RecordsDatabase) {
    people_of(db);
    let call = |db: &dyn Database, name| {
        staff::add_by_name(db, name, PinUse::Doors, opening()).unwrap();
    };
    let called = |db: &dyn Database| {
        let staff = db.read().unwrap().staff().unwrap().into_iter();
        staff.map(|it| it.name).collect::<Vec<_>>()
    };
    call(db.database(), "Nguyễn Thị Lan");
    let issued = |db: &dyn Database| db.read().unwrap().issued_tickets().unwrap();
    let before = issued(db.database());
    let report = people::purge(db.database(), true, "exhibition_purged", received()).unwrap();
    assert_eq!(
        (report.submissions, report.names, report.tickets),
        (2, 2, 2)
    );
    assert!(people::held(db.database()).unwrap().is_empty());
    assert_eq!(called(db.database()), [""]);
    let view = db.database().read().unwrap();
    assert_eq!(view.count_tickets().unwrap(), 0);
    assert_eq!(view.last_ticket_number().unwrap(), 2);
    drop(view);
    assert_eq!(issued(db.database()), before, "reports keep their figures");
    let deletions = people::deletions(db.database()).unwrap();
    assert!(deletions.contains(&Deletion::AllTickets(received())));
    db.execute("DELETE FROM deletions");
    issue_to(db.database(), &[HOA]);
    call(db.database(), "An");
    people::delete_again(db.database(), &deletions).unwrap();
    assert_eq!(db.database().read().unwrap().count_tickets().unwrap(), 0);
    assert_eq!(called(db.database()), ["", ""]);
}

fn expired_data_goes_a_day_after_notice(db: &mut impl RecordsDatabase) {
    people_of(db);
    let db = db.database();
    let kept = people::retention(db).unwrap();
    let last = kept.earliest.yesterday().unwrap();
    assert_eq!(kept.date, last.checked_add(90.days()).unwrap());
    let early = people::set_retention(db, last);
    assert!(matches!(early, Err(PeopleError::TooEarly(day)) if day == kept.earliest));
    let date = kept.earliest.checked_add(9.days()).unwrap();
    people::set_retention(db, date).unwrap();
    let zone = db.read().unwrap().catalogue().unwrap().calendar().zone;
    let hour = 3_600_000;
    let due = zone.midnight(date);
    let expire = |at: UnixMs| people::delete_expired(db, at).unwrap().is_some();
    assert!(!expire(due.plus(-48 * hour)));
    assert_eq!(people::retention(db).unwrap().announced, None);
    // A clock that is wrong for an hour deletes nothing.
    assert!(!expire(due.plus(9_000 * hour)));
    assert!(!expire(due.plus(-48 * hour)));
    assert!(!expire(due.plus(-20 * hour)));
    let announced = people::retention(db).unwrap().announced;
    assert_eq!(announced, Some(due.plus(4 * hour)));
    assert!(!expire(due.plus(3 * hour)));
    assert!(expire(due.plus(4 * hour)));
    assert!(people::held(db).unwrap().is_empty());
    assert_eq!(names(db), [0; 0]);
    assert_eq!(db.read().unwrap().count_tickets().unwrap(), 2);
    let query = ChangeQuery {
        what: Some("people_expired"),
        limit: 9,
        ..ChangeQuery::default()
    };
    assert_eq!(db.read().unwrap().changes(&query).unwrap().len(), 1);
    assert!(!expire(due.plus(99 * hour)), "nothing is left");
}

fn exhibition_is_purged_by_its_name_alone(db: &mut impl RecordsDatabase) {
    people_of(db);
    let db = db.database();
    let catalogue = db.read().unwrap().catalogue().unwrap();
    let name = catalogue.name.get("vi");
    let other = closing::purge(db, "other", received());
    assert!(matches!(other, Err(ClosingError::OtherName)));
    let early = closing::purge(db, name, received());
    assert!(matches!(early, Err(ClosingError::NoArchive)));
    assert_eq!(names(db), [1, 2]);
    closing::note_archive(db, opening()).unwrap();
    let typed = format!(" {}  ", name.to_uppercase());
    closing::purge(db, &typed, received()).unwrap();
    closing::wipe_devices(db, Some(received())).unwrap();
    let done = Closing {
        archived: Some(opening()),
        purged: Some(received()),
        wiped: Some(received()),
    };
    assert_eq!(closing::closing(db).unwrap(), done);
    assert!(people::held(db).unwrap().is_empty());
}

/// As after a backup was restored: from before the end, or from within it.
fn older_state_claims_no_end_but_what_was_deleted(db: &mut impl RecordsDatabase) {
    people_of(db);
    closing::note_archive(db.database(), opening()).unwrap();
    closing::wipe_devices(db.database(), Some(received())).unwrap();
    db.database().begin_epoch().unwrap();
    let database = db.database();
    assert_eq!(closing::closing(database).unwrap(), Closing::default());
    let catalogue = database.read().unwrap().catalogue().unwrap();
    let early = closing::purge(database, catalogue.name.get("vi"), received());
    assert!(matches!(early, Err(ClosingError::NoArchive)));
    let deletions = [
        Deletion::AllNames(received()),
        Deletion::AllTickets(received()),
    ];
    people::delete_again(database, &deletions).unwrap();
    assert!(people::held(database).unwrap().names == 0);
    let purged = Closing {
        purged: Some(received()),
        ..Closing::default()
    };
    assert_eq!(closing::closing(database).unwrap(), purged);
}
