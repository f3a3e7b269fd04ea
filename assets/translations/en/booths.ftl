# Booths and how to find them.

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
