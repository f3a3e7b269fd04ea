"""Pots turned on a wheel: from a profile to a shape, with shade, rim and what is painted on it."""

from pen import *
from motifs import *


class Pot:
    """A vessel that stands at (x, base). The profile is a list of (height, radius), from the foot up, in pixels."""

    def __init__(self, x, base, profile, scale=1.0):
        self.x, self.base = x, base
        self.profile = [(h * scale, r * scale) for h, r in profile]
        self.top = base - self.profile[-1][0]
        self.mouth = self.profile[-1][1]

    def radius(self, height):
        line = dense([(h, r) for h, r in self.profile])
        return min(line, key=lambda q: abs(q[0] - height))[1]

    def outline(self):
        right = [(self.x + r, self.base - h) for h, r in self.profile]
        left = [(self.x - r, self.base - h) for h, r in reversed(self.profile)]
        a, b = smooth(right, tension=.5), smooth(left, tension=.5)
        foot = self.profile[0][1]
        return (a + f" A{self.mouth:.1f},{self.mouth * .2:.1f} 0 0 0 {self.x - self.mouth:.1f},{self.top:.1f} "
                + b[b.index("C"):] + f" A{foot:.1f},{foot * .16:.1f} 0 0 0 {self.x + foot:.1f},{self.base:.1f} Z")

    def draw(self, glaze, *painted, shade=.10, light=.5, inside=None, edge=None, dark=None, shadow_at=True, mouth=True):
        widest = max(r for _, r in self.profile)
        height = self.profile[-1][0]
        lit = []
        for i in range(3):
            k = .48 + .2 * i
            pts = [(self.x + r * k, self.base - h) for h, r in dense(self.profile, 6)]
            d = smooth(pts) + f" L{self.x + widest * 1.3:.1f},{self.top:.1f} L{self.x + widest * 1.3:.1f},{self.base + 30:.1f} L{pts[0][0]:.1f},{self.base + 30:.1f} Z"
            lit.append(path(d, dark or SHADE, opacity=shade * .62))
        shine = [(self.x - self.radius(height * t) * .72, self.base - height * t) for t in (.32, .45, .58, .7, .8)]
        parts = [shadow(self.x + widest * .12, self.base + 4, self.profile[0][1] * 1.5 + widest * .25)] if shadow_at else []
        parts.append(clipped(self.outline(), path(self.outline(), glaze), *painted, *lit,
                             brush(shine, widest * .1, PORCELAIN, 0, 0, light)))
        if mouth:
            parts.append(ellipse(self.x, self.top, self.mouth, self.mouth * .2, edge or glaze))
            parts.append(ellipse(self.x, self.top + 1, self.mouth * .88, self.mouth * .155, inside or COBALT_DEEP, .85 if inside else .55))
        return "".join(parts)

    def span(self, height):
        r = self.radius(height)
        return self.x - r, self.x + r

    def band(self, height, colour=COBALT, width=4):
        """A ring around the pot, bent as it goes round."""
        r = self.radius(height)
        y = self.base - height
        return brush([(self.x - r - 2, y - r * .06), (self.x - r * .5, y + r * .1), (self.x, y + r * .14),
                      (self.x + r * .5, y + r * .1), (self.x + r + 2, y - r * .06)], width, colour, .9, .9)

    def dip(self, height, colour, seed=1, drips=14):
        """Another glaze over the upper part, down to `height`, with drips."""
        rnd = chance(seed)
        widest = max(r for _, r in self.profile)
        y = self.base - height
        pts = [(self.x - widest - 10 + (2 * widest + 20) * i / 9, y + rnd.uniform(-drips, drips)) for i in range(10)]
        d = smooth(pts) + f" L{self.x + widest + 20:.1f},{self.top - 60:.1f} L{self.x - widest - 20:.1f},{self.top - 60:.1f} Z"
        return path(d, colour)


VASE = [(0, 62), (16, 56), (70, 84), (170, 128), (250, 118), (310, 66), (350, 44), (390, 46), (408, 60)]
TALL = [(0, 74), (14, 66), (90, 82), (210, 112), (300, 108), (352, 62), (392, 50), (440, 56), (462, 78)]
ROUND = [(0, 70), (14, 64), (70, 120), (150, 152), (230, 128), (272, 70), (296, 52), (312, 58)]
JAR = [(0, 92), (10, 94), (90, 142), (200, 170), (280, 146), (316, 104), (330, 96), (344, 102)]
GOURD = [(0, 54), (12, 50), (60, 92), (120, 96), (176, 52), (200, 46), (240, 66), (280, 58), (316, 26), (360, 20), (376, 28)]
BOTTLE = [(0, 62), (12, 58), (70, 96), (140, 100), (200, 66), (250, 28), (340, 22), (396, 22), (410, 34)]
BOWL = [(0, 52), (16, 48), (22, 56), (60, 128), (110, 168), (146, 184)]
CUP = [(0, 44), (8, 48), (40, 74), (90, 86), (120, 88)]
MUG = [(0, 66), (8, 72), (80, 78), (140, 76), (150, 78)]
BOTTLENECK = [(0, 56), (10, 54), (60, 88), (150, 92), (230, 54), (300, 24), (380, 26), (396, 40)]
MEIPING = [(0, 56), (14, 54), (120, 74), (230, 126), (300, 128), (346, 78), (362, 34), (384, 32), (396, 42)]
POTSHAPE = [(0, 76), (10, 80), (90, 112), (170, 130), (190, 134), (200, 134)]


def plate(x, y, r, glaze, *painted, rim=COBALT, tilt=1.0):
    """A plate that stands upright and is seen from the front."""
    out = [shadow(x, y + r * tilt + 6, r * .6), ellipse(x, y, r, r * tilt, glaze), ellipse(x, y, r, r * tilt, "none", 1, rim, 6),
           ellipse(x, y, r * .93, r * .93 * tilt, "none", .7, rim, 2), ellipse(x, y, r * .7, r * .7 * tilt, "none", .8, rim, 2.5)]
    ring = f"M{x - r},{y} A{r},{r * tilt} 0 1 1 {x + r},{y} A{r},{r * tilt} 0 1 1 {x - r},{y} Z"
    out.append(clipped(ring, *painted))
    out.append(path(f"M{x + r * .5:.1f},{y - r * .86 * tilt:.1f} A{r},{r * tilt} 0 0 1 {x + r * .5:.1f},{y + r * .86 * tilt:.1f} A{r * 1.25},{r * 1.25 * tilt} 0 0 0 {x + r * .5:.1f},{y - r * .86 * tilt:.1f} Z", SHADE, opacity=.05))
    return "".join(out)


def rim_flowers(x, y, r, n=10, colour=COBALT):
    out = []
    for i in range(n):
        a = math.tau * i / n
        px, py = x + math.cos(a) * r * .82, y + math.sin(a) * r * .82
        out.append(flower(px, py, r * .08, colour, n=6))
        b = a + math.pi / n
        out.append(leaf(x + math.cos(b) * r * .78, y + math.sin(b) * r * .78, r * .13, b + .6, colour))
    return "".join(out)


def lid(pot, glaze, knob=None, height=34, shade=.1):
    """A lid on a pot."""
    x, y, r = pot.x, pot.top, pot.mouth * 1.12
    ring = [(x - r, y + 4), (x - r * .8, y - height * .6), (x, y - height), (x + r * .8, y - height * .6), (x + r, y + 4), (x, y + r * .2)]
    return (shape(ring, glaze) + clipped(smooth(ring, True), rect(x + r * .4, y - 80, r, 160, SHADE, 0, shade * 1.4))
            + ellipse(x, y - height - 8, 17, 13, knob or glaze) + brush([(x - r, y + 5), (x, y + r * .19), (x + r, y + 5)], 4, SHADE, .6, .6, .25))


def teapot(x, base, s=1.0, glaze=PORCELAIN, *painted, handle=None, knob=None, overhead=False):
    """A teapot with its spout to the right."""
    grip = handle or glaze
    pot = Pot(x, base, [(0, 62), (8, 66), (50, 112), (100, 122), (150, 92), (170, 60)], s)
    k = lambda u, v: (x + u * s, base - v * s)
    spout = shape([k(88, 60), k(140, 84), k(168, 128), k(190, 158), k(172, 164), k(140, 136), k(108, 124)], glaze)
    spout += clipped(smooth([k(88, 60), k(140, 84), k(168, 128), k(190, 158), k(172, 164), k(140, 136), k(108, 124)], True),
                     shape([k(100, 50), k(150, 78), k(186, 150), k(200, 150), k(180, 60)], SHADE, .12))
    if overhead:
        arm = line([k(-86, 132), k(-78, 220), k(0, 262), k(78, 220), k(86, 132)], grip, 15 * s)
    else:
        arm = line([k(-92, 136), k(-150, 150), k(-172, 104), k(-140, 62), k(-104, 52)], grip, 19 * s)
    top = lid(pot, glaze, knob, 26 * s)
    return shadow(x + 20 * s, base + 4, 150 * s) + spout + arm + pot.draw(glaze, *painted, shadow_at=False, mouth=False) + top


def cup(x, base, s=1.0, glaze=PORCELAIN, *painted, tea=None):
    return Pot(x, base, CUP, s).draw(glaze, *painted, inside=tea)


def mug(x, base, s=1.0, glaze=PORCELAIN, *painted, inside=None):
    k = lambda u, v: (x + u * s, base - v * s)
    arm = line([k(70, 118), k(122, 120), k(128, 62), k(72, 40)], glaze, 17 * s) + line([k(70, 118), k(122, 120), k(128, 62), k(72, 40)], SHADE, 17 * s, .10)
    return arm + Pot(x, base, MUG, s).draw(glaze, *painted, inside=inside)


def small(kind, glaze, s=.22):
    """A little pot for shelves: a function that stands it at a place."""
    return lambda x, y: Pot(x, y, kind, s).draw(glaze, light=.3, shadow_at=False)


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
