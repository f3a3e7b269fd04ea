# The kiosks at doors, in halls and at booths, and the PINs of staff.

desk-kiosks = Kiosks
desk-kiosks-note = Kiosks at doors, in halls and at booths: how they are doing, invite one, deal with one
desk-kiosks-empty = There are no kiosks yet. Invite the first one: you get a QR code, and hold it to the kiosk's camera. That is all.
desk-kiosks-summary = { $kiosks ->
    [one] 1 kiosk is in service,
   *[other] { $kiosks } kiosks are in service,
} { $other ->
    [0] all is in order.
    [one] 1 wants a look and stands first.
   *[other] { $other } want a look and stand first.
}
desk-kiosks-invited = Waiting for the device
desk-kiosks-removed = Out of service
desk-kiosks-removed-note = What these kiosks sent stays and counts, unless it is quarantined.
next-kiosks = Invite the kiosks at the doors
next-kiosks-note = A QR code for each, good once

desk-kiosk-name = Name
desk-kiosk-name-note = Leave it empty for the next free name: A1, A2… at doors, H1… in halls, K12 at booth 12. Letters without accents, digits, - and _ alone.
desk-kiosk-name-bad = A kiosk's name has 1 to 24 characters: letters without accents, digits, - or _. Please type it again.
desk-kiosk-condition = State
desk-kiosk-seen = Last seen
desk-kiosk-waiting = Not sent yet
desk-kiosk-place = Place
desk-kiosk-version = Version
desk-kiosk-version-wanted = { $version } waits for its turn
desk-kiosk-version-unsigned = { $version } is not taken: no key in this kiosk's kiosk.toml (release_keys) signed it
desk-kiosk-version-other-target = { $version } is not taken: it is for another kind of computer
desk-kiosk-version-failed = { $version } did not start; the one before runs
desk-kiosk-complete = Complete up to
desk-kiosk-aside = Records set aside
desk-kiosk-ahead = Records ahead of time
desk-kiosk-untimed = Records without a time
desk-kiosk-is-in-order = In order
desk-kiosk-is-silent = Silent
desk-kiosk-is-undecided = Wants a decision
desk-kiosk-is-quarantined = In quarantine
desk-kiosk-is-faulty = Device trouble
desk-kiosk-is-unseen = Not seen yet
desk-kiosk-never = never
desk-kiosk-now = just now
desk-kiosk-minutes = { $minutes ->
    [one] 1 minute ago
   *[other] { $minutes } minutes ago
}
desk-kiosk-hours = { $hours ->
    [one] 1 hour ago
   *[other] { $hours } hours ago
}
desk-kiosk-queue = { $records ->
    [0] all sent
    [one] 1 record waits
   *[other] { $records } records wait
}
desk-kiosk-queue-age = { $waiting }, complete up to { $until }
desk-kiosk-at-in = { $gate } · way in
desk-kiosk-at-out = { $gate } · way out
desk-kiosk-at-both = { $gate } · both ways
desk-kiosk-at-hall = In a hall, near { $gate }
desk-kiosk-at-booth = Booth { $booth }

desk-fault-scanner = { $scanner } does not work: check its cable, then restart the device.
desk-fault-sound = Nothing is heard: check the loudspeaker. Tickets can be scanned all the same.
desk-fault-storage = The device's disk is nearly full: delete files on it that nobody needs.
desk-fault-clock = The device's clock is wrong: set it. The times of scans are corrected all the same.
desk-device-version = Version
desk-device-free = Free storage
desk-device-clock = Clock
desk-device-clock-right = right
desk-device-clock-behind = { $seconds } seconds behind
desk-device-clock-ahead = { $seconds } seconds ahead
desk-device-sound = Sound
desk-part-working = works
desk-part-absent = absent or switched off
desk-part-failed = does not work
desk-part-unknown = not known

desk-kiosk-invite = Invite a kiosk
desk-kiosk-invite-yes = Make the QR code
desk-kiosk-role = What it is for
desk-kiosk-role-door = At a door
desk-kiosk-role-door-note = Scans tickets and lets people in and out
desk-kiosk-role-hall = In a hall
desk-kiosk-role-hall-note = Shows the exhibition, the map, the programme
desk-kiosk-role-booth = At a booth
desk-kiosk-role-booth-note = Counts the booth's visitors; needs the booth's number
desk-kiosk-gate = Door, or the nearest one
desk-kiosk-way = Way
desk-kiosk-way-in = In
desk-kiosk-way-out = Out
desk-kiosk-way-both = Both ways
desk-kiosk-wrong-way = This door does not lead that way. Please choose another door or way.
desk-kiosk-no-booth = The exhibition has no booth of this number. Please type the number of a booth.
desk-kiosk-no-address = The server has no address in a network by which kiosks find it. Connect it to the network and try again.
desk-kiosk-until = The code is good until { $until }
desk-kiosk-code = Show the code again

desk-code-title = Code for kiosk { $kiosk }
desk-code-lead = Whoever has this code can bring a device into the exhibition: show it only to the person who sets the kiosk up.
desk-code-waiting = Waiting for the device… The code is good once, until { $until }. This page moves on by itself when the device came.
desk-code-start = Start the program on the new device. Its screen asks for a code.
desk-code-hold = Hold this QR code to the device's camera, or scan it with a hand scanner.
desk-code-type = Without a camera, type the digits below.
desk-code-back = Back to the kiosks
desk-code-over = This code is too old, or can't be shown any more. Make a new one on the page Kiosks.

desk-kiosk-title = Kiosk { $kiosk }
desk-kiosk-removed = This kiosk is out of service. What it sent stays.
desk-kiosk-shows = Its screen shows: “{ $message }”
desk-kiosk-closed = This kiosk is closed and serves nobody.
desk-kiosk-closed-next = Visitors are sent to { $next }.
desk-kiosk-is-rehearsing = This kiosk rehearses: no scan counts.
desk-kiosk-not-yet = The kiosk does not have the latest change yet; it follows at its next contact.
desk-kiosk-mark-closed = Closed
desk-kiosk-mark-rehearsal = Rehearsal
desk-kiosk-rename = Give it a name
desk-kiosk-rename-note = What people call it: here, on the live page and on its own screen. Its short name stays, since it goes with its records. Leave empty to take the name away.
desk-kiosk-rename-yes = Save the name
desk-kiosk-label = Name, such as “Beside the glass door”
desk-kiosk-label-bad = A name has at most 40 characters. Please shorten it.
desk-kiosk-move = Move to another place
desk-kiosk-move-note = The kiosk takes its new place at its next contact and tells the staff on its screen. What it recorded stays with the old place.
desk-kiosk-move-yes = Move it
desk-kiosk-message = Show a message
desk-kiosk-message-note = A line at the top of this kiosk's screen alone, until you take it away.
desk-kiosk-message-yes = Show the message
desk-kiosk-message-vi = Message in Vietnamese
desk-kiosk-message-en = Message in English, if any
desk-kiosk-message-bad = A message has 1 to 160 characters. Please type it again.
desk-kiosk-quiet = Take the message away
desk-kiosk-quiet-note = The message leaves the screen at the next contact.
desk-kiosk-quiet-yes = Take it away
desk-kiosk-close = Close this kiosk
desk-kiosk-close-note = The kiosk apologises, names another one and lets nobody pass. What it recorded is still sent.
desk-kiosk-close-yes = Close it
desk-kiosk-next = Send visitors to
desk-kiosk-next-none = No other kiosk
desk-kiosk-open = Open it again
desk-kiosk-open-note = The kiosk serves visitors again from its next contact on.
desk-kiosk-open-yes = Open it
desk-kiosk-rehearse = Start a rehearsal
desk-kiosk-rehearse-note = The kiosk works as usual, and no scan counts. Staff at the kiosk can end it too.
desk-kiosk-rehearse-yes = Start
desk-kiosk-earnest = End the rehearsal
desk-kiosk-earnest-note = From the next contact on every scan counts.
desk-kiosk-earnest-yes = End it
desk-kiosk-replace = Replace the device
desk-kiosk-replace-note = Makes a code by which another device becomes this kiosk, at the same place. The present device goes out of service when the code is used.
desk-kiosk-replace-yes = Make a code
desk-kiosk-renew = Renew its key
desk-kiosk-renew-note = The kiosk takes a new key at its next contact; nobody has to go there. An older copy of its disk is good for nothing then.
desk-kiosk-renew-yes = Yes, renew it
desk-kiosk-quarantine = Quarantine
desk-kiosk-quarantine-note = What the server received of this kiosk from then on counts no longer, nor what comes later: tickets that were used there are open again at every door. Nothing is lost, and it can be undone at any time.
desk-kiosk-quarantine-look = Preview
desk-kiosk-quarantine-all = Quarantine kiosk { $kiosk } from the start: { $records ->
    [one] 1 record counts
   *[other] { $records } records count
} no longer.
desk-kiosk-quarantine-since = Quarantine kiosk { $kiosk } from { $since } on: { $records ->
    [one] 1 record counts
   *[other] { $records } records count
} no longer, { $released } count again.
desk-kiosk-quarantine-yes = Yes, quarantine it
desk-kiosk-since = From when on
desk-kiosk-since-note = By when the server received it. Empty for all of it.
desk-kiosk-since-bad = Please type a date and a time of day, like 2026-11-24 14:00.
desk-kiosk-release = End the quarantine
desk-kiosk-release-note = { $records ->
    [one] 1 record counts
   *[other] { $records } records count
} again, at every door.
desk-kiosk-release-yes = Yes, end it
desk-kiosk-give-up = Give up its seats
desk-kiosk-give-up-note = { $sessions ->
    [one] Since a backup was put back, 1 session grants no further seats
   *[other] Since a backup was put back, { $sessions } sessions grant no further seats
} before this kiosk was heard. Give up only a kiosk that is lost for good: seats that it gave out since the backup are given to others too.
desk-kiosk-give-up-yes = Yes, wait for it no longer
desk-kiosk-remove = Take it out of service
desk-kiosk-remove-note = For a kiosk that was lost or is not used any more. Its key ends at once; at its next contact it deletes its tickets, keys and PINs. What it has not sent can be sent only after it was invited again.
desk-kiosk-remove-yes = Yes, take it out of service

desk-kiosk-welcome = Have kiosks come back after the server was recovered
desk-kiosk-welcome-note = After a recovery from paper or from an old backup, the server does not know the kiosks yet. Those that are named here come back by themselves for an hour; leave out what was lost or replaced.
desk-kiosk-welcome-names = Names of the kiosks, with spaces between
desk-kiosk-welcome-all = All of them: only where none was lost
desk-kiosk-welcome-yes = Have them come back

desk-staff = Staff
desk-staff-note = Who may open staff mode at the kiosks, and with which PIN
desk-staff-lead = Everybody has a PIN of their own. Whatever is done with it is recorded with that name.
desk-staff-empty = Nobody has a PIN yet. Staff need one to find tickets, make exceptions or take a scan back at a kiosk.
desk-staff-add = Add somebody
desk-staff-add-note = The PIN is shown once. Kiosks know it within seconds.
desk-staff-name-note = For example: Nguyễn Thị Lan. Kiosks and records use it without accents.
desk-staff-name-bad = A name needs Latin letters or digits. Please type it again.
desk-staff-place = Where they work
desk-staff-doors = At doors
desk-staff-doors-note = Opens staff mode at every door
desk-staff-halls = In halls
desk-staff-halls-note = Opens staff mode in halls and at booths, and at no door
desk-staff-since = since { $since }
desk-staff-reset = Give a new PIN
desk-staff-reset-note = The old one ends as soon as the kiosks hear of it.
desk-staff-remove = Take the PIN away
desk-staff-remove-note = Where staff mode is open with it, it closes.
desk-staff-pin = The PIN of { $name }:
desk-staff-recorded = Whatever is done with it is recorded as { $name }.
desk-staff-pin-next = Write it down and hand it over. It is not shown again.
desk-staff-exists = Somebody has this name already. Please choose another.
desk-staff-nobody = This person has no PIN any more.
desk-staff-too-many = 200 people have a PIN already, and kiosks take no more. Take away those of people who left.

desk-done-kiosk-came = The device is part of the exhibition and has its data.
desk-done-kiosk-welcome = They come back by themselves within a minute of reaching this server.
desk-done-kiosk-renew = The kiosk takes a new key at its next contact.
desk-done-kiosk-quarantine = The kiosk is in quarantine. Tickets that were used there are open again.
desk-done-kiosk-give-up = This kiosk is no longer waited for. The sessions grant seats again.
desk-done-kiosk-release = The quarantine has ended. The records count again.
desk-done-kiosk-remove = The kiosk is out of service.
desk-done-staff-removed = The PIN is taken away.
desk-done-kiosk-rename = The name is saved.
desk-done-kiosk-move = The kiosk takes its new place at its next contact.
desk-done-kiosk-message = The message appears at the next contact.
desk-done-kiosk-quiet = The message goes at the next contact.
desk-done-kiosk-close = The kiosk closes at its next contact.
desk-done-kiosk-open = The kiosk opens at its next contact.
desk-done-kiosk-rehearse = The kiosk rehearses from its next contact on.
desk-done-kiosk-earnest = The rehearsal ends at the next contact.
change-kiosk_renamed = Kiosk given a name
change-kiosk_moved = Kiosk moved
change-kiosk_message = Message on a kiosk changed
change-kiosk_closed = Kiosk closed
change-kiosk_opened = Kiosk opened again
change-kiosk_update = Another version of the program for a kiosk
change-kiosk_rehearses = Rehearsal started on a kiosk
change-kiosk_in_earnest = Rehearsal ended on a kiosk
change-kiosks_welcomed = Kiosks may come back
