use std::rc::Rc;

use egui::{CentralPanel, ColorImage, RawInput, vec2};
use shared::catalogue::Localized;

use super::*;

/// A source whose pictures come when the test says so.
#[derive(Clone, Default)]
struct Slow(Rc<RefCell<Desk>>);

#[derive(Default)]
struct Desk {
    asked: Vec<PictureRequest>,
    ready: Vec<LoadedPicture>,
    edition: u64,
}

impl PictureSource for Slow {
    fn ask(&self, request: PictureRequest) {
        self.0.borrow_mut().asked.push(request);
    }

    fn arrived(&self) -> Vec<LoadedPicture> {
        std::mem::take(&mut self.0.borrow_mut().ready)
    }

    fn edition(&self) -> u64 {
        self.0.borrow().edition
    }

    fn wake_with(&self, _wake: Arc<dyn Fn() + Send + Sync>) {}
}

impl Slow {
    /// Brings everything that was asked for; answers with what that was.
    fn bring(&self) -> Vec<PictureRequest> {
        let asked = std::mem::take(&mut self.0.borrow_mut().asked);
        for request in &asked {
            let size = request.least.map(|side| side as usize);
            self.0.borrow_mut().ready.push(LoadedPicture {
                request: request.clone(),
                image: Some(ColorImage::filled(size, crate::theme::colour::COBALT)),
            });
        }
        asked
    }
}

fn picture(file: &str) -> Picture {
    Picture {
        file: file.to_owned(),
        alt: Localized([("vi".to_owned(), "một chiếc bình".to_owned())].into()),
        caption: None,
        focus: None,
        fit: None,
    }
}

/// Draws pictures in places of these sizes in one frame; answers which were there.
fn draw(ctx: &Context, pictures: &Pictures, shown: &[(&str, f32, f32)]) -> Vec<bool> {
    let mut there = Vec::new();
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1000.0, 1000.0))),
        max_texture_side: Some(4_096),
        ..RawInput::default()
    };
    let mut output = ctx.run_ui(input, |ui| {
        CentralPanel::default().show(ui, |ui| {
            there = shown
                .iter()
                .map(|(file, width, height)| {
                    let place = Rect::from_min_size(ui.max_rect().min, vec2(*width, *height));
                    pictures.show(ui, place, &picture(file), "vi")
                })
                .collect();
        });
    });
    output.textures_delta.clear();
    there
}

#[test]
fn a_picture_is_asked_for_once_and_shown_when_it_has_come() {
    let (ctx, slow) = (Context::default(), Slow::default());
    let pictures = Pictures::new(Box::new(slow.clone()));
    let shown = [("vase.webp", 200.0, 150.0)];
    assert_eq!(draw(&ctx, &pictures, &shown), [false]);
    assert_eq!(draw(&ctx, &pictures, &shown), [false]);
    let asked = slow.bring();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].least, [256, 192]);
    assert_eq!(asked[0].most, 4_096, "what the graphics card takes");
    assert_eq!(draw(&ctx, &pictures, &shown), [true]);
    assert_eq!(slow.bring(), []);
}

#[test]
fn a_larger_place_shows_what_is_there_until_the_larger_picture_comes() {
    let (ctx, slow) = (Context::default(), Slow::default());
    let pictures = Pictures::new(Box::new(slow.clone()));
    draw(&ctx, &pictures, &[("vase.webp", 100.0, 100.0)]);
    slow.bring();
    // One picture in two places of different shapes is asked for once, to cover both.
    let both = [("vase.webp", 600.0, 100.0), ("vase.webp", 100.0, 500.0)];
    assert_eq!(draw(&ctx, &pictures, &both), [true, true]);
    draw(&ctx, &pictures, &both);
    assert_eq!(slow.bring().last().unwrap().least, [640, 512]);
    draw(&ctx, &pictures, &both);
    assert_eq!(slow.bring(), []);
}

#[test]
fn pictures_that_are_exchanged_are_asked_for_again_and_the_old_show_until_then() {
    let (ctx, slow) = (Context::default(), Slow::default());
    let pictures = Pictures::new(Box::new(slow.clone()));
    let shown = [("vase.webp", 200.0, 150.0)];
    draw(&ctx, &pictures, &shown);
    slow.bring();
    draw(&ctx, &pictures, &shown);
    slow.0.borrow_mut().edition = 1;
    assert_eq!(draw(&ctx, &pictures, &shown), [true]);
    assert_eq!(slow.bring().len(), 1);
}

#[test]
fn memory_stays_within_its_bounds_and_what_is_on_the_screen_stays() {
    let (ctx, slow) = (Context::default(), Slow::default());
    let pictures = Pictures::new(Box::new(slow.clone()));
    for page in 0..40 {
        let file = format!("{page}.webp");
        let shown = [(file.as_str(), 1000.0, 1000.0)];
        draw(&ctx, &pictures, &shown);
        slow.bring();
        assert_eq!(draw(&ctx, &pictures, &shown), [true]);
    }
    let album = pictures.album.borrow();
    let textures = album
        .leaves
        .values()
        .filter_map(|leaf| leaf.texture.as_ref());
    let bytes: usize = textures.map(TextureHandle::byte_size).sum();
    assert!(bytes <= BUDGET, "{bytes}");
    assert!(album.leaves.contains_key("39.webp") && !album.leaves.contains_key("0.webp"));
}

#[test]
fn the_middle_of_a_picture_fills_a_place_of_another_shape() {
    let wide = cover(vec2(960.0, 720.0), vec2(400.0, 100.0), pos2(0.5, 0.5));
    assert!((wide.width() - 1.0).abs() < 1e-5 && (wide.height() - 1.0 / 3.0).abs() < 1e-5);
    let tall = cover(vec2(960.0, 720.0), vec2(90.0, 120.0), pos2(0.5, 0.5));
    assert!((tall.height() - 1.0).abs() < 1e-5 && tall.width() < 0.6);
    assert!((wide.center() - pos2(0.5, 0.5)).length() < 1e-5);
}

#[test]
fn focus_stays_in_sight_and_edges_hold() {
    let (picture, place) = (vec2(400.0, 100.0), vec2(100.0, 100.0));
    for (focus, left) in [(0.0, 0.0), (0.5, 0.375), (0.6, 0.475), (1.0, 0.75)] {
        let part = cover(picture, place, pos2(focus, 0.5));
        assert!((part.left() - left).abs() < 1e-4, "{focus}: {part:?}");
        assert!((part.width() - 0.25).abs() < 1e-4 && (part.height() - 1.0).abs() < 1e-4);
    }
}

#[test]
fn whole_picture_keeps_its_shape_within_the_place() {
    let place = Rect::from_min_size(pos2(10.0, 20.0), vec2(400.0, 100.0));
    for picture in [vec2(300.0, 900.0), vec2(900.0, 30.0), vec2(50.0, 50.0)] {
        let seen = whole(picture, place);
        assert!(place.expand(0.01).contains_rect(seen), "{picture:?}");
        assert!((seen.aspect_ratio() - picture.x / picture.y).abs() < 0.01);
        let touches = (seen.width() - place.width()).abs() < 0.01;
        assert!(touches || (seen.height() - place.height()).abs() < 0.01);
    }
}
