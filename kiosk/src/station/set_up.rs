//! Before there is a `kiosk.toml`: the window asks for the organisers' code, and whatever scans or types hands it over.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use shared::catalogue::Catalogue;
use shared::checkin::Direction;
use shared::enrolment::{EnrolmentCode, EnrolmentCodeError};
use shared::ids::{ExhibitionId, GateId, KioskId};
use uplink::enrolment::{EnrolError, enrol};
use view::Role;
use view::{Command, LaneView, Mode, SetUp, SetUpTrouble, Status, View};

use super::backend::Waker;
use crate::app;
use desk::{Event, OnChange};

/// Codes that wait while the server is asked.
const QUEUE: usize = 64;
/// For how long the words stay that say which kiosk it is now.
const GOODBYE: Duration = Duration::from_secs(2);
/// A code that stays before the camera is tried once; after so long out of sight it is another try.
const SAME_CODE: Duration = Duration::from_secs(3);

/// What stands behind the window until the kiosk is set up.
pub(super) struct SetUpDesk {
    events: SyncSender<Event>,
    shown: ShownSetUp,
    waker: Waker,
}

#[derive(Clone)]
struct ShownSetUp {
    view: Arc<Mutex<Arc<View>>>,
    on_change: OnChange,
}

impl ShownSetUp {
    fn change(&self, change: impl FnOnce(&mut View)) {
        let mut view = self.view.lock().unwrap_or_else(PoisonError::into_inner);
        change(Arc::make_mut(&mut view));
        drop(view);
        (self.on_change)();
    }

    fn step(&self, step: SetUp) {
        self.change(|view| view.lane = LaneView::SetUp(step));
    }
}

impl SetUpDesk {
    /// Starts to wait for a code that sets up the kiosk of a data directory.
    pub(super) fn start(data: PathBuf, was: Option<KioskId>) -> std::io::Result<Self> {
        let (events, inbox) = sync_channel(QUEUE);
        let waker = Waker::default();
        let view = view(was).map_err(std::io::Error::other)?;
        let shown = ShownSetUp {
            view: Arc::new(Mutex::new(Arc::new(view))),
            on_change: waker.on_change(),
        };
        let its_shown = shown.clone();
        thread::Builder::new()
            .name("set-up".to_owned())
            .spawn(move || wait_for_code(&data, &inbox, &its_shown))?;
        Ok(Self {
            events,
            shown,
            waker,
        })
    }

    /// Where scanners send what they see.
    pub(super) fn events(&self) -> SyncSender<Event> {
        self.events.clone()
    }

    /// Whether the kiosk is set up now.
    pub(super) fn is_done(&self) -> bool {
        let view = app::Backend::view(self);
        matches!(view.lane, LaneView::SetUp(SetUp::Done { .. }))
    }
}

impl app::Backend for SetUpDesk {
    fn view(&self) -> Arc<View> {
        let view = self.shown.view.lock();
        Arc::clone(&view.unwrap_or_else(PoisonError::into_inner))
    }

    fn send(&self, command: Command) {
        if let Command::SetUp(code) = command {
            // Where many wait already, it is shown or typed again.
            let _ = self.events.try_send(Event::Scanned(code));
        }
    }

    fn wake_with(&self, wake: OnChange) {
        self.waker.wake_with(wake);
    }
}

/// Works until the kiosk is set up, or nobody is left who could send a code.
fn wait_for_code(data: &Path, inbox: &Receiver<Event>, shown: &ShownSetUp) {
    let mut last: Option<(String, Instant)> = None;
    for event in inbox {
        let (texts, is_seen) = match event {
            Event::Scanned(text) => (vec![text], false),
            Event::Decoded(texts) => (texts, false),
            Event::InView(texts) => (texts, true),
            Event::Scanner(status) => {
                shown.change(|view| {
                    let scanners = &mut view.status.scanners;
                    scanners.retain(|known| known.name != status.name);
                    scanners.push(status);
                });
                continue;
            }
            _ => continue,
        };
        let Some(text) = best(texts) else { continue };
        let same = last
            .as_ref()
            .is_some_and(|(known, at)| *known == text && at.elapsed() < SAME_CODE);
        if !(is_seen && same) {
            match set_up(data, &text, shown) {
                Ok(kiosk) => return say_goodbye(&kiosk, shown),
                Err(error) => {
                    eprintln!("kiosk: not set up: {error}");
                    shown.step(SetUp::Failed(trouble(&error)));
                }
            }
        }
        last = Some((text, Instant::now()));
    }
}

/// Returns the one of several texts that is a code, else any.
fn best(mut texts: Vec<String>) -> Option<String> {
    let is_code = |text: &String| text.parse::<EnrolmentCode>().is_ok();
    let code = texts.iter().position(is_code);
    code.map(|index| texts.swap_remove(index))
        .or_else(|| texts.pop())
}

fn set_up(data: &Path, text: &str, shown: &ShownSetUp) -> Result<KioskId, EnrolError> {
    let code: EnrolmentCode = text.parse()?;
    let servers: Vec<String> = code.addresses.iter().map(ToString::to_string).collect();
    let servers = servers.join(", ");
    shown.step(SetUp::Connecting { servers });
    Ok(enrol(data, &code)?.kiosk)
}

fn say_goodbye(kiosk: &KioskId, shown: &ShownSetUp) {
    for closes in [false, true] {
        shown.step(SetUp::Done {
            kiosk: kiosk.clone(),
            closes,
        });
        if !closes {
            thread::sleep(GOODBYE);
        }
    }
}

fn trouble(error: &EnrolError) -> SetUpTrouble {
    match error {
        EnrolError::Code(EnrolmentCodeError::Group(group)) => SetUpTrouble::Group(*group),
        EnrolError::Code(EnrolmentCodeError::Version(_)) => SetUpTrouble::LaterVersion,
        EnrolError::Code(_) => SetUpTrouble::NoCode,
        EnrolError::Unreachable { servers, .. } => SetUpTrouble::Unreachable(servers.clone()),
        EnrolError::OtherServer(server) => SetUpTrouble::OtherServer(server.to_string()),
        EnrolError::Used => SetUpTrouble::Used,
        EnrolError::Expired => SetUpTrouble::Expired,
        EnrolError::Unknown => SetUpTrouble::Unknown,
        EnrolError::OtherKiosk { owner, .. } => SetUpTrouble::OtherKiosk(owner.clone()),
        EnrolError::File { .. } | EnrolError::Device(_) => SetUpTrouble::Disk,
        EnrolError::Refused(_) | EnrolError::Garbled(_) => SetUpTrouble::Server,
    }
}

/// Returns what the window shows at first. The kiosk has no name and no place yet.
fn view(was: Option<KioskId>) -> Result<View, String> {
    let name = |text: &str| text.parse::<GateId>().map_err(|error| error.to_string());
    let kiosk = match &was {
        Some(was) => was.clone(),
        None => "new"
            .parse()
            .map_err(|error: shared::ids::IdError| error.to_string())?,
    };
    Ok(View {
        catalogue: Arc::new(Catalogue::empty(ExhibitionId(0))),
        lane: LaneView::SetUp(SetUp::Waiting { was }),
        status: Status::new(kiosk, name("none")?),
        mode: Mode::plain(Direction::In),
        role: Role::Door,
        seats: Arc::default(),
        people: Arc::default(),
        staff: Arc::default(),
    })
}
