# Gian hàng và cách tìm.

## Gian hàng

booths-title = Gian hàng
booths-count = { $count } gian hàng
search-name = Tìm gian hàng
search-hint = Tìm theo tên, sản phẩm hoặc số gian
search-clear = Xoá chữ đã gõ
browse-by = Xem gian hàng theo
browse-all = Tất cả
browse-villages = Làng nghề
browse-products = Sản phẩm
browse-practices = Bền vững
browse-life-cycle = Năm giai đoạn nghĩa là gì?
booths-coming = Đang tìm…
booths-none = Không tìm thấy kết quả nào
booths-none-next = Xin thử một từ khác, hoặc xem tất cả gian hàng
booths-show-all = Xem tất cả gian hàng
found-count = { $count } kết quả
found-area = Khu vực
found-session = Buổi trình diễn · { $when }
found-artisan = Nghệ nhân
found-amenity = Chỉ đường đến nơi gần nhất
booths-empty = Danh sách gian hàng chưa về máy này
booths-empty-next = Xin xem bảng chỉ dẫn tại cổng hoặc hỏi nhân viên
layout-group = Cách xem gian hàng
layout-list = Danh sách
layout-grid = Lưới ảnh
page-up = Lên trên
page-down = Xuống dưới
back-to-scan = Quét vé

## Một gian hàng

booth-number = Gian số { $number }
booth-show-the-way = Chỉ đường
booth-village = Làng nghề { $village }
products-title = Sản phẩm
practices-title = Vì sản xuất và tiêu dùng bền vững
stage-materials = Nguyên liệu
stage-production = Sản xuất
stage-distribution = Phân phối
stage-use = Sử dụng
stage-disposal = Sau sử dụng
certificate = Có chứng nhận tham gia mạng lưới
sample-note = Dữ liệu mẫu: các cơ sở này không có thật

## Nhóm sản phẩm

product-tea = Trà và cà phê
product-tableware = Bát đĩa
product-kitchen = Nồi, chum, hũ
product-vases = Lọ và bình hoa
product-decoration = Đồ trang trí
product-house = Nhà và sân vườn
product-altar = Đồ thờ và hương
product-gifts = Quà và đồ chơi
product-gilding = Vàng quỳ, sơn mài
product-leather = Đồ da
product-herbs = Thảo dược
product-plants = Hoa và cây
product-other = Sản phẩm khác
