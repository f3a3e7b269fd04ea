# Easier to read and to reach.

access-open = Easier to read and to reach
access-title = Display
access-close = Done
access-large = Large text
access-large-note = A quarter larger
access-contrast = High contrast
access-contrast-note = Light on black
access-low = Low reach
access-low-note = Everything lower down
access-calm = No motion
access-calm-note = Pictures stand still
