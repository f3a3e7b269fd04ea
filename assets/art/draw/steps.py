"""The steps of each craft, seen near: hands and what they do. By artisan, in the order of the catalogue."""

from pen import *
from grounds import *
from motifs import *
from vessels import *
from things import *
from people import hand

CLAY, CLAY_DEEP, CLAY_LIGHT = "#c58f72", "#9a6244", "#dcb096"


def board(y=590, colour=WOOD):
    return rect(60, y, 840, 40, colour, 10) + rect(60, y, 840, 10, WOOD_LIGHT, 5)


def disc(y=560, rx=270):
    return shadow(480, y + 60, rx) + ellipse(480, y + 26, rx, 46, WOOD_DEEP) + ellipse(480, y, rx, 46, WOOD) + ellipse(480, y - 2, rx * .84, 36, "none", .6, WOOD_DEEP, 3) + ellipse(480, y - 3, rx * .6, 26, "none", .6, WOOD_DEEP, 3)


def spin(x, y, r):
    return brush([(x - r, y), (x - r * .4, y + 34), (x + r * .4, y + 36)], 5, COBALT_THIN, .1, .1) + brush([(x + r, y - 6), (x + r * .6, y - 30), (x, y - 38)], 5, COBALT_THIN, .1, .1)


def lump(x, y, s=1.0, colour=CLAY):
    return group(shadow(0, 2, 170), shape([(-170, 0), (-160, -80), (-70, -130), (60, -120), (150, -80), (174, -10), (0, 10)], colour), brush([(-110, -60), (-30, -90), (60, -80)], 7, CLAY_DEEP, .2, .1, .6), brush([(-60, -30), (20, -46), (100, -30)], 6, CLAY_DEEP, .2, .1, .5), move=(x, y), scale=s)


def both(x, y, spread=150, turn=18, pose="open", sleeve=COBALT, s=.92):
    """Two hands that come from the left and from the right."""
    return hand(x - spread, y, turn, s, sleeve, pose) + group(hand(0, 0, turn, s, sleeve, pose), move=(x + spread, y), scale=(-1, 1))


def steps_wheel():
    knead = lambda: [close("terra"), board(600), lump(480, 602, 1.35), both(480, 440, 76, 24, "open")]
    centre = lambda: [close("cobalt"), disc(580), shape([(370, 574), (366, 480), (420, 410), (540, 410), (594, 480), (590, 574), (480, 592)], CLAY), spin(480, 560, 250), *[brush([(390, y), (480, y + 14), (570, y)], 4, CLAY_DEEP, .3, .2, .6) for y in (470, 510, 545)], both(480, 490, 100, 8, "open")]
    def raise_():
        p = Pot(480, 576, [(0, 90), (10, 96), (120, 104), (260, 116), (300, 124)], 1.0)
        return [close("cobalt"), disc(580), p.draw(CLAY, *[p.band(h, CLAY_DEEP, 3) for h in range(40, 290, 36)], shadow_at=False, shade=.14, inside=CLAY_DEEP), spin(480, 590, 250), hand(372, 400, 10, .92, COBALT, "open"), group(hand(0, 0, 58, .8, COBALT, "open"), move=(520, 330), scale=(-1, 1))]
    def cut():
        p = Pot(480, 540, ROUND, .92)
        return [close("cobalt"), disc(560), p.draw(CLAY, *[p.band(h, CLAY_DEEP, 3) for h in (60, 110, 160, 210)], shadow_at=False, shade=.14, inside=CLAY_DEEP), brush([(220, 560), (480, 548), (740, 560)], 5, INK, .9, .9), hand(226, 562, -6, .85, COBALT, "pinch"), group(hand(0, 0, -6, .85, COBALT, "pinch"), move=(734, 562), scale=(-1, 1))]
    def trim():
        p = [(0, 170), (20, 172), (90, 150), (150, 90), (170, 62), (190, 62)]
        b = Pot(480, 560, p, 1.0)
        curls = "".join(brush([(620 + i * 26, 520 + i * 14), (650 + i * 26, 500 + i * 18), (640 + i * 26, 536 + i * 14), (622 + i * 26, 526 + i * 14)], 6, CLAY_LIGHT, .4, .2) for i in range(4))
        return [close("cobalt"), disc(580), b.draw(CLAY, *[b.band(h, CLAY_DEEP, 3) for h in (40, 80, 120)], shadow_at=False, shade=.14, inside=CLAY_LIGHT), curls, line([(560, 390), (700, 330)], WOOD, 16), line([(536, 404), (566, 388)], "#8792a6", 12), group(hand(0, 0, 14, .9, COBALT, "grip"), move=(680, 340), scale=(-1, 1)), spin(480, 600, 260)]
    return [knead, centre, raise_, cut, trim]


def bisque(x=440, y=610, s=1.05, *painted):
    p = Pot(x, y, VASE, s)
    return p, lambda *more: p.draw("#f2e4d0", *painted, *more, shade=.12, inside="#b99a7c")


def steps_painter():
    def smooth_():
        p, d = bisque()
        return [close("celadon"), shelf(620), d(), shape([(520, 420), (560, 390), (610, 410), (616, 470), (560, 486), (524, 466)], "#e6c34c"), speckle(530, 400, 605, 470, "#b98526", 26, 2, 3.4, .7), group(hand(0, 0, 6, .95, "#8a6f9c", "open"), move=(590, 430), scale=(-1, 1)), *[circle(x, y, 5, COBALT_THIN) for x, y in ((470, 500), (500, 540), (460, 380))]]
    def sketch():
        p, d = bisque()
        grey = "#7d7a78"
        return [close("celadon"), shelf(620), d(flower(410, 430, 56, grey, n=8, fill="#f2e4d0"), brush([(330, 480), (400, 500), (500, 470), (560, 490)], 4, grey, .4, .2), leaf(470, 480, 50, -.8, grey), leaf(370, 492, 50, 2.2, grey), p.band(80, grey, 3)), group(rect(-6, -120, 12, 130, INK, 5), move=(530, 440), turn=60), group(hand(0, 0, 10, .92, "#8a6f9c", "pinch"), move=(590, 410), scale=(-1, 1))]
    def paint():
        p, d = bisque()
        return [close("celadon"), shelf(620), d(flower(400, 440, 60), scroll(330, 520, 210), leaf(470, 460, 60, -.8), p.band(80), p.band(300), petals(606, *p.span(30), 50, 7)), cup(800, 640, .7, PORCELAIN, tea=COBALT), group(rect(-7, -190, 14, 190, WOOD, 7), shape([(-9, 0), (9, 0), (5, 30), (0, 46)], COBALT_DEEP), move=(520, 448), turn=68), group(hand(0, 0, 8, .92, "#8a6f9c", "pinch"), move=(610, 402), scale=(-1, 1))]
    def fire():
        p = Pot(480, 560, VASE, .8)
        return [rect(0, 0, W, H, "#5b2f1e"), *[rect(i * 124 - (j % 2) * 62, j * 72, 118, 66, ["#8a3a1e", "#9c4527", "#7c3219"][(i + j) % 3], 6) for i in range(9) for j in range(10)], path("M180,640 V330 A300,300 0 0 1 780,330 V640 Z", "#3a1a10"), *[circle(480, 440, r, c, o) for r, c, o in ((250, "#d9793a", .4), (190, "#e9a04c", .5), (140, GOLD_LIGHT, .5))], flames(330, 640, 1.6), flames(640, 640, 1.6), rect(250, 600, 460, 30, "#8f8676", 6), Pot(480, 600, VASE, .82).draw(PORCELAIN, *[flower(460, 470, 36), flower(520, 440, 26), scroll(390, 510, 180)], Pot(480, 600, VASE, .82).band(60), petals(598, 420, 540, 40, 7), shadow_at=False), flames(480, 650, 1.2)]
    return [smooth_, sketch, paint, fire]


def steps_coiler():
    roll = lambda: [close("terra"), board(560), *[line([(150, y), (480, y + 4), (810, y)], c, 40) + brush([(160, y - 8), (480, y - 4), (800, y - 8)], 6, CLAY_LIGHT, .3, .3) for y, c in ((530, CLAY), (470, "#b97f62"))], hand(330, 500, 14, .95, CELADON_DEEP, "open"), hand(560, 470, 14, .95, CELADON_DEEP, "open")]
    def jar(rows, top=0):
        out = [shadow(480, 624, 210)]
        for i in range(rows):
            r = 130 + 52 * math.sin((i + 1) / 9 * math.pi * .9)
            y = 604 - i * 36
            out.append(rect(480 - r, y - 22, 2 * r, 42, CLAY if i % 2 else "#b97f62", 21) + brush([(480 - r + 20, y - 8), (480, y - 2), (480 + r - 30, y - 8)], 5, CLAY_LIGHT, .3, .2, .7))
        return "".join(out), 604 - rows * 36, r
    def coil():
        j, y, r = jar(7)
        return [close("terra"), shelf(620), j, line([(480 - r, y + 14), (480, y + 24), (480 + r, y + 6), (800, y + 60), (860, y + 180)], CLAY, 36), hand(390, y + 10, 12, .9, CELADON_DEEP, "open"), group(hand(0, 0, 10, .9, CELADON_DEEP, "grip"), move=(640, y + 24), scale=(-1, 1))]
    def wait():
        j, y, r = jar(7)
        return [niche("gold", 620, w=640, top=30), circle(740, 190, 62, GOLD_LIGHT), *[line([(740 + math.cos(a) * 80, 190 + math.sin(a) * 80), (740 + math.cos(a) * 104, 190 + math.sin(a) * 104)], GOLD, 6) for a in [i * math.tau / 12 for i in range(12)]], j, shape([(480 - r - 16, y + 20), (480 - r, y - 4), (480, y - 14), (480 + r, y - 4), (480 + r + 16, y + 20), (480, y + 44)], "#e9dfc9"), brush([(330, y + 18), (480, y + 30), (640, y + 16)], 4, "#cbbd9c", .3, .3)]
    def paddle():
        p = Pot(450, 612, JAR, 1.1)
        return [close("terra"), shelf(620), p.draw(CLAY, *[brush([(320 + i * 60, 430 + j * 60), (340 + i * 60, 440 + j * 60)], 12, CLAY_DEEP, .5, .5, .35) for i in range(5) for j in range(3)], shade=.15, inside=CLAY_DEEP), group(rect(-34, -150, 68, 170, WOOD, 16), rect(-12, 10, 24, 150, WOOD_DEEP, 10), move=(664, 430), turn=-70), group(hand(0, 0, -14, .95, CELADON_DEEP, "grip"), move=(800, 384), scale=(-1, 1)), *[brush([(600 + d, 340 - d), (570 + d, 320 - d)], 5, COBALT_THIN) for d in (0, 18, 36)]]
    return [roll, coil, wait, paddle]


def shard_bowl(*more, gap=0):
    left = Pot(480 - gap, 600, BOWL, 1.2)
    return left.draw(CELADON, flower(400 - gap, 520, 34, CELADON_DEEP), flower(570 - gap, 530, 30, CELADON_DEEP), *more, shade=.12)


def steps_mender():
    s = lambda x, y, t: group(poly([(-70, -50), (20, -76), (80, -20), (50, 60), (-40, 66)], CELADON, 1, CELADON_DEEP, 5), flower(0, 0, 26, CELADON_DEEP), move=(x, y), turn=t)
    cracks_ = [([(320, 430), (400, 490), (390, 560), (440, 600)]), ([(400, 490), (480, 470), (560, 520), (540, 600)]), ([(560, 520), (640, 480), (690, 430)])]
    fit = lambda: [close("gold"), board(610), s(330, 540, -8), s(620, 556, 24), s(470, 570, 80), hand(300, 430, 20, .9, TERRACOTTA, "pinch"), group(hand(0, 0, 18, .9, TERRACOTTA, "pinch"), move=(640, 450), scale=(-1, 1)), *[circle(x, y, 7, COBALT_THIN) for x, y in ((200, 560), (770, 570), (520, 480))]]
    join = lambda: [close("gold"), shelf(610), shard_bowl(*[line(c, "#3a2218", 9) for c in cracks_]), line([(640, 390), (760, 300)], WOOD, 13), line([(606, 418), (644, 388)], "#3a2218", 16), group(hand(0, 0, 24, .9, TERRACOTTA, "pinch"), move=(720, 320), scale=(-1, 1)), cup(830, 640, .6, COBALT, tea="#3a2218")]
    cure = lambda: [close("gold"), rect(200, 190, 560, 420, WOOD_DEEP, 14), rect(222, 212, 516, 376, "#3b2a20", 8), group(shard_bowl(*[line(c, "#17100c", 9) for c in cracks_]), move=(120, 150), scale=.74), rect(222, 566, 516, 22, "#e9dfc9", 4), poly([(760, 190), (860, 230), (860, 600), (760, 610)], WOOD), *[brush([(280 + i * 90, 300), (290 + i * 90, 270), (276 + i * 90, 244)], 6, COBALT_THIN, .1, .1, .8) for i in range(5)], circle(836, 410, 9, GOLD)]
    gild = lambda: [close("gold"), shelf(610), shard_bowl(*[line(c, GOLD, 9) for c in cracks_]), goldleaf(660, 420, .34, 20), group(rect(-6, -120, 12, 120, WOOD, 6), shape([(-14, 0), (14, 0), (20, 44), (-20, 44)], "#d9b36a"), move=(610, 440), turn=48), group(hand(0, 0, 14, .9, TERRACOTTA, "pinch"), move=(690, 366), scale=(-1, 1)), speckle(560, 440, 720, 600, GOLD_LIGHT, 26, 4, 4, .9)]
    return [fit, join, cure, gild]


def steps_carver():
    def cast():
        return [close("cobalt"), shelf(620), shadow(440, 626, 190), rect(270, 380, 340, 240, "#f2f0ea", 16, 1, "#d3ccbb", 4), line([(440, 384), (440, 616)], "#d3ccbb", 5), ellipse(440, 384, 96, 24, COBALT_WASH, 1, "#d3ccbb", 5), brush([(600, 250), (500, 300), (450, 384)], 24, PORCELAIN, .6, .9), group(Pot(0, 0, POTSHAPE, .62).draw(CELADON, shadow_at=False), move=(640, 280), turn=-62), group(hand(0, 0, 6, .9, COBALT_MID, "grip"), move=(688, 236), scale=(-1, 1)), rect(250, 480, 380, 16, TERRACOTTA, 5)]
    def carve():
        p = Pot(430, 600, [(0, 84), (10, 92), (140, 140), (260, 116), (330, 70)], 1.1)
        return [rect(0, 0, W, H, "#24407c"), *[circle(430, 420, r, GOLD_LIGHT, o) for r, o in ((300, .12), (230, .18), (180, .22))], rect(0, 604, W, 116, "#1a3168"), p.draw("#fff2d2", lotus(420, 500, 1.6, "#d9b872", "#fffaf0"), leaf(360, 540, 80, -2.3, "#e6cd92"), leaf(480, 540, 80, -.8, "#e6cd92"), shade=.05, shadow_at=False, inside=GOLD_LIGHT), line([(500, 440), (640, 380)], "#c9cfdb", 8), group(hand(0, 0, 12, .95, COBALT_MID, "pinch"), move=(620, 392), scale=(-1, 1))]
    def fire():
        p = Pot(480, 560, [(0, 60), (10, 66), (110, 100), (200, 82), (260, 50)], 1.1)
        props = "".join(rect(480 + d - 12, 560 - h, 24, h, "#a9a08e", 6) + rect(480 + d - 26, 560 - h - 10, 52, 14, "#8f8676", 5) for d, h in ((-180, 210), (-140, 120), (180, 210), (140, 120)))
        return [rect(0, 0, W, H, "#5b2f1e"), *[rect(i * 124 - (j % 2) * 62, j * 72, 118, 66, ["#8a3a1e", "#9c4527", "#7c3219"][(i + j) % 3], 6) for i in range(9) for j in range(10)], path("M170,640 V330 A310,310 0 0 1 790,330 V640 Z", "#3a1a10"), *[circle(480, 420, r, c, o) for r, c, o in ((270, "#d9793a", .4), (210, "#e9a04c", .5), (150, GOLD_LIGHT, .5))], flames(300, 640, 1.5), flames(660, 640, 1.5), rect(230, 560, 500, 30, "#8f8676", 6), props, p.draw("#fff8e6", lotus(480, 480, 1.1, "#e0c07a", "#fffdf6"), shade=.06, shadow_at=False), flames(480, 650, 1.1)]
    return [cast, carve, fire]


def steps_beater():
    roller = lambda: [close("gold"), shelf(600), rect(300, 300, 60, 300, "#6d7587", 8), rect(600, 300, 60, 300, "#6d7587", 8), rect(330, 350, 300, 80, "#a9b2c0", 40), rect(330, 446, 300, 80, "#8c95a5", 40), path("M120,448 H840 L840,428 H120 Z", GOLD), path("M630,438 C760,438 800,470 850,560 L826,566 C780,486 740,458 630,452 Z", GOLD_LIGHT), circle(330, 390, 18, "#5a6270"), circle(330, 486, 18, "#5a6270"), *[group(rect(-22, -22, 44, 44, GOLD, 3), move=(x, y), turn=t) for x, y, t in ((700, 640, 10), (770, 660, -12), (630, 664, 24))], hand(150, 430, 8, .9, WOOD, "pinch")]
    stack = lambda: [close("gold"), board(610), *[poly([(230 + i % 2 * 8, 600 - i * 17), (300 + i % 2 * 8, 560 - i * 17), (700 - i % 2 * 8, 560 - i * 17), (640 - i % 2 * 8, 600 - i * 17)], "#2c2a33" if i % 2 == 0 else "#3b3a45", 1, "#17161c", 2) for i in range(7)], goldleaf(470, 470, .4, 8), hand(330, 400, 26, .9, WOOD, "pinch"), goldleaf(440, 380, .42, -6), group(poly([(-150, 20), (-90, -24), (150, -24), (100, 20)], "#2c2a33"), move=(740, 330), turn=-14), group(hand(0, 0, 6, .88, WOOD, "pinch"), move=(790, 330), scale=(-1, 1))]
    beat = lambda: [close("gold"), shadow(440, 652, 260), rect(190, 560, 500, 90, "#8f8676", 16), rect(190, 560, 500, 20, "#a9a08e", 10), rect(300, 486, 280, 76, "#7d4a35", 8), *[rect(306, 494 + i * 12, 268, 5, "#e4d6ba", 2) for i in range(6)], group(rect(-90, -60, 180, 120, "#6d7587", 20), rect(-90, -60, 50, 120, "#8c95a5", 16), rect(84, -17, 330, 34, WOOD, 16), move=(440, 372), turn=-20), group(hand(0, 0, 20, 1.0, WOOD, "grip"), move=(760, 250), scale=(-1, 1)), *[brush([(290 + d, 440 - d * 2), (260 + d, 400 - d * 3)], 6, GOLD, .2, .1) for d in (0, 16, 32)], *[brush([(600 - d, 450 - d * 2), (640 - d, 420 - d * 3)], 6, GOLD, .2, .1) for d in (0, 16)]]
    lift = lambda: [close("gold"), board(610), poly([(200, 606), (260, 540), (520, 540), (480, 606)], "#f3ead6", 1, "#d9cbb2", 3), poly([(540, 606), (580, 540), (840, 540), (800, 606)], "#2c2a33"), goldleaf(690, 566, .34, 3), shape([(330, 470), (420, 430), (500, 460), (560, 430), (600, 480), (520, 520), (430, 500), (350, 520)], GOLD), shape([(360, 476), (430, 448), (500, 478), (440, 492)], GOLD_LIGHT, .8), line([(470, 460), (330, 330)], WOOD_LIGHT, 9), line([(500, 470), (352, 322)], WOOD_LIGHT, 9), hand(320, 310, 30, .9, WOOD, "pinch"), *[brush([(760, 380 + i * 30), (690, 390 + i * 26), (630, 410 + i * 22)], 5, COBALT_THIN, .1, .1) for i in range(3)]]
    return [roller, stack, beat, lift]


def steps_stitcher():
    hide = shape([(140, 260), (280, 190), (420, 240), (560, 190), (740, 230), (830, 330), (790, 470), (840, 570), (700, 620), (520, 580), (360, 630), (210, 580), (160, 450), (190, 350)], "#b0704a")
    pat = lambda x, y, w, h, t: group(rect(-w / 2, -h / 2, w, h, "#f3ead6", 12, .95, WOOD_DEEP, 3), move=(x, y), turn=t)
    lay = lambda: [close("terra"), hide, ellipse(590, 300, 30, 12, "#8a4f30", .8), brush([(570, 296), (600, 302), (620, 296)], 4, "#6e3d28"), pat(340, 330, 190, 130, -4), pat(360, 490, 220, 150, 3), pat(590, 450, 150, 220, 0), hand(300, 460, 24, .86, PINK_DEEP, "open"), line([(690, 350), (760, 280)], INK, 9), group(hand(0, 0, 16, .86, PINK_DEEP, "pinch"), move=(740, 320), scale=(-1, 1))]
    leather = lambda y=470: poly([(120, y), (820, y - 30), (850, y + 130), (140, y + 150)], "#b0704a", 1, "#8a4f30", 4)
    holes = lambda y, n=14, x=170: "".join(line([(x + i * 46, y - i * 2), (x + i * 46 + 9, y - 15 - i * 2)], "#4a2818", 6) for i in range(n))
    punch = lambda: [close("terra"), board(620), leather(), holes(520, 7), group(rect(-20, -220, 40, 150, "#6d7587", 8), rect(-32, -80, 64, 40, "#8c95a5", 4), *[poly([(-32 + i * 17, -42), (-20 + i * 17, -42), (-26 + i * 17, 0)], "#8c95a5") for i in range(4)], move=(530, 506)), hand(500, 370, 12, .88, PINK_DEEP, "grip"), group(rect(-70, -40, 140, 80, WOOD, 16), rect(60, -13, 190, 26, WOOD_DEEP, 12), move=(530, 210), turn=-10)]
    sew = lambda: [close("terra"), leather(430), holes(480), stitches([(176, 472), (360, 464), (490, 458)], GOLD_LIGHT, 6), line([(500, 452), (640, 330)], "#8792a6", 7), line([(506, 470), (380, 640)], "#8792a6", 7), brush([(640, 330), (560, 250), (480, 330), (500, 450)], 4, GOLD, .8, .8), brush([(380, 640), (480, 640), (540, 560), (506, 470)], 4, GOLD, .8, .8), group(hand(0, 0, 10, .9, PINK_DEEP, "pinch"), move=(660, 320), scale=(-1, 1)), hand(370, 620, -8, .9, PINK_DEEP, "pinch")]
    edge = lambda: [close("terra"), board(620), poly([(140, 400), (820, 400), (820, 560), (140, 560)], "#b0704a"), rect(140, 556, 680, 40, "#6e3d28", 16), brush([(170, 568), (480, 562), (790, 568)], 6, "#c98f66", .3, .3), stitches([(160, 530), (800, 530)], GOLD_LIGHT, 5), rect(520, 548, 150, 54, WOOD_LIGHT, 20), group(hand(0, 0, -4, .95, PINK_DEEP, "grip"), move=(650, 560), scale=(-1, 1)), hand(300, 470, 14, .9, PINK_DEEP, "open"), circle(800, 650, 40, GOLD_LIGHT, 1, GOLD, 5)]
    return [lay, punch, sew, edge]


def steps_herbalist():
    root = lambda x, y, t, s=1: group(shape([(-120, -14), (-60, -26), (40, -22), (130, -6), (40, 20), (-70, 24), (-124, 10)], "#c99b5a"), brush([(-90, -4), (0, -8), (90, -4)], 4, WOOD_DEEP, .2, .2, .6), brush([(-60, 10), (0, 6), (60, 8)], 3, WOOD_DEEP, .2, .2, .5), move=(x, y), turn=t, scale=s)
    slices = lambda x, y, n, seed=2: "".join(ellipse(x + chance(seed + i).uniform(-110, 110), y + chance(seed + i + 50).uniform(-24, 20), 32, 15, "#e6c98e", 1, "#c99b5a", 4) for i in range(n))
    soften = lambda: [close("celadon"), shelf(620), shape([(170, 520), (200, 470), (480, 450), (760, 470), (790, 520), (480, 640)], "#e9dfc9"), root(380, 510, -6), root(560, 520, 8), root(470, 550, 0), brush([(200, 560), (480, 620), (760, 560)], 8, "#cbbd9c", .4, .4), *[shape([(x, y - 18), (x + 11, y + 4), (x, y + 14), (x - 11, y + 4)], COBALT_THIN) for x, y in ((380, 400), (450, 350), (520, 400), (600, 360), (320, 340), (560, 290))], group(hand(0, 0, 20, .9, CELADON_DEEP, "open"), move=(660, 340), scale=(-1, 1))]
    slice_ = lambda: [close("celadon"), knife(500, 560, 2.0), root(260, 548, -4, .9), slices(600, 640, 9), hand(210, 520, 6, .9, CELADON_DEEP, "open"), group(hand(0, 0, 20, .92, CELADON_DEEP, "grip"), move=(800, 270), scale=(-1, 1))]
    roast = lambda: [close("terra"), flames(480, 700, 1.5), shape([(160, 450), (220, 590), (480, 650), (740, 590), (800, 450)], "#3b3f4c", tension=.35), ellipse(480, 450, 322, 74, "#4d5262"), ellipse(480, 456, 292, 60, "#2d303b"), group(slices(480, 450, 16, 7), slices(400, 456, 8, 20), slices(570, 460, 8, 30)), line([(560, 440), (760, 250)], WOOD, 18), shape([(500, 440), (560, 410), (590, 450), (540, 476)], WOOD_LIGHT), group(hand(0, 0, 24, .92, CELADON_DEEP, "grip"), move=(730, 290), scale=(-1, 1)), *[brush([(340 + d, 380), (356 + d, 330), (330 + d, 280), (350 + d, 230)], 9, COBALT_THIN, .1, .1, .7) for d in (0, 70)]]
    cool = lambda: [close("celadon"), shelf(620), shadow(360, 640, 270), ellipse(360, 580, 280, 70, WOOD_LIGHT, 1, WOOD, 10), ellipse(360, 574, 256, 56, "#e2cda6"), group(slices(360, 572, 14, 4), slices(270, 572, 9, 14), slices(450, 570, 9, 24)), Pot(740, 620, JAR, .74).draw(PORCELAIN, flower(740, 520, 40), Pot(740, 620, JAR, .74).band(200), Pot(740, 620, JAR, .74).band(30), inside="#c99b5a"), hand(560, 430, 24, .86, CELADON_DEEP, "pinch"), ellipse(600, 450, 32, 15, "#e6c98e", 1, "#c99b5a", 4), *[brush([(180 + i * 80, 470), (230 + i * 80, 456), (280 + i * 80, 470)], 6, COBALT_THIN, .1, .1) for i in range(3)]]
    return [soften, slice_, roast, cool]


def steps_gardener():
    stem = lambda h=330, w=44: shape([(480 - w / 2 - 10, 640), (480 - w / 2, 640 - h * .5), (480 - w / 2 + 4, 640 - h), (480 + w / 2 - 4, 640 - h), (480 + w / 2, 640 - h * .5), (480 + w / 2 + 10, 640)], WOOD, tension=.3) + brush([(470, 620), (476, 640 - h * .5), (472, 640 - h + 20)], 6, WOOD_LIGHT, .2, .2, .8)
    pot = Pot(480, 690, POTSHAPE, .75)
    choose = lambda: [close("pink"), *[group(stem(260), foliage(480, 400, .5, i + 3), Pot(480, 700, POTSHAPE, .6).draw(c), move=(d, 0)) for i, (d, c) in enumerate(((-230, TERRACOTTA), (0, COBALT), (230, CELADON)))], circle(480, 430, 130, "none", 1, GOLD, 8), group(hand(0, 0, 14, .86, COBALT_MID, "pinch"), move=(560, 450), scale=(-1, 1))]
    cut = lambda: [close("pink"), group(brush([(0, 190), (6, 60), (-4, -90)], 40, LEAF_DEEP, .9, .8), poly([(-20, 150), (20, 150), (3, 240)], "#e3e6c4"), leaf(0, -60, 130, -.6, LEAF, LEAF_DEEP), leaf(0, -80, 120, -2.4, LEAF_LIGHT, LEAF_DEEP), leaf(0, 10, 100, -.3, LEAF, LEAF_DEEP), move=(440, 330)), group(poly([(0, 0), (220, -40), (230, -6), (10, 18)], "#c9cfdb"), rect(216, -46, 140, 46, WOOD, 12), move=(470, 520), turn=-14), hand(410, 350, 20, .9, COBALT_MID, "pinch"), group(hand(0, 0, 10, .9, COBALT_MID, "grip"), move=(770, 430), scale=(-1, 1))]
    join = lambda: [close("pink"), stem(300), brush([(480, 350), (486, 230), (470, 110)], 24, LEAF_DEEP, .95, .4), leaf(478, 180, 110, -.5, LEAF, LEAF_DEEP), leaf(478, 200, 110, -2.7, LEAF_LIGHT, LEAF_DEEP), leaf(474, 120, 90, -1.0, LEAF, LEAF_DEEP), *[line([(456, 330 + i * 16), (504, 322 + i * 16)], "#f3ead6", 13) for i in range(6)], brush([(504, 330), (600, 320), (680, 350)], 12, "#f3ead6", .9, .7), hand(440, 380, 8, .9, COBALT_MID, "pinch"), group(hand(0, 0, 10, .9, COBALT_MID, "pinch"), move=(670, 346), scale=(-1, 1))]
    shape_ = lambda: [niche("pink", 620, w=680, top=20), bonsai(480, 560, 1.2, PINK), shape([(300, 640), (316, 572), (644, 572), (660, 640)], COBALT), brush([(330, 600), (480, 594), (630, 600)], 4, COBALT_THIN), line([(560, 460), (650, 420), (700, 420)], GOLD, 5), *[brush([(570 + i * 20, 470 - i * 8), (580 + i * 20, 440 - i * 8)], 5, GOLD, .9, .9) for i in range(6)], group(line([(-60, 30), (40, -10)], "#8792a6", 11), line([(-60, -24), (40, 18)], "#8792a6", 11), move=(740, 330), turn=160), group(hand(0, 0, 14, .86, COBALT_MID, "grip"), move=(820, 330), scale=(-1, 1))]
    return [choose, cut, join, shape_]


STEPS = [steps_wheel(), steps_painter(), steps_coiler(), steps_mender(), steps_carver(), steps_beater(), steps_stitcher(), steps_herbalist(), steps_gardener()]
