//! The picture of the first screen: a blue-and-white plate, and on it a ticket held to the camera.

use egui::epaint::{PathShape, PathStroke};
use egui::{
    Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2,
};

use crate::theme::{Metrics, colour};

/// How many petals the rim has.
const PETALS: usize = 28;

/// How many steps the ticket takes towards the camera before it starts anew.
pub(crate) const STEPS: u64 = 4;

/// How long one step stays, in milliseconds: two pictures a second at most, and nothing flashes.
pub(crate) const STEP_MS: u64 = 700;

/// The picture, with the code's modules worked out once.
#[derive(Debug, Clone)]
pub(crate) struct Plate {
    modules: Vec<bool>,
    side: usize,
}

impl Plate {
    /// A plate whose ticket shows a real code of this text: it is no ticket, and a phone that reads it shows that.
    pub(crate) fn new(text: &str) -> Self {
        qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::L).map_or_else(
            |_too_long| Self {
                modules: Vec::new(),
                side: 0,
            },
            |code| Self {
                side: code.width(),
                modules: code
                    .to_colors()
                    .iter()
                    .map(|module| *module == qrcode::Color::Dark)
                    .collect(),
            },
        )
    }

    /// Draws it into the largest circle of `place`, in one of its steps.
    pub(crate) fn draw(
        &self,
        painter: &Painter,
        m: &Metrics,
        place: Rect,
        step: u64,
        reading: bool,
    ) {
        let (centre, radius) = circle(place);
        rim(painter, centre, radius);
        let toward = if reading { STEPS - 1 } else { step % STEPS };
        let closer = toward as f32 / (STEPS - 1) as f32;
        viewfinder(painter, m, centre, radius * 0.47, reading);
        self.ticket(
            painter,
            centre + vec2(0.0, radius * 0.18 * (1.0 - closer)),
            radius * (0.38 + 0.04 * closer),
        );
    }

    fn ticket(&self, painter: &Painter, centre: Pos2, half_height: f32) {
        let card = Rect::from_center_size(centre, vec2(half_height * 1.36, half_height * 2.0));
        let corner = CornerRadius::same((half_height * 0.12).min(255.0) as u8);
        painter.rect_filled(
            card.translate(Vec2::splat(half_height * 0.05)),
            corner,
            colour::COBALT_THIN,
        );
        painter.rect(
            card,
            corner,
            colour::PORCELAIN,
            Stroke::new(half_height * 0.035, colour::COBALT),
            StrokeKind::Inside,
        );
        let code_side = half_height * 1.0;
        let code = Rect::from_center_size(
            centre - vec2(0.0, half_height * 0.22),
            Vec2::splat(code_side),
        );
        self.code(painter, code);
        for (down, part) in [(0.52, 0.8), (0.68, 0.5)] {
            let line = Rect::from_center_size(
                centre + vec2(0.0, half_height * down),
                vec2(code_side * part, half_height * 0.055),
            );
            painter.rect_filled(line, CornerRadius::same(2), colour::COBALT_THIN);
        }
    }

    fn code(&self, painter: &Painter, place: Rect) {
        if self.side == 0 {
            return;
        }
        // Runs of dark modules become one rectangle each, in whole points so that no seams show.
        let side = place.width() / self.side as f32;
        for (row, line) in self.modules.chunks(self.side).enumerate() {
            let mut column = 0;
            while column < line.len() {
                let run = line[column..].iter().take_while(|dark| **dark).count();
                if run > 0 {
                    let from = place.min + vec2(column as f32, row as f32) * side;
                    let to = from + vec2(run as f32, 1.0) * side;
                    let rect = Rect::from_min_max(from.round(), to.round());
                    painter.rect_filled(rect, CornerRadius::ZERO, colour::INK);
                }
                column += run.max(1);
            }
        }
    }
}

/// A plate without a ticket, for an empty place at the foot of a page: an ornament that carries no meaning.
pub(crate) fn ornament(painter: &Painter, place: Rect) {
    let radius = (place.height() * 0.82).min(place.width() * 0.42);
    rim(
        painter,
        pos2(place.center().x, place.bottom() + radius * 0.12),
        radius,
    );
}

/// The largest circle of a place.
pub(crate) fn circle(place: Rect) -> (Pos2, f32) {
    (place.center(), place.width().min(place.height()) / 2.0)
}

/// How far the well of a plate reaches, as a part of its radius.
pub(crate) const WELL: f32 = 0.735;

/// The rim of a plate, and its empty well, in cobalt.
pub(crate) fn rim(painter: &Painter, centre: Pos2, radius: f32) {
    rim_in(
        painter,
        centre,
        radius,
        colour::COBALT,
        colour::CELADON_WASH,
    );
}

/// The rim of a plate painted with an ink, and its well with a glaze.
pub(crate) fn rim_in(painter: &Painter, centre: Pos2, radius: f32, ink: Color32, well: Color32) {
    painter.circle_filled(centre + vec2(0.0, radius * 0.012), radius, colour::CRAZE);
    painter.circle_filled(centre, radius * 0.985, colour::PORCELAIN);
    let line = |width: f32, ink: Color32| Stroke::new((radius * width).max(1.0), ink);
    painter.circle_stroke(centre, radius * 0.97, line(0.016, ink));
    painter.circle_stroke(centre, radius * 0.935, line(0.005, ink));
    for petal in 0..PETALS {
        let turn = std::f32::consts::TAU * petal as f32 / PETALS as f32;
        let half = std::f32::consts::PI / PETALS as f32;
        lotus_petal(painter, centre, radius, (turn, half), ink);
    }
    painter.circle_filled(centre, radius * WELL, well);
    painter.circle_stroke(centre, radius * WELL, line(0.012, ink));
    painter.circle_stroke(centre, radius * 0.705, line(0.005, ink));
}

/// A wreath of petals, drawn with a thin line: what stands within it reaches to 0.88 of the radius.
pub(crate) fn wreath(painter: &Painter, centre: Pos2, radius: f32, ink: Color32) {
    let stroke = PathStroke::new((radius * 0.008).max(1.0), ink);
    let half = std::f32::consts::PI / WREATH as f32;
    for petal in 0..WREATH {
        let turn = std::f32::consts::TAU * petal as f32 / WREATH as f32;
        painter.add(Shape::Path(PathShape {
            points: arch(centre, radius, turn, half, [0.885, 0.985, 0.9]),
            closed: false,
            fill: Color32::TRANSPARENT,
            stroke: stroke.clone(),
        }));
    }
}

/// How many petals a wreath has.
const WREATH: usize = 40;

/// A pointed arch: how far from the centre its foot and its tip are, and how wide it is, as parts of the radius and of
/// its share of the round.
fn arch(
    centre: Pos2,
    radius: f32,
    turn: f32,
    half: f32,
    [foot, tip, width]: [f32; 3],
) -> Vec<Pos2> {
    let left = bend((foot, -width), (tip - 0.02, -width * 1.1), (tip, 0.0));
    let right = bend((tip, 0.0), (tip - 0.02, width * 1.1), (foot, width));
    left.into_iter()
        .chain(right)
        .map(|(along, across)| centre + Vec2::angled(turn + half * across) * radius * along)
        .collect()
}

/// Straight pieces that a bend is drawn with.
const BEND: usize = 40;

/// The places of a bend from one place to another, pulled towards a third.
fn bend(from: (f32, f32), pull: (f32, f32), to: (f32, f32)) -> Vec<(f32, f32)> {
    (0..=BEND)
        .map(|piece| {
            let t = piece as f32 / BEND as f32;
            let mix = |a: f32, b: f32, c: f32| {
                (1.0 - t) * (1.0 - t) * a + 2.0 * t * (1.0 - t) * b + t * t * c
            };
            (mix(from.0, pull.0, to.0), mix(from.1, pull.1, to.1))
        })
        .collect()
}

/// One petal of the rim: a pointed arch with a smaller one inside.
fn lotus_petal(
    painter: &Painter,
    centre: Pos2,
    radius: f32,
    (turn, half): (f32, f32),
    ink: Color32,
) {
    let outer = arch(centre, radius, turn, half, [0.74, 0.915, 0.92]);
    painter.add(Shape::Path(PathShape {
        points: outer,
        closed: false,
        fill: Color32::TRANSPARENT,
        stroke: PathStroke::new((radius * 0.007).max(1.0), ink),
    }));
    let inner = arch(centre, radius, turn, half, [0.75, 0.865, 0.5]);
    painter.add(Shape::Path(PathShape {
        points: inner,
        closed: true,
        fill: ink,
        stroke: PathStroke::NONE,
    }));
}

/// Four corners around the place where the code goes.
fn viewfinder(painter: &Painter, m: &Metrics, centre: Pos2, half: f32, reading: bool) {
    let ink = if reading {
        colour::CELADON_DEEP
    } else {
        colour::COBALT
    };
    corners(painter, centre, half, Stroke::new(m.mm(1.3), ink));
}

/// The corners of a square, with round ends.
pub(crate) fn corners(painter: &Painter, centre: Pos2, half: f32, stroke: Stroke) {
    let arm = half * 0.32;
    for (x, y) in [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)] {
        let corner = centre + vec2(x * half, y * half);
        let points = [
            pos2(corner.x - x * arm, corner.y),
            corner,
            pos2(corner.x, corner.y - y * arm),
        ];
        for point in points {
            painter.circle_filled(point, stroke.width / 2.0, stroke.color);
        }
        painter.line(points.to_vec(), stroke);
    }
}

/// A band of waves, as on the foot of a bowl: the quiet ornament of every page.
pub(crate) fn waves(painter: &Painter, m: &Metrics, place: Rect) {
    swell(painter, m, place, 6.0, colour::COBALT_THIN);
}

/// Waves of a width in millimetres, along the foot of a place.
pub(crate) fn swell(painter: &Painter, m: &Metrics, place: Rect, wave_mm: f32, ink: Color32) {
    let wave = m.mm(wave_mm);
    let count = (place.width() / wave).ceil() as usize;
    let wave = place.width() / count.max(1) as f32;
    for index in 0..count {
        let centre = pos2(place.left() + (index as f32 + 0.5) * wave, place.bottom());
        for part in [0.5, 0.32, 0.14] {
            let points: Vec<Pos2> = (0..=12)
                .map(|piece| {
                    let angle = std::f32::consts::PI * (1.0 + piece as f32 / 12.0);
                    centre + Vec2::angled(angle) * wave * part
                })
                .collect();
            painter.line(points, Stroke::new(m.mm(0.35).max(wave * 0.02), ink));
        }
    }
}
