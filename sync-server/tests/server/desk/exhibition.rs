//! The exhibition by hand: entries, pictures, the floor plan, and the draft that they are saved into.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat};
use regex::Regex;
use shared::catalogue::Catalogue;
use shared::ids::BoothNumber;
use sync_server::catalogue;

use super::*;
use crate::workbook::rewrite;

const BOOTH: &str = "/admin/exhibition/booths/12";
const DRAFT: &str = "/admin/exhibition/draft";
const PLAN: &str = "/admin/exhibition/plan";

/// The fields of a form, as a browser sends them.
#[derive(Clone)]
struct Fields(Vec<(String, String)>);

fn plain(html: &str) -> String {
    let marks = [
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    let text = html.to_owned();
    marks
        .iter()
        .fold(text, |text, (mark, letter)| text.replace(mark, letter))
}

impl Fields {
    /// Reads the form of a class in a page.
    fn of(page: &str, class: &str) -> Self {
        let (_, form) = page
            .split_once(&format!("<form class=\"{class}\""))
            .unwrap();
        let (form, _) = form.split_once("</form>").unwrap();
        let input = Regex::new(r#"<input ([^>]*)>|<textarea [^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>|<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>"#).unwrap();
        let attribute = |tag: &str, name: &str| {
            let (_, rest) = tag.split_once(&format!("{name}=\""))?;
            Some(plain(rest.split_once('"')?.0))
        };
        let field = |found: regex::Captures<'_>| {
            let text = |at: usize| found.get(at).map(|it| it.as_str());
            if let Some(tag) = text(1) {
                let is_off = tag.contains("checkbox") && !tag.contains(" checked");
                let name = attribute(tag, "name").filter(|_| !is_off)?;
                return Some((name, attribute(tag, "value").unwrap_or_default()));
            }
            if let Some(name) = text(2) {
                return Some((name.to_owned(), plain(text(3)?)));
            }
            let mut options = text(5)?
                .split("<option ")
                .filter(|it| it.contains(" selected"));
            let value = options.next().and_then(|it| attribute(it, "value"));
            Some((text(4)?.to_owned(), value.unwrap_or_default()))
        };
        Self(input.captures_iter(form).filter_map(field).collect())
    }

    fn with(&self, name: &str, text: &str) -> Self {
        let mut fields = self.clone();
        fields.0.retain(|(it, _)| it != name);
        fields.0.push((name.to_owned(), text.to_owned()));
        fields
    }

    fn get(&self, name: &str) -> &str {
        let mut found = self.0.iter().filter(|(it, _)| it == name);
        found.next().map_or("", |(_, text)| text)
    }

    fn send(&self, person: &Person<'_>, path: &str) -> (u16, String) {
        let fields: Vec<(&str, &str)> = self.0.iter().map(|(a, b)| (&**a, &**b)).collect();
        person.send(path, &fields)
    }
}

fn in_force(venue: &Venue) -> Catalogue {
    catalogue::read(&venue.database(), None).unwrap()
}

/// Publishes the draft, and returns what the page said that it changes.
fn publish(owner: &mut Person<'_>) -> String {
    let (status, page) = owner.get(DRAFT);
    assert_eq!(status, 200, "{page}");
    let (status, location) = Fields::of(&page, "card").send(owner, DRAFT);
    assert_eq!(
        (status, &*location),
        (303, "/admin/exhibition?done=exhibition")
    );
    page
}

#[test]
fn log_says_in_words_what_changed_in_the_draft() {
    let venue = Venue::open();
    venue.show_sample();
    let mut owner = owned(&venue);
    let entry = |log: &str| {
        let (_, rest) = plain(log)
            .split_once("<td>booths 12</td>")
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .unwrap();
        rest.split("</tr>").next().unwrap().to_owned()
    };
    let form = Fields::of(&owner.get(BOOTH).1, "card entry");
    let named = form.with("booths.0.name.vi", "Gốm An, valid");
    assert_eq!(named.send(&owner, BOOTH).0, 303);
    let log = entry(&owner.get("/admin/audit").1);
    assert!(log.contains("<td>Gian hàng 12: Tên (vi): \""), "{log}");
    assert!(log.contains("\" → \"Gốm An, valid\"</td>"), "{log}");
    // The first three of many, in the language of who saved it.
    let form = Fields::of(&owner.get(&format!("{BOOTH}?lang=en")).1, "card entry");
    let mut more = form;
    for (field, text) in [
        ("name.vi", "A"),
        ("name.en", "B"),
        ("producer.vi", "C"),
        ("producer.en", "D"),
        ("description.vi", "E"),
    ] {
        more = more.with(&format!("booths.0.{field}"), text);
    }
    let saved = more.send(&owner, &format!("{BOOTH}?lang=en"));
    assert_eq!(saved.0, 303, "{saved:?}");
    let log = entry(&owner.get("/admin/audit?lang=en").1);
    assert!(
        log.contains("Booth 12: Name (vi): \"Gốm An, valid\" → \"A\"\n"),
        "{log}"
    );
    assert!(
        log.contains("\nAnd ") && log.matches("Booth 12").count() == 3,
        "{log}"
    );
}

#[test]
fn second_saver_sees_what_the_other_changed() {
    let venue = Venue::open();
    venue.show_sample();
    let mut owner = owned(&venue);
    let form = Fields::of(&owner.get(BOOTH).1, "card entry");
    assert_eq!(form.get("booths.0.number"), "12");
    let theirs = form
        .with("booths.0.name.vi", "Gốm An")
        .with("products.3.product.vi", "Bát");
    let saved = (303, format!("{BOOTH}?done=draft-saved"));
    assert_eq!(theirs.send(&owner, BOOTH), saved);
    // Saving the same again changes nothing.
    let mine = form
        .with("booths.0.name.vi", "Gốm Bình")
        .with("booths.0.name.en", "Binh");
    let (status, page) = mine.send(&owner, BOOTH);
    assert_eq!(status, 409);
    assert!(
        page.contains("→ “Gốm An”") && page.contains("“Gốm Bình”"),
        "{page}"
    );
    let pair = Fields::of(&page, "card entry");
    let texts = [
        "booths.0.name.vi",
        "booths.0.name.en",
        "products.3.product.vi",
    ];
    assert_eq!(texts.map(|it| pair.get(it)), ["Gốm Bình", "Binh", "Bát"]);
    assert_eq!(pair.send(&owner, BOOTH), saved);
    let number = BoothNumber(12);
    let before = in_force(&venue);
    assert_ne!(before.booth(number).unwrap().name.get("vi"), "Gốm Bình");
    let changes = publish(&mut owner);
    assert!(changes.contains("Gian hàng 12: Tên (vi)"), "{changes}");
    let after = in_force(&venue);
    let booth = after.booth(number).unwrap();
    assert_eq!(booth.name.get("vi"), "Gốm Bình");
    assert_eq!(booth.products.last().unwrap().get("vi"), "Bát");
    assert_eq!(booth.pictures, before.booth(number).unwrap().pictures);
    assert!(owner.get(DRAFT).1.contains("Không có bản nháp"));

    // What is wrong is said in the reader's language, beside what was written.
    let form = Fields::of(&owner.get(BOOTH).1, "card entry");
    let nameless = form
        .with("booths.0.name.vi", "")
        .with("booths.0.village", "");
    let (status, page) = nameless.send(&owner, BOOTH);
    assert_eq!(status, 422);
    assert!(page.contains("href=\"#booths.0.village\""), "{page}");
    let nameless = form.with("booths.0.name.vi", "");
    let (status, page) = nameless.send(&owner, BOOTH);
    assert!(
        status == 422 && page.contains("chưa có tên tiếng Việt"),
        "{page}"
    );
    let new = "/admin/exhibition/new/booths";
    let (status, page) = form.send(&owner, new);
    assert!(status == 422 && page.contains("“12” đã có rồi"), "{page}");
    assert_eq!(form.with("booths.0.number", "81").send(&owner, new).0, 303);
    let artisan = &after.sessions[0].artisan;
    let path = format!("/admin/exhibition/artisans/{artisan}");
    let shown = Fields::of(&owner.get(&path).1, "card entry");
    let (status, page) = shown.with("act", "remove").send(&owner, &path);
    assert!(status == 422 && page.contains("nghệ nhân “"), "{page}");
    // An entry that somebody else has removed is not lost.
    let path = "/admin/exhibition/booths/81";
    let shown = Fields::of(&owner.get(path).1, "card entry");
    assert_eq!(shown.with("act", "remove").send(&owner, path).0, 303);
    let (status, page) = shown.send(&owner, path);
    assert_eq!(status, 422);
    assert_eq!(Fields::of(&page, "card entry").send(&owner, new).0, 303);
    // Lists are searched without marks, and a draft that is looked at no more is not published.
    let (_, list) = owner.get("/admin/exhibition/booths?q=gom+binh");
    assert!(list.contains("Gốm Bình") && !list.contains("Ấm chén men rạn"));
    let stale = Fields::of(&owner.get(DRAFT).1, "card").with("revision", "7");
    assert!(stale.send(&owner, DRAFT).1.ends_with("done=draft-moved"));
    assert_eq!(in_force(&venue), after);
}

/// Has one person change booth 12 in the draft, and another one booths 12 and 1 in a workbook; returns the page that shows
/// what the workbook changes.
fn upload_beside_draft(venue: &Venue, owner: &mut Person<'_>) -> String {
    let form = Fields::of(&owner.get(BOOTH).1, "card entry");
    let theirs = form.with("booths.0.name.vi", "Gốm An");
    assert_eq!(theirs.send(owner, BOOTH).0, 303);
    let file = venue.path("mine.xlsx");
    let workbook = owner.download("/admin/exhibition/workbook.xlsx");
    std::fs::write(&file, workbook).unwrap();
    for (number, name) in [(12, "Gốm Bình"), (1, "Ấm tích")] {
        rewrite(&file, &booth_name(venue, number), name);
    }
    let workbook = std::fs::read(&file).unwrap();
    let (status, page) = owner.send_file("/admin/exhibition/upload", &workbook);
    assert_eq!(status, 200, "{page}");
    page
}

fn booth_name(venue: &Venue, number: u16) -> String {
    let catalogue = in_force(venue);
    let booth = catalogue.booth(BoothNumber(number)).unwrap();
    booth.name.get("vi").to_owned()
}

const PUBLISH: &str = "/admin/exhibition/publish";

#[test]
fn workbook_goes_into_the_draft_beside_it() {
    let venue = Venue::open();
    venue.show_sample();
    let mut owner = owned(&venue);
    let page = upload_beside_draft(&venue, &mut owner);
    for words in ["Đang có bản nháp", "Gốm An", "cùng sửa những chỗ này"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let before = in_force(&venue);
    // What the draft became since is shown before anything is done.
    let form = Fields::of(&owner.get(BOOTH).1, "card entry");
    let more = form.with("products.3.product.vi", "Bát");
    assert_eq!(more.send(&owner, BOOTH).0, 303);
    let (status, again) = Fields::of(&page, "card").send(&owner, PUBLISH);
    assert!(status == 200 && again.contains("Bát"), "{again}");
    let into = Fields::of(&page, "card").with("into", "draft");
    let moved = format!("{DRAFT}?done=draft-moved");
    assert_eq!(into.send(&owner, PUBLISH), (303, moved));
    assert_eq!(in_force(&venue), before);
    let into = Fields::of(&again, "card").with("into", "draft");
    let saved = format!("{DRAFT}?done=draft-saved");
    assert_eq!(into.send(&owner, PUBLISH), (303, saved));
    assert_eq!(in_force(&venue), before);
    publish(&mut owner);
    assert_eq!(booth_name(&venue, 12), "Gốm Bình");
    assert_eq!(booth_name(&venue, 1), "Ấm tích");
    let after = in_force(&venue);
    let products = &after.booth(BoothNumber(12)).unwrap().products;
    assert_eq!(products.last().unwrap().get("vi"), "Bát");
}

#[test]
fn published_workbook_leaves_the_draft_to_its_author() {
    let venue = Venue::open();
    venue.show_sample();
    let mut owner = owned(&venue);
    let page = upload_beside_draft(&venue, &mut owner);
    let published = (303, "/admin/exhibition?done=exhibition".to_owned());
    assert_eq!(Fields::of(&page, "card").send(&owner, PUBLISH), published);
    assert_eq!(booth_name(&venue, 12), "Gốm Bình");
    let (_, page) = owner.get(DRAFT);
    for words in ["Gốm An", "Gốm Bình", "Cả hai bên cùng sửa"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let keep = Fields::of(&page, "card").with("others", "keep");
    assert_eq!(keep.send(&owner, DRAFT), published);
    assert_eq!(booth_name(&venue, 12), "Gốm An");
    assert_eq!(booth_name(&venue, 1), "Ấm tích");
}

fn photograph() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = DynamicImage::new_rgb8(3_000, 2_000);
    picture.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

#[test]
fn picture_and_plan_reach_kiosks_once_published() {
    let venue = Venue::open();
    venue.show_sample();
    let kiosk = venue.kiosk("A1");
    let mut owner = owned(&venue);
    owner.get(BOOTH);
    let pictures = format!("{BOOTH}/pictures");
    assert_eq!(owner.send_file(&pictures, &photograph()).0, 303);
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    let (status, page) = owner.send_file(&pictures, heic);
    assert!(status == 422 && page.contains("HEIC của iPhone"), "{page}");
    let address = Regex::new("/admin/media/[0-9a-f]{64}").unwrap();
    let shown: Vec<&str> = address.find_iter(&page).map(|it| it.as_str()).collect();
    let served = image::load_from_memory(&owner.download(shown.last().unwrap())).unwrap();
    assert_eq!([served.width(), served.height()], [1_920, 1_280]);
    let file = Regex::new(r#"name="file" value="(booth-12-[^"]+)""#).unwrap();
    let file = &file.captures(&page).unwrap()[1];
    let change = |act: &str| {
        let part = |name: &str, text: &str| {
            format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
        };
        let parts = [
            ("file", file),
            ("act", act),
            ("alt.vi", "Ấm tích"),
            ("caption.en", "A pot"),
        ];
        let parts: String = parts.iter().map(|(name, text)| part(name, text)).collect();
        owner.send_bytes(&pictures, format!("{parts}--x--\r\n").as_bytes())
    };
    assert_eq!([change("describe"), change("earlier")], [303, 303]);

    // The plan by its fields, while somebody else draws.
    let (_, page) = owner.get(PLAN);
    let form = Fields::of(&page, "fields");
    let moved = form.with("booth.1.y", "20").with("act", "fields");
    assert_eq!(moved.send(&owner, PLAN).0, 303);
    let late = form.with("booth.2.y", "20").with("act", "fields");
    let (status, page) = late.send(&owner, PLAN);
    assert!(
        status == 409 && page.contains("Sơ đồ, gian hàng 1"),
        "{page}"
    );
    let both = Fields::of(&page, "saving");
    assert_eq!(both.send(&owner, PLAN).0, 303);
    let shown = Fields::of(&owner.get(PLAN).1, "fields");
    let walled = shown.with("booth.16.y", "4").with("act", "fields");
    let (_, page) = walled.send(&owner, PLAN);
    assert_eq!(page, format!("{PLAN}?level=ground&done=draft-saved"));
    let (_, page) = owner.get(&page);
    assert!(page.contains("nằm trong tường"), "{page}");
    let (status, page) = Fields::of(&owner.get(DRAFT).1, "card").send(&owner, DRAFT);
    assert!(status == 422 && page.contains("nằm trong tường"), "{page}");
    let back = Fields::of(&owner.get(PLAN).1, "fields").with("act", "fields");
    assert_eq!(
        back.with("booth.16.y", form.get("booth.16.y"))
            .send(&owner, PLAN)
            .0,
        303
    );
    let background = format!("{PLAN}/background");
    assert_eq!(owner.send_file(&background, &photograph()).0, 422);

    let changes = publish(&mut owner);
    assert!(changes.contains("Sơ đồ, gian hàng 2"), "{changes}");
    Venue::until("the kiosk is told", || {
        let told = kiosk.feed(&venue, "", 0, 0).catalogue;
        told.is_some_and(|it| {
            let plan = it.plan.as_ref().unwrap();
            let at = |number| plan.booth(BoothNumber(number)).map(|it| it.at.y);
            let picture = &it.booth(BoothNumber(12)).unwrap().pictures[0];
            [at(1), at(2)] == [Some(20.0); 2]
                && it.media.contains_key(&picture.file)
                && picture.alt.get("vi") == "Ấm tích"
        })
    });
}
