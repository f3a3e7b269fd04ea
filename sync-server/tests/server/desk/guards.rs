//! What keeps strangers, other sites and other roles out, for every page that the desk's source names.

use std::collections::BTreeSet;
use std::fs;

use super::*;

/// Pages for everybody who is signed in.
const OWN: [&str; 6] = [
    "/admin",
    "/admin/",
    "/admin/password",
    "/admin/codes",
    "/admin/booth",
    "/admin/sign-out",
];
/// Pages before anybody is.
const OUTSIDE: [&str; 3] = ["/admin/sign-in", "/admin/owner", "/admin/set-up"];

/// Returns a path with sevens for what is in braces.
fn filled(path: &str) -> String {
    let parts = path
        .split('/')
        .map(|it| if it.starts_with('{') { "7" } else { it });
    parts.collect::<Vec<_>>().join("/")
}

/// Returns the paths of the desk in its source.
fn pages() -> BTreeSet<String> {
    let mut pages = BTreeSet::new();
    let mut folders = vec!["src/http/desk".into()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir::<std::path::PathBuf>(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(path).unwrap();
            // Neither addresses that are put together nor what tests are about.
            let code = text.split("#[cfg(test)]").next().unwrap();
            let literals = code.split('"').skip(1).step_by(2);
            let paths = literals.filter(|it| it.starts_with("/admin") && !it.contains(['?', ' ']));
            pages.extend(paths.map(filled));
        }
    }
    assert!(pages.len() > 15, "{pages:?}");
    pages
}

#[test]
fn every_page_asks_who_may_open_it() {
    let venue = Venue::open();
    let owner = owned(&venue);
    let given = added(&venue, "exhibitor", AccountRole::Exhibitor(BoothNumber(12)));
    let mut exhibitor = Person::at(&venue);
    assert_eq!(exhibitor.sign_in("exhibitor", &given), 303);
    assert_eq!(exhibitor.get("/admin/audit").1, "/admin/password");
    exhibitor.get("/admin/password");
    let form = [
        ("old", &*given),
        ("password", PASSWORD),
        ("again", PASSWORD),
    ];
    assert_eq!(exhibitor.send("/admin/password", &form).0, 303);
    let mut stranger = Person::at(&venue);
    let is_closed = |status: u16| [303, 403, 404, 405].contains(&status);
    for page in pages() {
        let page = page.as_str();
        if OUTSIDE.contains(&page) {
            continue;
        }
        for (status, _) in [stranger.get(page), stranger.send(page, &[])] {
            assert!(is_closed(status), "{status} of {page}");
        }
        // Not even the owner without the token of a form.
        let forged = owner.post(page, &[], &[]).status().as_u16();
        assert!([403, 404, 405].contains(&forged), "{forged} of {page}");
        if OWN.contains(&page) {
            continue;
        }
        let read = exhibitor.get(page);
        let sent = exhibitor.send(page, &[]);
        let is_refused = |(status, text): &(u16, String)| {
            *status == 405 || *status == 403 && text.contains("không có quyền")
        };
        // To a page above it, which is among these.
        let is_led_on = read.0 == 303 && read.1 != "/admin" && page.starts_with(&read.1);
        let is_no_page = read.0 == 404 && sent.0 == 404;
        let is_kept_out = (is_led_on || is_refused(&read)) && is_refused(&sent);
        assert!(is_no_page || is_kept_out, "{read:?} {sent:?} of {page}");
    }
}

#[test]
fn new_password_ends_other_sessions_alone() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    let mut phone = Person::at(&venue);
    assert_eq!(phone.sign_in("Nguyễn An", PASSWORD), 303);
    assert_eq!(phone.get("/api/v1/totals").0, 200);
    let form = |old| {
        [
            ("old", old),
            ("password", "gốm Bát Tràng"),
            ("again", "gốm Bát Tràng"),
        ]
    };
    owner.get("/admin/password");
    assert_eq!(
        owner.send("/admin/password", &form("wrong password")).0,
        200
    );
    assert_eq!(phone.get("/api/v1/totals").0, 200);
    assert_eq!(owner.send("/admin/password", &form(PASSWORD)).0, 303);
    assert_eq!(phone.get("/api/v1/totals").0, 401);
    assert_eq!(owner.get("/api/v1/totals").0, 200);
    assert_eq!(phone.sign_in("Nguyễn An", PASSWORD), 403);
}

#[test]
fn one_address_tries_one_password_at_a_time() {
    let venue = Venue::open();
    owned(&venue);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let guess = || Person::at(&venue).sign_in("nguyễn an", "wrong password");
        let guesses: Vec<_> = (0..7).map(|_| scope.spawn(guess)).collect();
        guesses.into_iter().map(|it| it.join().unwrap()).collect()
    });
    // The pauses grow while the others wait, until those are sent away.
    assert!(
        statuses.contains(&403) && statuses.contains(&503),
        "{statuses:?}"
    );
}

#[test]
fn live_stream_ends_with_its_session() {
    let venue = Venue::open();
    owned(&venue);
    let mut viewer = member(&venue, AccountRole::Viewer);
    let name: AccountName = "viewer".parse().unwrap();
    let change_role = |role| accounts::change_role(&*venue.exhibition(), &name, role).unwrap();
    let ends = |mut stream: Box<dyn Read>, why: &str| {
        let read = stream.read_to_end(&mut Vec::new());
        read.unwrap_or_else(|error| panic!("{why}: {error}"));
    };
    let stream = Box::new(viewer.live_stream());
    assert_eq!(viewer.send("/admin/sign-out", &[]).0, 303);
    ends(stream, "signed out");
    assert_eq!(viewer.sign_in("viewer", PASSWORD), 303);
    let stream = Box::new(viewer.live_stream());
    change_role(AccountRole::Exhibitor(BoothNumber(12)));
    ends(stream, "another role");
    change_role(AccountRole::Viewer);
    Venue::until("the server knows the role", || {
        viewer.status("/api/v1/totals") == 200
    });
    let stream = Box::new(viewer.live_stream());
    accounts::remove(&*venue.exhibition(), &name).unwrap();
    ends(stream, "no account");
}
