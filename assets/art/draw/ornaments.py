"""Ceramics for the house, the altar and the garden, and gifts: a picture each."""

from pen import *
from grounds import *
from motifs import *
from vessels import *
from things import *


def _bricks():
    out = [moon("terra", 540)]
    for row in range(4):
        for i in range(5 - row % 2):
            x, y = 250 + i * 94 + (row % 2) * 47, 478 + 42 - row * 60
            c = [TERRACOTTA, "#c06a48", "#a85536", TERRA_LIGHT][(i + row * 2) % 4]
            out.append(rect(x, y, 88, 54, c, 5) + rect(x, y + 40, 88, 14, TERRA_DEEP, 5, .22))
    out.insert(1, shadow(490, 580, 300, 26))
    tile = lambda x, y: rect(x, y, 130, 130, "#c06a48", 6) + circle(x + 65, y + 65, 44, GLAZE, 1, TERRA_DEEP, 3) + flower(x + 65, y + 65, 40, TERRA_DEEP, TERRA_LIGHT, fill=TERRA_LIGHT)
    return out + [tile(690, 462)]


def _altar():
    bowl = Pot(480, 585, [(0, 70), (14, 64), (24, 74), (80, 132), (150, 126), (186, 146)], 1.05)
    vase = lambda x: Pot(x, 585, BOTTLENECK, .72)
    sticks = [line([(480 + d, 395), (480 + d * 2.2, 210)], TERRA_DEEP, 5) + circle(480 + d * 2.2, 208, 4, GOLD) for d in (-14, 0, 14)]
    smoke = [brush([(480, 196), (500, 150), (470, 110), (492, 62)], 7, COBALT_THIN, .1, .1, .8)]
    return [niche("cobalt")] + sticks + smoke + [
        bowl.draw(PORCELAIN, dragon(480, 480, 1.0), bowl.band(28), bowl.band(170, width=5), waves(582, 390, 580, 30))] + [
        vase(x).draw(PORCELAIN, *cobalt_paint(vase(x), False), flower(x, 510, 34), lotus(x, 470, .001)) for x in (255, 705)]


def _planters():
    p, q = Pot(400, 585, POTSHAPE, 1.1), Pot(640, 590, POTSHAPE, .75)
    return [moon("celadon"), foliage(400, 370, 1.15, 4), p.draw(PORCELAIN, p.dip(120, CELADON, 3, 8), waves(520, 290, 520, 36), shade=.1),
            cactus(640, 445, 1.0), q.draw(TERRACOTTA, q.band(110, TERRA_LIGHT, 10), shade=.15)]


def _burner():
    p = Pot(480, 585, [(0, 86), (12, 80), (40, 124), (110, 146), (180, 120), (200, 92)], 1.15)
    holes = [circle(480 + dx, 500 + dy, r, GOLD_LIGHT) for dx, dy, r in [(0, 0, 20), (-58, -14, 14), (58, -14, 14), (-30, 34, 11), (30, 34, 11), (-100, 10, 9), (100, 10, 9), (-34, -46, 9), (34, -46, 9)]]
    smoke = [brush([(480 + d, 330), (500 + d, 280), (462 + d, 230), (486 + d, 170), (470 + d, 110)], 10, COBALT_THIN, .1, .1, .7) for d in (-34, 26)]
    return [niche("celadon")] + smoke + [p.draw(CELADON, *holes, p.band(200, CELADON_DEEP, 3), shade=.14), dish(750, 592, .6, PORCELAIN, COBALT)]


def _guardian():
    return [niche("terra"), nghe(480, 590, 1.25)]


def _gilded():
    b = plate(520, 380, 195, COBALT, lotus(520, 430, 1.5, GOLD, COBALT_MID), rim_flowers(520, 380, 195, 12, GOLD), rim=GOLD)
    return [moon("gold", 575), line([(420, 580), (470, 500)], WOOD, 12), line([(630, 580), (570, 500)], WOOD, 12), b, teapot(250, 590, .62, COBALT, brush([(190, 545), (250, 530), (310, 548)], 4, GOLD), knob=GOLD), cup(770, 592, .6, COBALT, brush([(720, 570), (770, 560), (820, 570)], 4, GOLD), tea=GOLD_LIGHT)]


def _basin():
    b = Pot(480, 560, [(0, 120), (14, 130), (70, 190), (120, 220), (140, 226)], 1.0)
    return [niche("celadon", w=620), rect(210, 560, 540, 34, WOOD, 6), b.draw(PORCELAIN, *[carp(480 + d, 492, .55, COBALT, 0) for d in (-110, 60)], b.band(124), waves(556, 330, 640, 34), inside=CELADON),
            cup(740, 560, .55, CELADON), line([(735, 500), (722, 430)], WOOD, 6)]


def _piggy():
    return [moon("pink"), pig(470, 580, 1.2), coin(720, 330), coin(690, 260, .7), bird(760, 590, .8, COBALT_MID)]


def _crystal():
    v = Pot(480, 585, BOTTLE, 1.2)
    rnd = chance(11)
    stars = []
    for _ in range(15):
        x, y, r = rnd.uniform(370, 590), rnd.uniform(330, 570), rnd.uniform(20, 46)
        stars.append(circle(x, y, r, COBALT_THIN, .5) + "".join(brush([(x, y), (x + math.cos(a) * r, y + math.sin(a) * r)], 4, PORCELAIN, .8, 0, .8) for a in [i * math.tau / 9 for i in range(9)]))
    return [niche("cobalt"), v.draw("#5f86b8", *stars, shade=.16)]


def _garden():
    s = Pot(360, 588, [(0, 92), (10, 96), (90, 128), (180, 128), (262, 98), (272, 94)], 1.05)
    holes = flower(360, 450, 44, COBALT, n=6)
    lantern = [rect(640, 340, 130, 14, "#8f9a8c", 4), poly([(610, 342), (705, 270), (800, 342)], "#7c8a7b"), rect(660, 354, 90, 90, GOLD_LIGHT, 4), rect(660, 354, 90, 90, "none", 4, 1, "#7c8a7b", 8), rect(640, 444, 130, 18, "#8f9a8c", 4), rect(680, 462, 50, 128, "#7c8a7b", 4), rect(650, 574, 110, 18, "#8f9a8c", 4), circle(705, 258, 14, "#7c8a7b")]
    return [moon("celadon"), shadow(705, 592, 90), s.draw(PORCELAIN, holes, s.band(34, width=5), s.band(250, width=5), *[circle(360 + i * 38, 342, 7, COBALT) for i in range(-3, 4)], *[circle(360 + i * 38, 556, 7, COBALT) for i in range(-3, 4)], mouth=False), ellipse(360, s.top, 98, 20, PORCELAIN, 1, COBALT_THIN, 3)] + lantern + [foliage(850, 590, .5, 8), foliage(180, 592, .5, 9)]


def _watering():
    p = Pot(460, 585, [(0, 100), (10, 106), (110, 118), (190, 96), (204, 86)], 1.1)
    return [moon("celadon"), line([(560, 500), (660, 430), (720, 360)], CELADON, 26), shape([(698, 372), (730, 330), (764, 360), (736, 388)], CELADON_DEEP), line([(370, 410), (300, 380), (300, 500), (362, 530)], CELADON, 22),
            p.draw(CELADON, leaf(430, 540, 110, -1.2, CELADON_DEEP, CELADON), leaf(460, 540, 120, -.7, CELADON_DEEP, CELADON), shade=.13), sprout(800, 592, 1.0), sprout(220, 594, .8)]


def _whistle():
    return [moon("terra"), buffalo(440, 588, 1.15), bird(740, 588, 1.1, TERRACOTTA)]


def _incense():
    t = Pot(430, 588, [(0, 70), (8, 74), (100, 72), (240, 70), (256, 76)], 1.1)
    sticks = [line([(430 + d * .6, 320), (430 + d, 120)], TERRACOTTA, 5) + line([(430 + d * .88, 160), (430 + d, 118)], WOOD_DEEP, 7) for d in (-50, -30, -10, 10, 30, 50)]
    return [niche("gold")] + sticks + [t.draw("#f3ead6", plum(430, 470, .9), t.band(30), t.band(232), shade=.12), Pot(660, 590, BOTTLENECK, .66).draw(PORCELAIN, flower(660, 530, 30), scroll(600, 560, 120))]


def _tiles():
    out = [rect(0, 0, W, H, GLAZE), shape([(480, 40), (800, 110), (905, 360), (800, 620), (480, 685), (160, 620), (55, 360), (160, 110)], COBALT_WASH)]
    kinds = [lambda x, y: flower(x, y, 58, COBALT, n=8), lambda x, y: lotus(x, y + 40, .95), lambda x, y: carp(x + 10, y, .62), lambda x, y: plum(x, y, .62)]
    for i in range(4):
        for j in range(3):
            x, y = 246 + i * 156, 204 + j * 156
            on = kinds[(i + j * 3) % 4]
            blue = (i + j) % 4 == 3
            out.append(rect(x - 74, y - 74, 148, 148, CELADON if blue else PORCELAIN, 6, 1, "#d6d0c2", 3))
            out.append("".join(path(f"M{x + a * 74},{y + b * 74} q{-a * 34},{0} {-a * 34},{-b * 34} q0,{b * 34} {a * 34},{b * 34}Z".replace("q-0", "q0"), COBALT, opacity=.0) for a in (-1, 1) for b in (-1, 1)))
            out.append("".join(path(f"M{x + a * 70},{y + b * 40} A30,30 0 0 {1 if a * b > 0 else 0} {x + a * 40},{y + b * 70}", "none", COBALT, 4) for a in (-1, 1) for b in (-1, 1)))
            out.append(on(x, y))
    return out


def _rain():
    j = Pot(450, 600, JAR, 1.35)
    rain = [brush([(x, y), (x - 8, y + 54)], 4, COBALT_THIN, .2, .8, .9) for x, y in [(170, 90), (260, 190), (350, 70), (560, 100), (660, 60), (740, 180), (820, 100), (150, 300), (790, 320), (90, 190)]]
    return [moon("cobalt", 590)] + rain + [j.draw("#9c6a49", j.dip(230, "#7c4f34", 5, 22), j.band(300, "#c9a07a", 4), inside=COBALT_MID, shade=.16, light=.25), ladle(690, 590), foliage(850, 600, .55, 3)]


def _toys():
    pot = Pot(720, 590, [(0, 60), (8, 64), (60, 78), (90, 72)], 1.25)
    return [moon("pink"), teapot(360, 590, 1.0, CELADON, flower(340, 520, 30, PORCELAIN, CELADON_DEEP), knob=CELADON_DEEP), cup(560, 600, .6, PORCELAIN, scroll(510, 580, 100)), cup(480, 640, .6, PORCELAIN, scroll(430, 620, 100)), pot.draw(TERRACOTTA, shade=.15), lid(pot, TERRA_DEEP), dish(230, 660, .7, PORCELAIN, COBALT), bird(840, 640, .5, COBALT_MID)]


def _relief():
    t = TERRACOTTA
    return [niche("terra", w=640, top=50), rect(220, 150, 520, 360, t, 10), rect(220, 150, 520, 360, TERRA_DEEP, 10, .0), rect(240, 170, 480, 320, "#c67550", 6),
            clipped("M240,170 H720 V490 H240 Z", shape([(240, 330), (340, 280), (460, 320), (580, 270), (720, 320), (720, 500), (240, 500)], t), kiln(330, 420, .8, TERRA_LIGHT, TERRA_DEEP), house(560, 420, .8, TERRA_LIGHT, TERRA_DEEP), boat(590, 462, .9, TERRA_DEEP), water(452, 2, TERRA_LIGHT, 240, 720)), rect(240, 170, 480, 320, "none", 6, 1, TERRA_DEEP, 5)]


def _lamp():
    glow = [circle(480, 360, r, GOLD_LIGHT, o) for r, o in ((280, .22), (220, .3), (170, .35))]
    p = Pot(480, 560, [(0, 84), (10, 92), (120, 140), (240, 130), (330, 76), (344, 70)], 1.05)
    cut = "#d9b872"
    return [rect(0, 0, W, H, "#24407c"), shelf(585)] + glow + [shadow(480, 592, 130, opacity=.25), rect(400, 556, 160, 34, WOOD, 8),
            p.draw("#fff4d6", lotus(480, 480, 1.5, cut, "#fffbee"), leaf(400, 520, 80, -2.2, cut), leaf(560, 520, 80, -.9, cut), *[circle(480 + math.cos(a) * 120, 400 + math.sin(a) * 90, 6, cut) for a in [i * .52 for i in range(12)]], shade=.05, light=.7, shadow_at=False, inside=GOLD_LIGHT)]


def _keepsake():
    return [moon("cobalt"), tower(400, 588, 1.1), plate(680, 470, 110, PORCELAIN, house(680, 500, .55, COBALT_THIN, COBALT), water(524, 2, COBALT, 600, 780))]


def _contemporary():
    v = [(0, 80), (10, 90), (150, 130), (260, 60), (300, 56), (310, 60)]
    a = Pot(360, 588, v, 1.05)
    facets = [poly([(360, 588), (240, 430), (360, 300)], PORCELAIN, .25), poly([(360, 588), (480, 430), (400, 300)], SHADE, .12), poly([(360, 588), (300, 590), (250, 430)], SHADE, .1)]
    b, c = Pot(590, 590, [(0, 50), (10, 56), (200, 64), (340, 40), (356, 44)], 1.0), Pot(740, 594, ROUND, .5)
    dry = [brush([(590, 240), (560 + d, 130), (540 + d * 2, 60)], 3.5, WOOD, .8, .2) + circle(540 + d * 2, 58, 12, TERRA_LIGHT) for d in (0, 26, 52)]
    return [niche("terra", w=680, top=40)] + dry + [a.draw(CELADON, *facets), b.draw("#f2ead8", speckle(520, 230, 660, 590, WOOD_DEEP, 60)), c.draw(COBALT, shade=.2)]


def _chime():
    out = [rect(0, 0, W, H, GLAZE), circle(480, 340, 290, CELADON_WASH), rect(300, 92, 360, 18, WOOD, 8)]
    for i, x in enumerate((330, 405, 480, 555, 630)):
        y = 190 + (i % 2) * 70 + (60 if i == 2 else 0)
        out.append(line([(x, 108), (x, y)], WOOD_DEEP, 3))
        if i == 2:
            out.append(Pot(x, y + 130, [(0, 74), (8, 72), (60, 52), (120, 24), (130, 10)], 1.0).draw(COBALT, brush([(420, y + 96), (480, y + 108), (540, y + 96)], 4, COBALT_THIN), shade=.2, shadow_at=False, mouth=False) + line([(x, y + 130), (x, y + 200)], WOOD_DEEP, 3) + leaf(x, y + 200, 90, 1.57, CELADON, CELADON_DEEP))
        elif i % 2:
            out.append(group(carp(0, 0, .62, COBALT, 90), move=(x, y + 70)))
        else:
            out.append(leaf(x, y, 110, 1.57, CELADON, CELADON_DEEP))
    return out


def _mosaic():
    rnd = chance(7)
    out = [moon("gold", 590), shadow(480, 600, 250), circle(480, 340, 236, WOOD), circle(480, 340, 222, "#e9e2d2")]
    bits = []
    for ring, (r0, r1, n, cols) in enumerate([(0, 60, 8, [GOLD, TERRACOTTA]), (64, 128, 16, [COBALT, COBALT_MID, COBALT_THIN]), (132, 178, 24, [PORCELAIN, CELADON, CELADON_LIGHT]), (182, 218, 32, [COBALT, TERRA_LIGHT, COBALT_MID])]):
        for i in range(n):
            a, b = math.tau * (i + .06) / n, math.tau * (i + .94) / n
            j = lambda: rnd.uniform(-5, 5)
            pts = [(480 + math.cos(a) * (r0 + 6) + j(), 340 + math.sin(a) * (r0 + 6) + j()), (480 + math.cos(a) * r1, 340 + math.sin(a) * r1), (480 + math.cos(b) * r1, 340 + math.sin(b) * r1), (480 + math.cos(b) * (r0 + 6), 340 + math.sin(b) * (r0 + 6) + j())]
            bits.append(poly(pts, cols[(i * 7 + ring) % len(cols)], .95))
    return out + bits


def _jewels():
    beads = []
    for i in range(23):
        a = math.pi * (.12 + .76 * i / 22)
        x, y = 480 - math.cos(a) * 250, 150 + math.sin(a) * 330
        r = 15 + 10 * math.sin(a)
        beads.append(circle(x, y, r, [CELADON, COBALT, PORCELAIN, TERRACOTTA][i % 4], 1, "#c9c2b2", 1.5) + circle(x - r * .3, y - r * .3, r * .2, PORCELAIN, .8))
    drop = lambda x: line([(x, 236), (x, 300)], GOLD, 4) + circle(x, 232, 9, GOLD) + shape([(x, 296), (x + 28, 350), (x, 384), (x - 28, 350)], CELADON) + brush([(x - 8, 330), (x, 318), (x + 8, 330)], 3, CELADON_DEEP)
    return [close("celadon")] + beads + [drop(420), drop(540), group(lotus(480, 590, .9, COBALT, PORCELAIN))]


def _miniature():
    scene = [shape([(-240, 0), (-200, -70), (0, -100), (200, -65), (240, 0), (0, 14)], "#b9c4b4"), shape([(-120, -60), (-90, -200), (-50, -260), (-10, -170), (20, -70)], "#8e9c91"), shape([(-20, -60), (20, -150), (50, -190), (80, -120), (100, -60)], "#a5b1a5"), brush([(-80, -80), (-70, -170), (-50, -240)], 4, "#6d7b70"), brush([(-40, -90), (-34, -150), (-46, -200)], 4, "#6d7b70"), house(140, -50, .6, PORCELAIN, TERRACOTTA), bonsai(-150, -55, .5, LEAF), bridge(0, -30, 1.0)]
    return [moon("celadon"), shape([(120, 640), (140, 584), (820, 584), (840, 640)], COBALT), brush([(160, 612), (480, 604), (800, 612)], 5, COBALT_THIN), group(*scene, move=(480, 586), scale=1.3)]


def _sweets():
    out = [moon("pink", 580), shadow(480, 596, 280), ellipse(480, 470, 300, 130, WOOD_LIGHT), ellipse(480, 456, 296, 126, PORCELAIN, 1, COBALT_THIN, 4)]
    fills = [PINK_LIGHT, LEAF_LIGHT, GOLD_LIGHT, TERRA_LIGHT, "#efe3c8"]
    for i in range(5):
        a = math.tau * i / 5 - 1.57
        x, y = 480 + math.cos(a) * 180, 456 + math.sin(a) * 76
        out += [ellipse(x, y, 88, 40, "#eef1f7", 1, COBALT, 3)] + [ellipse(x - 34 + k % 3 * 34, y - 8 + k // 3 * 16, 20, 12, fills[i], 1, "#b9a98c", 1.2) for k in range(6)]
    return out + [ellipse(480, 456, 62, 28, "#eef1f7", 1, COBALT, 3), flower(480, 452, 26, COBALT)]


def _elephant():
    return [moon("celadon"), elephant(440, 590, 1.25), Pot(760, 592, BOWL, .5).draw(COBALT, shade=.2)]


# By the number of the booth that shows it.
ORNAMENTS = {
    4: _bricks, 5: _altar, 12: _planters, 13: _burner, 15: _guardian, 17: _gilded, 19: _basin, 21: _piggy, 23: _crystal, 24: _garden,
    27: _watering, 30: _whistle, 33: _incense, 34: _tiles, 37: _rain, 38: _toys, 39: _relief, 43: _lamp, 44: _keepsake, 45: _contemporary,
    46: _chime, 47: _mosaic, 48: _jewels, 49: _miniature, 51: _sweets, 53: _elephant,
}
