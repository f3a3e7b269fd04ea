//! What staff did at the kiosks, act by act.

use shared::ids::StaffId;

use super::super::table::ColumnKind::{Key, Level};
use super::super::table::{ReportCell, ReportTable};
use super::{ReportInput, table};
use crate::operations::audit::AuditEntry;

impl ReportInput<'_> {
    /// Oldest first. Those without a remark are what the sums of a day's acts are made of.
    pub(crate) fn staff_acts(&self) -> ReportTable {
        let columns = [
            ("act-time", Key),
            ("act", Key),
            ("staff-name", Key),
            ("device", Key),
            ("door", Key),
            ("head-count", Level),
            ("ticket", Key),
            ("type", Key),
            ("rules-said", Key),
            ("staff-reason", Key),
            ("remark", Key),
        ];
        table(
            "staff-acts",
            columns,
            self.acts.iter().map(|act| self.act(act)),
        )
    }

    fn act(&self, act: &AuditEntry) -> Vec<ReportCell> {
        let calendar = self.catalogue.calendar();
        let at = calendar
            .is_possible(act.at)
            .then(|| ReportCell::Moment(calendar.zone.local_datetime(act.at)));
        let text = |text: Option<String>| text.map_or(ReportCell::Empty, ReportCell::Text);
        let words = |kind: &str, code: &str| {
            let words = self.language.find(&format!("{kind}-{code}"));
            words.unwrap_or_else(|| code.to_owned())
        };
        let door = act.gate.as_ref().map(|gate| self.door_name(gate));
        let kind = act.kind.map(|kind| self.type_name(kind));
        let refused = act
            .refused
            .map(|reason| self.language.refusal(reason.code()));
        let reason = act.reason.as_ref();
        let reason = reason.map(|reason| words("report-why", reason.as_str()));
        vec![
            at.unwrap_or(ReportCell::Empty),
            ReportCell::Text(words("report-act", &act.what)),
            text(act.staff.as_ref().map(|staff| self.staff_name(staff))),
            ReportCell::Text(act.record.kiosk.to_string()),
            door.unwrap_or(ReportCell::Empty),
            act.people
                .map_or(ReportCell::Empty, |it| ReportCell::Number(it.into())),
            text(act.ticket.map(|it| it.to_string())),
            kind.unwrap_or(ReportCell::Empty),
            text(refused),
            text(reason),
            text(self.remark(act)),
        ]
    }

    /// Returns what people call somebody; of who has no PIN any more, the name that was recorded.
    fn staff_name(&self, id: &StaffId) -> String {
        let known = self.staff.iter().find(|it| it.pin.id == *id);
        known.map_or_else(|| id.to_string(), |it| it.shown_name().to_owned())
    }

    /// Says why an act does not count.
    fn remark(&self, act: &AuditEntry) -> Option<String> {
        let timing = self.catalogue.calendar().timing(act.at, act.received);
        let remarks = [
            (act.rehearsal, text_id!("report-act-rehearsed")),
            (act.is_annulled, text_id!("report-act-annulled")),
            (act.aside, text_id!("report-act-aside")),
            (!timing.counts(), text_id!("report-act-mistimed")),
        ];
        let remark = remarks.iter().find(|(is, _)| *is);
        remark.map(|(_, id)| self.language.say(id))
    }
}
