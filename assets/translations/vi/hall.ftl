# Các trang trong khu triển lãm: lời mời, trang đầu, đường quay lại.

attract-touch = Chạm để bắt đầu
back = Quay lại
home-title = Quý khách muốn xem gì?
home-booths = Gian hàng
