# Tiếng Việt. Mọi câu khách nhìn thấy đều ở đây, không ở trong mã nguồn.
# Every message must exist in every language file; a test compares them.

language-name = Tiếng Việt
language-switch = Ngôn ngữ
window-title = Soát vé và gian hàng

## Màn hình chờ vé

scan-title = Xin mời đưa mã QR trên vé ra trước camera
scan-hint = Giữ vé cách camera khoảng một gang tay
scan-reading = Đang đọc mã, xin giữ vé yên
scan-illustration = Hình vẽ một tấm vé có mã QR đang được đưa ra trước camera
scan-browse = Xem gian hàng
scan-sample = Quét thử vé mẫu
gate-in = { $gate } · Lối vào
gate-out = { $gate } · Lối ra
demos-title = Trình diễn hôm nay
demo-now = Đang diễn ra
file-unreadable = Không đọc được tệp { $name }. Xin thử lại với một ảnh PNG hoặc JPEG.

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

## Kết quả soát vé

verdict-close = Đóng
verdict-repeat = Vé này vừa được quét, không tính thêm lượt
verdict-code = Mã vé { $code }
people = { $count } người
admitted-title = Xin mời vào
admitted-next = Chúc quý khách tham quan vui vẻ
admitted-again-title = Chào mừng quý khách trở lại
admitted-again-next = Xin mời vào
exited-title = Tạm biệt quý khách
exited-next = Cảm ơn quý khách đã đến thăm triển lãm

reason-malformed-title = Mã này không phải là vé
reason-malformed-next = Xin đưa mã QR in trên vé của triển lãm ra trước camera
reason-bad-signature-title = Không xác nhận được vé này
reason-bad-signature-next = Xin mời quý khách đến quầy vé để được kiểm tra
reason-unknown-key-title = Máy này chưa kiểm tra được vé của quý khách
reason-unknown-key-next = Xin gặp nhân viên tại cổng: máy cần được cập nhật
reason-wrong-exhibition-title = Vé này của một triển lãm khác
reason-wrong-exhibition-next = Xin tìm vé của triển lãm này, hoặc mua vé tại quầy
reason-unknown-ticket-title = Vé không có trong danh sách
reason-unknown-ticket-next = Xin mang vé hoặc thư đặt vé đến quầy vé
reason-ambiguous-ticket-title = Mã này trùng với một vé khác
reason-ambiguous-ticket-next = Xin gặp nhân viên tại cổng, mang theo thư đặt vé
reason-revoked-title = Vé đã bị hủy
reason-revoked-next = Vé có thể đã được đổi hoặc hoàn tiền, xin hỏi tại quầy vé
reason-blocked-title = Vé đang tạm khóa
reason-blocked-next = Xin gặp nhân viên tại cổng để được hỗ trợ
reason-not-yet-valid-title = Vé chưa đến ngày sử dụng
reason-not-yet-valid-next = Xin xem lại ngày ghi trên vé
reason-expired-title = Vé đã hết hạn
reason-expired-next = Quý khách có thể mua vé mới tại quầy vé
reason-wrong-day-title = Vé không dùng cho hôm nay
reason-wrong-day-next = Xin xem lại các ngày ghi trên vé
reason-wrong-gate-title = Vé không dùng ở cổng này
reason-wrong-gate-next = Xin hỏi nhân viên cổng dành cho vé của quý khách
reason-not-open-title = Cổng hiện không mở
reason-not-open-next = Mời quý khách quay lại trong giờ mở cửa
reason-already-used-title = Vé đã được sử dụng
reason-already-used-next = Nếu có nhầm lẫn, xin gặp nhân viên tại cổng
reason-limit-reached-title = Vé đã dùng hết lượt của hôm nay
reason-limit-reached-next = Xin gặp nhân viên tại cổng nếu quý khách cần hỗ trợ
reason-too-soon-title = Vé vừa mới được sử dụng
reason-too-soon-next = Xin chờ vài phút rồi quét lại
reason-full-title = Triển lãm hiện đã đủ người
reason-full-next = Xin chờ một lát, nhân viên sẽ mời quý khách khi có chỗ
reason-needs-staff-title = Xin gặp nhân viên
reason-needs-staff-next = Nhân viên tại cổng sẽ hỗ trợ quý khách ngay

used-at = Vé đã được sử dụng lúc { $time } tại { $gate }
come-back-on = Mời quý khách quay lại vào { $date }
was-valid-until = Ngày cuối cùng của vé là { $date }
last-used-at = Lần gần nhất: { $time } tại { $gate }
open-hours = Giờ mở cửa hôm nay: { $opens } – { $closes }

## Gian hàng

booths-title = Gian hàng
booths-count = { $count } gian hàng
search-name = Tìm gian hàng
search-hint = Tìm theo tên, sản phẩm hoặc số gian
search-clear = Xóa chữ đã gõ
village-filter = Lọc theo làng nghề
village-all = Tất cả
booths-none = Không tìm thấy gian hàng nào
booths-none-next = Xin thử một từ khác, hoặc xem tất cả gian hàng
booths-show-all = Xem tất cả gian hàng
booths-empty = Danh sách gian hàng chưa về máy này
booths-empty-next = Xin xem bảng chỉ dẫn tại cổng hoặc hỏi nhân viên
page-up = Lên trên
page-down = Xuống dưới
back-to-scan = Quét vé
back-to-booths = Danh sách
booth-number = Gian số { $number }
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

## Hết giờ chờ

idle-question = Quý khách còn xem không?
idle-countdown = Màn hình sẽ về trang đầu sau { $seconds } giây
idle-stay = Tôi vẫn đang xem

## Dành cho nhân viên

status-kiosk = Máy { $kiosk }
status-online = Đã nối máy chủ
status-offline = Mất kết nối, vẫn soát vé
status-not-yet = Chưa nối máy chủ, vẫn soát vé
status-waiting =
    { $count ->
        [0] Đã gửi hết
       *[other] { $count } lượt chờ gửi
    }
status-scanners = { $count } máy quét sẵn sàng
status-camera-missing = Chưa có camera
status-camera-failed = Camera gặp sự cố
status-folder-failed = Thư mục ảnh vé gặp sự cố
out-of-order-title = Máy tạm ngừng phục vụ
out-of-order-next = Xin mời quý khách đến quầy vé hoặc gặp nhân viên tại cổng
out-of-order-call = Nhân viên xin gọi { $contact }
out-of-order-why = Dành cho nhân viên: { $why }
