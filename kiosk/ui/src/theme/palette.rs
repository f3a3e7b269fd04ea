//! The colours: glaze and porcelain for ground, cobalt for what is active, celadon and terracotta for what is said.

// The one room in which colours are made; everywhere else the lint that this lifts keeps them out.
#![allow(clippy::disallowed_methods)]

use egui::Color32;

/// The colours by the name a potter would give them.
pub mod colour {
    use egui::Color32;

    /// The ground of a screen: warm glaze white.
    pub const GLAZE: Color32 = Color32::from_rgb(0xfa, 0xf7, 0xf1);
    /// Cards and fields: cool porcelain white.
    pub const PORCELAIN: Color32 = Color32::from_rgb(0xff, 0xff, 0xff);
    /// Running text.
    pub const INK: Color32 = Color32::from_rgb(0x14, 0x20, 0x3a);
    /// Text of the second rank.
    pub const INK_SOFT: Color32 = Color32::from_rgb(0x3d, 0x48, 0x5f);
    /// Outlines of things to touch, and their edges when nothing else tells them from the ground.
    pub const RIM: Color32 = Color32::from_rgb(0x7c, 0x89, 0xa3);
    /// Quiet outlines that carry no meaning.
    pub const CRAZE: Color32 = Color32::from_rgb(0xe2, 0xdd, 0xd2);
    /// Underglaze blue: buttons, headings, what is active.
    pub const COBALT: Color32 = Color32::from_rgb(0x12, 0x3a, 0x82);
    /// The same when it is pressed.
    pub const COBALT_DEEP: Color32 = Color32::from_rgb(0x0a, 0x25, 0x57);
    /// A wash of it, for grounds.
    pub const COBALT_WASH: Color32 = Color32::from_rgb(0xe4, 0xeb, 0xf7);
    /// A thinner line of it, for ornament.
    pub const COBALT_THIN: Color32 = Color32::from_rgb(0x9a, 0xb0, 0xd8);
    /// Celadon, for ornament.
    pub const CELADON: Color32 = Color32::from_rgb(0x8f, 0xb9, 0xa4);
    /// A wash of celadon, for grounds.
    pub const CELADON_WASH: Color32 = Color32::from_rgb(0xe3, 0xef, 0xe8);
    /// Celadon fired dark: yes.
    pub const CELADON_DEEP: Color32 = Color32::from_rgb(0x0e, 0x4f, 0x3a);
    /// Terracotta fired dark: no.
    pub const TERRACOTTA: Color32 = Color32::from_rgb(0x8a, 0x2e, 0x14);
    /// A wash of terracotta, for grounds.
    pub const TERRACOTTA_WASH: Color32 = Color32::from_rgb(0xf8, 0xe8, 0xdf);
    /// Iron glaze: a person is needed.
    pub const OCHRE: Color32 = Color32::from_rgb(0x5f, 0x44, 0x00);
    /// Manganese glaze: a village's tiles.
    pub const MANGANESE: Color32 = Color32::from_rgb(0x66, 0x20, 0x6e);
    /// Iron glaze fired black: a village's tiles.
    pub const IRON: Color32 = Color32::from_rgb(0x33, 0x33, 0x33);
    /// Slate: goodbye.
    pub const SLATE: Color32 = Color32::from_rgb(0x2d, 0x3d, 0x50);
    /// What lies between a panel and the screen below it.
    pub const VEIL: Color32 = Color32::from_rgba_premultiplied(0x08, 0x0d, 0x17, 0x66);
    /// The modules of a code for phones. It stays dark in high contrast too.
    pub const CODE_DARK: Color32 = Color32::from_rgb(0x01, 0x01, 0x01);
    /// The ground of such a code. It stays light.
    pub const CODE_LIGHT: Color32 = Color32::from_rgb(0xfe, 0xfe, 0xfe);

    /// A shade of blue and white: a grey picture as a painter of porcelain would do it, from 0, the deepest cobalt, to
    /// 255, bare porcelain.
    #[must_use]
    pub fn underglaze(brightness: u8) -> Color32 {
        let [dark, light] = [COBALT_DEEP, PORCELAIN].map(|end| end.to_array());
        let mix = |channel: usize| {
            let (from, to) = (u16::from(dark[channel]), u16::from(light[channel]));
            (from + (to - from) * u16::from(brightness) / 255) as u8
        };
        Color32::from_rgb(mix(0), mix(1), mix(2))
    }
}

/// A ground with the ink that is read on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tone {
    /// The ground.
    pub ground: Color32,
    /// What is written and drawn on it.
    pub ink: Color32,
}

impl Tone {
    /// Running text on the screen.
    pub const PAGE: Self = Self::new(colour::GLAZE, colour::INK);
    /// Yes.
    pub const WELCOME: Self = Self::new(colour::CELADON_DEEP, colour::PORCELAIN);
    /// Yes, once more.
    pub const AGAIN: Self = Self::new(colour::COBALT, colour::PORCELAIN);
    /// Goodbye.
    pub const GOODBYE: Self = Self::new(colour::SLATE, colour::PORCELAIN);
    /// No.
    pub const REFUSED: Self = Self::new(colour::TERRACOTTA, colour::PORCELAIN);
    /// A sign that need not be noticed.
    pub const QUIET: Self = Self::new(colour::COBALT_WASH, colour::COBALT);
    /// A person is needed.
    pub const STAFF: Self = Self::new(colour::OCHRE, colour::PORCELAIN);
    /// A question.
    pub const ASKED: Self = Self::new(colour::COBALT_WASH, colour::COBALT);
    /// A ticket that is being checked.
    pub const CHECKING: Self = Self::new(colour::CELADON_WASH, colour::CELADON_DEEP);
    /// Out of order.
    pub const BROKEN: Self = Self::new(colour::TERRACOTTA_WASH, colour::TERRACOTTA);
    /// A door that leads both ways.
    pub const BOTH_WAYS: Self = Self::new(colour::COBALT, colour::PORCELAIN);
    /// Nothing counts.
    pub const REHEARSAL: Self = Self::new(colour::OCHRE, colour::PORCELAIN);
    /// The grounds of number tiles, a village each; they repeat when there are more villages. Each two of them differ in
    /// hue or chroma and not in lightness alone.
    pub const VILLAGES: [Self; 6] = [
        Self::new(colour::COBALT, colour::PORCELAIN),
        Self::new(colour::CELADON_DEEP, colour::PORCELAIN),
        Self::new(colour::TERRACOTTA, colour::PORCELAIN),
        Self::new(colour::OCHRE, colour::PORCELAIN),
        Self::new(colour::MANGANESE, colour::PORCELAIN),
        Self::new(colour::IRON, colour::PORCELAIN),
    ];
    /// The grounds of tiles that lead to pages.
    pub const TILES: [Self; 6] = [
        Self::new(colour::COBALT, colour::PORCELAIN),
        Self::new(colour::CELADON_DEEP, colour::PORCELAIN),
        Self::new(colour::TERRACOTTA, colour::PORCELAIN),
        Self::new(colour::OCHRE, colour::PORCELAIN),
        Self::new(colour::SLATE, colour::PORCELAIN),
        Self::new(colour::COBALT_DEEP, colour::PORCELAIN),
    ];

    const fn new(ground: Color32, ink: Color32) -> Self {
        Self { ground, ink }
    }

    /// Its ink thinned on its ground: for ornament that carries no meaning.
    #[must_use]
    pub fn thin(self) -> Color32 {
        let [ground, ink] = [self.ground, self.ink].map(|end| end.to_array());
        let mix = |channel: usize| {
            let (from, to) = (f32::from(ground[channel]), f32::from(ink[channel]));
            (from + (to - from) * 0.3).round() as u8
        };
        Color32::from_rgb(mix(0), mix(1), mix(2))
    }

    /// The same thinned to a wash, with the ground's colour for ink: for what stands back behind something else.
    #[must_use]
    pub fn washed(self) -> Self {
        let [ground, glaze] = [self.ground, colour::PORCELAIN].map(|end| end.to_array());
        let mix = |channel: usize| {
            let (from, to) = (f32::from(ground[channel]), f32::from(glaze[channel]));
            (from + (to - from) * 0.92).round() as u8
        };
        Self::new(Color32::from_rgb(mix(0), mix(1), mix(2)), self.ground)
    }

    /// The tone of the tiles of a village, by its place in the catalogue.
    #[must_use]
    pub fn of_village(index: usize) -> Self {
        Self::VILLAGES[index % Self::VILLAGES.len()]
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The contrast of two colours as WCAG 2 reckons it, 1 to 21.
    pub(in crate::theme) fn contrast(a: Color32, b: Color32) -> f32 {
        let luminance = |colour: Color32| {
            let linear = egui::Rgba::from(colour);
            0.2126 * linear.r() + 0.7152 * linear.g() + 0.0722 * linear.b()
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn all_text_stands_out_seven_to_one() {
        let verdicts = [
            Tone::PAGE,
            Tone::WELCOME,
            Tone::AGAIN,
            Tone::GOODBYE,
            Tone::REFUSED,
            Tone::STAFF,
            Tone::ASKED,
            Tone::CHECKING,
            Tone::BROKEN,
            Tone::BOTH_WAYS,
            Tone::REHEARSAL,
            Tone::QUIET,
        ];
        let tiles = Tone::TILES.into_iter().chain(Tone::VILLAGES);
        let washed = tiles.clone().map(Tone::washed);
        for tone in verdicts.into_iter().chain(tiles).chain(washed) {
            assert!(contrast(tone.ground, tone.ink) >= 7.0, "{tone:?}");
        }
        let grounds = [
            colour::GLAZE,
            colour::PORCELAIN,
            colour::COBALT_WASH,
            colour::CELADON_WASH,
            colour::TERRACOTTA_WASH,
        ];
        let inks = [
            colour::INK,
            colour::INK_SOFT,
            colour::COBALT,
            colour::COBALT_DEEP,
            colour::CELADON_DEEP,
            colour::TERRACOTTA,
        ];
        for ground in grounds {
            for ink in inks {
                let reached = contrast(ground, ink);
                assert!(reached >= 7.0, "{ink:?} on {ground:?}: {reached:.1}");
            }
        }
    }

    /// The axes a and b of a colour in Oklab: hue and chroma without lightness.
    fn hue_and_chroma(colour: Color32) -> [f32; 2] {
        let linear = egui::Rgba::from(colour);
        let (red, green, blue) = (linear.r(), linear.g(), linear.b());
        let long = (0.412_221_5 * red + 0.536_332_6 * green + 0.051_446 * blue).cbrt();
        let medium = (0.211_903_5 * red + 0.680_699_5 * green + 0.107_397 * blue).cbrt();
        let short = (0.088_302_5 * red + 0.281_718_8 * green + 0.629_978_7 * blue).cbrt();
        [
            1.977_998_5 * long - 2.428_592_2 * medium + 0.450_593_7 * short,
            0.025_904 * long + 0.782_771_8 * medium - 0.808_675_8 * short,
        ]
    }

    #[test]
    fn village_tones_differ_by_more_than_lightness() {
        for (index, tone) in Tone::VILLAGES.iter().enumerate() {
            for other in &Tone::VILLAGES[..index] {
                let [a, b] = [tone, other].map(|tone| hue_and_chroma(tone.ground));
                let apart = (a[0] - b[0]).hypot(a[1] - b[1]);
                assert!(apart > 0.065, "{tone:?} {other:?}: {apart}");
            }
        }
    }

    #[test]
    fn the_edges_of_controls_stand_out_three_to_one() {
        for ground in [colour::GLAZE, colour::PORCELAIN] {
            assert!(contrast(ground, colour::RIM) >= 3.0);
        }
    }

    #[test]
    fn underglaze_runs_from_cobalt_to_porcelain() {
        assert_eq!(colour::underglaze(0), colour::COBALT_DEEP);
        assert_eq!(colour::underglaze(255), colour::PORCELAIN);
        let [dark, light] = [100, 101].map(colour::underglaze);
        assert!(dark.r() <= light.r() && dark.g() <= light.g());
    }

    #[test]
    fn the_white_on_black_contrast_is_the_known_one() {
        assert!((contrast(Color32::WHITE, Color32::BLACK) - 21.0).abs() < 0.01);
    }
}
