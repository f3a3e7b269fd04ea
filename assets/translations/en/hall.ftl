# The pages of the hall: the invitation, the first page, the ways back.

attract-touch = Touch to begin
back = Back
home = To the first page
home-title = What would you like to see?
home-booths = Booths
home-booths-note = Find by name, number or product
home-map = Map
home-map-note = The way to every booth
home-programme = Programme
home-programme-note = Artisans at work, and when
home-villages = Craft villages
home-villages-note = Old crafts, made to last
home-network = Join the network
home-network-note = For a sustainable craft
home-stamps = Stamp card
home-stamps-note = The villages you have visited

## What is on

on-title = What's on
on-in-minutes =
    { $minutes ->
        [one] In { $minutes } minute
       *[other] In { $minutes } minutes
    }
on-none = All demonstrations are over
