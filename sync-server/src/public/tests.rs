use axum::http::{HeaderMap, HeaderValue, header};
use shared::catalogue::{Catalogue, Localized};
use shared::ids::BoothNumber;

use super::visitor::{Asked, Visitor};
use super::{booth, list};

fn sample() -> Catalogue {
    crate::setup::sample_catalogue().unwrap()
}

fn asked(query: &str) -> Visitor {
    let uri = format!("/b/1?{query}").parse().unwrap();
    let asked = axum::extract::Query::<Asked>::try_from_uri(&uri).ok();
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("vi"));
    Visitor::new(asked.map(|axum::extract::Query(asked)| asked), &headers)
}

fn page(catalogue: &Catalogue, number: u16, query: &str) -> String {
    let found = catalogue.booth(BoothNumber(number)).unwrap();
    booth::page(catalogue, found, &asked(query)).into_string()
}

#[test]
fn every_booth_is_led_to_from_every_kiosk_with_steps_and_without() {
    let catalogue = sample();
    let plan = catalogue.plan.as_ref().unwrap();
    let steps = "cầu thang";
    for stand in &plan.stands {
        for found in &catalogue.booths {
            let from = format!("from={}&lang=vi", stand.name());
            let way = page(&catalogue, found.number.0, &from);
            assert!(way.contains("class=\"turns\""), "{from} {}", found.number);
            let step_free = page(&catalogue, found.number.0, &format!("{from}&steps=no"));
            let turns = step_free.split("class=\"turns\"").nth(1).unwrap();
            let turns = turns.split("</ol>").next().unwrap();
            assert!(!turns.contains(steps) && !turns.contains("bậc"), "{turns}");
        }
    }
}

#[test]
fn whoever_comes_from_nowhere_known_is_asked_where_they_are() {
    let catalogue = sample();
    for query in ["", "from=moon", "from=%3Cscript%3E", "from="] {
        let page = page(&catalogue, 12, query);
        assert!(page.contains("Quý khách đang ở đâu?"), "{query}");
        assert!(page.contains("/b/12?from=main&amp;lang=vi"), "{query}");
        assert!(!page.contains("<script"), "{query}");
    }
}

#[test]
fn nothing_that_organisers_write_becomes_markup() {
    let mut catalogue = sample();
    let evil = "</p><script>alert(1)</script>\"'&";
    let text = Localized([("vi".to_owned(), evil.to_owned())].into());
    catalogue.name = text.clone();
    catalogue.venue = text.clone();
    for found in &mut catalogue.booths {
        found.name = text.clone();
        found.producer = text.clone();
        found.description = text.clone();
        found.products = vec![text.clone()];
        for practice in &mut found.practices {
            practice.text = text.clone();
        }
    }
    for village in &mut catalogue.villages {
        village.name = text.clone();
    }
    for level in &mut catalogue.plan.as_mut().unwrap().levels {
        level.name = text.clone();
    }
    for page in [
        page(&catalogue, 5, "from=upper"),
        list::page(&catalogue, &asked("")).into_string(),
    ] {
        assert!(!page.contains("<script") && page.contains("&lt;script&gt;"));
        assert!(
            !page.contains("\"'"),
            "attributes are closed by nobody else"
        );
    }
}

#[test]
fn a_page_is_light_and_brings_nothing_that_runs() {
    let catalogue = sample();
    let style = include_str!("../../../assets/public/public.css");
    for query in ["from=upper&lang=vi", "lang=en", "from=main&steps=no"] {
        let page = page(&catalogue, 71, query);
        assert!(page.len() + style.len() < 60_000, "{}", page.len());
        for word in ["<script", "style=\"", "http://", "https://", "onclick"] {
            assert!(!page.contains(word), "{word}");
        }
    }
    let list = list::page(&catalogue, &asked("")).into_string();
    assert!(list.len() + style.len() < 60_000);
}

#[test]
fn without_a_plan_the_booth_is_all_there_is() {
    let mut catalogue = sample();
    catalogue.plan = None;
    let page = page(&catalogue, 71, "from=main&lang=en");
    assert!(page.contains("Booth 71") && !page.contains("<svg"));
}
