//! What tickets meet at a door, family by family: first the everyday, then what real sets of photographs lack.

use super::held::{Family, file, kind, shows};
use super::shown::{
    faded, page, punched, resent, resent_tiny, scratched, screenshot, stained, streaked,
    without_a_corner,
};

/// All of it.
pub(crate) const FAMILIES: &[Family] = &[
    Family {
        name: "everyday",
        floor: 100,
        frames_floor: 100,
        kinds: &[
            kind("calm", |_| {}),
            kind("turned by 30°", |how| how.turned = 30.0),
            kind("turned by 45°", |how| how.turned = 45.0),
            kind("upside down and a little off", |how| how.turned = 187.0),
            kind("large: fills the picture", |how| how.fills = 0.95),
            kind("JPEG at 20 %", |how| how.jpeg = 20),
        ],
    },
    Family {
        name: "tilted",
        floor: 95,
        frames_floor: 95,
        kinds: &[
            kind("by 25°", |how| how.tilted.0 = 25.0),
            kind("by 40° and turned", |how| {
                (how.tilted, how.turned) = ((30.0, 28.0), 20.0);
            }),
            kind("by 55°", |how| how.tilted.0 = 55.0),
            kind("by 62°", |how| how.tilted.0 = 62.0),
            kind("by 50° both ways, small", |how| {
                (how.tilted, how.fills) = ((35.0, 40.0), 0.35);
            }),
        ],
    },
    Family {
        name: "far away",
        floor: 85,
        frames_floor: 90,
        kinds: &[
            kind("3.5 pixels a module", |how| how.fills = 0.22),
            kind("2.5 pixels a module", |how| how.fills = 0.158),
            kind("2 pixels a module", |how| how.fills = 0.126),
            kind("1.7 pixels a module", |how| how.fills = 0.106),
            kind("2.3 pixels a module, turned", |how| {
                (how.fills, how.turned) = (0.145, 33.0);
            }),
        ],
    },
    Family {
        name: "out of focus",
        floor: 75,
        frames_floor: 80,
        kinds: &[
            kind("blurred by 2.5 pixels of 8", |how| how.blur = 2.5),
            kind("by 3.6", |how| how.blur = 3.6),
            kind("by 4.5", |how| how.blur = 4.5),
            kind("by 5.2", |how| how.blur = 5.2),
            kind("small and blurred", |how| {
                (how.fills, how.blur) = (0.2, 1.6);
            }),
        ],
    },
    Family {
        name: "moving",
        floor: 85,
        frames_floor: 90,
        kinds: &[
            kind("by 0.8 modules", |how| how.moving = 6.4),
            kind("by 1.2 modules", |how| how.moving = 9.6),
            kind("by 1.6 modules", |how| how.moving = 12.8),
            kind("by 2 modules", |how| how.moving = 16.0),
            kind("by 2.8 modules", |how| how.moving = 22.4),
            kind("by 1.4 modules, in the dark", |how| {
                (how.moving, how.noise, how.ink_and_paper) = (11.2, 10.0, (20.0, 90.0));
            }),
        ],
    },
    Family {
        name: "low light",
        floor: 90,
        frames_floor: 95,
        kinds: &[
            kind("noise 14 of 70", |how| {
                (how.noise, how.ink_and_paper) = (14.0, (20.0, 90.0));
            }),
            kind("noise 30 of 180", |how| how.noise = 30.0),
            kind("noise 12 of 45", |how| {
                (how.noise, how.ink_and_paper) = (12.0, (15.0, 60.0));
            }),
            kind("noise 16 of 40", |how| {
                (how.noise, how.ink_and_paper) = (16.0, (15.0, 55.0));
            }),
            kind("noise 60 of 180", |how| how.noise = 60.0),
            kind("noise 85 of 180", |how| how.noise = 85.0),
            kind("noise 24 of 40", |how| {
                (how.noise, how.ink_and_paper) = (24.0, (15.0, 55.0));
            }),
            kind("noise 18 of 60, small", |how| {
                (how.noise, how.ink_and_paper, how.fills) = (18.0, (15.0, 75.0), 0.3);
            }),
        ],
    },
    Family {
        name: "shade and reflexes",
        floor: 80,
        frames_floor: 85,
        kinds: &[
            kind("half in the shade", |how| how.shade = 0.75),
            kind("almost lost in the shade", |how| how.shade = 0.93),
            kind("a lamp's reflex", |how| how.glare = 160.0),
            kind("a strong reflex", |how| how.glare = 230.0),
            kind("a blinding reflex", |how| how.glare = 420.0),
            kind("washed out", |how| {
                (how.noise, how.ink_and_paper) = (5.0, (150.0, 215.0));
            }),
            kind("washed out and shaded", |how| {
                (how.noise, how.ink_and_paper, how.shade) = (5.0, (150.0, 195.0), 0.5);
            }),
        ],
    },
    Family {
        name: "curved",
        floor: 85,
        frames_floor: 90,
        kinds: &[
            kind("bulging", |how| how.bulge = 0.04),
            kind("bulging badly", |how| how.bulge = 0.08),
            kind("bulging, tilted and small", |how| {
                (how.bulge, how.tilted, how.turned, how.fills) = (0.05, (20.0, 15.0), 33.0, 0.25);
            }),
            kind("60° of a bottle", |how| how.curved = 60.0),
            kind("90° of a bottle", |how| how.curved = 90.0),
            kind("110° of a bottle, turned", |how| {
                (how.curved, how.turned) = (110.0, 15.0);
            }),
        ],
    },
    Family {
        name: "creased",
        floor: 75,
        frames_floor: 75,
        kinds: &[
            kind("folded once", |how| how.folds = (1, 20.0)),
            kind("folded in four", |how| how.folds = (2, 25.0)),
            kind("folded in four, tilted", |how| {
                (how.folds, how.tilted, how.turned) = ((2, 25.0), (20.0, 10.0), 12.0);
            }),
            kind("crumpled", |how| how.folds = (5, 18.0)),
            kind("crumpled badly", |how| how.folds = (8, 24.0)),
        ],
    },
    Family {
        name: "telephone screen",
        floor: 85,
        frames_floor: 90,
        kinds: &[
            kind("bright, pixels of 1.3", |how| {
                (how.pixels, how.ink_and_paper) = (1.3, (25.0, 225.0));
            }),
            kind("pixels of 2.1, turned", |how| {
                (how.pixels, how.turned, how.ink_and_paper) = (2.1, 7.0, (25.0, 225.0));
            }),
            kind("pixels of 3.2, close", |how| {
                (how.pixels, how.fills, how.ink_and_paper) = (3.2, 0.9, (20.0, 220.0));
            }),
            kind("brightness turned down", |how| {
                (how.pixels, how.ink_and_paper, how.noise) = (1.3, (22.0, 60.0), 5.0);
            }),
            kind("turned down, a window mirrored", |how| {
                (how.pixels, how.ink_and_paper, how.window) = (1.3, (30.0, 90.0), 70.0);
            }),
            kind("a bright window mirrored", |how| {
                (how.pixels, how.ink_and_paper, how.window) = (1.3, (25.0, 200.0), 150.0);
            }),
        ],
    },
    Family {
        name: "dark mode",
        floor: 90,
        frames_floor: 90,
        kinds: &[
            kind("plain", |how| {
                (how.inverted, how.ink_and_paper) = (true, (12.0, 230.0));
            }),
            kind("under a reflex", |how| {
                (how.inverted, how.ink_and_paper, how.glare) = (true, (12.0, 200.0), 150.0);
            }),
            kind("on curved glass", |how| {
                (how.inverted, how.ink_and_paper, how.bulge) = (true, (12.0, 200.0), 0.04);
            }),
            kind("pixels of 1.3, dim", |how| {
                (how.inverted, how.pixels, how.ink_and_paper) = (true, 1.3, (10.0, 70.0));
            }),
            kind("a window mirrored", |how| {
                (how.inverted, how.pixels, how.ink_and_paper) = (true, 1.3, (10.0, 150.0));
                how.window = 90.0;
            }),
            kind("small, turned, tilted", |how| {
                (how.inverted, how.ink_and_paper) = (true, (12.0, 200.0));
                (how.fills, how.turned, how.tilted) = (0.22, 20.0, (20.0, 10.0));
            }),
        ],
    },
    Family {
        name: "damaged print",
        floor: 90,
        frames_floor: 90,
        kinds: &[
            shows("scratched", scratched, |_| {}),
            shows("stained", stained, |_| {}),
            shows("white streaks", streaked, |_| {}),
            shows("fading out", faded, |_| {}),
            shows("punched", punched, |_| {}),
            shows("a corner square gone", without_a_corner, |_| {}),
        ],
    },
    Family {
        name: "through a chat",
        floor: 95,
        frames_floor: 95,
        kinds: &[
            file("a file, JPEG 30 twice, 3.4 pixels a module", resent),
            file("a file, 2.4 pixels a module", resent_tiny),
            file("a screenshot sent on, JPEG 30", screenshot),
            shows("the same on a screen", resent, |how| {
                (how.pixels, how.ink_and_paper, how.fills) = (1.3, (25.0, 200.0), 0.45);
            }),
        ],
    },
    Family {
        name: "on a whole page",
        floor: 95,
        frames_floor: 95,
        kinds: &[
            shows("the page fills the picture", page, |how| how.fills = 0.7),
            shows("tilted", page, |how| {
                (how.fills, how.tilted) = (0.8, (15.0, 20.0));
            }),
            shows("lying on its side", page, |how| {
                (how.fills, how.turned) = (0.95, 84.0);
            }),
        ],
    },
    Family {
        name: "several at once",
        floor: 80,
        frames_floor: 90,
        kinds: &[
            kind("everything, a little", |how| {
                (how.turned, how.tilted, how.bulge, how.fills) = (12.0, (18.0, 10.0), 0.015, 0.42);
                (how.blur, how.noise, how.shade, how.jpeg) = (1.6, 8.0, 0.5, 45);
            }),
            kind("creased, dim, moving", |how| {
                (how.folds, how.noise, how.moving) = ((2, 20.0), 9.0, 6.0);
                how.ink_and_paper = (25.0, 110.0);
            }),
            shows("scratched, on a bottle, shaded", scratched, |how| {
                (how.curved, how.shade, how.turned) = (50.0, 0.5, 20.0);
            }),
            kind("dim screen, moving, far", |how| {
                (how.pixels, how.ink_and_paper, how.fills) = (1.3, (20.0, 80.0), 0.3);
                (how.moving, how.noise) = (4.0, 6.0);
            }),
        ],
    },
];

/// So bad that one frame seldom says it all: what several frames are put together for.
pub(crate) const TOGETHER: &Family = &Family {
    name: "several frames",
    floor: 0,
    frames_floor: 55,
    kinds: &[
        kind("noise 140 of 180", |how| how.noise = 140.0),
        kind("noise 36 of 40", |how| {
            (how.noise, how.ink_and_paper) = (36.0, (15.0, 55.0));
        }),
        kind("a wandering reflex", |how| how.glare = 330.0),
        kind("a wandering strong reflex", |how| how.glare = 380.0),
        kind("dim screen, a window mirrored", |how| {
            (how.pixels, how.ink_and_paper, how.window) = (1.3, (30.0, 90.0), 100.0);
        }),
        kind("bright screen, a bright window", |how| {
            (how.pixels, how.ink_and_paper, how.window) = (1.3, (25.0, 200.0), 230.0);
        }),
        kind("moving by 3.4 modules", |how| how.moving = 27.0),
        kind("moving, dark, out of focus", |how| {
            (how.moving, how.noise, how.blur) = (16.0, 12.0, 3.5);
            how.ink_and_paper = (20.0, 80.0);
        }),
    ],
};
