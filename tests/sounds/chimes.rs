//! The door's sounds, reckoned from a few numbers: strokes on porcelain, told apart by their rhythm.
//!
//! | sound | rhythm | heard as |
//! |---|---|---|
//! | admitted | short – long, rising | ta-TING |
//! | admitted again | short – short – long, rising | ta-ta-TING |
//! | attention | long … long, falling, as a doorbell | DING … DONG |
//! | refused | one long, low stroke | BONG |
//!
//! Nobody has to hear a pitch to tell them apart. All strokes ring in the range where a hall full of voices is thinnest
//! (1 to 4 kHz); the low one by its overtones. They begin softly and fade by themselves, so that the hundredth is no
//! worse than the first.

/// Samples a second. Every player takes this rate, and nothing in a stroke is higher than half of it.
pub(crate) const RATE: u32 = 22_050;

/// A sound: its file and its strokes.
pub(crate) struct Chime {
    /// The file in `assets/sounds`.
    pub(crate) file: &'static str,
    strokes: &'static [Stroke],
    /// The whole length in seconds.
    seconds: f64,
}

/// One stroke.
struct Stroke {
    /// When, in seconds.
    at: f64,
    /// Its pitch in hertz.
    hertz: f64,
    /// How long it rings, in seconds: by then a thousandth is left.
    rings: f64,
    /// How loud, against the others.
    loud: f64,
    body: Body,
}

/// What is struck: its overtones, as multiples of the pitch, with how loud each is and for what part of the time it
/// rings.
#[derive(Clone, Copy)]
enum Body {
    /// The rim of a bowl.
    Bowl,
    /// A large jar.
    Jar,
}

impl Body {
    fn overtones(self) -> &'static [(f64, f64, f64)] {
        match self {
            Self::Bowl => &[
                (1.0, 1.0, 1.0),
                (2.003, 0.45, 0.6),
                (2.76, 0.22, 0.4),
                (4.07, 0.10, 0.25),
            ],
            // Two that are almost one: a jar's tone swells and sinks, slowly.
            Self::Jar => &[
                (1.0, 0.7, 1.0),
                (1.006, 0.5, 1.0),
                (2.0, 0.8, 0.8),
                (3.01, 0.6, 0.6),
                (4.2, 0.3, 0.35),
            ],
        }
    }
}

/// The four sounds.
pub(crate) const CHIMES: [Chime; 4] = [
    Chime {
        file: "admitted.wav",
        strokes: &[bowl(0.0, 1174.7, 0.22, 0.7), bowl(0.13, 1760.0, 0.62, 1.0)],
        seconds: 0.72,
    },
    Chime {
        file: "admitted-again.wav",
        strokes: &[
            bowl(0.0, 1174.7, 0.2, 0.7),
            bowl(0.12, 1480.0, 0.2, 0.8),
            bowl(0.24, 1760.0, 0.6, 1.0),
        ],
        seconds: 0.82,
    },
    Chime {
        file: "attention.wav",
        strokes: &[bowl(0.0, 1318.5, 0.6, 1.0), bowl(0.45, 987.8, 0.7, 1.0)],
        seconds: 1.1,
    },
    Chime {
        file: "refused.wav",
        strokes: &[Stroke {
            at: 0.0,
            hertz: 392.0,
            rings: 0.95,
            loud: 1.0,
            body: Body::Jar,
        }],
        seconds: 0.85,
    },
];

const fn bowl(at: f64, hertz: f64, rings: f64, loud: f64) -> Stroke {
    Stroke {
        at,
        hertz,
        rings,
        loud,
        body: Body::Bowl,
    }
}

/// How long a stroke takes to be there, in seconds: long enough not to click.
const ATTACK: f64 = 0.004;
/// The last part of a sound, in seconds, in which whatever still rings is faded out.
const FADE: f64 = 0.03;
/// The loudest sample, as a part of what 16 bits hold.
const PEAK: f64 = 0.89;

impl Chime {
    /// The samples, 16 bits each.
    pub(crate) fn samples(&self) -> Vec<i16> {
        let count = (self.seconds * f64::from(RATE)) as usize;
        let raw: Vec<f64> = (0..count)
            .map(|index| self.at(index as f64 / f64::from(RATE)))
            .collect();
        let loudest = raw
            .iter()
            .fold(0.0_f64, |most, sample| most.max(sample.abs()));
        let to_16_bits = PEAK * f64::from(i16::MAX) / loudest;
        raw.iter()
            .map(|sample| (sample * to_16_bits).round() as i16)
            .collect()
    }

    fn at(&self, seconds: f64) -> f64 {
        let sum: f64 = self.strokes.iter().map(|stroke| stroke.at(seconds)).sum();
        let fade = ((self.seconds - seconds) / FADE).clamp(0.0, 1.0);
        // Bent a little at the top: louder for the ear at the same height.
        (sum * 0.9).tanh() * fade
    }

    /// The whole file.
    pub(crate) fn wav(&self) -> Vec<u8> {
        let samples = self.samples();
        let bytes = samples.len() as u32 * 2;
        let mut file = Vec::with_capacity(44 + bytes as usize);
        file.extend(b"RIFF");
        file.extend((36 + bytes).to_le_bytes());
        file.extend(b"WAVEfmt ");
        file.extend(16_u32.to_le_bytes());
        // PCM, one channel.
        file.extend(1_u16.to_le_bytes());
        file.extend(1_u16.to_le_bytes());
        file.extend(RATE.to_le_bytes());
        file.extend((RATE * 2).to_le_bytes());
        file.extend(2_u16.to_le_bytes());
        file.extend(16_u16.to_le_bytes());
        file.extend(b"data");
        file.extend(bytes.to_le_bytes());
        file.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
        file
    }
}

impl Stroke {
    fn at(&self, seconds: f64) -> f64 {
        let since = seconds - self.at;
        if since < 0.0 {
            return 0.0;
        }
        let attack = (since / ATTACK).min(1.0);
        let tones = self.body.overtones().iter();
        let sum: f64 = tones
            .map(|(multiple, loud, part)| {
                let left = (-since / (self.rings * part) * 1000.0_f64.ln()).exp();
                (std::f64::consts::TAU * self.hertz * multiple * since).sin() * loud * left
            })
            .sum();
        sum * attack * self.loud
    }
}
