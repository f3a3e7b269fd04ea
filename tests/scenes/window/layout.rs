//! What holds for every screen: nothing is too small to touch, cut short, over the edge, or under something else.

use egui::accesskit::Role;
use egui_kittest::kittest::NodeT;
use ui::theme::{Metrics, mm};

use super::hall::Hall;

impl Hall {
    /// Nothing is too small, cut short, over the edge, or under something else.
    #[track_caller]
    pub(super) fn is_well_laid_out(&self) {
        self.every_target_is_large_enough();
        self.nothing_is_cut_short();
        self.nothing_is_written_over_the_edge();
        self.no_words_run_into_a_control();
        self.no_words_run_into_each_other();
    }

    /// Every control that is wholly in sight has 20 mm of glass both ways, and 3 mm to its neighbours.
    #[track_caller]
    pub(super) fn every_target_is_large_enough(&self) {
        // On a small screen a millimetre of the layout is less than one of glass.
        let least = Metrics::new(self.density, 1.0, self.size.into()).mm(mm::TARGET);
        let least = least.min(mm::TARGET * self.density) - 0.5;
        for (name, rect) in self.controls() {
            // A keyboard has ten keys in a row, however narrow an upright screen is.
            let is_key = name.chars().count() == 1;
            let narrow = if is_key { 0.75 * least } else { least };
            // The field lies inside a larger frame that is its target.
            let (width, height) = (rect.width(), rect.height());
            assert!(
                width >= narrow && height >= least,
                "{name}: {width} × {height}"
            );
        }
    }

    /// The controls that are wholly on the screen, with their names.
    pub(super) fn controls(&self) -> Vec<(String, egui::Rect)> {
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, self.size.into());
        self.harness
            .root()
            .children_recursive()
            .filter(|node| {
                let role = node.accesskit_node().role();
                matches!(
                    role,
                    Role::Button
                        | Role::RadioButton
                        | Role::CheckBox
                        | Role::TextInput
                        | Role::SearchInput
                )
            })
            .map(|node| {
                (
                    node.accesskit_node().label().unwrap_or_default(),
                    node.rect(),
                )
            })
            .filter(|(_, rect)| screen.contains_rect(*rect))
            .collect()
    }

    /// No sentence ends in an ellipsis.
    #[track_caller]
    pub(super) fn nothing_is_cut_short(&self) {
        for clipped in &self.harness.output().shapes {
            if let egui::Shape::Text(text) = &clipped.shape {
                assert!(!text.galley.elided, "cut short: {}", text.galley.job.text);
            }
        }
    }

    /// No words reach beyond the glass.
    #[track_caller]
    pub(super) fn nothing_is_written_over_the_edge(&self) {
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, self.size.into()).expand(1.0);
        for node in self.harness.root().children_recursive() {
            let told = node.accesskit_node();
            if matches!(told.role(), Role::Label | Role::Heading) {
                let rect = node.rect();
                assert!(screen.contains_rect(rect), "{:?} at {rect:?}", told.value());
            }
        }
    }

    /// What is told to the visitor keeps clear of what they can touch.
    #[track_caller]
    pub(super) fn no_words_run_into_a_control(&self) {
        let controls = self.seen_controls();
        for node in self.harness.root().children_recursive() {
            let told = node.accesskit_node();
            // What is scrolled out of sight lies over nothing.
            let written = matches!(told.role(), Role::Label | Role::Heading);
            if !written || !node.rect().is_positive() {
                continue;
            }
            for (name, control) in &controls {
                let apart = !control.intersects(node.rect().shrink(1.0));
                assert!(
                    apart,
                    "{:?} runs into {name}",
                    told.value().or(told.label())
                );
            }
        }
    }

    /// No sentence is written over another.
    #[track_caller]
    pub(super) fn no_words_run_into_each_other(&self) {
        let mut written: Vec<(String, egui::Rect)> = Vec::new();
        for node in self.harness.root().children_recursive() {
            let told = node.accesskit_node();
            if matches!(told.role(), Role::Label | Role::Heading) {
                let rect = node.rect().shrink(1.0);
                let words = told.value().or(told.label()).unwrap_or_default();
                let under = written.iter().find(|(_, other)| other.intersects(rect));
                assert!(under.is_none(), "{words:?} at {rect:?} over {under:?}");
                written.push((words, rect));
            }
        }
    }
}
