# The floor plan, and the phone that takes the way along.

map-title = Map
map-here = You are here
map-name = Map: { $level }
map-booths = { $first }–{ $last }
map-to-level = To “{ $level }”
map-closer = Closer
map-farther = Farther away
map-whole = Show everything
map-left = Move left
map-right = Move right
map-up = Move up
map-down = Move down
map-touch = Touch a booth on the map
map-booth-page = About this booth
map-way = Show the way
map-close = Close
map-step-free = Without steps
map-no-way = The way from here is not known. The place is marked on the map.
map-no-step-free = No way without steps is known from here. Please ask the staff.
map-unknown-place = This place is not on the map. Please ask the staff.
map-none = The map has not reached this kiosk yet
map-none-next = Please look at the board at the gate, or ask the staff
phone-take = Scan to take the way with you
phone-code = QR code: booth { $number } on your phone
phone-code-area = QR code: the way to “{ $name }” on your phone
