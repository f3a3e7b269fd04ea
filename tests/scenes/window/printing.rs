//! A hall's kiosk with a slip printer: the way to a booth on paper, and a printer that is jammed.

use std::io::Read;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use printer::Paper;
use shared::ids::BoothNumber;
use texts::{Key, Language, Texts};
use ui::session::{Action, Page};
use ui::slip::{Slip, SlipPrinter, SlipProgress, SlipSize};
use view::{Outcome, Role};

use super::SIZES;
use super::hall::{Hall, LANDSCAPE, PORTRAIT, verdict};

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
    fn is_there(&self) -> bool {
        true
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
