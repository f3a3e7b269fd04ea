"""What is painted on pots: petals, flowers, fish, leaves, cracks. Each is drawn around (0, 0) or along a band."""

from pen import *


def petals(y, x0, x1, h, n, colour=COBALT, fill=None):
    """A band of lotus petals that stand on y."""
    step = (x1 - x0) / n
    out = []
    for i in range(n):
        x = x0 + step * (i + 0.5)
        ring = [(x - step * .46, y), (x - step * .44, y - h * .55), (x, y - h), (x + step * .44, y - h * .55), (x + step * .46, y)]
        if fill:
            out.append(shape(ring, fill))
        out.append(brush(ring[:3], 4, colour, 0.5, 0.5) + brush(ring[2:], 4, colour, 0.5, 0.5))
        out.append(brush([(x, y - 4), (x, y - h * .55)], 5, colour, 0.8, 0))
    return "".join(out)


def band(y, x0, x1, colour=COBALT, width=4):
    return brush([(x0 - 4, y), ((x0 + x1) / 2, y + (x1 - x0) * 0.03), (x1 + 4, y)], width, colour, 0.9, 0.9)


def waves(y, x0, x1, size=34, colour=COBALT):
    out, x = [], x0
    while x < x1:
        out.append(brush([(x, y), (x + size * .3, y - size * .5), (x + size * .8, y - size * .3), (x + size * .6, y - size * .05)], 4, colour, 0.3, 0.2))
        x += size
    return "".join(out)


def flower(x=0, y=0, r=40, colour=COBALT, heart=None, n=8, fill=None):
    """A chrysanthemum seen from above."""
    out = []
    for i in range(n):
        a = math.tau * i / n
        tip = (x + math.cos(a) * r, y + math.sin(a) * r)
        side = [(x + math.cos(a + d) * r * .68, y + math.sin(a + d) * r * .68) for d in (-2.2 / n, 2.2 / n)]
        ring = [(x, y), side[0], tip, side[1]]
        out.append(shape(ring, fill or colour, 1 if fill else 0.9))
        if fill:
            out.append(brush([(x + math.cos(a) * r * .35, y + math.sin(a) * r * .35), (x + math.cos(a) * r * .85, y + math.sin(a) * r * .85)], 3, colour))
    out.append(circle(x, y, r * .26, heart or PORCELAIN, 1, colour, 3))
    return "".join(out)


def leaf(x, y, length, angle, colour=COBALT, vein=None):
    c, s = math.cos(angle), math.sin(angle)
    at = lambda u, v: (x + u * c - v * s, y + u * s + v * c)
    ring = [at(0, 0), at(length * .35, -length * .2), at(length, 0), at(length * .4, length * .2)]
    out = shape(ring, colour)
    if vein:
        out += brush([at(length * .08, 0), at(length * .85, 0)], 2.5, vein)
    return out


def scroll(x, y, w, colour=COBALT, flip=1):
    """A trailing branch with leaves."""
    pts = [(x, y), (x + w * .25, y - 22 * flip), (x + w * .5, y + 8 * flip), (x + w * .75, y - 18 * flip), (x + w, y)]
    out = [brush(pts, 4.5, colour, 0.4, 0.2)]
    for i, (t, a) in enumerate([(.16, -1.1), (.3, .9), (.46, 1.2), (.6, -.9), (.8, .8), (.92, -.7)]):
        q = dense(pts)[int(t * 56)]
        out.append(leaf(q[0], q[1], 24, a * flip, colour))
    return "".join(out)


def lotus(x, y, s=1.0, colour=COBALT, fill=PORCELAIN):
    out = []
    for dx, h, w in [(-46, 44, 26), (46, 44, 26), (-24, 66, 26), (24, 66, 26), (0, 78, 26)]:
        ring = [(0, 0), (dx * .9 - w * .6, -h * .5), (dx * 1.15, -h), (dx * .9 + w * .6, -h * .5)]
        out.append(shape(ring, fill, 1, colour, 3))
        out.append(brush([(dx * .3, -h * .2), (dx * .95, -h * .75)], 2.5, colour))
    return group(*out, move=(x, y), scale=s)


def carp(x, y, s=1.0, colour=COBALT, turn=0):
    body = [(-78, 4), (-40, -26), (14, -30), (56, -12), (74, 2), (52, 20), (8, 28), (-40, 20)]
    tail = [(-70, 4), (-104, -34), (-118, -30), (-104, 0), (-122, 34), (-104, 36)]
    out = [shape(tail, colour, 0.75), shape(body, PORCELAIN, 1, colour, 4),
           shape([(-20, -26), (4, -52), (36, -46), (24, -28)], colour, 0.7),
           shape([(0, 24), (10, 46), (-16, 40)], colour, 0.7),
           circle(54, -4, 5, colour), brush([(34, -18), (26, 2), (36, 18)], 4, colour)]
    for i, x0 in enumerate((-44, -24, -4, 14)):
        for y0 in (-12, 4, 17):
            out.append(brush([(x0, y0 - 8), (x0 + 9, y0), (x0, y0 + 7)], 3, colour, .2, .2))
    return group(*out, move=(x, y), scale=s, turn=turn)


def bamboo(x, y, h, colour=COBALT):
    out, at = [], y
    while at > y - h:
        out.append(brush([(x, at), (x + 3, at - 46)], 9, colour, .8, .8))
        at -= 52
    for t, a in [(.5, -.5), (.55, -2.5), (.75, -.8), (.8, -2.2), (.95, -.4), (.98, -2.7), (1, -1.4)]:
        out.append(leaf(x + 2, y - h * t, 44, a, colour))
    return "".join(out)


def landscape(x0, x1, y, colour=COBALT):
    """Far hills, a pavilion, a boat."""
    w = x1 - x0
    out = []
    for i, (t, h) in enumerate([(.18, 70), (.34, 100), (.74, 84)]):
        x = x0 + w * t
        ring = [(x - 60, y), (x - 22, y - h * .7), (x, y - h), (x + 28, y - h * .6), (x + 64, y)]
        out.append(path(smooth(ring), COBALT_THIN if colour == COBALT else colour, opacity=.55))
        out.append(brush(ring, 4, colour, .2, .1))
    hx = x0 + w * .55
    out += [poly([(hx - 24, y - 28), (hx, y - 52), (hx + 24, y - 28)], colour), rect(hx - 14, y - 28, 28, 26, PORCELAIN, 0, 1, colour, 3)]
    out.append(shape([(x0 + w * .8, y + 22), (x0 + w * .86, y + 34), (x0 + w * .96, y + 20)], colour))
    out += [brush([(x0 + w * a, y + b), (x0 + w * (a + .1), y + b - 5), (x0 + w * (a + .2), y + b)], 3.5, colour) for a, b in [(.1, 16), (.4, 24), (.25, 38), (.6, 42)]]
    return "".join(out)


def cracks(x0, y0, x1, y1, seed=3, colour="#9a8c74", n=26, opacity=.55):
    """The net of fine lines of a crackle glaze."""
    rnd = chance(seed)
    out = []
    for _ in range(n):
        x, y = rnd.uniform(x0, x1), rnd.uniform(y0, y1)
        a = rnd.uniform(0, math.tau)
        pts = [(x, y)]
        for _ in range(rnd.randint(3, 5)):
            a += rnd.uniform(-.9, .9)
            d = rnd.uniform(22, 48)
            pts.append((pts[-1][0] + math.cos(a) * d, pts[-1][1] + math.sin(a) * d))
        out.append(path("M" + " L".join(f"{p:.0f},{q:.0f}" for p, q in pts), "none", colour, 1.8, opacity))
    return "".join(out)


def speckle(x0, y0, x1, y1, colour, n=60, seed=5, r=2.6, opacity=.5):
    rnd = chance(seed)
    return "".join(circle(rnd.uniform(x0, x1), rnd.uniform(y0, y1), rnd.uniform(.6, r), colour, opacity) for _ in range(n))


def plum(x, y, s=1.0, colour=COBALT, blossom=None):
    """A plum branch."""
    out = [brush([(-90, 50), (-40, 12), (10, 0), (60, -34), (100, -46)], 9, colour, .8, .1),
           brush([(-10, 4), (10, -40), (34, -70)], 5, colour, .6, .1), brush([(30, -14), (66, 4), (96, 2)], 4, colour, .6, .1)]
    for fx, fy, r in [(34, -72, 15), (-34, 8, 14), (98, -48, 14), (58, -36, 17), (8, -26, 13), (98, 4, 12), (-74, 40, 11)]:
        for i in range(5):
            a = math.tau * i / 5 - 1.57
            out.append(circle(fx + math.cos(a) * r * .62, fy + math.sin(a) * r * .62, r * .52, blossom or PORCELAIN, 1, colour, 2.2))
        out.append(circle(fx, fy, r * .24, colour))
    return group(*out, move=(x, y), scale=s)
