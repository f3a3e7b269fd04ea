"""The five stages of a product's life."""

from pen import *
from grounds import *
from motifs import *
from vessels import *
from things import *
from people import person


def materials():
    """Clay from the river bank."""
    return [rect(0, 0, W, H, GLAZE), circle(480, 330, 310, COBALT_WASH), hills(360, CELADON_LIGHT, .8, 8), rect(0, 380, W, 110, "#d5e1f0"), water(402, 3, COBALT_THIN, 10, 960),
            shape([(-40, 470), (200, 440), (420, 480), (640, 450), (1000, 480), (1000, 760), (-40, 760)], TERRA_LIGHT), shape([(-40, 540), (260, 520), (560, 560), (1000, 530), (1000, 760), (-40, 760)], TERRACOTTA), shape([(-40, 630), (300, 610), (600, 650), (1000, 620), (1000, 760), (-40, 760)], TERRA_DEEP),
            brush([(60, 580), (260, 560), (440, 584)], 5, TERRA_LIGHT, .1, .1), brush([(560, 600), (740, 584), (900, 600)], 5, TERRA_LIGHT, .1, .1), person(330, 400, (110, 30), (130, 10), s=.92, robe=COBALT, legs="standing", hair="hat", lean=44, trousers="#2f4a5a", between=""), line([(400, 330), (560, 500)], WOOD, 14), shape([(540, 470), (600, 500), (590, 560), (540, 540)], "#8792a6"), basket(720, 600, 1.1, TERRA_DEEP)]


def production():
    """The wheel, and a kiln that is full."""
    pot = Pot(600, 470, POTSHAPE, .72)
    return [room("terra"), window(120, 150, 150, 190, TERRA_LIGHT), kiln(790, 592, .95), kick_wheel(600, 480, 150), pot.draw("#c58f72", shadow_at=False, shade=.15), person(410, 450, (134, -66), (200, -84), s=1.0, robe=COBALT, hair="scarf", apron="#efe3cd", lean=36)]


def distribution():
    """A cargo bicycle, straw and used paper instead of foam."""
    wheel = lambda x: circle(x, 560, 84, "none", 1, INK, 9) + circle(x, 560, 12, INK) + "".join(line([(x, 560), (x + math.cos(a) * 80, 560 + math.sin(a) * 80)], "#8792a6", 2.5) for a in [i * math.tau / 10 for i in range(10)])
    box = lambda x, y, w, h: rect(x, y, w, h, WOOD_LIGHT, 6) + line([(x, y + h * .35), (x + w, y + h * .35)], WOOD, 4) + leaf(x + w / 2 - 24, y + h * .72, 50, -.3, LEAF_DEEP, WOOD_LIGHT)
    straw = "".join(brush([(150 + i * 17, 300), (160 + i * 17 + (i % 3 - 1) * 14, 262 - (i % 4) * 8)], 5, GOLD, .8, .1) for i in range(15))
    return [rect(0, 0, W, H, GLAZE), circle(480, 340, 300, CELADON_WASH), rect(0, 640, W, 80, CREAM), brush([(40, 668), (480, 662), (920, 670)], 4, "#d9cbb2", .1, .1), shadow(280, 648, 120), shadow(700, 648, 120), straw, Pot(220, 310, VASE, .3).draw(PORCELAIN, flower(220, 250, 18), shadow_at=False), Pot(310, 312, ROUND, .36).draw(CELADON, shadow_at=False), box(130, 290, 290, 150), box(150, 440, 120, 80), box(280, 440, 120, 80),
            wheel(280), wheel(700), line([(280, 560), (470, 560), (580, 400), (420, 430), (470, 560)], COBALT, 13), line([(700, 560), (596, 360), (560, 350)], COBALT, 13), line([(420, 430), (410, 396)], COBALT, 11), rect(372, 380, 80, 18, INK, 9), person(430, 382, (130, -26), (140, -30), s=.82, robe=TERRACOTTA, legs="none", hair="hat", lean=50), line([(430, 386), (520, 440), (478, 570)], "#3b4256", 44), ellipse(490, 590, 40, 14, WOOD_DEEP)]


def use():
    """At the table, day after day."""
    b, v = Pot(480, 560, BOWL, .95), Pot(760, 560, BOTTLENECK, .72)
    steam = [brush([(440 + d, 370), (460 + d, 320), (430 + d, 270), (450 + d, 220)], 10, COBALT_THIN, .1, .1, .7) for d in (0, 50, 100)]
    return [rect(0, 0, W, H, GLAZE), window(330, 60, 300, 230, CELADON), circle(480, 350, 290, GOLD_WASH, .0), rect(0, 540, W, 180, WOOD_LIGHT), rect(0, 534, W, 12, WOOD), ellipse(480, 600, 380, 66, WOOD, .35)] + steam + [
        b.draw(PORCELAIN, flower(430, 490, 30), flower(540, 490, 30), scroll(330, 510, 300), b.band(124), b.band(10), inside="#e9cd83"), dish(230, 620, .9, PORCELAIN, COBALT), *[ellipse(230 + d, 590 + e, 34, 14, c) for d, e, c in ((-50, 4, LEAF), (0, -4, LEAF_LIGHT), (50, 4, LEAF_DEEP))], line([(640, 600), (850, 566)], WOOD_DEEP, 9), line([(644, 614), (856, 584)], WOOD_DEEP, 9), v.draw(CELADON, shade=.13), brush([(760, 270), (774, 190), (750, 110)], 5, LEAF_DEEP, .9, .3), blossoms([(750, 110), (772, 150), (738, 158), (770, 190)], PINK, 22, 3), cup(370, 660, .62, COBALT, tea=GOLD), cup(610, 668, .62, COBALT, tea=GOLD)]


def disposal():
    """A broken bowl is mended, shards become a picture, herbs become earth."""
    b = Pot(320, 560, BOWL, .86)
    gold = [line(p, GOLD, 6) for p in ([(210, 440), (270, 480), (260, 520), (300, 560)], [(270, 480), (330, 470), (380, 510)], [(380, 510), (440, 460)])]
    shards = [poly([(0, 0), (50, -20), (70, 30), (20, 44)], COBALT), poly([(80, 20), (130, 0), (140, 50)], PORCELAIN, 1, COBALT_THIN, 3), poly([(30, 60), (90, 50), (70, 90)], CELADON), poly([(110, 66), (160, 60), (150, 100)], TERRACOTTA)]
    loop = "".join(brush([(480 + math.cos(a) * 285, 335 + math.sin(a) * 265) for a in [s + i * .1 for i in range(16)]], 11, LEAF_DEEP, .3, .5) + leaf(480 + math.cos(s + 1.5) * 285, 335 + math.sin(s + 1.5) * 265, 62, s + 1.5 + 1.57, LEAF, LEAF_DEEP) for s in (.3, 2.4, 4.5))
    return [rect(0, 0, W, H, GLAZE), circle(480, 340, 310, CELADON_WASH), loop, shelf(580), b.draw(CELADON, *gold, shade=.12), Pot(640, 590, POTSHAPE, .6).draw(TERRACOTTA, shade=.15), sprout(640, 480, 1.5), heap(640, 480) if False else "", group(*shards, move=(720, 566), scale=.8), group(*shards, move=(440, 590), scale=.5)]


STAGES = {"materials": materials, "production": production, "distribution": distribution, "use": use, "disposal": disposal}
