//! Pages in every size and language: each is kept as a picture with `KIOSK_PICTURES=DIR`, and looked at.

use std::panic::{AssertUnwindSafe, catch_unwind};

use texts::Language;

use super::hall::Hall;

/// How a page is opened in a size and a language.
pub(super) type Opens = fn([f32; 2], Language) -> Hall;

/// Opens pages by their names and sees that each holds. One that does not keeps no other from being looked at; what is
/// wrong with it stands above the list of those that fell.
#[track_caller]
pub(super) fn hold_everywhere<P>(
    sizes: &[[f32; 2]],
    pages: &[(&str, P)],
    open: impl Fn(&P, [f32; 2], Language) -> Hall,
    holds: impl Fn(&P, &Hall),
) {
    let mut fallen = Vec::new();
    for size in sizes {
        for language in Language::all() {
            for (name, page) in pages {
                let seen = catch_unwind(AssertUnwindSafe(|| {
                    let hall = open(page, *size, language);
                    hall.keeps_a_picture(name);
                    holds(page, &hall);
                }));
                if seen.is_err() {
                    fallen.push(format!("{name} at {size:?} in {}", language.code()));
                }
            }
        }
    }
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}

/// The same for pages of which no more is asked than that nothing is cut short, too small to touch, or over something
/// else.
#[track_caller]
pub(super) fn are_well_made_everywhere(sizes: &[[f32; 2]], pages: &[(&str, Opens)]) {
    hold_everywhere(
        sizes,
        pages,
        |open, size, language| open(size, language),
        |_, hall| {
            hall.nothing_is_cut_short();
            hall.every_target_is_large_enough();
            hall.no_words_run_into_a_control();
        },
    );
}
