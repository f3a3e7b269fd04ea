"""Plants and animals."""

from pen import *
from motifs import *


def foliage(x, y, s=1.0, seed=1):
    rnd = chance(seed)
    out = [brush([(0, 10), (rnd.uniform(-10, 10), -120), (rnd.uniform(-30, 30), -230)], 12, LEAF_DEEP, .9, .3)]
    for i in range(12):
        t = .2 + .8 * i / 11
        side = -1 if i % 2 else 1
        a = -1.57 + side * (1.15 - .7 * t) + rnd.uniform(-.15, .15)
        out.append(leaf(0, -230 * t, rnd.uniform(80, 120), a, [LEAF, LEAF_DEEP, LEAF_LIGHT][i % 3], PORCELAIN if i % 3 == 1 else LEAF_DEEP))
    return group(*out, move=(x, y), scale=s)


def sprout(x, y, s=1.0):
    return group(brush([(0, 4), (-4, -50), (2, -100)], 9, LEAF_DEEP, .9, .5), leaf(0, -96, 70, -.5, LEAF, LEAF_DEEP), leaf(0, -96, 70, -2.6, LEAF_LIGHT, LEAF_DEEP),
                 leaf(-2, -56, 50, -.2, LEAF), move=(x, y), scale=s)


def cactus(x, y, s=1.0):
    parts = [shape([(-46, 0), (-54, -70), (-34, -130), (0, -146), (34, -130), (54, -70), (46, 0)], LEAF)]
    parts += [brush([(d, -6), (d * 1.15, -70), (d * .5, -136)], 4, LEAF_DEEP, .4, .2) for d in (-30, 0, 30)]
    return group(*parts, flower(0, -150, 20, PINK, GOLD, fill=PINK_LIGHT), move=(x, y), scale=s)


def greens(x, y, s=1.0):
    """A head of mustard greens."""
    out = [leaf(0, 0, 130, a, c, PORCELAIN) for a, c in ((-2.2, LEAF), (-.9, LEAF), (-1.9, LEAF_LIGHT), (-1.2, LEAF_LIGHT), (-1.57, LEAF_DEEP))]
    return group(*out, ellipse(0, -6, 26, 18, "#eef0dc"), move=(x, y), scale=s)


def blossoms(points, colour, r=18, seed=1):
    """Bougainvillea: papery bracts in threes with a small white heart, and leaves between."""
    rnd = chance(seed)
    tone = {PINK: (PINK, PINK_LIGHT, PINK_DEEP), PINK_LIGHT: (PINK_LIGHT, "#f7d3de", PINK), PORCELAIN: ("#fffdf9", "#f1ebdf", "#cfc4ae")}
    base, light, deep = tone.get(colour, (colour, colour, colour))
    under, over = [], []
    for i, (x, y) in enumerate(points):
        a0 = rnd.uniform(0, 2)
        if i % 2 == 0:
            under.append(leaf(x, y, r * 2.3, rnd.uniform(0, 6.28), LEAF if i % 4 else LEAF_DEEP))
        for k in range(3):
            a = a0 + math.tau * k / 3
            tip = (x + math.cos(a) * r * 1.35, y + math.sin(a) * r * 1.35)
            ring = [(x, y), (x + math.cos(a - .75) * r, y + math.sin(a - .75) * r), tip, (x + math.cos(a + .75) * r, y + math.sin(a + .75) * r)]
            over.append(shape(ring, light if k == 1 else base))
            over.append(brush([(x, y), (x + math.cos(a) * r, y + math.sin(a) * r)], 2, deep, .6, .1, .7))
        over.append(circle(x, y, r * .22, "#fff8e8", 1, deep, 1))
    return "".join(under + over)


def bougainvillea(x, y, s=1.0, colours=(PINK,)):
    rnd = chance(len(colours) * 7 + 2)
    out = [brush([(0, 130), (-8, 100), (10, 30), (-14, -50)], 20, WOOD, .9, .4), brush([(0, 70), (60, 0), (110, -40)], 11, WOOD, .8, .2), brush([(2, 50), (-60, -10), (-116, -30)], 11, WOOD, .8, .2)]
    for i, c in enumerate(colours):
        a = math.pi + math.pi * (i + .5) / len(colours)
        cx, cy = math.cos(a) * 120, math.sin(a) * 110 + 10
        if len(colours) == 1:
            cx, cy = 0, -60
        n, spread = (34, 150) if len(colours) == 1 else (int(64 / len(colours)), 62 + 60 / len(colours))
        pts = []
        for _ in range(n):
            q, d = rnd.uniform(0, math.tau), spread * math.sqrt(rnd.random())
            pts.append((cx + math.cos(q) * d, cy + math.sin(q) * d * .75))
        out.append(blossoms(sorted(pts, key=lambda p: p[1]), c, 19, i))
    return group(*out, move=(x, y), scale=s)


def bonsai(x, y, s=1.0, colour=PINK):
    trunk = [shape([(-50, 6), (-24, -70), (-60, -150), (-20, -220), (10, -216), (-22, -150), (30, -84), (48, 6)], WOOD_DEEP), brush([(-10, -6), (0, -76), (-40, -150)], 6, WOOD, .6, .1),
             brush([(0, -100), (70, -140), (140, -150)], 20, WOOD_DEEP, .9, .2), brush([(-36, -160), (-100, -180), (-150, -176)], 16, WOOD_DEEP, .9, .2)]
    rnd = chance(4)
    pads = []
    for cx, cy, w in ((-6, -250, 110), (146, -172, 84), (-156, -200, 78), (60, -210, 60)):
        pads.append(shape([(cx - w, cy + 18), (cx - w * .7, cy - 22), (cx, cy - 44), (cx + w * .7, cy - 22), (cx + w, cy + 18), (cx, cy + 30)], LEAF_DEEP if colour in (PINK,) else colour))
        pads.append(shape([(cx - w * .8, cy + 6), (cx - w * .5, cy - 26), (cx, cy - 40), (cx + w * .6, cy - 20), (cx + w * .7, cy + 4)], LEAF))
        if colour == PINK:
            pts = [(cx + rnd.uniform(-w, w) * .9, cy + rnd.uniform(-36, 14)) for _ in range(int(w / 8))]
            pads.append(blossoms(pts, PINK, 13, int(w)))
    return group(*trunk, *pads, move=(x, y), scale=s)


def bird(x, y, s=1.0, colour=TERRACOTTA):
    return group(shadow(10, 4, 70), shape([(-110, -60), (-60, -70), (-10, -110), (30, -150), (66, -150), (84, -120), (74, -60), (40, -14), (-20, -4), (-60, -30)], colour),
                 poly([(80, -134), (112, -122), (80, -112)], GOLD), circle(60, -128, 6, INK), brush([(-50, -56), (0, -70), (40, -50), (0, -30)], 6, PORCELAIN, .2, .2, .8), brush([(-34, -44), (4, -52), (26, -44)], 4, PORCELAIN, .2, .2, .8), circle(0, -88, 7, "#3a2218", .6), move=(x, y), scale=s)


def buffalo(x, y, s=1.0, colour=TERRACOTTA):
    legs = [rect(d, -70, 36, 72, colour, 12) for d in (-120, -70, 50, 98)]
    return group(shadow(0, 4, 170), *legs, shape([(-160, -60), (-150, -150), (-70, -176), (30, -170), (110, -190), (150, -130), (140, -60), (0, -40)], colour),
                 shape([(110, -200), (170, -220), (214, -170), (226, -110), (190, -84), (140, -110)], colour), line([(150, -206), (120, -260), (60, -270)], "#5b3022", 16), line([(176, -208), (210, -262), (262, -254)], "#5b3022", 16),
                 circle(176, -158, 7, INK), brush([(-150, -120), (-190, -90), (-186, -40)], 9, TERRA_DEEP, .8, .3), brush([(-80, -150), (-10, -130), (60, -146)], 5, TERRA_LIGHT, .2, .2), brush([(-60, -120), (0, -104), (50, -118)], 5, TERRA_LIGHT, .2, .2), circle(-10, -172, 11, "#3a2218", .7), ellipse(212, -98, 8, 5, TERRA_DEEP), move=(x, y), scale=s)


def elephant(x, y, s=1.0):
    body = PORCELAIN
    saddle = shape([(-96, -214), (10, -226), (30, -120), (-90, -110)], COBALT)
    parts = [shadow(0, 4, 170), rect(-130, -110, 62, 112, body, 14, 1, COBALT_THIN, 3), rect(30, -110, 62, 112, body, 14, 1, COBALT_THIN, 3),
             shape([(-160, -80), (-156, -170), (-90, -222), (20, -226), (90, -200), (120, -130), (90, -70), (-40, -60)], body, 1, COBALT_THIN, 3),
             shape([(70, -236), (140, -250), (186, -200), (190, -120), (206, -60), (236, -44), (226, -20), (180, -26), (156, -80), (110, -110), (76, -160)], body, 1, COBALT_THIN, 3),
             shape([(66, -226), (110, -214), (116, -150), (80, -120), (50, -160)], "#eef1f7", 1, COBALT, 3), circle(140, -192, 6, INK), brush([(150, -110), (176, -98), (196, -112)], 8, "#f3ead6", .9, .2),
             saddle, flower(-36, -168, 34, COBALT_THIN, GOLD, fill=PORCELAIN), brush([(-94, -124), (-40, -112), (26, -130)], 5, GOLD, .8, .8), rect(-110, -250, 150, 26, PORCELAIN, 8, 1, COBALT, 4), brush([(-158, -150), (-186, -110), (-180, -70)], 7, COBALT_THIN, .8, .3)]
    return group(*parts, move=(x, y), scale=s)


def pig(x, y, s=1.0):
    return group(shadow(0, 6, 170), *[rect(d, -52, 44, 56, TERRA_DEEP, 12) for d in (-100, 50)], ellipse(0, -120, 170, 110, TERRACOTTA), ellipse(150, -130, 34, 42, TERRA_LIGHT), ellipse(158, -142, 6, 9, TERRA_DEEP), ellipse(158, -118, 6, 9, TERRA_DEEP),
                 poly([(60, -214), (104, -260), (116, -196)], TERRA_DEEP), circle(104, -164, 8, INK), rect(-50, -226, 80, 12, "#3a2218", 6), brush([(-166, -130), (-204, -150), (-190, -180), (-176, -160)], 8, TERRA_DEEP, .6, .3), flower(-30, -110, 44, GOLD_LIGHT, TERRACOTTA, fill=GOLD_LIGHT), brush([(-120, -170), (-60, -208), (10, -216)], 12, TERRA_LIGHT, 0, 0, .8), move=(x, y), scale=s)


def nghe(x, y, s=1.0):
    """A little lion-dog, as it guards a communal house."""
    body = CELADON
    out = [shadow(0, 6, 170), rect(-150, -34, 300, 36, COBALT, 8), waves(-4, -140, 140, 40, COBALT_THIN),
           shape([(-120, -36), (-140, -130), (-100, -230), (-40, -270), (30, -240), (70, -120), (60, -36)], body), shape([(20, -36), (30, -150), (70, -170), (86, -36)], body), rect(30, -60, 70, 26, body, 12), rect(-130, -64, 96, 30, body, 14),
           shape([(-40, -250), (-50, -330), (10, -380), (90, -370), (126, -320), (118, -270), (60, -240)], body), shape([(90, -330), (140, -316), (150, -280), (110, -258), (84, -280)], CELADON_LIGHT),
           circle(70, -326, 12, PORCELAIN), circle(73, -324, 6, INK), brush([(46, -350), (70, -356), (92, -344)], 7, CELADON_DEEP, .6, .3), brush([(96, -278), (124, -276), (146, -288)], 5, CELADON_DEEP, .4, .2), circle(132, -306, 6, CELADON_DEEP)]
    for i, (cx, cy) in enumerate([(-50, -350), (-70, -310), (-72, -266), (-20, -376), (-52, -228), (20, -396)]):
        out.append(circle(cx, cy, 26, CELADON_DEEP) + brush([(cx - 10, cy + 4), (cx, cy - 10), (cx + 10, cy), (cx, cy + 8)], 4, CELADON_LIGHT, .3, .2))
    out += [brush([(-118, -60), (-176, -110), (-170, -190), (-140, -210), (-150, -170)], 20, CELADON_DEEP, .8, .2)] + [brush([(-80 + i * 34, -90 - i * 14), (-60 + i * 34, -110 - i * 14), (-40 + i * 34, -92 - i * 14)], 5, CELADON_DEEP, .3, .2) for i in range(3)] + [circle(52, -230, 16, GOLD)]
    return group(*out, move=(x, y), scale=s)


def crane(x, y, s=1.0, colour=COBALT):
    return group(brush([(0, 80), (4, 30)], 4, colour), brush([(12, 84), (12, 30)], 4, colour), shape([(-44, 20), (-6, -10), (34, -2), (22, 30), (-10, 38)], PORCELAIN, 1, colour, 3.5), brush([(-46, 22), (-20, 30), (0, 30)], 9, colour, .2, .2),
                 brush([(30, 2), (50, -30), (36, -62), (46, -80)], 6, colour, .7, .5), circle(48, -82, 7, colour), brush([(52, -82), (78, -78)], 4, colour, .9, .1), circle(48, -90, 4, TERRACOTTA), move=(x, y), scale=s)


def crane_statue(x, y, s, side):
    """A wooden crane on a tortoise."""
    body = [shadow(0, 4, 90), shape([(-84, 0), (-60, -36), (0, -50), (60, -36), (84, 0)], WOOD_DEEP), circle(86, -20, 16, WOOD_DEEP), line([(-8, -48), (-8, -150)], WOOD_DEEP, 9), line([(10, -48), (10, -150)], WOOD_DEEP, 9),
            shape([(-110, -170), (-40, -214), (50, -210), (70, -170), (20, -136), (-50, -140)], TERRA_DEEP), shape([(-106, -172), (-40, -196), (20, -178), (-40, -154)], GOLD), brush([(-80, -172), (-30, -184), (10, -178)], 4, TERRA_DEEP), line([(52, -190), (76, -250), (52, -310), (66, -350)], TERRA_DEEP, 22), circle(66, -354, 19, TERRA_DEEP), brush([(80, -354), (132, -340)], 10, GOLD, .9, .1), circle(70, -358, 4, GOLD_LIGHT), circle(62, -374, 8, GOLD)]
    return group(*body, move=(x, y), scale=(s * side, s))


def dragon(x, y, s=1.0, colour=COBALT):
    pts = [(-110, 10), (-70, -34), (-30, 20), (20, -24), (60, 18), (100, -26)]
    out = [brush(pts, 26, colour, .2, .6)] + [brush([(px, py - 10), (px + 8, py - 30)], 5, colour) for px, py in dense(pts, 4)[2::2]]
    out += [circle(106, -34, 19, colour), brush([(112, -46), (140, -64)], 5, colour), brush([(110, -30), (140, -24)], 5, colour), circle(110, -40, 4, PORCELAIN)]
    out += [circle(150, 10, 12, GOLD)]
    return group(*out, move=(x, y), scale=s)
