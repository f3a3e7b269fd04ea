//! One look at a black-and-white picture: find the corner squares, lay the grid, correct the errors.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use rxing::common::cpp_essentials::ConcentricPattern;
use rxing::common::{BitMatrix, DetectorRXingResult};
use rxing::qrcode::cpp_port::decoder::Decode;
use rxing::qrcode::cpp_port::detector::{
    FindFinderPatterns, FinderPatternSet, GenerateFinderPatternSets, SampleQR,
};
use rxing::qrcode::detector::QRCodeDetectorResult;
use rxing::{Point, point};
use shared::ticket::has_ticket_form;

use super::corners::{Corners, Square};
use super::located::Located;

/// How long the hard looks may take in all. It is asked between steps, so a step under way is never cut off.
#[derive(Debug, Clone, Copy)]
pub struct Budget(Option<Instant>);

impl Budget {
    /// Ends `time` from now.
    #[must_use]
    pub fn of(time: Duration) -> Self {
        Self(Instant::now().checked_add(time))
    }

    /// Never ends: the result depends on the picture alone, not on how busy the machine is. For tests.
    #[must_use]
    pub fn unlimited() -> Self {
        Self(None)
    }

    /// Whether the time is up.
    #[must_use]
    pub fn spent(&self) -> bool {
        self.0.is_some_and(|end| Instant::now() >= end)
    }
}

/// What one look saw.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// The codes read, each text once, in the order found.
    pub(super) codes: Vec<Located>,
    /// Sets of three corners that belong together, most plausible first, none of whose symbols was read.
    pub(super) unread: Vec<Corners>,
    /// All such squares that belong to no code read.
    pub(super) squares: Vec<Square>,
}

/// When a look may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Enough {
    /// When everything was seen, or more codes were read than fit on a sheet of tickets.
    All,
    /// At the first code with the form of a ticket.
    Ticket,
}

/// More codes than fit on a sheet of tickets.
const MANY: usize = 64;

/// Looks for codes until there are `enough`. With `close`, every third row is searched for corners, which finds small
/// codes; without, as many rows as a symbol of a fair size needs.
pub(super) fn look(black: &BitMatrix, close: bool, enough: Enough, budget: &Budget) -> Seen {
    let mut seen = Seen::default();
    guarded(|| search(black, close, enough, budget, &mut seen));
    seen
}

/// Runs the library; when it panics, as its own documentation says it can, that counts as nothing read. It holds no
/// state between calls, so nothing half-done outlives the panic.
pub(super) fn guarded<T: Default>(run: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_default()
}

fn search(black: &BitMatrix, close: bool, enough: Enough, budget: &Budget, seen: &mut Seen) {
    let mut corners = FindFinderPatterns(black, close, 0);
    // The library sorts them, largest first.
    let sets = GenerateFinderPatternSets(&mut corners);
    let used = read_sets(black, &sets, enough, budget, seen);
    let squares = corners.iter().filter(|corner| !used.contains(corner));
    seen.squares = squares.take(SQUARES).map(Square::from).collect();
}

/// Reads the symbols with these corners, and answers with the corners of those that were read.
fn read_sets(
    black: &BitMatrix,
    sets: &[FinderPatternSet],
    enough: Enough,
    budget: &Budget,
    seen: &mut Seen,
) -> Vec<ConcentricPattern> {
    let mut used = Vec::new();
    let mut unread = Vec::new();
    for set in sets {
        if [set.bl, set.tl, set.tr]
            .iter()
            .any(|corner| used.contains(corner))
        {
            continue;
        }
        if let Ok(grid) = SampleQR(black, set)
            && let Ok(decoded) = Decode(grid.getBits())
            && decoded.isValid()
        {
            used.extend([set.bl, set.tl, set.tr]);
            let text = decoded.text();
            let ended = enough == Enough::Ticket && has_ticket_form(&text);
            if !text.is_empty() && seen.codes.iter().all(|known| known.text != text) {
                let size = (black.width(), black.height());
                seen.codes.push(Located::new(text, corners_of(&grid), size));
            }
            if ended || seen.codes.len() >= MANY {
                break;
            }
            continue;
        }
        unread.push(set);
        if budget.spent() {
            break;
        }
    }
    // Corners of different symbols were put together before the right three came.
    let unread = unread.into_iter().filter(|set| {
        let corners = [&set.bl, &set.tl, &set.tr];
        !corners.iter().any(|corner| used.contains(*corner))
    });
    seen.unread = unread.take(UNREAD).map(Corners::from).collect();
    used
}

/// The corners of a grid in order around it. The library gives them row by row, half a pixel off.
fn corners_of(grid: &QRCodeDetectorResult) -> [Point; 4] {
    let corner = |index: usize| {
        let corner = grid.getPoints().get(index).copied().unwrap_or_default();
        corner - point(0.5, 0.5)
    };
    [corner(0), corner(1), corner(3), corner(2)]
}

/// More sets than this are accidents.
const UNREAD: usize = 4;

/// More single squares than this are a pattern and no symbol.
const SQUARES: usize = 6;
