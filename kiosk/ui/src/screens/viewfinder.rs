//! What the camera sees, in the well of a plate, with a frame where the code goes and a mark on the code that was
//! found. Without a camera, the drawing of how a ticket is held.

use std::sync::Arc;
use std::time::Duration;

use egui::accesskit::Role;
use egui::epaint::{Mesh, Vertex};
use egui::{
    Color32, ColorImage, Painter, Pos2, Rect, Sense, Shape, Stroke, TextureHandle, TextureOptions,
    Ui, Vec2, WidgetInfo, pos2, vec2,
};
use scanner::preview::PreviewFrame;
use texts::Key;

use super::DrawContext;
use super::plate::{self, Plate, STEP_MS};
use crate::theme::{Metrics, colour};

/// The picture of the first screen.
#[derive(Clone)]
pub(super) struct Viewfinder {
    plate: Plate,
    seen: Option<Seen>,
}

/// The camera's picture as the graphics card has it.
#[derive(Clone)]
struct Seen {
    texture: TextureHandle,
    /// The picture's number: one that is there already is not sent again.
    id: u64,
    luma: Arc<[u8]>,
    /// Whether it differs from the one before by more than a camera's noise.
    moves: bool,
}

/// How soon the next picture is asked for while something moves before the camera, and while nothing does: drawing the
/// whole window is what costs.
const MOVES: Duration = Duration::from_millis(100);
const RESTS: Duration = Duration::from_millis(300);

impl Viewfinder {
    /// With a drawing whose ticket shows a code of this text.
    pub(super) fn new(text: &str) -> Self {
        Self {
            plate: Plate::new(text),
            seen: None,
        }
    }

    /// Draws the camera's picture, or the drawing while there is none. `now_ms` is the window's clock, which moves the
    /// drawing on; the camera's picture is asked for again after a while.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        place: Rect,
        frame: Option<&PreviewFrame>,
        now_ms: u64,
        reading: bool,
    ) {
        let m = context.metrics;
        let told = if let Some(frame) = frame {
            self.take(ui, frame);
            self.live(ui, m, place, frame, reading);
            let moves = self.seen.as_ref().is_some_and(|seen| seen.moves);
            let busy = moves || reading || frame.found.is_some();
            ui.ctx()
                .request_repaint_after(if busy { MOVES } else { RESTS });
            Key::ScanPreview
        } else {
            self.seen = None;
            let step = now_ms / STEP_MS;
            self.plate.draw(ui.painter(), m, place, step, reading);
            let wait = STEP_MS - now_ms % STEP_MS;
            ui.ctx().request_repaint_after(Duration::from_millis(wait));
            Key::ScanIllustration
        };
        let response = ui.allocate_rect(place, Sense::hover());
        let told = context.texts.say(told);
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &told));
    }

    /// Sends a new picture to the graphics card, in shades of cobalt.
    fn take(&mut self, ui: &Ui, frame: &PreviewFrame) {
        if self.seen.as_ref().is_some_and(|seen| seen.id == frame.id) {
            return;
        }
        let size = [frame.width as usize, frame.height as usize];
        let pixels = frame.luma.iter().map(|luma| colour::underglaze(*luma));
        let image = ColorImage::new(size, pixels.collect());
        let options = TextureOptions::LINEAR;
        let luma = Arc::clone(&frame.luma);
        let id = frame.id;
        self.seen = Some(match self.seen.take() {
            Some(mut seen) => {
                seen.texture.set(image, options);
                let moves = differs(&seen.luma, &luma);
                Seen {
                    id,
                    luma,
                    moves,
                    ..seen
                }
            }
            None => Seen {
                texture: ui.ctx().load_texture("camera", image, options),
                id,
                luma,
                moves: true,
            },
        });
    }

    fn live(&self, ui: &Ui, m: &Metrics, place: Rect, frame: &PreviewFrame, reading: bool) {
        let Some(seen) = &self.seen else { return };
        let painter = ui.painter();
        let (centre, radius) = plate::circle(place);
        plate::rim(painter, centre, radius);
        let well = Well {
            centre,
            radius: radius * plate::WELL,
            aspect: frame.width.max(1) as f32 / frame.height.max(1) as f32,
        };
        painter.add(Shape::mesh(well.mesh(&seen.texture)));
        painter.circle_stroke(
            centre,
            well.radius,
            Stroke::new(radius * 0.02, colour::COBALT),
        );
        let half = well.radius * 0.58;
        let found = frame.found;
        let ink = if reading || found.is_some() {
            colour::CELADON_DEEP
        } else {
            colour::COBALT
        };
        // A light edge under the line: it shows on whatever is held to the camera.
        for (width, ink) in [(3.0, colour::PORCELAIN), (1.6, ink)] {
            plate::corners(painter, centre, half, Stroke::new(m.mm(width), ink));
        }
        if let Some(corners) = found {
            let corners = corners.map(|corner| well.at(corner));
            for (width, ink) in [(3.4, colour::PORCELAIN), (1.8, colour::CELADON_DEEP)] {
                ring(painter, corners, Stroke::new(m.mm(width), ink));
            }
        }
    }
}

/// Whether two pictures differ by more than the noise of a camera, by a sample of their pixels.
fn differs(before: &[u8], now: &[u8]) -> bool {
    const EVERY: usize = 37;
    const NOISE: u64 = 4;
    let pairs = before.iter().zip(now).step_by(EVERY);
    let (sum, count) = pairs.fold((0, 0), |(sum, count), (before, now)| {
        (sum + u64::from(before.abs_diff(*now)), count + 1)
    });
    before.len() != now.len() || sum > NOISE * count
}

/// The round hole through which the middle of the picture is seen.
#[derive(Debug, Clone, Copy)]
struct Well {
    centre: Pos2,
    radius: f32,
    /// The picture's width by its height.
    aspect: f32,
}

/// In how many pieces its edge is drawn.
const PIECES: u32 = 96;

impl Well {
    /// How far the picture reaches from the centre, in points: its shorter side fills the well.
    fn reach(&self) -> Vec2 {
        vec2(self.aspect.max(1.0), (1.0 / self.aspect).max(1.0)) * self.radius
    }

    /// Where a place of the picture, 0 to 1 both ways, is on the screen; held within the well.
    fn at(&self, [x, y]: [f32; 2]) -> Pos2 {
        let reach = self.reach();
        let from_centre = vec2((x * 2.0 - 1.0) * reach.x, (y * 2.0 - 1.0) * reach.y);
        let length = from_centre.length();
        if length <= self.radius {
            self.centre + from_centre
        } else {
            self.centre + from_centre * (self.radius / length)
        }
    }

    fn mesh(&self, texture: &TextureHandle) -> Mesh {
        let reach = self.reach();
        let vertex = |from_centre: Vec2| Vertex {
            pos: self.centre + from_centre,
            uv: pos2(
                0.5 + from_centre.x / reach.x / 2.0,
                0.5 + from_centre.y / reach.y / 2.0,
            ),
            color: Color32::WHITE,
        };
        let mut mesh = Mesh::with_texture(texture.id());
        mesh.vertices.push(vertex(Vec2::ZERO));
        for piece in 0..PIECES {
            let turn = std::f32::consts::TAU * piece as f32 / PIECES as f32;
            mesh.vertices.push(vertex(Vec2::angled(turn) * self.radius));
            mesh.add_triangle(0, 1 + piece, 1 + (piece + 1) % PIECES);
        }
        mesh
    }
}

/// A closed line through four corners, round at each.
fn ring(painter: &Painter, corners: [Pos2; 4], stroke: Stroke) {
    for index in 0..4 {
        let ends = [corners[index], corners[(index + 1) % 4]];
        painter.line_segment(ends, stroke);
        painter.circle_filled(ends[0], stroke.width / 2.0, stroke.color);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_the_picture_fills_the_well_whatever_shape_the_camera_has() {
        for aspect in [16.0 / 9.0, 1.0, 3.0 / 4.0] {
            let well = Well {
                centre: pos2(100.0, 100.0),
                radius: 50.0,
                aspect,
            };
            assert_eq!(well.at([0.5, 0.5]), well.centre);
            let reach = well.reach();
            assert!(
                (reach.min_elem() - 50.0).abs() < 0.01,
                "nothing is stretched"
            );
            assert!((reach.x / reach.y - aspect).abs() < 0.01);
        }
    }

    #[test]
    fn noise_is_no_movement_and_a_hand_is() {
        let hall = vec![100; 320 * 180];
        let noisy: Vec<u8> = (0..hall.len()).map(|at| 97 + (at % 7) as u8).collect();
        assert!(!differs(&hall, &noisy));
        let mut hand = hall.clone();
        hand[20_000..30_000].fill(220);
        assert!(differs(&hall, &hand));
        assert!(differs(&hall, &hall[1..]), "another camera");
    }

    #[test]
    fn a_code_at_the_edge_of_the_picture_is_marked_at_the_edge_of_the_well() {
        let well = Well {
            centre: Pos2::ZERO,
            radius: 50.0,
            aspect: 2.0,
        };
        let corner = well.at([0.0, 0.0]);
        assert!((corner.to_vec2().length() - 50.0).abs() < 0.01);
        assert!(corner.x < 0.0 && corner.y < 0.0);
    }
}
