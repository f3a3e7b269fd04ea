# What visitors' phones are told by the server. Products, practices and the way are in booths.ftl and way.ftl.

phone-language = English
phone-languages = Language
phone-list = All booths
phone-list-note = By craft village. Find a name or a number with your browser’s search.
phone-way = The way there
phone-way-from = From where you stood at the screen
phone-map = Map of the way to booth { $number }
phone-map-bare = Map with booth { $number }
phone-step-free = Show the way without steps
phone-all-ways = Show the shortest way, with steps
phone-no-step-free = No way without steps is known from here. Please ask the staff.
phone-no-way = The way from there is not known. The booth is marked on the map.
phone-where = Where are you now?
phone-start = You start here
phone-about = About this booth
phone-not-there = There is no such booth
phone-not-there-next = Please check the number on the booth, or look in the list.
phone-fallback = This page is not in your language yet. It is in Vietnamese and English.
phone-empty = The list of booths is not ready yet. Please come back later.
