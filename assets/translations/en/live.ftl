# The live page. $n also picks the plural form.
live-locale = en-GB
live-page = Live figures
live-to-desk = Desk
live-language = Language
live-days = Choose a day
live-today = Today
live-weekday-0 = Sunday
live-weekday-1 = Monday
live-weekday-2 = Tuesday
live-weekday-3 = Wednesday
live-weekday-4 = Thursday
live-weekday-5 = Friday
live-weekday-6 = Saturday
live-month-1 = Jan
live-month-2 = Feb
live-month-3 = Mar
live-month-4 = Apr
live-month-5 = May
live-month-6 = Jun
live-month-7 = Jul
live-month-8 = Aug
live-month-9 = Sep
live-month-10 = Oct
live-month-11 = Nov
live-month-12 = Dec
live-day-month = { $day } { $month }
live-long-date = { $weekday }, { $day } { $month } { $year }
live-time-on = { $time } on { $day }

live-figures = Main figures
live-inside = Inside now
live-inside-past = Not scanned out
live-entries = Entries
live-exits = Exits
live-visitors = Visitors
live-peak = busiest at { $time }: { $n }
live-fill-room = { $percent }% of { $n } places
live-fill-near = Nearly full: { $percent }% of { $n } places
live-fill-full = Full: { $percent }% of { $n } places
live-reentries = { $n } of them coming back in
live-refusals = { $n ->
    [one] { $n } scan refused
   *[other] { $n } scans refused
}
live-tickets = { $n ->
    [one] each person once · { $n } ticket
   *[other] each person once · { $n } tickets
}

live-curve = The day
live-curve-inside = Inside
live-curve-before = On { $day }
live-curve-entries = In / 15 min
live-curve-exits = Out / 15 min
live-curve-spoken = Chart of the day: busiest at { $time } with { $n } people inside. The figures are in the table below.
live-curve-empty = Nobody has gone in or out on this day yet. The chart appears with the first scan.
live-now = now
live-step = { $from }–{ $to }: { $entries } in, { $exits } out, { $inside } inside
live-as-table = Show as a table
live-from = From
live-in = In
live-out = Out
live-inside-short = Inside

live-gates = By gate
live-gate = Gate
live-types = By ticket type
live-type = Ticket type
live-type-number = Type { $n }
live-beside = Counted in the figures above: { $list }.
live-issued = Issued
live-without-ticket = Without a ticket
live-unknown-gate = { $n ->
    [one] { $n } record at gate “{ $gate }” is kept and not counted, since the exhibition never had that gate: correct gate in that kiosk's kiosk.toml, or add the gate to the catalogue.
   *[other] { $n } records at gate “{ $gate }” are kept and not counted, since the exhibition never had that gate: correct gate in that kiosk's kiosk.toml, or add the gate to the catalogue.
}
live-overrides = { $n ->
    [one] { $n } person let in by staff
   *[other] { $n } people let in by staff
}
live-refused = Refused
live-reason = Reason
live-scans = Scans
live-no-refusals = No scan has been refused.
live-no-entries = Nobody has come in yet.
live-other-reasons = Other reasons

live-conflicts = Admissions to look at
live-conflicts-note = For example, one ticket scanned in at two doors while the kiosks could not reach each other. Both scans are kept; the visitor counts once.

live-sessions = Places in hands-on sessions
live-sessions-note = Kiosks hold some of the places, so that they can give them out when cut off; these are among those left.
live-session = Session
live-places-taken = Taken
live-places-with-kiosks = With kiosks
live-places-left = Left
live-of-places = { $n } of { $places }
live-no-places-left = full
live-places-complete = correct up to { $time }
live-places-silent = { $n ->
    [one] Kiosk { $id } was last heard { $time }; it may have given out { $n } more place since.
   *[other] Kiosk { $id } was last heard { $time }; it may have given out up to { $n } more places since.
}
live-places-unheard = { $n ->
    [one] Kiosk { $id } has not been heard yet; it may have given out { $n } more place.
   *[other] Kiosk { $id } has not been heard yet; it may have given out up to { $n } more places.
}
live-places-held = No more places are granted before { $list } was heard.

live-villages = By craft village
live-villages-note = Anyone who visits two booths of a village counts at both.
live-village = Village

live-booths = Visits to booths
live-booths-note = Each ticket counts once a day at each booth; further visits on the same day count apart. Look-ups are how often a booth's page was opened on a kiosk.
live-booth = Booth
live-booth-number = Booth { $n }
live-booth-people = Visitors
live-booth-tickets = Tickets
live-booth-repeats = Came back
live-booth-lookups = Looked up

live-pace = People/min
live-pace-of = { $short } (15′: { $long })
live-pace-slow = slower
live-pace-note = People through the gate a minute, estimated from the scans of the last 5 and 15 minutes.
live-areas = Areas inside
live-area = Area
live-area-places = Holds

live-alerts = Alerts
live-alerts-more = { $n ->
    [one] and { $n } more alert
   *[other] and { $n } more alerts
}
live-alert-seen = Seen
live-alert-house-1 = Nearly full: { $n } people inside, { $percent }% of { $places } places.
live-alert-house-2 = Full: { $n } people inside, { $percent }% of { $places } places.
live-alert-area-1 = { $area } is nearly full: { $n } people, { $percent }% of { $places } places.
live-alert-area-2 = { $area } is full: { $n } people, { $percent }% of { $places } places.
live-alert-silent = Kiosk { $id } is silent: last heard { $time }.
live-alert-refusals = Unusually many refusals: { $n } in the last 15 minutes, { $percent }% of all scans.
live-tell-off = Turn notifications on
live-tell-on = Notifications are on
live-tell-denied = Notifications are blocked

live-kiosks = Kiosks
live-at-door = door · { $gate }
live-in-hall = in the hall
live-at-booth = booth { $n }
live-heard = last heard { $time }
live-waiting = { $n ->
    [one] { $n } record to send
   *[other] { $n } records to send
}
live-never = never heard
live-late = late
live-set-aside = { $n ->
    [one] { $n } record to look at
   *[other] { $n } records to look at
}
live-ahead = { $n ->
    [one] { $n } record is ahead of the server's clock
   *[other] { $n } records are ahead of the server's clock
}
live-untimed = { $n ->
    [one] { $n } record without a known time, not counted
   *[other] { $n } records without a known time, not counted
}
live-kiosk-clock = { $n ->
    [one] kiosk { $id } has { $n } record with a doubtful time
   *[other] kiosk { $id } has { $n } records with a doubtful time
}
live-no-kiosks = No kiosk has been heard yet. Switch the kiosks on and check the server address on them.

live-complete = Complete up to { $time }
live-not-complete = Not yet known how complete the figures are
live-kiosk-late = kiosk { $id } last heard { $time }
live-kiosk-never = kiosk { $id } never heard
live-kiosk-waiting = { $n ->
    [one] kiosk { $id } still has { $n } record to send
   *[other] kiosk { $id } still has { $n } records to send
}
live-kiosks-more = { $n ->
    [one] and { $n } more kiosk
   *[other] and { $n } more kiosks
}
live-connecting = Getting the figures…
live-lost = Connection lost – these are the figures of { $time }. Reconnecting by itself.
live-warning-damaged = Stored data on the server is damaged in { $faults } places. Run sync-server check, and restore the latest good backup with sync-server restore.
live-warning-backup-failed = The last backup failed. Look at the server’s log and at the disk for backups.
live-warning-set-back = The server’s data was set back to an earlier state. The figures are incomplete until these kiosks are heard again: { $list }. Switch them on and keep them connected.
live-warning-flood = Kiosk { $list } sends more than people can cause, so the server takes only a part of it. Look at the device: it is broken, or somebody misuses its token.
live-warning-database-gone = The server stores nothing any more: { $file } was deleted or replaced. Stop the server, put the file back or restore the latest backup with sync-server restore, and start the server again. Kiosks keep their scans and send them again.
live-unreachable = The server has not answered yet. Trying again by itself; check the server and the network.
