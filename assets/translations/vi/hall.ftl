# Các trang trong khu triển lãm: lời mời, trang đầu, đường quay lại.

attract-touch = Chạm để bắt đầu
back = Quay lại
home = Về trang đầu
home-title = Quý khách muốn xem gì?
home-booths = Gian hàng
home-booths-note = Tìm theo tên, số gian hay sản phẩm
home-map = Sơ đồ
home-map-note = Đường đi đến từng gian
home-programme = Trình diễn
home-programme-note = Giờ trình diễn và các nghệ nhân
home-villages = Làng nghề
home-villages-note = Nghề xưa và cách làm bền vững
home-network = Tham gia mạng lưới
home-network-note = Cùng làm nghề bền vững
home-stamps = Phiếu đóng dấu
home-stamps-note = Những làng quý khách đã ghé thăm

## Đang diễn ra

on-title = Lịch trình diễn
on-in-minutes = Sau { $minutes } phút
on-none = Các buổi trình diễn đã kết thúc
