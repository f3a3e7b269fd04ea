"""Goods and tools that are not turned on a wheel, and small buildings."""

from pen import *
from motifs import *
from living import *


def tray(x, y, rx, colour=WOOD):
    return shadow(x, y + 14, rx * 1.02, 20) + ellipse(x, y + 4, rx, 30, WOOD_DEEP) + ellipse(x, y - 6, rx, 28, colour) + ellipse(x, y - 8, rx * .93, 22, SHADE, .08)


def dish(x, y, s, glaze, rim):
    """A flat dish, seen a little from above."""
    return group(shadow(0, 2, 110), ellipse(0, -8, 62, 16, rim, .5), ellipse(0, -28, 140, 30, glaze, 1, rim, 4), ellipse(0, -25, 98, 18, "none", .7, rim, 2.5), move=(x, y), scale=s)


def husks(x, y):
    rnd = chance(3)
    return "".join(ellipse(x + rnd.uniform(-60, 60), y + rnd.uniform(-14, 12), 13, 5, GOLD_LIGHT if i % 2 else GOLD, 1) for i in range(26))


def flames(x, y, s=1.0):
    out = []
    for d, h in ((-70, 60), (-30, 84), (14, 70), (56, 88), (84, 50)):
        out.append(shape([(d - 18, 0), (d - 14, -h * .5), (d, -h), (d + 16, -h * .45), (d + 18, 0)], "#d9793a"))
        out.append(shape([(d - 9, 0), (d - 6, -h * .35), (d, -h * .6), (d + 8, -h * .3), (d + 9, 0)], GOLD_LIGHT))
    return group(*out, move=(x, y), scale=s)


def coin(x, y, s=1.0):
    return group(circle(0, 0, 42, GOLD), circle(0, 0, 34, GOLD_LIGHT), rect(-12, -12, 24, 24, GOLD, 3), brush([(-24, -16), (-10, -28), (8, -28)], 4, PORCELAIN), move=(x, y), scale=s)


def ricebowl(x, y):
    return group(shadow(0, 4, 90), ellipse(0, -96, 92, 44, PORCELAIN), speckle(-80, -130, 80, -90, "#d8cfb8", 40, 3, 4, .9), shape([(-104, -96), (-84, -40), (-40, -4), (40, -4), (84, -40), (104, -96), (0, -84)], COBALT), brush([(-84, -60), (0, -40), (84, -60)], 5, PORCELAIN, .6, .6, .9), move=(x, y))


def beans(x, y):
    rnd = chance(9)
    return "".join(group(ellipse(0, 0, 14, 9, "#5b3a29") + brush([(-12, 0), (0, 3), (12, 0)], 2.5, "#a87a52"), move=(x + rnd.uniform(-60, 70), y + rnd.uniform(-16, 16)), turn=rnd.uniform(0, 180)) for _ in range(9))


def ladle(x, y):
    return group(line([(20, -30), (120, -190)], WOOD, 14), shape([(-60, -60), (40, -60), (30, -6), (-46, -6)], "#9c6a49"), ellipse(-10, -60, 52, 13, "#5b3a29"), move=(x, y))


def house(x, y, s=1.0, wall=PORCELAIN, roof=TERRACOTTA):
    return group(rect(-70, -80, 140, 82, wall), shape([(-104, -76), (-60, -96), (-40, -140), (40, -140), (60, -96), (104, -76)], roof, tension=.2), rect(-20, -56, 40, 58, roof), rect(-58, -56, 26, 28, roof, 2), rect(32, -56, 26, 28, roof, 2), brush([(-44, -142), (0, -146), (44, -142)], 7, roof, .9, .9), move=(x, y), scale=s)


def kiln(x, y, s=1.0, colour=TERRACOTTA, deep=TERRA_DEEP, lit=True):
    """A bottle kiln of brick with its fire mouth."""
    body = [(-110, 0), (-116, -90), (-84, -170), (-46, -230), (-40, -330), (40, -330), (46, -230), (84, -170), (116, -90), (110, 0)]
    bricks = []
    for row in range(15):
        yy = -14 - row * 22
        bricks.append(line([(-120, yy), (120, yy)], deep, 2.2, .35))
        bricks += [line([(-110 + i * 34 + row % 2 * 17, yy), (-110 + i * 34 + row % 2 * 17, yy - 22)], deep, 2, .28) for i in range(8)]
    mouth = path("M-36,0 V-52 A36,36 0 0 1 36,-52 V0 Z", "#3a1a10")
    fire = flames(-4, 0, .42) if lit else ""
    d = smooth(body, True, .25)
    return group(path(d, colour), clipped(d, *bricks, shape([(40, 20), (70, -150), (24, -340), (140, -340), (140, 20)], SHADE, .13)), rect(-50, -340, 100, 18, deep, 5), path("M-48,0 V-52 A48,48 0 0 1 48,-52 V0 Z", deep), mouth, fire, move=(x, y), scale=s)


def boat(x, y, s=1.0, colour=WOOD_DEEP):
    return group(shape([(-110, -34), (-70, -8), (0, 0), (70, -8), (110, -34), (60, -22), (-60, -22)], colour), path("M-44,-22 A44,40 0 0 1 44,-22 Z", WOOD_LIGHT), brush([(-44, -24), (0, -60), (44, -24)], 4, colour), move=(x, y), scale=s)


def lotus_dish(x, y):
    ring = [(x + math.cos(a) * (120 + 10 * math.cos(6 * a)), y - 26 + math.sin(a) * (30 + 4 * math.cos(6 * a))) for a in [i * math.tau / 36 for i in range(36)]]
    return shadow(x, y, 100) + shape(ring, CELADON) + "".join(brush([(x, y - 26), (x + math.cos(a) * 100, y - 26 + math.sin(a) * 24)], 3, CELADON_DEEP, .4, .1) for a in [i * .7 for i in range(9)])


def tower(x, y, s=1.0):
    """The little tower on its island in the lake."""
    out = [shadow(0, 4, 150), shape([(-150, 0), (-110, -34), (110, -34), (150, 0), (0, 12)], LEAF)]
    for w, h0, h in ((94, -34, 110), (70, -144, 86), (46, -230, 60)):
        out.append(rect(-w, h0 - h, w * 2, h, "#ece4d2", 3, 1, "#c9bea6", 3))
        n = 3 if w > 50 else 1
        for i in range(n):
            cx = -w + w * 2 * (i + .5) / n
            out.append(path(f"M{cx - 14},{h0} v{-h * .5} a14,14 0 0 1 28,0 v{h * .5} Z", COBALT_DEEP, opacity=.75))
        out.append(shape([(-w - 22, h0 - h + 6), (-w, h0 - h - 12), (w, h0 - h - 12), (w + 22, h0 - h + 6)], TERRACOTTA, tension=.2))
    out.append(shape([(-40, -302), (0, -350), (40, -302)], TERRACOTTA, tension=.2) + circle(0, -352, 7, GOLD))
    return group(*out, water(16, 2, COBALT_THIN, -170, 190), move=(x, y), scale=s)


def water(y, rows, colour, left, right):
    from grounds import water as w
    return w(y, rows, colour, left, right)


def bridge(x, y, s=1.0):
    return group(path("M-110,20 Q0,-70 110,20 L96,26 Q0,-48 -96,26 Z", TERRACOTTA), line([(-100, 0), (0, -64), (100, 0)], TERRA_DEEP, 5), *[line([(d, -64 + d * d / 160), (d, -30 + d * d / 190)], TERRA_DEEP, 4) for d in (-70, -35, 0, 35, 70)], move=(x, y), scale=s)


def cake(x, y):
    return group(ellipse(0, 2, 80, 16, "#e9dfc9"), shape([(-70, -4), (-70, -56), (40, -70), (80, -14)], TERRA_LIGHT, tension=.15), shape([(-70, -56), (40, -70), (80, -14), (-20, -34)], PORCELAIN, tension=.15), circle(-20, -70, 15, PINK), move=(x, y))


def goldleaf(x, y, s=1.0, turn=0):
    ring = [(-80, -76), (-20, -84), (40, -78), (84, -80), (80, -20), (86, 40), (80, 82), (20, 78), (-40, 86), (-84, 78), (-78, 20), (-86, -30)]
    return group(shape(ring, GOLD), shape([(-70, -66), (70, -70), (40, 10), (-60, 70)], GOLD_LIGHT, .75), brush([(-50, -40), (0, -50), (56, -44)], 4, PORCELAIN, .2, .2, .8), brush([(-40, 30), (10, 24), (50, 40)], 3, "#b98526", .2, .2, .6), move=(x, y), scale=s, turn=turn)


def leafbook(x, y, s=1.0):
    """A book of leaf, open, one leaf half lifted."""
    out = [shadow(0, 26, 270), shape([(-260, 10), (-250, -40), (0, -20), (250, -40), (260, 10), (0, 34)], "#7d4a35", tension=.1)]
    for i in range(6):
        out.append(shape([(-246 + i * 3, 4 - i * 5), (-236 + i * 3, -44 - i * 5), (0, -22 - i * 5), (236 - i * 3, -44 - i * 5), (246 - i * 3, 4 - i * 5), (0, 26 - i * 5)], "#f3ead6" if i % 2 else "#e4d6ba", tension=.1))
    out.append(poly([(-200, -34), (-190, -72), (-40, -58), (-40, -16)], GOLD) + poly([(-190, -38), (-182, -64), (-90, -56), (-100, -28)], GOLD_LIGHT, .8))
    out.append(poly([(40, -16), (40, -60), (200, -76), (204, -36)], GOLD) + poly([(60, -30), (60, -54), (170, -66), (172, -46)], GOLD_LIGHT, .8))
    out.append(brush([(120, -64), (150, -130), (130, -190), (170, -250)], 4, GOLD_LIGHT, .2, .1))
    return group(*out, move=(x, y), scale=s)


def stitches(points, colour=GOLD_LIGHT, width=4):
    return path(smooth(points, tension=.2), "none", colour, width, extra=' stroke-dasharray="13 11"')


def wallet(x, y, s=1.0):
    c = "#9a5a3a"
    return group(shadow(0, 4, 190), rect(-190, -240, 380, 240, "#7a4329", 20), rect(-190, -240, 372, 232, c, 20), rect(-190, -240, 372, 130, "#a86543", 20), path("M-190,-160 H182 V-110 H-190 Z", "#a86543"), stitches([(-176, -20), (168, -20)]), stitches([(-176, -226), (168, -226)]), stitches([(-176, -222), (-176, -24)]), stitches([(168, -222), (168, -24)]), line([(-190, -110), (182, -110)], "#7a4329", 4), rect(90, -146, 92, 62, "#7a4329", 14), circle(122, -115, 13, GOLD), move=(x, y), scale=s)


def belt(x, y, s=1.0):
    c = "#6e4329"
    return group(shadow(0, 4, 110), *[circle(0, -104, r, "none", 1, k, 24) for r, k in ((92, c), (62, "#8a5638"))], ellipse(0, -104, 30, 30, c), line([(92, -104), (96, -40), (150, -12)], c, 24), rect(128, -44, 54, 54, "none", 8, 1, GOLD, 9), line([(150, -18), (172, -18)], GOLD, 7), move=(x, y), scale=s)


def bag(x, y, s=1.0):
    c, d = "#a4613d", "#77432a"
    return group(shadow(0, 4, 170), line([(-110, -220), (-96, -330), (0, -372), (96, -330), (110, -220)], d, 18), shape([(-150, -230), (150, -230), (166, -20), (140, 0), (-140, 0), (-166, -20)], c, tension=.15), shape([(-154, -236), (154, -236), (150, -120), (60, -84), (-60, -84), (-150, -120)], "#b87148", tension=.2), stitches([(-140, -126), (-56, -96), (56, -96), (140, -126)]), stitches([(-150, -16), (0, -12), (150, -16)]), rect(-24, -126, 48, 66, d, 10), rect(-13, -104, 26, 22, GOLD, 5), move=(x, y), scale=s)


def case(x, y, s=1.0):
    c, d = "#93553a", "#6e3d28"
    return group(shadow(0, 4, 180), line([(-60, -236), (-50, -290), (50, -290), (60, -236)], d, 16), rect(-170, -240, 340, 240, c, 40), line([(-170, -150), (170, -150)], d, 6), stitches([(-160, -166), (160, -166)]), stitches([(-160, -134), (160, -134)]), rect(-26, -184, 52, 66, d, 10), circle(0, -150, 12, GOLD), lotus(0, -40, .75, d, "#ad6b4b"), move=(x, y), scale=s)


def tag(x, y, turn, ring):
    return group(circle(0, 0, 34, "none", 1, GOLD, 9), line([(0, 34), (0, 80)], "#6e4329", 10), rect(-62, 76, 124, 250, "#a4613d", 30), path("M-50,106 q0,-18 18,-18 h64 q18,0 18,18 v188 q0,18 -18,18 h-64 q-18,0 -18,-18 Z", "none", GOLD_LIGHT, 3.5, 1, ' stroke-dasharray="12 10"'), circle(0, 104, 12, GLAZE), flower(0, 206, 36, "#6e3d28", ring, fill="#bd7b52"), move=(x, y), turn=turn)


def ball(x, y, r):
    out = [shadow(x, y + r + 4, r), circle(x, y, r, "#b06f48")]
    d = f"M{x - r},{y} A{r},{r} 0 1 1 {x + r},{y} A{r},{r} 0 1 1 {x - r},{y} Z"
    seams = [[(x - r, y - r * .2), (x, y + r * .15), (x + r, y - r * .2)], [(x - r * .35, y - r), (x - r * .1, y), (x - r * .35, y + r)], [(x + r * .45, y - r), (x + r * .2, y), (x + r * .45, y + r)], [(x - r, y + r * .5), (x, y + r * .7), (x + r, y + r * .5)]]
    inner = [shape([(x - r, y - r), (x - r * .1, y - r), (x - r * .1, y), (x - r, y - r * .1)], "#c4855c", .9), shape([(x + r * .3, y), (x + r, y - .1 * r), (x + r, y + r), (x + r * .3, y + r * .7)], "#97593a", .9)]
    for s in seams:
        inner += [line(s, "#6e3d28", 5), stitches([(p, q + 9) for p, q in s], GOLD_LIGHT, 3)]
    return "".join(out) + clipped(d, *inner, circle(x + r * .6, y + r * .5, r, SHADE, .08))


def needle(x, y):
    return group(line([(-60, 60), (70, -120)], "#8792a6", 7), ellipse(70, -120, 4, 9, GLAZE), brush([(70, -120), (130, -160), (160, -90), (110, -30), (140, 40)], 4, GOLD, .8, .5), move=(x, y))


def thread(x, y):
    return group(shadow(0, 34, 50), rect(-44, -50, 88, 12, WOOD, 4), rect(-44, 22, 88, 12, WOOD, 4), rect(-34, -38, 68, 60, GOLD), *[line([(-34, -30 + i * 9), (34, -34 + i * 9)], "#b98526", 2) for i in range(7)], move=(x, y))


def inkstone(x, y):
    return group(shadow(0, 4, 110), shape([(-110, -8), (-100, -50), (100, -50), (110, -8), (0, 4)], "#3b4256", tension=.2), ellipse(20, -40, 64, 16, "#14192a"), rect(-96, -78, 34, 40, "#14192a", 4), move=(x, y))


def notebook(x, y, s=1.0):
    return group(shadow(0, 4, 170), poly([(-150, 0), (-130, -290), (140, -290), (160, 0)], "#f3ead6"), poly([(-160, -6), (-140, -296), (130, -296), (150, -6)], "#93553a"), poly([(-160, -6), (-140, -296), (-106, -296), (-124, -6)], "#6e3d28"), stitches([(-112, -20), (-96, -280)]), line([(150, -150), (60, -150)], "#6e3d28", 9), circle(64, -150, 15, GOLD), flower(10, -150, 44, "#6e3d28", GOLD, fill="#a86543"), move=(x, y), scale=s)


def brush_pen(x, y, turn=24, s=1.0):
    return group(rect(-8, -200, 16, 240, WOOD_LIGHT, 8), rect(-10, 30, 20, 24, COBALT, 3), shape([(-12, 54), (12, 54), (7, 96), (0, 124), (-7, 96)], INK), move=(x, y), turn=turn, scale=s)


def basket(x, y, s, fill):
    rnd = chance(int(x))
    heap_ = "".join(ellipse(rnd.uniform(-88, 88), -84 - rnd.uniform(0, 34) * (1 - abs(i - 15) / 20), 20, 10, fill if i % 3 else GOLD_LIGHT, 1, WOOD_DEEP, 1) for i in range(30))
    weave = "".join(line([(-104 + i * 4, -70 + i * 17), (104 - i * 4, -70 + i * 17)], WOOD_DEEP, 2.5, .5) for i in range(5)) + "".join(line([(d, -76), (d * .84, -6)], WOOD_DEEP, 2.5, .5) for d in range(-90, 91, 20))
    return group(shadow(0, 2, 100), ellipse(0, -82, 108, 34, WOOD_LIGHT), heap_, shape([(-110, -80), (-98, -34), (-78, 0), (78, 0), (98, -34), (110, -80), (0, -58)], WOOD_LIGHT, tension=.35), weave, line([(-110, -80), (-50, -66), (0, -62), (50, -66), (110, -80)], WOOD, 9), move=(x, y), scale=s)


def bundle(x, y, s=1.0):
    """A bundle of herbs, hung up to dry."""
    out = [line([(0, -120), (0, -30)], WOOD_DEEP, 4)]
    for i, d in enumerate(range(-70, 71, 14)):
        out.append(brush([(0, -20), (d * .5, 60), (d * 1.3, 150)], 6, LEAF_DEEP, .8, .2))
        out += [leaf(d * .5 * (t + .4), -10 + 150 * t, 34, 1.57 - d / 90 + (.9 if k else -.9), [LEAF, LEAF_LIGHT, LEAF_DEEP][i % 3]) for k, t in enumerate((.45, .7, .9))]
    return group(*out, rect(-24, -34, 48, 26, TERRACOTTA, 8), move=(x, y), scale=s)


def star_anise(x, y, s=1.0):
    out = []
    for i in range(8):
        a = math.tau * i / 8
        c, n = math.cos(a), math.sin(a)
        out.append(shape([(0, 0), (c * 30 - n * 14, n * 30 + c * 14), (c * 70, n * 70), (c * 30 + n * 14, n * 30 - c * 14)], "#8a4f2c") + ellipse(c * 36, n * 36, 9, 9, "#d79a5a") + ellipse(c * 36, n * 36, 5, 5, "#6b3a1e"))
    return group(*out, circle(0, 0, 11, "#6b3a1e"), move=(x, y), scale=s)


def cinnamon(x, y, s=1.0):
    out = [shadow(0, 12, 130, 16)]
    for i, (dx, dy) in enumerate(((0, 0), (14, -30), (-10, -58))):
        out.append(rect(-130 + dx, dy - 14, 260, 28, "#a8623a", 14) + brush([(-116 + dx, dy - 4), (0 + dx, dy - 8), (116 + dx, dy - 4)], 4, "#d79a6a", .3, .3) + circle(130 + dx, dy, 14, "#7c4425") + brush([(124 + dx, dy + 3), (130 + dx, dy - 6), (137 + dx, dy + 2)], 3, "#d79a6a"))
    return group(*out, move=(x, y), scale=s)


def cones(x, y):
    return "".join(group(shape([(-22, 0), (0, -64), (22, 0), (0, 8)], c), move=(x + d, y + e)) for d, e, c in ((-34, 0, WOOD), (6, 10, WOOD_DEEP), (40, 0, TERRACOTTA)))


def cardamom(x, y, s=1.0):
    return group(*[group(ellipse(0, 0, 40, 24, "#5b3a29"), *[brush([(-34, d), (0, d * 1.5), (34, d)], 3, "#8a5f40", .3, .3) for d in (-9, 0, 9)], move=(dx, dy), turn=t) for dx, dy, t in ((0, 0, 10), (76, 14, -30), (-76, 10, 40), (30, 52, 0))], move=(x, y), scale=s)


def sachet(x, y, s, colour):
    return group(shadow(0, 4, 120), shape([(-60, -190), (-120, -90), (-110, -10), (0, 4), (110, -10), (120, -90), (60, -190)], colour, tension=.4), shape([(-70, -250), (-40, -190), (40, -190), (70, -250), (24, -236), (-24, -236)], colour, tension=.3), rect(-58, -206, 116, 22, GOLD, 10), lotus(0, -40, .9, PORCELAIN, colour), line([(40, -196), (90, -150), (84, -90)], GOLD, 6), line([(84, -96), (78, -60)], GOLD, 14), move=(x, y), scale=s)


def jar_glass(x, y, s, colour):
    return group(shadow(0, 4, 100), rect(-90, -240, 180, 240, "#dfe9ea", 30), rect(-82, -170, 164, 162, colour, 24), rect(-82, -170, 164, 30, PORCELAIN, 10, .25), rect(-70, -276, 140, 44, WOOD, 10), rect(-58, -140, 116, 84, PORCELAIN, 6), leaf(-30, -80, 60, -.5, LEAF, LEAF_DEEP), brush([(-70, -200), (-72, -120), (-66, -50)], 10, PORCELAIN, .1, .1, .7), move=(x, y), scale=s)


def lemon(x, y):
    return group(shape([(-60, 0), (-40, -44), (20, -50), (62, -14), (76, -4), (60, 12), (20, 40), (-40, 36)], "#e6c34c"), circle(90, 26, 40, "#f3dd86", 1, "#e6c34c", 7), *[line([(90, 26), (90 + math.cos(a) * 32, 26 + math.sin(a) * 32)], "#e6c34c", 3) for a in [i * 1.05 for i in range(6)]], move=(x, y))


def grinder(x, y, s=1.0):
    """The grinding boat with its wheel."""
    return group(shadow(0, 6, 230), shape([(-240, -110), (-170, -30), (0, -4), (170, -30), (240, -110), (150, -74), (0, -60), (-150, -74)], "#7e8797", tension=.4), brush([(-190, -70), (0, -30), (190, -70)], 8, "#a9b2c0", .2, .2), circle(20, -150, 104, "#8c95a5"), circle(20, -150, 84, "#a1aab8"), circle(20, -150, 18, WOOD_DEEP), line([(-80, -156), (120, -144)], WOOD, 20), *[leaf(-60 + i * 34, -50 + (i % 2) * 8, 34, -.6 - i * .4, LEAF) for i in range(4)], move=(x, y), scale=s)


def kick_wheel(x, y, reach=170):
    """A potter's wheel whose disc lies at (x, y): a broad flat disc, a thick low shaft and the heavy flywheel that the
    foot pushes; it stands on the floor 132 below."""
    slab = lambda y, rx, ry, high, top, side: ellipse(x, y + high, rx, ry, side) + rect(x - rx, y, 2 * rx, high, side) + ellipse(x, y, rx, ry, top)
    rim = reach * 1.08
    marks = "".join(line([(x + math.cos(a) * rim * .3, y + 110 + math.sin(a) * 10), (x + math.cos(a) * rim * .9, y + 110 + math.sin(a) * 29)], "#877c69", 4) for a in [.5 + i * math.tau / 6 for i in range(6)])
    return (shadow(x, y + 152, rim * 1.12) + slab(y + 110, rim, 34, 30, "#a99c86", "#7f745f") + marks
            + poly([(x - 46, y + 10), (x + 46, y + 10), (x + 62, y + 112), (x - 62, y + 112)], WOOD_DEEP) + ellipse(x, y + 112, 62, 12, WOOD_DEEP)
            + poly([(x + 8, y + 10), (x + 46, y + 10), (x + 62, y + 112), (x + 14, y + 122)], SHADE, .14)
            + slab(y, reach, 28, 18, WOOD, WOOD_DEEP)
            + ellipse(x, y - 1, reach * .8, 21, "none", .6, WOOD_DEEP, 3) + ellipse(x, y - 2, reach * .55, 14, "none", .6, WOOD_DEEP, 3)
            + brush([(x - rim * 1.02, y + 150), (x - rim * .5, y + 176), (x + rim * .3, y + 180)], 5, COBALT_THIN, .1, .1)
            + brush([(x + rim * 1.1, y + 96), (x + rim * 1.14, y + 120), (x + rim * 1.02, y + 142)], 5, COBALT_THIN, .1, .1))


def knife(x, y, s=1.0):
    """The herbalist's knife, hinged at one end of its board."""
    return group(shadow(0, 38, 130), rect(-130, 0, 260, 34, WOOD, 8), shape([(-110, -10), (-60, -90), (60, -120), (110, -110), (90, -40), (0, -6)], "#98a3b4", tension=.3), brush([(-100, -8), (0, -4), (90, -38)], 5, PORCELAIN, .3, .3), line([(100, -112), (170, -150)], WOOD_DEEP, 20), circle(-110, -6, 12, "#5a6270"), move=(x, y), scale=s)


def sack(x, y, s, colour):
    return group(shadow(0, 4, 120), shape([(-80, -270), (-116, -160), (-120, -30), (-90, 0), (90, 0), (120, -30), (116, -160), (80, -270), (0, -256)], colour, tension=.35), shape([(-80, -274), (0, -286), (80, -274), (40, -262), (-40, -262)], WOOD_DEEP), leaf(-10, -80, 100, -1.2, LEAF_DEEP, colour), leaf(10, -80, 90, -.5, LEAF, LEAF_DEEP), leaf(-10, -80, 80, -2.4, LEAF, LEAF_DEEP), brush([(-92, -200), (-100, -110), (-92, -40)], 6, PORCELAIN, .1, .1, .5), move=(x, y), scale=s)


def heap(x, y):
    return shape([(x - 120, y), (x - 70, y - 44), (x, y - 60), (x + 70, y - 40), (x + 120, y), (x, y + 10)], "#5b3f30") + speckle(x - 90, y - 40, x + 90, y, "#8a6a50", 40, 4, 4, .9)


def drawers(x, y, cols, rows, w=96, h=70):
    """The medicine chest with its many drawers; painted marks instead of names."""
    out = [rect(x - 14, y - 14, cols * w + 28, rows * h + 28, WOOD_DEEP, 8)]
    marks = [lambda a, b: leaf(a - 12, b + 4, 30, -.5, LEAF_DEEP), lambda a, b: flower(a, b, 12, TERRACOTTA, n=6), lambda a, b: circle(a, b, 8, GOLD), lambda a, b: brush([(a - 12, b), (a, b - 6), (a + 12, b)], 5, COBALT)]
    for i in range(cols):
        for j in range(rows):
            a, b = x + i * w, y + j * h
            out += [rect(a + 4, b + 4, w - 8, h - 8, WOOD if (i + j) % 2 else "#b48660", 4), rect(a + w / 2 - 22, b + 10, 44, 26, "#f3ead6", 3), marks[(i * 3 + j) % 4](a + w / 2, b + 23), circle(a + w / 2, b + h - 18, 6, GOLD)]
    return "".join(out)
