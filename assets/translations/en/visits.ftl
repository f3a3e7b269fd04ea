# A kiosk at a booth, and the stamp card.

## A kiosk at a booth

visit-invite = Hold your ticket to the camera to record your visit
visit-invite-scanner = Hold your ticket to the scanner to record your visit
visit-hint = Each booth you visit adds to the stamps of the craft villages
visit-booth = Booth { $number }
visited-title = Welcome
visited-next = Your visit is recorded
visited-again-title = Good to see you again
visited-again-next = This booth is on your stamp card already
visited-contact = Have the booth contact me
