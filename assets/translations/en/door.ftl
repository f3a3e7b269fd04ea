# The door: tickets, questions, verdicts.

## The screen that waits for a ticket

scan-title = Please hold the QR code of your ticket to the camera
scan-title-scanner = Please hold the QR code of your ticket to the scanner
scan-title-out = Please scan your ticket on your way out
scan-hint = Keep the ticket about a hand's width away
scan-hint-scanner = Hold the ticket still until you hear a sound
scan-hint-silent = Hold the ticket still until the screen changes colour
scan-reading = Reading the code, please hold still
scan-preview = Live picture from the camera, with a frame for the QR code
scan-illustration = A drawing of a ticket whose QR code is being scanned
scan-browse = Browse booths
scan-sample = Scan a sample ticket
mode-in = Entrance
mode-out = Exit
mode-both = In and out
mode-confirm = Staff confirm each entry
mode-unheard = Scanner not heard: touch the screen
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
ask-leaving-title = How many are leaving?
ask-leaving-inside = A ticket for { $party } people; { $most } are inside
ask-leave =
    { $count ->
        [one] 1 person leaves
       *[other] { $count } people leave
    }
ask-stay = Not now

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

reason-malformed-name = not a ticket code
reason-malformed-title = This code is not a ticket
reason-malformed-next = Please show the QR code printed on your exhibition ticket
reason-bad-signature-name = signature does not match
reason-bad-signature-title = This ticket could not be verified
reason-bad-signature-next = Please take it to the ticket desk, where it will be checked
reason-unknown-key-name = signed with an unknown key
reason-unknown-key-title = This kiosk can't check your ticket yet
reason-unknown-key-next = Please ask the staff at the gate: the kiosk needs an update
reason-wrong-exhibition-name = ticket of another exhibition
reason-wrong-exhibition-title = This ticket is for another exhibition
reason-wrong-exhibition-next = Please find your ticket for this one, or buy one at the desk
reason-unknown-ticket-name = not on any ticket list
reason-unknown-ticket-title = This ticket is not on the list
reason-unknown-ticket-next = Please take it, or your booking, to the ticket desk
reason-ambiguous-ticket-name = code of more than one ticket
reason-ambiguous-ticket-title = This code belongs to more than one ticket
reason-ambiguous-ticket-next = Please see the staff at the gate and bring your booking
reason-revoked-name = ticket revoked
reason-revoked-title = This ticket was cancelled
reason-revoked-next = It may have been exchanged or refunded; please ask at the ticket desk
reason-blocked-name = ticket blocked
reason-blocked-title = This ticket is on hold
reason-blocked-next = Please ask the staff at the gate for help
reason-not-yet-valid-name = not valid yet
reason-not-yet-valid-title = This ticket is not valid yet
reason-not-yet-valid-next = Please check the date on your ticket
reason-expired-name = no longer valid
reason-expired-title = This ticket has expired
reason-expired-next = You can buy a new one at the ticket desk
reason-wrong-day-name = not valid that day
reason-wrong-day-title = This ticket is not for today
reason-wrong-day-next = Please check the dates on your ticket
reason-wrong-gate-name = wrong gate
reason-wrong-gate-title = This ticket is not for this gate
reason-wrong-gate-next = Please ask the staff which gate your ticket is for
reason-not-open-name = gate not open
reason-not-open-title = This gate is not open now
reason-not-open-next = Please come back during opening hours
reason-already-used-name = already used
reason-already-used-title = This ticket has been used
reason-already-used-next = If that is a mistake, please ask the staff at the gate
reason-limit-reached-name = no admissions left that day
reason-limit-reached-title = This ticket has no entries left
reason-limit-reached-next = If you need help, please ask the staff at the gate
reason-too-soon-name = scanned again too soon
reason-too-soon-title = This ticket was used just now
reason-too-soon-next = Please wait a few minutes and scan it again
reason-full-name = house full
reason-full-title = The exhibition is full right now
reason-full-next = Please wait a little; the staff will call you when there is room
reason-needs-staff-name = needs a decision by staff
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
limit-days =
    { $count ->
        [1] It admits on one day
       *[other] It admits on any { $count } days
    }
limit-party =
    { $count ->
        [1] It still admits 1 person
       *[other] It still admits { $count } people
    }
leads-to = This gate leads to { $zone }
inside-of = { $inside } people are inside, { $capacity } at most
time-unknown = This device does not know the time, so our staff decide
code-too-short = The code is too short: a ticket’s has at least { $least } characters
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
