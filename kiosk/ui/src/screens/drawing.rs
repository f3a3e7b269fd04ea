//! A drawing of one colour, read from an SVG file: sharp at every size.

use std::str::FromStr;

use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2};
use kurbo::{BezPath, ParamCurve, PathEl, PathSeg, Point, Shape as _};
use roxmltree::{Document, Node};

/// Why a file is no drawing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DrawingError {
    #[error("not an SVG file ({0})")]
    Xml(#[from] roxmltree::Error),
    #[error("<{element}> in line {line}: {reason}")]
    Element {
        element: String,
        line: u32,
        reason: String,
    },
}

/// Figures in a square with the side 1, the lowest first.
#[derive(Debug)]
pub(crate) struct Drawing(Vec<Part>);

#[derive(Debug)]
struct Part {
    figure: Figure,
    filled: bool,
    /// The width of its line, if it has one.
    line: Option<f32>,
}

#[derive(Debug)]
enum Figure {
    Circle(Pos2, f32),
    Rect(Rect, f32),
    /// Outlines to fill; the same as smooth lines, and the places where these end.
    Outline {
        areas: Vec<Vec<Pos2>>,
        lines: Vec<Vec<Pos2>>,
        ends: Vec<Pos2>,
    },
}

/// Pieces that a quadratic curve is drawn with.
const QUADRATIC_PIECES: u32 = 40;
/// Pieces that a cubic curve, or a quarter of an ellipse, is drawn with.
const CUBIC_PIECES: u32 = 20;
/// The cosine of the angle from which on two pieces meet in a corner.
const CORNER: f32 = 0.94;
/// Where a coordinate must lie, as a multiple of the square's side.
const FARTHEST: f32 = 10.0;

/// Attributes and style properties that may stand in a file.
const KNOWN: &str = "id version viewBox width height fill stroke stroke-width stroke-linecap stroke-linejoin style d points x \
    y x1 y1 x2 y2 cx cy r rx ry fill-rule preserveAspectRatio";

impl Drawing {
    /// Reads a file with a square `viewBox`.
    ///
    /// # Errors
    /// Names the element that is not supported.
    pub(crate) fn from_svg(svg: &str) -> Result<Self, DrawingError> {
        let document = Document::parse(svg)?;
        let root = document.root_element();
        let refuse = |node: Node<'_, '_>, reason: String| DrawingError::Element {
            element: node.tag_name().name().to_owned(),
            line: document.text_pos_at(node.range().start).row,
            reason,
        };
        let square = ViewBox::of(root).map_err(|reason| refuse(root, reason))?;
        let mut parts = Vec::new();
        for node in root.descendants().filter(Node::is_element) {
            // What editors keep for themselves has a namespace of its own.
            if node.tag_name().namespace() == root.tag_name().namespace() {
                parts.extend(square.part(node).map_err(|reason| refuse(node, reason))?);
            }
        }
        Ok(Self(parts))
    }

    /// Draws it into the largest square of `rect`.
    pub(crate) fn draw(&self, painter: &Painter, rect: Rect, colour: Color32) {
        let side = rect.width().min(rect.height());
        let square = Rect::from_center_size(rect.center(), Vec2::splat(side));
        let at = |place: &Pos2| square.min + place.to_vec2() * side;
        let all = |places: &Vec<Pos2>| places.iter().map(at).collect::<Vec<Pos2>>();
        for part in &self.0 {
            let fill = if part.filled {
                colour
            } else {
                Color32::TRANSPARENT
            };
            let stroke = part.line.map_or(Stroke::NONE, |width| {
                Stroke::new((side * width).max(1.0), colour)
            });
            match &part.figure {
                Figure::Circle(centre, radius) => {
                    painter.circle(at(centre), radius * side, fill, stroke);
                }
                Figure::Rect(rect, radius) => {
                    let corner = CornerRadius::same((radius * side).min(255.0) as u8);
                    let rect = Rect::from_two_pos(at(&rect.min), at(&rect.max));
                    painter.rect(rect, corner, fill, stroke, StrokeKind::Middle);
                }
                Figure::Outline { areas, lines, ends } => {
                    for area in areas.iter().filter(|_| part.filled) {
                        painter.add(Shape::convex_polygon(all(area), fill, Stroke::NONE));
                    }
                    if part.line.is_none() {
                        continue;
                    }
                    // egui's lines end square and meet in points: a dot on every end makes them round.
                    for end in ends {
                        painter.circle_filled(at(end), stroke.width / 2.0, colour);
                    }
                    for line in lines {
                        match line[..] {
                            [from, to] => {
                                painter.line_segment([at(&from), at(&to)], stroke);
                            }
                            _ => {
                                painter.add(Shape::line(all(line), stroke));
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The square that a file's coordinates lie in.
struct ViewBox {
    min: Pos2,
    side: f32,
}

impl ViewBox {
    fn of(root: Node<'_, '_>) -> Result<Self, String> {
        let numbers = root.attribute("viewBox").map(numbers).transpose()?;
        match numbers.as_deref() {
            Some(&[x, y, width, height])
                if width > 0.0 && (width - height).abs() <= f32::EPSILON =>
            {
                Ok(Self {
                    min: pos2(x, y),
                    side: width,
                })
            }
            _ => Err("needs a viewBox that is a square, like \"0 0 100 100\"".to_owned()),
        }
    }

    /// The figure that an element draws, if it draws one.
    fn part(&self, node: Node<'_, '_>) -> Result<Option<Part>, String> {
        let name = node.tag_name().name();
        if ["title", "desc", "metadata", "defs"].contains(&name) {
            return match node.children().find(Node::is_element) {
                Some(child) if name == "defs" => {
                    Err(format!("<{}> is not supported", child.tag_name().name()))
                }
                _ => Ok(None),
            };
        }
        let attributes = node
            .attributes()
            .filter(|attribute| attribute.namespace().is_none());
        let styled = styles(node).map(|(name, _)| name);
        let mut properties = attributes.map(|attribute| attribute.name()).chain(styled);
        if let Some(unknown) = properties.find(|name| !KNOWN.split(' ').any(|known| known == *name))
        {
            return Err(format!("{unknown} is not supported"));
        }
        if ["svg", "g"].contains(&name) {
            return Ok(None);
        }
        for end in ["stroke-linecap", "stroke-linejoin"] {
            if inherited(node, end).is_some_and(|shape| shape != "round") {
                return Err(format!("{end} has to be round"));
            }
        }
        let filled = is_painted(node, "fill", "black")?;
        let line = is_painted(node, "stroke", "none")?
            .then(|| number(inherited(node, "stroke-width").unwrap_or("1")))
            .transpose()?
            .map(|width| width / self.side);
        let figure = self.figure(node, name)?;
        let Figure::Outline { areas, .. } = &figure else {
            return Ok(Some(Part {
                figure,
                filled,
                line,
            }));
        };
        if filled && !areas.iter().all(|area| is_convex(area)) {
            return Err(
                "a filled figure must have no dents and no holes: draw it in pieces".to_owned(),
            );
        }
        Ok(Some(Part {
            figure,
            filled,
            line,
        }))
    }

    fn figure(&self, node: Node<'_, '_>, name: &str) -> Result<Figure, String> {
        let length = |name: &str| number(node.attribute(name).unwrap_or("0"));
        let place = |x: &str, y: &str| self.at(length(x)?, length(y)?);
        let size = |name: &str| Ok::<f32, String>(length(name)?.max(0.0) / self.side);
        match name {
            "circle" => Ok(Figure::Circle(place("cx", "cy")?, size("r")?)),
            "ellipse" => {
                let centre = (f64::from(length("cx")?), f64::from(length("cy")?));
                let radii = (f64::from(length("rx")?), f64::from(length("ry")?));
                self.outline(&kurbo::Ellipse::new(centre, radii, 0.0).to_path(0.01))
            }
            "rect" => {
                let from = place("x", "y")?;
                let to = from + Vec2::new(size("width")?, size("height")?);
                let radius = size("rx")?.max(size("ry")?);
                Ok(Figure::Rect(Rect::from_min_max(from, to), radius))
            }
            "line" => {
                let places = vec![place("x1", "y1")?, place("x2", "y2")?];
                Ok(outline(vec![(places, false)]))
            }
            "polyline" | "polygon" => {
                let numbers = numbers(node.attribute("points").unwrap_or_default())?;
                let (pairs, []) = numbers.as_chunks::<2>() else {
                    return Err("points has an x without a y".to_owned());
                };
                let places: Result<Vec<Pos2>, String> =
                    pairs.iter().map(|[x, y]| self.at(*x, *y)).collect();
                Ok(outline(vec![(places?, name == "polygon")]))
            }
            "path" => {
                let commands = node.attribute("d").unwrap_or_default();
                // Radii of any size would become pieces of any number.
                if commands.contains(['e', 'E'])
                    || commands
                        .split(|c: char| !c.is_ascii_digit())
                        .any(|digits| digits.len() > 9)
                {
                    return Err("d has a number that is too long".to_owned());
                }
                let path = BezPath::from_svg(commands).map_err(|error| format!("d: {error}"))?;
                self.outline(&path)
            }
            _ => Err("is not supported".to_owned()),
        }
    }

    fn at(&self, x: f32, y: f32) -> Result<Pos2, String> {
        let place = ((pos2(x, y) - self.min) / self.side).to_pos2();
        if place.x.abs() <= FARTHEST && place.y.abs() <= FARTHEST {
            Ok(place)
        } else {
            Err(format!("{x} {y} is far outside the viewBox"))
        }
    }

    /// Curves as straight pieces.
    fn outline(&self, path: &BezPath) -> Result<Figure, String> {
        let at = |point: Point| self.at(point.x as f32, point.y as f32);
        let mut subpaths: Vec<(Vec<Pos2>, bool)> = Vec::new();
        for (index, element) in path.elements().iter().enumerate() {
            match (element, subpaths.last_mut()) {
                (PathEl::MoveTo(point), _) => subpaths.push((vec![at(*point)?], false)),
                (PathEl::ClosePath, Some((_, closed))) => *closed = true,
                (_, Some((places, _))) => {
                    let Some(segment) = path.get_seg(index) else {
                        continue;
                    };
                    let pieces = match segment {
                        PathSeg::Line(_) => 1,
                        PathSeg::Quad(_) => QUADRATIC_PIECES,
                        PathSeg::Cubic(_) => CUBIC_PIECES,
                    };
                    for piece in 1..=pieces {
                        places.push(at(segment.eval(f64::from(piece) / f64::from(pieces)))?);
                    }
                }
                (_, None) => {}
            }
        }
        Ok(outline(subpaths))
    }
}

/// The figure of subpaths, each open or closed.
fn outline(subpaths: Vec<(Vec<Pos2>, bool)>) -> Figure {
    let (mut lines, mut ends) = (Vec::new(), Vec::new());
    for (places, closed) in &subpaths {
        let mut places = places.clone();
        places.extend(places.first().copied().filter(|_| *closed));
        places.dedup();
        ends.extend(places.first());
        let mut start = 0;
        for middle in 1..places.len() {
            let is_corner = places.get(middle + 1).is_none_or(|next| {
                let before = (places[middle] - places[middle - 1]).normalized();
                let after = (*next - places[middle]).normalized();
                before.dot(after) < CORNER
            });
            if is_corner {
                lines.push(places[start..=middle].to_vec());
                ends.push(places[middle]);
                start = middle;
            }
        }
    }
    let areas = subpaths.into_iter().map(|(places, _)| places).collect();
    Figure::Outline { areas, lines, ends }
}

/// Whether a closed outline only ever turns one way, once around.
fn is_convex(places: &[Pos2]) -> bool {
    let mut corners = places.to_vec();
    corners.dedup_by(|a, b| a.distance(*b) < 1e-4);
    while corners.len() > 1 && corners[0].distance(corners[corners.len() - 1]) < 1e-4 {
        corners.pop();
    }
    let count = corners.len();
    let turns = (0..count).map(|index| {
        let [a, b, c] = [0, 1, 2].map(|step| corners[(index + step) % count]);
        let (before, after) = (b - a, c - b);
        (before.x * after.y - before.y * after.x).atan2(before.dot(after))
    });
    let turns: Vec<f32> = turns.collect();
    let whole = turns.iter().sum::<f32>().abs();
    let one_way = turns.iter().all(|turn| *turn > -0.01) || turns.iter().all(|turn| *turn < 0.01);
    one_way && whole < 1.5 * std::f32::consts::TAU
}

/// A property of an element or of the nearest element around it, from `style` or from an attribute.
fn inherited<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.ancestors().find_map(|around| {
        let styled = styles(around).filter(|(key, _)| *key == name).last();
        styled
            .map(|(_, value)| value)
            .or_else(|| around.attribute(name))
    })
}

fn styles<'a>(node: Node<'a, '_>) -> impl Iterator<Item = (&'a str, &'a str)> {
    let entries = node.attribute("style").unwrap_or_default().split(';');
    entries
        .filter_map(|entry| entry.split_once(':'))
        .map(|(name, value)| (name.trim(), value.trim()))
}

fn is_painted(node: Node<'_, '_>, name: &str, default: &str) -> Result<bool, String> {
    match inherited(node, name).unwrap_or(default) {
        "none" => Ok(false),
        "currentColor" | "currentcolor" => Ok(true),
        other => Err(format!(
            "{name} is {other}: it has to be currentColor or none"
        )),
    }
}

fn numbers(text: &str) -> Result<Vec<f32>, String> {
    let words = text.split([' ', ',', '\n', '\r', '\t']);
    words.filter(|word| !word.is_empty()).map(number).collect()
}

fn number(text: &str) -> Result<f32, String> {
    match f32::from_str(text.trim().trim_end_matches("px")) {
        Ok(number) if number.abs() < 1e6 => Ok(number),
        _ => Err(format!("\"{text}\" is not a number")),
    }
}

#[cfg(test)]
mod tests;
