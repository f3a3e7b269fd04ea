//! The look of the screens, in one place: colours, type, measures. Nothing else names a colour or a size in pixels.

mod contrast;
mod fonts;
mod metrics;
mod palette;

use egui::{CornerRadius, Stroke, Visuals};

pub use contrast::set_high_contrast;
pub use fonts::{Weight, letters};
pub use metrics::Metrics;
pub use palette::{Tone, colour};

/// The spaces, text heights and corners of the screens, in millimetres of glass.
pub mod mm {
    /// The least side of anything to touch.
    pub const TARGET: f32 = 20.0;
    /// The least space between two things to touch.
    pub const GAP: f32 = 3.0;
    /// The space around a screen's content.
    pub const MARGIN: f32 = 9.0;
    /// Capital letters of running text.
    pub const TEXT: f32 = 4.8;
    /// Capital letters of a heading.
    pub const HEADING: f32 = 7.0;
    /// The rounding of a card's corners.
    pub const CARD: f32 = 3.0;
    /// The width of a line in an icon that is as high as running text.
    pub const HAIR: f32 = 0.35;
}

/// Prepares a context once, before the first frame: fonts in the order that suits a language (`ko`), colours, and how
/// touches are understood.
pub fn install(ctx: &egui::Context, language: &str) {
    fonts::install(ctx, language);
    ctx.add_plugin(contrast::HighContrast::default());
    ctx.set_theme(egui::Theme::Light);
    ctx.options_mut(|options| {
        options.zoom_with_keyboard = false;
        options.sync_window_theme = false;
        // Older hands press long and drift: a press is a press as long as it stays in place roughly.
        options.input_options.max_click_dist = 24.0;
        options.input_options.max_click_duration = f64::INFINITY;
    });
    ctx.all_styles_mut(|style| {
        style.visuals = visuals();
        style.animation_time = 0.0;
        style.interaction.selectable_labels = false;
        style.spacing.item_spacing = egui::Vec2::ZERO;
        style.url_in_tooltip = false;
    });
}

/// Has letters that Korean, Chinese and Japanese share drawn as the new language draws them. Costs nothing between
/// languages that share none.
pub fn speak(ctx: &egui::Context, before: &str, now: &str) {
    if fonts::differ(before, now) {
        fonts::install(ctx, now);
    }
}

fn visuals() -> Visuals {
    let mut visuals = Visuals::light();
    visuals.override_text_color = Some(colour::INK);
    visuals.panel_fill = colour::GLAZE;
    visuals.extreme_bg_color = colour::PORCELAIN;
    visuals.selection.bg_fill = colour::COBALT_WASH;
    visuals.selection.stroke = Stroke::new(1.0, colour::COBALT);
    visuals.text_cursor.stroke = Stroke::new(3.0, colour::COBALT);
    // A blinking cursor would repaint the screen for nothing.
    visuals.text_cursor.blink = false;
    // What can't be touched while a panel is open stays as it was; the panel lies over it.
    visuals.disabled_alpha = 1.0;
    visuals.weak_text_color = Some(colour::INK_SOFT);
    for widget in [
        &mut visuals.widgets.inactive,
        &mut visuals.widgets.hovered,
        &mut visuals.widgets.active,
        &mut visuals.widgets.noninteractive,
    ] {
        widget.corner_radius = CornerRadius::same(6);
        widget.bg_fill = colour::RIM;
    }
    visuals
}
