//! Symbols that were put on a ground of their own colour without a quiet zone, such as a borderless symbol on a black
//! page: there the outer rings of the corner squares run into the ground, and no detector finds them.
//!
//! What is light in such a symbol reaches each of its four sides, since the strips between the corner squares and the
//! data are light. So the smallest rectangle around a cluster of light pixels is the symbol, and what lies outside is
//! made light.

use rxing::common::BitMatrix;

use super::picture::Picture;

/// A symbol cut out and given a quiet zone.
pub(super) struct CutOut {
    pub(super) picture: Picture,
    /// Where its upper left lies in the picture it was cut from.
    pub(super) offset: (f32, f32),
}

/// Sides of the cells in pixels in which light pixels are gathered. A cell larger than a module joins a symbol's light
/// modules, one smaller than the ground around it keeps two symbols apart.
const CELLS: [u32; 4] = [4, 8, 16, 32];

/// The smallest symbol has 21 modules a side, of two pixels at least.
const SMALLEST_SIDE: u32 = 42;

/// More clusters of a size than this are a pattern.
const CLUSTERS: usize = 4;

/// Cuts out what may be dark symbols without a quiet zone on a dark ground. `black` are the dark pixels of `picture`.
pub(super) fn cut_out(picture: &Picture, black: &BitMatrix) -> Vec<CutOut> {
    let mut tried: Vec<Area> = Vec::new();
    for cell in CELLS {
        let mut clusters = clusters(black, cell);
        clusters.retain(Area::may_be_symbol);
        clusters.sort_by_key(|area| std::cmp::Reverse(area.width() * area.height()));
        for area in clusters.into_iter().take(CLUSTERS) {
            if !tried.contains(&area) {
                tried.push(area);
            }
        }
    }
    let rectangles = tried
        .iter()
        .filter_map(|area| Rectangle::around(black, area));
    rectangles
        .map(|rectangle| rectangle.cut_out(picture))
        .collect()
}

/// A part of a picture along its sides, the right and the bottom edge included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Area {
    left: u32,
    top: u32,
    right: u32,
    bottom: u32,
}

impl Area {
    fn width(&self) -> u32 {
        self.right + 1 - self.left
    }

    fn height(&self) -> u32 {
        self.bottom + 1 - self.top
    }

    fn may_be_symbol(&self) -> bool {
        let (width, height) = (self.width(), self.height());
        width.min(height) >= SMALLEST_SIDE && width.max(height) * 2 <= width.min(height) * 3
    }

    fn include(&mut self, other: Self) {
        self.left = self.left.min(other.left);
        self.top = self.top.min(other.top);
        self.right = self.right.max(other.right);
        self.bottom = self.bottom.max(other.bottom);
    }
}

/// The areas of light pixels whose cells touch each other.
fn clusters(black: &BitMatrix, cell: u32) -> Vec<Area> {
    let (columns, rows) = (
        black.width().div_ceil(cell) as usize,
        black.height().div_ceil(cell) as usize,
    );
    let mut cells: Vec<Option<Area>> = vec![None; columns * rows];
    for y in 0..black.height() {
        for x in (0..black.width()).filter(|x| !black.get(*x, y)) {
            let here = Area {
                left: x,
                top: y,
                right: x,
                bottom: y,
            };
            let cell = &mut cells[(y / cell) as usize * columns + (x / cell) as usize];
            cell.get_or_insert(here).include(here);
        }
    }
    let mut clusters = Vec::new();
    let mut next = Vec::new();
    for start in 0..cells.len() {
        let Some(mut area) = cells[start].take() else {
            continue;
        };
        next.push(start);
        while let Some(at) = next.pop() {
            let (column, row) = (at % columns, at / columns);
            for row in row.saturating_sub(1)..(row + 2).min(rows) {
                for column in column.saturating_sub(1)..(column + 2).min(columns) {
                    let beside = row * columns + column;
                    if let Some(other) = cells[beside].take() {
                        area.include(other);
                        next.push(beside);
                    }
                }
            }
        }
        clusters.push(area);
    }
    clusters
}

/// A rectangle that may be turned.
struct Rectangle {
    /// The direction of its upper side.
    along: (f32, f32),
    /// The nearest and the farthest of its points along that direction and across it.
    near: (f32, f32),
    far: (f32, f32),
}

impl Rectangle {
    /// Returns the smallest rectangle around the light pixels of an area.
    fn around(black: &BitMatrix, area: &Area) -> Option<Self> {
        let mut edge = Vec::new();
        for y in area.top..=area.bottom {
            let light = |x: &u32| !black.get(*x, y);
            let first = (area.left..=area.right).find(light);
            let last = (area.left..=area.right).rev().find(light);
            // A pixel reaches half a pixel around its middle.
            for (x, reach) in first
                .map(|x| (x, 0.0))
                .into_iter()
                .chain(last.map(|x| (x, 1.0)))
            {
                edge.extend([0.0, 1.0].map(|down| (x as f32 + reach, y as f32 + down)));
            }
        }
        let turned = (-45..45).map(|degrees| Self::turned(&edge, degrees as f32));
        let smallest = turned.min_by(|a, b| a.size().total_cmp(&b.size()))?;
        (smallest.size() > 0.0).then_some(smallest)
    }

    fn turned(points: &[(f32, f32)], degrees: f32) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let mut rectangle = Self {
            along: (cos, sin),
            near: (f32::MAX, f32::MAX),
            far: (f32::MIN, f32::MIN),
        };
        for point in points {
            let (along, across) = rectangle.place(*point);
            rectangle.near = (rectangle.near.0.min(along), rectangle.near.1.min(across));
            rectangle.far = (rectangle.far.0.max(along), rectangle.far.1.max(across));
        }
        rectangle
    }

    /// Where a point lies along the rectangle's upper side and across it.
    fn place(&self, (x, y): (f32, f32)) -> (f32, f32) {
        let (cos, sin) = self.along;
        (x * cos + y * sin, y * cos - x * sin)
    }

    fn sides(&self) -> (f32, f32) {
        (self.far.0 - self.near.0, self.far.1 - self.near.1)
    }

    fn size(&self) -> f32 {
        let (width, height) = self.sides();
        width * height
    }

    fn contains(&self, point: (f32, f32)) -> bool {
        let (along, across) = self.place(point);
        (self.near.0..=self.far.0).contains(&along) && (self.near.1..=self.far.1).contains(&across)
    }

    /// The picture of the rectangle, with a light margin of a fifth of its side, which is four modules and more.
    fn cut_out(&self, picture: &Picture) -> CutOut {
        let (width, height) = self.sides();
        let (cos, sin) = self.along;
        let middle = |near: f32, far: f32| f32::midpoint(near, far);
        let (along, across) = (
            middle(self.near.0, self.far.0),
            middle(self.near.1, self.far.1),
        );
        let centre = (along * cos - across * sin, along * sin + across * cos);
        let reach = |a: f32, b: f32| {
            f32::midpoint(a * cos.abs(), b * sin.abs()) + MARGIN * width.max(height)
        };
        let reach = (reach(width, height), reach(height, width));
        let offset = ((centre.0 - reach.0).floor(), (centre.1 - reach.1).floor());
        let side = |reach: f32| (2.0 * reach).ceil() as u32 + 1;
        let pixel = |x: u32, y: u32| {
            let (x, y) = (x as f32 + offset.0, y as f32 + offset.1);
            if self.contains((x + 0.5, y + 0.5)) {
                let row = picture.row(y as u32);
                row.get(x as usize).copied().unwrap_or(LIGHT)
            } else {
                LIGHT
            }
        };
        let picture = Picture::drawn(side(reach.0), side(reach.1), pixel);
        CutOut { picture, offset }
    }
}

/// The light margin, as a part of the symbol's side.
const MARGIN: f32 = 0.2;

const LIGHT: u8 = 255;
