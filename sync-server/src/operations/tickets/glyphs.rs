//! Printed letters, five squares wide and seven high, drawn for this program: what stands below a
//! ticket's symbol needs no font file, and no square of it is ever blurred.

/// Squares a letter is wide and high, and the gap behind it.
const WIDTH: u32 = 5;
const HEIGHT: u32 = 7;
const GAP: u32 = 1;

/// Returns how many pixels high a line is, at so many pixels a square.
pub(super) fn height(scale: u32) -> u32 {
    HEIGHT * scale
}

/// Returns how many pixels wide a text is, at so many pixels a square.
pub(super) fn width(text: &str, scale: u32) -> u32 {
    let glyphs = text.chars().count() as u32;
    (glyphs * (WIDTH + GAP)).saturating_sub(GAP) * scale
}

/// Returns the largest scale up to `wanted` at which a text fits; 1 when none does.
pub(super) fn fitting(text: &str, wanted: u32, room: u32) -> u32 {
    let fits = |scale: &u32| width(text, *scale) <= room;
    (1..=wanted).rev().find(fits).unwrap_or(1)
}

/// Calls `square` with the place of every black square of a text, in pixels from its top left.
/// A character that is not in the table leaves its room empty.
pub(super) fn draw(text: &str, scale: u32, mut square: impl FnMut(u32, u32)) {
    for (place, letter) in (0..).zip(text.chars()) {
        let Some((_, rows)) = LETTERS.iter().find(|(known, _)| *known == letter) else {
            continue;
        };
        for (y, row) in (0..).zip(rows) {
            for x in (0..WIDTH).filter(|x| row >> (WIDTH - 1 - x) & 1 == 1) {
                square((place * (WIDTH + GAP) + x) * scale, y * scale);
            }
        }
    }
}

/// A zero has a stroke through it and a one has a foot, since both stand in short codes.
#[rustfmt::skip]
const LETTERS: [(char, [u8; HEIGHT as usize]); 43] = [
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
