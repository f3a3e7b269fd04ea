#!/usr/bin/env python3
"""Draws the exhibition's illustrations: an SVG each into ../svg, and what kiosks show into ..

Needs the Python packages resvg and pillow (`pip install resvg pillow`) for the rendering; the drawings themselves need
nothing. `python3 draw.py` draws all, `python3 draw.py kim-lan wheel` those whose names hold one of the words.
"""

import io
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from pen import svg  # noqa: E402
import pictures  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
SVG, OUT = HERE.parent / "svg", HERE.parent
QUALITY = 86


def webp(text):
    """What kiosks show: WebP, as wide and high as the drawing."""
    import resvg
    from PIL import Image
    options = resvg.usvg.Options.default()
    tree = resvg.usvg.Tree.from_str(text, options)
    png = resvg.render(tree, (1.0, 0.0, 0.0, 0.0, 1.0, 0.0))
    image = Image.open(io.BytesIO(bytes(png))).convert("RGB")
    out = io.BytesIO()
    image.save(out, "WEBP", quality=QUALITY, method=6)
    return out.getvalue()


def main(words):
    SVG.mkdir(exist_ok=True)
    total = 0
    for name, draw in pictures.ALL.items():
        if words and not any(word in name for word in words):
            continue
        text = svg(*draw())
        (SVG / f"{name}.svg").write_text(text)
        content = webp(text)
        (OUT / f"{name}.webp").write_bytes(content)
        total += len(content)
    print(f"{total / 1e6:.2f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
