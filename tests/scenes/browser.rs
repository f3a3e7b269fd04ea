//! A real browser, driven over its own debugging pipe: no driver program and no port in between.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::LazyLock;
use std::time::Instant;

use serde_json::{Value, json};

use crate::venue::{PATIENCE, wait_until};

/// A headless Chromium with one page. Ends with the value.
pub(crate) struct Browser {
    process: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    session: Option<String>,
    last_id: u64,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts Chromium with an empty profile and opens `url` in a window of the given size.
    pub(crate) fn open(url: &str, width: u32, height: u32) -> Self {
        Self::open_with(&[], url, width, height)
    }

    /// The same with a camera that shows a film of JPEG pictures, and that pages may use.
    pub(crate) fn open_with_camera(film: &Path, url: &str) -> Self {
        let film = format!("--use-file-for-fake-video-capture={}", film.display());
        let camera = [
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            &film,
        ];
        Self::open_with(&camera, url, 1366, 768)
    }

    fn open_with(arguments: &[&str], url: &str, width: u32, height: u32) -> Self {
        let profile = tempfile::tempdir().unwrap();
        // The browser reads commands from descriptor 3 and answers on 4; the shell lays our pipes there.
        let mut process = Command::new("bash")
            .args(["-c", "exec chromium \"$@\" 3<&0 4>&1 1>&2", "chromium"])
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                // The server's certificate is its own, which a person confirms once.
                "--ignore-certificate-errors",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--remote-debugging-pipe",
            ])
            .args(arguments)
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg(format!("--window-size={width},{height}"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("bash starts; tests/run installs chromium");
        let to = process.stdin.take().unwrap();
        let from = BufReader::new(process.stdout.take().unwrap());
        let mut browser = Self {
            process,
            to,
            from,
            session: None,
            last_id: 0,
            _profile: profile,
        };
        let target = browser.call("Target.createTarget", &json!({"url": "about:blank"}));
        let attach = json!({"targetId": target["targetId"], "flatten": true});
        let attached = browser.call("Target.attachToTarget", &attach);
        browser.session = Some(attached["sessionId"].as_str().unwrap().to_owned());
        browser.resize(width, height);
        browser.go(url);
        browser
    }

    /// Makes the window another size.
    pub(crate) fn resize(&mut self, width: u32, height: u32) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600});
        self.call("Emulation.setDeviceMetricsOverride", &size);
    }

    /// Opens another address and waits until it is there.
    pub(crate) fn go(&mut self, url: &str) {
        self.call("Page.navigate", &json!({"url": url}));
        self.wait_until("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /// The value of a JavaScript expression in the page.
    pub(crate) fn value(&mut self, expression: &str) -> Value {
        let call = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        self.call("Runtime.evaluate", &call)["result"]["value"].clone()
    }

    /// Lets the page run until an expression is true, watching it at every frame the page draws;
    /// fails when it is not after half a minute.
    pub(crate) fn wait_until(&mut self, expression: &str) {
        // A page that is not there yet has no body to ask.
        let watch = format!(
            "new Promise((done) => {{ const end = Date.now() + 30000; \
             const is_true = () => {{ try {{ return ({expression}) }} catch {{ return false }} }}; \
             const look = () => is_true() ? done(true) : Date.now() > end ? done(false) : setTimeout(look, 20); look(); }})"
        );
        let call = json!({"expression": watch, "returnByValue": true, "awaitPromise": true});
        let end = Instant::now() + PATIENCE;
        let came_true = loop {
            match self.try_call("Runtime.evaluate", &call) {
                Ok(result) => break result["result"]["value"] == Value::Bool(true),
                // The page was left, and the next one is watched.
                Err(_) if Instant::now() < end => {}
                Err(error) => panic!("{expression}: {error}"),
            }
        };
        if !came_true {
            self.keep_picture("failed");
        }
        assert!(came_true, "never true in the page: {expression}");
    }

    /// Presses the mouse at a point of the page, moves it to another one and lets go.
    pub(crate) fn drag(&mut self, from: [f64; 2], to: [f64; 2]) {
        self.drag_with(0, from, to);
    }

    /// Clicks at a point of the page while Shift is held.
    pub(crate) fn click_with_shift(&mut self, at: [f64; 2]) {
        self.drag_with(8, at, at);
    }

    fn drag_with(&mut self, modifiers: u32, from: [f64; 2], to: [f64; 2]) {
        let middle = [0, 1].map(|at| f64::midpoint(from[at], to[at]));
        for (kind, [x, y], buttons) in [
            ("mouseMoved", from, 0),
            ("mousePressed", from, 1),
            ("mouseMoved", middle, 1),
            ("mouseMoved", to, 1),
            ("mouseReleased", to, 0),
        ] {
            let event = json!({
                "type": kind, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": 1,
                "modifiers": modifiers,
            });
            self.call("Input.dispatchMouseEvent", &event);
        }
    }

    /// Presses and releases a key, as a keyboard does. `text` is what the key types.
    pub(crate) fn press_key(&mut self, key: &str, virtual_key: u32, text: &str) {
        self.press_key_with(0, key, virtual_key, text);
    }

    /// The same while Shift is held.
    pub(crate) fn press_key_with_shift(&mut self, key: &str, virtual_key: u32, text: &str) {
        self.press_key_with(8, key, virtual_key, text);
    }

    fn press_key_with(&mut self, modifiers: u32, key: &str, virtual_key: u32, text: &str) {
        for kind in ["keyDown", "keyUp"] {
            let text = if kind == "keyDown" { text } else { "" };
            let event = json!({
                "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": virtual_key, "text": text,
                "modifiers": modifiers,
            });
            self.call("Input.dispatchKeyEvent", &event);
        }
    }

    /// Types a text into the field with the focus.
    pub(crate) fn type_text(&mut self, text: &str) {
        self.call("Input.insertText", &json!({"text": text}));
    }

    /// Chooses a file in the field with the focus: the window of the operating system is not part of the page.
    pub(crate) fn choose_file(&mut self, file: &Path) {
        let field = json!({"expression": "document.activeElement"});
        let field = self.call("Runtime.evaluate", &field);
        let chosen = json!({"files": [file], "objectId": field["result"]["objectId"]});
        self.call("DOM.setFileInputFiles", &chosen);
    }

    /// Follows a link to a file, and returns the file.
    pub(crate) fn download(&mut self, link: &str) -> Vec<u8> {
        self.download_by(|page| {
            page.value(&format!("document.querySelector({link:?}).click()"));
        })
    }

    /// Does what leads to a file, and returns the file.
    pub(crate) fn download_by(&mut self, act: impl FnOnce(&mut Self)) -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        let to = json!({"behavior": "allow", "downloadPath": path});
        self.of_browser("Browser.setDownloadBehavior", &to);
        act(self);
        // Beside the file that is being written lies an empty one of its name.
        let file = || -> Option<PathBuf> {
            let files = fs::read_dir(path).unwrap().map(|it| it.unwrap().path());
            let files: Vec<PathBuf> = files.collect();
            let is_whole = |it: &PathBuf| {
                it.extension().is_some_and(|it| it != "crdownload")
                    && fs::metadata(it).is_ok_and(|it| it.len() > 0)
            };
            files.iter().all(is_whole).then(|| files.first().cloned())?
        };
        wait_until("the file is there", || file().is_some());
        fs::read(file().unwrap()).unwrap()
    }

    /// Lets a page tell its reader of things by the browser, as a person does who is asked.
    pub(crate) fn allow_notifications(&mut self, origin: &str) {
        let granted = json!({"origin": origin, "permissions": ["notifications"]});
        self.of_browser("Browser.grantPermissions", &granted);
    }

    /// Calls what is of the browser, not of its page.
    fn of_browser(&mut self, method: &str, parameters: &Value) {
        let session = self.session.take();
        self.call(method, parameters);
        self.session = session;
    }

    /// Returns what axe-core finds wrong on the page: rule, place and reason.
    pub(crate) fn violations(&mut self) -> Vec<String> {
        if self.value("typeof axe") == "undefined" {
            self.value(axe());
        }
        let found = self.value(
            "axe.run({resultTypes: ['violations']}).then((result) => result.violations.flatMap((rule) => \
             rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`)))",
        );
        let found = found.as_array().expect("axe-core has run");
        let texts = found.iter().map(|it| it.as_str().unwrap().to_owned());
        texts.collect()
    }

    /// With `KIOSK_PICTURES=DIR`, keeps a picture of the whole page there, for people to look at.
    pub(crate) fn keep_picture(&mut self, name: &str) {
        let Some(folder) = std::env::var_os("KIOSK_PICTURES").map(PathBuf::from) else {
            return;
        };
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), self.picture()).unwrap();
    }

    /// Returns a picture of the whole page, as a PNG file.
    pub(crate) fn picture(&mut self) -> Vec<u8> {
        let how = json!({"format": "png", "captureBeyondViewport": true});
        let picture = self.call("Page.captureScreenshot", &how);
        from_base64(picture["data"].as_str().unwrap())
    }

    /// On how many pages the page is printed, on the paper that it asks for; with `KIOSK_PICTURES=DIR` they are kept there.
    pub(crate) fn printed_pages(&mut self, name: &str, paper: Paper) -> usize {
        let how = json!({"preferCSSPageSize": true, "printBackground": true});
        let printed = self.call("Page.printToPDF", &how);
        let pdf = from_base64(printed["data"].as_str().unwrap());
        if let Some(folder) = std::env::var_os("KIOSK_PICTURES").map(PathBuf::from) {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join(format!("{name}.pdf")), &pdf).unwrap();
        }
        let text = String::from_utf8_lossy(&pdf);
        let a4 = match paper {
            Paper::Portrait => "/MediaBox [0 0 594.9",
            Paper::Landscape => "/MediaBox [0 0 841.9",
        };
        assert!(text.contains(a4), "the paper of {name} is A4");
        // Pages are in groups, and the group of all has the most.
        let counts = text.split("/Count ").skip(1).map(|count| {
            let digits = count.split(|c: char| !c.is_ascii_digit()).next();
            digits.unwrap().parse().unwrap()
        });
        counts.max().unwrap()
    }

    fn call(&mut self, method: &str, params: &Value) -> Value {
        let called = self.try_call(method, params);
        called.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    fn try_call(&mut self, method: &str, params: &Value) -> Result<Value, Value> {
        self.last_id += 1;
        let mut message = json!({"id": self.last_id, "method": method, "params": params});
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.to
            .write_all(format!("{message}\0").as_bytes())
            .unwrap();
        loop {
            let mut answer = Vec::new();
            let read = self.from.read_until(0, &mut answer).unwrap();
            assert!(read > 0, "the browser ended before it answered {method}");
            answer.pop();
            let answer: Value = serde_json::from_slice(&answer).unwrap();
            if answer["id"] == self.last_id {
                let error = &answer["error"];
                return if error.is_null() {
                    Ok(answer["result"].clone())
                } else {
                    Err(error.clone())
                };
            }
        }
    }
}

/// How a sheet of A4 lies.
#[derive(Clone, Copy)]
pub(crate) enum Paper {
    Portrait,
    Landscape,
}

/// Returns axe-core, as `tests/run` installs it.
fn axe() -> &'static str {
    static SOURCE: LazyLock<String> = LazyLock::new(|| {
        let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/test-tools/axe");
        let file = tools.join("axe_playwright_python/axe.min.js");
        fs::read_to_string(&file).unwrap_or_else(|error| {
            panic!(
                "{}: {error}; `bash tests/run` installs axe-core there",
                file.display()
            )
        })
    });
    &SOURCE
}

/// The bytes of a text in base64.
fn from_base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for letter in text.bytes() {
        let Some(six) = LETTERS.iter().position(|it| *it == letter) else {
            break;
        };
        (held, bits) = ((held << 6) | six as u32, bits + 6);
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
        }
    }
    bytes
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
