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
scan-hint-scanner = Hold the ticket still before the scanner until you hear it
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
self-step-show = Hold your QR code to the camera
self-step-show-scanner = Hold your QR code to the scanner
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
