//! Numbers that look random and are always the same.

/// A small generator; the same seed gives the same numbers on every machine.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Evenly between -1 and 1.
    pub(crate) fn even(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 23) as f32 - 1.0
    }

    /// Evenly between 0 and 1.
    pub(crate) fn part(&mut self) -> f32 {
        self.even() * 0.5 + 0.5
    }

    /// Evenly from 0 up to `end`, which is not among them.
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        (self.next() % u64::from(end.max(1))) as u32
    }

    /// Bell-shaped around 0 with a standard deviation of 1.
    pub(crate) fn bell(&mut self) -> f32 {
        // Three even draws of variance one third each.
        self.even() + self.even() + self.even()
    }
}
