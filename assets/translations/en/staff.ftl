# The staff's screens.

staff-door = For staff
staff-door-open = Staff page, unlocked
staff-unlocked = This kiosk is unlocked for staff: { $staff }
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
staff-kiosk-group = This kiosk
staff-today-group = Today at this kiosk
staff-today-in =
    { $count ->
        [1] person in
       *[other] people in
    }
staff-today-out =
    { $count ->
        [1] person out
       *[other] people out
    }
staff-today-visits =
    { $count ->
        [1] ticket visited the booth
       *[other] tickets visited the booth
    }
staff-today-contacts =
    { $count ->
        [1] visitor left a contact
       *[other] visitors left a contact
    }
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
staff-unattended-on = Visitors scan alone
staff-unattended-on-note = The kiosk guides visitors and sends them to staff when needed. This page locks at once
staff-set-now = Chosen now
staff-set-as = Now: { $state }
staff-direction-fixed = In the exhibition’s data this gate leads one way only, so there is nothing to choose.

staff-search-hint = Type a name, number or code
staff-search-empty = Type a visitor's name (at least 3 letters), a ticket number, a code or its last 5 characters, then press “Search”
staff-search-short = A name needs at least 3 letters
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
staff-undo-done = UNDONE
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
staff-failed-no-gate = This kiosk is not at a gate. Do this at a kiosk that checks tickets
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
staff-device-submissions =
    { $count ->
        [1] 1 form waits to be sent
       *[other] { $count } forms wait to be sent
    }
staff-device-submissions-next = The kiosk sends them once it is connected. Don't erase or swap it.
staff-device-submissions-held-next = Tell the person in charge of the server. Don't erase or swap the kiosk.
staff-device-clock-good = The clock is right
staff-device-clock-bad =
    { $unit ->
        [minutes] The clock is off by { $count } min
       *[seconds] The clock is off by { $count } s
    }
staff-device-clock-next = The kiosk makes up for it. Tell the person in charge to set the clock.
staff-broken-full = The disk is full, so nothing can be recorded.
staff-broken-full-next = Call the person in charge to make room on the disk.
staff-broken-damaged = The file journal.db is damaged.
staff-broken-damaged-next = Call the person in charge. Keep all journal.db files: delete nothing.
staff-broken-busy = Another program holds this kiosk's data.
staff-broken-busy-next = Close other programs on this device, or restart it.
staff-broken-newer = A newer kiosk program has written this kiosk's data.
staff-broken-newer-next = Call the person in charge to install the newer version again.
staff-broken-owner = The data on this device is of kiosk { $owner }.
staff-broken-owner-next = Call the person in charge: each kiosk needs a folder of its own.
staff-broken-unopenable = This kiosk's data can't be opened.
staff-broken-unopenable-next = Call the person in charge to check the data folder and the disk.
staff-broken-replaced =
    { $count ->
        [0] The file { $file } was deleted or replaced.
        [1] The file { $file } was deleted or replaced; 1 record is not sent yet.
       *[other] The file { $file } was deleted or replaced; { $count } records are not sent yet.
    }
staff-broken-replaced-next = Leave the kiosk on and connected. Call the person in charge.
staff-broken-closed = The organisers closed this kiosk for a while.
staff-broken-closed-next = Send visitors to another kiosk. It opens by itself when the organisers open it.
staff-broken-revoked = The organisers took this kiosk out of service. Its ticket list and keys were deleted.
staff-broken-revoked-next = Call the person in charge. All records are still on this device: delete nothing.
staff-broken-disk = This kiosk's data can't be used.
staff-broken-disk-next = Call the person in charge to check the disk, then restart the device.
staff-broken-never-synced = This kiosk has never reached the server { $server }.
staff-broken-never-synced-next = Connect it to the network once. It then goes on by itself.
staff-broken-server = What the server sent is not for this kiosk.
staff-broken-server-next = Call the person in charge: correct server and exhibition in kiosk.toml.
staff-broken-bootstrap = The file bootstrap.json can't be used.
staff-broken-bootstrap-next = Connect the kiosk to the server, or have the organisers add it again.
staff-broken-booth = Booth { $number } is not in the exhibition's catalogue
staff-broken-booth-next = Ask the organisers to add the booth, or correct role in kiosk.toml.
staff-broken-device = A part of the kiosk could not be started.
staff-broken-device-next = Restart the device. If that does not help, call the person in charge.
staff-broken-defect = The part that checks tickets has stopped because of a fault.
staff-broken-defect-next = Restart the device, and send its log to the person in charge.
staff-device-gate-missing = Gate “{ $gate }” is not in the exhibition's catalogue
staff-device-gate-missing-next = Nobody is admitted: ask the organisers to put the gate back, or correct gate in kiosk.toml and start again.
staff-device-clock-unsure = The time is not known
staff-device-clock-unsure-next = Set this device's clock, or connect the network: the server tells the time.
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
staff-device-printer = The slip printer works
staff-device-printer-not-yet = There is a slip printer; it has printed nothing yet
staff-device-printer-no-paper = The slip printer has no paper
staff-device-printer-no-paper-next = Tickets are checked as usual. Put in a new roll; the next slip will print.
staff-device-printer-bad = The slip printer does not print
staff-device-printer-bad-next = Tickets are checked as usual. Look for jammed paper, then switch it off and on.
staff-device-pictures-missing = Pictures can't be fetched
staff-device-pictures-missing-next = Tickets are checked as usual. Tell the person in charge of the server.
staff-device-pictures-bad =
    { $count ->
        [1] 1 picture can't be shown
       *[other] { $count } pictures can't be shown
    }
staff-device-pictures-bad-next = Tickets are checked as usual. Ask for it to be put on the server again.
staff-device-records-lost = Some data of this kiosk is damaged or lost
staff-device-records-lost-next = Tickets are checked as usual. Tell the person in charge of the server. Erase nothing here.
staff-device-submissions-broken = Visitors can't leave their names
staff-device-submissions-broken-next = Tickets are checked as usual. Tell the person in charge.
staff-device-call-next = Call the person in charge.
staff-device-no-scanner = No camera
staff-device-no-scanner-next = A hand scanner does not show here: scan a ticket to try it.
staff-device-tickets =
    { $count ->
        [1] 1 ticket known here
       *[other] { $count } tickets known here
    }
staff-device-english = Technical details in English
staff-device-about = Kiosk { $kiosk } · { $gate }
staff-device-version = Version { $version }

staff-set-up-title = Set up this kiosk
staff-set-up-show = Hold the organisers' code to the camera or scan it with the hand scanner
staff-set-up-where = The organisers find it on their desk, under “Kiosks”. It is good once and for ten minutes.
staff-set-up-type = Type the code
staff-set-up-type-hint = Type the digits of the code, group by group
staff-set-up-typed =
    { $count ->
        [0] No digit typed
        [1] 1 digit typed
       *[other] { $count } digits typed
    }
staff-set-up-send = Set up
staff-set-up-connecting = Connecting to the server…
staff-set-up-servers = At { $servers }
staff-set-up-done = This is kiosk { $kiosk }
staff-set-up-done-next = It starts in a moment
staff-set-up-revoked = The organisers took kiosk { $kiosk } out of service. To use it again, ask them for a code.
staff-set-up-no-code = That is not the organisers' code. Ask them for it.
staff-set-up-group = Group { $group } of the code has a mistake. Compare its digits.
staff-set-up-later = The code was made by a later version of the server. Update this kiosk.
staff-set-up-unreachable = The server can't be reached at { $servers }. Check the network, then use the same code again.
staff-set-up-other-server = Another server answers at { $server }. Nothing was sent to it. Tell the organisers.
staff-set-up-used = This code was used already. Ask the organisers for a new one.
staff-set-up-expired = This code is too old. Ask the organisers for a new one.
staff-set-up-unknown = The server does not know this code. Ask the organisers for a new one.
staff-set-up-other-kiosk = This device was kiosk { $kiosk } and holds its records. Ask for a code for that kiosk.
staff-set-up-disk = This device can't save its settings. Check the disk, then use the same code again.
staff-set-up-server = The server refuses, or has another version. Ask the organisers to look at its log.
