# Các phím không phải chữ cái của bàn phím trên màn hình.

key-space = Dấu cách
key-rub-out = Xoá một chữ
key-done = Xong
key-telex = Telex
key-vni = VNI
key-plain = ABC
