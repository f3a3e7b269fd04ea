# English. Every sentence a visitor sees is here and not in the code.
# Every message must exist in every language file; a test compares them.

language-name = English
language-switch = Language
window-title = Tickets and booths

## The screen that waits for a ticket

scan-title = Please hold the QR code of your ticket to the camera
scan-hint = Keep the ticket about a hand's width away
scan-reading = Reading the code, please hold still
scan-illustration = A drawing of a ticket with a QR code held to the camera
scan-browse = Browse booths
scan-sample = Scan a sample ticket
gate-in = { $gate } · Entrance
gate-out = { $gate } · Exit
demos-title = Demonstrations today
demo-now = On now
file-unreadable = The file { $name } could not be read. Please try again with a PNG or JPEG picture.

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

used-at = This ticket was used at { $time } at { $gate }
come-back-on = Please come back on { $date }
was-valid-until = Its last day was { $date }
last-used-at = Last used: { $time } at { $gate }
open-hours = Open today from { $opens } to { $closes }

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
out-of-order-title = Out of order
out-of-order-next = Please go to the ticket desk, or ask the staff at the gate
out-of-order-call = Staff: please call { $contact }
out-of-order-why = For staff: { $why }
