"""Ceramics to eat, drink and cook with, and vases: a picture each."""

from pen import *
from grounds import *
from motifs import *
from vessels import *
from things import *


def _crackle_tea():
    glaze = "#efe4cc"
    crack = lambda x, y, s, n=20, seed=1: cracks(x - 130 * s, y - 190 * s, x + 150 * s, y, seed, n=n)
    return [moon("celadon"), tray(480, 590, 360), teapot(400, 570, 1.25, glaze, crack(400, 570, 1.2, 44), handle=WOOD, knob=WOOD)] + [
        cup(x, y, .62, glaze, crack(x, y, .6, 9, i), tea=GOLD) for i, (x, y) in enumerate([(650, 560), (745, 580), (620, 598)])]


def _blue_white():
    v = Pot(430, 585, VASE, 1.12)
    b = Pot(650, 590, BOWL, .66)
    w0, w1 = b.span(50)
    return [niche("cobalt"), v.draw(PORCELAIN, *cobalt_paint(v)),
            b.draw(PORCELAIN, scroll(w0 - 20, 545, w1 - w0 + 50), b.band(86, width=4), b.band(12))]


def _celadon():
    v = Pot(480, 585, MEIPING, 1.18)
    carve = "#6fa088"
    x0, x1 = v.span(200)
    return [niche("gold"), v.draw(CELADON, petals(v.base - 4, *v.span(60), 90, 6, carve), lotus(470, 330, 1.15, carve, CELADON_LIGHT),
                                  brush([(470, 330), (462, 400), (480, 470)], 5, carve), leaf(466, 400, 70, -.5, carve), leaf(468, 420, 70, -2.5, carve),
                                  v.band(410, carve), shade=.13), dish(740, 590, .8, CELADON, carve), cup(250, 590, .7, CELADON_LIGHT)]


def _landscape():
    frame = rect(190, 120, 580, 380, WOOD, 8) + rect(208, 138, 544, 344, PORCELAIN)
    tiles = "".join(line([(208 + 544 * i / 4, 138), (208 + 544 * i / 4, 482)], "#d8d2c4", 3) for i in (1, 2, 3)) + line([(208, 310), (752, 310)], "#d8d2c4", 3)
    scene = clipped("M208,138 H752 V482 H208 Z", circle(640, 210, 38, TERRA_LIGHT, .8), group(landscape(-10, 560, 250), move=(208, 130)),
                    bamboo(270, 480, 250), cloud(440, 190, .7, "#f3f5fa"))
    return [moon("terra", 575), shadow(480, 590, 330, 24), frame, scene, tiles, line([(300, 505), (270, 588)], WOOD_DEEP, 12), line([(660, 505), (690, 588)], WOOD_DEEP, 12)]


def _jars():
    a, b = Pot(370, 590, JAR, 1.05), Pot(640, 592, JAR, .74)
    return [moon("terra"), a.draw("#8d5a3c", a.dip(170, "#6e4329", 4, 18), a.band(262, "#c58f64", 5), a.band(250, "#c58f64", 3), shade=.16, light=.25), lid(a, "#7a4c31", height=44),
            b.draw("#a2714c", b.dip(110, "#5f3b26", 7, 12), shade=.16, light=.25), lid(b, "#6e4329"), greens(800, 590, 1.0)]


def _prosperity():
    v = Pot(480, 585, ROUND, 1.35)
    return [niche("gold", w=560), v.draw(COBALT, lotus(480, 430, 1.5, GOLD, COBALT_MID), petals(584, *v.span(50), 70, 8, GOLD), v.band(330, GOLD), v.band(346, GOLD, 3), shade=.2, light=.3)]


def _flambe():
    a, b = Pot(400, 585, BOTTLE, 1.05), Pot(630, 590, ROUND, .74)
    glow = lambda p, s: [p.dip(p.profile[-1][0] * .62, "#7d2a3a", s, 26), p.dip(p.profile[-1][0] * .8, COBALT, s + 1, 18), speckle(p.x - 140, p.top, p.x + 140, p.base, GOLD_LIGHT, 50, s, 2.4, .6)]
    return [moon("terra"), a.draw("#b4533a", *glow(a, 2), shade=.16, light=.35), b.draw("#c26a45", *glow(b, 6), shade=.16, light=.35)]


def _tableware():
    stack = "".join(ellipse(360, 560 - i * 20, 170 - i * 6, 36, PORCELAIN, 1, COBALT_THIN, 3) + ellipse(360, 556 - i * 20, 120, 22, "none", .6, COBALT, 2) for i in range(5))
    b = Pot(640, 585, BOWL, .8)
    return [moon("cobalt"), shadow(370, 596, 220), stack, b.draw(PORCELAIN, *[flower(640 + d, 520, 24) for d in (-90, 0, 90)], b.band(108), b.band(14)),
            line([(560, 440), (800, 396)], WOOD, 9), line([(562, 452), (806, 414)], WOOD, 9)]


def _teapots():
    clay = "#a9603f"
    return [niche("terra", w=560), tray(480, 592, 330, WOOD_DEEP), teapot(410, 575, 1.15, clay, brush([(330, 520), (410, 500), (500, 524)], 3, TERRA_DEEP), overhead=True, handle=WOOD),
            teapot(660, 580, .6, "#7d4a35"), cup(250, 590, .5, clay, tea=GOLD)]


def _ash():
    glaze = "#c9c2ad"
    b, c = Pot(400, 585, BOWL, 1.0), Pot(660, 590, CUP, 1.0)
    rub = lambda p, s: [p.dip(p.profile[-1][0] * .4, "#dcd8c8", s, 12), speckle(p.x - 190, p.top, p.x + 190, p.base, WOOD_DEEP, 70, s, 2.6, .45)]
    return [moon("gold"), b.draw(glaze, *rub(b, 3), shade=.12), c.draw(glaze, *rub(c, 8), shade=.12), husks(800, 600)]


def _floor_vases():
    out = [niche("cobalt", w=640)]
    for x in (350, 610):
        v = Pot(x, 588, TALL, 1.02)
        s = 1 if x < 480 else -1
        out.append(v.draw(PORCELAIN, petals(586, *v.span(50), 66, 7), v.band(96), bamboo(x - 50 * s, 492, 230), crane(x + 26 * s, 380, (.8 * s, .8)), v.band(334), v.band(346, width=3), waves(180, x - 60, x + 70, 26)))
    return out


def _claypot():
    p = Pot(480, 560, [(0, 110), (8, 120), (70, 168), (140, 170), (180, 140)], 1.05)
    stove = shape([(330, 590), (350, 540), (610, 540), (630, 590)], "#7d4a35") + flames(480, 590, 1.0)
    steam = [brush([(480 + d, 300), (500 + d, 250), (470 + d, 200), (488 + d, 150)], 9, COBALT_THIN, .1, .1, .6) for d in (-50, 10, 60)]
    return [moon("terra")] + steam + [line([(310, 440), (240, 430)], "#8d5238", 30), p.draw("#b06a48", speckle(310, 380, 650, 560, TERRA_DEEP, 50, 4), shade=.15), lid(p, "#a05c3c", height=56), stove]


def _brown():
    g, j = Pot(400, 585, GOURD, 1.08), Pot(650, 590, JAR, .6)
    return [moon("gold"), g.draw("#8a6a34", g.dip(190, "#6a4f26", 3, 16), shade=.16, light=.35), j.draw("#74572c", j.dip(120, "#a3824a", 8, 12), shade=.16, light=.3)] + [
        cup(x, 600, .34, "#8a6a34") for x in (520, 790, 256)]


def _rice():
    j = Pot(430, 588, JAR, 1.1)
    return [moon("gold"), j.draw("#e9dfc9", j.dip(220, COBALT, 3, 10), flower(430, 470, 50), scroll(290, 520, 280), shade=.12), lid(j, COBALT, height=46), ricebowl(700, 590)] + []


def _kimlan_bowl():
    front, back = Pot(560, 592, BOWL, .95), Pot(330, 582, BOWL, .72)
    draw = lambda p: p.draw("#f2ead8", p.band(p.profile[-1][0] - 8, "#7a4c31", 10), flower(p.x, p.base - p.profile[-1][0] * .5, 30), leaf(p.x + 34, p.base - p.profile[-1][0] * .5, 46, -.3), leaf(p.x - 34, p.base - p.profile[-1][0] * .5, 46, 3.4))
    return [moon("gold"), draw(back), draw(front), dish(250, 640, .8, "#f2ead8", "#7a4c31"), line([(640, 660), (880, 600)], WOOD, 8), line([(644, 674), (884, 618)], WOOD, 8)]


def _family_pot():
    return [niche("cobalt", w=580), tray(470, 594, 340, WOOD), teapot(430, 578, 1.4, PORCELAIN, flower(400, 480, 44), scroll(300, 530, 250), scroll(320, 440, 200, flip=-1), knob=COBALT), cup(690, 582, .62, PORCELAIN, scroll(640, 565, 100)), cup(765, 600, .62, PORCELAIN, scroll(715, 583, 100))]


def _sauce_pots():
    a, b = Pot(390, 588, [(0, 100), (8, 110), (80, 150), (130, 148), (160, 128)], 1.0), Pot(660, 592, [(0, 60), (8, 66), (50, 92), (90, 90), (104, 84)], 1.0)
    ears = lambda p, w: line([(p.x - w, p.base - 110), (p.x - w - 34, p.base - 126), (p.x - w - 30, p.base - 84), (p.x - w, p.base - 76)], "#8d5238", 16) + line([(p.x + w, p.base - 110), (p.x + w + 34, p.base - 126), (p.x + w + 30, p.base - 84), (p.x + w, p.base - 76)], "#8d5238", 16)
    return [moon("terra"), tray(390, 590, 210, WOOD), ears(a, 138), a.draw("#a85f3f", a.dip(90, "#6e3d28", 5, 14), shade=.15), lid(a, "#9a5436", height=46), line([(744, 530), (850, 506)], "#8d5238", 22), b.draw("#b06a48", shade=.15, inside="#5b2f1e"), greens(820, 640, .55), ricebowl(180, 640)]


def _white():
    return [niche("celadon", w=560), mug(350, 588, 1.1, PORCELAIN, brush([(285, 520), (350, 504), (420, 522)], 4, CELADON)), Pot(590, 588, BOTTLENECK, .95).draw(PORCELAIN), brush([(590, 216), (604, 150), (580, 96)], 5, LEAF_DEEP, .9, .3), leaf(598, 160, 54, -.4, LEAF), leaf(596, 130, 50, -2.6, LEAF), flower(578, 92, 22, CELADON_DEEP, GOLD, fill=PORCELAIN)]


def _wine():
    b = Pot(400, 588, [(0, 96), (10, 100), (100, 150), (200, 152), (262, 96), (300, 58), (330, 56), (342, 66)], 1.1)
    return [moon("gold"), b.draw("#d9cfae", scroll(250, 440, 300, CELADON_DEEP), bamboo(400, 560, 150, CELADON_DEEP), b.band(300, CELADON_DEEP), shade=.12), ellipse(400, b.top - 6, 64, 26, TERRACOTTA), Pot(650, 590, GOURD, .62).draw("#8a6a34", shade=.15), cup(740, 600, .4, PORCELAIN), cup(800, 594, .4, PORCELAIN)]


def _sgraffito():
    v, b = Pot(400, 585, VASE, 1.0), Pot(660, 590, BOWL, .68)
    cut, slip = "#efe4cc", "#6b3f2b"
    fern = [brush([(400, 560), (396, 470), (406, 360)], 5, cut, .6, .2)] + [leaf(400, 530 - i * 32, 92 - i * 12, a, cut, slip) for i in range(5) for a in (-.55, -2.6)]
    return [moon("terra"), v.draw(slip, *fern, rect(200, 570, 400, 30, cut), v.band(290, cut, 4), v.band(304, cut, 3), v.band(24, cut, 3), shade=.2, light=.3), b.draw(slip, carp(650, 536, .62, cut), b.band(92, cut), b.band(10, cut, 9), shade=.2, light=.3)]


def _coffee():
    return [moon("terra"), mug(420, 588, 1.25, PORCELAIN, brush([(340, 520), (420, 500), (500, 524)], 5, TERRACOTTA)), shape([(320, 400), (340, 388), (500, 388), (520, 400), (420, 412)], "#e9dfc9"), Pot(420, 394, [(0, 62), (10, 66), (80, 70), (96, 74)], 1.0).draw("#e9dfc9", shadow_at=False, inside="#4a2c1c"), line([(420, 402), (420, 440)], "#5b3a29", 5), cup(700, 590, .8, CELADON, tea="#5b3a29"), beans(640, 604)]


def _carp():
    return [moon("cobalt", 590), line([(400, 596), (440, 520)], WOOD, 12), line([(560, 596), (520, 520)], WOOD, 12), plate(480, 350, 225, PORCELAIN, carp(480, 340, 1.5, COBALT, -18), waves(450, 300, 680, 40), waves(482, 320, 660, 40), rim_flowers(480, 350, 225, 14))]


def _leafcup():
    m = [mug(400, 588, 1.3, CELADON_LIGHT, leaf(360, 560, 150, -1.1, CELADON_DEEP, CELADON_LIGHT), leaf(420, 560, 110, -.6, CELADON, CELADON_DEEP))]
    return [moon("celadon")] + m + [lotus_dish(710, 590)]


def _filter():
    a = Pot(450, 470, [(0, 118), (8, 122), (120, 126), (210, 120), (226, 124)], 1.0)
    b = Pot(450, 596, [(0, 116), (8, 122), (70, 128), (120, 124), (126, 124)], 1.05)
    return [niche("cobalt"), b.draw("#d9a27f", shade=.12), a.draw("#e9dfc9", a.band(60, COBALT), scroll(330, 350, 240), shade=.12, shadow_at=False), lid(a, "#d9a27f"), line([(575, 556), (628, 556)], WOOD_DEEP, 16), line([(628, 556), (632, 584)], WOOD_DEEP, 12), brush([(633, 588), (634, 612)], 6, COBALT_MID, .8, .8), cup(650, 640, .45, PORCELAIN)]


def _mended():
    b = Pot(480, 588, BOWL, 1.35)
    gold = [line(p, GOLD, 7) for p in ([(300, 400), (380, 470), (370, 540), (430, 590)], [(380, 470), (470, 450), (540, 500), (520, 590)], [(540, 500), (640, 460), (700, 400)], [(470, 450), (500, 390)])]
    return [niche("gold", w=600), b.draw(CELADON, flower(600, 540, 30, CELADON_DEEP), *gold, b.band(190, CELADON_DEEP, 3), shade=.12, edge=CELADON_LIGHT)]


def _story_jar():
    j = Pot(480, 590, [(0, 92), (10, 94), (110, 122), (240, 150), (310, 128), (336, 84), (350, 88)], 1.12)
    return [niche("cobalt", w=560), j.draw(PORCELAIN, petals(588, *j.span(50), 72, 8), j.band(96), group(landscape(320, 640, 430)), j.band(300, width=3), scroll(340, 236, 280), j.band(346)), lid(j, PORCELAIN, COBALT, 52)]


def _old_patterns():
    b = Pot(440, 588, BOWL, 1.2)
    j = Pot(730, 592, JAR, .52)
    return [moon("gold"), b.draw("#f4eee0", plum(430, 520, 1.0, "#5b3a29"), plum(600, 510, .6, "#5b3a29"), b.band(170, "#5b3a29", 5), b.band(10, "#5b3a29")), j.draw("#efe6d0", flower(730, 520, 40, "#6e4329", n=6), leaf(760, 540, 40, .5, "#6e4329"), leaf(700, 540, 40, 2.6, "#6e4329"), j.band(150, "#6e4329", 8), shade=.12)]


def _cafe():
    out = [moon("terra")]
    for i, c in enumerate((CELADON, PORCELAIN, TERRA_LIGHT)):
        out.append(mug(390, 588 - i * 118, .86, c))
    out += [dish(640, 594, .9, PORCELAIN, CELADON_DEEP), cake(640, 566), Pot(790, 592, [(0, 40), (8, 44), (60, 52), (110, 38), (130, 46)], .9).draw(PORCELAIN)]
    return out


# By the number of the booth that shows it.
POTS = {
    1: _crackle_tea, 2: _blue_white, 3: _celadon, 6: _landscape, 7: _jars, 8: _prosperity, 9: _flambe, 10: _tableware, 11: _teapots, 14: _ash,
    16: _floor_vases, 18: _claypot, 20: _brown, 22: _rice, 25: _kimlan_bowl, 26: _family_pot, 28: _sauce_pots, 29: _white, 31: _wine,
    32: _sgraffito, 35: _coffee, 36: _carp, 40: _leafcup, 41: _filter, 42: _mended, 50: _story_jar, 52: _old_patterns, 54: _cafe,
}
