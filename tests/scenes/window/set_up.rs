//! A kiosk that is not set up yet: every state of its page, and a code that is typed.

use texts::{Key, Language, Texts};
use view::{Command, LaneView, SetUp, SetUpTrouble};

use super::SIZES;
use super::hall::{DENSITY, Hall};

const CODE: &str = include_str!("../../../shared/golden/v1/enrolment-code.txt");
/// Screens by their pixels and pixels per millimetre, the smallest that are supported among them.
const SMALL: [([f32; 2], f32); 2] = [([800.0, 480.0], 5.5), ([540.0, 960.0], 5.5)];

fn steps() -> Vec<(&'static str, SetUp)> {
    let servers = || "192.168.100.200:8080, check-in.museum.local:8080".to_owned();
    let kiosk = || "K12".parse().unwrap();
    let failed = |name, trouble| (name, SetUp::Failed(trouble));
    vec![
        ("set-up", SetUp::Waiting { was: None }),
        ("set-up-revoked", SetUp::Waiting { was: Some(kiosk()) }),
        (
            "set-up-connecting",
            SetUp::Connecting { servers: servers() },
        ),
        (
            "set-up-done",
            SetUp::Done {
                kiosk: kiosk(),
                closes: false,
            },
        ),
        failed("set-up-no-code", SetUpTrouble::NoCode),
        failed("set-up-group", SetUpTrouble::Group(17)),
        failed("set-up-later", SetUpTrouble::LaterVersion),
        failed("set-up-unreachable", SetUpTrouble::Unreachable(servers())),
        failed("set-up-other-server", SetUpTrouble::OtherServer(servers())),
        failed("set-up-used", SetUpTrouble::Used),
        failed("set-up-expired", SetUpTrouble::Expired),
        failed("set-up-unknown", SetUpTrouble::Unknown),
        failed(
            "set-up-other-kiosk",
            SetUpTrouble::OtherKiosk("K7 of exhibition 24".to_owned()),
        ),
        failed("set-up-disk", SetUpTrouble::Disk),
        failed("set-up-server", SetUpTrouble::Server),
    ]
}

fn open(size: [f32; 2], density: f32, language: Language, step: SetUp) -> Hall {
    let mut hall = Hall::with(size, language, |options| options.px_per_mm = density);
    hall.lane(LaneView::SetUp(step));
    hall
}

#[track_caller]
fn is_well_made(hall: &Hall, name: &str) {
    hall.keeps_a_picture(name);
    hall.nothing_is_cut_short();
    hall.every_target_is_large_enough();
    hall.no_words_run_into_a_control();
    hall.no_words_leave_their_place();
}

#[test]
fn every_step_of_the_set_up_is_well_made() {
    let sizes = SIZES.map(|size| (size, DENSITY));
    for (size, density) in sizes.into_iter().chain(SMALL) {
        for language in Language::all().filter(|language| language.has_staff()) {
            let texts = Texts::new(language);
            for (name, step) in steps() {
                let hall = open(size, density, language, step);
                is_well_made(&hall, name);
            }
            let mut hall = open(size, density, language, SetUp::Waiting { was: None });
            hall.touches(&texts.say(Key::StaffSetUpType));
            is_well_made(&hall, "set-up-type");
            for digit in "004219424058".chars() {
                hall.touches(&digit.to_string());
            }
            is_well_made(&hall, "set-up-typed");
        }
    }
}

#[test]
fn typed_code_sets_the_kiosk_up() {
    let language = Language::VIETNAMESE;
    let texts = Texts::new(language);
    let mut hall = open(SIZES[0], DENSITY, language, SetUp::Waiting { was: None });
    hall.touches(&texts.say(Key::StaffSetUpType));
    let digits: String = CODE.split_whitespace().collect();
    let (last, rest) = digits.split_at(digits.len() - 1);
    super::staffed::keys(&mut hall, last);
    hall.touches(&texts.say(Key::StaffSetUpSend));
    assert_eq!(hall.asked(), [], "a digit is missing");
    super::staffed::keys(&mut hall, rest);
    hall.touches(&texts.say(Key::StaffSetUpSend));
    assert_eq!(hall.asked(), [Command::SetUp(digits)]);
}
