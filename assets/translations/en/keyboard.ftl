# The keys of the keyboard on the glass that are no letters.

key-space = Space
key-rub-out = Delete a character
key-done = Done
key-telex = Telex
key-vni = VNI
key-plain = ABC
