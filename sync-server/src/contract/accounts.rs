//! The organisers' accounts, and the log of what they change.

use shared::time::UnixMs;

use super::journal::opening;
use super::{RecordsDatabase, contract};
use crate::operations::accounts::{self, AccountError, Credentials};
use crate::ports::{
    AccountName, AccountRole, AccountSession, Accounts, Author, ChangeNote, ChangeQuery, Database,
    SESSION_IDLE_MS,
};

contract! { crate::contract::exhibition:
    account_and_session_come_back
    idle_session_ends_at_a_sign_in
    change_is_noted_in_its_transaction
}

const PASSWORD: &str = "long enough";

fn owner(database: &dyn Database) -> AccountName {
    let name: AccountName = "Nguyễn An".parse().unwrap();
    let password = PASSWORD.parse().unwrap();
    accounts::make_owner(database, &name, &password, opening()).unwrap();
    name
}

fn sign_in(database: &dyn Database, name: &AccountName, now: UnixMs) {
    let credentials = Credentials {
        name,
        password: PASSWORD,
        code: "",
    };
    accounts::sign_in(database, credentials, now).unwrap();
}

fn read(database: &dyn Database) -> Accounts {
    database.read().unwrap().accounts().unwrap()
}

fn account_and_session_come_back(db: &mut impl RecordsDatabase) {
    let db = db.database();
    let name = owner(db);
    let again = accounts::make_owner(db, &name, &PASSWORD.parse().unwrap(), opening());
    assert!(matches!(again, Err(AccountError::HasOwner)));
    let found = read(db).accounts.remove("nguyễn an").unwrap();
    assert_eq!(found.name.as_str(), "Nguyễn An");
    assert_eq!((found.role, found.must_change), (AccountRole::Owner, false));
    sign_in(db, &name, opening());
    let all = read(db);
    let session = all.sessions.values().next().unwrap();
    assert_eq!((session.made, session.last_used), (opening(), opening()));
    assert!(all.signed_in(&session.token_sha256, opening()).is_some());
    accounts::sign_out(db, session).unwrap();
    assert_eq!(read(db).sessions.len(), 0);
    // What was ended stays ended.
    accounts::keep_open(db, session, opening().plus(1)).unwrap();
    assert_eq!(read(db).sessions.len(), 0);
}

fn idle_session_ends_at_a_sign_in(db: &mut impl RecordsDatabase) {
    let db = db.database();
    let name = owner(db);
    sign_in(db, &name, opening());
    let later = opening().plus(SESSION_IDLE_MS + 1);
    sign_in(db, &name, later);
    let sessions = read(db).sessions.into_values();
    let made: Vec<_> = sessions
        .map(|session: AccountSession| session.made)
        .collect();
    assert_eq!(made, [later]);
}

fn change_is_noted_in_its_transaction(db: &mut impl RecordsDatabase) {
    let author = Author {
        name: "An".to_owned(),
        at: Some(opening()),
    };
    let note = |thing| ChangeNote {
        what: "tried",
        thing,
        before: None,
        after: Some("new"),
    };
    let by = db.database().by(author);
    let change = by.write().unwrap();
    change.note_change(note("lost")).unwrap();
    drop(change);
    let change = by.write().unwrap();
    change.note_change(note("1")).unwrap();
    change.note_change(note("2")).unwrap();
    change.commit().unwrap();
    let change = db.database().write().unwrap();
    change.note_change(note("1")).unwrap();
    change.commit().unwrap();
    let found = |query: ChangeQuery| {
        let changes = db.database().read().unwrap().changes(&query).unwrap();
        let changes = changes.into_iter();
        changes.map(|it| (it.author, it.thing)).collect::<Vec<_>>()
    };
    let all = ChangeQuery {
        limit: 9,
        ..ChangeQuery::default()
    };
    let row = |author: &str, thing: &str| (author.to_owned(), thing.to_owned());
    let rows = [
        row(Author::COMMAND_LINE, "1"),
        row("An", "2"),
        row("An", "1"),
    ];
    assert_eq!(found(all.clone()), rows);
    let of_an = ChangeQuery {
        author: Some("An".to_owned()),
        ..all.clone()
    };
    assert_eq!(found(of_an), rows[1..]);
    let of_one = ChangeQuery {
        thing: Some("1".to_owned()),
        before: Some(3),
        ..all.clone()
    };
    assert_eq!(found(of_one), rows[2..]);
    let of_another_kind = ChangeQuery {
        what: Some("another"),
        ..all
    };
    assert_eq!(found(of_another_kind), []);
}
