//! A code that opens a booth, an area or an amenity, and the way there, on a visitor's own phone.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{CornerRadius, Id, Painter, Rect, Sense, Ui, WidgetInfo, pos2, vec2};
use qrcode::{Color, EcLevel, QrCode};
use shared::catalogue::{Stand, Wifi};
use shared::ids::BoothNumber;
use shared::link::PublicLink;
use shared::route::Destination;
use texts::Key;

use super::super::DrawContext;
use super::super::controls::corner;
use super::super::places::Places;
use super::super::words::Look;
use crate::theme::{Weight, colour};

/// The light modules around a symbol that scanners need.
const QUIET_ZONE: usize = 4;
/// The largest symbol is so wide with its quiet zone, in millimetres: more helps nobody at arm's length.
const MOST_MM: f32 = 62.0;

/// Whether there is a code to draw.
pub(in crate::screens) fn is_known(context: &DrawContext<'_>, booth: BoothNumber) -> bool {
    address(context, &booth.into(), false).is_some()
}

/// Draws the code for a booth and the way there, with its words beside it where the place is wide, else below it.
/// Nothing is drawn while the server's address is not known.
pub(in crate::screens) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    booth: BoothNumber,
) {
    show_way(ui, context, place, &booth.into(), false);
}

/// The same for any goal, and for the way without a step. Beside it stands the code of the Wi-Fi that phones need.
pub(in crate::screens) fn show_way(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    goal: &Destination,
    step_free: bool,
) {
    let Some(address) = address(context, goal, step_free) else {
        return;
    };
    let page = LabelledCode {
        text: address,
        name: match goal {
            Destination::Booth(number) => context
                .texts
                .say_with(Key::PhoneCode, [("number", number.0.into())]),
            Destination::Area(_) | Destination::Place(_) | Destination::Nearest(_) => {
                let name = super::destination::name(context, goal);
                context
                    .texts
                    .say_with(Key::PhoneCodeArea, [("name", name.into())])
            }
        },
        words: context.texts.say(Key::PhoneTake),
        slot: "phone-code",
    };
    let Some(wifi) = &context.view.catalogue.wifi else {
        return page.show(ui, context, place);
    };
    let gap = context.metrics.mm(4.0);
    let (first, second) = if place.width() > place.height() {
        place.beside((place.width() - gap) / 2.0, gap)
    } else {
        place.below_head((place.height() - gap) / 2.0, gap)
    };
    LabelledCode::of_wifi(context, wifi).show(ui, context, first);
    page.show(ui, context, second);
}

/// A QR code with the words that say what it is for.
struct LabelledCode {
    text: String,
    /// What a screen reader says.
    name: String,
    words: String,
    /// Tells the codes of one page apart.
    slot: &'static str,
}

impl LabelledCode {
    fn of_wifi(context: &DrawContext<'_>, wifi: &Wifi) -> Self {
        let name = || ("name", wifi.name.as_str().into());
        let words = match &wifi.password {
            Some(password) => context.texts.say_with(
                Key::PhoneWifi,
                [name(), ("password", password.as_str().into())],
            ),
            None => context.texts.say_with(Key::PhoneWifiOpen, [name()]),
        };
        Self {
            text: wifi.code(),
            name: context.texts.say_with(Key::PhoneWifiCode, [name()]),
            words,
            slot: "wifi-code",
        }
    }

    /// Draws it with its words beside it where the place is wide, else below it.
    fn show(&self, ui: &mut Ui, context: &DrawContext<'_>, place: Rect) {
        let m = context.metrics;
        let Some(symbol) = symbol(ui, self.slot, &self.text) else {
            return;
        };
        let look = Look::new(m, 4.8, Weight::SemiBold, colour::INK);
        let gap = m.mm(4.0);
        let most = m.mm(MOST_MM);
        let beside = place.width() > place.height() * 1.5;
        let below = look.height(ui, &self.words, place.width().min(most)) + gap;
        let side = if beside {
            place.height().min(place.width() * 0.5).min(most)
        } else {
            place.width().min(place.height() - below).min(most)
        };
        // Whole points for each module: edges between black and white stay sharp.
        let modules = symbol.side + 2 * QUIET_ZONE;
        let module = (side / modules as f32).floor().max(1.0);
        let whole = module * modules as f32;
        let (square, words_at) = if beside {
            let at = pos2(place.left(), place.center().y - whole / 2.0).round();
            let square = Rect::from_min_size(at, vec2(whole, whole));
            (square, place.with_min_x(square.right() + gap))
        } else {
            let at = pos2(place.center().x - whole / 2.0, place.top()).round();
            let square = Rect::from_min_size(at, vec2(whole, whole));
            (square, place.with_min_y(square.bottom() + gap))
        };
        symbol.draw(ui.painter(), square, module, corner(m, 2.0));
        let response = ui.interact(square, Id::unique(self.slot), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &self.name));
        let look = if beside {
            look.middle()
        } else {
            look.centred()
        };
        look.write(ui, words_at, &self.words);
    }
}

/// Where the phone goes: the server's public address, else the one by which this kiosk reaches it.
fn address(context: &DrawContext<'_>, goal: &Destination, step_free: bool) -> Option<String> {
    let catalogue = &context.view.catalogue;
    let status = &context.view.status;
    let told = catalogue.public_url.as_ref();
    let server = told.or(status.phones_address.as_ref());
    let server = server.unwrap_or(&context.house.server);
    let plan = catalogue.plan.as_ref();
    let stand = plan.and_then(|plan| plan.stand(&status.kiosk, Some(&status.gate)));
    let link = PublicLink {
        page: goal.into(),
        from: stand.map(Stand::name),
        language: Some(context.language()),
        step_free,
    };
    (!server.is_empty()).then(|| format!("{server}{}", link.path()))
}

/// A symbol, module by module.
#[derive(Debug)]
struct Symbol {
    side: usize,
    dark: Vec<bool>,
}

/// A symbol with the address it is of.
type Kept = (String, Arc<Symbol>);

/// The symbol of an address; it is worked out once as long as the same one is shown.
fn symbol(ui: &Ui, slot: &str, address: &str) -> Option<Arc<Symbol>> {
    let id = Id::unique(("code-symbol", slot));
    let kept = ui.data(|data| data.get_temp::<Kept>(id));
    if let Some((of, symbol)) = kept
        && of == address
    {
        return Some(symbol);
    }
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let symbol = Arc::new(Symbol {
        side: code.width(),
        dark: code
            .to_colors()
            .iter()
            .map(|module| *module == Color::Dark)
            .collect(),
    });
    let kept: Kept = (address.to_owned(), Arc::clone(&symbol));
    ui.data_mut(|data| data.insert_temp(id, kept));
    Some(symbol)
}

impl Symbol {
    fn draw(&self, painter: &Painter, square: Rect, module: f32, round: CornerRadius) {
        painter.rect_filled(square, round, colour::CODE_LIGHT);
        let start = square.min + vec2(1.0, 1.0) * (QUIET_ZONE as f32 * module);
        for (row, line) in self.dark.chunks(self.side).enumerate() {
            let mut column = 0;
            // Runs of dark modules become one rectangle each, so that no seams show.
            while column < line.len() {
                let run = line[column..].iter().take_while(|dark| **dark).count();
                if run > 0 {
                    let from = start + vec2(column as f32, row as f32) * module;
                    let bar = Rect::from_min_size(from, vec2(run as f32, 1.0) * module);
                    painter.rect_filled(bar, CornerRadius::ZERO, colour::CODE_DARK);
                }
                column += run.max(1);
            }
        }
    }
}
