use axum::http::{HeaderMap, HeaderValue, header};
use shared::catalogue::{Catalogue, Localized, PlaceKind};
use shared::ids::BoothNumber;
use shared::route::Destination;
use shared::time::UnixMs;

use super::programme::{self, Now};
use super::visitor::{PageQuery, Visitor};
use super::{area, booth, list, place};

fn sample() -> Catalogue {
    crate::operations::catalogue::sample().unwrap()
}

fn asked(query: &str) -> Visitor {
    let uri = format!("/b/1?{query}").parse().unwrap();
    let asked = axum::extract::Query::<PageQuery>::try_from_uri(&uri).ok();
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("vi"));
    Visitor::new(asked.map(|axum::extract::Query(asked)| asked), &headers)
}

fn page(catalogue: &Catalogue, number: u16, query: &str) -> String {
    let found = catalogue.booth(BoothNumber(number)).unwrap();
    booth::page(catalogue, found, &asked(query)).into_string()
}

fn area_page(catalogue: &Catalogue, id: &str, query: &str) -> String {
    let found = catalogue.areas.iter().find(|area| area.id == id).unwrap();
    let now = Now::new(catalogue, at(catalogue, 1, 10, 50), [].into());
    area::page(catalogue, found, &now, &asked(query)).into_string()
}

/// Returns the programme at an instant, with the places that are left in a session.
fn programme_page(catalogue: &Catalogue, at: UnixMs, left: &[(&str, u32)], query: &str) -> String {
    let left = left.iter().map(|(id, left)| ((*id).to_owned(), *left));
    let now = Now::new(catalogue, at, left.collect());
    programme::page(catalogue, &now, &asked(query)).into_string()
}

/// Returns a local time of a day of the exhibition.
fn at(catalogue: &Catalogue, day: usize, hour: i8, minute: i8) -> UnixMs {
    let date = catalogue.days[day].date;
    let time = jiff::civil::time(hour, minute, 0, 0);
    catalogue.calendar().zone.at(date, time)
}

/// Returns what stands between the headings of a page, with the headings.
fn sections(page: &str) -> Vec<&str> {
    page.split("<h2>").skip(1).collect()
}

#[test]
fn programme_says_now_next_and_later_once() {
    let catalogue = sample();
    let page = programme_page(
        &catalogue,
        at(&catalogue, 1, 10, 50),
        &[("d2-1100-wheel", 5), ("d2-1430-stitch", 0)],
        "lang=en&from=main",
    );
    let [on, soon, later] = sections(&page)[..] else {
        panic!("three parts: {page}")
    };
    assert!(on.starts_with("On now") && on.contains("The herb knife and the roasting pan"));
    assert!(soon.starts_with("Beginning soon") && soon.contains("In 10 minutes"));
    assert!(soon.contains("Throw your first cup") && soon.contains("5 of 12 places left"));
    assert!(soon.contains("/b/area/hands-on?from=main&amp;lang=en"));
    assert!(later.starts_with("Later today") && later.contains("Stitch a key fob"));
    assert!(later.contains("all places taken"));
    for title in ["Throw your first cup", "Stitch a key fob"] {
        let today = page.split("<details>").next().unwrap();
        assert_eq!(today.matches(title).count(), 1, "{title}");
    }
    assert_eq!(page.matches("<details>").count(), 2, "two days are to come");
}

#[test]
fn programme_says_next_or_over_between_days() {
    let catalogue = sample();
    let before = at(&catalogue, 0, 9, 0).plus(-30 * 86_400_000);
    let page = programme_page(&catalogue, before, &[], "lang=en");
    assert!(sections(&page)[0].starts_with("Next") && page.contains("Thu, 5 September"));
    let night = programme_page(&catalogue, at(&catalogue, 1, 23, 0), &[], "lang=en");
    assert!(sections(&night)[0].contains("Sat, 7 September"));
    let after = at(&catalogue, 3, 23, 0);
    let page = programme_page(&catalogue, after, &[], "lang=vi");
    assert!(sections(&page).is_empty() && page.contains("đã kết thúc"));
}

#[test]
fn every_area_has_route_and_map_name() {
    let catalogue = sample();
    let plan = catalogue.plan.as_ref().unwrap();
    for stand in &plan.stands {
        for area in &catalogue.areas {
            for language in ["vi", "en", "ko", "zh", "ja"] {
                let query = format!("from={}&lang={language}&steps=no", stand.name());
                let page = area_page(&catalogue, &area.id, &query);
                assert!(page.contains("class=\"turns\""), "{query} {}", area.id);
                assert!(page.contains("<tspan"));
            }
        }
    }
    let page = area_page(&catalogue, text_id!("hands-on"), "lang=en");
    let names = page.split("class=\"names\"").nth(1).unwrap();
    let names = names.split("</svg>").next().unwrap();
    for words in ["Hands-on", "demonstration", "Ceramics", "Booth hall D"] {
        assert!(names.contains(words), "{words}: {names}");
    }
    assert!(page.contains("Coming up here") && page.contains("Throw your first cup"));
    assert!(page.contains("Where are you now?"));
    assert!(!page.contains("From a scrap of gold"), "that is elsewhere");
}

#[test]
fn every_booth_has_route_from_every_kiosk() {
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
fn visitor_without_start_is_asked_for_it() {
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
    for area in &mut catalogue.areas {
        area.name = text.clone();
    }
    for session in &mut catalogue.sessions {
        session.title = text.clone();
    }
    for artisan in &mut catalogue.artisans {
        artisan.name = text.clone();
        artisan.craft = text.clone();
    }
    for page in [
        page(&catalogue, 5, "from=upper"),
        list::page(&catalogue, &asked("")).into_string(),
        area_page(&catalogue, text_id!("hands-on"), "from=upper"),
        programme_page(&catalogue, at(&catalogue, 1, 10, 50), &[], ""),
    ] {
        assert!(!page.contains("<script") && page.contains("&lt;script&gt;"));
        assert!(
            !page.contains("\"'"),
            "attributes are closed by nobody else"
        );
    }
}

#[test]
fn page_is_light_and_runs_nothing() {
    let catalogue = sample();
    let style = include_str!("../../../../assets/public/public.css");
    for query in ["from=upper&lang=vi", "lang=en", "from=main&steps=no"] {
        let page = page(&catalogue, 71, query);
        assert!(page.len() + style.len() < 60_000, "{}", page.len());
        for word in ["<script", "style=\"", "http://", "https://", "onclick"] {
            assert!(!page.contains(word), "{word}");
        }
    }
    let list = list::page(&catalogue, &asked("")).into_string();
    let programme = programme_page(&catalogue, at(&catalogue, 0, 8, 0), &[], "lang=ja");
    let hall = area_page(&catalogue, "hall-a", "from=upper&lang=vi");
    for page in [list, programme, hall] {
        assert!(page.len() + style.len() < 60_000, "{}", page.len());
        assert!(!page.contains("<script") && !page.contains("style=\""));
    }
}

#[test]
fn booth_page_works_without_a_plan() {
    let mut catalogue = sample();
    catalogue.plan = None;
    let page = page(&catalogue, 71, "from=main&lang=en");
    assert!(page.contains("Booth 71") && !page.contains("<svg"));
}

#[test]
fn nearest_toilets_have_routes_step_free_too() {
    let catalogue = sample();
    let goal = Destination::Nearest(PlaceKind::AccessibleToilet);
    let page = |query| {
        place::page(&catalogue, &goal, &asked(query))
            .unwrap()
            .into_string()
    };
    let vietnamese = page("from=hall-a&lang=vi");
    assert!(vietnamese.contains("Nhà vệ sinh cho xe lăn gần nhất"));
    assert!(vietnamese.contains("class=\"turns\"") && vietnamese.contains("path class=\"pin\""));
    assert!(vietnamese.contains("/b/nearest/water?from=hall-a&amp;lang=vi"));
    assert!(
        vietnamese.contains("/b/nearest/accessible-toilet?from=hall-a&amp;lang=vi&amp;steps=no")
    );
    let upstairs = page("from=upper&lang=en");
    assert!(
        !upstairs.contains("stairs to"),
        "there is one on the same floor"
    );
    let one = Destination::Place("first-aid".to_owned());
    let one = place::page(&catalogue, &one, &asked("lang=en"))
        .unwrap()
        .into_string();
    assert!(one.contains("<h1>First aid</h1>") && one.contains("Where are you now?"));
    let none = Destination::Place("nowhere".to_owned());
    assert!(place::page(&catalogue, &none, &asked("lang=en")).is_none());
}
