# The desk on other computers, and the links that open the live page.

desk-links = Other screens
desk-links-note = The desk on other computers, and links for wall screens

desk-access = The desk on other computers
desk-access-lead = Everybody with an account can sign in from their own computer or phone in the server's networks. Without an account nothing is shown.
desk-access-closed = Closed: only this computer opens the desk.
desk-access-open = Open: other computers reach the desk now.
desk-access-opens = From the next start on, other computers reach the desk. Until then only this one does: end the server and start it again, or restart this computer.
desk-access-closes = Other computers still reach the desk: until the next start, or as long as the server is started with --desk.
desk-access-address = They open this address and sign in:
desk-access-warning = Their browser warns once that it does not know the certificate, since this server made it itself. Choose “Advanced”, then go on. The connection is encrypted all the same.
desk-access-print = To be sure, compare the SHA-256 fingerprint that the browser shows:
desk-access-owner = The owner opens and closes it.
desk-access-turn-open = Open the desk to other computers
desk-access-turn-open-note = Holds from the next start of the server on. Anybody in the network then reaches the page that asks for name and password.
desk-access-turn-open-yes = Yes, open it
desk-access-turn-close = Close the desk to other computers
desk-access-turn-close-note = Holds from the next start of the server on.
desk-access-turn-close-yes = Yes, close it

desk-link-wall = Link for wall screens
desk-link-wall-lead = Shows how many came, left and are inside, the curve, the seats and the halls: no kiosks, no doors, no refusals. It is not encrypted, and anybody who sees the address can open it.
desk-link-wall-made = Open this address on the screen.
desk-link-desk = Link to the live page
desk-link-desk-lead = Shows the whole live page on an organiser's other computer, without an account. Works only while the desk is open to other computers.
desk-link-desk-made = Open this address on the other computer. Everybody with this address can read the live page.
desk-link-is-made = There is a link. Its address was shown once.
desk-link-make = Make the link
desk-link-make-note = Its address is shown once.
desk-link-make-yes = Yes, make it
desk-link-renew = Make another link
desk-link-renew-note = The present link ends: screens that show it stop within seconds.
desk-link-renew-yes = Yes, make another one
desk-link-revoke = End the link
desk-link-revoke-note = Screens that show it stop within seconds.
desk-link-revoke-yes = Yes, end it
desk-link-once = It is not shown again. Use an address in the screen's network; the QR code holds the first one.
desk-link-noted = I have it

desk-done-desk-open = The desk will be open to other computers from the next start on.
desk-done-desk-close = The desk will be closed to other computers from the next start on.
desk-done-link-revoked = The link has ended.

change-desk_opened = Desk opened to other computers
change-desk_closed = Desk closed to other computers
