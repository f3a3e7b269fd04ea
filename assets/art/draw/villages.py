"""The six craft villages."""

from pen import *
from grounds import *
from motifs import *
from vessels import *
from things import *
from people import person


def sky(low, disc=None):
    return rect(0, 0, W, H, GLAZE) + circle(480, 330, 310, low) + (disc or "")


def kim_lan():
    """Host of the exhibition: the kiln on the river bank, and jars that wait for the boat."""
    bank = shape([(-40, 560), (150, 520), (420, 540), (700, 518), (1000, 550), (1000, 760), (-40, 760)], CREAM)
    jars = []
    for x, y, s, c in ((770, 600, .44, "#8d5a3c"), (690, 620, .4, "#9c6a49"), (500, 640, .36, TERRACOTTA), (830, 650, .5, "#7a4c31"), (720, 676, .46, "#a2714c"), (590, 684, .44, "#8d5a3c")):
        p = Pot(x, y, JAR, s)
        jars.append(p.draw(c, p.dip(p.profile[-1][0] * .6, "#6e4329", int(x), 8), shade=.15, light=.25))
    smoke = [brush([(270, 180), (300, 130), (262, 84), (300, 30)], 22, COBALT_THIN, .2, .1, .5)]
    return [sky(TERRA_WASH, circle(650, 190, 60, TERRA_LIGHT, .85)), hills(420, CELADON_LIGHT, .8, 3), rect(0, 420, W, 130, "#d5e1f0"), water(446, 4, COBALT_THIN, 20, 960), boat(600, 486, 1.15), person(560, 450, (70, -40), s=.36, robe=COBALT, legs="none", hair="hat"), line([(586, 400), (630, 520)], WOOD_DEEP, 5), bank] + smoke + [kiln(270, 590, 1.15), bamboo(90, 600, 330, LEAF_DEEP), bamboo(130, 610, 240, LEAF), bamboo(880, 620, 300, LEAF_DEEP)] + jars


def bat_trang():
    """Great blue-and-white vases drying before a row of old houses."""
    a, b, c = Pot(480, 620, TALL, 1.12), Pot(260, 624, VASE, .86), Pot(700, 626, ROUND, .95)
    paint = lambda p: [petals(p.base - 4, *p.span(p.profile[-1][0] * .1), p.profile[-1][0] * .14, 7), p.band(p.profile[-1][0] * .2), p.band(p.profile[-1][0] * .97, width=5)]
    x0, x1 = b.span(180)
    return [sky(COBALT_WASH), group(house(0, 0, 1.0, "#f0e6d4", TERRACOTTA), move=(160, 420), scale=1.2), group(house(0, 0, 1.0, "#ece0ca", TERRA_DEEP), move=(800, 420), scale=1.3), group(house(0, 0, 1.0, "#f4ecdd", "#a85536"), move=(400, 420), scale=1.35), group(house(0, 0, 1.0, "#efe4d0", TERRACOTTA), move=(600, 416), scale=1.0),
            rect(0, 416, W, 304, CREAM), *[brush([(30 + i * 60, 470 + i * 30), (480, 462 + i * 34), (930 - i * 60, 470 + i * 30)], 3, "#d9cbb2", .1, .1) for i in range(1, 6)],
            b.draw(PORCELAIN, *paint(b), flower(230, 450, 42), flower(296, 420, 32), scroll(x0, 490, x1 - x0), b.band(250)), c.draw(PORCELAIN, *paint(c), carp(700, 500, .9), waves(556, 570, 840, 34), waves(580, 580, 830, 34), c.band(250)),
            a.draw(PORCELAIN, *paint(a), group(landscape(340, 640, 440), move=(-8, 0)), crane(400, 330, .8), bamboo(560, 530, 190), a.band(330), a.band(344, width=3), waves(214, 400, 560, 30)), cup(130, 650, .5, PORCELAIN, scroll(90, 630, 80)), cup(856, 656, .5, PORCELAIN, scroll(816, 636, 80))]


def giang_cao():
    """Crackle teaware and lamps in a shop by the road."""
    glaze = "#efe4cc"
    lampy = lambda x, y, s: line([(x, 0), (x, y - 150 * s)], WOOD_DEEP, 4) + circle(x, y - 70 * s, 150 * s, GOLD_LIGHT, .35) + Pot(x, y, [(0, 50), (10, 60), (70, 86), (140, 60), (158, 40)], s).draw("#fff2d2", *[circle(x + d * s, y - 76 * s, 7 * s, GOLD) for d in (-44, -16, 16, 44)], *[circle(x + d * s, y - 106 * s, 6 * s, GOLD) for d in (-30, 0, 30)], shade=.05, shadow_at=False)
    things = [[small(VASE, CELADON, .2), small(ROUND, COBALT, .24), small(BOTTLE, TERRA_LIGHT, .2), small(JAR, "#efe4cc", .22)], [small(BOWL, PORCELAIN, .34), small(GOURD, "#8a6a34", .2), small(MEIPING, COBALT_MID, .2), small(POTSHAPE, TERRACOTTA, .3)]]
    return [rect(0, 0, W, H, GLAZE), rect(120, 60, 720, 520, CELADON_WASH, 20), shelves(170, 250, 620, 2, things), lampy(270, 210, .8), lampy(690, 210, .8), lampy(480, 180, 1.0),
            rect(0, 570, W, 150, WOOD), rect(0, 562, W, 18, WOOD_DEEP), tray(470, 610, 300, WOOD_LIGHT), teapot(430, 600, 1.05, glaze, cracks(290, 400, 580, 600, 4, n=46), handle=WOOD, knob=WOOD), *[cup(x, y, .56, glaze, cracks(x - 50, y - 70, x + 50, y, int(x), n=8), tea=GOLD) for x, y in ((640, 600), (700, 622), (610, 634))], Pot(170, 610, BOTTLE, .7).draw(glaze, cracks(90, 330, 250, 610, 9, n=34))]


def kieu_ky():
    """The hammer that beats gold to leaf, and leather beside it."""
    hide = shape([(560, 250), (640, 210), (700, 240), (760, 214), (800, 260), (790, 350), (836, 420), (800, 520), (730, 500), (680, 540), (620, 500), (560, 520), (540, 420), (572, 340)], "#a8653f")
    return [sky(GOLD_WASH), hide, stitches([(590, 280), (690, 268), (776, 290), (770, 380), (800, 450)]), shelf(590),
            shadow(330, 640, 200), rect(170, 560, 320, 76, "#8f8676", 14), rect(170, 560, 320, 18, "#a9a08e", 9), rect(250, 500, 160, 62, "#7d4a35", 8), *[rect(254, 506 + i * 9, 152, 4, "#e4d6ba", 2) for i in range(6)], poly([(254, 502), (330, 470), (414, 500), (340, 520)], "#f3ead6"), goldleaf(334, 494, .42, 6),
            group(rect(-70, -46, 140, 92, "#6d7587", 16), rect(-70, -46, 40, 92, "#8c95a5", 12), rect(66, -14, 270, 28, WOOD, 14), move=(330, 390), turn=-32), brush([(180, 330), (230, 250), (310, 220)], 7, GOLD, .1, .1, .8), brush([(150, 380), (190, 270), (300, 180)], 5, GOLD_LIGHT, .1, .1, .9),
            goldleaf(600, 610, .5, 10), goldleaf(180, 180, .45, -20), goldleaf(110, 300, .3, 24), goldleaf(420, 120, .36, 30), wallet(720, 660, .55), needle(880, 580)]


def ninh_hiep():
    """A herbalist's shop: the chest of drawers, baskets and bundles."""
    return [rect(0, 0, W, H, GLAZE), shape([(480, 30), (820, 80), (920, 340), (880, 640), (80, 640), (40, 340), (140, 80)], CELADON_WASH), drawers(260, 70, 7, 5, 92, 70), bundle(110, 200, 1.15), bundle(185, 130, .8), rect(0, 560, W, 160, WOOD), rect(0, 550, W, 16, WOOD_DEEP),
            person(520, 520, (110, 6), (64, 10), s=.92, robe=CELADON_DEEP, legs="none", hair="beard", tone="#8d8a88", between=rect(40, 14, 120, 12, "#f3ead6", 4)), rect(0, 552, W, 168, WOOD), rect(0, 546, W, 16, WOOD_DEEP), basket(230, 640, 1.05, "#d9b36a"), basket(760, 650, 1.1, TERRACOTTA), Pot(400, 640, JAR, .42).draw(PORCELAIN, flower(400, 580, 26)), lid(Pot(400, 640, JAR, .42), PORCELAIN, COBALT, 22), star_anise(600, 640, .8), cinnamon(540, 690, .8), star_anise(660, 684, .55)]


def phu_dong():
    """Bougainvillea over the temple gate, and pots of it before."""
    roof = lambda x, y, w, c: shape([(x - w - 40, y + 6), (x - w, y - 14), (x - w * .7, y - 70), (x + w * .7, y - 70), (x + w, y - 14), (x + w + 40, y + 6)], c, tension=.25) + brush([(x - w - 40, y - 14), (x - w, y - 12), (x - w * .7, y - 66)], 8, TERRA_DEEP, .2, .6) + brush([(x + w * .7, y - 66), (x + w, y - 12), (x + w + 40, y - 14)], 8, TERRA_DEEP, .6, .2) + brush([(x - w * .72, y - 72), (x, y - 78), (x + w * .72, y - 72)], 11, TERRA_DEEP, .8, .8)
    gate = [rect(240, 300, 480, 290, "#efe3cd"), path("M390,590 V430 A90,90 0 0 1 570,430 V590 Z", "#5b4434"), path("M410,590 V432 A70,70 0 0 1 550,432 V590 Z", "#d7e6df"), path("M268,590 V480 A40,40 0 0 1 348,480 V590 Z", "#5b4434"), path("M612,590 V480 A40,40 0 0 1 692,480 V590 Z", "#5b4434"), roof(480, 310, 250, TERRACOTTA), rect(380, 190, 200, 60, "#efe3cd"), roof(480, 196, 120, TERRACOTTA), circle(480, 222, 17, GOLD)]
    rnd = chance(5)
    vine = [(210 + rnd.uniform(-46, 90) + t * 150, 560 - t * 300 + rnd.uniform(-36, 36)) for t in [i / 58 for i in range(58)]]
    vine2 = [(770 + rnd.uniform(-70, 60) - t * 60, 560 - t * 260 + rnd.uniform(-36, 36)) for t in [i / 40 for i in range(40)]]
    p = lambda x, c, s, f: bougainvillea(x, 520, s, f) + Pot(x, 660, POTSHAPE, s * .66).draw(c, shade=.15)
    return [sky("#fae9ee"), hills(480, CELADON_LIGHT, .8, 6), rect(0, 588, W, 132, CREAM)] + gate + [brush([(210, 600), (230, 440), (330, 280)], 16, WOOD, .9, .2), brush([(780, 600), (770, 450), (720, 330)], 14, WOOD, .9, .2), blossoms(vine, PINK, 19, 3), blossoms(vine2, PINK_LIGHT, 18, 8), p(150, TERRACOTTA, .72, [PINK_LIGHT]), p(830, CELADON, .76, [PINK, "#d98a3d", PORCELAIN])]


VILLAGES = {"kim-lan": kim_lan, "bat-trang": bat_trang, "giang-cao": giang_cao, "kieu-ky": kieu_ky, "ninh-hiep": ninh_hiep, "phu-dong": phu_dong}
