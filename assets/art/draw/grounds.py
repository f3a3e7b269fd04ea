"""What is behind a subject: warm glaze, a wash of colour, a table or the earth."""

from pen import *

WASH = {"cobalt": (COBALT_WASH, COBALT_THIN), "celadon": (CELADON_WASH, CELADON_LIGHT),
        "terra": (TERRA_WASH, TERRA_LIGHT), "gold": (GOLD_WASH, GOLD_LIGHT), "pink": ("#fae9ee", PINK_LIGHT)}


def moon(wash="cobalt", table=560, cx=480, r=285):
    """A great round wash behind, and a table."""
    wide, thin = WASH[wash]
    return "".join([
        rect(0, 0, W, H, GLAZE),
        circle(cx, table - r * 0.78, r, wide),
        brush([(cx - r * 0.95, table - r * 1.12), (cx - r * 0.55, table - r * 1.62), (cx, table - r * 1.815),
               (cx + r * 0.45, table - r * 1.7)], 5, thin, 0.1, 0.1),
        shelf(table),
    ])


def niche(wash="celadon", table=575, cx=480, w=520, top=70):
    """An arched niche in a wall."""
    wide, thin = WASH[wash]
    left, right, r = cx - w / 2, cx + w / 2, w / 2
    arch = f"M{left},{table} L{left},{top + r} A{r},{r} 0 0 1 {right},{top + r} L{right},{table} Z"
    inner = f"M{left + 16},{table} L{left + 16},{top + r} A{r - 16},{r - 16} 0 0 1 {right - 16},{top + r} L{right - 16},{table}"
    return "".join([rect(0, 0, W, H, GLAZE), path(arch, wide), path(inner, "none", thin, 2.5, 0.8), shelf(table)])


def shelf(table):
    """A table top: a warm strip with one brush line for its edge."""
    return (rect(0, table, W, H - table, CREAM) + rect(0, table, W, 5, "#d9cbb2")
            + brush([(70, table + 62), (330, table + 57), (620, table + 64), (880, table + 58)], 3, "#d3c4a8", 0.1, 0.1)
            + brush([(220, table + 104), (470, table + 101), (690, table + 106)], 2.5, "#d3c4a8", 0.1, 0.1))


def room(wash="cobalt", floor=590):
    """A workshop: a wall with a window of light, and a floor."""
    wide, thin = WASH[wash]
    return "".join([
        rect(0, 0, W, H, GLAZE),
        shape([(90, 110), (480, 60), (870, 110), (905, 350), (880, floor + 30), (80, floor + 30), (55, 350)], wide),
        rect(0, floor, W, H - floor, CREAM),
        rect(0, floor, W, 4, "#d9cbb2"),
        brush([(90, floor + 70), (400, floor + 66), (860, floor + 74)], 3, "#d3c4a8", 0.1, 0.1),
    ])


def close(wash="cobalt"):
    """For hands at work, seen near: a wash that fills most of the picture."""
    wide, thin = WASH[wash]
    return "".join([
        rect(0, 0, W, H, GLAZE),
        shape([(480, 40), (800, 110), (905, 360), (800, 620), (480, 685), (160, 620), (55, 360), (160, 110)], wide),
        brush([(120, 560), (230, 640), (400, 690)], 4, thin, 0.1, 0.1),
        brush([(560, 32), (740, 70), (860, 190)], 4, thin, 0.1, 0.1),
    ])


def window(x, y, w, h, colour=COBALT_THIN):
    """A lattice window."""
    bars = [rect(x, y, w, h, PORCELAIN, 6, 0.75, colour, 4)]
    bars += [line([(x + w * i / 3, y), (x + w * i / 3, y + h)], colour, 3) for i in (1, 2)]
    bars.append(line([(x, y + h * 0.5), (x + w, y + h * 0.5)], colour, 3))
    return "".join(bars)


def shelves(x, y, w, rows, things):
    """Wall shelves with things on them: each draws itself standing at (x, y)."""
    out = []
    for row in range(rows):
        at = y + row * 110
        out.append(rect(x, at, w, 8, WOOD_LIGHT, 3))
        for i, thing in enumerate(things[row]):
            out.append(thing(x + w * (i + 0.5) / len(things[row]), at))
    return "".join(out)


def hills(y, colour=CELADON_LIGHT, opacity=0.7, seed=1):
    rnd = chance(seed)
    pts = [(-40, y + 30)] + [(x, y - rnd.uniform(0, 70)) for x in range(60, 940, 120)] + [(1000, y + 20)]
    d = smooth(pts) + f" L1000,{H} L-40,{H} Z"
    return path(d, colour, opacity=opacity)


def water(y, rows=4, colour=COBALT_THIN, left=60, right=900):
    """A river in brush lines."""
    out = []
    for row in range(rows):
        at = y + row * 22
        x = left + (row % 2) * 70
        while x < right - 60:
            out.append(brush([(x, at), (x + 36, at - 7), (x + 74, at + 2), (x + 110, at - 4)], 4, colour, 0.1, 0.1))
            x += 190
    return "".join(out)


def cloud(x, y, s=1.0, colour=PORCELAIN):
    """A scroll of cloud, as on old plates."""
    return group(shape([(-90, 20), (-60, -8), (-20, -4), (0, -30), (42, -26), (56, 0), (96, 6), (100, 24), (0, 30)], colour),
                 brush([(-70, 18), (-40, -2), (-14, 8), (-26, 18)], 3.5, COBALT_THIN),
                 brush([(0, 14), (8, -16), (36, -16), (36, 4), (20, 6)], 3.5, COBALT_THIN), move=(x, y), scale=s)
