# The keys of the keyboard on the glass that are no letters.

key-space = 空格
key-rub-out = 删除一个字符
key-done = 完成
key-telex = Telex
key-vni = VNI
key-plain = ABC
