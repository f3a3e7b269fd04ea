# The way to a booth, and the places on a plan: the same words on kiosks and on visitors' phones.
# "turn" is ahead, left, right, back, or unknown when nobody knows which way the visitor looks.

## The way

way-length =
    { $minutes ->
        [1] { $metres } m · about 1 minute on foot
       *[other] { $metres } m · about { $minutes } minutes on foot
    }
way-floor =
    { $turn ->
        [left] Turn left, then { $metres } m
        [right] Turn right, then { $metres } m
        [back] Turn around, then { $metres } m
       *[ahead] Straight on for { $metres } m
    }
way-floor-at =
    { $turn ->
        [left] At “{ $mark }” turn left, then { $metres } m
        [right] At “{ $mark }” turn right, then { $metres } m
        [back] At “{ $mark }” turn around, then { $metres } m
       *[ahead] At “{ $mark }” go straight on for { $metres } m
    }
way-ramp =
    { $turn ->
        [left] Turn left onto the ramp, { $metres } m
        [right] Turn right onto the ramp, { $metres } m
        [back] Turn around onto the ramp, { $metres } m
       *[ahead] Take the ramp, { $metres } m
    }
way-steps =
    { $turn ->
        [left] Turn left and take the steps
        [right] Turn right and take the steps
        [back] Turn around and take the steps
       *[ahead] Take the steps
    }
way-stairs =
    { $turn ->
        [left] Turn left and take the stairs to “{ $level }”
        [right] Turn right and take the stairs to “{ $level }”
        [back] Turn around and take the stairs to “{ $level }”
       *[ahead] Take the stairs to “{ $level }”
    }
way-lift =
    { $turn ->
        [left] Turn left and take the lift to “{ $level }”
        [right] Turn right and take the lift to “{ $level }”
        [back] Turn around and take the lift to “{ $level }”
       *[ahead] Take the lift to “{ $level }”
    }
way-arrival =
    { $side ->
        [left] Booth { $number } is on your left
        [right] Booth { $number } is on your right
       *[ahead] Booth { $number } is in front of you
    }
way-arrival-at =
    { $side ->
        [left] “{ $name }” is on your left
        [right] “{ $name }” is on your right
       *[ahead] “{ $name }” is in front of you
    }

## Places

place-entrance = Entrance
place-exit = Exit
place-toilets = Toilets
place-accessible-toilet = Accessible toilet
place-water = Drinking water
place-first-aid = First aid
place-lift = Lift
place-ramp = Ramp
place-stairs = Stairs
place-information = Information
place-seats = Seats
place-landmark = Landmark
