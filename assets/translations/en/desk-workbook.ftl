# The exhibition's workbook: headings, notes, errors.

## The sheets of the workbook.

sheet-readme = Read me
sheet-exhibition = Exhibition
sheet-organisers = Organisers
sheet-days = Days
sheet-zones = Zones
sheet-gates = Gates
sheet-gate_hours = Gate hours
sheet-ticket_types = Ticket types
sheet-ticket_hours = Ticket hours
sheet-areas = Areas
sheet-villages = Villages
sheet-booths = Booths
sheet-products = Products
sheet-practices = Sustainable practices
sheet-artisans = Artisans
sheet-steps = Craft steps
sheet-captions = Video captions
sheet-sessions = Programme
sheet-pictures = Pictures

## What one row is called.

entry-exhibition = Exhibition
entry-organisers = Organiser
entry-days = Day
entry-zones = Zone
entry-gates = Gate
entry-gate_hours = opening hours
entry-ticket_types = Ticket type
entry-ticket_hours = hours
entry-areas = Area
entry-villages = Village
entry-booths = Booth
entry-products = product
entry-practices = practice
entry-artisans = Artisan
entry-steps = step
entry-captions = caption
entry-sessions = Session
entry-plan_levels = Plan, level
entry-plan_booths = Plan, booth
entry-plan_areas = Plan, area
entry-plan_places = Plan, place
entry-plan_stands = Plan, kiosk stand
entry-plan_knots = Plan, junction
entry-plan_ways = Plan, way
entry-pictures = Picture

## Columns that several sheets have.

column-id = Code
    .note = A short name without spaces, such as hall-a. Other sheets use it. Another code means that the old entry goes and a new one comes.
column-name = Name
    .note = The name on the screens. Vietnamese is always needed; a language that is empty shows the English.
column-title = Title
    .note = A few words. Vietnamese is always needed.
column-text = Text
    .note = A sentence or two.
column-craft = Craft
    .note = The craft, in a few words.
column-village = Village code
    .note = Choose from the list; from the sheet Villages.
column-area = Area code
    .note = Choose from the list; from the sheet Areas.
column-opens = Opens
    .note = When it opens, as in 08:30.
column-closes = Closes
    .note = When it closes, as in 21:00. Hours past midnight belong to the evening before, until 06:00 at the latest.
column-day = Day number
    .note = Which day of the exhibition: 1, 2, 3 … Empty means every day, where that is possible.
column-of = Belongs to
    .note = The code or number of the entry that this row is part of; choose from the list. Rows are shown in their order.
column-at = Position (m)
    .note = Metres from the upper left corner: to the right; down.
column-size = Size (m)
    .note = Width × height on the plan.
column-zone = Zone code
    .note = Choose from the list; empty means that the gate leads into the exhibition for every ticket.
column-reentry = Re-entry
    .note = yes: who went out may come in again on the same day. no: may not.

## Exhibition.

exhibition-exhibition = Exhibition number
    .note = The number that all sold tickets carry. It can't be changed.
exhibition-name = Name
    .note = The exhibition's name.
exhibition-venue = Venue
    .note = Where it is.
exhibition-utc = Time zone (minutes)
    .note = Minutes ahead of UTC; 420 in Viet Nam.
exhibition-sample = Sample
    .note = yes: the producers are made up. A real exhibition says no.
exhibition-url = Public address
    .note = Where visitors' phones find the pages, such as https://kimlan.example.vn, without a slash at its end. Empty where there is none.
exhibition-wifi-name = Visitors' Wi-Fi
    .note = The network's name. Leave both cells empty where there is none.
exhibition-wifi-password = Wi-Fi password
    .note = 8 to 63 characters; empty for an open network.

## Days.

days-position = Day number
    .note = 1, 2, 3 … in the order of the rows. Tickets name days by this number: a ticket for day 2 is good on the date of row 2.
days-date = Date
    .note = Day/month/year, as in 28/11/2026.
days-title = Title
    .note = What the day is called, such as Opening evening.

## Zones and gates.

zones-bit = Zone number
    .note = 0 to 15, another one for each zone. 0 is the exhibition itself. Sold tickets carry it: better not change it.
zones-capacity = Capacity
    .note = The most people inside; empty for no limit.
zones-unlimited = Come and go
    .note = yes: tickets that open it may come and go.
gates-direction = Direction
    .note = in, out or both.
gates-hours = Hours
    .note = always: nobody is refused for the hour. as the day: as on the sheet Days. own hours: as on the sheet Gate hours.
gates-ticket_types = Ticket types admitted
    .note = The keys of ticket types, with commas between them; empty for all.

## Ticket types.

ticket_types-id = Type number
    .note = 0 to 255. Sold tickets carry it: another number means that the old type goes and a new one comes.
ticket_types-key = Key
    .note = A short name, used when tickets are issued and on the sheet Gates, such as visitor.
ticket_types-policy = Policy
    .note = once a day, once, or unlimited.
ticket_types-party = Party
    .note = How many people a ticket admits unless said otherwise when it is issued.
ticket_types-zones = Zones opened
    .note = The codes of zones, with commas between them.
ticket_types-reentry = Re-entry
    .note = yes or no; empty means as for the whole exhibition.
ticket_types-days = Days
    .note = Numbers of days, with commas between them; empty for all that the ticket says.
ticket_types-early = Early (minutes)
    .note = How many minutes before a gate opens it admits already.
ticket_types-late = Late (minutes)
    .note = How many minutes after a gate closed it still admits.
ticket_types-per_day = Most a day
    .note = Admissions a day at most; empty for no limit.
ticket_types-in_all = Most in all
    .note = Admissions in all at most; empty for no limit.
ticket_types-count_reentry = Count re-entry
    .note = yes or no: whether a return counts among the two limits before. Empty: only where there is no re-entry.
ticket_types-days_at_most = Most days
    .note = Different days at most; empty for no limit.
ticket_types-wait = Wait (minutes)
    .note = The least number of minutes between two admissions.
ticket_types-partial = Party in parts
    .note = yes: the party may come in parts.
ticket_types-beyond_capacity = Beyond capacity
    .note = yes: it is admitted when the house is full.
ticket_types-needs_staff = Needs staff
    .note = yes: a person always decides.

## Villages, booths, artisans.

villages-about = About
    .note = What it is known for, in a few sentences.
booths-number = Booth number
    .note = The number on the plan. Another number means that the old booth goes and a new one comes.
booths-producer = Exhibitor
    .note = The producer who holds the booth.
booths-certificate = Certificate
    .note = yes: the organisers gave it a certificate of participation.
booths-description = Description
    .note = What it is about, in a few sentences.
products-product = Product
    .note = One product a row, in a few words.
practices-stage = Stage
    .note = The stage of the product's life; choose from the list.
artisans-story = Story
    .note = Their story, in a few sentences.
artisans-video-file = Video file
    .note = The file's name, such as throwing.webm. Leave all cells of the video empty where there is none.
artisans-video-title = Video title
    .note = What the video shows.
artisans-video-seconds = Video length (seconds)
    .note = How long the video takes, in seconds.
captions-from = From (milliseconds)
    .note = When the caption appears, from the video's beginning.
captions-to = To (milliseconds)
    .note = When the caption is gone.

## Programme.

sessions-starts = Starts
    .note = When it begins, as in 10:00.
sessions-minutes = Minutes
    .note = How long it takes, in minutes.
sessions-artisan = Artisan code
    .note = Choose from the list; from the sheet Artisans.
sessions-hands_on = Hands-on
    .note = yes: visitors try for themselves.
sessions-places = Places
    .note = The number of places; empty for no limit.

## Pictures.

pictures-owner = Picture of
    .note = Village, booth, artisan or stage; choose from the list.
pictures-owner-id = Code or number
    .note = The village's code, the booth's number, the artisan's code, or the stage: materials, production, distribution, use, disposal.
pictures-step = Step number
    .note = With artisans only: the picture of which step; empty for the artisan's own.
pictures-file = File
    .note = The file's name, such as vase.webp. The file itself comes apart from the workbook.
pictures-alt = Description
    .note = What it shows, for those who can't see it. Vietnamese is always needed.
pictures-caption = Caption
    .note = What is written below it; may be empty.
pictures-focus-x = Focus across (%)
    .note = The point that stays in sight when it is cut: per cent from the left. Fill in both or none.
pictures-focus-y = Focus down (%)
    .note = Per cent from the top.
pictures-fit = Fit
    .note = cover or whole; empty lets the program choose.

## Values in cells.

choice-yes = yes
choice-no = no
choice-always = always
choice-as_the_day = as the day
choice-own = own hours
choice-in = in
choice-out = out
choice-both = both
choice-once_per_day = once a day
choice-single = once
choice-unlimited = unlimited
choice-materials = materials
choice-production = production
choice-distribution = distribution
choice-use = use
choice-disposal = disposal
choice-village = village
choice-booth = booth
choice-artisan = artisan
choice-stage = stage
choice-cover = cover
choice-whole = whole

## The sheet with directions.

readme-title = The exhibition's workbook
readme-version = Version
readme-what-short = What this is
readme-what = The exhibition in force: each sheet is a list, each row an entry. The row Version below says which version this was made from; please keep it.
readme-change-short = Change
readme-change = Change cells, add rows or delete rows as usual. What is not touched stays as it is.
readme-lists-short = Lists
readme-lists = Many cells have a list to choose from. The note on each heading says what belongs there.
readme-columns-short = Columns
readme-columns = Columns and sheets may be in any order. One that is deleted keeps what is in force; one that is not known is an error. Please don't merge cells.
readme-new-short = New entries
readme-new = Add a row with a new code, and then rows on the sheets that belong to it, such as Products of a new booth.
readme-kept-short = Not in here
readme-kept = The floor plan and the files of pictures and videos stay as they are. A new booth is on the plan once it is drawn; one that is deleted leaves it.
readme-upload-short = Send it back
readme-upload = Save it and upload it: every change is shown first, every error by sheet, row and column. With an error nothing is changed.

## What is wrong with a file.

file-empty = The file is empty. Choose the workbook that was saved.
file-too-large = The file has more than { $most } MB. An exhibition's workbook is much smaller: remove pictures that were inserted, and save it again.
file-old-or-locked = This is an old workbook (.xls), or one with a password. Open it in Excel, take the password away and save it as Excel Workbook (.xlsx).
file-program = This is a program and no workbook. Don't open it; ask who sent it.
file-other-document = This is no Excel workbook (.xlsx). If it is an OpenDocument (.ods) or another document, open it and save it as Excel Workbook (.xlsx).
file-not-packed = This is text, such as CSV. Download the exhibition's workbook, change that, and save it as .xlsx.
file-too-much-inside = There is more in the file than any exhibition has. Download a fresh workbook, and change that.
file-too-many-cells = Sheet "{ $sheet }" has more than { $most } rows or 300 columns. Delete what does not belong to it, and save it again.
file-damaged = The file is damaged. Open it in Excel, save it again, and upload that.
place-sheet = Sheet "{ $sheet }"
place-row = , row { $row }
place-column = , column { $letters } "{ $heading }"
faults-more = And { $count } more. Correct these first.
fault-missing = there is nothing; fill it in.
fault-name = "{ $found }" can't be a code; use 1 to 24 of the letters A to Z, digits, - and _.
fault-whole = "{ $found }" is not possible; write a whole number from { $least } to { $most }.
fault-flag = "{ $found }" is not possible; write yes or no.
fault-date = "{ $found }" is no date; write day/month/year, as in 28/11/2026.
fault-time = "{ $found }" is no time of day; write it as in 08:30.
fault-choice = "{ $found }" is none of the choices; write one of { $words }.
fault-unlisted = "{ $found }" is not on the sheet "{ $sheet }"; choose one that is, or add it there.
fault-no-owner = there is no "{ $found }" to have a picture, or that stage has one already; correct the code or delete the row.
fault-position = "{ $found }" is out of order; the days are numbered as they stand, and this is { $expected }.
fault-twice = "{ $found }" is there twice, first in row { $row }; change or delete one of them.
fault-taken = "{ $found }" is taken; choose another number or name.
fault-hours-not-own = gate "{ $found }" has no hours of its own; choose "{ $own }" on the sheet Gates, or delete this row.
fault-formula = the formula comes to { $found }; write the value.
fault-no-result = the formula has no result yet; open the file in Excel and save it, or write the value.
fault-merged = the cells { $found } are merged; unmerge them and fill in each.
fault-no-column = the column "{ $name }" is missing; put it back.
fault-unknown-column = no column is called "{ $found }"; correct its name or delete it.
fault-unknown-column-nearest = no column is called "{ $found }"; is it "{ $nearest }"? Correct its name or delete it.
fault-column-twice = the column "{ $found }" is there twice; delete one of them.
fault-no-heading = "{ $found }" stands in a column without a heading; delete it, or give the column its heading.
fault-unknown-sheet = no sheet is called "{ $found }"; correct its name or delete it.
fault-unknown-sheet-nearest = no sheet is called "{ $found }"; is it "{ $nearest }"? Correct its name or delete it.
fault-sheet-twice = this sheet is there twice, in two languages; delete one of them.
fault-no-sheets = The workbook has none of the exhibition's sheets. Download the exhibition's workbook, and change that.
fault-catalogue = { $problem }.

## What differs between two versions.

difference-more = And { $count } more
difference-nothing = (empty)
difference-added = { $row }: new, { $text }
difference-removed = { $row }: deleted, was { $text }
difference-changed = { $row }: changed
difference-new = { $row }: new
difference-gone = { $row }: removed
difference-plan = The floor plan changes

## The pages of the exhibition.

desk-exhibition = The exhibition
desk-exhibition-note = Change booths, sessions, pictures and the floor plan here or in Excel; versions
desk-exhibition-lead = Change entries here, or download the Excel file, change it and upload it again. Every change is shown before it is made; visitors see nothing until it is published.
desk-exhibition-download = Download the workbook
desk-exhibition-download-note = The exhibition in force, each list on a sheet.
desk-exhibition-upload = Upload the changed workbook
desk-exhibition-file = Workbook (.xlsx)
desk-exhibition-upload-note = At most 25 MB. If something is wrong, all of it is named at once, by sheet, row and column.
desk-exhibition-preview = See the changes first
desk-exhibition-preview-lead = Nothing is changed yet. Look through it, then publish.
desk-exhibition-wrong = The workbook was not taken in; nothing is changed:
desk-exhibition-nothing = This workbook says the same as the version it was made from.
desk-exhibition-back = Go back
desk-exhibition-changes = What this workbook changes
desk-exhibition-others = What others have changed since it was made
desk-exhibition-conflicts = What both changed
desk-exhibition-choose = What others changed
desk-exhibition-keep = Keep both; where both changed the same, this workbook holds
desk-exhibition-drop = Drop the others' changes and take this workbook alone (they stay among the versions)
desk-exhibition-publish = Publish
desk-exhibition-cancel = Cancel
desk-exhibition-more = And { $count } more
desk-exhibition-versions = Versions
desk-exhibition-version = Version
desk-exhibition-since = Since
desk-exhibition-who = Published by
desk-exhibition-act = Actions
desk-exhibition-file-of = Download
desk-exhibition-in-force = in force
desk-exhibition-roll-back = Go back to this version
desk-exhibition-touches = This takes something away, or touches tickets, kiosks or taken seats:
desk-exhibition-other-days = { $count } sold tickets are valid on other dates than before.
desk-exhibition-no-type = { $count } sold tickets are of type { $kind }, which is gone: doors refuse them.
desk-exhibition-no-booth = Kiosk { $kiosk } stands at a booth that is gone.
desk-exhibition-seats = In session { $session }, { $count } seats are taken.
desk-exhibition-confirm = Yes, all of this is meant
desk-done-exhibition = Published. Kiosks have it within seconds.
desk-done-exhibition-same = This is in force already; nothing is changed.
