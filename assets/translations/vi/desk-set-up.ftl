# Lần chạy đầu tiên: lập triển lãm và tài khoản của chủ triển lãm; trang chính với những việc tiếp theo.

set-up-server = Máy chủ triển lãm
set-up-title = Lập triển lãm
set-up-lead = Chỉ vài câu hỏi là máy này sẵn sàng đón khách. Mọi thứ đều thay đổi được về sau.
set-up-kind = Bạn muốn bắt đầu thế nào?
set-up-own = Triển lãm của tôi
set-up-own-note = Trống, chờ bạn thêm gian hàng và chương trình
set-up-sample = Triển lãm mẫu để làm quen
set-up-sample-note = Bốn ngày, 80 gian hàng gốm, sơ đồ và chương trình có sẵn
set-up-exhibition = Triển lãm
set-up-name = Tên triển lãm
set-up-name-en = Tên tiếng Anh (không bắt buộc)
set-up-place = Địa điểm
set-up-when = Thời gian
set-up-first-day = Ngày đầu tiên
set-up-days = Số ngày
set-up-opens = Mở cửa lúc
set-up-closes = Đóng cửa lúc
set-up-doors = Các cổng
set-up-doors-note = Ô trống thì không tính. Có thể thêm cổng sau này.
set-up-door = Cổng
set-up-door-main = Cổng chính
set-up-door-out = Lối ra
set-up-way = Hướng đi
set-up-way-in = Chỉ vào
set-up-way-out = Chỉ ra
set-up-way-both = Cả vào và ra
set-up-owner = Chủ triển lãm
set-up-owner-note = Tài khoản này quản lý mọi thứ và cấp tài khoản cho những người khác.
set-up-make = Lập triển lãm
set-up-no-name = Xin hãy điền tên triển lãm và địa điểm.
set-up-no-day = Xin hãy chọn ngày đầu tiên.
set-up-no-days = Số ngày phải từ 1 đến 16.
set-up-no-hours = Xin hãy điền giờ mở cửa và giờ đóng cửa.
set-up-no-doors = Cần ít nhất một cổng.
set-up-failed = Chưa lập được triển lãm. Xin hãy xem lý do rồi thử lại.

next-title = Việc tiếp theo
next-sheet = In tờ khôi phục
next-sheet-note = Một trang A4 để lập lại triển lãm khi máy này bị mất. Hãy cất như cất tiền.
next-live = Mở số liệu trực tiếp
next-live-note = Trang này cho thấy số khách vào, ra và đang ở trong.
next-accounts = Cấp tài khoản cho người khác
next-accounts-note = Ban tổ chức, người phụ trách cổng, các gian hàng, người xem số liệu.

change-recovery_sheet_shown = Mở tờ khôi phục
