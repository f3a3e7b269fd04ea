# Finding tickets, a ticket's story, and what wants a decision.

desk-tickets = Tickets
desk-tickets-note = Find one and see every scan; issue, print, import and revoke
desk-inbox = Decisions
desk-inbox-note = Tickets used twice, data set aside, devices out of touch, refused lists

desk-search-lead = Type a ticket's number, the code below its QR symbol, the seller's code, an order number or the holder's name. A hand scanner works too.
desk-search-what = Number, code or name
desk-search-go = Find
desk-search-none = No ticket was found for “{ $text }”. Try its number, its code, or only part of the name.
desk-search-more = There are more: these are the first { $most }. Type more to narrow it down.

desk-camera = Scan a ticket
desk-camera-open = Camera
desk-camera-lead = Hold the ticket's QR symbol before the camera, or choose a photograph of it. Nothing is counted by this: it only opens the ticket.
desk-camera-ask = The browser asks whether it may use the camera: choose “Allow”.
desk-camera-looking = Looking for a QR symbol. Hold the ticket still, a hand's breadth away.
desk-camera-denied = The camera can't be used. Allow it in the browser's address bar and open this page again, or choose a photograph below.
desk-camera-file = Photograph of a ticket
desk-camera-read = Read the photograph
desk-camera-none = No QR symbol can be read. Hold the ticket nearer, straight, and without reflections.

desk-ticket = Ticket { $number }
desk-ticket-number = Ticket
desk-ticket-code = Code on the ticket
desk-ticket-holder = Holder
desk-ticket-kind = Type
desk-ticket-people = People
desk-ticket-days = Valid on
desk-ticket-seller = Seller
desk-ticket-reference = Seller's number
desk-ticket-status = Status
desk-status-good = Valid
desk-status-revoked = Revoked
desk-status-blocked = Blocked

desk-act-block = Block the ticket
desk-act-block-note = Its holder is sent to the staff at every door. It can be undone at any time.
desk-act-block-yes = Yes, block it
desk-act-revoke = Revoke the ticket
desk-act-revoke-note = It is refused at every door, for example because it was refunded. What it did before stays counted.
desk-act-revoke-yes = Yes, revoke it
desk-act-reinstate = Make the ticket valid again
desk-act-reinstate-note = Every door takes it as before.
desk-act-reinstate-yes = Yes, make it valid
desk-act-note = Add a note
desk-act-note-yes = Save the note
desk-note = Note
desk-note-length = A note has 1 to 500 characters.
desk-act-annul = Annul this passage
desk-act-annul-note = It counts no longer, and every door knows at once: the ticket can be used as if it had never happened.
desk-act-annul-yes = Yes, annul it
desk-act-seats = Release these seats
desk-act-seats-note = The ticket has no seat there from then on. Others get it as soon as the device that gave it is heard: within seconds, or eight minutes before the session begins where it is out of touch.
desk-act-seats-yes = Yes, release them
desk-seats-none = The server knows of no such seats of this ticket any more. Please open the page again.
desk-annul-why = Why
desk-annul-reason = Please say why it is annulled.
desk-decided = This was decided already, or is over. Please open the page again.

desk-story = What happened, the newest first
desk-story-empty = This ticket was not scanned anywhere yet.
desk-story-seats = Seats in hands-on sessions
desk-story-seat = { $people ->
    [one] 1 seat
   *[other] { $people } seats
}, given by device { $kiosk }
desk-story-no-time = At an unknown time
desk-story-reinstated = Valid again
desk-story-revoked = Revoked
desk-story-blocked = Blocked
desk-story-note = Note by { $author }
desk-story-record = Device { $kiosk } · record { $record } · received { $received }
desk-story-entry = In at { $gate }: { $people ->
    [one] 1 person
   *[other] { $people } people
}
desk-story-exit = Out at { $gate }: { $people ->
    [one] 1 person
   *[other] { $people } people
}
desk-story-refused = Refused at { $gate }: { $reason }
desk-story-override = Let in by staff at { $gate }: { $people ->
    [one] 1 person
   *[other] { $people } people
}
desk-story-walk-in = In without a ticket at { $gate }: { $people ->
    [one] 1 person
   *[other] { $people } people
}
desk-story-walk-out = Out without a ticket at { $gate }: { $people ->
    [one] 1 person
   *[other] { $people } people
}
desk-story-visit = Visited booth { $booth }
desk-story-annul = Staff at a door annulled record { $record }
desk-story-rehearsal = Rehearsal: { $what }
desk-story-other = A device recorded something else
desk-story-unreadable = A record that can't be read
desk-story-annulled = annulled, does not count
desk-story-conflict = should have been refused: { $reason }


desk-aside-1 = does not follow the record before it
desk-aside-2 = can't be read
desk-aside-3 = counts in another record
desk-aside-4 = does not show that the code was seen
desk-aside-5 = such a device records nothing of the kind
desk-aside-6 = the device never stood there
desk-aside-7 = annuls another device's record
desk-aside-8 = more people than can be
desk-aside-9 = no such ticket was issued
desk-aside-10 = entered by hand too fast
desk-aside-11 = the device is quarantined
desk-aside-12 = annulled by the organisers

desk-inbox-lead = Somebody has to decide about each of these. The decision is recorded with their name.
desk-inbox-empty = Nothing wants a decision now.
desk-inbox-conflict = One ticket was admitted twice
desk-inbox-rule = A ticket was admitted against the rules
desk-inbox-aside = Data was set aside
desk-inbox-fork = Two devices have one name
desk-inbox-silent = A device is out of touch
desk-inbox-lost-kiosks = The server does not know some kiosks
desk-lost-kiosks = { $count ->
    [one] The restored backup does not know the kiosk { $kiosks }. The server refuses what it sends; it keeps its records.
   *[other] The restored backup does not know the kiosks { $kiosks }. The server refuses what they send; they keep their records.
}
desk-lost-kiosks-next = Under Kiosks, have those come back that are still in use; or invite each again under its name, and hold the QR code to its scanner.
desk-inbox-clock = A device's clock is wrong
desk-inbox-import = Rows of a seller's list were refused
desk-inbox-import-facts = { $seller }, file “{ $file }”: { $wrong ->
    [one] 1 row was refused, so its ticket is unknown
   *[other] { $wrong } rows were refused, so their tickets are unknown
} at the doors. { $when }, { $author }.
desk-inbox-import-unread = { $seller }, file “{ $file }”: nothing could be read, and no ticket was imported. { $when }, { $author }.
desk-inbox-import-again = Import the corrected list
desk-inbox-workbook = A workbook of the exhibition was refused
desk-inbox-workbook-facts = File “{ $file }”: { $wrong ->
    [one] 1 place in it is wrong
   *[other] { $wrong } places in it are wrong
}, and nothing was changed. { $when }, { $author }.
desk-inbox-workbook-unread = File “{ $file }” can't be read, and nothing was changed. { $when }, { $author }.
desk-inbox-workbook-again = Upload the corrected workbook
desk-inbox-earlier = Before: { $gate }, { $when } (device { $kiosk })
desk-inbox-only = In at { $gate }, { $when } (device { $kiosk })
desk-inbox-this = After: { $gate }, { $when } (device { $kiosk })
desk-inbox-aside-facts = Records of device { $kiosk } that do not count: { $records }. Reason: { $reason }.
desk-inbox-records = { $count ->
    [one] The record, with what it says
   *[other] The newest { $count } records, with what they say
}
desk-inbox-record = Record { $record }
desk-inbox-fork-facts = Records of device { $kiosk } with numbers that were taken: { $records }. Its disk may have been copied, or set back.
desk-inbox-silent-facts = Device { $kiosk } was last seen { $when }, while others are heard. It still admits; look at its network and power.
desk-inbox-clock-facts = Device { $kiosk }: { $ahead } records are ahead of their receipt, { $untimed } have an impossible time. Connect it before it is switched off: times are corrected by themselves.

desk-choice-settle = Leave it
desk-choice-settle-note = Nothing changes; it counts as looked at.
desk-choice-annul-this = Annul the later one
desk-choice-annul-this-note = The later admission does not count.
desk-choice-annul-earlier = Annul the earlier one
desk-choice-annul-earlier-note = The earlier admission does not count; the later one does in its place.
desk-choice-block = Block the ticket
desk-choice-block-note = Its holder is sent to the staff at every door.
desk-choice-accept = Count these records
desk-choice-accept-note = They count like all others, at every door.
desk-accept-why = Why this is to count
desk-accept-reason = Please say why this is to count. Nothing was changed.
desk-accept-one = Count this record
desk-accept-one-note = It counts like all others, at every door. The others stay as they are.
desk-choice-quarantine = Quarantine the device
desk-choice-quarantine-note = None of its records count, nor those that it still sends. It can be undone at any time.
desk-choice-yes = Yes, decide so

desk-done-ticket-block = The ticket is blocked.
desk-done-ticket-revoke = The ticket is revoked.
desk-done-ticket-reinstate = The ticket is valid again.
desk-done-ticket-note = The note is saved.
desk-done-ticket-annul = The passage is annulled.
desk-done-seats-free = The seats are free for others.
desk-done-seats-later = The seats are released. Others get them as soon as their device is heard.
desk-done-decided = The decision is recorded.

change-ticket_revoked = Ticket revoked
change-ticket_blocked = Ticket blocked
change-ticket_reinstated = Ticket made valid again
change-ticket_noted = Note at a ticket
change-passage_annulled = Passage annulled
change-inbox_decided = Decision
change-record_accepted = Record counted that was set aside
change-record_refused = Record set aside
change-import_refused = Rows of a seller's list refused
change-import_failed = Seller's list could not be read
change-kiosk_lost = Kiosk not in the restored backup
change-workbook_refused = Workbook refused
change-device_quarantined = Device quarantined
change-device_released = Device released from quarantine
