//! What other programs read and change: tokens, scopes, and every operation of the API.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use shared::checkin::{Direction, Reason};
use shared::ids::{GateId, TicketNumber, TicketType};
use shared::record::Fact;
use sync_server::operations::api_tokens::{self, TokenRequest};
use sync_server::operations::trust;
use sync_server::ports::{ApiScope, ChangeQuery};
use sync_server::tickets::{IssueRequest, issue_to};

use crate::desk::owned;
use crate::kiosk::{claims, code};
use crate::venue::{MINUTE, OPENING, Venue};

/// Makes a token that is good for an hour.
fn token(venue: &Venue, name: &str, scopes: &[ApiScope]) -> String {
    token_for(venue, name, scopes, 60 * MINUTE)
}

fn token_for(venue: &Venue, name: &str, scopes: &[ApiScope], ms: i64) -> String {
    let request = TokenRequest {
        name: name.to_owned(),
        scopes: scopes.iter().copied().collect::<BTreeSet<_>>(),
        expires: Some(OPENING.plus(ms)),
    };
    api_tokens::make(&*venue.exhibition(), &request, OPENING).unwrap()
}

/// Asks as a program does; returns the status and the answer.
fn ask(
    venue: &Venue,
    method: &str,
    path: &str,
    token: &str,
    body: Option<&Value>,
) -> (u16, String) {
    ask_keyed(venue, method, path, token, "", body)
}

/// Does the same under a key, if there is one.
fn ask_keyed(
    venue: &Venue,
    method: &str,
    path: &str,
    token: &str,
    key: &str,
    body: Option<&Value>,
) -> (u16, String) {
    let request = ureq::http::Request::builder()
        .method(method)
        .uri(venue.url(path))
        .header("content-type", "application/json");
    let request = match token {
        "" => request,
        token => request.header("authorization", format!("Bearer {token}")),
    };
    let request = match key {
        "" => request,
        key => request.header("idempotency-key", key),
    };
    let body = body.map(Value::to_string).unwrap_or_default();
    let request = request.body(body).unwrap();
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .allow_non_standard_methods(true)
        .build();
    let mut answer = ureq::Agent::from(config).run(request).unwrap();
    let text = answer.body_mut().read_to_string().unwrap();
    (answer.status().as_u16(), text)
}

fn get(venue: &Venue, path: &str, token: &str) -> (u16, String) {
    ask(venue, "GET", path, token, None)
}

fn json_of(venue: &Venue, path: &str, token: &str) -> Value {
    let (status, text) = get(venue, path, token);
    assert_eq!(status, 200, "{path}: {text}");
    serde_json::from_str(&text).unwrap()
}

#[test]
fn token_opens_what_its_scopes_say() {
    let venue = Venue::open();
    let totals = token(&venue, "totals", &[ApiScope::Totals]);
    let tickets = token(&venue, "tickets", &[ApiScope::Tickets]);
    let metrics = token(&venue, "metrics", &[ApiScope::Metrics]);
    for (path, opens) in [
        ("/api/v1/exhibition", &totals),
        ("/api/v1/booths", &totals),
        ("/api/v1/programme", &totals),
        ("/api/v1/totals", &totals),
        ("/api/v1/kiosks", &totals),
        ("/api/v1/reports", &totals),
        ("/api/v1/reports/2024-09-05", &totals),
        ("/api/v1/tickets?q=1", &tickets),
        ("/api/v1/passages", &tickets),
        ("/metrics", &metrics),
    ] {
        for token in [&totals, &tickets, &metrics] {
            let expected = if token == opens { 200 } else { 403 };
            let (status, text) = get(&venue, path, token);
            assert_eq!(status, expected, "{path}: {text}");
        }
        assert_eq!(get(&venue, path, "exh_00").0, 401, "{path}");
        let (status, text) = get(&venue, &format!("{path}?token={opens}"), opens);
        assert_eq!((status, &*code(&text)), (400, "token_in_address"), "{path}");
    }
    // An operation that changes something needs a scope of its own.
    let body = json!({"status": "revoked"});
    let path = "/api/v1/tickets/1/status";
    for token in [&totals, &tickets] {
        assert_eq!(ask(&venue, "PUT", path, token, Some(&body)).0, 403);
        assert_eq!(
            ask(&venue, "POST", "/api/v1/tickets", token, Some(&body)).0,
            403
        );
    }
    assert_eq!(get(&venue, "/api/v1/exhibition", "").0, 401);
    assert_eq!(get(&venue, "/api/v1/reports/2024-09-01", &totals).0, 404);
    assert_eq!(get(&venue, "/api/v1/passages?limit=0", &tickets).0, 400);
    assert_eq!(get(&venue, "/api/v1/passages?more=1", &tickets).0, 400);
    assert_eq!(get(&venue, "/api/v1/tickets?q=", &tickets).0, 400);
    // Revoked and expired ones open nothing.
    let database = venue.exhibition();
    let listed = api_tokens::list(&*database).unwrap();
    let id = listed.iter().find(|it| it.name == "totals").unwrap().id;
    Venue::until("its use is noted", || {
        let listed = api_tokens::list(&*database).unwrap();
        listed
            .iter()
            .any(|it| it.id == id && it.last_used == Some(OPENING))
    });
    api_tokens::revoke(&*database, id).unwrap();
    Venue::until("the server knows", || {
        get(&venue, "/api/v1/booths", &totals).0 == 401
    });
    assert_eq!(get(&venue, "/api/v1/totals", &totals).0, 401);
    assert_eq!(get(&venue, "/api/v1/passages", &tickets).0, 200);
    venue.set_clock(OPENING.plus(60 * MINUTE));
    let (status, text) = get(&venue, "/api/v1/passages", &tickets);
    assert_eq!((status, &*code(&text)), (401, "unknown_token"));
}

#[test]
fn guessed_tokens_are_soon_turned_away() {
    let venue = Venue::open();
    let statuses = (0..40).map(|n| get(&venue, "/api/v1/booths", &format!("exh_{n}")).0);
    let statuses: Vec<u16> = statuses.collect();
    assert_eq!(statuses[..20], [401; 20]);
    assert!(statuses[20..].contains(&429), "{statuses:?}");
    let good = token(&venue, "good", &[ApiScope::Totals]);
    venue.kiosk("A1");
    assert_eq!(get(&venue, "/api/v1/booths", &good).0, 200);
}

#[test]
fn program_issues_and_revokes_tickets() {
    let venue = Venue::open();
    let request = IssueRequest {
        count: 1,
        kind: "visitor".to_owned(),
        days: 1,
        party: None,
    };
    let holders = ["Nguyễn Thị Hoa".to_owned()];
    issue_to(&*venue.exhibition(), &request, &holders, OPENING).unwrap();
    let change = token(
        &venue,
        "The shop",
        &[ApiScope::Tickets, ApiScope::ChangeTickets],
    );
    let people = token(&venue, "people", &[ApiScope::Tickets, ApiScope::People]);
    let holder = |found: &Value| found["tickets"][0]["holder"].clone();
    assert_eq!(
        holder(&json_of(&venue, "/api/v1/tickets?q=1", &change)),
        Value::Null
    );
    let found = json_of(&venue, "/api/v1/tickets?q=hoa", &people);
    assert_eq!(holder(&found), holders[0]);
    let found = json_of(&venue, "/api/v1/tickets?q=hoa", &change);
    assert_eq!(
        found["tickets"],
        json!([]),
        "a name is not found without the scope"
    );

    let body = json!({"kind": "visitor", "count": 2, "days": ["2024-09-06"], "names": ["An"]});
    let (status, text) = ask(&venue, "POST", "/api/v1/tickets", &change, Some(&body));
    assert_eq!(status, 201, "{text}");
    let issued: Value = serde_json::from_str(&text).unwrap();
    let ticket = &issued["tickets"][1];
    assert_eq!(ticket["dates"], json!(["2024-09-06"]));
    for (body, status) in [
        (json!({"kind": "nobody"}), 422),
        (json!({"kind": "visitor", "days": ["2024-09-01"]}), 422),
        (json!({"kind": "visitor", "count": 0}), 422),
        (json!({"kind": "visitor", "names": ["a", "b"]}), 422),
        (json!({"kind": "visitor", "kinds": 1}), 400),
        (json!({}), 400),
    ] {
        let (found, text) = ask(&venue, "POST", "/api/v1/tickets", &change, Some(&body));
        assert_eq!(found, status, "{text}");
        code(&text);
    }
    let path = format!("/api/v1/tickets/{}", ticket["short_code"].as_str().unwrap());
    assert_eq!(json_of(&venue, &path, &change)["status"], "valid");
    let status_path = format!("{path}/status");
    let revoked = json!({"status": "revoked"});
    for _ in 0..2 {
        let (status, text) = ask(&venue, "PUT", &status_path, &change, Some(&revoked));
        assert_eq!(status, 200, "{text}");
    }
    let story = json_of(&venue, &format!("{path}/story"), &change);
    assert_eq!(story["ticket"]["status"], "revoked");
    // The second time changed nothing.
    let events = story["events"].as_array().unwrap();
    assert_eq!(events.len(), 1, "{events:?}");
    assert_eq!(events[0]["event"], "status");
    for unknown in ["999", "0000000000", "hoa"] {
        let (status, text) = get(&venue, &format!("/api/v1/tickets/{unknown}"), &change);
        assert_eq!((status, &*code(&text)), (404, "no_ticket"));
    }
    let query = ChangeQuery {
        author: Some("token The shop".to_owned()),
        limit: 9,
        ..ChangeQuery::default()
    };
    let changes = venue.exhibition().read().unwrap().changes(&query).unwrap();
    let what: Vec<_> = changes.iter().map(|it| &*it.what).collect();
    assert_eq!(what, ["ticket_revoked", "tickets_issued"]);
}

#[test]
fn repeated_write_is_done_once() {
    for mut venue in [Venue::closed(), Venue::closed_in_postgres()] {
        venue.start();
        let [shop, other] = ["The shop", "Another"]
            .map(|name| token(&venue, name, &[ApiScope::Tickets, ApiScope::ChangeTickets]));
        let path = "/api/v1/tickets";
        let body = json!({"kind": "visitor", "count": 2, "names": ["An"]});
        let issue = |token: &str, key: &str, body: &Value| {
            ask_keyed(&venue, "POST", path, token, key, Some(body))
        };
        let first = issue(&shop, "order-17", &body);
        assert_eq!(first.0, 201, "{}", first.1);
        assert_eq!(issue(&shop, "order-17", &body), first);
        let (status, text) = issue(&shop, "order-17", &json!({"kind": "visitor"}));
        assert_eq!((status, &*code(&text)), (422, "refused"), "{text}");
        for bad in ["two words", &"k".repeat(256)] {
            let (status, text) = issue(&shop, bad, &body);
            assert_eq!((status, &*code(&text)), (400, "query"), "{text}");
        }
        for (token, key) in [(&shop, "order-18"), (&other, "order-17"), (&shop, "")] {
            let (status, text) = issue(token, key, &body);
            assert!(status == 201 && text != first.1, "{text}");
        }
        let count = || venue.exhibition().read().unwrap().count_tickets().unwrap();
        assert_eq!(count(), 8);
        // Many at once, as by an impatient program.
        std::thread::scope(|scope| {
            let asked = [(); 4].map(|()| scope.spawn(|| issue(&shop, "order-19", &body)));
            let answers = asked.map(|it| it.join().unwrap());
            assert!(answers.iter().all(|it| *it == answers[0] && it.0 == 201));
        });
        assert_eq!(count(), 10);

        // What came late does not take back what was decided meanwhile.
        let path = "/api/v1/tickets/1/status";
        let set = |key: &str, status: &str| {
            let body = json!({"status": status});
            let (code, text) = ask_keyed(&venue, "PUT", path, &shop, key, Some(&body));
            assert_eq!(code, 200, "{text}");
            let ticket: Value = serde_json::from_str(&text).unwrap();
            ticket["status"].as_str().unwrap().to_owned()
        };
        assert_eq!(set("refund-1", "revoked"), "revoked");
        assert_eq!(set("", "valid"), "valid");
        assert_eq!(set("refund-1", "revoked"), "valid");
        // A day later it is forgotten.
        venue.set_clock(OPENING.plus(50 * MINUTE));
        assert_eq!(issue(&shop, "order-17", &body), first);
        let scopes = [ApiScope::ChangeTickets];
        let later = token_for(&venue, "For days", &scopes, 3 * 24 * 60 * MINUTE);
        assert_eq!(issue(&later, "order-20", &body).0, 201);
        venue.set_clock(OPENING.plus(50 * MINUTE + 24 * 60 * MINUTE));
        assert_eq!(issue(&later, "order-20", &body).0, 201);
        assert_eq!(count(), 14);
    }
}

#[test]
fn passages_come_page_after_page_as_they_stand() {
    let venue = Venue::open();
    let reader = token(&venue, "reader", &[ApiScope::Tickets]);
    let mut kiosk = venue.kiosk("A1");
    kiosk.entry(7, 1).entry(8, 2).exit(7, 3).push(&venue);
    let page = |after: u64| {
        json_of(
            &venue,
            &format!("/api/v1/passages?after={after}&limit=2"),
            &reader,
        )
    };
    let first = page(0);
    assert_eq!(first["more"], true);
    let rows = first["passages"].as_array().unwrap();
    assert_eq!(
        (rows.len(), &rows[1]["ticket"], &rows[1]["people"]),
        (2, &json!(8), &json!(2))
    );
    assert_eq!(
        (&rows[0]["kind"], &rows[0]["counts"]),
        (&json!("entry"), &json!(true))
    );
    let second = page(first["next"].as_u64().unwrap());
    assert_eq!(
        (&second["more"], &second["passages"][0]["kind"]),
        (&json!(false), &json!("exit"))
    );
    // What is annulled comes once more.
    let record = rows[1]["record"].as_str().unwrap();
    let id = trust::read_record(record).unwrap();
    trust::annul(&*venue.exhibition(), &id, "An", "a mistake", OPENING).unwrap();
    let again = page(second["next"].as_u64().unwrap());
    let rows = again["passages"].as_array().unwrap();
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(
        (&*rows[0]["record"].to_string(), &rows[0]["counts"]),
        (&*json!(record).to_string(), &json!(false))
    );
}

/// Asserts that a value is what a schema of the document says, without a field that it does not name.
fn fits(document: &Value, schema: &Value, value: &Value, at: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.strip_prefix("#/components/schemas/").unwrap();
        return fits(
            document,
            &document["components"]["schemas"][name],
            value,
            at,
        );
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let is_null = |it: &&Value| it["type"] == "null";
        let chosen = choices.iter().find(|it| is_null(it) == value.is_null());
        let chosen = chosen.unwrap_or_else(|| panic!("{at}: {value} of {schema}"));
        return fits(document, chosen, value, at);
    }
    let types = match &schema["type"] {
        Value::String(one) => vec![one.as_str()],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        other => panic!("{at}: {other} of {schema}"),
    };
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    assert!(types.contains(&kind), "{at}: {value} is no {types:?}");
    if let Some(words) = schema["enum"].as_array() {
        assert!(words.contains(value), "{at}: {value} is none of {words:?}");
    }
    if let Some(least) = schema["minimum"].as_i64() {
        assert!(
            value.is_null() || value.as_i64().unwrap() >= least,
            "{at}: {value}"
        );
    }
    for item in value.as_array().into_iter().flatten() {
        fits(document, &schema["items"], item, at);
    }
    let Some(fields) = value.as_object() else {
        return;
    };
    for (name, field) in fields {
        let of_field = &schema["properties"][name];
        assert!(!of_field.is_null(), "{at}.{name} is not described");
        fits(document, of_field, field, &format!("{at}.{name}"));
    }
    for required in schema["required"].as_array().into_iter().flatten() {
        let name = required.as_str().unwrap();
        assert!(fields.contains_key(name), "{at}.{name} is missing");
    }
}

#[test]
fn passages_are_what_the_document_says() {
    let venue = Venue::open();
    let reader = token(&venue, "reader", &[ApiScope::Tickets]);
    let mut kiosk = venue.kiosk("A1");
    let gate: GateId = "main".parse().unwrap();
    let walked = |direction| Fact::Walked {
        gate: gate.clone(),
        direction,
        kind: TicketType(1),
        people: 3,
        staff: None,
    };
    let overridden = |claims| Fact::Overridden {
        gate: gate.clone(),
        claims,
        people: 1,
        refused: Some(Reason::AlreadyUsed),
        reason: "other".parse().unwrap(),
        staff: None,
    };
    kiosk.entry(7, 1).entry(8, 2).exit(7, 3);
    kiosk.fact(walked(Direction::In), 4);
    kiosk.fact(walked(Direction::Out), 5);
    kiosk.fact(overridden(Some(claims(9))), 6);
    kiosk.fact(overridden(None), 7);
    // Too long ago to count.
    kiosk.entry(10, -60 * 24 * 30).push(&venue);
    let record = "A1/1/2".to_owned();
    let id = trust::read_record(&record).unwrap();
    trust::annul(&*venue.exhibition(), &id, "An", "a mistake", OPENING).unwrap();
    let document = json_of(&venue, "/api/v1/openapi.json", "");
    let mut page = Value::Null;
    Venue::until("the annulment is told", || {
        page = json_of(&venue, "/api/v1/passages", &reader);
        let rows = page["passages"].as_array().unwrap();
        rows.iter()
            .any(|it| it["record"] == record && it["counts"] == false)
    });
    let described = &document["paths"]["/api/v1/passages"]["get"]["responses"]["200"];
    let schema = &described["content"]["application/json"]["schema"];
    fits(&document, schema, &page, "page");
    let rows = page["passages"].as_array().unwrap();
    let kinds: BTreeSet<&str> = rows.iter().filter_map(|it| it["kind"].as_str()).collect();
    let every = ["entry", "exit", "override", "walk_in", "walk_out"];
    assert_eq!(kinds, BTreeSet::from(every), "{rows:?}");
    assert!(rows.iter().any(|it| !it["set_aside"].is_null()));
    assert!(rows.iter().any(|it| it["ticket"].is_null()));
}

#[test]
fn metrics_tell_monitors_how_the_server_does() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    kiosk
        .entry(7, 1)
        .refusal(2, shared::checkin::Reason::AlreadyUsed)
        .push(&venue);
    // On this computer without a token.
    let (status, text) = get(&venue, "/metrics", "");
    assert_eq!(status, 200);
    let has = |line: &str| assert!(text.lines().any(|it| it == line), "{line} in {text}");
    let is_positive = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        let value = line.unwrap_or_else(|| panic!("{name} in {text}"));
        value.trim().parse::<f64>().unwrap() > 0.0
    };
    has("exhibition_records_taken_total 2");
    has("exhibition_entries{gate=\"main\"} 2");
    has("exhibition_refusals{reason=\"already_used\"} 1");
    has("exhibition_kiosks{state=\"connected\"} 1");
    has("exhibition_commit_seconds_bucket{le=\"+Inf\"} 1");
    for name in [
        "process_open_fds ",
        "process_resident_memory_bytes ",
        "exhibition_storage_free_bytes ",
    ] {
        assert!(is_positive(name), "{name}");
    }
    assert_eq!(get(&venue, "/readyz", ""), (200, "ok\n".to_owned()));
    let document = json_of(&venue, "/api/v1/openapi.json", "");
    assert_eq!(document["openapi"], "3.1.0");
}

#[test]
fn owner_makes_and_revokes_a_token_on_the_desk() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    assert!(owner.get("/admin/tokens").1.contains("Tạo mã truy cập"));
    let form = [
        ("act", "make"),
        ("name", "Trang web"),
        ("totals", "on"),
        ("days", "30"),
    ];
    let (status, text) = owner.send("/admin/tokens", &form);
    assert_eq!(status, 200);
    let at = text.find("exh_").unwrap();
    let secret = &text[at..at + 68];
    assert_eq!(get(&venue, "/api/v1/booths", secret).0, 200);
    assert!(
        !owner.get("/admin/tokens").1.contains("exh_"),
        "it is shown once"
    );
    let nothing = [("act", "make"), ("name", "Không quyền")];
    assert!(
        owner
            .send("/admin/tokens", &nothing)
            .1
            .contains("ít nhất một quyền")
    );
    let revoke = [("act", "revoke"), ("token", "1")];
    assert_eq!(owner.send("/admin/tokens", &revoke).0, 303);
    assert_eq!(get(&venue, "/api/v1/booths", secret).0, 401);
    let audit = owner.get("/admin/audit").1;
    assert!(audit.contains("Tạo mã truy cập") && audit.contains("Thu hồi mã truy cập"));
    let (status, docs) = owner.get("/admin/api");
    assert_eq!(status, 200);
    for part in [
        "Phát hành vé",
        "/api/v1/passages",
        "id=\"schema-Totals\"",
        "tickets.change",
    ] {
        assert!(docs.contains(part), "{part}");
    }
    assert!(owner.get("/admin/api?lang=en").1.contains("Issue tickets"));
    let story = TicketNumber(1);
    assert_eq!(
        get(&venue, &format!("/api/v1/tickets/{story}"), secret).0,
        401
    );
}
