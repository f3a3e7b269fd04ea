# Sơ đồ triển lãm, và mã để mang đường đi theo điện thoại.

map-title = Sơ đồ
map-here = Quý khách ở đây
map-name = Sơ đồ: { $level }
map-booths = { $first }–{ $last }
map-to-level = Đến “{ $level }”
map-closer = Phóng to
map-farther = Thu nhỏ
map-whole = Xem toàn bộ
map-left = Sang trái
map-right = Sang phải
map-up = Lên trên
map-down = Xuống dưới
map-touch = Chạm vào một gian hàng trên sơ đồ
map-booth-page = Về gian hàng này
map-way = Chỉ đường
map-close = Đóng
map-step-free = Không qua bậc
map-no-way = Chưa có đường đi từ đây. Nơi cần đến được đánh dấu trên sơ đồ.
map-no-step-free = Chưa có đường không qua bậc từ đây. Xin hỏi nhân viên.
map-unknown-place = Chưa có nơi này trên sơ đồ. Xin hỏi nhân viên.
map-none = Sơ đồ chưa về máy này
map-none-next = Xin xem bảng chỉ dẫn tại cổng hoặc hỏi nhân viên
phone-take = Quét mã để mang đường đi theo điện thoại
phone-code = Mã QR: gian số { $number } trên điện thoại
phone-code-area = Mã QR: đường đến “{ $name }” trên điện thoại
