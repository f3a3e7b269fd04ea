//! Runs many seeds, and makes the first one that fails short.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::run;
use super::step::{Step, steps};

/// How often a failing run is tried with fewer steps.
const TRIES: usize = 400;

/// Returns what is wrong with the first seed that fails, and the fewest steps found that show it.
pub(super) fn first_failure(mut seeds: impl Iterator<Item = u64>) -> Option<String> {
    let seed = seeds.find(|seed| fault(&steps(*seed)).is_some())?;
    let (fewest, fault) = shrink(steps(seed));
    Some(format!("seed {seed}: {fault}\nsteps: {fewest:?}"))
}

/// Returns what is wrong after the steps, panics among it.
pub(super) fn fault(steps: &[Step]) -> Option<String> {
    match catch_unwind(AssertUnwindSafe(|| run(steps))) {
        Ok(run) => run.err(),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().cloned();
            let text = text.or_else(|| panic.downcast_ref::<&str>().map(|it| (*it).to_owned()));
            Some(text.unwrap_or_default())
        }
    }
}

/// Leaves out parts, large ones first, for as long as something is still wrong.
fn shrink(mut steps: Vec<Step>) -> (Vec<Step>, String) {
    let mut wrong = fault(&steps).unwrap_or_else(|| "it passes when it is run again".to_owned());
    let (mut part, mut tries) = (steps.len() / 2, 0);
    while part > 0 && tries < TRIES {
        let (mut at, mut shorter) = (0, false);
        while at < steps.len() && tries < TRIES {
            let mut fewer = steps.clone();
            fewer.drain(at..(at + part).min(steps.len()));
            tries += 1;
            match fault(&fewer) {
                Some(still) => (steps, wrong, shorter) = (fewer, still, true),
                None => at += part,
            }
        }
        if !(shorter && part == 1) {
            part /= 2;
        }
    }
    (steps, wrong)
}
