//! The line for staff at the bottom: connection, records on their way, scanners. A sign and words for each.

use egui::{Color32, Rect, Ui, pos2, vec2};
use texts::{Key, Texts};
use view::{LinkStatus, ScannerKind, ScannerState, ScannerStatus, SoundStatus, Status};

use super::DrawContext;
use super::icons::Icon;
use super::places::Places;
use super::words::Look;
use crate::theme::{colour, mm};

/// The height of the line, in millimetres.
pub(crate) const HEIGHT: f32 = 9.0;

/// One thing that staff should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Note {
    pub(crate) icon: Icon,
    pub(crate) words: String,
    /// Whether somebody should see to it.
    pub(crate) trouble: bool,
}

/// What there is to know, the most important first.
pub(crate) fn notes(texts: &Texts, status: &Status) -> Vec<Note> {
    let note = |icon, words, trouble| Note {
        icon,
        words,
        trouble,
    };
    let link = match &status.link {
        LinkStatus::Online(_) => note(Icon::Linked, texts.say(Key::StatusOnline), false),
        LinkStatus::Offline(..) => note(Icon::Unlinked, texts.say(Key::StatusOffline), true),
        LinkStatus::NotYet => note(Icon::Unlinked, texts.say(Key::StatusNotYet), true),
    };
    let waiting = texts.say_with(Key::StatusWaiting, [("count", status.waiting.into())]);
    let working = status
        .scanners
        .iter()
        .filter(|scanner| scanner.state == ScannerState::Working)
        .count();
    let unsure = status
        .time_unsure
        .then(|| note(Icon::Clock, texts.say(Key::StatusTimeUnsure), true));
    let gate = status
        .gate_missing
        .then(|| note(Icon::Warning, texts.say(Key::StatusGateMissing), true));
    let kiosk = [("kiosk", status.kiosk.as_str().into())];
    let kiosk = note(Icon::Stall, texts.say_with(Key::StatusKiosk, kiosk), false);
    let mut notes: Vec<Note> = [kiosk].into_iter().chain(gate).chain(unsure).collect();
    notes.extend([link, note(Icon::Outbox, waiting, false)]);
    if working > 0 {
        let words = texts.say_with(Key::StatusScanners, [("count", working.into())]);
        notes.push(note(Icon::Scanner, words, false));
    }
    for (icon, key, trouble) in status.scanners.iter().filter_map(unwell) {
        let said = note(icon, texts.say(key), trouble);
        // Two cameras without a cable are one thing to see to.
        if !notes.contains(&said) {
            notes.push(said);
        }
    }
    if matches!(status.sound, SoundStatus::Silent(_)) {
        // No trouble: the screen says everything too.
        notes.push(note(Icon::Silent, texts.say(Key::StatusSilent), false));
    }
    notes
}

/// What to say of a scanner that does not work. One that is not there is no trouble: a hand scanner needs no camera.
pub(crate) fn unwell(scanner: &ScannerStatus) -> Option<(Icon, Key, bool)> {
    let key = match (scanner.kind, scanner.state) {
        (_, ScannerState::Working) => return None,
        (ScannerKind::Camera, ScannerState::Missing) => Key::StatusCameraMissing,
        (ScannerKind::Camera, ScannerState::Failed) => Key::StatusCameraFailed,
        (ScannerKind::Folder, _) => Key::StatusFolderFailed,
        (ScannerKind::HandScanner, ScannerState::Missing) => Key::StatusHandMissing,
        (ScannerKind::HandScanner, ScannerState::Failed) => Key::StatusHandFailed,
        (ScannerKind::Serial, ScannerState::Missing) => Key::StatusSerialMissing,
        (ScannerKind::Serial, ScannerState::Failed) => Key::StatusSerialFailed,
        (ScannerKind::FramePipe, _) => Key::StatusFramesFailed,
    };
    Some(match scanner.state {
        ScannerState::Failed => (Icon::Warning, key, true),
        _ => (Icon::Scanner, key, false),
    })
}

/// Draws the line at the bottom of the screen.
pub(crate) fn line(ui: &mut Ui, context: &DrawContext<'_>, screen: Rect) {
    let m = context.metrics;
    let place = Rect::from_min_max(
        pos2(
            screen.left() + m.mm(mm::MARGIN),
            screen.bottom() - m.mm(HEIGHT + 2.0),
        ),
        pos2(
            screen.right() - m.mm(mm::MARGIN),
            screen.bottom() - m.mm(2.0),
        ),
    );
    // It is the staff's: it does not grow with the visitor's letters.
    let capitals = CAPITALS / m.text_scale();
    let mut left = place.left();
    for note in notes(context.texts, &context.view.status) {
        let ink = ink(&note);
        let look = Look::new(m, capitals, crate::theme::Weight::Regular, ink)
            .middle()
            .rows(1);
        let icon = Rect::from_min_size(
            pos2(left, place.center().y - m.mm(3.4)),
            vec2(m.mm(6.8), m.mm(6.8)),
        );
        let words_at = icon.right() + m.mm(2.0);
        let room = place.right() - words_at;
        if room < m.mm(12.0) {
            break;
        }
        let wish = look.width(ui, &note.words);
        // Where trouble takes the room, what is well need not be said.
        if wish > room && !note.trouble {
            continue;
        }
        note.icon.draw(ui.painter(), icon, ink);
        let width = wish.min(room) + 1.0;
        let rect = place.between(words_at, words_at + width);
        look.write(ui, rect, &note.words);
        left = rect.right() + m.mm(7.0);
    }
}

/// Staff read it standing, as visitors read the rest.
const CAPITALS: f32 = mm::TEXT;

fn ink(note: &Note) -> Color32 {
    if note.trouble {
        colour::TERRACOTTA
    } else {
        colour::INK_SOFT
    }
}

#[cfg(test)]
mod tests {
    use texts::Language;

    use super::*;

    #[test]
    fn missing_gate_is_named_before_connection() {
        let status = Status {
            gate_missing: true,
            ..Status::new("A1".parse().unwrap(), "main".parse().unwrap())
        };
        for language in Language::all() {
            let texts = Texts::new(language);
            let notes = notes(&texts, &status);
            let missing = texts.say(Key::StatusGateMissing);
            assert_eq!(
                (notes[1].words.as_str(), notes[1].trouble),
                (missing.as_str(), true)
            );
        }
    }
}
