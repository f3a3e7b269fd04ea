# The organisers' pages in the browser.

desk-skip = Skip to the content
desk-language = Language
desk-pages = Pages
desk-home = Home
desk-live = Live figures
desk-live-note = How many came, left and are inside, by door and by hour
desk-accounts = Accounts
desk-accounts-note = Who may use these pages, and as what
desk-audit = Audit log
desk-audit-note = Who changed what and when, before and after

desk-hello = Hello, { $name }
desk-home-owner = You are the owner: you see and change everything here.
desk-home-organiser = You are an organiser: you see and change everything but accounts.
desk-home-door_lead = You lead the doors: you see the figures, find tickets and decide about them.
desk-home-viewer = You see the figures of the exhibition.
desk-home-exhibitor = You look after a booth.

desk-sign-in = Sign in
desk-sign-out = Sign out
desk-name = Name
desk-password = Password
desk-sign-in-wrong = The name or the password is wrong. Please try again.
desk-sign-in-forgotten = Forgotten your password? The owner can give you a new one. If you are the owner, the technician makes a new one on the server's own computer (the command account reset, in the technician's manual).
desk-sign-in-nobody = There are no accounts yet. Open this page on the server's own computer to make the owner's account first.

desk-owner = Make the owner's account
desk-owner-lead = This exhibition has no accounts yet. The first one is the owner's, who gives accounts to others. From then on, these pages and the live figures open only to people who are signed in.
desk-owner-make = Make the account

desk-name-bad = A name has 1 to 60 characters.
desk-password-title = Change your password
desk-password-must = Somebody else gave you this password. Choose your own, then go on.
desk-password-old = Present password
desk-password-new = New password
desk-password-again = New password once more
desk-password-change = Change the password
desk-password-length = 8 characters or more. A long sentence that you remember is best.
desk-password-differs = The two passwords differ. Please type them again.
desk-password-wrong = The present password is wrong. Please try again.

desk-code = Code of 6 digits
desk-code-if = Code of 6 digits (if you use them)
desk-code-wrong = The code is wrong or too old. Wait for the next one and try again.
desk-codes = One-time codes
desk-codes-off = With an app on your phone that makes codes, you type six more digits when you sign in: who knows your password still gets nowhere. Scan this with the app, then type the code that it shows.
desk-codes-on = You need a code of six digits from your app to sign in. To stop that, type the one that it shows now.
desk-codes-typed = Or type this key:
desk-codes-start = Use codes from now on
desk-codes-stop = Use codes no longer

desk-role = Role
desk-role-owner = Owner
desk-role-organiser = Organiser
desk-role-door_lead = Door lead
desk-role-viewer = Viewer
desk-role-exhibitor = Exhibitor
desk-booth = Booth number
desk-booth-note = For exhibitors alone.
desk-booth-bad = An exhibitor needs the number of a booth of the exhibition.

desk-account-add = Add an account
desk-account-add-note = The first password is shown once. It has to be changed at the first sign-in.
desk-account-you = you
desk-account-waiting = has not changed the first password yet
desk-account-change = Change
desk-account-role = Save the role
desk-account-reset = Give a new password
desk-account-reset-note = The old password ends at once, and this person is signed out everywhere.
desk-account-remove = Remove the account
desk-account-remove-note = This person is signed out at once. What they did stays in the audit log.
desk-account-password = The password of { $name }:
desk-account-password-next = Write it down and hand it over. It is not shown again, and has to be changed at the first sign-in.
desk-account-password-noted = I have written it down
desk-account-exists = There is an account of this name already. Please choose another.
desk-account-nobody = This account is gone.
desk-account-last-owner = This is the only owner. Make another one first.

desk-audit-who = Who
desk-audit-when = When
desk-audit-what = What
desk-audit-thing = Thing
desk-audit-before = Before
desk-audit-after = After
desk-audit-all = Everybody
desk-audit-show = Filter
desk-audit-older = Older changes
desk-audit-empty = There are no such changes yet.
desk-audit-command-line = command line

desk-done-password = Your password is changed. Your other sessions have ended.
desk-done-account-role = The role is saved.
desk-done-account-removed = The account is removed.

desk-to-home = Back to the home page
desk-refused = This can't be done
desk-forbidden = You may not open this page
desk-forbidden-next = If you need it, ask the owner about your role.
desk-forged = This form is not valid any more
desk-forged-next = Nothing was changed. Open the page again and try once more.
desk-not-found = There is no such page
desk-not-found-next = The address may be mistyped.
desk-failed = The server can't answer
desk-failed-next = Try again in a few minutes. If it stays so, look at the server's log.

change-account_added = Account added
change-account_role_changed = Role changed
change-account_password_reset = New password given
change-account_password_changed = Own password changed
change-account_removed = Account removed
change-pin_given = PIN given
change-pin_renewed = PIN given anew
change-pin_removed = PIN taken away
change-link_made = Link made
change-link_ended = Link ended
change-key_added = Signing key added
change-key_retired = Signing key retired
change-certificate_renewed = Certificate renewed
change-next_tls_key_made = Next server key made
change-tls_key_changed = Server key changed
change-kiosk_added = Kiosk added
change-kiosk_invited = Kiosk invited
change-kiosk_removed = Kiosk removed
change-kiosk_token_renewed = Kiosk's token renewed
change-kiosk_quarantined = Kiosk quarantined
change-kiosk_released = Kiosk released from quarantine
change-seats_given_up = Kiosk's seats given up
change-seats_released = Seats released
change-proof_required = Proof of scan required
change-proof_waived = Proof of scan waived
change-tickets_issued = Tickets issued
change-tickets_imported = Tickets imported
change-catalogue_published = Exhibition updated
desk-done-codes = Your way to sign in is saved.
change-account_totp_on = One-time codes turned on
change-account_totp_off = One-time codes turned off
