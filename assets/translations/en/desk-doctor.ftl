# `sync-server doctor`: what is wrong, and what to do.

desk-doctor-data = The exhibition is in { $place }.
desk-doctor-data-postgres = The exhibition is in PostgreSQL and can be read.
desk-doctor-data-broken = The exhibition can't be read: { $why }
desk-doctor-data-broken-next = Do as the message says, as the user of the server (`sudo -u exhibition-server`). Do not make a new exhibition where tickets were sold: put back exhibition.db or the last backup.
desk-doctor-data-earlier = The exhibition in { $place } was last opened by an earlier version.
desk-doctor-data-earlier-next = Make a backup and start the server: it brings the data to this version. Then run this again.
desk-doctor-set-back = The database was set back to an earlier state: { $why }.
desk-doctor-set-back-next = Start the server. It begins a new epoch, and kiosks send again what is missing; then look at “Decisions” on the desk.
desk-doctor-records = { $records ->
    [one] 1 record is stored
   *[other] { $records } records are stored
}, each was checked: all are in order.
desk-doctor-records-bad = The check found { $count ->
    [one] 1 fault
   *[other] { $count } faults
}: { $faults }
desk-doctor-records-bad-next = Copy the whole folder first. `sync-server rebuild --check` tells whether counting anew puts it right; otherwise restore the last good backup, and kiosks send again what it lacks.
desk-doctor-disk = { $free } of the disk are free.
desk-doctor-disk-full = The disk is almost full: { $free } are left.
desk-doctor-disk-full-next = Make room now: move old backups to another disk. Delete nothing in the folder of the exhibition itself.
desk-doctor-permissions = The files are readable for the server's user alone.
desk-doctor-permissions-bad = Others can read these files, or they belong to another user: { $files }
desk-doctor-permissions-bad-next = Give them to the server's user alone: `chown` to the owner of the folder, and `chmod 600`.
desk-doctor-files = The server may open { $files } files.
desk-doctor-files-few = The server may open only { $files } files; a busy exhibition needs { $wanted }.
desk-doctor-files-few-next = Raise LimitNOFILE= in the unit, or `ulimit -n`, and start the server again.
desk-doctor-backup = The last backup is of { $when } ({ $minutes ->
    [one] 1 minute ago
   *[other] { $minutes } minutes ago
}, { $size }) and was verified when it was made: { $place }
desk-doctor-backup-next = Open “Backups” on the desk, or use `sync-server backup --to FOLDER` with a folder on another disk.
desk-doctor-clock = The clock says { $now }.
desk-doctor-clock-behind = The clock says { $now }, but something was heard at { $newest } already.
desk-doctor-clock-behind-next = Set the clock before the server is started: kiosks take their time from it.
desk-doctor-days-before = The exhibition is from { $first } to { $last } and has not begun.
desk-doctor-days-during = Today is a day of the exhibition, { $first } to { $last }.
desk-doctor-days-after = The exhibition ended on { $last }.
desk-doctor-zone = This computer's time zone is { $own }, the exhibition's { $venue }.
desk-doctor-zone-next = Records and pages are right all the same. Only the log and the names of files have this computer's times.
desk-doctor-certificate = Browsers accept the certificate for { $days } more days.
desk-doctor-certificate-ends = Browsers accept the certificate for { $days ->
    [one] 1 more day
   *[other] { $days } more days
}.
desk-doctor-certificate-ends-next = Use `sync-server keys renew-certificate`; kiosks notice nothing.
desk-doctor-certificate-over = The certificate for browsers has run out.
desk-doctor-certificate-over-next = Use `sync-server keys renew-certificate`; kiosks are not concerned.
desk-doctor-sheet = The recovery sheet was handed out to be printed.
desk-doctor-sheet-missing = Nobody has printed the recovery sheet since the newest key was made.
desk-doctor-sheet-missing-next = Print it from the desk, “Recovery sheet”, and put the paper away: without it, sold tickets are worth nothing if this computer is lost.
desk-doctor-sheet-file = { $file } is still there: whoever has it can make tickets.
desk-doctor-sheet-file-next = Print it, put the paper away, and delete the file.
desk-doctor-ports-free = The server is not running. Its ports are free: { $ports }.
desk-doctor-port-taken = Another program listens on port { $port }.
desk-doctor-port-taken-next = End that program, or start the server with other ports (`--devices ADDR`).
desk-doctor-server = The server is running and answers on its ports { $ports }.
desk-doctor-server-silent = The server is running, but does not answer on its ports { $ports }.
desk-doctor-server-unwell = The server is running, but can't work: { $why }
desk-doctor-server-next = Look at the log (`journalctl -u exhibition-server -n 30`) and start it again. Kiosks go on checking tickets meanwhile.
desk-doctor-kiosks = { $kiosks ->
    [0] There are no kiosks yet.
    [one] 1 kiosk is in service; last heard: { $when }.
   *[other] { $kiosks } kiosks are in service, { $unseen } not seen yet; last heard: { $when }.
}
desk-doctor-kiosk-silent = Kiosk { $kiosk } was last heard { $when }, and others were heard since.
desk-doctor-kiosk-silent-next = Look at its power and network; “Kiosk check” on its staff page says more. It checks tickets meanwhile.
desk-doctor-kiosk-fault = Kiosk { $kiosk } says that something of its device does not work.
desk-doctor-decisions = { $count ->
    [one] 1 thing wants
   *[other] { $count } things want
} a decision.
desk-doctor-decisions-next = Open “Decisions” on the desk.
