"""The artisans at work, one picture each, in the order of the catalogue."""

from pen import *
from grounds import *
from motifs import *
from vessels import *
from things import *
from people import person


def wheel():
    pot = Pot(610, 452, ROUND, .62)
    return [room("cobalt"), window(110, 140, 150, 180), shelves(690, 190, 190, 2, [[small(VASE, PORCELAIN, .2), small(ROUND, CELADON, .2)], [small(BOWL, "#c58f72", .3), small(JAR, "#c58f72", .18)]]), kick_wheel(612, 470), pot.draw("#c58f72", *[pot.band(h, "#ad7558", 3) for h in (50, 90, 130)], shadow_at=False, shade=.15), person(390, 450, (152, -72), (246, -96), s=1.05, robe=COBALT, hair="short", apron="#efe3cd", lean=44)]


def painter():
    pot = Pot(640, 590, VASE, .92)
    return [room("celadon"), window(120, 130, 170, 200, CELADON), pot.draw("#f4ead9", flower(600, 430, 40), scroll(560, 470, 150), pot.band(90), petals(586, *pot.span(40), 50, 7), shade=.1), person(340, 450, (214, -64), (150, 10), s=1.05, robe="#8a6f9c", hair="bun", tone="#77757c", lean=40, between=cup(150, 26, .4, COBALT)), group(rect(-6, -150, 12, 150, WOOD, 6), shape([(-8, 0), (8, 0), (0, 40)], COBALT_DEEP), move=(582, 374), turn=-66)]


def coiler():
    jar = Pot(620, 600, [(0, 110), (10, 116), (90, 160), (190, 172), (230, 166)], 1.0)
    rings = [jar.band(h, "#9a6244", 4) for h in range(24, 230, 26)]
    return [room("terra"), jar.draw("#bd7f5e", *rings, shade=.15, inside="#6e3d28"), person(330, 520, (212, -130), (270, -136), s=1.05, robe=CELADON_DEEP, legs="crossed", hair="beard", tone="#8d8a88", lean=60), line([(700, 372), (790, 420), (800, 500), (860, 600)], "#bd7f5e", 26), Pot(120, 610, JAR, .7).draw("#8d5a3c", shade=.15, light=.25)]


def mender():
    bowl = Pot(0, 0, BOWL, .5)
    bowl = group(Pot(0, 0, BOWL, .52).draw(CELADON, line([(-60, -70), (-20, -40), (-30, 0)], GOLD, 5), line([(-20, -40), (40, -50), (70, -70)], GOLD, 5), shadow_at=False), move=(168, -36))
    return [room("gold"), window(690, 130, 170, 190, GOLD), person(390, 470, (150, -40), (196, -70), s=1.1, robe=TERRACOTTA, hair="short", tone="#55525a", lean=36, between=bowl), rect(520, 540, 340, 20, WOOD, 6), rect(540, 560, 16, 90, WOOD_DEEP), rect(824, 560, 16, 90, WOOD_DEEP), goldleaf(760, 520, .26, 10), Pot(640, 540, CUP, .5).draw(COBALT), group(*[poly([(0, 0), (40, -16), (50, 14), (10, 20)], PORCELAIN, 1, COBALT_THIN, 3)], move=(700, 534))]


def carver():
    glow = [circle(640, 400, r, GOLD_LIGHT, o) for r, o in ((230, .16), (160, .24), (110, .3))]
    lampy = Pot(640, 520, [(0, 60), (10, 66), (110, 96), (200, 70), (236, 46)], 1.0)
    return [rect(0, 0, W, H, "#24407c"), rect(0, 590, W, 130, "#1a3168")] + glow + [person(380, 440, (176, -40), (196, 20), s=1.05, robe=COBALT_MID, hair="long", lean=42), rect(520, 520, 250, 22, WOOD, 6), rect(544, 540, 16, 110, WOOD_DEEP), rect(734, 540, 16, 110, WOOD_DEEP), lampy.draw("#fff2d2", lotus(640, 470, 1.0, "#d9b872", "#fffaf0"), *[circle(640 + d, 340, 5, "#d9b872") for d in (-40, -14, 14, 40)], shade=.05, shadow_at=False, inside=GOLD_LIGHT), line([(566, 398), (618, 430)], "#c9cfdb", 6)]


def beater():
    return [room("gold"), goldleaf(740, 220, .6, 14), goldleaf(830, 320, .4, -20), goldleaf(650, 160, .34, 30), shadow(640, 624, 170), rect(510, 540, 260, 80, "#8f8676", 14), rect(510, 540, 260, 18, "#a9a08e", 9), rect(570, 500, 130, 42, "#7d4a35", 6), *[rect(574, 506 + i * 9, 122, 4, "#e4d6ba", 2) for i in range(4)], person(350, 450, (170, -172), (200, -24), s=1.05, robe=WOOD, hair="short", lean=48, between=line([(196, -24), (214, 40)], SKIN, 1)), group(rect(-52, -34, 104, 68, "#6d7587", 12), rect(-52, -34, 28, 68, "#8c95a5", 10), rect(48, -9, 150, 18, WOOD, 8), move=(630, 330), turn=158), brush([(560, 430), (548, 380), (556, 336)], 6, GOLD, .1, .1), brush([(720, 430), (736, 390), (734, 350)], 6, GOLD, .1, .1)]


def stitcher():
    piece = group(shape([(-70, -60), (70, -70), (84, 40), (-60, 50)], "#a8653f", tension=.2), stitches([(-58, -48), (58, -56)]), stitches([(-48, 36), (70, 28)]), move=(176, -60))
    return [room("terra"), window(690, 130, 170, 190, TERRA_LIGHT), person(390, 450, (170, -50), (220, -130), s=1.1, robe=PINK_DEEP, hair="bun", lean=34, between=piece), brush([(640, 300), (700, 240), (690, 330), (612, 380)], 4, GOLD, .8, .6), line([(618, 300), (656, 320)], "#8792a6", 5), rect(600, 560, 270, 20, WOOD, 6), rect(620, 580, 16, 70, WOOD_DEEP), rect(834, 580, 16, 70, WOOD_DEEP), thread(680, 526), wallet(790, 560, .3)]


def herbalist():
    return [room("celadon"), drawers(560, 110, 3, 3, 96, 72), bundle(180, 190, .9), person(330, 430, (170, -12), (250, 6), s=1.1, robe=CELADON_DEEP, legs="none", hair="bun", tone="#8d8a88", lean=36, between=knife(180, 60, .9)), rect(80, 540, 800, 26, WOOD, 6), rect(80, 566, 800, 154, WOOD_DEEP), knife(520, 506, .9), *[ellipse(640 + i * 24, 530 - (i % 2) * 6, 20, 7, "#d9b36a", 1, WOOD, 1.5) for i in range(5)], basket(800, 540, .7, "#d9b36a"), basket(160, 540, .7, LEAF)]


def gardener():
    pot = Pot(640, 604, POTSHAPE, .9)
    return [rect(0, 0, W, H, GLAZE), shape([(90, 110), (480, 60), (870, 110), (905, 350), (880, 620), (80, 620), (55, 350)], "#fae9ee"), rect(0, 600, W, 120, CREAM), hills(600, CELADON_LIGHT, .0), bonsai(640, 470, .86, PINK), pot.draw(COBALT, pot.band(150, COBALT_THIN, 5), shade=.2), person(340, 500, (164, -120), (190, -90), s=1.08, robe=COBALT_MID, legs="crossed", hair="hat", lean=46), group(line([(-50, 24), (20, -8)], "#8792a6", 9), line([(-50, -16), (20, 14)], "#8792a6", 9), move=(576, 372)), bougainvillea(130, 470, .5, [PINK_LIGHT]), Pot(130, 570, POTSHAPE, .36).draw(TERRACOTTA), blossoms([(540, 620), (760, 640), (470, 650)], PINK, 14, 2)]


ARTISANS = [wheel, painter, coiler, mender, carver, beater, stitcher, herbalist, gardener]
