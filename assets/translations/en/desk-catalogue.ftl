# What is wrong with an exhibition, in words.

## The parts of the exhibition.

part-catalogue = the exhibition
part-public_url = public_url
part-wifi = wifi
part-days = days
part-day = day { $name }
part-zones = zones
part-zone = zone { $name }
part-gates = gates
part-gate = gate { $name }
part-ticket_types = ticket_types
part-ticket-type = ticket type { $name }
part-areas = areas
part-area = area { $name }
part-villages = villages
part-village = village { $name }
part-booths = booths
part-booth = booth { $name }
part-artisans = artisans
part-artisan = artisan { $name }
part-sessions = sessions
part-session = session { $name }
part-stage_pictures = stage_pictures
part-plan = plan
part-plan-levels = plan levels
part-plan-level = plan level { $name }
part-level = level { $name }
part-plan-booths = plan booths
part-plan-booth = plan booth { $name }
part-plan-areas = plan areas
part-plan-area = plan area { $name }
part-plan-places = plan places
part-plan-place = plan place { $name }
part-plan-stands = plan stands
part-plan-stand = plan stand
part-plan-stand-of-kiosk = plan stand of kiosk { $name }
part-plan-stand-of-gate = plan stand of gate { $name }
part-plan-knots = plan knots
part-plan-knot = plan knot { $name }
part-plan-way = plan way { $name }

## Names within sentences.

noun-zone = zone
noun-ticket-type = ticket type
noun-village = village
noun-area = area
noun-artisan = artisan
noun-level = level
noun-gate = gate

## How sentences are put together.

obstacle-booth = booth { $number }
obstacle-wall = a wall
problem-at = { $place }: { $problem }
problem-picture = { $place }: picture "{ $file }"
problem-video = { $place }: video "{ $file }"

## What is wrong, or remarkable.

problem-public-url = "{ $url }" is no address of a server; write it like https://kimlan.example.vn, without a slash at its end
problem-wifi-name = a name of { $bytes } bytes; write the network's name, 1 to 32 bytes
problem-wifi-password = a password of { $characters } characters; write 8 to 63, or leave it out for an open network
problem-day-count = { $days } days; a ticket can name 1 to 16
problem-day-order = not in ascending order; sort them by date
problem-none-there = none; add at least one
problem-twice = "{ $id }" is there twice
problem-party-of-nobody = "{ $key }" admits nobody; set party to 1 or more
problem-zone-bit = bit { $bit }; a ticket has bits 0 to 15
problem-room-for-nobody = room for nobody; leave capacity out for no limit
problem-unlisted = { $what } "{ $id }" is not in the list
problem-hours-of-unknown-day = hours of a day that is not in the list; days count from 0
problem-unknown-day = day number { $number } is not in the list; choose a day of the exhibition
problem-no-vietnamese-name = no Vietnamese name
problem-limit-of-nobody = a limit of 0 lets nobody in; leave it out for no limit
problem-days-never-reached = days_at_most is never reached; leave it out, or make it less than the days there are
problem-count-reentry-alone = count_reentry says how per_day and in_all count; set one of them, or leave it out
problem-limit-beyond-policy = the policy admits less often than the limits say; set policy to unlimited
problem-parts-that-wait = a party that comes in parts can't be made to wait; leave out wait_minutes
problem-opens-as-it-closes = opens and closes at { $at }; where it never closes, leave the hours out
problem-closes-too-late = closes at { $closes }, before it opens at { $opens }; hours that go on past midnight end at { $latest } at the latest
problem-opens-at-night = opens at { $opens }, while the evening before goes on until { $until }; open at that time or later
problem-past-midnight = doors are open past midnight: what happens until { $until } belongs to the evening's day, for tickets and in totals
problem-no-file-name = no file name; write it without a folder
problem-not-among-media = not among the media
problem-no-picture-words = no Vietnamese words in alt; say what it shows
problem-focus-outside = its focus is outside of it; give per cent, 0 to 100: "focus": [50, 30]
problem-no-video-title = no Vietnamese title; say what it shows
problem-video-seconds = { $seconds } seconds; give its length, 1 to { $most }
problem-video-size = { $size } MB; kiosks take { $most } at most: encode it smaller
problem-no-captions = no captions; kiosks play no sound, so write what is shown and said
problem-caption-order = the caption from { $from } to { $to } ms is not between the one before and the end; sort them by time
problem-no-caption-words = the caption from { $from } ms has no Vietnamese words
problem-no-levels = no levels; add at least one
problem-outline-shape = its outline is no shape; give at least three corners in order, in metres, without crossing lines
problem-block-shape = block { $block } is no shape; give at least three corners in order, in metres, without crossing lines
problem-height = height { $height }; give metres
problem-not-a-booth = not among the booths
problem-no-size = no size; give width and height in metres
problem-overlaps = overlaps booth { $other }
problem-in-a-wall = stands in a wall
problem-not-an-area = not in the list of areas
problem-area-shape = no shape; give at least three corners in order, in metres
problem-outside-level = outside the outline of level { $level }
problem-inside = inside { $obstacle }
problem-unknown-gate = the gate is not in the list
problem-stand-of-nobody = name either a kiosk or a gate
problem-facing = faces { $degrees } degrees; give 0 to 359
problem-unknown-mark = "{ $mark }" is not among the places
problem-unknown-knots = no such knots
problem-leads-nowhere = leads nowhere
problem-stairs-on-one-level = stairs and lifts lead to another level; use steps on the same
problem-floor-between-levels = leads to another level; make it stairs or a lift
problem-through = goes through { $obstacle }
problem-no-ways = no ways; join knots by ways on the floor
problem-cut-off = no way leads there from { $from }; bring a way within 8 m, past no wall
problem-over-steps = no way without a step leads there from { $from }; kiosks say so to visitors who ask for one
problem-undrawn = not on the plan; kiosks show no way there
