# English. Every sentence a visitor sees is here and not in the code.
# Every message must exist in every language file; a test compares them.

language-name = English
language-switch = Language
window-title = Tickets and booths

## The screen that waits for a ticket

scan-title = Please hold the QR code of your ticket to the camera
scan-title-scanner = Please hold the QR code of your ticket to the scanner
scan-title-out = Please scan your ticket on your way out
scan-hint = Keep the ticket about a hand's width away
scan-hint-scanner = Hold the ticket still until you hear a sound
scan-reading = Reading the code, please hold still
scan-preview = Live picture from the camera, with a frame for the QR code
scan-illustration = A drawing of a ticket whose QR code is being scanned
scan-browse = Browse booths
scan-sample = Scan a sample ticket
mode-in = Entrance
mode-out = Exit
mode-both = In and out
mode-confirm = Staff confirm each entry
mode-rehearsal = REHEARSAL – nothing counts
demos-title = Demonstrations today
demo-now = On now
file-unreadable = The file { $name } could not be read. Please try again with a PNG or JPEG picture.

## Visitors who check in by themselves

self-title = Welcome, please check in here
self-step-show = Show the camera your code
self-step-show-scanner = Show the scanner your code
self-step-wait = Wait for the green screen
self-step-wait-out = Wait until it says goodbye
self-step-walk = Walk in and enjoy
self-step-walk-out = Walk out, see you again
self-step = Step { $number }: { $step }

## A check under way, and what is asked before anything is counted

checking-title = Checking your ticket
checking-next = Just a moment, please
checking-slow = This takes longer than usual, please wait
ask-people-title = How many are coming in now?
ask-people-left = A ticket for { $party } people; { $most } have not come in yet
ask-people-party = A ticket for { $party } people
ask-confirm-title = Let them in?
ask-confirm-next = Nothing is counted until staff confirm
ask-again = Already in today
ask-fewer = One fewer
ask-more = One more
ask-all = All { $count }
ask-come-in =
    { $count ->
        [1] Let 1 person in
       *[other] Let { $count } people in
    }
ask-later = Not now
ask-admit = Let in
ask-decline = No

## Dates and times

date-full =
    { $weekday ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[7] Sunday
    }, { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }
date-short =
    { $weekday ->
        [1] Mon
        [2] Tue
        [3] Wed
        [4] Thu
        [5] Fri
        [6] Sat
       *[7] Sun
    }, { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
date-in-sentence =
    { $weekday ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[7] Sunday
    }, { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
time-of-date =
    { $time } on { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }

## What became of a ticket

verdict-close = Close
verdict-repeat = This ticket was scanned a moment ago; it is not counted twice
verdict-code = Ticket { $code }
people =
    { $count ->
        [1] 1 person
       *[other] { $count } people
    }
people-left =
    { $count ->
        [1] 1 of your group still to come
       *[other] { $count } of your group still to come
    }
people-left-of = { $count } of { $party } still to come
admitted-title = Please come in
admitted-next = Enjoy your visit
admitted-again-title = Welcome back
admitted-again-next = Please come in
exited-title = Goodbye
exited-next = Thank you for visiting the exhibition

reason-malformed-title = This code is not a ticket
reason-malformed-next = Please show the QR code printed on your exhibition ticket
reason-bad-signature-title = This ticket could not be verified
reason-bad-signature-next = Please take it to the ticket desk, where it will be checked
reason-unknown-key-title = This kiosk can't check your ticket yet
reason-unknown-key-next = Please ask the staff at the gate: the kiosk needs an update
reason-wrong-exhibition-title = This ticket is for another exhibition
reason-wrong-exhibition-next = Please find your ticket for this one, or buy one at the desk
reason-unknown-ticket-title = This ticket is not on the list
reason-unknown-ticket-next = Please take it, or your booking, to the ticket desk
reason-ambiguous-ticket-title = This code belongs to more than one ticket
reason-ambiguous-ticket-next = Please see the staff at the gate and bring your booking
reason-revoked-title = This ticket was cancelled
reason-revoked-next = It may have been exchanged or refunded; please ask at the ticket desk
reason-blocked-title = This ticket is on hold
reason-blocked-next = Please ask the staff at the gate for help
reason-not-yet-valid-title = This ticket is not valid yet
reason-not-yet-valid-next = Please check the date on your ticket
reason-expired-title = This ticket has expired
reason-expired-next = You can buy a new one at the ticket desk
reason-wrong-day-title = This ticket is not for today
reason-wrong-day-next = Please check the dates on your ticket
reason-wrong-gate-title = This ticket is not for this gate
reason-wrong-gate-next = Please ask the staff which gate your ticket is for
reason-not-open-title = This gate is not open now
reason-not-open-next = Please come back during opening hours
reason-already-used-title = This ticket has been used
reason-already-used-next = If that is a mistake, please ask the staff at the gate
reason-limit-reached-title = This ticket has no entries left today
reason-limit-reached-next = If you need help, please ask the staff at the gate
reason-too-soon-title = This ticket was used just now
reason-too-soon-next = Please wait a few minutes and scan it again
reason-full-title = The exhibition is full right now
reason-full-next = Please wait a little; the staff will call you when there is room
reason-needs-staff-title = Please ask our staff
reason-needs-staff-next = Someone at the gate will help you right away

reason-unknown-key-alone = Please call our staff: the kiosk needs an update
reason-blocked-alone = Please call our staff for help
reason-wrong-gate-alone = Please ask our staff which gate your ticket is for
reason-ambiguous-ticket-alone = Please call our staff and show your booking
reason-already-used-alone = If that is a mistake, please call our staff
reason-limit-reached-alone = If you need help, please call our staff
reason-full-alone = Please wait a little and scan it again
reason-needs-staff-alone = They will help you right away

used-at = Used at { $time }, { $gate }
come-back-on = Please come back on { $date }
come-back-at = Please come back at { $time }
come-back-at-on = Please come back at { $time } on { $date }
was-valid-until = Its last day was { $date }
valid-before = It was last valid on { $date }
closed-at = This gate closed at { $time }
open-hours = Open today from { $opens } to { $closes }
scan-again-in =
    { $minutes ->
        [1] Please scan it again in 1 minute, at { $time }
       *[other] Please scan it again in { $minutes } minutes, at { $time }
    }
limit-a-day =
    { $count ->
        [1] It admits once a day
       *[other] It admits { $count } times a day
    }
limit-in-all =
    { $count ->
        [1] It admits once in all
       *[other] It admits { $count } times in all
    }
limit-party =
    { $count ->
        [1] It still admits 1 person
       *[other] It still admits { $count } people
    }
leads-to = This gate leads to { $zone }
inside-of = { $inside } people are inside, { $capacity } at most
room-for =
    { $count ->
        [1] There is room for 1 person now
       *[other] There is room for { $count } people now
    }
revoked-since = It was cancelled at { $time }
blocked-since = It was put on hold at { $time }

help-at = Our staff are at { $place }
help-call = Help by phone: { $contact }
help-at-call = Our staff are at { $place } · { $contact }
help-door = Our staff are at the door where tickets are checked

## Booths

booths-title = Booths
booths-count =
    { $count ->
        [1] 1 booth
       *[other] { $count } booths
    }
search-name = Find a booth
search-hint = Search by name, product or number
search-clear = Clear the search
village-filter = Filter by craft village
village-all = All
booths-none = No booth found
booths-none-next = Please try another word, or see all booths
booths-show-all = See all booths
booths-empty = The list of booths has not reached this kiosk yet
booths-empty-next = Please look at the board at the gate, or ask the staff
page-up = Up
page-down = Down
back-to-scan = Scan a ticket
back-to-booths = All booths
booth-number = Booth { $number }
booth-village = { $village } craft village
products-title = Products
practices-title = For sustainable production and consumption
stage-materials = Materials
stage-production = Production
stage-distribution = Distribution
stage-use = Use
stage-disposal = After use
certificate = Certified member of the network
sample-note = Sample data: these producers are not real

## When nobody touches the screen

idle-question = Are you still there?
idle-countdown =
    { $seconds ->
        [1] Back to the start in 1 second
       *[other] Back to the start in { $seconds } seconds
    }
idle-stay = I'm still looking

## For staff

status-kiosk = Kiosk { $kiosk }
status-online = Server connected
status-offline = No connection, still checking tickets
status-not-yet = Server not reached yet, still checking tickets
status-waiting =
    { $count ->
        [0] All sent
       *[other] { $count } waiting to be sent
    }
status-scanners =
    { $count ->
        [1] 1 scanner ready
       *[other] { $count } scanners ready
    }
status-camera-missing = No camera yet
status-camera-failed = The camera does not work
status-folder-failed = The picture folder does not work
status-hand-missing = No hand scanner yet
status-hand-failed = The hand scanner does not work
status-serial-missing = No serial scanner yet
status-serial-failed = The serial scanner does not work
status-frames-failed = The external camera does not work
status-silent = No sound
out-of-order-title = Out of order
out-of-order-next = Please go to the ticket desk, or ask the staff at the gate
out-of-order-alone = Please use the door where staff check tickets
out-of-order-alone-at = Please go to { $place }
out-of-order-call = Staff: please call { $contact }
out-of-order-organisers = Staff: please call the organisers
out-of-order-kiosk = Please name this kiosk: { $kiosk }

## The staff's screens

staff-door = For staff
staff-door-open = Staff page, unlocked
staff-back = Back
staff-cancel = Cancel
staff-lock = Lock
staff-who = { $staff } · Kiosk { $kiosk } · { $gate }
staff-locking = Are you still there?
staff-locking-count =
    { $seconds ->
        [1] The staff screens lock in 1 second
       *[other] The staff screens lock in { $seconds } seconds
    }
staff-stay = I'm still here

staff-pin-title = Enter your PIN
staff-pin-hint = For staff only
staff-pin-typed =
    { $count ->
        [0] No digit typed
        [1] 1 digit typed
       *[other] { $count } digits typed
    }
staff-pin-send = Unlock
staff-pin-rub-out = Delete a digit
staff-pin-checking = Checking…
staff-pin-wrong =
    { $left ->
        [1] Wrong PIN. 1 try left
       *[other] Wrong PIN. { $left } tries left
    }
staff-pin-locked-out = Too many wrong PINs
staff-pin-locked-out-next = Please wait until { $time } and try again
staff-no-pin = This kiosk has no PIN yet
staff-no-pin-next = Ask the organisers to set one on the server with “sync-server staff add”. The kiosk gets it by itself once it is connected.

staff-home = Staff
staff-tickets-group = Tickets and visitors
staff-door-group = This kiosk and its gate
staff-search = Find a ticket
staff-search-note = By name, number or code
staff-code = Type a code
staff-code-note = When the QR code fails
staff-walk = No ticket
staff-walk-note = Count people in and out
staff-undo = Undo a scan
staff-undo-note = When it was a mistake
staff-admit = Let in anyway
staff-admit-note = When a ticket is refused
staff-device = Kiosk check
staff-device-well = Everything is fine
staff-device-unwell =
    { $count ->
        [1] 1 thing to see to
       *[other] { $count } things to see to
    }

staff-direction = Gate direction
staff-direction-in = In only
staff-direction-in-note = Every scan is an entry
staff-direction-out = Out only
staff-direction-out-note = Every scan is an exit
staff-direction-both = In and out
staff-direction-both-note = The kiosk works it out: who is outside comes in, who is inside goes out
staff-confirm = Ask before entry
staff-confirm-off = Let in at once
staff-confirm-off-note = A good ticket counts as soon as it is scanned
staff-confirm-on = Ask staff first
staff-confirm-on-note = After a scan you press yes, and only then it counts
staff-rehearsal = Rehearsal
staff-rehearsal-off = For real
staff-rehearsal-off-note = Every scan is counted
staff-rehearsal-on = Rehearsal
staff-rehearsal-now = Nothing is counted
staff-rehearsal-on-note = NOTHING is counted. Only for practice before opening; switch it off when real visitors come
staff-unattended = Self check-in
staff-unattended-off = Staff beside the kiosk
staff-unattended-off-note = You scan the tickets for visitors
staff-unattended-on = Visitors scan by themselves
staff-unattended-on-note = The kiosk guides visitors and sends them to staff when needed. This page locks at once
staff-set-now = Chosen now

staff-search-hint = Type a name, number or code
staff-search-empty = Type a visitor's name, a ticket number or a code, then press “Search”
staff-search-none = No ticket found
staff-search-none-next = Check what you typed, or try a shorter part of it
staff-searching = Searching…
staff-found =
    { $count ->
        [1] 1 ticket
       *[other] { $count } tickets
    }
staff-found-good = Can come in now
staff-found-last = In at { $time } at { $gate }
staff-found-never = Not in yet
staff-found-code = Code { $code }
staff-let-in = Let in
staff-ticket = Ticket no. { $number }
staff-kind-unknown = Ticket of kind { $number }
staff-key-space = Space
staff-key-rub-out = Delete a character
staff-key-search = Search

staff-code-hint = Type the 10 characters below the QR code
staff-code-left =
    { $count ->
        [1] 1 character to go
       *[other] { $count } characters to go
    }
staff-code-good = The code is right. Press “Check this ticket”
staff-code-bad = One character is wrong. Compare each one with the ticket
staff-code-letters = There is no I, L, O or U: type the digit 1 or 0
staff-code-typed =
    { $code ->
        [none] Nothing typed yet
       *[other] Typed { $code }
    }
staff-code-check = Check this ticket

staff-why = Why let them in?
staff-why-first = Choose a reason first
staff-why-damaged-code = Code torn or faded
staff-why-phone-dead = Phone out of battery
staff-why-wrong-day-agreed = Other day was agreed
staff-why-organiser-guest = Guest of the organisers
staff-why-list-error = Kiosk or list is wrong
staff-why-comes-back = Just went out
staff-why-emergency = Emergency
staff-why-other = Another reason
staff-admit-people = How many come in?
staff-admit-do =
    { $count ->
        [1] Let 1 person in
       *[other] Let { $count } people in
    }
staff-admit-unknown = Code not recognised
staff-admit-none = No ticket was refused
staff-admit-none-next = Scan the ticket first. If it is refused, the button “Let in anyway” appears.
staff-admit-gone = Another code was scanned
staff-admit-gone-next = The kiosk no longer has the code before it. Scan that one again and press “Let in anyway”.

staff-way-in = In
staff-way-out = Out
staff-walk-kind = Kind of visitor
staff-walk-way = Which way
staff-walk-do-in =
    { $count ->
        [1] Count 1 person in
       *[other] Count { $count } people in
    }
staff-walk-do-out =
    { $count ->
        [1] Count 1 person out
       *[other] Count { $count } people out
    }
staff-walk-none = No list of visitor kinds yet
staff-walk-none-next = This kiosk has not received the exhibition from the server. See “Kiosk check”.

staff-undo-hint = Choose the scan that was a mistake
staff-undo-row-in =
    { $count ->
        [1] 1 person in
       *[other] { $count } people in
    }
staff-undo-row-out =
    { $count ->
        [1] 1 person out
       *[other] { $count } people out
    }
staff-undo-without = No ticket
staff-undo-do =
    { $count ->
        [0] Nothing chosen
        [1] Undo this scan
       *[other] Undo these { $count } scans
    }
staff-undo-none = There is no scan to undo
staff-undo-none-next = The last scans at this kiosk will appear here.
staff-undo-shown = Undo this scan

staff-done = Done
staff-done-admit =
    { $count ->
        [1] 1 person let in
       *[other] { $count } people let in
    }
staff-done-walk-in =
    { $count ->
        [1] 1 person counted in
       *[other] { $count } people counted in
    }
staff-done-walk-out =
    { $count ->
        [1] 1 person counted out
       *[other] { $count } people counted out
    }
staff-done-undo =
    { $count ->
        [1] 1 scan undone
       *[other] { $count } scans undone
    }
staff-failed-code = This code is not right. Compare it with the ticket
staff-failed-ticket = No ticket has this code
staff-failed-undo = This scan was undone already
staff-failed-now = That can't be done right now. Please try again
staff-failed-record = The kiosk could not record it. Call the person in charge

staff-device-link-good = Connected to the server
staff-device-link-bad = Not connected to the server
staff-device-heard = Last at { $time }
staff-device-never-heard = Not reached since the kiosk was started
staff-device-link-next = Tickets are still checked. Look at the network cable or the Wi-Fi.
staff-device-waiting-good = Everything is sent to the server
staff-device-waiting =
    { $count ->
        [1] 1 record waits to be sent
       *[other] { $count } records wait to be sent
    }
staff-device-waiting-next = The kiosk sends them once it is connected. Don't erase or swap it.
staff-device-clock-good = The clock is right
staff-device-clock-bad =
    { $unit ->
        [minutes] The clock is off by { $count } min
       *[seconds] The clock is off by { $count } s
    }
staff-device-clock-next = The kiosk makes up for it. Tell the person in charge to set the clock.
staff-device-storage-good = { $size } of storage free
staff-device-storage-bad = Storage is almost full, { $size } left
staff-device-storage-unknown = Storage can't be looked at
staff-device-storage-next = Call the person in charge now, before it is full.
staff-device-kept =
    { $records ->
        [1] 1 record kept, { $size }
       *[other] { $records } records kept, { $size }
    }
staff-device-reads = { $scanner } works
staff-device-camera = Camera
staff-device-folder = Picture folder
staff-device-hand-scanner = Hand scanner
staff-device-serial = Serial scanner
staff-device-frames = External camera
staff-device-missing-next = No problem while another scanner works: one is enough.
staff-device-plug-next = Unplug it and plug it in again. If that doesn't help, call the person in charge.
staff-device-sound = Sound works
staff-device-sound-off = Sound is switched off
staff-device-sound-next = Tickets are checked as usual. Check the loudspeaker.
staff-device-call-next = Call the person in charge.
staff-device-no-scanner = No camera
staff-device-no-scanner-next = A hand scanner does not show here: scan a ticket to try it.
staff-device-tickets =
    { $count ->
        [1] 1 ticket known here
       *[other] { $count } tickets known here
    }
staff-device-about = Kiosk { $kiosk } · { $gate }
staff-device-version = Version { $version }
