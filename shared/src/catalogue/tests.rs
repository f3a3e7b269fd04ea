use jiff::civil::date;

use super::*;
use crate::checkin::{GateRule, TypeRule};

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
fn dates_and_times_are_read_whole_or_refused() {
    let json = serde_json::to_string(&small()).unwrap();
    let read = |from: &str, to: &str| {
        assert!(json.contains(from), "{from}");
        Catalogue::from_json(&json.replacen(from, to, 1))
    };
    for written in ["06/09/2024", "6.9.2024", "2024/09/06"] {
        let catalogue = read("\"2024-09-06\"", &format!("\"{written}\"")).unwrap();
        assert_eq!(catalogue, small(), "{written}");
    }
    for written in ["5:00 PM", "17:00", " 17:00:00 "] {
        let catalogue = read("\"17:00:00\"", &format!("\"{written}\"")).unwrap();
        assert_eq!(catalogue, small(), "{written}");
    }
    for written in [
        "2024-09-06T17:30:00Z",
        "2024-09-06T00:00",
        "2024-09-06[Asia/Ho_Chi_Minh]",
        "2024-09-06+07:00",
        "20240906",
        "+002024-09-06",
        "6/9/24",
    ] {
        let error = read("\"2024-09-06\"", &format!("\"{written}\"")).unwrap_err();
        assert!(error.to_string().contains(written), "{error}");
    }
    for written in [
        "17:00Z",
        "17:00-05:00",
        "2024-09-05T17:00",
        "1700",
        "17",
        "T17:00",
        "24:00",
    ] {
        let error = read("\"17:00:00\"", &format!("\"{written}\"")).unwrap_err();
        assert!(error.to_string().contains("write 17:30"), "{error}");
    }
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
fn faults_in_entry_rules_are_named_with_place() {
    let mut catalogue = small();
    let noon = jiff::civil::time(12, 0, 0, 0);
    let hours = Hours {
        day: Some(7),
        opens: noon,
        closes: noon,
    };
    catalogue.gates[0].hours = GateHours::Own(vec![hours]);
    catalogue.gates[0].zone = Some("moon".to_owned());
    catalogue.gates[0].ticket_types = vec!["martian".to_owned()];
    let rules = &mut catalogue.ticket_types[0].rules;
    (rules.per_day, rules.in_all, rules.days) = (Some(3), Some(0), vec![9]);
    (rules.partial, rules.wait_minutes) = (true, 5);
    let problems = catalogue.problems();
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "gate main: zone \"moon\" is not in the list",
            "gate main: hours of a day that is not in the list; days count from 0",
            "gate main: ticket type \"martian\" is not in the list",
            "ticket type visitor: day 9 is not in the list",
            "ticket type visitor: a limit of 0 lets nobody in; leave it out for no limit",
            "ticket type visitor: the policy admits less often than the limits say; set policy to unlimited",
            "ticket type visitor: a party that comes in parts can't be made to wait; leave out wait_minutes",
            "gate main: opens and closes at 12:00:00; where it never closes, leave the hours out",
        ]
    );
}

#[test]
fn impossible_hours_past_midnight_are_named() {
    let mut catalogue = small();
    let hours = |opens: &str, closes: &str| Hours {
        day: None,
        opens: opens.parse().unwrap(),
        closes: closes.parse().unwrap(),
    };
    let problems = |catalogue: &Catalogue| {
        let problems = catalogue.problems().into_iter();
        problems.map(|it| it.to_string()).collect::<Vec<_>>()
    };
    catalogue.gates[0].hours = GateHours::Own(vec![hours("19:00", "01:00")]);
    assert_eq!(problems(&catalogue), Vec::<String>::new());
    assert_eq!(
        catalogue.remarks()[0].to_string(),
        "doors are open past midnight: what happens until 01:00 belongs to the evening's day, for tickets and in totals"
    );
    catalogue.gates[0].hours = GateHours::Own(vec![hours("18:00", "09:00")]);
    assert_eq!(
        problems(&catalogue),
        [
            "gate main: closes at 09:00:00, before it opens at 18:00:00; hours that go on past midnight end at 06:00 at the latest"
        ]
    );
    catalogue.gates[0].hours = GateHours::Own(vec![hours("19:00", "01:00")]);
    catalogue.ticket_types[0].rules.hours = vec![hours("00:00", "23:59:59.999")];
    assert_eq!(
        problems(&catalogue),
        [
            "ticket type visitor: opens at 00:00:00, while the evening before goes on until 01:00; open at that time or later"
        ]
    );
    catalogue.ticket_types[0].rules.hours = vec![hours("00:15", "00:45")];
    assert_eq!(
        problems(&catalogue),
        Vec::<String>::new(),
        "hours within the night"
    );
}

#[test]
fn older_catalogue_restricts_nothing_and_stays_as_written() {
    let before = small();
    let rules = before.rules();
    let gate = "main".parse().unwrap();
    assert_eq!(rules.of_gate(&gate), &GateRule::PLAIN);
    assert_eq!(rules.of_type(TicketType(1)), &TypeRule::PLAIN);
    assert!(rules.zones.is_empty());
    let written = serde_json::to_value(&before).unwrap();
    assert!(written.get("zones").is_none());
    let gate = written["gates"][0].as_object().unwrap();
    assert_eq!(gate.keys().collect::<Vec<_>>(), ["direction", "id", "name"]);
    assert!(written["ticket_types"][0].get("rules").is_none());
}

#[test]
fn invalid_public_address_is_named() {
    for (url, sound) in [
        ("http://192.168.1.10:8080", true),
        ("https://kimlan.example.vn/2024", true),
        ("https://kimlan.example.vn/", false),
        ("kimlan.example.vn", false),
        ("https://", false),
        ("https://a b", false),
        ("https://a?b=\"c\"", false),
    ] {
        let mut catalogue = small();
        catalogue.public_url = Some(url.to_owned());
        let problems = catalogue.problems();
        let named = problems
            .iter()
            .any(|p| p.to_string().contains("public_url"));
        assert_eq!(named, !sound, "{url}");
    }
}

#[test]
fn round_the_clock_doors_change_nothing_else() {
    let sample = sample();
    let open = sample.clone().round_the_clock();
    let gate = "main".parse().unwrap();
    assert!(sample.rules().of_gate(&gate).hours.is_some());
    assert!(open.rules().of_gate(&gate).hours.is_none());
    assert_eq!(open.rules().zones, sample.rules().zones);
}

#[test]
fn text_falls_back_to_another_language() {
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

/// Returns the exhibition that ships with the software.
fn sample() -> Catalogue {
    let json = include_str!("../../../assets/exhibition/catalogue.json");
    let plan = include_str!("../../../assets/exhibition/plan.json");
    Catalogue {
        plan: Some(Plan::from_json(plan).unwrap()),
        ..Catalogue::from_json(json).unwrap()
    }
}

#[test]
fn sample_exhibition_is_whole_and_marked_as_sample() {
    let sample = sample();
    assert_eq!(sample.problems(), []);
    assert!(sample.sample);
    assert_eq!(sample.booths.len(), 80);
    assert_eq!(sample.villages.len(), 6);
    assert_eq!(sample.days.len(), 4);
    assert_eq!(sample.days[0].date, date(2024, 9, 5));
    for booth in &sample.booths {
        assert!(booth.producer.get("vi").starts_with("Cơ sở mẫu "));
        assert!(booth.producer.get("en").starts_with("Sample producer "));
    }
    for artisan in &sample.artisans {
        assert!(artisan.name.get("vi").starts_with("Nghệ nhân mẫu "));
    }
}

#[test]
fn sample_texts_are_vietnamese_and_english() {
    /// Whatever has a Vietnamese or an English text is a `Localized`.
    fn lacking(value: &serde_json::Value, path: &str, found: &mut Vec<String>) {
        match value {
            serde_json::Value::Object(fields)
                if fields.contains_key("vi") || fields.contains_key("en") =>
            {
                for language in ["vi", "en"] {
                    let text = fields.get(language).and_then(|text| text.as_str());
                    if text.is_none_or(|text| text.is_empty() || text.trim() != text) {
                        found.push(format!("{path}: {language}"));
                    }
                }
            }
            serde_json::Value::Object(fields) => {
                for (name, field) in fields {
                    lacking(field, &format!("{path}.{name}"), found);
                }
            }
            serde_json::Value::Array(items) => {
                for (place, item) in items.iter().enumerate() {
                    lacking(item, &format!("{path}[{place}]"), found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    let sample = serde_json::to_value(sample()).unwrap();
    lacking(&sample, "catalogue", &mut found);
    assert_eq!(found, [""; 0]);
}

#[test]
fn sample_artisans_work_at_one_place_in_hours() {
    let sample = sample();
    let ends = |session: &Session| {
        let length = jiff::Span::new().minutes(i64::from(session.minutes));
        session.starts.checked_add(length).unwrap()
    };
    for session in &sample.sessions {
        let day = &sample.days[usize::from(session.day)];
        let inside = session.starts >= day.opens && ends(session) <= day.closes;
        assert!(inside, "{} is outside opening hours", session.id);
        assert_eq!(session.hands_on, session.places.is_some(), "{}", session.id);
        for other in &sample.sessions {
            let same = |a: &Session, b: &Session| a.artisan == b.artisan || a.area == b.area;
            let clash = other.id != session.id
                && other.day == session.day
                && same(other, session)
                && other.starts < ends(session)
                && session.starts < ends(other);
            assert!(!clash, "{} and {} overlap", session.id, other.id);
        }
    }
    let in_order =
        |pair: &[Session]| (pair[0].day, pair[0].starts) <= (pair[1].day, pair[1].starts);
    assert!(sample.sessions.windows(2).all(in_order));
}

#[test]
fn everything_in_the_sample_has_its_picture() {
    let sample = sample();
    let steps = sample.artisans.iter().flat_map(|artisan| &artisan.steps);
    let villages = sample.villages.iter().map(|village| &village.pictures);
    let booths = sample.booths.iter().map(|booth| &booth.pictures);
    let artisans = sample.artisans.iter().map(|artisan| &artisan.pictures);
    let all = villages.chain(booths).chain(artisans);
    assert!(
        all.chain(steps.map(|step| &step.pictures))
            .all(|pictures| !pictures.is_empty())
    );
    assert_eq!(sample.stage_pictures.len(), 5);
    let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/art"));
    let mut files = std::collections::BTreeSet::new();
    for (place, file) in sample.files() {
        assert!(folder.join(file).is_file(), "{place}: {file}");
        assert!(files.insert(file), "{file} is there twice");
    }
}

#[test]
fn picture_without_file_or_words_is_named() {
    let mut catalogue = sample();
    catalogue.villages.truncate(1);
    catalogue.booths.truncate(0);
    catalogue.artisans.truncate(0);
    catalogue.sessions.truncate(0);
    catalogue.stage_pictures.clear();
    catalogue.plan = None;
    catalogue
        .media
        .insert("other.webp".to_owned(), MediaFile::of(b"x"));
    catalogue.villages[0].pictures[0].alt = Localized::default();
    let mut away = catalogue.villages[0].pictures[0].clone();
    away.file = "../vase.webp".to_owned();
    catalogue.villages[0].pictures.push(away);
    let said: Vec<String> = catalogue
        .problems()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(said.len(), 5, "{said:?}");
    assert!(said[0].contains("village bat-trang") && said[0].contains("not among the media"));
    assert!(said[2].contains("no file name"));
}

#[test]
fn faulty_video_is_named_with_its_place() {
    let words = |text: &str| Localized([("vi".to_owned(), text.to_owned())].into());
    let cue = |from_ms, to_ms| Cue {
        from_ms,
        to_ms,
        text: words("Đất trên bàn xoay"),
    };
    let said = |change: &dyn Fn(&mut Catalogue, &mut Video)| {
        let mut catalogue = small();
        let mut video = Video {
            file: "wheel.webm".to_owned(),
            title: words("Vuốt gốm"),
            seconds: 9,
            captions: vec![cue(0, 4_000), cue(4_000, 9_000)],
        };
        change(&mut catalogue, &mut video);
        let mut artisan = sample().artisans.remove(0);
        artisan.village = catalogue.villages[0].id.clone();
        (artisan.pictures, artisan.steps) = (Vec::new(), Vec::new());
        artisan.video = Some(video);
        catalogue.artisans.push(artisan);
        let problems = catalogue.problems();
        problems.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(said(&|_, _| ()), [""; 0]);
    let one = |change: &dyn Fn(&mut Catalogue, &mut Video), words: &str| {
        let said = said(change);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(
            said[0].starts_with("artisan artisan-1: video ") && said[0].contains(words),
            "{said:?}"
        );
    };
    one(
        &|_, video| video.file = "../wheel.webm".into(),
        "no file name",
    );
    one(&|_, video| video.title.0.clear(), "no Vietnamese title");
    one(&|_, video| video.seconds = 601, "1 to 600");
    one(&|_, video| video.captions.clear(), "no captions");
    one(&|_, video| video.captions.swap(0, 1), "from 0 to 4000 ms");
    one(&|_, video| video.captions[1].to_ms = 9_001, "to 9001 ms");
    one(&|_, video| video.captions[1].text.0.clear(), "from 4000 ms");
    let among = |bytes| {
        move |catalogue: &mut Catalogue, _: &mut Video| {
            let sha256 = ContentHash::of(b"wheel");
            let file = MediaFile { sha256, bytes };
            catalogue.media.insert("wheel.webm".to_owned(), file);
        }
    };
    assert_eq!(said(&among(VIDEO_BYTES_MOST)), [""; 0]);
    one(&among(VIDEO_BYTES_MOST + 1), "65 MB; kiosks take 64");
    one(
        &|catalogue, _| {
            let file = MediaFile::of(b"other");
            catalogue.media.insert("other.webm".to_owned(), file);
        },
        "not among the media",
    );
}

#[test]
fn content_in_pieces_hashes_as_in_one() {
    let mut digest = MediaDigest::default();
    for piece in [&b"cobalt "[..], b"", b"on white"] {
        digest.add(piece);
    }
    assert_eq!(digest.finish(), MediaFile::of(b"cobalt on white"));
}

#[test]
fn content_hash_is_read_only_as_written() {
    let hash = ContentHash::of(b"cobalt");
    assert_eq!(hash.to_string().parse(), Ok(hash));
    for odd in [
        "",
        "12",
        &hash.to_string().to_uppercase(),
        &"é".repeat(32),
        "../../etc/passwd",
    ] {
        assert!(odd.parse::<ContentHash>().is_err(), "{odd}");
    }
}
