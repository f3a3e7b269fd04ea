//! Three listeners: each answers its own audience, and says where the others are.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use sync_server::operations::links::{LinkKind, make_link, revoke_link};
use ureq::http::Response;
use ureq::{Agent, Body};

use crate::kiosk::code;
use crate::venue::Venue;

fn agent() -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0);
    config.build().into()
}

fn get(url: &str) -> Response<Body> {
    agent().get(url).call().unwrap()
}

/// The sample exhibition, which has booths.
fn sample() -> Venue {
    let mut venue = Venue::closed();
    venue.show_sample();
    venue.start();
    venue
}

fn text(mut answer: Response<Body>) -> String {
    answer.body_mut().read_to_string().unwrap()
}

#[test]
fn each_listener_answers_its_own_audience() {
    let venue = sample();
    let addresses = venue.addresses();
    let [devices, desk, public] = [addresses.devices, addresses.desk, addresses.public];
    let (feed, totals) = ("/api/v1/feed", "/api/v1/totals");
    for (listener, path, status) in [
        (devices, feed, 401),
        (devices, "/healthz", 200),
        (devices, totals, 404),
        (devices, "/api/v1/live", 404),
        (devices, "/", 404),
        (devices, "/b/12?from=main", 307),
        (desk, totals, 200),
        (desk, "/", 200),
        (desk, "/healthz", 200),
        (desk, feed, 404),
        (desk, "/b", 404),
        (public, "/b", 200),
        (public, "/icon.svg", 200),
        (public, "/", 307),
        (public, feed, 404),
        (public, totals, 404),
        (public, "/api/v1/live", 404),
        (public, "/healthz", 404),
        (public, "/dashboard.js", 404),
        (public, "/live.js", 404),
    ] {
        let answer = get(&format!("http://{listener}{path}"));
        assert_eq!(answer.status(), status, "{listener}{path}");
        if status == 404 {
            let told = text(answer);
            for port in [devices, desk, public].map(|it| it.port().to_string()) {
                assert!(told.contains(&port), "{told}");
            }
            assert!(told.contains("sync-server wall link"), "{told}");
        }
    }
}

#[test]
fn code_on_a_kiosk_leads_phones_to_their_pages() {
    let venue = sample();
    let addresses = venue.addresses();
    let led = get(&format!(
        "http://{}/b/12?from=main&lang=en",
        addresses.devices
    ));
    let expected = format!("http://{}/b/12?from=main&lang=en", addresses.public);
    assert_eq!(led.headers()["location"], expected);
    assert_eq!(get(&expected).status(), 200);
    let kiosk = venue.kiosk("A1");
    let told = kiosk.feed(&venue, "", 0, 0).phones_port;
    assert_eq!(told, Some(addresses.public.port()));
}

#[test]
fn desk_answers_to_its_own_name_alone() {
    let venue = Venue::open();
    let desk = venue.addresses().desk;
    for (host, status) in [
        (format!("localhost:{}", desk.port()), "200"),
        (desk.to_string(), "200"),
        ("rebound.example".to_owned(), "403"),
        (format!("192.168.1.10:{}", desk.port()), "403"),
    ] {
        let mut stream = TcpStream::connect(desk).unwrap();
        let request =
            format!("GET /api/v1/totals HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status}")),
            "{host}: {answer}"
        );
    }
}

#[test]
fn wall_link_shows_totals_until_it_is_revoked() {
    let venue = Venue::open();
    venue.kiosk("A1").entry(1, 0).push(&venue);
    let secret = make_link(&*venue.exhibition(), LinkKind::Wall).unwrap();
    assert_eq!(secret.len(), 32, "128 bits");
    let wall = |path: &str| venue.url(&format!("/wall/{secret}{path}"));
    let page = text(get(&wall("/")));
    assert!(
        page.contains("dashboard.js") && !page.contains("=\"/"),
        "{page}"
    );
    for path in ["/dashboard.js", "/fonts/BeVietnamPro-Regular.ttf"] {
        assert_eq!(get(&wall(path)).status(), 200, "{path}");
    }
    let totals = text(get(&wall("/api/v1/totals")));
    assert!(totals.contains("\"entries\":2"), "{totals}");
    assert!(
        !totals.contains("A1") && !totals.contains("main"),
        "{totals}"
    );
    let mut stream = get(&wall("/api/v1/live")).into_body().into_reader();
    let mut head = [0; 14];
    stream.read_exact(&mut head).unwrap();
    assert_eq!(&head, b"event: totals\n");
    assert!(revoke_link(&*venue.exhibition(), LinkKind::Wall).unwrap());
    let mut rest = Vec::new();
    // It ends by itself, and the test with it.
    let _ = stream.read_to_end(&mut rest);
    assert!(!String::from_utf8_lossy(&rest).contains("A1"));
    let refused = get(&wall("/api/v1/totals"));
    assert_eq!(refused.status(), 403);
    assert_eq!(code(&text(refused)), "wrong_link");
}

#[test]
fn new_link_ends_the_one_before() {
    let venue = Venue::open();
    let make = || make_link(&*venue.exhibition(), LinkKind::Wall).unwrap();
    let (first, second) = (make(), make());
    let is_open =
        |secret: &str| get(&venue.url(&format!("/wall/{secret}/api/v1/totals"))).status() == 200;
    assert!(is_open(&second));
    assert!(!is_open(&first) && !is_open("") && !is_open(&"0".repeat(32)));
    // One kind opens nothing of the other.
    let desk = make_link(&*venue.exhibition(), LinkKind::Desk).unwrap();
    assert!(!is_open(&desk) && is_open(&second));
}

#[test]
fn client_guesses_one_link_a_second() {
    const GUESSES: usize = 2;
    let venue = Venue::open();
    let secret = make_link(&*venue.exhibition(), LinkKind::Wall).unwrap();
    let wall = |secret: &str| venue.url(&format!("/wall/{secret}/api/v1/totals"));
    let began = Instant::now();
    let guesses = [(); GUESSES].map(|()| {
        let url = wall(&"0".repeat(32));
        thread::spawn(move || get(&url).status())
    });
    assert_eq!(get(&wall(&secret)).status(), 200, "no guess delays it");
    for guess in guesses {
        assert_eq!(guess.join().unwrap(), 403);
    }
    // Both at once would take one second.
    assert!(began.elapsed() >= Duration::from_secs(GUESSES as u64));
}
