# The lists of the exhibition, entry by entry; pictures; the draft.

desk-entry-search = Find by number, name, village…
desk-entry-count = { $count } { $count ->
    [one] entry
   *[other] entries
}
desk-entry-add-booths = Add a booth
desk-entry-add-artisans = Add an artisan
desk-entry-add-sessions = Add a session
desk-entry-add-villages = Add a village
desk-entry-add-areas = Add an area
desk-entry-to-exhibition = Back to Exhibition
desk-entry-wrong = Not saved yet. Please put these right:
desk-entry-others = While you were editing, somebody else saved this entry:
desk-entry-own = You wrote:
desk-entry-others-next = Nothing of yours is saved yet, and nothing is lost. The form below has the changes of both; where both changed the same it has your words. Please look at it and save.
desk-entry-gone = While you were editing, somebody else removed this entry. If it is still needed, save again: it is added anew with what you wrote.
desk-entry-language-vi = Vietnamese
desk-entry-language-en = English
desk-entry-language-ko = Korean
desk-entry-language-zh = Chinese
desk-entry-language-ja = Japanese
desk-entry-languages = Other languages
desk-entry-rows-note = The order here is the order in which they are shown. To remove a row, clear all its text. For more rows, save: new empty rows appear.
desk-entry-choose = Please choose…
desk-entry-save = Save to the draft
desk-entry-save-note = Visitors see no change until it is published.
desk-entry-remove = Remove this entry
desk-entry-remove-note = It is removed from the draft; visitors see it until that is published. An earlier version can be brought back.
desk-done-draft-saved = Saved to the draft.
desk-done-draft-removed = Removed from the draft.

## Pictures.

desk-pictures-note = The first picture stands for the whole. Pictures are turned upright and made to fit the screens; where they were taken is deleted from them.
desk-pictures-step = Step
desk-pictures-alt = What it shows
desk-pictures-caption = Caption below it
desk-pictures-save = Save the words
desk-pictures-earlier = Earlier
desk-pictures-later = Later
desk-pictures-remove = Remove
desk-pictures-add = Add pictures
desk-pictures-drop = Drop pictures here, or choose JPEG, PNG or WebP files. Each has 24 MB at most.
desk-pictures-upload = Upload
desk-pictures-sending = Sending picture
desk-pictures-failed = could not be sent. Please check the network and try again.
desk-pictures-no-file = No picture was chosen. Choose a file, then upload it.
picture-empty = the file is empty; choose another one.
picture-too-large = the file has { $size } MB; save it with { $most } MB at most.
picture-heic = this is a HEIC picture, as iPhones take them. On the iPhone open Settings › Camera › Formats, choose “Most Compatible” and take it again; or open it on a computer and save it as a JPEG.
picture-none = this file is no JPEG, PNG or WebP picture, whatever its name says. Open it in a picture viewer and save it as a JPEG.
picture-too-many-pixels = the picture has { $pixels } pixels, which is too large; save it smaller, 4000 on the longer side are plenty.
picture-damaged = the picture is damaged; save it or take it again.

## The draft.

desk-draft = Draft
desk-draft-since = There is a draft that is not published; { $who } changed it last at { $when }.
desk-draft-to = Look and publish
desk-draft-none = There is no draft: every change is published, or nothing was changed yet.
desk-draft-nothing = The draft says the same as the version in force.
desk-draft-changes = The draft changes
desk-draft-others = Published since the draft was begun
desk-draft-keep = Keep both; where both changed the same, the draft holds
desk-draft-drop = Drop what was published since, keep the draft alone (it stays among the versions)
desk-draft-remarks = To know before publishing ({ $count })
desk-draft-discard = Discard the draft
desk-draft-discard-note = All changes that are not published are lost. The exhibition in force does not change.
desk-done-draft-discarded = The draft is discarded.
desk-done-draft-moved = Somebody else has just changed the draft; nothing was published or discarded. Please look again.
change-draft_changed = Draft changed
change-draft_discarded = Draft discarded

desk-beside = There is a draft made by hand
desk-beside-conflicts = The workbook and the draft both change these; by the workbook they are:
desk-beside-note = Nothing is lost. If you publish now, the draft stays as it is, and whoever publishes it is asked about what both changed. Or take the workbook's changes into the draft, look at all of it together and publish once; where both changed the same, the workbook holds.
desk-beside-into = Take into the draft
