//! Nothing is ever read where there is no code.

use proptest::prelude::*;
use scanner::decode::{Budget, FrameReader, read_still};
use scanner::picture::Picture;

use super::picture;
use super::real::{pictures_in, real_photographs};
use crate::photograph::textures::{Empty, TEXTURES};
use crate::photograph::{Conditions, photograph};

/// Neither as a still picture nor by a camera that sees it again and again.
fn assert_nothing_in(taken: &Picture, name: &str) {
    assert_eq!(read_still(taken, &Budget::unlimited()), [""; 0], "{name}");
    let mut reader = FrameReader::default();
    let read = (0..4).find_map(|_| reader.read(taken, &Budget::unlimited()).pop());
    assert_eq!(read, None, "{name}");
}

#[test]
fn nothing_is_read_in_photographs_without_a_code() {
    let Some(folder) = real_photographs() else {
        return;
    };
    for file in pictures_in(&folder.join("no-code")) {
        let taken = Picture::open(&file).unwrap();
        assert_nothing_in(&taken, &file.display().to_string());
    }
}

#[test]
fn nothing_is_read_on_walls_halls_posters_and_cloth() {
    for empty in Empty::ALL {
        let mut reader = FrameReader::default();
        for seed in 0..6 {
            let taken = picture(empty.frame(seed));
            let read = reader.read(&taken, &Budget::unlimited());
            assert_eq!(read, [""; 0], "{empty:?}, frame {seed}");
            let texts = read_still(&taken, &Budget::unlimited());
            assert_eq!(texts, [""; 0], "{empty:?}, frame {seed}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn nothing_is_read_in_patterns_that_only_look_like_modules(
        kind in 0..TEXTURES.len(),
        seed in any::<u64>(),
    ) {
        let (name, draw) = TEXTURES[kind];
        assert_nothing_in(&picture(draw(seed)), &format!("{name}, seed {seed}"));
    }
}

#[test]
fn nothing_is_read_in_frames_of_different_patterns_put_together() {
    // A reader that remembers must not make a text out of what several frames have in common.
    for (number, (name, draw)) in (0u64..).zip(TEXTURES) {
        let mut reader = FrameReader::default();
        let how = Conditions {
            frame: (640, 360),
            fills: 1.0,
            noise: 10.0,
            ..Conditions::default()
        };
        for seed in 0..8 {
            let drawn = draw(100 * number + seed / 4);
            let taken = picture(photograph(&drawn, &how, seed));
            let read = reader.read(&taken, &Budget::unlimited());
            assert_eq!(read, [""; 0], "{name}, frame {seed}");
        }
    }
}
