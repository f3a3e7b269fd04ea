//! What booths are browsed by: villages, kinds of products, stages of a product's life; and the tiles to choose from.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Id, Rect, Sense, Ui, WidgetInfo, pos2, vec2};
use shared::catalogue::Catalogue;
use texts::{Key, Texts};

use super::list::{holds, village_place};
use crate::screens::DrawContext;
use crate::screens::controls::{Button, Kind};
use crate::screens::hall::{emblem, stages, surface};
use crate::screens::icons::Icon;
use crate::screens::layout::TextLines;
use crate::screens::places::Places;
use crate::screens::scroll::Scroll;
use crate::screens::words::Look;
use crate::search::{Index, ProductGroup};
use crate::session::{Action, BoothsAction, Browse, Only, Page, Shelf};
use crate::theme::{Metrics, Tone, Weight, colour, mm};

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// The booths it stands for.
    pub(super) only: Only,
    /// What it is called.
    pub(super) name: String,
    /// How many booths there are.
    pub(super) count: usize,
}

impl Choice {
    /// What there is to choose from on a shelf, as far as any booth is there.
    pub(super) fn on(
        shelf: Shelf,
        catalogue: &Catalogue,
        index: Option<&Arc<Index>>,
        texts: &Texts,
    ) -> Vec<Self> {
        let all: Vec<Only> = match shelf {
            Shelf::Village => {
                let villages = catalogue.villages.iter();
                villages.map(|one| Only::Village(one.id.clone())).collect()
            }
            Shelf::Product => ProductGroup::ALL.into_iter().map(Only::Product).collect(),
            Shelf::Practice => stages::ALL.into_iter().map(Only::Practice).collect(),
        };
        let choice = |only: Only| {
            let booths = catalogue.booths.iter().enumerate();
            Self {
                name: name(&only, catalogue, texts),
                count: booths
                    .filter(|(place, booth)| holds(&only, index, *place, booth))
                    .count(),
                only,
            }
        };
        let choices = all.into_iter().map(choice);
        choices.filter(|choice| choice.count > 0).collect()
    }

    fn icon(&self) -> Icon {
        match &self.only {
            Only::Village(village) => emblem::of_village(village),
            Only::Product(group) => emblem::of_products(*group),
            Only::Practice(stage) => Icon::of_stage(*stage),
        }
    }

    fn tone(&self, catalogue: &Catalogue) -> Tone {
        match &self.only {
            Only::Village(village) => Tone::of_village(village_place(catalogue, village)),
            Only::Product(_) => Tone::QUIET,
            Only::Practice(_) => Tone::CHECKING,
        }
    }
}

/// What the booths that alone are wanted are called.
pub(super) fn name(only: &Only, catalogue: &Catalogue, texts: &Texts) -> String {
    match only {
        Only::Village(village) => {
            let village = catalogue.village(village);
            let name = village.map_or("", |village| village.name.get(texts.language().code()));
            name.to_owned()
        }
        Only::Product(group) => texts.say(product_key(*group)),
        Only::Practice(stage) => texts.say(stages::key(*stage)),
    }
}

/// The row of what booths are browsed by.
pub(super) fn shelves(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    row: Rect,
    browse: &Browse,
) -> Option<Action> {
    let m = context.metrics;
    let group = ui.interact(row, Id::unique("browse-by"), Sense::hover());
    let label = context.texts.say(Key::BrowseBy);
    group.widget_info(|| WidgetInfo::labeled(Role::Group, true, &label));
    let open = browse.by().or(browse.only().map(Only::shelf));
    let gap = m.mm(mm::GAP);
    let all = [
        (Key::BrowseAll, None),
        (Key::BrowseVillages, Some(Shelf::Village)),
        (Key::BrowseProducts, Some(Shelf::Product)),
        (Key::BrowsePractices, Some(Shelf::Practice)),
    ];
    // All in letters of one size, in which the longest has room.
    let look = Look::name(m, colour::INK);
    let widths = all.map(|(key, _)| look.width(ui, &context.texts.say(key)));
    let longest = widths.into_iter().fold(1.0, f32::max);
    let width = row.cell(all.len(), 1, gap).x;
    let capitals = mm::TEXT * ((width - m.mm(7.0)) / longest).min(1.0);
    let mut chosen = None;
    for ((key, shelf), rect) in all.into_iter().zip(row.in_columns(all.len(), gap)) {
        let words = context.texts.say(key);
        let button = Button::new(key.id(), &words, Kind::Choice(open == shelf));
        let button = button.capitals(capitals);
        if button.show(ui, m, rect) {
            chosen = Some(Action::Booths(match shelf {
                Some(_) => BoothsAction::By(shelf),
                None => BoothsAction::Only(None),
            }));
        }
    }
    chosen
}

/// The tiles of a shelf, in a place; the stages have one more, which says what they mean.
pub(super) fn tiles(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    (shelf, visit): (Shelf, u64),
    choices: &[Choice],
    scroll: &mut Scroll,
) -> Option<Action> {
    let m = context.metrics;
    let gap = m.mm(mm::GAP + 0.5);
    let count = choices.len() + usize::from(shelf == Shelf::Practice);
    let columns = columns(m, place, count);
    let rows = count.div_ceil(columns).max(1);
    let of = (shelf_name(shelf), visit);
    scroll.page(ui, context, of, place, |column, seen| {
        let seen = column
            .free
            .with_max_y(column.top() + seen.height() - m.mm(0.5));
        let size = seen.cell(columns, rows, gap);
        let most = m.mm(HIGHEST).max(m.row(LOWEST));
        let size = vec2(size.x, size.y.clamp(m.row(LOWEST), most));
        let mut cells = column.free.cells(columns, size, gap).take(count);
        let mut chosen = None;
        for (choice, cell) in choices.iter().zip(&mut cells) {
            if tile(column.ui, context, cell, choice) {
                let only = Some(choice.only.clone());
                chosen = Some(Action::Booths(BoothsAction::Only(only)));
            }
            column.go_to(cell.bottom());
        }
        if let Some(end) = cells.next() {
            let words = context.texts.say(Key::BrowseLifeCycle);
            if explained(column.ui, m, end, &words) {
                chosen = Some(Action::Go(Page::LifeCycle));
            }
            column.go_to(end.bottom());
        }
        chosen
    })
}

/// What tells the tiles of one shelf from those of another, which begin at their top.
fn shelf_name(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Village => "by-village",
        Shelf::Product => "by-product",
        Shelf::Practice => "by-practice",
    }
}

/// How high a tile is at least, in millimetres: what it is called, in two rows, and how many booths there are.
const LOWEST: f32 = 30.0;

/// How high a tile is at most, in millimetres.
const HIGHEST: f32 = 58.0;

/// In how many columns so many tiles stand.
fn columns(m: &Metrics, place: Rect, count: usize) -> usize {
    if m.one_column() {
        return if count <= 6 { 1 } else { 2 };
    }
    let most = ((place.width() / m.row(72.0)).floor() as usize).clamp(2, 4);
    // Few tiles stand in few rows, large.
    if count <= 6 { most.min(3) } else { most }
}

fn tile(ui: &mut Ui, context: &DrawContext<'_>, rect: Rect, choice: &Choice) -> bool {
    let m = context.metrics;
    let count = context
        .texts
        .say_with(Key::BoothsCount, [("count", choice.count.into())]);
    let response = surface::show(ui, m, rect, ("choice", &choice.name), || {
        choice.name.clone()
    });
    let tone = choice.tone(&context.view.catalogue);
    let place = beside_disc(ui, m, rect, choice.icon(), tone);
    let roomy = place.width() > m.mm(120.0);
    let size = if roomy { 7.4 } else { 5.2 };
    let name = Look::new(m, size, Weight::SemiBold, colour::INK);
    let soft = Look::text(m, colour::INK_SOFT);
    TextLines::new(name, &choice.name)
        .then(0.0, soft, &count)
        .fitting(ui, place.size())
        .paint_in_middle(ui, place);
    response.clicked()
}

/// A disc with an icon at the left of a tile; answers with the place beside it.
fn beside_disc(ui: &Ui, m: &Metrics, rect: Rect, icon: Icon, tone: Tone) -> Rect {
    let side = (rect.height() - m.mm(9.0)).clamp(m.mm(16.0), m.mm(44.0));
    let side = side.min(rect.width() * 0.27);
    let disc = rect
        .with_min_x(rect.left() + m.mm(4.0))
        .square_at_left(side);
    emblem::disc(ui.painter(), disc, icon, tone);
    Rect::from_min_max(
        pos2(disc.right() + m.mm(4.0), rect.top() + m.mm(1.0)),
        pos2(rect.right() - m.mm(3.0), rect.bottom() - m.mm(1.0)),
    )
}

fn explained(ui: &mut Ui, m: &Metrics, rect: Rect, words: &str) -> bool {
    let response = surface::show(ui, m, rect, "explained", || words.to_owned());
    let place = beside_disc(ui, m, rect, Icon::Question, Tone::QUIET);
    let size = if place.width() > m.mm(120.0) {
        6.4
    } else {
        mm::TEXT
    };
    let look = Look::new(m, size, Weight::SemiBold, colour::COBALT)
        .middle()
        .rows(3);
    look.paint(ui, place, words);
    response.clicked()
}

fn product_key(group: ProductGroup) -> Key {
    match group {
        ProductGroup::Tea => Key::ProductTea,
        ProductGroup::Tableware => Key::ProductTableware,
        ProductGroup::Kitchen => Key::ProductKitchen,
        ProductGroup::Vases => Key::ProductVases,
        ProductGroup::Decoration => Key::ProductDecoration,
        ProductGroup::House => Key::ProductHouse,
        ProductGroup::Altar => Key::ProductAltar,
        ProductGroup::Gifts => Key::ProductGifts,
        ProductGroup::Gilding => Key::ProductGilding,
        ProductGroup::Leather => Key::ProductLeather,
        ProductGroup::Herbs => Key::ProductHerbs,
        ProductGroup::Plants => Key::ProductPlants,
        ProductGroup::Other => Key::ProductOther,
    }
}
