//! The area in which anything scrolls: by finger or wheel, and without a bar, which nobody could hit. Buttons that turn
//! its pages stand beside it, for those who can't drag.

use egui::containers::scroll_area::{DragScroll, ScrollBarVisibility, ScrollSource};
use egui::{AsIdSalt, ScrollArea};

/// An area that fills its place.
pub(super) fn scroll_area(id: impl AsIdSalt) -> ScrollArea {
    ScrollArea::vertical()
        .id_salt(id)
        .auto_shrink([false, false])
        .scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden)
        .scroll_source(ScrollSource {
            drag: DragScroll::Always,
            ..ScrollSource::default()
        })
}
