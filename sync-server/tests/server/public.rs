//! The pages that visitors open on their phones.

use sync_server::catalogue;

use crate::venue::{OPENING, Venue};

/// The sample exhibition in place of the tests' own, which has no booths.
fn sample() -> Venue {
    let mut venue = Venue::closed();
    let catalogue = catalogue::sample().unwrap();
    let sample = catalogue::Publication::new(&catalogue).confirmed(true);
    catalogue::publish(&venue.database(), sample, OPENING).unwrap();
    venue.start();
    venue
}

fn ask(url: &str, language: Option<&str>) -> ureq::http::Response<ureq::Body> {
    let mut request = ureq::get(url).config().http_status_as_error(false).build();
    if let Some(language) = language {
        request = request.header("accept-language", language);
    }
    request.call().unwrap()
}

#[test]
fn unchanged_booth_page_is_not_sent_again() {
    let venue = sample();
    let url = venue.url("/b/12?from=main&lang=en");
    let mut answer = ask(&url, None);
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8");
    assert!(
        answer.headers()["cache-control"]
            .to_str()
            .unwrap()
            .contains("max-age")
    );
    assert_eq!(answer.headers()["vary"], "accept-language");
    let policy = answer.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(policy.contains("default-src 'none'") && !policy.contains("script"));
    let tag = answer.headers()["etag"].to_str().unwrap().to_owned();
    let page = answer.body_mut().read_to_string().unwrap();
    assert!(page.contains("<html lang=\"en\">") && page.contains("class=\"turns\""));
    let again = ureq::get(&url).header("if-none-match", tag).call().unwrap();
    assert_eq!(again.status(), 304);
    let style = ask(&venue.url("/public.css"), None);
    assert_eq!(style.headers()["content-type"], "text/css; charset=utf-8");
}

#[test]
fn phone_gets_its_language_or_a_note() {
    let venue = sample();
    for (query, browser, language, told) in [
        ("", Some("vi-VN,en;q=0.5"), "vi", None),
        ("", Some("en-GB"), "en", None),
        ("?lang=vi", Some("en"), "vi", None),
        ("?lang=xx", Some("vi"), "en", Some("not in your language")),
        ("", None, "vi", None),
    ] {
        for path in ["/b", "/b/", "/b/7", "/b/programme", "/b/area/hands-on"] {
            let mut answer = ask(&venue.url(&format!("{path}{query}")), browser);
            let page = answer.body_mut().read_to_string().unwrap();
            assert!(
                page.contains(&format!("<html lang=\"{language}\">")),
                "{path}{query}"
            );
            assert!(told.is_none_or(|told| page.contains(told)), "{path}{query}");
        }
    }
}

#[test]
fn address_without_booth_leads_to_the_list() {
    let venue = sample();
    for path in [
        "/b/999",
        "/b/0",
        "/b/moon",
        "/b/-1",
        "/b/99999999999999999999",
        "/b/%3Cb%3E",
        "/b/area/moon",
        "/b/area/%3Cb%3E",
    ] {
        let mut answer = ask(&venue.url(path), Some("en"));
        assert_eq!(answer.status(), 404, "{path}");
        let page = answer.body_mut().read_to_string().unwrap();
        assert!(
            page.contains("There is no such booth") && page.contains("/b/80?"),
            "{path}"
        );
        assert!(!page.contains("<b>"), "{path}");
    }
}
