# `kiosk doctor`: what is wrong, and what to do.

staff-doctor-config = kiosk.toml can be read: this is kiosk { $kiosk }, gate { $gate }.
staff-doctor-not-enrolled = This kiosk is not set up: there is no kiosk.toml.
staff-doctor-not-enrolled-next = Check that --data names the kiosk's data directory. For a new kiosk, run `sync-server kiosk invite` on the server, start the kiosk and hold the code to its scanner.
staff-doctor-config-bad = kiosk.toml can't be used: { $why }
staff-doctor-config-bad-next = Do as the message says, as the user of the kiosk (`sudo -u exhibition-kiosk`). Journal and tickets are not lost.
staff-doctor-permissions = The files are readable for the kiosk's user alone.
staff-doctor-permissions-bad = Others can read these files, or they belong to another user: { $files }
staff-doctor-permissions-bad-next = Give them to the kiosk's user alone: `chown` to the owner of the folder, and `chmod 600`. When it starts, the kiosk closes its own files by itself.
staff-doctor-disk = { $free } of the disk are free.
staff-doctor-disk-full = The disk is almost full: { $free } are left.
staff-doctor-disk-full-next = Make room now, outside the kiosk's data directory. Delete nothing in it.
staff-doctor-version = Version { $version } runs.
staff-doctor-version-ready = Version { $version } runs; { $ready } takes over once the doors are closed.
staff-doctor-version-failed = Version { $version } runs: { $other } failed to start three times and is not tried again.
staff-doctor-version-failed-next = Tell those who made it, with the log (`journalctl -u exhibition-kiosk`). A later version is taken as usual.
staff-doctor-version-unsigned = Version { $version } runs: { $other } is signed with no key that this kiosk trusts.
staff-doctor-version-unsigned-next = Ask those who made it for their key, and write it into kiosk.toml: release_keys = ["release:…"]. Then start the kiosk again.
staff-doctor-version-other-target = Version { $version } runs: { $other } is for another kind of computer.
staff-doctor-version-other-target-next = Have those who made it make it for this kind of computer, and stage that.
staff-doctor-scanners = Codes can be read with: { $devices }
staff-doctor-no-scanner = No camera, serial port or hand scanner was found.
staff-doctor-no-scanner-next = Plug one in. Some hand scanners look like a keyboard and are not listed here: hold a ticket to it. `kiosk scanners --try 60` shows what is read.
staff-doctor-scanner-bad = A scanner can't be used: { $device }
staff-doctor-scanner-bad-next = Do as the line says. One scanner that works is enough.
staff-doctor-not-begun = The kiosk has not run yet: there is no journal.
staff-doctor-not-begun-next = Start the kiosk and let it reach the server once.
staff-doctor-journal-lost = journal.db is missing or empty, and the kiosk has run before: what the server did not have may be lost.
staff-doctor-journal-lost-next = Look for journal.db and its journal.db-wal before the kiosk is started, and put both back. If they can't be found, start the kiosk: it begins a new journal and keeps what is left.
staff-doctor-journal-earlier = The journal was last opened by an earlier version.
staff-doctor-journal-earlier-next = Start the kiosk: it brings the journal to this version. Then run this again.
staff-doctor-journal-broken = The journal can't be used: { $why }
staff-doctor-journal-broken-next = Keep all journal.db files and delete nothing. `kiosk salvage` reads what can be read of a damaged journal.
staff-doctor-journal = { $records ->
    [one] 1 record is in the journal
   *[other] { $records } records are in the journal
}, the whole journal was checked: all is in order.
staff-doctor-journal-bad = The check of the journal found { $count ->
    [one] 1 fault
   *[other] { $count } faults
}: { $faults }
staff-doctor-journal-bad-next = The disk changed what was written. Copy the whole data directory to another disk, then start the kiosk: it puts right what it can and says what it can't. Replace the disk soon.
staff-doctor-lost = Something is damaged or lost: { $what }
staff-doctor-lost-next = Tell the person in charge of the server. Delete nothing on the kiosk.
staff-doctor-all-sent = Everything is sent to the server.
staff-doctor-waiting = { $count ->
    [one] 1 record waits
   *[other] { $count } records wait
} to be sent, the oldest since { $since }.
staff-doctor-waiting-next = Start the kiosk and connect it: it sends them by itself. Don't erase or swap it.
staff-doctor-revoked = The organisers took this kiosk out of service. Tickets, keys and PINs were deleted; its records are kept.
staff-doctor-revoked-next = To use it again, run `sync-server kiosk invite` on the server, start the kiosk and hold the code to its scanner.
staff-doctor-catalogue = The exhibition's catalogue is here.
staff-doctor-no-catalogue = The kiosk does not have the exhibition's catalogue yet, and can let nobody in.
staff-doctor-no-catalogue-next = Connect it to the server, then run `kiosk sync`.
staff-doctor-no-place = The kiosk's place is not in the exhibition: { $why }
staff-doctor-no-place-next = Correct gate or role in kiosk.toml, or have the organisers add it to the catalogue, then run `kiosk sync`.
staff-doctor-keys = The keys that tickets are checked with are here.
staff-doctor-no-keys = The keys that tickets are checked with are missing: no ticket would be accepted.
staff-doctor-no-keys-next = Connect it to the server, then run `kiosk sync`.
staff-doctor-tickets = The ticket list is complete: { $count ->
    [one] 1 ticket.
   *[other] { $count } tickets.
}
staff-doctor-tickets-part = The ticket list is not complete: { $count ->
    [one] 1 ticket
   *[other] { $count } tickets
} so far.
staff-doctor-tickets-part-next = Connect it to the server: the rest comes by itself. Until then, tickets of other sellers may be unknown here.
staff-doctor-clock = The clock says { $now }. It is { $seconds } s away from the server's, last heard { $heard }.
staff-doctor-clock-off = The clock says { $now } and is { $seconds } s away from the server's, last heard { $heard }.
staff-doctor-clock-off-next = The kiosk makes up for it. Set the device's clock when it is not in use.
staff-doctor-clock-behind = The clock says { $now }, but the server was heard at { $heard } already.
staff-doctor-clock-behind-next = Set the device's clock, or connect the kiosk to the server: without either it can't tell which day it is. If this happens after each power cut, replace the clock's battery.
staff-doctor-clock-unknown = The clock says { $now }, and the server's time was never heard.
staff-doctor-clock-unknown-next = Compare it with another clock, and connect the kiosk to the server.
staff-doctor-no-submissions = No forms of visitors wait to be sent.
staff-doctor-submissions = { $count ->
    [one] 1 form of a visitor waits
   *[other] { $count } forms of visitors wait
} to be sent.
staff-doctor-submissions-bad = What visitors left can't be read: { $why }
staff-doctor-submissions-bad-next = Tickets are checked all the same. Keep letters.db and tell the person in charge.
staff-doctor-server = The server answers at { $server }.
staff-doctor-server-elsewhere = The server answers at { $server }, and not at: { $tried }
staff-doctor-server-bad = The server can't be reached. Tried: { $tried }
staff-doctor-server-bad-next = Tickets are still checked. Look at the network cable or the Wi-Fi, and whether the server runs (`sync-server doctor`). If it has another address now, correct server in kiosk.toml.
