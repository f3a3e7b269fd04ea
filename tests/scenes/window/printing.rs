//! A slip printer: the way to a booth on paper in a hall, a badge at a door, and a printer that is jammed.

use std::io::Read;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use printer::Paper;
use shared::checkin::Reason;
use shared::ids::BoothNumber;
use texts::{Key, Language, Texts};
use ui::session::{Action, Page};
use ui::slip::{PrinterHealth, Slip, SlipPrinter, SlipProgress, SlipSize};
use view::{LaneView, Outcome, Role};

use super::SIZES;
use super::hall::{GROUP, Hall, LANDSCAPE, PORTRAIT, bare_refusal, verdict};
use super::staffed::{self, tile};

const VI: Language = Language::VIETNAMESE;

/// A printer that keeps its slips, and is as it is told to be.
#[derive(Debug, Clone, Default)]
struct Desk(Arc<Mutex<(Vec<Slip>, Option<SlipProgress>)>>);

impl Desk {
    fn slips(&self) -> Vec<Slip> {
        self.0.lock().unwrap().0.clone()
    }

    fn comes_to(&self, progress: SlipProgress) {
        self.0.lock().unwrap().1 = Some(progress);
    }
}

impl SlipPrinter for Desk {
    fn health(&self) -> Option<PrinterHealth> {
        Some(match self.progress() {
            None => PrinterHealth::NotYet,
            Some(SlipProgress::Printing | SlipProgress::Done) => PrinterHealth::Working,
            Some(SlipProgress::NoPaper) => PrinterHealth::NoPaper,
            Some(SlipProgress::Failed) => PrinterHealth::Failed("switch it off and on".to_owned()),
        })
    }

    fn print(&self, slip: &Slip) {
        self.0.lock().unwrap().0.push(slip.clone());
        self.comes_to(SlipProgress::Printing);
    }

    fn progress(&self) -> Option<SlipProgress> {
        self.0.lock().unwrap().1
    }

    fn wake_with(&self, _wake: Arc<dyn Fn() + Send + Sync>) {}
}

impl Hall {
    /// Scrolls to the button and touches it.
    fn asks_for_a_slip(&mut self, language: Language) {
        let texts = Texts::new(language);
        let [print, down] = [Key::SlipPrint, Key::PageDown].map(|key| texts.say(key));
        for _ in 0..20 {
            if self.sees_above(&print, &down) {
                break;
            }
            self.touches(&down);
        }
        self.touches(&print);
    }
}

/// A hall's kiosk of the sample exhibition with a printer, at the page of booth 12.
fn booth(size: [f32; 2], language: Language, slips: Box<dyn SlipPrinter>) -> Hall {
    let mut hall = Hall::with(size, language, |options| {
        options.role = Role::Hall;
        options.slips = slips;
    });
    hall.change(|view| {
        view.role = Role::Hall;
        view.catalogue = Arc::new(sync_server::catalogue::sample().unwrap());
        view.status.kiosk = "hall-a".parse().unwrap();
    });
    hall.chooses(Action::Go(Page::Booth(BoothNumber(12))));
    hall
}

/// A booth's page whose printer is a listener.
fn booth_with(listener: &TcpListener) -> Hall {
    let target = format!("tcp:{}", listener.local_addr().unwrap());
    let target = target.parse().unwrap();
    booth(
        LANDSCAPE,
        VI,
        kiosk::slips::start(Some(target), Paper::Mm58),
    )
}

#[test]
fn slip_says_number_name_area_and_every_turn() {
    let desk = Desk::default();
    let mut hall = booth(PORTRAIT, VI, Box::new(desk.clone()));
    hall.asks_for_a_slip(VI);
    let [slip] = desk.slips().try_into().unwrap();
    let catalogue = hall.catalogue();
    let booth = catalogue.booth(BoothNumber(12)).unwrap();
    let lines = &slip.lines;
    let has = |size, words: &str| lines.contains(&(size, words.to_owned()));
    assert!(has(SlipSize::Number, "Gian số 12"), "{lines:?}");
    assert!(has(SlipSize::Name, booth.name.get("vi")), "{lines:?}");
    let area = catalogue.areas.iter().find(|area| area.id == booth.area);
    assert!(
        has(SlipSize::Text, area.unwrap().name.get("vi")),
        "{lines:?}"
    );
    // The same turns as the map's page tells.
    hall.chooses(Action::Go(Page::Map(Some(BoothNumber(12).into()))));
    let turns = lines.iter().filter_map(|(_, line)| line.split_once(". "));
    let turns: Vec<&str> = turns.map(|(_, turn)| turn).collect();
    assert!(turns.len() > 1, "{lines:?}");
    assert!(
        turns[turns.len() - 1].starts_with("Gian số 12 ở"),
        "{turns:?}"
    );
    for turn in turns {
        assert!(hall.sees_anywhere(turn), "{turn}");
    }
}

#[test]
fn page_tells_in_every_language_what_became_of_the_slip() {
    for (size, language) in SIZES
        .iter()
        .flat_map(|size| Language::all().map(|it| (*size, it)))
    {
        let desk = Desk::default();
        let mut hall = booth(size, language, Box::new(desk.clone()));
        let texts = Texts::new(language);
        hall.asks_for_a_slip(language);
        hall.sees(&texts.say(Key::SlipPrinting));
        for (progress, says) in [
            (SlipProgress::Done, Key::SlipDone),
            (SlipProgress::NoPaper, Key::SlipNoPaper),
            (SlipProgress::Failed, Key::SlipFailed),
        ] {
            desk.comes_to(progress);
            hall.change(|_| {});
            hall.sees(&texts.say(says));
            hall.is_well_laid_out();
            let again = progress != SlipProgress::Done;
            assert_eq!(hall.sees_anywhere(&texts.say(Key::SlipPrint)), again);
        }
        assert_eq!(desk.slips().len(), 1);
    }
}

#[test]
fn next_booth_and_next_visitor_find_no_word_of_the_slip() {
    let desk = Desk::default();
    let mut hall = booth(PORTRAIT, VI, Box::new(desk.clone()));
    hall.asks_for_a_slip(VI);
    desk.comes_to(SlipProgress::Done);
    hall.change(|_| {});
    let done = "Đã in xong. Mời quý khách lấy phiếu.";
    hall.sees(done);
    hall.chooses(Action::Go(Page::Booth(BoothNumber(13))));
    hall.does_not_see(done);
    hall.chooses(Action::Go(Page::Booth(BoothNumber(12))));
    hall.sees(done);
    hall.waits(60);
    hall.chooses(Action::Go(Page::Booth(BoothNumber(12))));
    hall.sees_button("In đường đi");
    hall.does_not_see(done);
}

#[test]
fn kiosks_without_printer_and_doors_offer_no_slip() {
    let print = "In đường đi";
    let mut without = booth(PORTRAIT, VI, kiosk::slips::start(None, Paper::Mm80));
    without.does_not_see(print);
    without.change(|view| view.role = Role::Door);
    without.chooses(Action::Go(Page::Booth(BoothNumber(12))));
    without.does_not_see(print);
    let mut door = booth(PORTRAIT, VI, Box::new(Desk::default()));
    door.sees_button(print);
    door.change(|view| view.role = Role::Door);
    door.chooses(Action::Go(Page::Booth(BoothNumber(12))));
    door.does_not_see(print);
}

#[test]
fn network_printer_receives_the_way() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut hall = booth_with(&listener);
    let printer = thread::spawn(move || {
        let mut job = Vec::new();
        listener.accept().unwrap().0.read_to_end(&mut job).unwrap();
        job
    });
    hall.asks_for_a_slip(VI);
    hall.sees_at_last("Đã in xong. Mời quý khách lấy phiếu.");
    let job = printer.join().unwrap();
    let band = [0x1d, b'v', b'0', 0, 48, 0];
    let bands = job.windows(band.len()).filter(|it| *it == band).count();
    assert!(bands > 3, "a slip of 384 dots across in {bands} bands");
    let black: u32 = job.iter().map(|byte| byte.count_ones()).sum();
    assert!(black > 5_000, "{black} dots");
}

#[test]
fn scans_go_on_while_the_printer_is_jammed() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut hall = booth_with(&listener);
    hall.asks_for_a_slip(VI);
    // It took the connection, answers nothing and reads nothing.
    let _jammed = listener.accept().unwrap();
    hall.lane(verdict(1, Outcome::Exited, 1));
    hall.sees("Tạm biệt quý khách");
}

#[test]
fn printer_that_is_switched_off_asks_for_staff() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut hall = booth_with(&listener);
    drop(listener);
    hall.asks_for_a_slip(VI);
    hall.sees_at_last("Chưa in được phiếu. Xin hỏi nhân viên.");
}

/// A door that prints badges for a kind of tickets.
fn door(size: [f32; 2], language: Language, desk: &Desk) -> Hall {
    Hall::with(size, language, |options| {
        options.house.badges = vec!["kind-2".to_owned()];
        options.slips = Box::new(desk.clone());
    })
}

#[test]
fn admission_prints_one_badge() {
    let desk = Desk::default();
    let mut door = door(PORTRAIT, VI, &desk);
    door.lane(verdict(1, Outcome::Admitted { again: false }, 4));
    door.change(|_| {});
    let [badge] = desk.slips().try_into().unwrap();
    let lines = &badge.lines;
    let has = |size, words: &str| lines.contains(&(size, words.to_owned()));
    assert!(has(SlipSize::Number, "Vé gia đình"), "{lines:?}");
    assert!(has(SlipSize::Text, "Family ticket"), "{lines:?}");
    assert!(has(SlipSize::Name, "4 người"), "{lines:?}");
    assert!(
        has(SlipSize::Text, "Thứ Sáu, ngày 6 tháng 9 năm 2024"),
        "{lines:?}"
    );
    door.lane(LaneView::Waiting);
    door.lane(verdict(2, Outcome::Admitted { again: false }, 1));
    assert_eq!(desk.slips().len(), 2);
}

#[test]
fn other_verdicts_print_no_badge() {
    let desk = Desk::default();
    let mut door = door(PORTRAIT, VI, &desk);
    let LaneView::Verdict(mut school) = verdict(1, Outcome::Admitted { again: false }, 1) else {
        panic!("no verdict");
    };
    school.kind = GROUP.kind.into();
    for lane in [
        LaneView::Verdict(school),
        verdict(2, Outcome::Admitted { again: true }, 1),
        verdict(3, Outcome::Exited, 1),
        verdict(4, bare_refusal(Reason::Revoked), 1),
    ] {
        door.lane(lane);
        door.does_not_see("Đang in phiếu…");
    }
    assert_eq!(desk.slips(), []);
}

#[test]
fn door_tells_what_became_of_the_badge() {
    for (size, language) in SIZES
        .iter()
        .flat_map(|size| Language::all().map(|it| (*size, it)))
    {
        let desk = Desk::default();
        let texts = Texts::new(language);
        let mut door = door(size, language, &desk);
        door.lane(verdict(1, Outcome::Admitted { again: false }, 1));
        door.sees(&texts.say(Key::SlipPrinting));
        for progress in [
            SlipProgress::Done,
            SlipProgress::NoPaper,
            SlipProgress::Failed,
        ] {
            desk.comes_to(progress);
            door.change(|_| {});
            door.sees(&texts.say(progress.words()));
            door.is_well_laid_out();
        }
    }
}

#[test]
fn device_page_says_how_the_printer_is_doing() {
    for (size, language) in SIZES
        .iter()
        .flat_map(|size| Language::all().map(|it| (*size, it)))
    {
        let desk = Desk::default();
        let texts = Texts::new(language);
        let mut kiosk = staffed::with(size, language, |options| {
            options.slips = Box::new(desk.clone());
        });
        kiosk.touches(&tile(&texts, Key::StaffDevice, Key::StaffDeviceWell));
        kiosk.sees(&texts.say(Key::StaffDevicePrinterNotYet));
        for (progress, says) in [
            (SlipProgress::Done, [Key::StaffDevicePrinter; 2]),
            (
                SlipProgress::NoPaper,
                [
                    Key::StaffDevicePrinterNoPaper,
                    Key::StaffDevicePrinterNoPaperNext,
                ],
            ),
            (
                SlipProgress::Failed,
                [Key::StaffDevicePrinterBad, Key::StaffDevicePrinterBadNext],
            ),
        ] {
            desk.comes_to(progress);
            kiosk.change(|_| {});
            for words in says {
                kiosk.sees(&texts.say(words));
            }
            kiosk.is_well_laid_out();
        }
    }
}
