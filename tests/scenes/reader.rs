//! Somebody who looks at pages of the desk: whether they scroll sideways, and what axe-core finds there.

use std::collections::{BTreeSet, VecDeque};
use std::path::Path;

use serde_json::json;

use crate::browser::Browser;
use crate::venue::Venue;

/// The address without what differs between pages of one kind.
fn kind(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let is_one_of_many = |part: &&str| part.contains(|it: char| it.is_ascii_digit());
    let parts = path
        .split('/')
        .map(|part| if is_one_of_many(&part) { "…" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

/// The sizes of a window on a phone, on a wall and on a laptop; axe-core is asked at the last one.
pub(crate) const SIZES: &[(u32, u32)] = &[(390, 844), (1920, 1080), (1366, 768)];
/// The same for what was looked at in Vietnamese at every size: words of another length matter where it is narrow.
pub(crate) const PHONE: &[(u32, u32)] = &[(390, 844)];

/// Somebody who looks at pages of the desk, and notes what is wrong with them.
pub(crate) struct Reader {
    pub(crate) page: Browser,
    desk: String,
    pub(crate) sizes: &'static [(u32, u32)],
    seen: BTreeSet<String>,
    wrong: Vec<String>,
}

impl Reader {
    pub(crate) fn of(page: Browser, venue: &Venue) -> Self {
        Self {
            page,
            desk: venue.url(),
            sizes: SIZES,
            seen: BTreeSet::new(),
            wrong: Vec::new(),
        }
    }

    pub(crate) fn go(&mut self, path: &str) {
        self.page.go(&format!("{}{path}", self.desk));
    }

    /// Measures the page at each size, and asks axe-core about it.
    pub(crate) fn look(&mut self, name: &str) {
        for (width, height) in self.sizes {
            self.page.resize(*width, *height);
            let over = self.page.value(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth",
            );
            if over != 0 {
                self.wrong
                    .push(format!("{name}: {over} pixels too wide at {width}"));
            }
            let picture = name.replace(|it: char| !it.is_alphanumeric(), "-");
            self.page.keep_picture(&format!("page{picture}-{width}"));
        }
        let violations = self.page.violations().into_iter();
        self.wrong
            .extend(violations.map(|it| format!("{name}: {it}")));
    }

    /// Goes to every page that a link of the desk leads to, and returns their kinds.
    pub(crate) fn follow_links(&mut self, language: &str) -> BTreeSet<String> {
        let mut waiting = VecDeque::from([format!("/admin?lang={language}")]);
        self.seen.clear();
        while let Some(address) = waiting.pop_front() {
            if !self.seen.insert(kind(&address)) {
                continue;
            }
            self.go(&address);
            self.look(&format!("{address}-{language}"));
            let links = self.page.value(
                "[...document.querySelectorAll('a[href]:not([download])')] \
                 .filter((it) => it.origin === location.origin && !it.pathname.includes('.') && it.pathname.startsWith('/admin') \
                   && !it.search.includes('lang=')) \
                 .map((it) => it.pathname + it.search)",
            );
            let links = links.as_array().unwrap().iter();
            waiting.extend(links.map(|it| it.as_str().unwrap().to_owned()));
        }
        self.seen.clone()
    }

    /// Fills in a form of the page and sends it, whatever the browser would say of it; looks at the answer.
    pub(crate) fn send(&mut self, form: &str, fields: &[(&str, &str)], answer: &str) {
        let fields = json!(fields);
        self.page.value(&format!(
            "(() => {{ const form = document.querySelector(`{form}`); window.wasHere = true; form.noValidate = true; \
             for (const [name, text] of {fields}) {{ const field = form.elements[name]; \
               if (field.type === 'checkbox') field.checked = true; else field.value = text; }} \
             form.requestSubmit(form.querySelector('[name=go]') ?? form.querySelector('button')); }})()"
        ));
        self.page
            .wait_until("window.wasHere === undefined && document.readyState === 'complete'");
        let path = self.page.value("location.pathname");
        let name = format!("{} after {fields}", path.as_str().unwrap());
        let is_there = format!("document.querySelector(`{answer}`) !== null");
        if self.page.value(&is_there) != true {
            self.wrong.push(format!("{name}: there is no {answer}"));
        }
        self.look(&name);
    }

    /// Sends a file by the form of a page.
    pub(crate) fn send_file(
        &mut self,
        path: &str,
        file: &Path,
        fields: &[(&str, &str)],
        answer: &str,
    ) {
        self.go(path);
        self.page
            .value("document.querySelector('main input[type=file]').focus()");
        self.page.choose_file(file);
        self.send("main form.card", fields, answer);
    }

    #[track_caller]
    pub(crate) fn is_content(&self) {
        assert!(self.wrong.is_empty(), "{:#?}", self.wrong);
    }
}
