//! Codes are read from simulated and real photographs, and never from pictures without one.

mod beside;
mod empty;
mod exact;
mod real;

use std::cell::OnceCell;
use std::thread;

use image::{DynamicImage, GrayImage};
use scanner::decode::{Budget, FrameReader, read_still};
use scanner::picture::Picture;

use crate::photograph::families::{FAMILIES, TOGETHER};
use crate::photograph::held::{Family, Held, Kind};

/// Visitors of each kind. The benchmark has more of them, and names what it misses.
const VISITORS: u64 = 3;
/// Frames for which a visitor holds a ticket up at least: a sixth of a second.
const FRAMES: usize = 5;

pub(crate) fn picture(image: GrayImage) -> Picture {
    Picture::from(&DynamicImage::ImageLuma8(image))
}

#[test]
fn tickets_are_read_under_every_condition_of_a_door() {
    let mut poor = Vec::new();
    for (family, read) in FAMILIES.iter().zip(on_all_cores(FAMILIES, read_family)) {
        let all = family.kinds.len() as u64 * VISITORS;
        println!(
            "{}: of {all}, {} as a still picture, {} within {FRAMES} frames",
            family.name, read.still, read.frames
        );
        if read.still * 100 < family.floor * all || read.frames * 100 < family.frames_floor * all {
            poor.push(format!(
                "{}: {} and {} of {all} read, {} % and {} % required; missed {:?}",
                family.name,
                read.still,
                read.frames,
                family.floor,
                family.frames_floor,
                read.missed
            ));
        }
    }
    assert!(poor.is_empty(), "{poor:#?}");
}

#[derive(Default)]
struct Read {
    still: u64,
    frames: u64,
    missed: Vec<&'static str>,
}

fn read_family(family: &Family) -> Read {
    let mut read = Read::default();
    for (kind, number) in family.kinds.iter().zip(0..) {
        for visitor in 0..VISITORS {
            let shown = Shown::by(kind, 100 * number + visitor);
            let (still, within) = (shown.alone(0), shown.together());
            read.still += u64::from(still);
            read.frames += u64::from(within);
            if !(still && within) {
                read.missed.push(kind.name);
            }
        }
    }
    read
}

/// A ticket that is shown for some frames, each of them taken when it is asked for. A wrong text ends the test.
struct Shown {
    name: &'static str,
    held: Held,
    frames: Vec<OnceCell<Picture>>,
}

impl Shown {
    fn by(kind: &Kind, seed: u64) -> Self {
        let frames = if kind.is_file() { 1 } else { FRAMES };
        Self {
            name: kind.name,
            held: kind.held(seed),
            frames: vec![OnceCell::new(); frames],
        }
    }

    fn frame(&self, frame: usize) -> &Picture {
        self.frames[frame].get_or_init(|| picture(self.held.frame(frame as u64)))
    }

    /// Whether this frame is read by itself, by all looks there are.
    fn alone(&self, frame: usize) -> bool {
        let texts = read_still(self.frame(frame), &Budget::unlimited());
        self.assert_right(&texts);
        !texts.is_empty()
    }

    /// Whether a reader that is given the frames one after the other reads the ticket.
    fn together(&self) -> bool {
        let mut reader = FrameReader::default();
        let frames = 0..self.frames.len();
        let mut read = frames.map(|frame| reader.read(self.frame(frame), &Budget::unlimited()));
        let texts = read.find(|texts| !texts.is_empty()).unwrap_or_default();
        self.assert_right(&texts);
        !texts.is_empty()
    }

    fn assert_right(&self, texts: &[String]) {
        let right = texts.iter().all(|text| *text == self.held.digits);
        assert!(right, "{}: misread {texts:?}", self.name);
    }
}

#[test]
fn several_frames_together_say_what_none_of_them_says_alone() {
    let kinds: Vec<(&Kind, u64)> = TOGETHER.kinds.iter().zip(0..).collect();
    let read = on_all_cores(&kinds, |&(kind, number)| {
        let (mut alone, mut together) = (0, 0);
        for visitor in 0..VISITORS {
            let shown = Shown::by(kind, 100 * number + visitor);
            alone += u64::from((0..FRAMES).any(|frame| shown.alone(frame)));
            together += u64::from(shown.together());
        }
        (alone, together)
    });
    for ((kind, _), (alone, together)) in kinds.iter().zip(&read) {
        println!(
            "{}: of {VISITORS}, {alone} in any of {FRAMES} frames by itself, {together} in all together",
            kind.name
        );
    }
    let sum = |of: fn(&(u64, u64)) -> u64| read.iter().map(of).sum::<u64>();
    let (alone, together) = (sum(|read| read.0), sum(|read| read.1));
    let all = kinds.len() as u64 * VISITORS;
    println!("of {all}, {alone} by themselves, {together} together");
    assert!(together * 100 >= TOGETHER.frames_floor * all);
    assert!(together * 100 >= alone * 125, "a quarter more together");
}

/// Does `work` for each item, on as many threads as the machine has cores; the results in the items' order.
fn on_all_cores<'a, T: Sync, R: Send>(items: &'a [T], work: impl Fn(&'a T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = items.len().div_ceil(cores).max(1);
    thread::scope(|scope| {
        let threads: Vec<_> = items
            .chunks(share)
            .map(|part| scope.spawn(|| part.iter().map(&work).collect::<Vec<R>>()))
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().expect("a family without a misread"))
            .collect()
    })
}
