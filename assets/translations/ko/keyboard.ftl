# The keys of the keyboard on the glass that are no letters.

key-space = 띄어쓰기
key-rub-out = 한 글자 지우기
key-done = 완료
key-telex = Telex
key-vni = VNI
key-plain = ABC
