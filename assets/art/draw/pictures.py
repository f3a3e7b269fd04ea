"""Every picture by its file's name."""

from artisans import ARTISANS
from crafts import CRAFTS
from ornaments import ORNAMENTS
from pots import POTS
from stages import STAGES
from steps import STEPS
from villages import VILLAGES

ALL = {
    **{f"village-{name}": draw for name, draw in VILLAGES.items()},
    **{f"stage-{name}": draw for name, draw in STAGES.items()},
    **{f"artisan-{number}": draw for number, draw in enumerate(ARTISANS, 1)},
    **{f"artisan-{number}-step-{at}": draw for number, steps in enumerate(STEPS, 1) for at, draw in enumerate(steps, 1)},
    **{f"booth-{number:02}": draw for number, draw in {**POTS, **ORNAMENTS, **CRAFTS}.items()},
}
