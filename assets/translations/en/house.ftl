# What stands on every screen: names, dates, how the kiosk is doing.

language-name = English
language-short = EN
language-switch = Language
window-title = Tickets and booths

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

## When nobody touches the screen

idle-question = Are you still there?
idle-countdown =
    { $seconds ->
        [1] Back to the start in 1 second
       *[other] Back to the start in { $seconds } seconds
    }
idle-stay = I'm still looking

## For staff

too-small-title = This screen is too small
too-small-next = The kiosk needs at least 800×480 or 540×960 pixels, at no more than 5.5 pixels per millimetre. Please call the person in charge.
status-kiosk = Kiosk { $kiosk }
status-online = Server connected
status-offline = No connection, still checking tickets
status-not-yet = Server not reached yet, still checking tickets
status-time-unsure = Time not known
status-gate-missing = Gate not in the catalogue
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
closed-next = Please go to kiosk { $kiosk }, { $gate }
moved-here = This kiosk was moved to: { $place }
out-of-order-title = Out of order
out-of-order-next = Please go to the ticket desk, or ask the staff at the gate
out-of-order-alone = Please use the door where staff check tickets
out-of-order-alone-at = Please go to { $place }
out-of-order-call = Staff: please call { $contact }
out-of-order-organisers = Staff: please call the organisers
out-of-order-kiosk = Please name this kiosk: { $kiosk }
