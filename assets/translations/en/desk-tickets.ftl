# Issuing, printing, revoking and importing tickets.

desk-issue = Issue tickets
desk-issue-note = Choose a type, days, and a number or a list of names; then print
desk-issue-lead = Choose a type and days, then a number or a list of names. Every door takes the tickets at once.
desk-issue-who = How many, for whom
desk-issue-count = Number of tickets
desk-issue-names = Or issue to a list of names
desk-issue-names-note = One person a line: name, then organisation if there is one. Each gets a ticket with their name on it; a number is not needed then.
desk-issue-party = Other party size than the type's
desk-issue-party-note = Leave it empty for the number of people of the type.
desk-issue-go = Issue
desk-issue-count-bad = No ticket was issued. Write a number from 1 to { $most }, or give a list of names.
desk-issue-kind-bad = No ticket was issued: the exhibition has no such type. Choose a type.
desk-issue-days-bad = No ticket was issued. Choose at least one day of the exhibition.
desk-issue-numbers-bad = No ticket was issued: all ticket numbers are taken.
desk-issue-key-bad = No ticket was issued: the signing key can't be used. Ask who looks after the server.
desk-issue-database-bad = No ticket was issued: the database could not be written. Look whether the disk is full, then issue again.
desk-issue-busy = No ticket was issued: another issue is running. Wait until it has ended, or stop it.
desk-issue-see-running = Tickets are being issued: see how far it is
desk-issue-running = Issuing { $count } tickets
desk-issue-running-lead = You may leave this page; it goes on. The tickets exist once all of them are written. If you stop it before, none is issued and no number is used up.
desk-issue-how-far = How far it is
desk-issue-signed = { $done } of { $count } tickets signed
desk-issue-writing = All are signed. They are being written to the database …
desk-issue-stopping = Stopping …
desk-issue-stop = Stop
desk-issue-stopped = Stopped. No ticket was issued, and no number is used up.
desk-issue-job-gone = This issue is not known any more, because the server was started again. If it had ended, its tickets are among those issued lately; if not, none was issued.
desk-issue-again = Issue tickets
desk-issue-list-bad = No ticket was issued, since the list can't be read: { $why }
desk-list-paste = Paste the list here
desk-list-file = Or choose a file (.xlsx, .csv)
desk-list-too-large = The file is larger than 25 MB. Split the list.

desk-rule-once-per-day = Admits once a day.
desk-rule-single = Admits once.
desk-rule-unlimited = Admits as often as they like.
desk-rule-party = For { $count ->
    [one] 1 person
   *[other] { $count } people
}.
desk-rule-reentry = They may return on the same day after a scan at the exit.
desk-rule-days = Only on { $days }.
desk-rule-hours = Only { $hours }.
desk-rule-per-day = At most { $count } admissions a day.
desk-rule-in-all = At most { $count } admissions in all.
desk-rule-days-at-most = At most { $count } days.
desk-rule-wait = At least { $count } minutes between two admissions.
desk-rule-areas = Opens: { $areas }.
desk-rule-partial = The party may come in parts.
desk-rule-beyond-capacity = Admits when the house is full, too.
desk-rule-needs-staff = Staff always look.

desk-batch = Tickets { $first }–{ $last }
desk-batch-count = Number
desk-batch-print = Print
desk-batch-print-note = A file is made while it is downloaded; it can be cancelled in the browser at any time, and downloaded again. Revoked tickets are left out. Whoever has the file has the tickets: give it only to the printer.
desk-print-sheets = A4 sheets to cut (PDF)
desk-print-sheets-note = 10 tickets of 90 × 54 mm a sheet, with cut marks. Print at 100 %, without fitting.
desk-print-pages = E-tickets (PDF)
desk-print-pages-note = An A4 page each, in Vietnamese and English, to send or to print
desk-print-badge-sheets = Badges on A4 (PDF)
desk-print-badge-sheets-note = 8 badges of 90 × 60 mm a sheet, with name, organisation and type, and cut marks. Print at 100 %, without fitting.
desk-print-badges = Single badges (PDF)
desk-print-badges-note = A badge of 90 × 60 mm a page, for label printers
desk-print-pictures = Pictures of the QR symbols (ZIP)
desk-print-pictures-note = A PNG for each ticket, with a CSV list for the printer
desk-print-vectors = Drawings of the QR symbols (ZIP)
desk-print-vectors-note = An SVG for each ticket, sharp at any size, with a CSV list for the printer
desk-print-letters = { $count ->
    [one] The name on 1 ticket has
   *[other] The names on { $count } tickets have
} letters that this program has no font for. Each of these letters is printed as “?”. For a right name, revoke the ticket and issue another with the name in Latin letters.
desk-batch-more = More
desk-batch-first = See the first ticket
desk-batch-revoke = Revoke these tickets
desk-batches = Issued lately
desk-batch-numbers = Tickets
desk-batch-when = When
desk-batch-who = By
desk-done-tickets-issued = Issued. Every door has them within seconds.

desk-many = Revoke many tickets
desk-many-note = By a span of numbers or a list; shown first, and it can be undone
desk-many-lead = Write a span of numbers, or give a list. The tickets are shown first; nothing changes until you confirm.
desk-many-span = Span of numbers
desk-many-from = From
desk-many-to = To
desk-many-list = Or a list
desk-many-list-note = One ticket a line: its number, the code below its QR symbol, or the seller's code.
desk-many-preview = Show them
desk-many-span-bad = The span is wrong: the first number comes before the last, and at most 100000 tickets go at once.
desk-many-none = There is no such ticket. Look at the numbers or the list again.
desk-many-lines = Nothing was changed: these lines do not name one ticket each. Mend them and send the list again.
desk-many-line = Line { $line }:
desk-many-line-none = no ticket is “{ $text }”; write its number, the code below its QR symbol, or the seller's code.
desk-many-line-several = “{ $text }” may be ticket { $other }; write number: and the number of the one that is meant.
desk-many-found = { $count ->
    [one] 1 ticket
   *[other] { $count } tickets
} found. Nothing was changed yet.
desk-many-revoke = Revoke { $count ->
    [one] 1 ticket
   *[other] { $count } tickets
}
desk-many-reinstate = Make { $count ->
    [one] 1 ticket
   *[other] { $count } tickets
} valid again
desk-many-undo = Undo for { $count ->
    [one] 1 ticket
   *[other] { $count } tickets
}
desk-many-more = And { $count } more
desk-many-done-revoke = { $count ->
    [one] 1 ticket is
   *[other] { $count } tickets are
} revoked. Every door knows within seconds.
desk-many-done-reinstate = { $count ->
    [one] 1 ticket is
   *[other] { $count } tickets are
} valid again. Every door knows within seconds.

desk-door = Ask a door
desk-door-note = Whether a type of ticket is admitted, where and when
desk-door-lead = Choose a type, days, a door and a time: this page answers as the door would answer a ticket that was never used. Nothing is recorded.
desk-door-where = Where and when
desk-door-gate = Door
desk-door-at = Date and time
desk-door-ask = Ask
desk-door-admitted = Admitted
desk-door-screen = The screen at the door says: “{ $title }. { $next }.”
desk-door-day = The course of { $date }
desk-door-refused = Refused: { $reason }
desk-door-also = Besides: { $reasons }
desk-door-opens = The door opens: { $when }
desk-door-closes = The door closes: { $when }
desk-door-next = Next valid on: { $when }
desk-door-last = Last valid on: { $when }

desk-import = Import a seller's list
desk-import-note = An Excel or CSV file of a ticket seller; shown first, then imported
desk-import-lead = Choose the file that the seller sent (.xlsx or .csv). Columns are found by their headings and shown first; nothing changes until you confirm.
desk-import-seller-note = Write the same name every time. The columns you choose are remembered.
desk-import-grants-note = Type and days are for rows of the list that do not say.
desk-import-with-names = Let staff at the doors search by name
desk-import-with-names-note = The holders' names go to the kiosks then.
desk-import-preview = Nothing was changed yet. Look at the columns and the numbers, then import.
desk-import-columns = Columns
desk-import-guess = (by its heading)
desk-import-none = (none)
desk-import-ignore = Leave out the column
desk-import-valid = Other words for a paid ticket, with commas between
desk-import-replace = Revoke tickets of this seller that the list does not name
desk-import-again = Look again
desk-import-go = Import { $count ->
    [one] 1 ticket
   *[other] { $count } tickets
}
desk-import-done = Imported. Every door has them within seconds.
desk-import-added = New tickets
desk-import-changed = Changed tickets
desk-import-known = Known, unchanged
desk-import-repeated = Repeated rows
desk-import-refused = Refused rows
desk-import-ambiguous = Codes that another ticket has too
desk-import-left = Valid tickets that are not in the list
desk-import-odd = Please look
desk-import-line = Line
desk-import-why = Why
desk-import-no-file = Choose the seller's file.
desk-column-code = Code on the ticket
desk-column-name = Holder's name
desk-column-reference = Ticket or order number
desk-column-type = Ticket type
desk-column-party = Number of people
desk-column-days = Valid days
desk-column-status = Payment status

desk-import-seller-bad = A seller's name has 1 to 60 characters.
desk-import-seller-alike = There is a seller “{ $text }” already. Write the name the same way, or each code would become two tickets.
desk-import-grants-bad = Choose a type and at least one day of the exhibition.
desk-import-not-text = This file can't be read. Open it in Excel and save it as .xlsx or “CSV UTF-8”.
desk-import-workbook-bad = This workbook can't be read. Open it in Excel and save it again, without a password.
desk-import-too-large = The list is too large: 250000 rows at most. Split it.
desk-import-empty = There is no row in the list.
desk-import-row = Line { $text }: { $other }
desk-import-no-code = It is not clear which column has the codes on the tickets. Choose it below.
desk-import-no-column = The list has no column “{ $text }”. Choose another below.
desk-import-several = Several columns may be “{ $text }”: { $other }. Choose one below.
desk-import-unused = The column “{ $text }” looks like “{ $other }” and is not used. Choose it below, or tick that it is left out.

desk-row-no-code = no code.
desk-row-short = the code “{ $text }” is too short.
desk-row-quote = a quotation mark is probably not closed.
desk-row-broken = there is a line break within the code.
desk-row-garbled = a letter of the code “{ $text }” is damaged; save the list as “CSV UTF-8”.
desk-row-number = Excel made a number of the code (“{ $text }”) and lost digits; get the list anew, or set the column to Text before the codes are pasted.
desk-row-date = Excel made a date of the code (“{ $text }”); get the list anew, or set the column to Text before the codes are pasted.
desk-row-formula = “{ $text }” is a formula or an error and no code; save the list with its values.
desk-row-placeholder = “{ $text }” is no code; ask the seller.
desk-row-footer = a sum (“{ $text }”) and no ticket.
desk-row-header = the heading again.
desk-row-own = the code is one of this exhibition's own.
desk-row-status = “{ $text }” is “{ $other }”: not paid, refunded or cancelled.
desk-row-unknown-status = “{ $text }” is “{ $other }”, which is not known; if such tickets are paid, add the word above.
desk-row-cells = { $text } cells where the heading has { $other }; a name with a delimiter in it must be in quotation marks.
desk-row-kind = the exhibition has no type “{ $text }”; it has { $other }.
desk-row-party = “{ $text }” is no number of people from 1 to 255.
desk-row-days = not a day of the exhibition.

desk-warning-lengths = The codes are numbers of { $text } digits: Excel may have taken zeros off their beginnings. Compare one with a ticket.
desk-warning-zeros = The codes in lines { $text } end in zeros from the 16th digit on: Excel may have rounded them. Compare them with the tickets.
desk-warning-last = The last row, line { $text }, is unlike the others and was taken for a ticket. Is it a sum?
desk-warning-header = Line { $text } was taken for the headings and looks like a ticket. Put headings above it.
desk-warning-garbled = Letters in lines { $text } are damaged, and names or numbers left out; save the list as “CSV UTF-8” and import it again.
desk-warning-times = Times of day in lines { $text } are not kept: the tickets are good on the whole day.

## On printed tickets.

print-list-number = Ticket number
print-list-type = Ticket type
print-list-holder = Holder
print-list-organisation = Organisation
print-list-people = People
print-list-days = Valid on
print-list-code = Ticket code
print-list-digits = Digits of the QR code
print-list-file = Picture file
print-number = Ticket { $count }
print-kind = Ticket type
print-days = Valid on
print-door = Entrance
print-doors-all = Any entrance
print-doors-more = and { $count } more
print-admits = Admits
print-people = { $count ->
    [one] 1 person
   *[other] { $count } people
}
print-entry = Entry
print-policy-0 = Once a day
print-policy-1 = Once
print-policy-2 = Unlimited
print-ticket = Ticket number
print-holder = Holder
print-code = Ticket code
print-advice-show = Please hold this QR code to the scanner at the door, on paper or on your phone.
print-advice-keep = Each code is good for one ticket. Please do not post pictures of it online.

change-tickets_printed = Tickets printed
change-import_columns_chosen = Columns chosen for a seller's lists
desk-audit-tickets = { $count } tickets, { $first } to { $last }
change-tickets_revoked = Tickets revoked
change-tickets_blocked = Tickets blocked
change-tickets_reinstated = Tickets made valid again
