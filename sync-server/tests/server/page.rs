//! The live page's files.

use crate::venue::Venue;

#[test]
fn page_comes_from_this_server_and_is_cached() {
    let venue = Venue::open();
    let mut answer = ureq::get(venue.url("/")).call().unwrap();
    assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8");
    assert_eq!(answer.headers()["cache-control"], "no-cache");
    let policy = answer.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"));
    let tag = answer.headers()["etag"].to_str().unwrap().to_owned();
    let page = answer.body_mut().read_to_string().unwrap();
    assert!(
        !page.contains("http://") && !page.contains("https://"),
        "no internet needed"
    );
    let again = ureq::get(venue.url("/"))
        .header("if-none-match", tag)
        .call()
        .unwrap();
    assert_eq!(again.status(), 304);
    let missing = ureq::get(venue.url("/secret.txt"))
        .config()
        .http_status_as_error(false)
        .build();
    assert_eq!(missing.call().unwrap().status(), 404);
}
