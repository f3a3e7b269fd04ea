# Demonstrations: the programme, one session and its places, one artisan and the steps of the craft.

## The programme

programme-title = Demonstrations
programme-today = Today
programme-weekday =
    { $weekday ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[7] Sunday
    }
programme-date =
    { $day } { $month ->
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
programme-minutes = { $minutes } min
programme-now =
    { $minutes ->
        [1] On now, 1 minute left
       *[other] On now, { $minutes } minutes left
    }
programme-soon =
    { $minutes ->
        [1] In 1 minute
       *[other] In { $minutes } minutes
    }
programme-next = Next
programme-empty = There are no demonstrations on this day
hands-on = Hands-on
hands-on-places = Hands-on, { $places } places
hands-on-left = Hands-on, { $left } of { $places } places left
hands-on-full = Hands-on, all places taken

## One session

session-title = Demonstration
session-hands-on = Hands-on session
session-when = { $date }, { $time } · { $minutes } minutes
session-artisan = About the artisan
session-map = Open the map
session-come = Just come and watch, no place is needed

## One artisan

artisan-title = Artisan
artisan-sessions = Meet the artisan
artisan-when = { $date }, { $time }
steps-title = How it is made
slide-of = Step { $number } of { $count }
slide-back = Step before
slide-on = Next step
slide-play = Play
slide-pause = Pause
video-watch = Watch the video ({ $seconds } seconds)
video-steps = Back to the steps in pictures
video-play = Play
video-pause = Pause
video-again = From the start
video-time = { $at } / { $length }
video-silent = This video has no sound
video-wait = One moment please
video-failed = The video can't be shown just now
video-failed-next = The pictures show every step
captions-on = Captions on
captions-off = Captions off

## Taking a place

places-title = Take a place
places-all = This session has { $places } places
places-left = { $left } of { $places } places left
place-hold = Hold the QR code of your ticket to the scanner to take a place
place-hold-next = Once per ticket and session
place-hall = Please take a place at a kiosk in the halls
place-over = This session is over
place-begun = This session has begun
place-begun-next = You are welcome to watch
place-none = All places are taken
place-none-next = A place that is given back shows here
place-how-many = Places for how many people?
place-asking = Looking for places at other kiosks
place-asking-next = Please wait a few seconds
place-yours =
    { $count ->
        [1] Your place is kept
       *[other] { $count } places are kept for you
    }
place-yours-already =
    { $count ->
        [1] This ticket has its place already
       *[other] This ticket has { $count } places already
    }
place-confirmed = Confirmed. Please come five minutes before the start.
place-until = Kept until { $time }. Once there is a connection, it is confirmed up to the start.
place-elsewhere = Taken at kiosk { $kiosk }. To give it back, please go there.
place-too-few =
    { $count ->
        [1] Only 1 place is left
       *[other] Only { $count } places are left
    }
place-at-hand =
    { $count ->
        [1] Just now this kiosk has only 1 place
       *[other] Just now this kiosk has only { $count } places
    }
place-not-now = No place can be taken here just now
place-not-now-next = Please try again in a few minutes, or at another kiosk
place-no-clock-next = The kiosk waits for the server. Please try another kiosk.
place-wrong-day = This ticket is not valid on that day
place-wrong-day-next = Please look at the days printed on the ticket
place-give-back = Give back
place-show-again =
    { $count ->
        [one] Hold your ticket to the scanner again to give back your place
       *[other] Hold your ticket to the scanner again to give back { $count } places
    }
place-show-again-next = So that nobody else can give them back for you
place-given-back = The place was given back
place-given-back-next = Thank you for leaving it to somebody else
place-cancel = Cancel
place-done = Done
