//! What the uplink tells the desk.

use uplink::News;
use view::{LaneView, LinkStatus};

use super::Desk;
use super::run::Loop;
use super::seats_room::SeatsEvent;

/// A server heard again within this many milliseconds is no news to the staff.
const HEARD_STEP_MS: i64 = 5_000;

impl Loop {
    /// Draws the screen anew only for what is worth it: in a rush, the uplink speaks ten times a second.
    pub(super) fn heard(&mut self, news: News) {
        let worth_showing = match news {
            News::Link(link) => {
                let worth_showing = match (&self.status.link, &link) {
                    (LinkStatus::Online(shown), LinkStatus::Online(now)) => {
                        now.since(*shown).abs() >= HEARD_STEP_MS
                    }
                    (shown, now) => shown != now,
                };
                // The server tells the time too.
                let told = matches!(link, LinkStatus::Online(_)) && self.status.time_unsure;
                if told {
                    self.status.time_unsure = false;
                    if let Some(desk) = &mut self.desk {
                        desk.time_is_known();
                    }
                }
                if worth_showing {
                    self.status.link = link;
                }
                worth_showing || told
            }
            News::Waiting => {
                let before = self.status.waiting;
                self.count_waiting();
                // Sending is what finds a damaged record.
                self.look_for_damage();
                self.status.waiting != before
            }
            News::Submissions(waiting) => {
                let worth_showing = self.status.submissions != waiting;
                self.status.submissions = waiting;
                worth_showing
            }
            News::Learnt => self.learnt(),
            News::Seats => {
                self.tell_seats(SeatsEvent::ServerAnswered);
                false
            }
            News::PhonesAddress(address) => {
                let worth_showing = self.status.phones_address.as_ref() != Some(&address);
                self.status.phones_address = Some(address);
                worth_showing
            }
            News::Damaged(what) => {
                self.damage = Some(what);
                self.look_again();
                true
            }
            News::Pictures(trouble) => {
                let worth_showing = self.status.pictures != trouble;
                self.status.pictures = trouble;
                worth_showing
            }
        };
        if worth_showing {
            self.publish();
        }
    }

    /// Takes up a new catalogue; `true` when the screen changes by it.
    fn learnt(&mut self) -> bool {
        self.staff_learnt();
        if matches!(self.lane.view(), LaneView::OutOfOrder(_)) {
            self.look_again();
            return true;
        }
        // Should it fail, the next scan fails the same way and says so.
        let learnt = matches!(self.desk.as_mut().map(Desk::learn), Some(Ok(true)));
        let stops = |desk: &Desk| desk.is_revoked() || desk.instructions().closure.is_some();
        if learnt && self.desk.as_ref().is_some_and(stops) {
            self.look_again();
        } else if learnt {
            self.follow_instructions();
        }
        learnt
    }
}
