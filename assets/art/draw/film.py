#!/usr/bin/env python3
"""Draws the sample exhibition's film: a vase thrown on the wheel, without words, as `../artisan-1-film.webm`.

Needs resvg as `draw.py` does, and ffmpeg with libvpx-vp9. What is said below it stands in the catalogue, as captions.
`python3 film.py 7.5 still.png` draws one moment instead, to look at.
"""

import math
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import pen  # noqa: E402
from pen import *  # noqa: E402,F403
from people import hand  # noqa: E402
from steps import CLAY, CLAY_DEEP, CLAY_LIGHT  # noqa: E402
from vessels import Pot, small, BOTTLE, BOWL, GOURD, JAR, MEIPING, ROUND, VASE  # noqa: E402

OUT = pathlib.Path(__file__).resolve().parent.parent / "artisan-1-film.webm"
WIDE, HIGH = 1280, 720
# Half of what kiosks show at most: every picture is there twice, and the second costs next to nothing.
RATE = 12.5
SECONDS = 20.0
X, BASE = 640, 568

# The clay at a moment: (seconds, profile). In between it goes over smoothly. Heights and radii from the foot up.
CLAY_AT = [
    (0.0, [(0, 150), (14, 156), (50, 150), (84, 132), (108, 104), (124, 64), (130, 20)]),
    (3.2, [(0, 150), (14, 156), (50, 150), (84, 132), (108, 104), (124, 64), (130, 20)]),
    (4.6, [(0, 104), (14, 108), (70, 100), (130, 88), (176, 70), (204, 44), (212, 16)]),
    (6.0, [(0, 128), (12, 132), (46, 132), (84, 126), (112, 112), (128, 78), (132, 30)]),
    (7.6, [(0, 128), (12, 132), (40, 134), (70, 132), (96, 130), (118, 130), (126, 128)]),
    (9.4, [(0, 116), (12, 120), (56, 120), (104, 118), (150, 116), (186, 114), (200, 116)]),
    (11.4, [(0, 104), (12, 106), (80, 104), (154, 100), (222, 98), (280, 98), (300, 100)]),
    (13.6, [(0, 100), (12, 100), (76, 132), (156, 152), (226, 132), (284, 98), (304, 100)]),
    (15.6, [(0, 96), (12, 94), (76, 130), (158, 156), (236, 122), (296, 62), (326, 78)]),
    (20.0, [(0, 96), (12, 94), (76, 130), (158, 156), (236, 122), (296, 62), (326, 78)]),
]
# How far the clay is hollow, from 0 to 1.
HOLLOW = [(0, 0), (6.2, 0), (7.6, 1), (20, 1)]
# How fast the wheel turns, in rounds a second: never so fast that its marks flicker.
SPEED = [(0, 0), (0.8, 0), (2.4, 0.55), (15.6, 0.55), (18.4, 0), (20, 0)]
# The hands: left x, left y, left turn, right x, right y, right turn, and how far the right one is inside.
HANDS = [
    (0.0, (-60, 620, 8, 1340, 620, 8, 0)),
    (0.8, (-60, 620, 8, 1340, 620, 8, 0)),
    (2.6, (476, 500, 8, 804, 500, 8, 0)),
    (4.6, (522, 430, 14, 758, 430, 14, 0)),
    (6.0, (506, 470, 10, 774, 470, 10, 0)),
    (7.0, (494, 500, 8, 680, 420, 56, 1)),
    (7.8, (494, 520, 6, 690, 440, 58, 1)),
    (9.4, (512, 440, 6, 690, 366, 58, 1)),
    (9.9, (512, 520, 6, 690, 380, 58, 1)),
    (11.4, (532, 318, 10, 690, 262, 58, 1)),
    (12.0, (498, 500, 6, 694, 300, 58, 1)),
    (13.6, (478, 420, 6, 700, 262, 58, 1)),
    (14.4, (536, 330, 14, 744, 330, 14, 0)),
    (15.6, (560, 286, 16, 720, 286, 16, 0)),
    (16.6, (470, 360, 10, 810, 360, 10, 0)),
    (18.2, (-60, 640, 4, 1340, 640, 4, 0)),
    (20.0, (-60, 640, 4, 1340, 640, 4, 0)),
]


def between(a, b, t):
    """From one value to another; of tuples and lists, each part by itself."""
    if isinstance(a, (tuple, list)):
        return [between(p, q, t) for p, q in zip(a, b)]
    return a + (b - a) * t


def at(keys, time):
    """What holds at a moment, gently from one key to the next."""
    for (t0, a), (t1, b) in zip(keys, keys[1:]):
        if time <= t1:
            t = max(time - t0, 0) / (t1 - t0)
            return between(a, b, t * t * (3 - 2 * t))
    return keys[-1][1]


def turned(time):
    """How many rounds the wheel has made."""
    steps = max(int(time * 50), 1)
    return sum(at(SPEED, (i + 0.5) * time / steps) for i in range(steps)) * time / steps


def workshop():
    """What is behind: the wash, and shelves with what was thrown before."""
    wash = shape([(640, 26), (1010, 84), (1190, 330), (1060, 640), (640, 700), (220, 640), (90, 330), (270, 84)], COBALT_WASH)
    lines = (brush([(196, 560), (300, 640), (470, 690)], 4, COBALT_THIN, .1, .1)
             + brush([(800, 44), (1000, 92), (1130, 230)], 4, COBALT_THIN, .1, .1))
    def shelf(x, y, w, *pots):
        out = [rect(x, y, w, 9, WOOD_LIGHT, 4)]
        for i, (kind, glaze) in enumerate(pots):
            out.append(small(kind, glaze, .25)(x + w * (i + .5) / len(pots), y))
        return "".join(out)
    left = shelf(150, 236, 240, (ROUND, PORCELAIN), (BOTTLE, CELADON), (BOWL, COBALT_THIN))
    right = shelf(890, 236, 240, (GOURD, CELADON_LIGHT), (MEIPING, PORCELAIN), (JAR, TERRA_LIGHT))
    return rect(0, 0, WIDE, HIGH, GLAZE) + wash + lines + group(left, right, opacity=.72)


def wheel(angle):
    """The wheel, with three marks that show how it turns."""
    rx, ry, y = 330, 58, 592
    parts = [shadow(X, y + 80, rx), ellipse(X, y + 32, rx, ry, WOOD_DEEP), ellipse(X, y, rx, ry, WOOD),
             ellipse(X, y - 2, rx * .86, ry * .84, "none", .55, WOOD_DEEP, 3), ellipse(X, y - 3, rx * .62, ry * .6, "none", .55, WOOD_DEEP, 3)]
    for i in range(3):
        a = angle + math.tau * i / 3
        arc = [(X + rx * .92 * math.cos(a + d), y - 1 + ry * .92 * math.sin(a + d)) for d in (0, .12, .24, .36)]
        parts.append(brush(arc, 9, WOOD_LIGHT, .5, .2, .9))
    return "".join(parts)


def clay(time, angle):
    """The clay as it stands, with the rings that fingers leave."""
    profile = [tuple(point) for point in at(CLAY_AT, time)]
    hollow = at(HOLLOW, time)
    # Before it is centred, a lump runs out of true.
    wobble = 16 * max(0.0, 1 - max(time - 2.2, 0) / 2.4) if time > .8 else 16
    x = X + wobble * math.cos(angle)
    pot = Pot(x, BASE, profile)
    height = profile[-1][0]
    rings = [pot.band(height * (.14 + .115 * i), CLAY_DEEP, 3) for i in range(7)]
    rings = [group(*rings, opacity=.55)]
    smear = []
    for i in range(2):
        a = angle + math.pi * i
        if math.sin(a) > 0:
            h = height * (.36 + .26 * i)
            px, r = x + pot.radius(h) * .8 * math.cos(a), 26 * math.sin(a)
            smear.append(brush([(px - r * 1.3, BASE - h - 9), (px, BASE - h + 2), (px + r * 1.3, BASE - h + 8)], 7, CLAY_LIGHT, .1, .1, .6))
    body = pot.draw(CLAY, *rings, *smear, shadow_at=False, shade=.14, light=.22, mouth=False)
    rim = ""
    if hollow > 0:
        inner = pot.mouth * .88 * hollow
        rim = (ellipse(x, pot.top, pot.mouth, pot.mouth * .2, CLAY_LIGHT)
               + ellipse(x, pot.top + 1, inner, inner * .17, CLAY_DEEP, min(hollow * 1.5, 1)))
    return pot, shadow(x + 20, BASE + 6, profile[0][1] * 1.35) + body + rim


def moment(time):
    """The picture at a moment, as SVG."""
    pen._clips[0] = 0
    angle = math.tau * turned(time)
    pot, body = clay(time, angle)
    lx, ly, lt, rx, ry, rt, inside = at(HANDS, time)
    left = hand(lx, ly, lt, .98, COBALT, "open")
    right = group(hand(0, 0, rt, .98 - .1 * inside, COBALT, "open"), move=(rx, ry), scale=(-1, 1))
    if inside > .5:
        # What reaches into the pot is hidden by its wall.
        m, x, top = pot.mouth * .9, pot.x, pot.top
        above = f"M0,-60 H{WIDE} V{top:.1f} H{x + m:.1f} A{m:.1f},{m * .2:.1f} 0 0 1 {x - m:.1f},{top:.1f} H0 Z"
        right = clipped(above, right)
    parts = [workshop(), wheel(angle), body, right, left]
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" height="{HIGH}">'
            + "".join(parts) + "</svg>\n")


def png(text):
    import resvg
    tree = resvg.usvg.Tree.from_str(text, resvg.usvg.Options.default())
    return bytes(resvg.render(tree, (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)))


def main(words):
    if words:
        pathlib.Path(words[1]).write_bytes(png(moment(float(words[0]))))
        return
    encoder = subprocess.Popen(
        ["ffmpeg", "-v", "error", "-y", "-f", "image2pipe", "-c:v", "png", "-r", str(RATE), "-i", "-",
         "-an", "-c:v", "libvpx-vp9", "-pix_fmt", "yuv420p", "-colorspace", "bt709", "-color_primaries", "bt709",
         "-color_trc", "bt709", "-vf", "scale=out_color_matrix=bt709:out_range=tv", "-b:v", "0", "-crf", "36",
         "-g", "125", "-deadline", "good", "-cpu-used", "1", "-fflags", "+bitexact", "-flags:v", "+bitexact", str(OUT)],
        stdin=subprocess.PIPE)
    for frame in range(round(SECONDS * RATE)):
        encoder.stdin.write(png(moment(frame / RATE)))
    encoder.stdin.close()
    if encoder.wait() != 0:
        sys.exit("ffmpeg could not write the film")
    print(f"{OUT.name}: {OUT.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
