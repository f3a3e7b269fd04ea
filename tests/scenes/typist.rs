//! Somebody at the desk who has no pointer, and how much they have to do.

use crate::browser::Browser;

/// How many controls a page may have.
const CONTROLS_MOST: u32 = 250;

/// Presses Tab until a control that matches has the focus and shows it; returns how often.
#[track_caller]
pub(crate) fn tab_to(page: &mut Browser, control: &str) -> u32 {
    press_until(page, control, |page| page.press_key("Tab", 9, ""))
}

#[track_caller]
fn press_until(page: &mut Browser, control: &str, press: impl Fn(&mut Browser)) -> u32 {
    page.wait_until("document.readyState === 'complete'");
    let is_there = format!("document.activeElement.matches(`{control}`)");
    for pressed in 0..CONTROLS_MOST {
        if page.value(&is_there) == true {
            // What is drawn is marked by its own lines.
            let is_shown = "getComputedStyle(document.activeElement).outlineStyle === 'solid' \
                 || document.activeElement.matches('svg .selected')";
            assert_eq!(page.value(is_shown), true, "{control}");
            return pressed;
        }
        press(page);
    }
    let path = page.value("location.pathname");
    panic!("{path}: no Tab leads to {control}");
}

pub(crate) fn enter(page: &mut Browser) {
    page.press_key("Enter", 13, "\r");
}

/// What somebody has to do at a computer.
#[derive(Clone, Copy, Default)]
pub(crate) struct Effort {
    /// Fields, buttons and links that are looked for.
    pub(crate) controls: u32,
    /// Keys that are pressed there.
    pub(crate) keys: u32,
    /// How often Tab is pressed on the way.
    pub(crate) tabs: u32,
}

impl Effort {
    /// Returns the seconds that it takes by the keystroke-level model, with a mouse and without one: 1.35 s to think of each
    /// control, 1.1 s to point at it, 0.28 s for a click and for each key.
    pub(crate) fn seconds(self) -> [f64; 2] {
        let [controls, keys, tabs] = [self.controls, self.keys, self.tabs].map(f64::from);
        let typed = 1.35 * controls + 0.28 * keys;
        [typed + (1.1 + 0.28) * controls, typed + 0.28 * tabs]
    }
}

/// Somebody who has no pointer, and what they did so far.
pub(crate) struct Typist(pub(crate) Browser, pub(crate) Effort);

impl Typist {
    pub(crate) fn at(page: Browser) -> Self {
        Self(page, Effort::default())
    }

    pub(crate) fn press(&mut self, key: &str, virtual_key: u32, text: &str) {
        self.1.keys += 1;
        self.0.press_key(key, virtual_key, text);
    }

    pub(crate) fn enter(&mut self) {
        self.press("Enter", 13, "\r");
    }

    /// Presses a key for each sign, as a field for dates or times wants it.
    pub(crate) fn press_each(&mut self, signs: &str) {
        for sign in signs.chars() {
            let key = sign.to_string();
            self.press(&key, sign.into(), &key);
        }
    }

    #[track_caller]
    pub(crate) fn go_to(&mut self, control: &str) {
        self.1.controls += 1;
        self.1.tabs += tab_to(&mut self.0, control);
    }

    /// Goes to a control by Shift and Tab.
    #[track_caller]
    pub(crate) fn go_back_to(&mut self, control: &str) {
        self.1.controls += 1;
        self.1.tabs += press_until(&mut self.0, control, |page| {
            page.press_key_with_shift("Tab", 9, "");
        });
    }

    /// Presses the control, and waits for the page that it leads to.
    #[track_caller]
    pub(crate) fn follow(&mut self, control: &str, there: &str) {
        self.go_to(control);
        self.enter();
        self.0.wait_until(there);
    }

    /// Opens a page of the navigation.
    #[track_caller]
    pub(crate) fn open(&mut self, path: &str) {
        self.follow_link("nav.pages", path);
    }

    /// Follows a link to a page.
    #[track_caller]
    pub(crate) fn follow_link(&mut self, within: &str, path: &str) {
        let there = format!("location.pathname === '{path}'");
        self.follow(&format!("{within} a[href='{path}']"), &there);
    }

    #[track_caller]
    pub(crate) fn write(&mut self, field: &str, text: &str) {
        self.go_to(field);
        self.0.value("document.activeElement.select()");
        self.1.keys += u32::try_from(text.chars().count()).unwrap();
        self.0.type_text(text);
    }

    #[track_caller]
    pub(crate) fn download(&mut self, link: &str) -> Vec<u8> {
        self.go_to(link);
        self.1.keys += 1;
        self.0.download_by(enter)
    }

    pub(crate) fn is_done(&mut self) {
        self.0
            .wait_until("document.querySelector('.done') !== null");
    }

    /// Fills in the page that asks who somebody is.
    #[track_caller]
    pub(crate) fn sign_in(&mut self, name: &str, password: &str) {
        self.0.wait_until("location.pathname === '/admin/sign-in'");
        self.write("main [name=name]", name);
        self.write("main [name=password]", password);
        self.enter();
    }
}
