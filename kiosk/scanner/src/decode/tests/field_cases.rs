//! Pictures that the field test broke on.

use super::*;

const TICKET: &str = "002825748909916160028257878428876800003654082934977689342846403002001645499357316395301786631341301102018346874634777502318641204286437720352503898771939154319915927262290296508629723613900252174";
const POSTER: &str = "https://example.org/lien-he-gian-hang/2026?utm=poster";

fn picture(name: &str) -> Picture {
    let folder = Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/fixtures/pictures"
    ));
    Picture::open(&folder.join(name)).unwrap()
}

fn read(name: &str) -> Vec<String> {
    read_still(&picture(name), &Budget::unlimited())
}

#[test]
fn light_ticket_is_read_beside_a_dark_address() {
    let texts = read("two_dark_ticket_light_url.png");
    assert_eq!(texts.len(), 2, "{texts:?}");
    assert!(texts.iter().any(|text| has_ticket_form(text)));
    let frame = picture("two_dark_ticket_light_url.png");
    let found = FrameReader::default().read(&frame, &Budget::unlimited());
    assert!(has_ticket_form(&found[0]), "{found:?}");
}

#[test]
fn frame_hands_over_sellers_ticket_and_address() {
    let frame = picture("cam-foreign-url.png");
    let mut reader = FrameReader::default();
    for _ in 0..20 {
        let mut texts = reader.read(&frame, &Budget::unlimited());
        texts.sort();
        assert_eq!(texts, ["TBX-8936-0042", POSTER]);
    }
}

#[test]
fn light_ticket_on_nothing_is_read() {
    assert_eq!(read("transparent_light_fg.png"), [TICKET]);
    assert_eq!(read("palette_light_fg.png"), [TICKET]);
}
