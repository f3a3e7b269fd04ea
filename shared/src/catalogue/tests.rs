use jiff::civil::date;

use super::*;

fn small() -> Catalogue {
    Catalogue::from_json(
        r#"{
        "exhibition": 24, "name": {"vi": "Triển lãm gốm", "en": "Ceramics exhibition"},
        "venue": {"vi": "Bảo tàng"}, "organisers": [], "utc_offset_minutes": 420, "reentry": true,
        "days": [
            {"date": "2024-09-05", "opens": "17:00", "closes": "21:00", "title": {"vi": "Khai mạc"}},
            {"date": "2024-09-06", "opens": "08:30", "closes": "21:00", "title": {"vi": "Ngày 2"}}],
        "gates": [{"id": "main", "name": {"vi": "Cổng chính"}, "direction": "in"}],
        "ticket_types": [{"id": 1, "key": "visitor", "name": {"vi": "Khách"}, "policy": "once_per_day", "party": 1, "zones": 1}],
        "areas": [{"id": "hall-a", "name": {"vi": "Khu A"}}],
        "villages": [{"id": "kim-lan", "name": {"vi": "Kim Lan"}, "craft": {"vi": "Gốm"}, "about": {"vi": "…"}}],
        "booths": [{"number": 1, "name": {"vi": "Gian 1"}, "producer": {"vi": "Cơ sở mẫu"}, "village": "kim-lan",
            "area": "hall-a", "products": [], "description": {"vi": "…"}, "practices": []}],
        "artisans": [], "sessions": []
    }"#,
    )
    .unwrap()
}

#[test]
fn a_whole_catalogue_has_no_problems() {
    assert_eq!(small().problems(), []);
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let mut catalogue = small();
    catalogue.booths.push(catalogue.booths[0].clone());
    catalogue.booths[1].village = "atlantis".parse().unwrap();
    catalogue.days.swap(0, 1);
    let said: Vec<String> = catalogue
        .problems()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        said,
        [
            "days: not in ascending order; sort them by date",
            "booths: \"1\" is there twice",
            "booth 1: village \"atlantis\" is not in the list",
        ]
    );
}

#[test]
fn a_text_falls_back_to_a_language_it_was_written_in() {
    let catalogue = small();
    assert_eq!(catalogue.name.get("ko"), "Ceramics exhibition");
    assert_eq!(catalogue.venue.get("en"), "Bảo tàng");
    assert_eq!(Localized::default().get("vi"), "");
    assert!(!catalogue.venue.has("en"));
}

#[test]
fn a_rehearsal_moves_all_days_together() {
    let moved = small().shifted_so_that(1, date(2026, 3, 1));
    assert_eq!(moved.days[0].date, date(2026, 2, 28));
    assert_eq!(moved.days[1].date, date(2026, 3, 1));
}
