//! From the heights of a symbol's modules to its text.

use rxing::common::BitMatrix;
use rxing::common::cpp_essentials::DecoderResult;
use rxing::qrcode::cpp_port::decoder::Decode;

/// The text of the modules that lie below 0.
pub(super) fn decode(heights: &[f32], side: usize) -> Option<String> {
    let mut bits = BitMatrix::new(side as u32, side as u32).ok()?;
    for (index, _) in heights
        .iter()
        .enumerate()
        .filter(|&(_, &height)| height < 0.0)
    {
        bits.set((index % side) as u32, (index / side) as u32);
    }
    let decoded = Decode(&bits).ok().filter(DecoderResult::isValid)?;
    Some(decoded.text()).filter(|text| !text.is_empty())
}

/// The heights with a share of the four neighbours taken out of each.
pub(super) fn unspilled(heights: &[f32], side: usize) -> Vec<f32> {
    let neighbour = |x: usize, y: usize| {
        if x < side && y < side {
            heights[y * side + x]
        } else {
            0.0
        }
    };
    let mut sharper = Vec::with_capacity(heights.len());
    for y in 0..side {
        for x in 0..side {
            let around = neighbour(x.wrapping_sub(1), y)
                + neighbour(x + 1, y)
                + neighbour(x, y.wrapping_sub(1))
                + neighbour(x, y + 1);
            sharper.push(neighbour(x, y) - SPILL * around);
        }
    }
    sharper
}

/// What a lens that blurs by half a module spills into each neighbour, as part of what stays.
const SPILL: f32 = 0.2;
