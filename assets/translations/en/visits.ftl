# A kiosk at a booth, and the stamp card.

## A kiosk at a booth

visit-invite = Hold your ticket to the camera to record your visit
visit-invite-scanner = Hold your ticket to the scanner to record your visit
visit-hint = Visit one booth of a craft village to earn that village's stamp
visit-booth = Booth { $number }
visited-title = Welcome
visited-next = Your visit is recorded
visited-again-title = Good to see you again
visited-again-next = This booth is on your stamp card already
visited-contact = Have the booth contact me

## The stamp card

stamps-title = Stamp card
stamps-count = You have seen { $seen } of { $all } villages
stamps-all = You have seen all { $all } villages
stamps-none = Your card is waiting for its first stamp
stamps-visited = { $count ->
    [one] { $count } booth visited
   *[other] { $count } booths visited
}
stamps-to-see = { $count ->
    [one] { $count } booth to see
   *[other] { $count } booths to see
}
stamps-show = Please hold your ticket to the camera
stamps-show-scanner = Please hold your ticket to the scanner
stamps-how = Visit one booth of a craft village to earn that village's stamp
stamps-now = As of now
stamps-as-of = As of { $time }, when this kiosk was last connected
stamps-unsure = No connection: the newest stamps may be missing
stamps-elsewhere = Please see your card at the kiosks in the halls
