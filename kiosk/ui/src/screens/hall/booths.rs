//! The booths: their list with a search and what they are browsed by, and the page of one.

mod bar;
pub(super) mod card;
mod choose;
mod index;
mod layout_switch;
mod list;
mod looks;
mod others;
mod page;
mod practices;
mod printing;
mod results;

use egui::{Rect, Ui};
use shared::ids::BoothNumber;
use texts::Key;

pub(in crate::screens) use card::tile;
pub(super) use list::village_place;
pub use list::{BoothLine, BoothList};

use super::frame;
use crate::screens::DrawContext;
use crate::screens::field::{self, Field};
use crate::screens::header::LanguageNames;
use crate::screens::icons::Icon;
use crate::screens::keyboard::writing;
use crate::screens::places::Places;
use crate::screens::scroll::Scroll;
use crate::screens::words::Look;
use crate::session::{Action, BoothLayout, BoothsAction, Browse, LineAction, Only, Session, Shelf};
use crate::theme::{Metrics, Weight, colour, mm};
use choose::Choice;
use index::KeptIndex;
use others::OtherList;
use page::BoothPage;
use results::{Cards, Found, Results};

/// The pages of the booths, with what they remember of the present visitor.
#[derive(Debug, Default)]
pub(super) struct BoothScreens {
    index: KeptIndex,
    list: BoothList,
    others: OtherList,
    results: Results,
    shelf: Scroll,
    page: BoothPage,
}

impl BoothScreens {
    /// Draws the list for a visitor.
    pub(super) fn list(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        names: &LanguageNames,
        session: &Session,
    ) -> Option<Action> {
        self.follow(ui, context, session);
        let title = context.texts.say(Key::BoothsTitle);
        let (body, chosen) = frame::show(ui, context, names, &title);
        let browse = session.visitor().browse();
        let line = browse.line();
        let keys = field::typed(ui, line);
        let (below, shown) = if line.is_open() {
            self.typing(ui, context, body, session)
        } else {
            self.browsing(ui, context, body, session)
        };
        let searched = keys.or(below);
        let searched = searched.map(|action| Action::Booths(BoothsAction::Search(action)));
        chosen.or(searched).or(shown)
    }

    /// Draws the page of a booth.
    pub(super) fn page(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        names: &LanguageNames,
        session: &Session,
        number: BoothNumber,
    ) -> Option<Action> {
        self.follow(ui, context, session);
        let beside = self.list.neighbours(number);
        self.page
            .show(ui, context, names, session, (number, beside))
    }

    /// Every page begins at its top again.
    pub(super) fn begin_anew(&mut self) {
        self.results.rewind();
        self.shelf = Scroll::default();
        self.page = BoothPage::default();
    }

    /// Takes over what has changed since the last frame.
    fn follow(&mut self, ui: &Ui, context: &DrawContext<'_>, session: &Session) {
        let (catalogue, language) = (&context.view.catalogue, context.texts.language());
        let ctx = ui.ctx().clone();
        let index = self.index.follow(catalogue, move || ctx.request_repaint());
        let browse = session.visitor().browse();
        let wanted = (&*browse.line().text(), browse.only());
        if self.list.follow(catalogue, index, language, wanted) {
            self.results.rewind();
        }
        self.others.follow(context, self.list.others());
        self.results.visited_by(session.visit());
    }

    /// Whether something is looked for that only the index can tell, and the index is still being made.
    fn waits(&self, browse: &Browse) -> bool {
        let open = browse.by().or(browse.only().map(Only::shelf));
        let asked = !browse.line().text().is_empty() || open == Some(Shelf::Product);
        asked && self.index.index().is_none()
    }

    /// The list while nobody types: the field, what the booths are browsed by, and large cards or tiles.
    fn browsing(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        body: Rect,
        session: &Session,
    ) -> (Option<LineAction>, Option<Action>) {
        let m = context.metrics;
        let (gap, target) = (m.mm(mm::GAP + 1.0), m.mm(mm::TARGET));
        let (first, rest) = body.below_head(target, gap);
        let (search_at, shelves_at, rest) = if m.one_column() {
            let (second, rest) = rest.below_head(target, gap);
            (first, second, rest)
        } else {
            let (left, right) = first.beside(first.width() * 0.4, gap);
            (left, right, rest)
        };
        let searched = search(ui, context, search_at, session);
        let browse = session.visitor().browse();
        let mut chosen = choose::shelves(ui, context, shelves_at, browse);
        let catalogue = &context.view.catalogue;
        if let Some(shelf) = browse.by().filter(|_| !self.waits(browse)) {
            let choices = Choice::on(shelf, catalogue, self.index.index(), context.texts);
            let of = (shelf, session.visit());
            let tiles = choose::tiles(ui, context, rest, of, &choices, &mut self.shelf);
            return (searched, tiles.or(chosen));
        }
        if self.waits(browse) {
            results::coming(ui, context, rest);
            return (searched, chosen);
        }
        let lines = found(&self.list, &self.others);
        if lines.is_empty() {
            self.results.rewind();
            return (searched, results::nothing(ui, context, rest).or(chosen));
        }
        let parts = ListParts::of(m, rest);
        let cards = match session.visitor().booth_layout() {
            BoothLayout::List => Cards::large(m),
            BoothLayout::Grid => Cards::grid(m),
        };
        chosen = self
            .results
            .show(ui, context, parts.cards, &lines, &cards)
            .or(chosen);
        let left = self.results.buttons(ui, context, parts.foot);
        let (left, switched) =
            layout_switch::show(ui, context, left, session.visitor().booth_layout());
        counted(ui, context, left, browse.only(), &lines);
        (searched, chosen.or(switched))
    }

    /// The list while somebody types: the keyboard, and what is found so far.
    fn typing(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        body: Rect,
        session: &Session,
    ) -> (Option<LineAction>, Option<Action>) {
        let m = context.metrics;
        let parts = TypingParts::of(m, body);
        let searched = search(ui, context, parts.search, session);
        let line = session.visitor().browse().line();
        let keys = writing::show(ui, context, parts.keys, line, &writing::Foot::WORDS);
        let lines = found(&self.list, &self.others);
        let found = if self.waits(session.visitor().browse()) {
            results::coming(ui, context, parts.found);
            None
        } else if lines.is_empty() {
            self.results.rewind();
            results::nothing(ui, context, parts.found)
        } else {
            let parts = ListParts::of(m, parts.found);
            let roomy = m.portrait() && parts.cards.height() > m.row(LARGE_CARDS);
            let cards = match session.visitor().booth_layout() {
                _ if !roomy => Cards::low(),
                BoothLayout::List => Cards::large(m),
                BoothLayout::Grid => Cards::grid(m),
            };
            let chosen = self.results.show(ui, context, parts.cards, &lines, &cards);
            let left = self.results.buttons(ui, context, parts.foot);
            counted(ui, context, left, session.visitor().browse().only(), &lines);
            chosen
        };
        (keys.or(searched), found)
    }
}

/// Everything that is found: what fits better than any booth first, then the booths, then the rest.
fn found<'a>(list: &'a BoothList, others: &'a OtherList) -> Vec<Found<'a>> {
    let lines = others.lines();
    let ahead = lines.partition_point(|line| line.score > list.best());
    let (better, rest) = lines.split_at(ahead);
    let booths = list.lines().iter().map(Found::Booth);
    let better = better.iter().map(Found::Other);
    let rest = rest.iter().map(Found::Other);
    better.chain(booths).chain(rest).collect()
}

/// Where the cards stand, and the row below them.
struct ListParts {
    cards: Rect,
    foot: Rect,
}

impl ListParts {
    fn of(m: &Metrics, place: Rect) -> Self {
        let (cards, foot) = place.above_foot(m.row(mm::TARGET), m.mm(mm::GAP + 1.0));
        Self { cards, foot }
    }
}

/// While somebody types there are large cards where there is at least so much room for them, in millimetres.
const LARGE_CARDS: f32 = 130.0;

/// Where things stand while somebody types.
struct TypingParts {
    search: Rect,
    keys: Rect,
    found: Rect,
}

impl TypingParts {
    /// In one column the keyboard lies at the foot of the page; across, at its left, with what is found beside it.
    fn of(m: &Metrics, body: Rect) -> Self {
        let (gap, target) = (m.mm(mm::GAP + 1.0), m.mm(mm::TARGET));
        let high = writing::height(m);
        if m.one_column() {
            let (search, rest) = body.below_head(target, gap);
            let (found, keys) = rest.above_foot(high, gap);
            return Self {
                search,
                keys,
                found,
            };
        }
        let wide = m.mm(writing::LEAST_WIDTH).max(body.width() * 0.62);
        let (left, found) = body.beside(wide, gap + m.mm(2.0));
        let (search, rest) = left.below_head(target, gap);
        let keys = rest.with_min_y((rest.bottom() - high).max(rest.top()));
        Self {
            search,
            keys,
            found,
        }
    }
}

fn search(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    session: &Session,
) -> Option<LineAction> {
    let line = session.visitor().browse().line();
    let (name, hint) = (
        context.texts.say(Key::SearchName),
        context.texts.say(Key::SearchHint),
    );
    let field = Field {
        id: "booth-search",
        name: &name,
        hint: &hint,
        text: &line.text(),
        open: line.is_open(),
        icon: Some(Icon::Search),
    };
    field.show(ui, context, place).map(field::done_to_line)
}

/// Which alone are listed, and how many.
fn counted(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    only: Option<&Only>,
    found: &[Found<'_>],
) {
    let m = context.metrics;
    let all_booths = found.iter().all(|found| matches!(found, Found::Booth(_)));
    let key = if all_booths {
        Key::BoothsCount
    } else {
        Key::FoundCount
    };
    let words = context.texts.say_with(key, [("count", found.len().into())]);
    let soft = [mm::TEXT, 4.2, 3.6]
        .map(|size| Look::new(m, size, Weight::Regular, colour::INK_SOFT).middle());
    let Some(only) = only else {
        return fitted(ui, place, soft, &words, 2);
    };
    let strong = [5.6, mm::TEXT, 4.2].map(|size| {
        let look = Look::new(m, size, Weight::Bold, colour::COBALT);
        look.middle().heading()
    });
    let (above, below) = place.split_top_bottom_at_fraction(0.5);
    let name = choose::name(only, &context.view.catalogue, context.texts);
    fitted(ui, above, strong, &name, 1);
    fitted(ui, below, soft, &words, 1);
}

/// Writes a text in the largest of these letters with which it fits.
fn fitted(ui: &mut Ui, place: Rect, looks: [Look; 3], words: &str, rows: usize) {
    if let Some(look) = Look::fitting(ui, looks, words, place.size(), rows) {
        look.write(ui, place, words);
    }
}
