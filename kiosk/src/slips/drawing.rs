//! Slips in black and white dots, in the kiosk's own letters.

use std::sync::Arc;

use egui::epaint::text::{Fonts, LayoutJob, TextOptions};
use egui::{Color32, ColorImage, FontId, Galley, Vec2, vec2};
use printer::{Paper, Picture};
use ui::slip::{Slip, SlipSize};
use ui::theme::{self, Weight};

/// The white at the sides and between lines, in dots; eight are a millimetre.
const MARGIN: usize = 8;
const GAP: f32 = 10.0;
/// How much of a dot a letter has to cover for it to be black.
const BLACK: u8 = 110;

/// Draws a slip.
pub(super) fn draw(slip: &Slip, paper: Paper) -> Picture {
    let letters = theme::letters(slip.language);
    let mut fonts = Fonts::new(TextOptions::default(), letters);
    let width = (paper.dots() - 2 * MARGIN) as f32;
    let lines: Vec<Arc<Galley>> = slip
        .lines
        .iter()
        .map(|(size, words)| {
            let job = LayoutJob::simple(words.clone(), font(*size), Color32::WHITE, width);
            fonts.with_pixels_per_point(1.0).layout_job(job)
        })
        .collect();
    let height: f32 = lines.iter().map(|line| line.size().y + GAP).sum();
    let mut picture = Picture::new(paper, height.ceil() as usize);
    let atlas = fonts.image();
    let mut at = vec2(MARGIN as f32, 0.0);
    for line in lines {
        blacken(&mut picture, &line, at, &atlas);
        at.y += line.size().y + GAP;
    }
    picture
}

fn font(size: SlipSize) -> FontId {
    let (dots, weight) = match size {
        SlipSize::Number => (72.0, Weight::Bold),
        SlipSize::Name => (38.0, Weight::Bold),
        SlipSize::Text => (30.0, Weight::Regular),
    };
    FontId::new(dots, weight.family())
}

/// Copies a line's letters out of the atlas.
fn blacken(picture: &mut Picture, line: &Galley, at: Vec2, atlas: &ColorImage) {
    for row in &line.rows {
        for glyph in &row.glyphs {
            let letter = glyph.uv_rect;
            let corner = (row.pos + at + glyph.pos.to_vec2() + letter.offset).round();
            for y in letter.min[1]..letter.max[1] {
                for x in letter.min[0]..letter.max[0] {
                    if atlas[(x.into(), y.into())].a() >= BLACK {
                        let dot =
                            corner + vec2((x - letter.min[0]).into(), (y - letter.min[1]).into());
                        picture.blacken(dot.x.max(0.0) as usize, dot.y.max(0.0) as usize);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slip(language: &'static str, words: &str) -> Slip {
        Slip {
            language,
            lines: vec![(SlipSize::Text, words.to_owned())],
        }
    }

    /// The black dots of each row.
    fn rows(picture: &Picture) -> Vec<usize> {
        let black = |y| {
            (0..picture.width())
                .filter(|x| picture.is_black(*x, y))
                .count()
        };
        (0..picture.height()).map(black).collect()
    }

    #[test]
    fn vietnamese_marks_are_printed() {
        let [plain, marked] =
            ["Gom den", "Gốm đến"].map(|words| rows(&draw(&slip("vi", words), Paper::Mm58)));
        let above = |rows: &[usize]| rows.iter().position(|black| *black > 0).unwrap();
        assert!(marked.iter().sum::<usize>() > plain.iter().sum::<usize>() + 20);
        assert!(
            above(&marked) < above(&plain),
            "marks stand above the capital"
        );
        let two = ["ễ", "ể"].map(|letter| draw(&slip("vi", letter), Paper::Mm58));
        assert_ne!(two[0], two[1]);
    }

    #[test]
    fn every_language_has_its_letters() {
        let missing = draw(&slip("ja", "\u{10ffff}"), Paper::Mm80);
        for (language, words) in [("en", "way"), ("zh", "路线"), ("ja", "道順"), ("ko", "길")]
        {
            let drawn = draw(&slip(language, words), Paper::Mm80);
            assert!(rows(&drawn).iter().sum::<usize>() > 50, "{language}");
            assert_ne!(drawn, missing, "{language}");
        }
    }

    #[test]
    fn long_lines_are_broken_within_the_paper() {
        let long = "Đến “Cây đa trước sân khấu làng nghề” rẽ trái, đi 120 m";
        let [narrow, wide] = [Paper::Mm58, Paper::Mm80].map(|paper| draw(&slip("vi", long), paper));
        assert!(narrow.height() > wide.height());
        for picture in [narrow, wide] {
            let edge = picture.width() - MARGIN / 2;
            let in_margin = |y| (edge..picture.width()).any(|x| picture.is_black(x, y));
            assert!(!(0..picture.height()).any(in_margin));
        }
    }
}
