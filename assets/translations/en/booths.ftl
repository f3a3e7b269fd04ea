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
browse-by = Browse the booths by
browse-all = All
browse-villages = Villages
browse-products = Products
browse-practices = Sustainable
browse-life-cycle = What do the five stages mean?
booths-coming = Searching…
booths-none = Nothing found
booths-none-next = Please try another word, or see all booths
booths-show-all = See all booths
found-count =
    { $count ->
        [1] 1 result
       *[other] { $count } results
    }
found-area = Area
found-session = Demonstration · { $when }
found-artisan = Artisan
found-amenity = Show the way to the nearest
booths-empty = The list of booths has not reached this kiosk yet
booths-empty-next = Please look at the board at the gate, or ask the staff
layout-group = How to show the booths
layout-list = List
layout-grid = Grid
page-up = Up
page-down = Down
back-to-scan = Scan a ticket

## One booth

booth-number = Booth { $number }
booth-show-the-way = Show the way
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

## Kinds of products

product-tea = Tea and coffee
product-tableware = Bowls and plates
product-kitchen = Pots and jars
product-vases = Vases
product-decoration = Decoration
product-house = House and garden
product-altar = Altar and incense
product-gifts = Gifts and toys
product-gilding = Gold leaf, lacquer
product-leather = Leather
product-herbs = Herbs
product-plants = Flowers and plants
product-other = Other products
