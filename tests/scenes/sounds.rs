//! The door's sounds are what their recipe says, small, and told apart without an ear for pitch.

#[path = "../sounds/chimes.rs"]
mod chimes;

use std::path::Path;

use chimes::{CHIMES, RATE};
use kiosk::sound::Cue;

/// The files that are in the program, and what the recipe makes: a last bit may differ between machines, whose sines
/// are rounded each in its own way.
#[test]
fn the_sounds_are_what_their_recipe_makes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/sounds");
    for chime in CHIMES {
        let kept = std::fs::read(folder.join(chime.file)).unwrap();
        let made = chime.wav();
        assert_eq!(kept[..44], made[..44], "{}: the head", chime.file);
        assert_eq!(kept.len(), made.len(), "{}", chime.file);
        for (kept, made) in samples(&kept).zip(samples(&made)) {
            assert!((kept - made).abs() <= 1, "{}: run the recipe", chime.file);
        }
    }
    let in_program: Vec<usize> = Cue::ALL.iter().map(|cue| cue.wav().len()).collect();
    let made: Vec<usize> = CHIMES.iter().map(|chime| chime.wav().len()).collect();
    assert_eq!(in_program, made);
}

fn samples(wav: &[u8]) -> impl Iterator<Item = i32> {
    wav[44..]
        .chunks_exact(2)
        .map(|pair| i32::from(i16::from_le_bytes([pair[0], pair[1]])))
}

/// When something is struck, in milliseconds: where the sound suddenly grows louder.
fn strokes(samples: &[i16]) -> Vec<u64> {
    let window = RATE as usize / 100;
    let loud: Vec<f64> = samples
        .chunks(window)
        .map(|part| {
            part.iter()
                .map(|s| f64::from(*s).powi(2))
                .sum::<f64>()
                .sqrt()
        })
        .collect();
    let mut found = Vec::new();
    let mut before = 0.0;
    for (index, now) in loud.iter().enumerate() {
        let rested = found
            .last()
            .is_none_or(|last| index as u64 * 10 > last + 60);
        if rested && *now > 1.25 * before + 1000.0 {
            found.push(index as u64 * 10);
        }
        before = *now;
    }
    found
}

#[test]
fn the_sounds_differ_in_rhythm_and_not_only_in_pitch() {
    let rhythms = CHIMES.map(|chime| strokes(&chime.samples()));
    let gaps = |strokes: &Vec<u64>| -> Vec<u64> {
        strokes.windows(2).map(|pair| pair[1] - pair[0]).collect()
    };
    assert_eq!(
        rhythms.each_ref().map(Vec::len),
        [2, 3, 2, 1],
        "{rhythms:?}"
    );
    let [quick, quicker, slow, _] = rhythms.each_ref().map(gaps);
    assert!(quick.iter().chain(&quicker).all(|gap| *gap < 200));
    assert!(slow.iter().all(|gap| *gap > 350), "twice as slow at least");
}

#[test]
fn every_sound_is_short_small_and_neither_clicks_nor_clips() {
    for chime in CHIMES {
        let (samples, wav) = (chime.samples(), chime.wav());
        assert!(wav.len() < 60_000, "{}: {}", chime.file, wav.len());
        assert!(samples.len() < RATE as usize * 5 / 4, "{}", chime.file);
        let loudest = samples.iter().map(|s| s.unsigned_abs()).max().unwrap();
        assert!((28_000..32_000).contains(&loudest), "{}", chime.file);
        let ends = [samples[0], samples[samples.len() - 1]];
        assert!(ends.iter().all(|end| end.abs() < 200), "{}", chime.file);
    }
}
