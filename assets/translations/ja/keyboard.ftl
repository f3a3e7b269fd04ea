# The keys of the keyboard on the glass that are no letters.

key-space = 空白
key-rub-out = 一文字消す
key-done = 完了
key-telex = Telex
key-vni = VNI
key-plain = ABC
