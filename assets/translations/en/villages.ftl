# The craft villages, and what sustainable production means at each stage of a product's life.

## Villages

villages-title = Craft villages
village-booths =
    { $count ->
        [1] See the village's booth
       *[other] See the village's { $count } booths
    }
village-artisans = Artisans of the village

## The life of a product

life-cycle-title = Sustainability
life-cycle-invite = The life of a thing made well, in five stages
life-cycle-intro = Every piece passes through five stages, from the earth and back to it. At each of them, those who make it and those who use it can choose a gentler way.
life-cycle-materials = It begins with what things are made of: taking no more than is needed, from close by, with renewable materials and glazes without lead. Spare clay, leather scraps and dry leaves are gathered and used again.
life-cycle-production = In the workshop, saving energy and water counts most. Kilns that hold their heat, solar power and rinsing water used twice mean that each piece takes less. The air is cleaner for those who work there, too.
life-cycle-distribution = On its way to you, a piece should travel a short distance and wear little packaging. Straw, old paper and boxes that come back take the place of foam and plastic.
life-cycle-use = The most sustainable piece is one that is used every day for many years. Choose what is safe, easy to care for and easy to mend: the longer it lasts, the less has to be made.
life-cycle-disposal = When a piece has served its time, it is not waste yet. Broken ceramics can be mended, set into mosaics or ground into new clay; spent herbs and cuttings become compost.
life-cycle-booths =
    { $count ->
        [1] 1 booth does this
       *[other] { $count } booths do this
    }
