#!/usr/bin/env python3
"""Cuts Noto Sans CJK down to what the kiosk writes in Korean, Chinese and Japanese.

    apt-get install fonts-noto-cjk        # /usr/share/fonts/opentype/noto/NotoSansCJK-{Regular,Bold}.ttc
    pip install fonttools
    python3 assets/fonts/cjk/subset.py [FOLDER OF THE TTC FILES]

Run it after a translation or the sample exhibition has new characters; a test says which are missing. The regular weight
has, besides these, the characters that a catalogue of one's own may be expected to use; the bold one has only those that
the program itself writes, and falls back to the regular for others. Printed names need more: what is less common in
Chinese, and what is written traditionally.
"""

import json
import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTCollection

HERE = pathlib.Path(__file__).resolve().parent
ASSETS = HERE.parents[1]
FROM = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/opentype/noto")
# The place of each language's own letterforms in the collections.
FACES = {"ja": 0, "ko": 1, "zh": 2}


def texts_of(language, value):
    """Every text of a language in a JSON document."""
    if isinstance(value, dict):
        if isinstance(value.get(language), str):
            yield value[language]
        for inner in value.values():
            yield from texts_of(language, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(language, inner)


def written(language):
    """The characters that the program and the sample exhibition write in a language, beyond those of Be Vietnam Pro."""
    text = "".join(path.read_text() for path in (ASSETS / "translations" / language).glob("*.ftl"))
    # The other languages are named in themselves on every screen.
    text += "한국어中文日本語"
    for name in ("catalogue.json", "plan.json"):
        text += "".join(texts_of(language, json.loads((ASSETS / "exhibition" / name).read_text())))
    return {character for character in text if ord(character) > 0x2E7F or character in "‘’“”·…、。「」〜–"}


def coded(coding, high):
    """The characters of these rows of a national standard."""
    found = set()
    for first in high:
        for second in range(0x40, 0xFF):
            try:
                text = bytes([first, second]).decode(coding)
            except UnicodeDecodeError:
                continue
            found |= set(text) if len(text) == 1 else set()
    return found


def common(language):
    """The characters that everyday texts of a language are written with, by the old national standards."""
    rows = {"ko": ("euc_kr", range(0xB0, 0xC9)), "zh": ("gb2312", range(0xB0, 0xD8)), "ja": ("euc_jp", range(0xB0, 0xD0))}
    found = coded(*rows[language])
    if language == "ja":
        found |= {chr(code) for code in range(0x3041, 0x30FF)}
    return found


def cut(face, characters, out):
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True, glyph_names=False, name_IDs=[0, 1, 2, 13, 14],
                             drop_tables=["VORG", "BASE", "GSUB", "GPOS", "GDEF", "vhea", "vmtx", "DSIG"])
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(characters)))
    cutter.subset(face)
    face.recalcTimestamp = False
    face.save(out)
    print(f"{out.name}: {len(characters)} characters, {out.stat().st_size // 1000} kB")


for language, number in FACES.items():
    own = written(language)
    for weight, characters in (("Regular", own | common(language)), ("Bold", own)):
        face = TTCollection(str(FROM / f"NotoSansCJK-{weight}.ttc")).fonts[number]
        cut(face, characters, HERE / f"NotoSansCJK-{language}-{weight}.otf")

names = coded("gb2312", range(0xD8, 0xF8)) | coded("big5", range(0xA4, 0xC7))
for language in FACES:
    names -= written(language) | common(language)
names = {character for character in names if ord(character) > 0x2E7F}
cut(TTCollection(str(FROM / "NotoSansCJK-Regular.ttc")).fonts[FACES["zh"]], names, HERE / "NotoSansCJK-names-Regular.otf")
