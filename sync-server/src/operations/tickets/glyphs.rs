//! Printed letters, five squares wide and seven high, drawn for this program: what stands below a
//! ticket's symbol needs no font file, and no square of it is ever blurred.

/// Squares a letter is wide and high, and the gap behind it.
const WIDTH: usize = 5;
pub(super) const HEIGHT: usize = 7;
const GAP: usize = 1;

/// Returns how many pixels wide a text is, at so many pixels a square.
pub(super) fn width(text: &str, scale: usize) -> usize {
    let glyphs = text.chars().count();
    (glyphs * (WIDTH + GAP)).saturating_sub(GAP) * scale
}

/// Returns the largest scale up to `wanted` at which a text fits; 1 when none does.
pub(super) fn fitting(text: &str, wanted: usize, room: usize) -> usize {
    let fits = |scale: &usize| width(text, *scale) <= room;
    (1..=wanted).rev().find(fits).unwrap_or(1)
}

/// Returns the place of every black square of a text, in squares from its top left.
/// A character that is not in the table leaves its room empty.
pub(super) fn squares(text: &str) -> impl Iterator<Item = (usize, usize)> {
    text.chars().enumerate().flat_map(|(place, letter)| {
        let known = LETTERS.iter().find(|(known, _)| *known == letter);
        let rows = known.into_iter().flat_map(|(_, rows)| rows).enumerate();
        rows.flat_map(move |(y, row)| {
            let black = (0..WIDTH).filter(move |x| row >> (WIDTH - 1 - x) & 1 == 1);
            black.map(move |x| (place * (WIDTH + GAP) + x, y))
        })
    })
}

/// A zero has a stroke through it and a one has a foot, since both stand in short codes.
#[rustfmt::skip]
const LETTERS: [(char, [u8; HEIGHT]); 43] = [
    ('0', [0b01110, 0b10001, 0b10011, 0b10101, 0b11001, 0b10001, 0b01110]),
    ('1', [0b00100, 0b01100, 0b10100, 0b00100, 0b00100, 0b00100, 0b11111]),
    ('2', [0b01110, 0b10001, 0b00001, 0b00110, 0b01000, 0b10000, 0b11111]),
    ('3', [0b11110, 0b00001, 0b00001, 0b01110, 0b00001, 0b00001, 0b11110]),
    ('4', [0b10010, 0b10010, 0b10010, 0b11111, 0b00010, 0b00010, 0b00010]),
    ('5', [0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110]),
    ('6', [0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110]),
    ('7', [0b11111, 0b00001, 0b00010, 0b00010, 0b00100, 0b00100, 0b00100]),
    ('8', [0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110]),
    ('9', [0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100]),
    ('A', [0b00100, 0b01010, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001]),
    ('B', [0b11110, 0b10001, 0b10001, 0b11110, 0b10001, 0b10001, 0b11110]),
    ('C', [0b01110, 0b10001, 0b10000, 0b10000, 0b10000, 0b10001, 0b01110]),
    ('D', [0b11100, 0b10010, 0b10001, 0b10001, 0b10001, 0b10010, 0b11100]),
    ('E', [0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b11111]),
    ('F', [0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b10000]),
    ('G', [0b01110, 0b10001, 0b10000, 0b10111, 0b10001, 0b10001, 0b01111]),
    ('H', [0b10001, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001]),
    ('I', [0b01110, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110]),
    ('J', [0b00111, 0b00010, 0b00010, 0b00010, 0b00010, 0b10010, 0b01100]),
    ('K', [0b10001, 0b10010, 0b10100, 0b11000, 0b10100, 0b10010, 0b10001]),
    ('L', [0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b11111]),
    ('M', [0b10001, 0b11011, 0b10101, 0b10101, 0b10001, 0b10001, 0b10001]),
    ('N', [0b10001, 0b11001, 0b11001, 0b10101, 0b10011, 0b10011, 0b10001]),
    ('O', [0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110]),
    ('P', [0b11110, 0b10001, 0b10001, 0b11110, 0b10000, 0b10000, 0b10000]),
    ('Q', [0b01110, 0b10001, 0b10001, 0b10001, 0b10101, 0b10010, 0b01101]),
    ('R', [0b11110, 0b10001, 0b10001, 0b11110, 0b10100, 0b10010, 0b10001]),
    ('S', [0b01111, 0b10000, 0b10000, 0b01110, 0b00001, 0b00001, 0b11110]),
    ('T', [0b11111, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100]),
    ('U', [0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110]),
    ('V', [0b10001, 0b10001, 0b10001, 0b10001, 0b01010, 0b01010, 0b00100]),
    ('W', [0b10001, 0b10001, 0b10001, 0b10101, 0b10101, 0b11011, 0b10001]),
    ('X', [0b10001, 0b10001, 0b01010, 0b00100, 0b01010, 0b10001, 0b10001]),
    ('Y', [0b10001, 0b10001, 0b01010, 0b00100, 0b00100, 0b00100, 0b00100]),
    ('Z', [0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b10000, 0b11111]),
    ('-', [0b00000, 0b00000, 0b00000, 0b11111, 0b00000, 0b00000, 0b00000]),
    ('*', [0b00000, 0b10101, 0b01110, 0b11111, 0b01110, 0b10101, 0b00000]),
    ('~', [0b00000, 0b00000, 0b01001, 0b10101, 0b10010, 0b00000, 0b00000]),
    ('$', [0b00100, 0b01111, 0b10100, 0b01110, 0b00101, 0b11110, 0b00100]),
    ('=', [0b00000, 0b00000, 0b11111, 0b00000, 0b11111, 0b00000, 0b00000]),
    ('_', [0b00000, 0b00000, 0b00000, 0b00000, 0b00000, 0b00000, 0b11111]),
    (' ', [0b00000, 0b00000, 0b00000, 0b00000, 0b00000, 0b00000, 0b00000]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_short_code_character_is_drawn_distinctly() {
        for letter in "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U-".chars() {
            let drawn = LETTERS.iter().filter(|(known, _)| *known == letter);
            assert_eq!(drawn.count(), 1, "{letter}");
        }
        for (index, (letter, rows)) in LETTERS.iter().enumerate() {
            let twin = LETTERS[index + 1..].iter().find(|(_, other)| other == rows);
            assert_eq!(twin, None, "{letter}");
        }
    }

    #[test]
    fn long_text_is_drawn_smaller_until_it_fits() {
        assert_eq!(fitting("AB", 6, 1000), 6);
        assert_eq!(fitting("ABCDEFGHIJ", 6, 100), 1);
        assert!(
            width(
                "NO 4294967295  SCHOOL_GROUP",
                fitting("NO 4294967295  SCHOOL_GROUP", 4, 430)
            ) <= 430
        );
    }
}
