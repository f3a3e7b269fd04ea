//! High contrast: every colour of the palette has a counterpart that light letters on black are made of. It is put in
//! at the end of a frame, so that no screen needs to know.

// Colours are made here as in the palette itself.
#![allow(clippy::disallowed_methods)]

use egui::epaint::shape_transform::adjust_colors;
use egui::{Color32, Context, FullOutput, Plugin, Shape, TextureId};

use super::colour;

/// What each colour becomes. Grounds and inks change places: what is light gets dark and stays of its hue.
const TABLE: [(Color32, Color32); 20] = [
    (colour::GLAZE, rgb(0x00, 0x00, 0x00)),
    (colour::PORCELAIN, rgb(0x00, 0x00, 0x00)),
    (colour::INK, rgb(0xff, 0xff, 0xff)),
    (colour::INK_SOFT, rgb(0xe8, 0xed, 0xf5)),
    (colour::RIM, rgb(0xd4, 0xdc, 0xea)),
    (colour::CRAZE, rgb(0x8a, 0x92, 0xa0)),
    (colour::COBALT, rgb(0xa4, 0xcc, 0xff)),
    (colour::COBALT_DEEP, rgb(0xd6, 0xe8, 0xff)),
    (colour::COBALT_WASH, rgb(0x0a, 0x1c, 0x38)),
    (colour::COBALT_THIN, rgb(0x4d, 0x6e, 0xa6)),
    (colour::CELADON, rgb(0x5f, 0x96, 0x7d)),
    (colour::CELADON_WASH, rgb(0x06, 0x24, 0x1a)),
    (colour::CELADON_DEEP, rgb(0x86, 0xe6, 0xb8)),
    (colour::TERRACOTTA, rgb(0xff, 0xb8, 0xa0)),
    (colour::TERRACOTTA_WASH, rgb(0x33, 0x11, 0x06)),
    (colour::OCHRE, rgb(0xff, 0xd5, 0x6b)),
    (colour::SLATE, rgb(0xcd, 0xd7, 0xe3)),
    (colour::MANGANESE, rgb(0xf0, 0xb8, 0xf5)),
    (colour::IRON, rgb(0xdd, 0xdd, 0xdd)),
    (Color32::PLACEHOLDER, Color32::PLACEHOLDER),
];

/// Colours that stay: a code is read by phones, and some of them know dark on light only.
const FIXED: [Color32; 3] = [colour::CODE_DARK, colour::CODE_LIGHT, colour::VEIL];

const fn rgb(red: u8, green: u8, blue: u8) -> Color32 {
    Color32::from_rgb(red, green, blue)
}

/// Changes the colours of everything that was drawn, while it is on.
#[derive(Debug, Default)]
pub(super) struct HighContrast {
    on: bool,
}

impl Plugin for HighContrast {
    fn debug_name(&self) -> &'static str {
        "high contrast"
    }

    fn output_hook(&mut self, _ctx: &Context, output: &mut FullOutput) {
        if self.on {
            for clipped in &mut output.shapes {
                change(&mut clipped.shape);
            }
        }
    }
}

/// Draws in high contrast from this frame on, or no longer.
pub fn set_high_contrast(ctx: &Context, on: bool) {
    ctx.with_plugin(|contrast: &mut HighContrast| contrast.on = on);
}

/// Changes the colours of a shape. Pictures keep theirs.
fn change(shape: &mut Shape) {
    match shape {
        Shape::Vec(shapes) => shapes.iter_mut().for_each(change),
        Shape::Mesh(mesh) if mesh.texture_id != TextureId::default() => {}
        Shape::Rect(rect) if rect.brush.is_some() => {}
        _ => adjust_colors(shape, |colour| *colour = counterpart(*colour)),
    }
}

/// The counterpart of a colour: from the table, or for one that was mixed, as dark as it was light.
fn counterpart(colour: Color32) -> Color32 {
    if FIXED.contains(&colour) || colour.a() == 0 {
        return colour;
    }
    if let Some((_, other)) = TABLE.iter().find(|(known, _)| *known == colour) {
        return *other;
    }
    let [red, green, blue, alpha] = colour.to_srgba_unmultiplied();
    let near = |known: Color32| {
        let sides = known.to_array().into_iter().zip([red, green, blue]);
        sides.take(3).all(|(a, b)| a.abs_diff(b) <= 2)
    };
    let [red, green, blue] = match TABLE.iter().find(|(known, _)| near(*known)) {
        Some((_, other)) => [other.r(), other.g(), other.b()],
        None => turned([red, green, blue]),
    };
    Color32::from_rgba_unmultiplied(red, green, blue, alpha)
}

/// The same hue, as dark as it was light.
fn turned(channels: [u8; 3]) -> [u8; 3] {
    let most = channels.into_iter().max().unwrap_or_default();
    let least = channels.into_iter().min().unwrap_or_default();
    channels.map(|channel| 255 - most + (channel - least))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Tone;
    use crate::theme::palette::tests::contrast;
    use egui::epaint::Mesh;
    use egui::{Pos2, Rect};

    #[test]
    fn in_high_contrast_all_text_stands_out_ten_to_one() {
        let tones = Tone::TILES.into_iter().chain(Tone::VILLAGES).chain([
            Tone::PAGE,
            Tone::WELCOME,
            Tone::AGAIN,
            Tone::GOODBYE,
            Tone::REFUSED,
            Tone::STAFF,
            Tone::ASKED,
            Tone::CHECKING,
            Tone::BROKEN,
        ]);
        for tone in tones {
            let seen = contrast(counterpart(tone.ground), counterpart(tone.ink));
            assert!(seen >= 10.0, "{tone:?}: {seen}");
        }
        for ground in [colour::GLAZE, colour::PORCELAIN] {
            for ink in [colour::INK, colour::INK_SOFT, colour::COBALT, colour::RIM] {
                assert!(contrast(counterpart(ground), counterpart(ink)) >= 10.0);
            }
        }
    }

    #[test]
    fn what_shines_through_keeps_as_much_of_its_colour() {
        let half = colour::COBALT.gamma_multiply(0.5);
        let seen = counterpart(half);
        assert_eq!(seen.a(), half.a());
        let whole = counterpart(colour::COBALT).to_srgba_unmultiplied();
        for (a, b) in seen.to_srgba_unmultiplied().into_iter().zip(whole).take(3) {
            assert!(a.abs_diff(b) <= 4, "{seen:?}");
        }
        assert_eq!(counterpart(Color32::TRANSPARENT), Color32::TRANSPARENT);
    }

    #[test]
    fn a_colour_that_was_mixed_turns_as_dark_as_it_was_light() {
        let pale = counterpart(Color32::from_rgb(0xdd, 0xee, 0xff));
        assert!(contrast(pale, Color32::BLACK) < 1.8, "{pale:?}");
        assert_eq!(turned(turned([10, 200, 90])), [10, 200, 90]);
    }

    #[test]
    fn pictures_and_codes_stay_as_they_are() {
        let mut mesh = Mesh::with_texture(TextureId::User(7));
        mesh.add_colored_rect(
            Rect::from_min_max(Pos2::ZERO, Pos2::new(9.0, 9.0)),
            colour::GLAZE,
        );
        let before = mesh.vertices.clone();
        let mut shape = Shape::mesh(mesh);
        change(&mut shape);
        let Shape::Mesh(mesh) = shape else {
            panic!("a mesh is a mesh");
        };
        assert_eq!(mesh.vertices, before);
        for fixed in FIXED {
            assert_eq!(counterpart(fixed), fixed);
        }
    }
}
