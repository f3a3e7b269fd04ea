//! What is drawn: the visit's screen, with what makes it easier to read and to reach.

use egui::{Rect, Ui, UiBuilder};
use ui::screens::{
    DrawContext, VerdictCard, around, band, checking, countdown, mood_of, notice,
    out_of_order_band, rehearsal, too_small, unlocked, within_reach,
};
use ui::session::{Access, Action, Aid, Screen, StaffRoom};
use ui::theme::{Metrics, Tone, set_high_contrast};
use view::{LaneView, View};

use super::KioskApp;

impl KioskApp {
    /// Draws the screen; answers with what was chosen on it.
    pub(super) fn show(&mut self, ui: &mut Ui, view: &View, now_ms: u64) -> Option<Action> {
        let screen = self.session.screen();
        let whole = ui.max_rect();
        let access = self.session.visitor().access();
        set_high_contrast(ui.ctx(), access.high_contrast());
        // Staff's own pages keep their measures: they are made to hold much.
        let access_here = match screen {
            Screen::Staff(_) => Access::default(),
            _ => access,
        };
        let glass = self.measure(ui, whole, Access::default());
        let low = within_reach(whole, &glass, self.options.floor_mm);
        let page = if access_here.low_reach() { low } else { whole };
        let metrics = self.measure(ui, page, access_here);
        if page != whole {
            let (ground, plain) = (self.ground(&screen, view), access.high_contrast());
            around(ui, &metrics, (whole, page), ground, plain);
        }
        let offered: Vec<Aid> = Aid::ALL
            .into_iter()
            .filter(|aid| *aid != Aid::LowReach || low != whole)
            .collect();
        let context = DrawContext {
            metrics: &metrics,
            texts: &self.texts,
            view,
            now: (self.options.clock)(),
            access: access_here,
            house: &self.options.house,
            pictures: &self.pictures,
            film: &self.film,
            slips: &*self.options.slips,
        };
        if !glass.is_supported() {
            too_small(ui, &context);
            return None;
        }
        let panel = self.session.visitor().access_is_open();
        let on_page = || UiBuilder::new().max_rect(page);
        let below = if panel {
            on_page().disabled()
        } else {
            on_page()
        };
        let (screens, session) = (&mut self.screens, &self.session);
        let draw = |ui: &mut Ui| {
            let rest = rehearsal(ui, &context);
            let rest = below_out_of_order(ui, &context, &screen, rest);
            let rest = notice(ui, &context, rest);
            let rest = match screen {
                Screen::Scan | Screen::Attract | Screen::Page(_) if session.staff().is_open() => {
                    unlocked(ui, &context, rest)
                }
                _ => rest,
            };
            let draw = |ui: &mut Ui| match screen {
                Screen::Checking => {
                    checking(ui, &context, session.front().is_slow(now_ms));
                    None
                }
                Screen::Asking => {
                    let question = session.front().question()?;
                    let people = session.front().people().unwrap_or(question.most);
                    screens.asking.show(ui, &context, question, people)
                }
                Screen::Verdict => {
                    let verdict = session.front().verdict()?;
                    let card = VerdictCard::new(&context, verdict);
                    let asked = session.front().question();
                    let card = match asked.filter(|asked| Some(asked.ticket) == verdict.ticket) {
                        Some(asked) => card.of_party(&context, verdict, asked.party),
                        None => card,
                    };
                    let chosen = screens.verdict.show(ui, &context, &card);
                    let tone = card.mood.tone();
                    let staff = screens.staff.on_verdict(ui, &context, verdict, tone);
                    chosen.or(staff)
                }
                Screen::Scan => {
                    let unreadable = self.files.unreadable(now_ms);
                    screens.at_rest(ui, &context, &self.options, unreadable, now_ms)
                }
                Screen::Attract => screens.hall.attract(ui, &context, now_ms),
                Screen::Page(page) => screens.hall.show(ui, &context, session, &page),
                Screen::Staff(room) => screens.staff.show(ui, &context, session, room),
            };
            ui.scope_builder(UiBuilder::new().max_rect(rest), draw)
                .inner
        };
        let chosen = ui.scope_builder(below, draw).inner;
        let over = ui.scope_builder(on_page(), |ui| {
            let aids = panel.then(|| screens.access.show(ui, &context, &offered));
            if let Some(said) = session.band(now_ms) {
                band(ui, &context, said, session.front().verdict());
            }
            countdown(ui, &context, session.presence(now_ms)).or(aids.flatten())
        });
        over.inner.or(chosen)
    }

    /// The measures of a part of the screen.
    fn measure(&self, ui: &Ui, place: Rect, access: Access) -> Metrics {
        let points = ui.ctx().pixels_per_point();
        Metrics::new(self.options.px_per_mm, points, place.size())
            .with_large_text(access.large_text())
    }

    /// The colours of the screen, for what lies around it.
    fn ground(&self, screen: &Screen, view: &View) -> Tone {
        match screen {
            Screen::Checking => Tone::CHECKING,
            Screen::Asking => Tone::ASKED,
            Screen::Verdict => self
                .session
                .front()
                .verdict()
                .map_or(Tone::PAGE, |verdict| mood_of(&verdict.outcome).tone()),
            Screen::Scan if matches!(view.lane, LaneView::OutOfOrder(_)) => Tone::BROKEN,
            Screen::Scan | Screen::Attract | Screen::Page(_) | Screen::Staff(_) => Tone::PAGE,
        }
    }
}

/// What is left for a page below the band that says that the kiosk is out of order.
fn below_out_of_order(ui: &mut Ui, context: &DrawContext<'_>, screen: &Screen, rest: Rect) -> Rect {
    match screen {
        // They say it in full.
        Screen::Scan | Screen::Staff(StaffRoom::Device) => rest,
        Screen::Staff(room) => out_of_order_band(ui, context, rest, *room != StaffRoom::Pin),
        _ => out_of_order_band(ui, context, rest, false),
    }
}
