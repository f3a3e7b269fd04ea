"""What the booths show: a picture each, by name."""

from pen import *
from grounds import *
from motifs import *
from vessels import *
from things import *


def cobalt_paint(p, flowers=True):
    """Blue and white on a vase."""
    h = p.profile[-1][0]
    x0, x1 = p.span(h * .45)
    mid = p.base - h * .45
    out = [petals(p.base - h * .02, *p.span(h * .12), h * .16, 7), p.band(h * .2), p.band(h * .225, width=2)]
    if flowers:
        out += [flower(p.x - (x1 - x0) * .18, mid, 46), flower(p.x + (x1 - x0) * .26, mid - 34, 36),
                scroll(x0 - 10, mid + 44, (x1 - x0) * .9), scroll(x0 + 8, mid - 66, (x1 - x0) * .7, flip=-1)]
    return out + [p.band(h * .7, width=3), p.band(h * .72), p.band(h * .96, width=5)]


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


def _planters():
    p, q = Pot(400, 585, POTSHAPE, 1.1), Pot(640, 590, POTSHAPE, .75)
    return [moon("celadon"), foliage(400, 370, 1.15, 4), p.draw(PORCELAIN, p.dip(120, CELADON, 3, 8), waves(520, 290, 520, 36), shade=.1),
            cactus(640, 445, 1.0), q.draw(TERRACOTTA, q.band(110, TERRA_LIGHT, 10), shade=.15)]


def _burner():
    p = Pot(480, 585, [(0, 86), (12, 80), (40, 124), (110, 146), (180, 120), (200, 92)], 1.15)
    holes = [circle(480 + dx, 500 + dy, r, GOLD_LIGHT) for dx, dy, r in [(0, 0, 20), (-58, -14, 14), (58, -14, 14), (-30, 34, 11), (30, 34, 11), (-100, 10, 9), (100, 10, 9), (-34, -46, 9), (34, -46, 9)]]
    smoke = [brush([(480 + d, 330), (500 + d, 280), (462 + d, 230), (486 + d, 170), (470 + d, 110)], 10, COBALT_THIN, .1, .1, .7) for d in (-34, 26)]
    return [niche("celadon")] + smoke + [p.draw(CELADON, *holes, p.band(200, CELADON_DEEP, 3), shade=.14), dish(750, 592, .6, PORCELAIN, COBALT)]


def _ash():
    glaze = "#c9c2ad"
    b, c = Pot(400, 585, BOWL, 1.0), Pot(660, 590, CUP, 1.0)
    rub = lambda p, s: [p.dip(p.profile[-1][0] * .4, "#dcd8c8", s, 12), speckle(p.x - 190, p.top, p.x + 190, p.base, WOOD_DEEP, 70, s, 2.6, .45)]
    return [moon("gold"), b.draw(glaze, *rub(b, 3), shade=.12), c.draw(glaze, *rub(c, 8), shade=.12), husks(800, 600)]


def _guardian():
    return [niche("terra"), nghe(480, 590, 1.25)]


def _floor_vases():
    out = [niche("cobalt", w=640)]
    for x in (350, 610):
        v = Pot(x, 588, TALL, 1.02)
        s = 1 if x < 480 else -1
        out.append(v.draw(PORCELAIN, petals(586, *v.span(50), 66, 7), v.band(96), bamboo(x - 50 * s, 492, 230), crane(x + 26 * s, 380, (.8 * s, .8)), v.band(334), v.band(346, width=3), waves(180, x - 60, x + 70, 26)))
    return out


def _gilded():
    b = plate(520, 380, 195, COBALT, lotus(520, 430, 1.5, GOLD, COBALT_MID), rim_flowers(520, 380, 195, 12, GOLD), rim=GOLD)
    return [moon("gold", 575), line([(420, 580), (470, 500)], WOOD, 12), line([(630, 580), (570, 500)], WOOD, 12), b, teapot(250, 590, .62, COBALT, brush([(190, 545), (250, 530), (310, 548)], 4, GOLD), knob=GOLD), cup(770, 592, .6, COBALT, brush([(720, 570), (770, 560), (820, 570)], 4, GOLD), tea=GOLD_LIGHT)]


def _claypot():
    p = Pot(480, 560, [(0, 110), (8, 120), (70, 168), (140, 170), (180, 140)], 1.05)
    stove = shape([(330, 590), (350, 540), (610, 540), (630, 590)], "#7d4a35") + flames(480, 590, 1.0)
    steam = [brush([(480 + d, 300), (500 + d, 250), (470 + d, 200), (488 + d, 150)], 9, COBALT_THIN, .1, .1, .6) for d in (-50, 10, 60)]
    return [moon("terra")] + steam + [line([(310, 440), (240, 430)], "#8d5238", 30), p.draw("#b06a48", speckle(310, 380, 650, 560, TERRA_DEEP, 50, 4), shade=.15), lid(p, "#a05c3c", height=56), stove]


def _basin():
    b = Pot(480, 560, [(0, 120), (14, 130), (70, 190), (120, 220), (140, 226)], 1.0)
    return [niche("celadon", w=620), rect(210, 560, 540, 34, WOOD, 6), b.draw(PORCELAIN, *[carp(480 + d, 492, .55, COBALT, 0) for d in (-110, 60)], b.band(124), waves(556, 330, 640, 34), inside=CELADON),
            cup(740, 560, .55, CELADON), line([(735, 500), (722, 430)], WOOD, 6)]


def _brown():
    g, j = Pot(400, 585, GOURD, 1.08), Pot(650, 590, JAR, .6)
    return [moon("gold"), g.draw("#8a6a34", g.dip(190, "#6a4f26", 3, 16), shade=.16, light=.35), j.draw("#74572c", j.dip(120, "#a3824a", 8, 12), shade=.16, light=.3)] + [
        cup(x, 600, .34, "#8a6a34") for x in (520, 790, 256)]


def _piggy():
    return [moon("pink"), pig(470, 580, 1.2), coin(720, 330), coin(690, 260, .7), bird(760, 590, .8, COBALT_MID)]


def _rice():
    j = Pot(430, 588, JAR, 1.1)
    return [moon("gold"), j.draw("#e9dfc9", j.dip(220, COBALT, 3, 10), flower(430, 470, 50), scroll(290, 520, 280), shade=.12), lid(j, COBALT, height=46), ricebowl(700, 590)] + []


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


def _kimlan_bowl():
    front, back = Pot(560, 592, BOWL, .95), Pot(330, 582, BOWL, .72)
    draw = lambda p: p.draw("#f2ead8", p.band(p.profile[-1][0] - 8, "#7a4c31", 10), flower(p.x, p.base - p.profile[-1][0] * .5, 30), leaf(p.x + 34, p.base - p.profile[-1][0] * .5, 46, -.3), leaf(p.x - 34, p.base - p.profile[-1][0] * .5, 46, 3.4))
    return [moon("gold"), draw(back), draw(front), dish(250, 640, .8, "#f2ead8", "#7a4c31"), line([(640, 660), (880, 600)], WOOD, 8), line([(644, 674), (884, 618)], WOOD, 8)]


def _family_pot():
    return [niche("cobalt", w=580), tray(470, 594, 340, WOOD), teapot(430, 578, 1.4, PORCELAIN, flower(400, 480, 44), scroll(300, 530, 250), scroll(320, 440, 200, flip=-1), knob=COBALT), cup(690, 582, .62, PORCELAIN, scroll(640, 565, 100)), cup(765, 600, .62, PORCELAIN, scroll(715, 583, 100))]


def _watering():
    p = Pot(460, 585, [(0, 100), (10, 106), (110, 118), (190, 96), (204, 86)], 1.1)
    return [moon("celadon"), line([(560, 500), (660, 430), (720, 360)], CELADON, 26), shape([(698, 372), (730, 330), (764, 360), (736, 388)], CELADON_DEEP), line([(370, 410), (300, 380), (300, 500), (362, 530)], CELADON, 22),
            p.draw(CELADON, leaf(430, 540, 110, -1.2, CELADON_DEEP, CELADON), leaf(460, 540, 120, -.7, CELADON_DEEP, CELADON), shade=.13), sprout(800, 592, 1.0), sprout(220, 594, .8)]


def _sauce_pots():
    a, b = Pot(390, 588, [(0, 100), (8, 110), (80, 150), (130, 148), (160, 128)], 1.0), Pot(660, 592, [(0, 60), (8, 66), (50, 92), (90, 90), (104, 84)], 1.0)
    ears = lambda p, w: line([(p.x - w, p.base - 110), (p.x - w - 34, p.base - 126), (p.x - w - 30, p.base - 84), (p.x - w, p.base - 76)], "#8d5238", 16) + line([(p.x + w, p.base - 110), (p.x + w + 34, p.base - 126), (p.x + w + 30, p.base - 84), (p.x + w, p.base - 76)], "#8d5238", 16)
    return [moon("terra"), tray(390, 590, 210, WOOD), ears(a, 138), a.draw("#a85f3f", a.dip(90, "#6e3d28", 5, 14), shade=.15), lid(a, "#9a5436", height=46), line([(744, 530), (850, 506)], "#8d5238", 22), b.draw("#b06a48", shade=.15, inside="#5b2f1e"), greens(820, 640, .55), ricebowl(180, 640)]


def _white():
    return [niche("celadon", w=560), mug(350, 588, 1.1, PORCELAIN, brush([(285, 520), (350, 504), (420, 522)], 4, CELADON)), Pot(590, 588, BOTTLENECK, .95).draw(PORCELAIN), brush([(590, 216), (604, 150), (580, 96)], 5, LEAF_DEEP, .9, .3), leaf(598, 160, 54, -.4, LEAF), leaf(596, 130, 50, -2.6, LEAF), flower(578, 92, 22, CELADON_DEEP, GOLD, fill=PORCELAIN)]


def _whistle():
    return [moon("terra"), buffalo(440, 588, 1.15), bird(740, 588, 1.1, TERRACOTTA)]


def _wine():
    b = Pot(400, 588, [(0, 96), (10, 100), (100, 150), (200, 152), (262, 96), (300, 58), (330, 56), (342, 66)], 1.1)
    return [moon("gold"), b.draw("#d9cfae", scroll(250, 440, 300, CELADON_DEEP), bamboo(400, 560, 150, CELADON_DEEP), b.band(300, CELADON_DEEP), shade=.12), ellipse(400, b.top - 6, 64, 26, TERRACOTTA), Pot(650, 590, GOURD, .62).draw("#8a6a34", shade=.15), cup(740, 600, .4, PORCELAIN), cup(800, 594, .4, PORCELAIN)]


def _sgraffito():
    v, b = Pot(400, 585, VASE, 1.0), Pot(660, 590, BOWL, .68)
    cut, slip = "#efe4cc", "#6b3f2b"
    fern = [brush([(400, 560), (396, 470), (406, 360)], 5, cut, .6, .2)] + [leaf(400, 530 - i * 32, 92 - i * 12, a, cut, slip) for i in range(5) for a in (-.55, -2.6)]
    return [moon("terra"), v.draw(slip, *fern, rect(200, 570, 400, 30, cut), v.band(290, cut, 4), v.band(304, cut, 3), v.band(24, cut, 3), shade=.2, light=.3), b.draw(slip, carp(650, 536, .62, cut), b.band(92, cut), b.band(10, cut, 9), shade=.2, light=.3)]


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


def _coffee():
    return [moon("terra"), mug(420, 588, 1.25, PORCELAIN, brush([(340, 520), (420, 500), (500, 524)], 5, TERRACOTTA)), shape([(320, 400), (340, 388), (500, 388), (520, 400), (420, 412)], "#e9dfc9"), Pot(420, 394, [(0, 62), (10, 66), (80, 70), (96, 74)], 1.0).draw("#e9dfc9", shadow_at=False, inside="#4a2c1c"), line([(420, 402), (420, 440)], "#5b3a29", 5), cup(700, 590, .8, CELADON, tea="#5b3a29"), beans(640, 604)]


def _carp():
    return [moon("cobalt", 590), line([(400, 596), (440, 520)], WOOD, 12), line([(560, 596), (520, 520)], WOOD, 12), plate(480, 350, 225, PORCELAIN, carp(480, 340, 1.5, COBALT, -18), waves(450, 300, 680, 40), waves(482, 320, 660, 40), rim_flowers(480, 350, 225, 14))]


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


def _story_jar():
    j = Pot(480, 590, [(0, 92), (10, 94), (110, 122), (240, 150), (310, 128), (336, 84), (350, 88)], 1.12)
    return [niche("cobalt", w=560), j.draw(PORCELAIN, petals(588, *j.span(50), 72, 8), j.band(96), group(landscape(320, 640, 430)), j.band(300, width=3), scroll(340, 236, 280), j.band(346)), lid(j, PORCELAIN, COBALT, 52)]


def _sweets():
    out = [moon("pink", 580), shadow(480, 596, 280), ellipse(480, 470, 300, 130, WOOD_LIGHT), ellipse(480, 456, 296, 126, PORCELAIN, 1, COBALT_THIN, 4)]
    fills = [PINK_LIGHT, LEAF_LIGHT, GOLD_LIGHT, TERRA_LIGHT, "#efe3c8"]
    for i in range(5):
        a = math.tau * i / 5 - 1.57
        x, y = 480 + math.cos(a) * 180, 456 + math.sin(a) * 76
        out += [ellipse(x, y, 88, 40, "#eef1f7", 1, COBALT, 3)] + [ellipse(x - 34 + k % 3 * 34, y - 8 + k // 3 * 16, 20, 12, fills[i], 1, "#b9a98c", 1.2) for k in range(6)]
    return out + [ellipse(480, 456, 62, 28, "#eef1f7", 1, COBALT, 3), flower(480, 452, 26, COBALT)]


def _old_patterns():
    b = Pot(440, 588, BOWL, 1.2)
    j = Pot(730, 592, JAR, .52)
    return [moon("gold"), b.draw("#f4eee0", plum(430, 520, 1.0, "#5b3a29"), plum(600, 510, .6, "#5b3a29"), b.band(170, "#5b3a29", 5), b.band(10, "#5b3a29")), j.draw("#efe6d0", flower(730, 520, 40, "#6e4329", n=6), leaf(760, 540, 40, .5, "#6e4329"), leaf(700, 540, 40, 2.6, "#6e4329"), j.band(150, "#6e4329", 8), shade=.12)]


def _elephant():
    return [moon("celadon"), elephant(440, 590, 1.25), Pot(760, 592, BOWL, .5).draw(COBALT, shade=.2)]


def _cafe():
    out = [moon("terra")]
    for i, c in enumerate((CELADON, PORCELAIN, TERRA_LIGHT)):
        out.append(mug(390, 588 - i * 118, .86, c))
    out += [dish(640, 594, .9, PORCELAIN, CELADON_DEEP), cake(640, 566), Pot(790, 592, [(0, 40), (8, 44), (60, 52), (110, 38), (130, 46)], .9).draw(PORCELAIN)]
    return out


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


PRODUCTS = {1: _crackle_tea, 2: _blue_white, 3: _celadon, 4: _bricks, 5: _altar, 6: _landscape, 7: _jars, 8: _prosperity, 9: _flambe, 10: _tableware,
            11: _teapots, 12: _planters, 13: _burner, 14: _ash, 15: _guardian, 16: _floor_vases, 17: _gilded, 18: _claypot, 19: _basin, 20: _brown,
            21: _piggy, 22: _rice, 23: _crystal, 24: _garden, 25: _kimlan_bowl, 26: _family_pot, 27: _watering, 28: _sauce_pots, 29: _white, 30: _whistle,
            31: _wine, 32: _sgraffito, 33: _incense, 34: _tiles, 35: _coffee, 36: _carp, 37: _rain, 38: _toys, 39: _relief, 40: _leafcup,
            41: _filter, 42: _mended, 43: _lamp, 44: _keepsake, 45: _contemporary, 46: _chime, 47: _mosaic, 48: _jewels, 49: _miniature, 50: _story_jar,
            51: _sweets, 52: _old_patterns, 53: _elephant, 54: _cafe, 55: _leafbook, 56: _gilded_altar, 57: _gilded_vase, 58: _wallet, 59: _bag, 60: _teacase,
            61: _tags, 62: _lacquer, 63: _ball, 64: _notebook, 65: _herbs, 66: _herbtea, 67: _sticks, 68: _sachet, 69: _syrup, 70: _mortar,
            71: _footbath, 72: _spices, 73: _bougain, 74: _bonsai, 75: _gate, 76: _celadon_bloom, 77: _white_bloom, 78: _cards, 79: _soil, 80: _nursery}
