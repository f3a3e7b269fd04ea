"""People at work, and their hands."""

from pen import *


def limb(a, b, length, bend):
    """Where the elbow is between a shoulder and a hand."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    d = math.hypot(dx, dy) or 1
    half = min(d / 2, length)
    out = math.sqrt(max(length * length - half * half, 60))
    mx, my = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    return mx - dy / d * out * bend, my + dx / d * out * bend


def arm(shoulder, hand, sleeve, length=82, bend=1, width=44):
    elbow = limb(shoulder, hand, length, bend)
    cuff = (elbow[0] + (hand[0] - elbow[0]) * .35, elbow[1] + (hand[1] - elbow[1]) * .35)
    return (line([elbow, hand], SKIN, width * .55) + circle(hand[0], hand[1], width * .38, SKIN)
            + line([shoulder, elbow, cuff], sleeve, width) + brush([(shoulder[0] - 4, shoulder[1] + 22), (elbow[0], elbow[1] + 4)], 4, SHADE, .2, .2, .25))


def head(x, y, hair="bun", turn=0, tone=HAIR):
    face = ellipse(0, 0, 40, 46, SKIN)
    nose = shape([(34, -6), (48, 8), (36, 16)], SKIN, tension=.4)
    look = brush([(12, -2), (22, 3), (32, -1)], 4, INK, .5, .3) + brush([(12, -16), (22, -20), (34, -15)], 4, tone, .5, .2) + brush([(22, 24), (30, 26), (36, 22)], 3.5, "#a8553a", .4, .3) + circle(14, 16, 8, "#e08f70", .4)
    neck = line([(-8, 30), (-14, 66)], SKIN_DEEP, 30)
    ear = ellipse(-10, 4, 8, 12, SKIN_DEEP)
    cap = {
        "bun": shape([(30, -34), (8, -54), (-28, -48), (-48, -18), (-44, 22), (-24, 34), (-20, 0), (-2, -22)], tone) + circle(-52, 6, 22, tone),
        "short": shape([(36, -30), (10, -56), (-28, -48), (-46, -16), (-38, 20), (-22, 22), (-18, -4), (2, -24)], tone),
        "long": shape([(32, -34), (8, -54), (-28, -48), (-50, -10), (-60, 60), (-50, 110), (-26, 80), (-22, 0), (-2, -22)], tone),
        "beard": shape([(34, -32), (8, -56), (-28, -48), (-46, -16), (-36, 18), (-22, 18), (-18, -6), (2, -26)], tone) + shape([(-4, 30), (20, 34), (40, 22), (36, 58), (22, 78), (4, 56)], tone),
        "scarf": shape([(38, -26), (10, -58), (-30, -52), (-52, -14), (-44, 30), (-26, 34), (-16, 0), (4, -22)], TERRACOTTA) + shape([(-44, 20), (-80, 50), (-70, 66), (-36, 36)], TERRACOTTA) + "".join(circle(px, py, 4, GOLD_LIGHT) for px, py in ((-30, -30), (-8, -42), (-38, 0), (14, -38))),
        "hat": shape([(32, -30), (8, -50), (-28, -44), (-46, -14), (-40, 24), (-22, 26), (-18, 0), (-2, -20)], tone) + poly([(-92, -22), (0, -104), (92, -22)], "#ead7a8") + shape([(-94, -24), (0, -8), (94, -24), (0, -36)], "#d9c187") + "".join(brush([(-92 + i * 16, -24 - i * 13.5), (0, -12 - i * 16), (92 - i * 16, -24 - i * 13.5)], 2.5, "#b89d62", .7, .7) for i in range(1, 5)),
    }[hair]
    back = line([(-20, -22), (-22, 30)], tone, 1) if False else ""
    return group(neck, back, face, nose, ear, look, cap, move=(x, y), turn=turn)


def person(x, y, near, far=None, s=1.0, robe=COBALT, legs="stool", trousers="#3b4256", hair="bun", tone=HAIR, lean=26, apron=None, between="", face=1, nod=8):
    """Someone who sits with the hip at (x, y) and faces right (`face` -1: left). `near` and `far` are where the hands are,
    seen from the hip; `between` is drawn between the two arms: what is being worked on."""
    sx, sy = lean + 6, -150
    far = far or near
    dark = {COBALT: "#0e2f6b", TERRACOTTA: "#9c4e32", CELADON_DEEP: "#265846", WOOD: "#8d6442", GOLD: "#b0832c", PINK_DEEP: "#82294e", COBALT_MID: "#33569a", CELADON: "#76a38c", "#8a6f9c": "#745b86"}.get(robe, robe)
    parts = []
    if legs == "stool":
        parts += [shadow(50, 176, 150), rect(-60, 24, 124, 20, WOOD, 8), line([(-44, 44), (-52, 170)], WOOD_DEEP, 13), line([(46, 44), (54, 170)], WOOD_DEEP, 13),
                  line([(-6, 0), (112, 4), (104, 150)], trousers, 58), shape([(78, 176), (82, 148), (128, 148), (166, 168), (166, 178)], WOOD_DEEP, tension=.3)]
    elif legs == "crossed":
        parts += [shadow(20, 66, 190), shape([(-84, 60), (-90, 6), (-20, -24), (90, -6), (160, 36), (170, 58), (60, 66)], trousers, tension=.35), shape([(60, 64), (150, 40), (176, 56), (168, 66)], SKIN, tension=.3), brush([(-30, 30), (50, 44), (130, 46)], 5, SHADE, .2, .2, .3)]
    elif legs == "standing":
        parts += [shadow(4, 250, 90), line([(-22, 0), (-24, 236)], trousers, 62), line([(24, 0), (26, 236)], trousers, 62), shape([(-56, 252), (-52, 226), (0, 226), (26, 246), (24, 254)], WOOD_DEEP, tension=.3), shape([(0, 254), (0, 228), (54, 228), (84, 246), (82, 254)], WOOD_DEEP, tension=.3)]
    body = [(-62, 26), (-66, -60), (sx - 66, -132), (sx - 30, -172), (sx + 26, -166), (sx + 40, -120), (56, -50), (62, 26)]
    parts += [arm((sx + 12, sy + 14), far, dark, bend=1), between]
    parts += [shape(body, robe, tension=.45), clipped(smooth(body, True, .45), shape([(-80, 40), (-80, -80), (sx - 80, -180), (sx - 30, -176), (-20, -60), (-16, 40)], SHADE, .10))]
    if apron:
        parts.append(shape([(-4, 28), (sx - 2, -100), (sx + 36, -112), (58, -46), (66, 28)], apron, tension=.3))
    parts.append(shape([(sx - 22, -166), (sx + 6, -148), (sx + 30, -164), (sx + 12, -176)], PORCELAIN))
    parts += [head(sx + 18, -222, hair, nod, tone), arm((sx - 14, sy + 16), near, robe, bend=1)]
    return group(*parts, move=(x, y), scale=(s * face, s))


def hand(x, y, turn=0, s=1.0, sleeve=COBALT, pose="open", flip=1):
    """A hand and forearm that reach to (x, y); before turning, from the left. `pose`: open, grip or pinch."""
    edge = lambda pts, w=2.5: brush(pts, w, SKIN_DEEP, .6, .3)
    parts = [line([(-380, 34), (-90, 6)], SKIN, 62), line([(-1100, 124), (-250, 22)], sleeve, 100), line([(-252, -24), (-246, 70)], PORCELAIN, 12)]
    if pose == "open":
        fingers = [line([(-30, -26 + i * 19), (54 - abs(i - 1.4) * 9, -30 + i * 20)], SKIN, 20) for i in range(4)]
        parts += [shape([(-110, -24), (-50, -44), (-8, -36), (0, 40), (-50, 48), (-112, 38)], SKIN)] + fingers + [line([(-72, -30), (-30, -66), (6, -72)], SKIN, 22)]
        parts += [edge([(-6, -16 + i * 19.5), (46 - i * 4, -20 + i * 20)]) for i in range(3)] + [edge([(-70, -18), (-30, -50), (2, -60)])]
    elif pose == "grip":
        fingers = [line([(-44, -30 + i * 20), (2, -38 + i * 20), (4, -24 + i * 20), (-26, -20 + i * 20)], SKIN, 20) for i in range(4)]
        parts += [shape([(-112, -24), (-60, -46), (-10, -44), (0, 44), (-60, 52), (-114, 40)], SKIN)] + fingers + [line([(-76, -34), (-24, -56), (10, -40)], SKIN, 22)]
        parts += [edge([(-40, -24 + i * 20), (6, -27 + i * 20)], 3) for i in range(4)] + [edge([(-70, -24), (-24, -44), (8, -30)])]
    else:
        parts += [shape([(-112, -22), (-60, -44), (-16, -30), (-10, 26), (-60, 48), (-114, 38)], SKIN), line([(-40, 28), (-6, 34), (4, 22)], SKIN, 19), line([(-40, 12), (6, 20), (16, 8)], SKIN, 19), line([(-40, -4), (18, 6), (30, -6)], SKIN, 19), line([(-40, -24), (8, -28), (34, -8)], SKIN, 19), line([(-76, -30), (-20, -50), (34, -16)], SKIN, 20)]
        parts += [edge([(-30, 22), (4, 29)]), edge([(-30, 4), (16, 12)]), edge([(-66, -20), (-18, -36), (26, -8)])]
    return group(group(*parts, scale=(1, flip)), move=(x, y), turn=turn, scale=s)
