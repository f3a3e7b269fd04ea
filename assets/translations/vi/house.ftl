# Những gì có trên mọi màn hình: tên gọi, ngày giờ, tình trạng của máy.

language-name = Tiếng Việt
language-short = VI
language-switch = Ngôn ngữ
window-title = Soát vé và gian hàng

## Ngày giờ

date-full =
    { $weekday ->
        [1] Thứ Hai
        [2] Thứ Ba
        [3] Thứ Tư
        [4] Thứ Năm
        [5] Thứ Sáu
        [6] Thứ Bảy
       *[7] Chủ nhật
    }, ngày { $day } tháng { $month } năm { $year }
date-short =
    { $weekday ->
        [1] Thứ Hai
        [2] Thứ Ba
        [3] Thứ Tư
        [4] Thứ Năm
        [5] Thứ Sáu
        [6] Thứ Bảy
       *[7] Chủ nhật
    }, { $day }/{ $month }
date-in-sentence =
    { $weekday ->
        [1] thứ Hai
        [2] thứ Ba
        [3] thứ Tư
        [4] thứ Năm
        [5] thứ Sáu
        [6] thứ Bảy
       *[7] Chủ nhật
    }, ngày { $day } tháng { $month }
time-of-date = { $time } ngày { $day }/{ $month }

## Hết giờ chờ

idle-question = Quý khách còn xem không?
idle-countdown = Màn hình sẽ về trang đầu sau { $seconds } giây
idle-stay = Tôi vẫn đang xem

## Dành cho nhân viên

too-small-title = Màn hình này quá nhỏ
too-small-next = Máy cần màn hình ít nhất 800×480 hoặc 540×960 điểm ảnh, không dày quá 5,5 điểm ảnh mỗi milimét. Xin gọi người phụ trách.
status-kiosk = Máy { $kiosk }
status-online = Đã nối máy chủ
status-offline = Mất kết nối, vẫn soát vé
status-not-yet = Chưa nối máy chủ, vẫn soát vé
status-time-unsure = Chưa rõ giờ
status-gate-missing = Cổng này không còn trong danh mục
status-waiting =
    { $count ->
        [0] Đã gửi hết
       *[other] { $count } lượt chờ gửi
    }
status-scanners = { $count } máy quét sẵn sàng
status-camera-missing = Chưa có camera
status-camera-failed = Camera gặp sự cố
status-folder-failed = Thư mục ảnh vé gặp sự cố
status-hand-missing = Chưa có máy quét cầm tay
status-hand-failed = Máy quét cầm tay gặp sự cố
status-serial-missing = Chưa có máy quét cổng nối tiếp
status-serial-failed = Máy quét cổng nối tiếp gặp sự cố
status-frames-failed = Camera ngoài gặp sự cố
status-silent = Chưa có âm thanh
closed-next = Xin mời quý khách sang máy { $kiosk }, { $gate }
moved-here = Máy này đã được chuyển sang: { $place }
out-of-order-title = Máy tạm ngừng phục vụ
out-of-order-next = Xin mời quý khách đến quầy vé hoặc gặp nhân viên tại cổng
out-of-order-alone = Xin mời quý khách sang cửa có nhân viên soát vé
out-of-order-alone-at = Xin mời quý khách sang { $place }
out-of-order-call = Nhân viên xin gọi { $contact }
out-of-order-organisers = Nhân viên xin gọi ban tổ chức
out-of-order-kiosk = Báo giúp tên máy: { $kiosk }
