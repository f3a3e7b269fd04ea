# Cửa soát vé: vé, câu hỏi, kết quả.

## Màn hình chờ vé

scan-title = Xin mời đưa mã QR trên vé ra trước camera
scan-title-scanner = Xin mời đưa mã QR trên vé vào máy quét
scan-title-out = Xin mời quét vé trước khi ra về
scan-hint = Giữ vé cách camera khoảng một gang tay
scan-hint-scanner = Giữ vé yên đến khi có tiếng báo
scan-hint-silent = Giữ vé yên đến khi màn hình đổi màu
scan-reading = Đang đọc mã, xin giữ vé yên
scan-preview = Hình trực tiếp từ camera, có khung để đặt mã QR
scan-illustration = Hình vẽ một tấm vé có mã QR đang được quét
scan-browse = Xem gian hàng
scan-sample = Quét thử vé mẫu
mode-in = Lối vào
mode-out = Lối ra
mode-both = Vào và ra
mode-confirm = Nhân viên xác nhận từng lượt
mode-unheard = Chạm màn hình để bật máy quét
mode-rehearsal = DIỄN TẬP – không tính
demos-title = Trình diễn hôm nay
demo-now = Đang diễn ra
file-unreadable = Không đọc được tệp { $name }. Xin thử lại với một ảnh PNG hoặc JPEG.

## Khách tự soát vé

self-title = Mời quý khách tự soát vé
self-step-show = Đưa mã QR ra trước camera
self-step-show-scanner = Đưa mã QR vào máy quét
self-step-wait = Chờ màn hình chuyển xanh
self-step-wait-out = Chờ lời chào tạm biệt
self-step-walk = Mời vào tham quan
self-step-walk-out = Mời đi ra, hẹn gặp lại
self-step = Bước { $number }: { $step }

## Đang kiểm tra, và hỏi trước khi tính lượt

checking-title = Đang kiểm tra vé
checking-next = Xin chờ một chút
checking-slow = Máy đang chậm, xin quý khách chờ thêm
ask-people-title = Số người vào lần này?
ask-people-left = Vé cho { $party } người, còn { $most } người chưa vào
ask-people-party = Vé cho { $party } người
ask-confirm-title = Cho vào?
ask-confirm-next = Nhân viên xác nhận rồi mới tính lượt
ask-again = Khách đã vào hôm nay
ask-fewer = Bớt một người
ask-more = Thêm một người
ask-all = Cả { $count } người
ask-come-in = Mời { $count } người vào
ask-later = Chưa vào
ask-admit = Cho vào
ask-decline = Không
ask-leaving-title = Số người ra lần này?
ask-leaving-inside = Vé cho { $party } người, { $most } người đang ở trong
ask-leave = { $count } người ra
ask-stay = Chưa ra

## Kết quả soát vé

verdict-close = Đóng
verdict-repeat = Vé này vừa được quét, không tính thêm lượt
verdict-code = Mã vé { $code }
people = { $count } người
people-left = Còn { $count } người trong đoàn chưa vào
people-left-of = Còn { $count } trên { $party } người chưa vào
admitted-title = Xin mời vào
admitted-next = Chúc quý khách tham quan vui vẻ
admitted-again-title = Chào mừng quý khách trở lại
admitted-again-next = Xin mời vào
exited-title = Tạm biệt quý khách
exited-next = Cảm ơn quý khách đã đến thăm triển lãm

reason-malformed-name = không phải mã vé
reason-malformed-title = Mã này không phải là vé
reason-malformed-next = Xin cho quét mã QR in trên vé của triển lãm
reason-bad-signature-name = chữ ký không đúng
reason-bad-signature-title = Không xác nhận được vé này
reason-bad-signature-next = Xin mời quý khách đến quầy vé để được kiểm tra
reason-unknown-key-name = khoá ký chưa biết
reason-unknown-key-title = Máy này chưa kiểm tra được vé của quý khách
reason-unknown-key-next = Xin gặp nhân viên tại cổng: máy cần được cập nhật
reason-wrong-exhibition-name = vé của triển lãm khác
reason-wrong-exhibition-title = Vé này của một triển lãm khác
reason-wrong-exhibition-next = Xin tìm vé của triển lãm này, hoặc mua vé tại quầy
reason-unknown-ticket-name = không có trong danh sách vé
reason-unknown-ticket-title = Vé không có trong danh sách
reason-unknown-ticket-next = Xin mang vé hoặc thư đặt vé đến quầy vé
reason-ambiguous-ticket-name = hai vé cùng một mã
reason-ambiguous-ticket-title = Mã này trùng với một vé khác
reason-ambiguous-ticket-next = Xin gặp nhân viên tại cổng, mang theo thư đặt vé
reason-revoked-name = vé đã thu hồi
reason-revoked-title = Vé đã bị huỷ
reason-revoked-next = Vé có thể đã được đổi hoặc hoàn tiền, xin hỏi tại quầy vé
reason-blocked-name = vé đang tạm khoá
reason-blocked-title = Vé đang tạm khoá
reason-blocked-next = Xin gặp nhân viên tại cổng để được hỗ trợ
reason-not-yet-valid-name = chưa đến ngày của vé
reason-not-yet-valid-title = Vé chưa đến ngày sử dụng
reason-not-yet-valid-next = Xin xem lại ngày ghi trên vé
reason-expired-name = vé đã hết hạn
reason-expired-title = Vé đã hết hạn
reason-expired-next = Quý khách có thể mua vé mới tại quầy vé
reason-wrong-day-name = không đúng ngày của vé
reason-wrong-day-title = Vé không dùng cho hôm nay
reason-wrong-day-next = Xin xem lại các ngày ghi trên vé
reason-wrong-gate-name = không đúng cổng
reason-wrong-gate-title = Vé không dùng ở cổng này
reason-wrong-gate-next = Xin hỏi nhân viên cổng dành cho vé của quý khách
reason-not-open-name = ngoài giờ mở cổng
reason-not-open-title = Cổng hiện không mở
reason-not-open-next = Mời quý khách quay lại trong giờ mở cửa
reason-already-used-name = vé đã dùng
reason-already-used-title = Vé đã được sử dụng
reason-already-used-next = Nếu có nhầm lẫn, xin gặp nhân viên tại cổng
reason-limit-reached-name = đã hết lượt trong ngày
reason-limit-reached-title = Vé đã dùng hết số lượt vào
reason-limit-reached-next = Xin gặp nhân viên tại cổng nếu quý khách cần hỗ trợ
reason-too-soon-name = quét lại quá sớm
reason-too-soon-title = Vé vừa mới được sử dụng
reason-too-soon-next = Xin chờ vài phút rồi quét lại
reason-full-name = đã đủ người
reason-full-title = Triển lãm hiện đã đủ người
reason-full-next = Xin chờ một lát, nhân viên sẽ mời quý khách khi có chỗ
reason-needs-staff-name = cần nhân viên quyết định
reason-needs-staff-title = Xin gặp nhân viên
reason-needs-staff-next = Nhân viên tại cổng sẽ hỗ trợ quý khách ngay

reason-unknown-key-alone = Xin gọi nhân viên: máy cần được cập nhật
reason-blocked-alone = Xin gọi nhân viên để được hỗ trợ
reason-wrong-gate-alone = Xin hỏi nhân viên cổng dành cho vé của quý khách
reason-ambiguous-ticket-alone = Xin gọi nhân viên và cho xem thư đặt vé
reason-already-used-alone = Nếu có nhầm lẫn, xin gọi nhân viên
reason-limit-reached-alone = Nếu cần hỗ trợ, xin gọi nhân viên
reason-full-alone = Xin chờ một lát rồi quét lại
reason-needs-staff-alone = Nhân viên sẽ hỗ trợ quý khách ngay

used-at = Đã vào lúc { $time } tại { $gate }
come-back-on = Mời quý khách quay lại vào { $date }
come-back-at = Mời quý khách quay lại lúc { $time }
come-back-at-on = Mời quý khách quay lại lúc { $time }, { $date }
was-valid-until = Ngày cuối cùng của vé: { $date }
valid-before = Lần trước vé dùng được là { $date }
closed-at = Cổng này đã đóng lúc { $time }
open-hours = Giờ mở cửa hôm nay: { $opens } – { $closes }
scan-again-in = Xin quét lại sau { $minutes } phút nữa, lúc { $time }
limit-a-day = Vé này vào được { $count } lần mỗi ngày
limit-in-all = Vé này vào được { $count } lần trong cả triển lãm
limit-days = Vé này vào được trong { $count } ngày bất kỳ
limit-party = Vé còn dùng được cho { $count } người
leads-to = Cổng này dẫn vào { $zone }
inside-of = Bên trong đang có { $inside } người, tối đa { $capacity }
room-for = Hiện còn chỗ cho { $count } người
time-unknown = Thiết bị chưa xác định được giờ, nhân viên sẽ hỗ trợ quý khách
code-too-short = Mã quá ngắn: mã vé có ít nhất { $least } ký tự
revoked-since = Vé bị huỷ lúc { $time }
blocked-since = Vé bị tạm khoá lúc { $time }

help-at = Nhân viên ở { $place }
help-call = Điện thoại hỗ trợ: { $contact }
help-at-call = Nhân viên ở { $place } · { $contact }
help-door = Nhân viên ở cửa có người soát vé
