# Backups: made, copied, put back.

desk-backups = Backups
desk-backups-note = The last one, the schedule, copies on USB disks, restore
desk-backups-lead = Every record of a backup is checked before it is kept. Keep backups on another disk than the server's, such as a USB disk.
desk-backups-off = No backups are scheduled: if the server breaks, data may be lost. Choose a folder and times here.
desk-backups-failed = The last backup failed.
desk-backups-none = There is no backup yet.
desk-backups-old = The last backup is old.
desk-backups-same-disk = Backups are made regularly, but on the disk that holds the data: if it breaks, both are lost. Plug in a USB disk and copy one, or choose a folder on another disk.
desk-backup-now = Back up now
desk-backup-busy = The server is working on another backup. Please wait until it is done and try again.
desk-backup-making = Making and checking a backup…
desk-backup-copying = Copying to { $to } and checking…
desk-backup-archiving = Making the archive…
desk-backup-seconds = ({ $seconds } seconds)
desk-backup-copied = Copied to { $to } and checked. The USB disk can be removed now, as the system wants it.
desk-backup-last = Last one
desk-backup-verified = Last one verified
desk-backup-verified-at = when it was made, { $when }
desk-backup-verify-again = Each backup is verified when it is made or copied. A disk may fail later: “Preview” checks every record again.
desk-backup-size = Size
desk-backup-next = Next one
desk-backup-where = Where
desk-backup-never = none yet
desk-backup-usb = USB disk
desk-backup-free = { $free } free
desk-backup-copy = Copy the last one here
desk-backup-no-usb = No USB disk was found that can be written to. Plug one in, wait until the system has opened it, and load this page again.
desk-backup-unreadable = This folder can't be read. The disk may have been removed.
desk-backup-empty = There is no backup here yet.
desk-backup-made = Made
desk-backup-restore = Restore
desk-backup-look = Preview
desk-backup-settings = Schedule
desk-backup-folder = Folder
desk-backup-folder-note = The full path on the server, such as /media/usb/backups. It is made if it is missing.
desk-backup-folder-bad = Please write the full path of the folder, such as /media/usb/backups.
desk-backup-every = How often
desk-backup-every-minutes = { $count } minutes
desk-backup-every-hours = { $count ->
    [one] every hour
   *[other] { $count } hours
}
desk-backup-keep = How many are kept
desk-backup-set = Save the schedule

desk-backup-failed-file = { $path } can't be written or read ({ $why }). Check that the disk is plugged in, has space and may be written to, and try again.
desk-backup-failed-exists = { $path } exists and is not overwritten.
desk-backup-failed-none = There is no backup in { $path }. Choose another.
desk-backup-failed-damaged = The backup in { $path } is damaged ({ $why }). Choose another; earlier ones are untouched.
desk-backup-failed-no-folder = No folder for backups was chosen. Set the schedule first.
desk-backup-failed-other = No backup was made: { $why }

desk-restore = Restore
desk-restore-title = Restore the backup of { $when }
desk-restore-good = This backup is good: every record was checked again just now.
desk-restore-path = Backup
desk-restore-records = Records in the backup
desk-restore-now = Records now
desk-restore-lost = Missing at first
desk-restore-changes = Organisers' changes that would be lost
desk-restore-no-changes = The organisers have changed nothing since the backup.
desk-restore-changes-note = These were made after the backup; write them down to make them again.
desk-restore-what = What happens
desk-restore-what-kiosks = The devices send again the records that are missing; doors go on working meanwhile.
desk-restore-what-aside = The data of now is moved to a folder of its own on the server; it is not deleted.
desk-restore-what-aside-postgres = The data of now is kept in PostgreSQL under another name (a schema with “before_restore”); it is not deleted. Other servers need not be stopped.
desk-restore-what-people = Deleted people's data stays deleted; revoked tickets stay revoked.
desk-restore-what-sign-in = The server pauses for some seconds and comes back by itself; everybody signs in again.
desk-restore-yes = Restore this backup
desk-restore-back = Back to the backups
desk-restore-under-way = The server is restoring the backup and comes back by itself.
desk-restore-next = This page opens again in a few seconds. Please sign in again then and look at the result on the page of backups.
desk-restore-done = The backup { $name } is restored. The devices are sending what is missing.
desk-restore-failed = The backup was not restored; the server goes on with the data it had.

desk-done-backup-started = Started.
desk-done-backups-set = The schedule is saved.
change-backups_set = Schedule of backups changed
change-backup_restored = Backup restored
