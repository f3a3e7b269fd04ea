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
hands-on-seats = Hands-on, { $seats } places
hands-on-left = Hands-on, { $left } of { $seats } places left
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

seats-title = Take a place
seats-all = This session has { $seats } places
seats-left = { $left } of { $seats } places left
seat-hold = Hold the QR code of your ticket to the scanner to take a place
seat-hold-next = Once per ticket and session
seat-hall = Please take a place at a kiosk in the halls
seat-over = This session is over
seat-begun = This session has begun
seat-begun-next = You are welcome to watch
seat-none = All places are taken
seat-none-next = A place that is given back shows here
seat-how-many = Places for how many people?
seat-asking = Looking for places at other kiosks
seat-asking-next = Please wait a few seconds
seat-yours =
    { $count ->
        [1] Your place is kept
       *[other] { $count } places are kept for you
    }
seat-yours-already =
    { $count ->
        [1] This ticket has its place already
       *[other] This ticket has { $count } places already
    }
seat-confirmed = Confirmed. Please come five minutes before the start.
seat-until = Kept until { $time }. Once there is a connection, it is confirmed up to the start.
seat-elsewhere = Taken at kiosk { $kiosk }. To give it back, please go there.
seat-too-few =
    { $count ->
        [1] Only 1 place is left
       *[other] Only { $count } places are left
    }
seat-at-hand =
    { $count ->
        [1] Just now this kiosk has only 1 place
       *[other] Just now this kiosk has only { $count } places
    }
seat-not-now = No place can be taken here just now
seat-not-now-next = Please try again in a few minutes, or at another kiosk
seat-no-clock-next = The kiosk waits for the server. Please try another kiosk.
seat-wrong-day = This ticket is not valid on that day
seat-wrong-day-next = Please look at the days printed on the ticket
seat-give-back = Give back
seat-show-again =
    { $count ->
        [one] Hold your ticket to the scanner again to give back your place
       *[other] Hold your ticket to the scanner again to give back { $count } places
    }
seat-show-again-next = So that nobody else can give them back for you
seat-given-back = The place was given back
seat-given-back-next = Thank you for leaving it to somebody else
seat-cancel = Cancel
seat-done = Done
