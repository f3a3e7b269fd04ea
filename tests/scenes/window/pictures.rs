//! The exhibition's own pictures and words in the hall, in every language: each page shows them, says what they show, and
//! holds. With `KIOSK_PICTURES=DIR` the pages are kept, for people to look at.

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use kiosk::media::develop;
use shared::catalogue::{Localized, Session};
use shared::ids::BoothNumber;
use texts::Language;
use ui::media::{LoadedPicture, PictureRequest, PictureSource};
use ui::session::{Action, Page};

use super::hall::{Hall, LANDSCAPE, PORTRAIT};

/// The illustrations as they lie in the repository, brought at once.
#[derive(Default)]
pub(super) struct Art(RefCell<Vec<LoadedPicture>>);

impl PictureSource for Art {
    fn ask(&self, request: PictureRequest) {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/art"));
        let bytes = std::fs::read(folder.join(&request.file)).unwrap();
        let image = Some(develop(&bytes, &request).unwrap());
        self.0.borrow_mut().push(LoadedPicture { request, image });
    }

    fn arrived(&self) -> Vec<LoadedPicture> {
        self.0.take()
    }

    fn edition(&self) -> u64 {
        0
    }

    fn wake_with(&self, _wake: Arc<dyn Fn() + Send + Sync>) {}
}

/// The pages that show pictures, and the file of one that each of them shows.
fn pages() -> Vec<(&'static str, Page, &'static str)> {
    let village = "kim-lan".parse().unwrap();
    vec![
        ("booth", Page::Booth(BoothNumber(2)), "booth-02.webp"),
        ("villages", Page::Villages, "village-bat-trang.webp"),
        ("village", Page::Village(village), "village-kim-lan.webp"),
        (
            "artisan",
            Page::Artisan("artisan-1".to_owned()),
            "artisan-1",
        ),
        ("life-cycle", Page::LifeCycle, "stage-materials.webp"),
    ]
}

#[test]
fn every_page_of_the_hall_shows_the_exhibitions_pictures_and_says_what_they_show() {
    let sample = Arc::new(sync_server::catalogue::sample().unwrap());
    for size in [PORTRAIT, LANDSCAPE] {
        for language in Language::all() {
            let mut hall = Hall::with(size, language, |options| {
                options.role = view::Role::Hall;
                options.pictures = Box::new(Art::default());
            });
            let catalogue = Arc::clone(&sample);
            hall.change(|view| {
                view.role = view::Role::Hall;
                view.catalogue = catalogue;
            });
            for (name, page, file) in pages() {
                hall.chooses(Action::Go(page));
                hall.waits(1);
                hall.keeps_a_picture(&format!("pictures-{name}"));
                let code = language.code();
                let pictures = sample.pictures();
                let mut alts = pictures
                    .filter(|(_, picture)| picture.file.starts_with(file))
                    .map(|(_, picture)| picture.alt.get(code));
                let shown: Vec<String> = hall
                    .harness
                    .get_all_by_role(Role::Image)
                    .filter_map(|node| node.accesskit_node().label())
                    .collect();
                let seen = alts.any(|alt| shown.iter().any(|label| label == alt));
                assert!(seen, "{name} in {code} at {size:?} shows {shown:?}");
                hall.every_target_is_large_enough();
            }
        }
    }
}

#[test]
fn caption_of_a_picture_is_read() {
    let mut catalogue = sync_server::catalogue::sample().unwrap();
    let words = "Ấm tích men lam, nung củi năm 2023";
    let caption = Localized([("vi".to_owned(), words.to_owned())].into());
    let booth = catalogue.booths.iter_mut();
    let booth = booth.filter(|it| it.number == BoothNumber(2));
    let booths = booth.flat_map(|it| &mut it.pictures);
    let village = catalogue.villages.iter_mut();
    let village = village.filter(|it| it.id.as_str() == "kim-lan");
    let artisan = catalogue.artisans.iter_mut();
    let artisan = artisan.filter(|it| it.id == "artisan-1");
    let artisans = artisan.flat_map(|it| &mut it.pictures);
    let villages = village.flat_map(|it| &mut it.pictures);
    for picture in villages.chain(booths).chain(artisans) {
        picture.caption = Some(caption.clone());
    }
    let of_artisan = |it: &&Session| it.artisan == "artisan-1";
    let session = catalogue
        .sessions
        .iter()
        .find(of_artisan)
        .unwrap()
        .id
        .clone();
    let catalogue = Arc::new(catalogue);
    for size in [PORTRAIT, LANDSCAPE] {
        let mut hall = Hall::with(size, Language::from_code("vi").unwrap(), |options| {
            options.role = view::Role::Hall;
            options.pictures = Box::new(Art::default());
        });
        let catalogue = Arc::clone(&catalogue);
        hall.change(|view| {
            view.role = view::Role::Hall;
            view.catalogue = catalogue;
        });
        let captioned = |it: &&str| ["booth", "village", "artisan"].contains(it);
        let pages = pages().into_iter().map(|(name, page, _)| (name, page));
        let pages = pages.filter(|(name, _)| captioned(name));
        for (name, page) in pages.chain([("session", Page::Session(session.clone()))]) {
            hall.chooses(Action::Go(page));
            hall.waits(1);
            hall.keeps_a_picture(&format!("caption-{name}"));
            hall.harness.get_by_label(words);
        }
    }
}
