"""Gold leaf, leather, herbs and flowers: a picture each."""

from pen import *
from grounds import *
from motifs import *
from vessels import *
from things import *


def _leafbook():
    return [moon("gold"), leafbook(430, 560, 1.2), goldleaf(720, 420, 1.0, 12), goldleaf(770, 300, .6, -20), goldleaf(660, 240, .45, 30)]


def _gilded_altar():
    out = [niche("gold", w=560), crane_statue(340, 590, 1.1, 1), crane_statue(620, 590, 1.1, -1), rect(420, 556, 120, 36, TERRA_DEEP, 4), Pot(480, 556, [(0, 46), (8, 50), (60, 66), (100, 58)], 1.0).draw(GOLD, shade=.2), flower(480, 516, 22, TERRA_DEEP, GOLD_LIGHT)]
    return out


def _gilded_vase():
    v = Pot(480, 588, MEIPING, 1.15)
    return [niche("cobalt"), v.draw(COBALT_DEEP, plum(470, 380, 1.4, GOLD, GOLD_LIGHT), v.band(420, GOLD, 5), petals(586, *v.span(40), 60, 7, GOLD), shade=.25, light=.25), goldleaf(740, 560, .8, 8)]


def _wallet():
    return [moon("terra"), wallet(390, 590, 1.15), belt(670, 588, 1.0)]


def _bag():
    return [niche("terra", w=560), bag(480, 588, 1.3)]


def _teacase():
    return [moon("terra"), case(400, 588, 1.15), teapot(690, 590, .62, PORCELAIN, flower(690, 545, 22)), cup(800, 600, .4, PORCELAIN)]


def _tags():
    return [close("terra"), group(tag(-190, -150, 14, TERRACOTTA), tag(190, -150, -14, CELADON_DEEP), tag(0, -190, 0, COBALT), move=(480, 360), scale=1.25)]


def _lacquer():
    return [moon("gold", 590), rect(240, 90, 480, 400, "#3a1512", 6), rect(258, 108, 444, 364, "#5c1f17", 3), clipped("M258,108 H702 V472 H258 Z", circle(600, 190, 46, GOLD, .9), *[lotus(x, y, s, GOLD, "#7d3222") for x, y, s in ((420, 400, 1.6), (590, 430, 1.0), (320, 440, .8))], brush([(420, 400), (410, 450), (430, 490)], 6, GOLD), water(440, 2, GOLD, 258, 700), speckle(258, 108, 702, 472, GOLD_LIGHT, 90, 3, 2)), line([(330, 490), (300, 600)], WOOD_DEEP, 12), line([(630, 490), (660, 600)], WOOD_DEEP, 12)]


def _ball():
    return [moon("terra"), ball(430, 460, 128), needle(690, 470), thread(760, 560)]


def _notebook():
    return [moon("gold"), inkstone(690, 590), notebook(400, 580, 1.2), brush_pen(610, 380)]


def _herbs():
    return [moon("celadon"), basket(330, 590, 1.0, "#d9b36a"), basket(540, 600, 1.0, TERRACOTTA), basket(730, 590, .9, LEAF), bundle(480, 250, 1.1)]


def _herbtea():
    return [niche("celadon", w=580), teapot(390, 585, 1.15, PORCELAIN, flower(370, 510, 34, GOLD, GOLD, fill=GOLD_WASH), leaf(440, 540, 50, -.6, LEAF), handle=COBALT, knob=COBALT), cup(650, 588, .8, PORCELAIN, brush([(590, 550), (650, 540), (710, 552)], 4, COBALT), tea=GOLD)] + [flower(x, y, r, GOLD, GOLD, fill="#fbf3d6") for x, y, r in ((220, 610, 24), (530, 622, 20), (770, 620, 26))]


def _sticks():
    sticks = [line([(480 + d * .5, 560), (480 + d * 2.0, 150 + abs(d) * .7)], TERRACOTTA if i % 2 else "#a8502f", 9) + line([(480 + d * .5, 560), (480 + d * .9, 420)], "#d9b36a", 6) for i, d in enumerate(range(-90, 91, 15))]
    return [niche("terra", w=600, top=50)] + sticks + [rect(420, 486, 120, 26, COBALT, 10), shadow(480, 592, 90), star_anise(250, 600, .8), cinnamon(700, 600, .9), cones(790, 596)]


def _sachet():
    return [moon("pink"), sachet(400, 580, 1.25, COBALT_MID), sachet(640, 588, .9, TERRACOTTA), leaf(740, 600, 70, -.5, LEAF), leaf(250, 606, 80, -2.7, LEAF)]


def _syrup():
    return [moon("gold"), jar_glass(360, 590, 1.15, "#b9772e"), jar_glass(570, 594, .9, "#6d8b4d"), lemon(720, 580), leaf(790, 610, 60, -1.0, LEAF)]


def _mortar():
    return [moon("celadon"), grinder(440, 590, 1.15), knife(720, 560, 1.0)]


def _footbath():
    b = Pot(480, 590, [(0, 150), (10, 158), (80, 200), (130, 214), (144, 216)], 1.05)
    steam = [brush([(400 + d, 390), (420 + d, 340), (390 + d, 290), (410 + d, 240)], 9, CELADON, .1, .1, .7) for d in (0, 80, 160)]
    return [moon("celadon")] + steam + [b.draw(WOOD, *[line([(480 + d, 430), (480 + d * .8, 600)], WOOD_DEEP, 3, .5) for d in range(-200, 201, 50)], b.band(110, "#5b3a29", 9), b.band(30, "#5b3a29", 9), inside=CELADON_DEEP), leaf(400, 440, 46, .3, LEAF), leaf(520, 446, 46, 2.8, LEAF), bundle(800, 520, .6)]


def _spices():
    return [close("gold"), cinnamon(360, 430, 1.5), star_anise(600, 300, 1.4), star_anise(680, 470, .9), cardamom(470, 560, 1.0), star_anise(270, 250, .9)]


def _bougain():
    p = Pot(480, 590, POTSHAPE, .95)
    return [moon("pink"), bougainvillea(480, 400, 1.2, [PINK, "#d98a3d", PORCELAIN, "#b0569b", PINK_LIGHT]), p.draw(TERRACOTTA, p.band(130, TERRA_LIGHT, 10), shade=.15)]


def _bonsai():
    return [niche("pink", w=620), bonsai(480, 540, 1.25, PINK), shape([(300, 590), (316, 544), (644, 544), (660, 590)], COBALT), brush([(330, 566), (480, 560), (630, 566)], 4, COBALT_THIN)]


def _gate():
    out = [rect(0, 0, W, H, GLAZE), circle(480, 330, 300, CELADON_WASH), rect(0, 610, W, 110, CREAM), rect(270, 260, 70, 360, "#e9dfc9", 4), rect(620, 260, 70, 360, "#e9dfc9", 4), poly([(230, 260), (480, 150), (730, 260)], TERRACOTTA), rect(250, 256, 460, 26, TERRA_DEEP, 4), rect(340, 420, 130, 200, WOOD, 4), rect(490, 420, 130, 200, WOOD, 4)]
    return out + [blossoms([(250 + i * 24, 250 - 60 * math.sin(i / 18 * math.pi) + (i % 3) * 14) for i in range(20)], PINK, 19, 3), blossoms([(264 + (i % 3) * 18, 300 + i * 18) for i in range(12)], PINK, 17, 4)]


def _celadon_bloom():
    p = Pot(480, 590, ROUND, .9)
    return [niche("celadon"), bougainvillea(480, 330, 1.05, [PINK, PINK_LIGHT]), p.draw(CELADON, petals(588, *p.span(40), 60, 7, CELADON_DEEP), p.band(190, CELADON_DEEP))]


def _white_bloom():
    p, q = Pot(350, 590, POTSHAPE, .72), Pot(630, 594, POTSHAPE, .72)
    return [moon("celadon"), bougainvillea(350, 440, .85, [PORCELAIN, "#f6efe4"]), p.draw(COBALT, shade=.2), bougainvillea(630, 444, .85, [PINK_LIGHT, "#f5cfd9"]), q.draw(CELADON)]


def _cards():
    c = lambda x, y, t, paint: group(rect(-126, -175, 252, 350, PORCELAIN, 8, 1, "#d9d2c2", 2), paint, move=(x, y), turn=t)
    return [close("pink"), c(270, 350, -9, plum(0, 40, 1.0, LEAF_DEEP, PINK_LIGHT)), c(690, 350, 9, blossoms([(0, -60), (-40, 0), (40, 6), (0, 56)], PINK, 34, 2)), c(480, 370, 0, leaf(0, 130, 260, -1.57, LEAF, LEAF_DEEP))]


def _soil():
    return [moon("celadon"), sack(360, 590, 1.15, WOOD_LIGHT), sack(590, 594, .9, "#cdbf9f"), sprout(740, 590, 1.1), heap(740, 596)]


def _nursery():
    out = [moon("celadon")]
    for i, x in enumerate((290, 420, 550, 680)):
        p = Pot(x, 590, POTSHAPE, .46)
        out += [sprout(x, 506, .9 + (i % 2) * .25), p.draw([TERRACOTTA, LEAF, TERRA_LIGHT, LEAF_DEEP][i], shade=.15)]
    return out + [group(*_can(), move=(560, 120), scale=.42)]


def _can():
    p = Pot(460, 585, [(0, 100), (10, 106), (110, 118), (190, 96), (204, 86)], 1.1)
    return [line([(560, 500), (660, 430), (720, 360)], COBALT_MID, 26), shape([(698, 372), (730, 330), (764, 360), (736, 388)], COBALT), line([(370, 410), (300, 380), (300, 500), (362, 530)], COBALT_MID, 22), p.draw(COBALT_MID, shade=.13, shadow_at=False)]


# By the number of the booth that shows it.
CRAFTS = {
    55: _leafbook, 56: _gilded_altar, 57: _gilded_vase, 58: _wallet, 59: _bag, 60: _teacase, 61: _tags, 62: _lacquer, 63: _ball, 64: _notebook,
    65: _herbs, 66: _herbtea, 67: _sticks, 68: _sachet, 69: _syrup, 70: _mortar, 71: _footbath, 72: _spices, 73: _bougain, 74: _bonsai,
    75: _gate, 76: _celadon_bloom, 77: _white_bloom, 78: _cards, 79: _soil, 80: _nursery,
}
