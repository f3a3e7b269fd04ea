//! What is typed on a real keyboard. Scans never get here: they are taken out of the keys before a frame is drawn.

use egui::{Event, ImeEvent, Key, Ui};

/// What a frame's keys made of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed {
    /// The text after them.
    pub(super) text: String,
    /// Whether it is another text than before.
    pub(super) changed: bool,
    /// Whether Enter was pressed behind it.
    pub(super) entered: bool,
}

/// Adds what was typed to a text: the characters that `taken` takes, as it gives them back. Enter is no longer heard
/// while a control has the keyboard's focus, for then it is the control's.
pub(super) fn typed(ui: &Ui, before: &str, taken: impl Fn(char) -> Option<char>) -> Typed {
    let focused = ui.memory(|memory| memory.focused().is_some());
    let mut text = before.to_owned();
    let mut entered = false;
    ui.input(|input| {
        for event in &input.events {
            match event {
                Event::Text(letters) | Event::Ime(ImeEvent::Commit(letters)) => {
                    text.extend(letters.chars().filter_map(&taken));
                }
                Event::Key {
                    key: Key::Backspace,
                    pressed: true,
                    ..
                } => {
                    text.pop();
                }
                Event::Key {
                    key: Key::Enter,
                    pressed: true,
                    ..
                } => entered = !focused,
                _ => {}
            }
        }
    });
    Typed {
        changed: text != before,
        text,
        entered,
    }
}
