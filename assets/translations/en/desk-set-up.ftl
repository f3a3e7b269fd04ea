# The first run: making the exhibition and its owner's account; the home page with what comes next.

set-up-server = Exhibition server
set-up-title = Set up the exhibition
set-up-lead = A few questions, and this computer is ready for visitors. Everything can be changed later.
set-up-kind = How would you like to begin?
set-up-own = My own exhibition
set-up-own-note = Empty, until you add booths and sessions
set-up-sample = The sample exhibition, to try things out
set-up-sample-note = Four days, 80 ceramics booths, with a floor plan and a programme
set-up-exhibition = Exhibition
set-up-name = Name in Vietnamese
set-up-name-en = Name in English (optional)
set-up-place = Place
set-up-when = When
set-up-first-day = First day
set-up-days = Number of days
set-up-opens = Opens at
set-up-closes = Closes at
set-up-doors = Doors
set-up-doors-note = Empty lines do not count. Doors can be added later.
set-up-door = Door
set-up-door-main = Main gate
set-up-door-out = Exit
set-up-way = Direction
set-up-way-in = In only
set-up-way-out = Out only
set-up-way-both = In and out
set-up-owner = Owner
set-up-owner-note = This account manages everything, and gives accounts to others.
set-up-make = Set up the exhibition
set-up-no-name = Please write the name and the place of the exhibition.
set-up-no-day = Please choose the first day.
set-up-no-days = The number of days is 1 to 16.
set-up-no-hours = Please write when the doors open and close.
set-up-no-doors = At least one door is needed.
set-up-failed = The exhibition could not be set up. Look at the reason and try again.

next-title = What comes next
next-sheet = Print the recovery sheet
next-sheet-note = One A4 page that brings the exhibition back when this computer is lost. Keep it like money.
next-live = Open the live figures
next-live-note = This page shows how many came, left and are inside.
next-accounts = Give accounts to others
next-accounts-note = Organisers, door leads, exhibitors, viewers of the figures.

change-recovery_sheet_shown = Recovery sheet opened
