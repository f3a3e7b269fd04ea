"""The pen and the paints: brush lines, smooth shapes and the colours of the kiosk's theme, as SVG."""

import math
import random

W, H = 960, 720

GLAZE, PAPER, CREAM = "#faf7f1", "#f4eee2", "#ebe1cf"
COBALT, COBALT_DEEP, COBALT_MID = "#123a82", "#0a2557", "#3f68b0"
COBALT_THIN, COBALT_WASH = "#9ab0d8", "#e1e9f6"
CELADON, CELADON_LIGHT, CELADON_WASH, CELADON_DEEP = "#8fb9a4", "#b7d3c4", "#dfece4", "#2f6b55"
TERRACOTTA, TERRA_LIGHT, TERRA_WASH, TERRA_DEEP = "#b7603f", "#d79a7a", "#f6e4d8", "#8a3a1e"
GOLD, GOLD_LIGHT, GOLD_WASH = "#cf9f3a", "#e9cd83", "#f7ecd0"
WOOD, WOOD_DEEP, WOOD_LIGHT = "#a87a52", "#6e4a31", "#cfae88"
PORCELAIN, SHADE, INK = "#fffdf9", "#0a2557", "#1c2743"
SKIN, SKIN_DEEP, HAIR = "#e3b48d", "#c98f66", "#2b2a33"
PINK, PINK_LIGHT, PINK_DEEP = "#cf5f86", "#ecabc0", "#9c3560"
LEAF, LEAF_DEEP, LEAF_LIGHT = "#6f9f7c", "#376b4e", "#a9c9a6"


def smooth(points, closed=False, tension=0.5):
    """A path through all the points, bent as a brush would go (Catmull-Rom)."""
    p = list(points)
    n = len(p)
    if n < 3:
        return "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in p)
    at = (lambda i: p[i % n]) if closed else (lambda i: p[min(max(i, 0), n - 1)])
    k = tension / 3 * 2 / 2 + tension / 6
    k = tension / 3
    out = [f"M{p[0][0]:.1f},{p[0][1]:.1f}"]
    for i in range(n if closed else n - 1):
        a, b, c, d = at(i - 1), at(i), at(i + 1), at(i + 2)
        c1 = (b[0] + (c[0] - a[0]) * k, b[1] + (c[1] - a[1]) * k)
        c2 = (c[0] - (d[0] - b[0]) * k, c[1] - (d[1] - b[1]) * k)
        out.append(f"C{c1[0]:.1f},{c1[1]:.1f} {c2[0]:.1f},{c2[1]:.1f} {c[0]:.1f},{c[1]:.1f}")
    return " ".join(out) + (" Z" if closed else "")


def dense(points, steps=14):
    """Many points along the same curve."""
    p = list(points)
    n = len(p)
    if n == 2:
        (ax, ay), (bx, by) = p
        return [(ax + (bx - ax) * t / steps, ay + (by - ay) * t / steps) for t in range(steps + 1)]
    at = lambda i: p[min(max(i, 0), n - 1)]
    out = []
    for i in range(n - 1):
        a, b, c, d = at(i - 1), at(i), at(i + 1), at(i + 2)
        for s in range(steps):
            t = s / steps
            q = []
            for j in (0, 1):
                q.append(0.5 * (2 * b[j] + (c[j] - a[j]) * t + (2 * a[j] - 5 * b[j] + 4 * c[j] - d[j]) * t * t
                                + (3 * b[j] - a[j] - 3 * c[j] + d[j]) * t ** 3))
            out.append(tuple(q))
    out.append(p[-1])
    return out


def brush(points, width=5.0, colour=COBALT, head=0.25, tail=0.0, opacity=1.0):
    """A stroke that begins thin, swells and ends thin: `head` and `tail` are the ends' widths as a part of the middle."""
    line = dense(points)
    n = len(line)
    left, right = [], []
    for i, (x, y) in enumerate(line):
        (ax, ay), (bx, by) = line[max(i - 1, 0)], line[min(i + 1, n - 1)]
        dx, dy = bx - ax, by - ay
        length = math.hypot(dx, dy) or 1.0
        t = i / (n - 1)
        end = head if t < 0.5 else tail
        w = width / 2 * (end + (1 - end) * math.sin(math.pi * t) ** 0.7)
        nx, ny = -dy / length * w, dx / length * w
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    ring = left + right[::-1]
    d = "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in ring) + "Z"
    return f'<path d="{d}" fill="{colour}"{alpha(opacity)}/>'


def alpha(opacity):
    return "" if opacity >= 1 else f' opacity="{opacity:.2f}"'


def path(d, fill="none", stroke=None, width=0.0, opacity=1.0, extra=""):
    line = f' stroke="{stroke}" stroke-width="{width:.1f}" stroke-linecap="round" stroke-linejoin="round"' if stroke else ""
    return f'<path d="{d}" fill="{fill}"{line}{alpha(opacity)}{extra}/>'


def shape(points, fill, opacity=1.0, stroke=None, width=0.0, tension=0.5):
    """A closed shape through the points."""
    return path(smooth(points, True, tension), fill, stroke, width, opacity)


def poly(points, fill, opacity=1.0, stroke=None, width=0.0):
    d = "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in points) + "Z"
    return path(d, fill, stroke, width, opacity)


def line(points, colour=COBALT, width=4.0, opacity=1.0):
    """A line of one width with round ends."""
    return path(smooth(points), "none", colour, width, opacity)


def circle(x, y, r, fill, opacity=1.0, stroke=None, width=0.0):
    return ellipse(x, y, r, r, fill, opacity, stroke, width)


def ellipse(x, y, rx, ry, fill, opacity=1.0, stroke=None, width=0.0):
    edge = f' stroke="{stroke}" stroke-width="{width:.1f}"' if stroke else ""
    return f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" fill="{fill}"{edge}{alpha(opacity)}/>'


def rect(x, y, w, h, fill, r=0.0, opacity=1.0, stroke=None, width=0.0):
    edge = f' stroke="{stroke}" stroke-width="{width:.1f}"' if stroke else ""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" rx="{r:.1f}" fill="{fill}"{edge}{alpha(opacity)}/>'


def group(*parts, move=None, scale=1.0, turn=0.0, about=(0, 0), opacity=1.0, clip=None):
    steps = []
    if move:
        steps.append(f"translate({move[0]:.1f} {move[1]:.1f})")
    if turn:
        steps.append(f"rotate({turn:.1f} {about[0]:.1f} {about[1]:.1f})")
    if scale != 1.0:
        sx, sy = scale if isinstance(scale, tuple) else (scale, scale)
        steps.append(f"scale({sx:.3f} {sy:.3f})")
    change = f' transform="{" ".join(steps)}"' if steps else ""
    within = f' clip-path="url(#{clip})"' if clip else ""
    return f"<g{change}{within}{alpha(opacity)}>{''.join(parts)}</g>"


_clips = [0]


def clipped(outline, *parts):
    """What of the parts lies within an outline."""
    _clips[0] += 1
    name = f"c{_clips[0]}"
    return f'<clipPath id="{name}"><path d="{outline}"/></clipPath>' + group(*parts, clip=name)


def shadow(x, y, rx, ry=None, opacity=0.13):
    return ellipse(x, y, rx, ry or rx * 0.13, SHADE, opacity)


def chance(seed):
    return random.Random(seed)


def svg(*parts):
    _clips[0] = 0
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {W} {H}" width="{W}" height="{H}">'
            + "".join(parts) + "</svg>\n")
