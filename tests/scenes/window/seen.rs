//! What stands on the screen, as a person or a screen reader is told it.

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use kiosk::app::Backend;
use texts::{Language, Texts};
use ui::screens::{DrawContext, VerdictCard};
use ui::theme::Metrics;
use view::LaneView;

use super::hall::{DENSITY, Hall, NOW, PATIENCE};
use super::shown::house;

impl Hall {
    #[track_caller]
    pub(crate) fn sees(&self, words: &str) {
        assert!(
            self.harness.query_all_by_label(words).next().is_some(),
            "not on the screen ({:?}): {words}",
            self.size
        );
    }

    #[track_caller]
    pub(super) fn does_not_see(&self, words: &str) {
        let seen = self.harness.query_all_by_label(words).next().is_some();
        assert!(!seen, "on the screen ({:?}): {words}", self.size);
    }

    /// Whether these words are part of anything on the screen, in any case.
    pub(super) fn sees_anywhere(&self, words: &str) -> bool {
        let words = words.to_lowercase();
        self.harness.root().children_recursive().any(|node| {
            let told = node.accesskit_node();
            [told.label(), told.value()]
                .into_iter()
                .flatten()
                .any(|text| text.to_lowercase().contains(&words))
        })
    }

    /// Whether a control is wholly in sight above another one, where there is such a one.
    pub(super) fn sees_above(&self, words: &str, other: &str) -> bool {
        let rect = |words: &str| self.harness.query_by_label(words).map(|node| node.rect());
        let end = rect(other).map_or(self.size[1], |other| other.top());
        rect(words).is_some_and(|rect| rect.top() >= 0.0 && rect.bottom() <= end)
    }

    #[track_caller]
    pub(super) fn sees_button(&self, words: &str) {
        self.harness.get_by_role_and_label(Role::Button, words);
    }

    /// Draws until the words are there, for what comes from another thread.
    #[track_caller]
    pub(super) fn sees_at_last(&mut self, words: &str) {
        while self.harness.query_by_label(words).is_none() {
            self.woken.recv_timeout(PATIENCE).expect(words);
            self.harness.step();
        }
    }

    /// What stands in the field.
    #[track_caller]
    pub(super) fn reads(&self, words: &str) {
        let field = self.harness.get_by_role(Role::SearchInput);
        assert_eq!(field.accesskit_node().value().as_deref(), Some(words));
    }

    /// What the screen should say of a verdict, in reading order.
    pub(super) fn said_of(&self, lane: &LaneView, language: Language) -> Vec<String> {
        let LaneView::Verdict(verdict) = lane else {
            return Vec::new();
        };
        let view = self.desk.view();
        let texts = Texts::new(language);
        let metrics = Metrics::new(DENSITY, 1.0, self.size.into());
        let house = house();
        let context = DrawContext {
            metrics: &metrics,
            texts: &texts,
            view: &view,
            now: NOW,
            access: ui::session::Access::default(),
            house: &house,
            pictures: &ui::screens::Pictures::default(),
            film: &ui::screens::Film::default(),
            slips: &ui::slip::NoPrinter,
        };
        let card = VerdictCard::new(&context, verdict);
        card.lines().map(str::to_owned).collect()
    }
}
