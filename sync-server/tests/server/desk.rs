//! The organisers' desk: accounts, sessions, forms.

mod exhibition;
mod guards;
pub(crate) mod tickets;

use std::io::Read;
use std::time::{Duration, Instant};

use shared::ids::BoothNumber;
use sync_server::operations::{accounts, keys};
use sync_server::ports::{AccountName, AccountRole};
use ureq::http::Response;
use ureq::{Agent, Body};

use crate::command::{run, said, text};
use crate::venue::{MINUTE, OPENING, Venue};

const PASSWORD: &str = "gốm Kim Lan rất đẹp";

/// A browser.
pub(crate) struct Person<'a> {
    venue: &'a Venue,
    agent: Agent,
    cookie: String,
    /// The token of its forms.
    token: String,
}

impl<'a> Person<'a> {
    pub(crate) fn at(venue: &'a Venue) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            // The server closes a connection whose form it refuses unread.
            .max_idle_connections(0);
        Self {
            venue,
            agent: config.build().into(),
            cookie: String::new(),
            token: String::new(),
        }
    }

    pub(crate) fn get(&mut self, path: &str) -> (u16, String) {
        let request = self.agent.get(self.venue.url(path));
        let answer = request.header("cookie", &self.cookie).call();
        let mut answer = answer.unwrap_or_else(|error| panic!("{path}: {error}"));
        let policy = &answer.headers()["content-security-policy"];
        let policy = policy.to_str().unwrap().to_owned();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"));
        let location = header(&answer, "location");
        let text = answer.body_mut().read_to_string().unwrap();
        if path.starts_with("/admin") {
            // Pages work without scripts, and none has one of its own in it.
            let served = regex::Regex::new(r#"<script type="module" src="/[a-z]+\.js"></script>"#);
            let text = served.unwrap().replace(&text, "");
            for word in ["<script", "style=", " onclick", "javascript:"] {
                assert!(!text.contains(word), "{word} in {path}");
            }
        }
        if let Some((_, rest)) = text.split_once("token=") {
            rest[..32].clone_into(&mut self.token);
        }
        (answer.status().as_u16(), location.unwrap_or(text))
    }

    fn post(&self, path: &str, form: &[(&str, &str)], sent: &[(&str, &str)]) -> Response<Body> {
        let mut request = self.agent.post(self.venue.url(path));
        request = request.header("cookie", &self.cookie);
        for (name, value) in sent {
            request = request.header(*name, *value);
        }
        request.send_form(form.iter().copied()).unwrap()
    }

    /// Sends a form of a page that is open.
    pub(crate) fn send(&self, path: &str, form: &[(&str, &str)]) -> (u16, String) {
        let mut answer = self.post(&self.with_token(path), form, &[]);
        let location = header(&answer, "location");
        let text = answer.body_mut().read_to_string().unwrap();
        (answer.status().as_u16(), location.unwrap_or(text))
    }

    /// Sends a form that is answered with a file.
    pub(crate) fn send_for_file(&self, path: &str, form: &[(&str, &str)]) -> Vec<u8> {
        let mut answer = self.post(&self.with_token(path), form, &[]);
        assert_eq!(answer.status(), 200, "{path}");
        answer.body_mut().read_to_vec().unwrap()
    }

    fn with_token(&self, path: &str) -> String {
        let sign = if path.contains('?') { '&' } else { '?' };
        format!("{path}{sign}token={}", self.token)
    }

    /// Returns the owner, signed in once more.
    pub(crate) fn again(self) -> Self {
        Self::owner(self.venue)
    }

    /// Returns the owner that [`owned`] made, signed in once more.
    pub(crate) fn owner(venue: &'a Venue) -> Self {
        let mut owner = Self::at(venue);
        assert_eq!(owner.sign_in("Nguyễn An", PASSWORD), 303);
        owner
    }

    /// Sends bytes as a form of a page that is open, and returns the status.
    pub(crate) fn send_bytes(&self, path: &str, form: &[u8]) -> u16 {
        let url = self.venue.url(&self.with_token(path));
        let request = self.agent.post(url).header("cookie", &self.cookie);
        let kind = "application/x-www-form-urlencoded; boundary=x";
        request
            .content_type(kind)
            .send(form)
            .unwrap()
            .status()
            .as_u16()
    }

    /// Returns the status of a page, or 400 when no address leads there.
    pub(crate) fn status_of(&self, page: &str) -> u16 {
        let request = self.agent.get(self.venue.url(page));
        let answer = request.header("cookie", &self.cookie).call();
        answer.map_or(400, |it| it.status().as_u16())
    }

    /// Sends a file in a form of a page that is open.
    pub(crate) fn send_file(&self, path: &str, file: &[u8]) -> (u16, String) {
        let kind = "multipart/form-data; boundary=----parts";
        let head = "------parts\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.xlsx\"\r\n\r\n";
        let body = [head.as_bytes(), file, b"\r\n------parts--\r\n"].concat();
        let url = self.venue.url(&format!("{path}?token={}", self.token));
        let request = self.agent.post(url).header("cookie", &self.cookie);
        let mut answer = request.content_type(kind).send(&body[..]).unwrap();
        let text = answer.body_mut().read_to_string().unwrap();
        (answer.status().as_u16(), text)
    }

    /// Returns the status of a page or a file.
    fn status(&self, path: &str) -> u16 {
        let request = self.agent.get(self.venue.url(path));
        let mut answer = request.header("cookie", &self.cookie).call().unwrap();
        answer.body_mut().read_to_vec().unwrap();
        answer.status().as_u16()
    }

    /// Opens the live stream and reads the beginning of its first event.
    fn live_stream(&self) -> impl Read + use<> {
        let request = self.agent.get(self.venue.url("/api/v1/live"));
        let request = request.header("cookie", &self.cookie).config();
        let patience = Some(Duration::from_secs(30));
        let answer = request.timeout_recv_body(patience).build().call().unwrap();
        let mut stream = answer.into_body().into_reader();
        let mut head = [0; 14];
        stream.read_exact(&mut head).unwrap();
        assert_eq!(&head, b"event: totals\n");
        stream
    }

    pub(crate) fn download(&self, path: &str) -> Vec<u8> {
        let request = self.agent.get(self.venue.url(path));
        let mut answer = request.header("cookie", &self.cookie).call().unwrap();
        assert_eq!(answer.status(), 200);
        let body = answer.body_mut().with_config();
        body.limit(64 << 20).read_to_vec().unwrap()
    }

    /// Signs in and returns the status.
    fn sign_in(&mut self, name: &str, password: &str) -> u16 {
        let form = [("name", name), ("password", password), ("to", "/")];
        self.enter("/admin/sign-in", &form)
    }

    fn enter(&mut self, path: &str, form: &[(&str, &str)]) -> u16 {
        let answer = self.post(path, form, &[]);
        if let Some(cookie) = header(&answer, "set-cookie") {
            assert!(cookie.contains("; HttpOnly; SameSite=Strict"), "{cookie}");
            cookie
                .split(';')
                .next()
                .unwrap()
                .clone_into(&mut self.cookie);
            self.get("/admin");
        }
        answer.status().as_u16()
    }
}

fn header(answer: &Response<Body>, name: &str) -> Option<String> {
    let value = answer.headers().get(name)?;
    Some(value.to_str().unwrap().to_owned())
}

/// An exhibition with an owner, who is signed in.
pub(crate) fn owned(venue: &Venue) -> Person<'_> {
    let name: AccountName = "Nguyễn An".parse().unwrap();
    let password = PASSWORD.parse().unwrap();
    accounts::make_owner(&*venue.exhibition(), &name, &password, OPENING).unwrap();
    let mut owner = Person::at(venue);
    Venue::until("the server knows the owner", || {
        Person::at(venue).get("/api/v1/totals").0 == 401
    });
    assert_eq!(owner.sign_in("nguyễn AN", PASSWORD), 303);
    owner
}

/// Adds an account, and returns its first password.
fn added(venue: &Venue, name: &str, role: AccountRole) -> String {
    let database = venue.exhibition();
    accounts::add(&*database, &name.parse().unwrap(), role, OPENING).unwrap()
}

#[test]
fn desk_reminds_of_the_recovery_sheet_until_it_is_opened() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    let is_reminded = |owner: &mut Person| {
        let (status, page) = owner.get("/admin?lang=en");
        assert_eq!(status, 200);
        page.contains("recovery sheet was not printed")
    };
    assert!(is_reminded(&mut owner));
    assert!(
        is_reminded(&mut owner),
        "opening another page is not enough"
    );
    assert_eq!(owner.get("/admin/recovery-sheet").0, 200);
    assert!(!is_reminded(&mut owner));
    // The paper lacks a key that came later.
    keys::add(&venue.database(), OPENING).unwrap();
    assert!(is_reminded(&mut owner));
    assert_eq!(owner.get("/admin/recovery-sheet").0, 200);
    assert!(!is_reminded(&mut owner));
}

#[test]
fn desk_is_open_until_it_has_an_owner() {
    let venue = Venue::open();
    let mut owner = Person::at(&venue);
    assert_eq!(owner.get("/").0, 200);
    assert_eq!(owner.get("/admin"), (303, "/admin/owner".to_owned()));
    let form = [("name", "An"), ("password", PASSWORD), ("again", PASSWORD)];
    for (at, typed) in [(1, "short"), (2, "other password"), (0, " ")] {
        let mut form = form;
        form[at].1 = typed;
        assert_eq!(owner.enter("/admin/owner", &form), 200, "{typed}");
        assert_eq!(owner.cookie, "");
    }
    assert_eq!(owner.enter("/admin/owner", &form), 303);
    assert!(owner.get("/admin").1.contains("Xin chào, An"));
    assert!(owner.get("/admin?lang=en").1.contains("Hello, An"));
    assert_eq!(owner.get("/").0, 200);
    assert_eq!(owner.get("/api/v1/totals").0, 200);
    let mut stranger = Person::at(&venue);
    let sign_in = |to: &str| (303, format!("/admin/sign-in?to={to}"));
    assert_eq!(stranger.get("/"), sign_in("/"));
    assert_eq!(stranger.get("/admin/audit"), sign_in("/admin/audit"));
    for path in ["/api/v1/totals", "/api/v1/live"] {
        assert_eq!(stranger.get(path).0, 401, "{path}");
    }
    // Nobody else becomes the owner.
    assert_eq!(stranger.enter("/admin/owner", &form), 303);
    assert_eq!(stranger.cookie, "");
}

#[test]
fn wrong_passwords_slow_down_and_shut_nobody_out() {
    let venue = Venue::open();
    owned(&venue);
    let mut person = Person::at(&venue);
    // A name that nobody has is answered the same.
    for name in ["nguyễn an", "ai đó", "nguyễn an", "nguyễn an"] {
        assert_eq!(person.sign_in(name, "wrong password"), 403);
    }
    let start = Instant::now();
    assert_eq!(person.sign_in("nguyễn an", PASSWORD), 303);
    assert!(start.elapsed() >= Duration::from_secs(1));
}

#[test]
fn form_of_another_site_or_session_is_refused() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    let form = [("name", "Bình"), ("role", "viewer")];
    let other = owner.token.clone();
    assert_eq!(owner.sign_in("Nguyễn An", PASSWORD), 303);
    let own = format!("/admin/accounts?token={}", owner.token);
    for (path, sent) in [
        ("/admin/accounts".to_owned(), vec![]),
        (format!("/admin/accounts?token={other}"), vec![]),
        (own.clone(), vec![("sec-fetch-site", "cross-site")]),
        (own.clone(), vec![("origin", "http://evil.example")]),
    ] {
        let answer = owner.post(&path, &form, &sent);
        assert_eq!(answer.status(), 403, "{path} {sent:?}");
    }
    assert!(!owner.get("/admin/accounts").1.contains("Bình"));
    let sent = [("sec-fetch-site", "same-origin")];
    assert_eq!(owner.post(&own, &form, &sent).status(), 200);
    assert!(owner.get("/admin/accounts").1.contains("Bình"));
}

/// Returns somebody of a role, who is signed in with a password of their own.
pub(crate) fn member(venue: &Venue, role: AccountRole) -> Person<'_> {
    let name = role.kind();
    let given = added(venue, name, role);
    let mut person = Person::at(venue);
    assert_eq!(person.sign_in(name, &given), 303);
    // The first password is good for nothing else.
    let to_password = (303, "/admin/password".to_owned());
    assert_eq!(person.get("/admin/audit"), to_password);
    assert_eq!(person.get("/"), to_password);
    assert_eq!(person.get("/api/v1/totals").0, 401);
    person.get("/admin/password");
    let form = [
        ("old", &*given),
        ("password", PASSWORD),
        ("again", PASSWORD),
    ];
    assert_eq!(person.send("/admin/password", &form).0, 303);
    person
}

#[test]
fn each_role_opens_its_own_pages() {
    let mut venue = Venue::closed();
    venue.show_sample();
    venue.start();
    let (_, page) = owned(&venue).get("/admin/password");
    let (menu, _) = page.split_once("</nav><main").unwrap();
    assert!(menu.ends_with("<a href=\"/admin/closing\">Kết thúc triển lãm</a>"));
    let exhibitor = AccountRole::Exhibitor(BoothNumber(12));
    for (role, totals, tickets, audit) in [
        (exhibitor, 403, 403, 403),
        (AccountRole::Viewer, 200, 403, 403),
        (AccountRole::DoorLead, 200, 200, 403),
        (AccountRole::Organiser, 200, 200, 200),
    ] {
        let name = role.kind();
        let mut person = member(&venue, role);
        assert_eq!(person.get("/api/v1/totals").0, totals, "{name}");
        for path in [
            "/admin/reports",
            "/admin/reports/2024-09-05",
            "/admin/reports/all/print",
            "/admin/reports/all/report.xlsx",
            "/admin/reports/all/booths.csv",
            "/admin/certificates",
            "/admin/booths/13",
            "/admin/booths/13/certificate",
            "/admin/booths/13/visits.csv",
        ] {
            assert_eq!(person.status(path), totals, "{name} {path}");
        }
        // What visitors wrote to an exhibitor is for that exhibitor alone.
        let own = if role == exhibitor { 200 } else { 403 };
        for (path, expected) in [
            ("/admin/booths/12", 200),
            ("/admin/booths/12/certificate", 200),
            ("/admin/booths/12/contacts.csv", own),
            ("/admin/booths/13/contacts.csv", 403),
            ("/admin/booth", if role == exhibitor { 303 } else { 403 }),
        ] {
            assert_eq!(person.status(path), expected, "{name} {path}");
        }
        assert_eq!(person.get("/admin/audit").0, audit, "{name}");
        assert_eq!(person.get("/admin/inbox").0, audit, "{name}");
        let menu = person.get("/admin/password").1;
        assert!(!menu.contains("href=\"/admin/closing\""), "{name}");
        for path in [
            "/admin/people",
            "/admin/people/network.csv",
            "/admin/people/person",
            "/admin/closing",
            "/admin/closing/archive.zip",
            "/admin/backups",
            "/admin/backups/restore",
        ] {
            assert_eq!(person.status(path) == 403, audit == 403, "{name} {path}");
            let sent = person.send(path, &[("act", "nothing")]).0;
            let is_form = !path.contains('.');
            assert!(!is_form || (sent == 403) == (audit == 403), "{name} {path}");
        }
        assert_eq!(person.get("/admin/exhibition").0, audit, "{name}");
        let sent = person.send_file("/admin/exhibition/upload", b"MZ").0;
        assert_eq!(sent, audit, "{name}");
        for path in ["issue", "many", "batches/1-2"] {
            let status = person.get(&format!("/admin/tickets/{path}")).0;
            let expected = if path == "batches/1-2" && audit == 200 {
                404
            } else {
                audit
            };
            assert_eq!(status, expected, "{name} {path}");
        }
        let issued = person.send_file("/admin/tickets/issue", b"An\n").0;
        assert_eq!(issued, if audit == 200 { 422 } else { 403 }, "{name}");
        assert_eq!(person.get("/admin/tickets/rules").0, tickets, "{name}");
        let many = [("act", "revoke"), ("numbers", "1-9")];
        assert_eq!(
            person.send("/admin/tickets/many/change", &many).0,
            audit,
            "{name}"
        );
        assert_eq!(person.get("/admin/staff").0, audit, "{name}");
        assert_eq!(person.get("/admin/kiosks").0, tickets, "{name}");
        for act in ["invite", "welcome"] {
            let sent = person.send("/admin/kiosks", &[("act", act), ("role", "door")]);
            assert_eq!(sent.0, audit, "{name} {act}");
        }
        for act in ["replace", "renew", "quarantine", "remove"] {
            let sent = person.send("/admin/kiosks/X9", &[("act", act)]).0;
            assert_eq!(sent, if audit == 200 { 404 } else { 403 }, "{name} {act}");
        }
        assert_eq!(person.get("/admin/tickets?q=7").0, tickets, "{name}");
        let revoked = person.send("/admin/tickets/7", &[("act", "revoke")]).0;
        assert_eq!(revoked, if tickets == 200 { 404 } else { 403 }, "{name}");
        assert_eq!(person.get("/admin/accounts").0, 403, "{name}");
        assert_eq!(person.send("/admin/accounts", &[("name", "x")]).0, 403);
    }
}

#[test]
fn session_ends_at_sign_out_and_after_idle_hours() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    assert_eq!(owner.get("/api/v1/totals").0, 200);
    assert_eq!(owner.send("/admin/sign-out", &[]).0, 303);
    assert_eq!(owner.get("/api/v1/totals").0, 401);
    assert_eq!(owner.sign_in("Nguyễn An", PASSWORD), 303);
    let hours = |count: i64| OPENING.plus(count * 60 * MINUTE);
    venue.set_clock(hours(11));
    assert_eq!(owner.get("/admin").0, 200);
    Venue::until("the use is noted", || {
        let accounts = venue.exhibition().read().unwrap().accounts().unwrap();
        accounts
            .sessions
            .values()
            .any(|it| it.last_used == hours(11))
    });
    venue.set_clock(hours(22));
    Venue::until("the server has read it", || {
        Person {
            cookie: owner.cookie.clone(),
            ..Person::at(&venue)
        }
        .get("/api/v1/totals")
        .0 == 200
    });
    venue.set_clock(hours(35));
    assert_eq!(owner.get("/api/v1/totals").0, 401);
}

#[test]
fn owner_manages_accounts_and_the_log_tells() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    let change = |owner: &Person<'_>, name: &str, what: &str| {
        let form = [("name", name), ("change", what), ("role", "organiser")];
        owner.send("/admin/accounts/change", &form)
    };
    assert!(change(&owner, "nguyễn an", "role").1.contains("duy nhất"));
    assert!(change(&owner, "nguyễn an", "remove").1.contains("duy nhất"));
    let (status, page) = owner.send("/admin/accounts", &[("name", "Bình"), ("role", "viewer")]);
    assert_eq!(status, 200);
    let (_, rest) = page.split_once("translate=\"no\">").unwrap();
    let given = &rest[..19];
    let mut viewer = Person::at(&venue);
    assert_eq!(viewer.sign_in("bình", given), 303);
    assert_eq!(change(&owner, "Bình", "password").0, 200);
    assert_eq!(viewer.get("/admin/password").0, 303, "signed out");
    assert_eq!(viewer.sign_in("bình", given), 403);
    assert_eq!(change(&owner, "Bình", "role").0, 303);
    assert_eq!(change(&owner, "Bình", "remove").0, 303);
    let (_, log) = owner.get("/admin/audit?thing=B%C3%ACnh&lang=en");
    let row =
        "<td>Nguyễn An</td><td>Role changed</td><td>Bình</td><td>Viewer</td><td>Organiser</td>";
    assert!(log.contains(row), "{log}");
    assert_eq!(log.matches("<td class=\"when\">").count(), 4);
    added(&venue, "Cúc", AccountRole::Viewer);
    let (_, log) = owner.get("/admin/audit?author=command+line&lang=en");
    assert!(
        log.contains("<td>command line</td><td>Account added</td>"),
        "{log}"
    );
    assert_eq!(owner.get("/admin/nothing").0, 404);
}

#[test]
fn owner_gets_a_new_password_on_the_computer() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    let (_, page) = Person::at(&venue).get("/admin/sign-in?lang=en");
    assert!(page.contains("If you are the owner"), "{page}");
    let data = venue.data();
    let account =
        |act: &[&str]| said(&run(&[&["account"], act, &["--data", text(&data)]].concat()));
    assert_eq!(account(&["list"]), "Nguyễn An\towner\n");
    let nobody = account(&["reset", "--name", "Bình"]);
    assert!(nobody.contains("no account of this name"), "{nobody}");
    let made = account(&["reset", "--name", "nguyễn an"]);
    let given = made.lines().next().unwrap().rsplit(' ').next().unwrap();
    Venue::until("the open session ends", || {
        owner.get("/admin/password").0 == 303
    });
    assert_eq!(owner.sign_in("Nguyễn An", PASSWORD), 403);
    assert_eq!(owner.sign_in("Nguyễn An", given), 303);
    let (_, page) = owner.get("/admin/password?lang=en");
    let form = [("old", given), ("password", PASSWORD), ("again", PASSWORD)];
    assert_eq!(owner.send("/admin/password", &form).0, 303, "{page}");
    let (_, log) = owner.get("/admin/audit?author=command+line&lang=en");
    let row = "<td>command line</td><td>New password given</td><td>Nguyễn An</td>";
    assert!(log.contains(row), "{log}");
}

/// Returns the code that an app shows at the opening (RFC 6238).
fn app_code(key: &[u8]) -> String {
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, key);
    let tag = ring::hmac::sign(&key, &(OPENING.0 as u64 / 30_000).to_be_bytes());
    let at = usize::from(tag.as_ref()[19] & 15);
    let number = u32::from_be_bytes(tag.as_ref()[at..at + 4].try_into().unwrap());
    format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
}

#[test]
fn one_time_code_is_needed_and_good_once() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    let shown_key = |owner: &mut Person<'_>| {
        let (_, page) = owner.get("/admin/codes");
        let (_, rest) = page.split_once("name=\"key\" value=\"").unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    let key = &*shown_key(&mut owner);
    assert_eq!(key.len(), 40, "160 bits");
    assert_ne!(shown_key(&mut owner), key);
    let send = |owner: &Person<'_>, key: &str, code: &str| {
        owner
            .send("/admin/codes", &[("key", key), ("code", code)])
            .0
    };
    for weak in [&key[..2], &key[..38]] {
        let code = app_code(&hex::decode(weak).unwrap());
        assert_eq!(send(&owner, weak, &code), 403, "{weak}");
    }
    assert_eq!(send(&owner, "no key", "000000"), 403);
    let code = app_code(&hex::decode(key).unwrap());
    assert_eq!(send(&owner, key, "000000"), 200);
    assert_eq!(send(&owner, key, &code), 303);
    // An open session does not put another key in the place of that one.
    let other = &"ab".repeat(20);
    let code_of_other = app_code(&hex::decode(other).unwrap());
    assert_eq!(send(&owner, other, &code_of_other), 200);
    let mut later = Person::at(&venue);
    let mut sign_in = |code: &str| {
        let who = [("name", "Nguyễn An"), ("password", PASSWORD)];
        later.enter("/admin/sign-in", &[who[0], who[1], ("code", code)])
    };
    assert_eq!(sign_in(""), 403);
    assert_eq!(sign_in(&code), 403, "used already");
    // Who lost the phone is given a new password by another owner.
    assert!(owner.get("/admin/codes").1.contains("bỏ"));
}
