//! A ticket's QR symbol. The library makes it but for the choice of its mask: it takes a millisecond for that, and here rows of
//! bits take a tenth of it.

use qrcode::bits::Bits;
use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::types::QrError;
use qrcode::{Color, EcLevel, Version, ec};

/// The largest symbol a ticket may have; more and smaller modules are harder to read.
const VERSION: Version = Version::Normal(5);
const LEVEL: EcLevel = EcLevel::M;
/// Modules of a side.
pub(super) const WIDTH: usize = 37;
/// Modules of white around the symbol, as the standard wants them.
pub(super) const QUIET: usize = 4;

/// The dark modules, a bit each: the lowest is the leftmost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Symbol([u64; WIDTH]);

impl Symbol {
    /// Makes the symbol of a ticket's digits, in numeric mode.
    pub(super) fn of(digits: &str) -> Result<Self, QrError> {
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(QrError::InvalidCharacter);
        }
        let mut bits = Bits::new(VERSION);
        bits.push_numeric_data(digits.as_bytes())?;
        bits.push_terminator(LEVEL)?;
        let (data, correction) = ec::construct_codewords(&bits.into_bytes(), VERSION, LEVEL)?;
        let mut canvas = Canvas::new(VERSION, LEVEL);
        canvas.draw_all_functional_patterns();
        canvas.draw_data(&data, &correction);
        let masked = MASKS.map(|mask| {
            let mut canvas = canvas.clone();
            canvas.apply_mask(mask);
            rows_of(&canvas.into_colors())
        });
        let best = masked.into_iter().min_by_key(penalty);
        Ok(Self(best.unwrap_or([0; WIDTH])))
    }

    /// Returns the dark modules of each row as runs: column, row, length.
    pub(super) fn runs(&self) -> impl Iterator<Item = [u8; 3]> {
        (0..).zip(&self.0).flat_map(|(row, modules)| {
            let mut rest = *modules;
            std::iter::from_fn(move || {
                let column = rest.trailing_zeros();
                let length = (rest.checked_shr(column)?).trailing_ones();
                rest &= u64::MAX.checked_shl(column + length).unwrap_or_default();
                Some([column as u8, row, length as u8])
            })
        })
    }
}

const MASKS: [MaskPattern; 8] = [
    MaskPattern::Checkerboard,
    MaskPattern::HorizontalLines,
    MaskPattern::VerticalLines,
    MaskPattern::DiagonalLines,
    MaskPattern::LargeCheckerboard,
    MaskPattern::Fields,
    MaskPattern::Diamonds,
    MaskPattern::Meadow,
];

fn rows_of(modules: &[Color]) -> [u64; WIDTH] {
    let mut rows = [0; WIDTH];
    for (row, modules) in rows.iter_mut().zip(modules.chunks(WIDTH)) {
        for module in modules.iter().rev() {
            *row = *row << 1 | u64::from(*module == Color::Dark);
        }
    }
    rows
}

/// The bits of a row.
const ALL: u64 = (1 << WIDTH) - 1;

/// Returns how hard a symbol is to read, by the standard (ISO/IEC 18004, 7.8.3.1).
fn penalty(rows: &[u64; WIDTH]) -> u32 {
    let columns = columns_of(rows);
    let lines = rows.iter().chain(&columns);
    let lines: u32 = lines.map(|line| runs_penalty(*line)).sum();
    let pairs = rows.windows(2).map(|pair| {
        // A bit for each square of four modules of one colour.
        let beside = |row: u64| !(row ^ row >> 1);
        let squares = beside(pair[0]) & beside(pair[1]) & !(pair[0] ^ pair[1]);
        3 * (squares & ALL >> 1).count_ones()
    });
    let dark: u32 = rows.iter().map(|row| row.count_ones()).sum();
    let modules = (WIDTH * WIDTH) as u32;
    let balance = (20 * dark).abs_diff(10 * modules) / modules * 10;
    lines + pairs.sum::<u32>() + balance
}

/// Returns the penalty of a line for long runs of a colour, and for what looks like a corner of the symbol.
fn runs_penalty(line: u64) -> u32 {
    // A bit for each five modules of one colour: a run of more has as many more, and begins once.
    let same = !(line ^ line >> 1) & ALL >> 1;
    let five = same & same >> 1 & same >> 2 & same >> 3;
    let runs = five.count_ones() + 2 * (five & !(five << 1)).count_ones();
    let corners = |pattern: u32| {
        let matching = (0..11).map(|at| {
            let bit = u64::from(pattern >> at & 1);
            line >> at ^ bit.wrapping_sub(1)
        });
        let matching = matching.fold(ALL >> 10, |all, one| all & one);
        matching.count_ones()
    };
    runs + 40 * (corners(0b000_0101_1101) + corners(0b101_1101_0000))
}

fn columns_of(rows: &[u64; WIDTH]) -> [u64; WIDTH] {
    let mut columns = [0; WIDTH];
    for (at, row) in rows.iter().enumerate() {
        for (column, bits) in columns.iter_mut().enumerate() {
            *bits |= (row >> column & 1) << at;
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;
    use qrcode::QrCode;

    #[test]
    fn symbol_is_that_of_the_library_under_some_mask() {
        for digits in ["0".repeat(195), "72057594037927935".repeat(11) + "16777215"] {
            let own = Symbol::of(&digits).unwrap();
            let mut bits = Bits::new(VERSION);
            bits.push_optimal_data(digits.as_bytes()).unwrap();
            bits.push_terminator(LEVEL).unwrap();
            let library = QrCode::with_bits(bits, LEVEL).unwrap();
            let library = rows_of(&library.into_colors());
            assert!(penalty(&own.0) <= penalty(&library));
            let corner = 0b111_1111;
            assert_eq!([own.0[0] & corner, library[0] & corner], [corner; 2]);
        }
    }

    #[test]
    fn runs_make_up_the_symbol() {
        let symbol = Symbol::of(&"0123456789".repeat(19)).unwrap();
        let mut rows = [0_u64; WIDTH];
        for [column, row, length] in symbol.runs() {
            rows[usize::from(row)] |= ((1 << length) - 1) << column;
        }
        assert_eq!(rows, symbol.0);
    }

    #[test]
    fn what_needs_a_larger_symbol_is_refused() {
        assert!(Symbol::of(&"1".repeat(202)).is_ok());
        assert!(Symbol::of(&"1".repeat(203)).is_err());
        assert!(Symbol::of("12A").is_err());
    }

    /// The rules of the standard, written as they are told.
    fn told(rows: &[u64; WIDTH]) -> u32 {
        let dark = |x: usize, y: usize| rows[y] >> x & 1 == 1;
        let mut sum = 0;
        for line in 0..WIDTH {
            for across in [true, false] {
                let at = |place| {
                    if across {
                        dark(place, line)
                    } else {
                        dark(line, place)
                    }
                };
                let modules: Vec<bool> = (0..WIDTH).map(at).collect();
                for run in modules.chunk_by(|one, next| one == next) {
                    sum += if run.len() >= 5 { run.len() - 2 } else { 0 };
                }
                for window in modules.windows(11) {
                    let drawn: String = window
                        .iter()
                        .map(|it| if *it { '#' } else { '.' })
                        .collect();
                    sum += 40 * usize::from(drawn == "#.###.#...." || drawn == "....#.###.#");
                }
            }
        }
        for (x, y) in (0..WIDTH - 1).flat_map(|x| (0..WIDTH - 1).map(move |y| (x, y))) {
            let one = dark(x, y);
            let others = [dark(x + 1, y), dark(x, y + 1), dark(x + 1, y + 1)];
            sum += 3 * usize::from(others == [one; 3]);
        }
        let all = (WIDTH * WIDTH) as f64;
        let part = rows.iter().map(|row| row.count_ones()).sum::<u32>();
        let off = (f64::from(part) * 100.0 / all - 50.0).abs();
        sum as u32 + 10 * (off / 5.0) as u32
    }

    #[test]
    fn penalty_follows_the_standards_rules() {
        let mut state = 1_u64;
        for step in 0..40 {
            let rows = std::array::from_fn(|_| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                // Some with long runs, some with little ink, some with corners.
                match step % 4 {
                    0 => state >> 27,
                    1 => (state >> 27) & (state >> 20) & ALL,
                    2 => ((state >> 40) | 0b11_1111_0000) & ALL,
                    _ => 0b101_1101 << (state >> 60),
                }
            });
            assert_eq!(penalty(&rows), told(&rows));
        }
    }
}
