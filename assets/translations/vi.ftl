# Tiếng Việt. Mọi câu khách nhìn thấy đều ở đây, không ở trong mã nguồn.
# Every message must exist in every language file; a test compares them.

language-name = Tiếng Việt
language-switch = Ngôn ngữ
window-title = Soát vé và gian hàng

## Màn hình chờ vé

scan-title = Xin mời đưa mã QR trên vé ra trước camera
scan-title-scanner = Xin mời đưa mã QR trên vé vào máy quét
scan-title-out = Xin mời quét vé trước khi ra về
scan-hint = Giữ vé cách camera khoảng một gang tay
scan-hint-scanner = Giữ vé yên đến khi có tiếng báo
scan-reading = Đang đọc mã, xin giữ vé yên
scan-preview = Hình trực tiếp từ camera, có khung để đặt mã QR
scan-illustration = Hình vẽ một tấm vé có mã QR đang được quét
scan-browse = Xem gian hàng
scan-sample = Quét thử vé mẫu
mode-in = Lối vào
mode-out = Lối ra
mode-both = Vào và ra
mode-confirm = Nhân viên xác nhận từng lượt
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
limit-party = Vé còn dùng được cho { $count } người
leads-to = Cổng này dẫn vào { $zone }
inside-of = Bên trong đang có { $inside } người, tối đa { $capacity }
room-for = Hiện còn chỗ cho { $count } người
revoked-since = Vé bị hủy lúc { $time }
blocked-since = Vé bị tạm khóa lúc { $time }

help-at = Nhân viên ở { $place }
help-call = Điện thoại hỗ trợ: { $contact }
help-at-call = Nhân viên ở { $place } · { $contact }
help-door = Nhân viên ở cửa có người soát vé

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
status-hand-missing = Chưa có máy quét cầm tay
status-hand-failed = Máy quét cầm tay gặp sự cố
status-serial-missing = Chưa có máy quét cổng nối tiếp
status-serial-failed = Máy quét cổng nối tiếp gặp sự cố
status-frames-failed = Camera ngoài gặp sự cố
status-silent = Chưa có âm thanh
out-of-order-title = Máy tạm ngừng phục vụ
out-of-order-next = Xin mời quý khách đến quầy vé hoặc gặp nhân viên tại cổng
out-of-order-alone = Xin mời quý khách sang cửa có nhân viên soát vé
out-of-order-alone-at = Xin mời quý khách sang { $place }
out-of-order-call = Nhân viên xin gọi { $contact }
out-of-order-organisers = Nhân viên xin gọi ban tổ chức
out-of-order-kiosk = Báo giúp tên máy: { $kiosk }

## Màn hình của nhân viên

staff-door = Dành cho nhân viên
staff-door-open = Trang nhân viên, đang mở khóa
staff-back = Quay lại
staff-cancel = Hủy
staff-lock = Khóa lại
staff-who = { $staff } · Máy { $kiosk } · { $gate }
staff-locking = Bạn còn ở đây không?
staff-locking-count = Màn hình nhân viên sẽ khóa sau { $seconds } giây
staff-stay = Tôi còn ở đây

staff-pin-title = Nhập mã PIN
staff-pin-hint = Chỉ dành cho nhân viên
staff-pin-typed =
    { $count ->
        [0] Chưa nhập số nào
       *[other] Đã nhập { $count } số
    }
staff-pin-send = Mở khóa
staff-pin-rub-out = Xóa một số
staff-pin-checking = Đang kiểm tra…
staff-pin-wrong = Sai mã PIN. Còn { $left } lần thử
staff-pin-locked-out = Đã nhập sai quá nhiều lần
staff-pin-locked-out-next = Xin đợi đến { $time } rồi nhập lại
staff-no-pin = Máy này chưa có mã PIN
staff-no-pin-next = Nhờ ban tổ chức đặt mã PIN trên máy chủ bằng lệnh “sync-server staff add”. Khi có mạng, máy này tự nhận mã.

staff-home = Nhân viên
staff-tickets-group = Vé và khách
staff-door-group = Máy và cổng
staff-search = Tìm vé
staff-search-note = Theo tên, số hoặc mã vé
staff-code = Nhập mã vé
staff-code-note = Khi mã QR bị hỏng
staff-walk = Khách không có vé
staff-walk-note = Đếm người vào, người ra
staff-undo = Bỏ lượt quét
staff-undo-note = Khi quét nhầm
staff-admit = Vẫn cho vào
staff-admit-note = Khi vé bị từ chối
staff-device = Tình trạng máy
staff-device-well = Mọi thứ đều tốt
staff-device-unwell = { $count } việc cần xem

staff-direction = Hướng cổng
staff-direction-in = Chỉ vào
staff-direction-in-note = Mỗi lần quét là một lượt vào
staff-direction-out = Chỉ ra
staff-direction-out-note = Mỗi lần quét là một lượt ra
staff-direction-both = Vào và ra
staff-direction-both-note = Máy tự hiểu: ai ở ngoài thì vào, ai ở trong thì ra
staff-confirm = Hỏi trước khi cho vào
staff-confirm-off = Cho vào ngay
staff-confirm-off-note = Vé hợp lệ được tính ngay khi quét
staff-confirm-on = Hỏi nhân viên trước
staff-confirm-on-note = Quét xong, bạn bấm đồng ý thì mới tính
staff-rehearsal = Diễn tập
staff-rehearsal-off = Làm thật
staff-rehearsal-off-note = Mọi lượt quét đều được tính
staff-rehearsal-on = Diễn tập
staff-rehearsal-now = Không tính lượt nào
staff-rehearsal-on-note = KHÔNG lượt nào được tính. Chỉ để tập trước giờ mở cửa; nhớ đổi lại khi có khách thật
staff-unattended = Khách tự quét
staff-unattended-off = Có nhân viên đứng cạnh
staff-unattended-off-note = Bạn quét vé giúp khách
staff-unattended-on = Khách tự quét vé
staff-unattended-on-note = Máy hướng dẫn khách và mời gặp nhân viên khi cần. Trang này khóa lại ngay
staff-set-now = Đang chọn

staff-search-hint = Gõ tên, số hoặc mã vé
staff-search-empty = Gõ tên khách, số vé hoặc mã vé, rồi bấm “Tìm”
staff-search-none = Không tìm thấy vé nào
staff-search-none-next = Xem lại chữ đã gõ, hoặc thử một phần ngắn hơn
staff-searching = Đang tìm…
staff-found =
    { $count ->
       *[other] { $count } vé
    }
staff-found-good = Vào được ngay
staff-found-last = Vào lúc { $time } tại { $gate }
staff-found-never = Chưa vào lần nào
staff-found-code = Mã { $code }
staff-let-in = Cho vào
staff-ticket = Vé số { $number }
staff-kind-unknown = Vé loại { $number }
staff-key-space = Dấu cách
staff-key-rub-out = Xóa một chữ
staff-key-search = Tìm

staff-code-hint = Gõ 10 ký tự in dưới mã QR
staff-code-left = Còn { $count } ký tự
staff-code-good = Mã đúng. Bấm “Soát vé này”
staff-code-bad = Có một ký tự sai. Hãy so từng ký tự với vé
staff-code-letters = Không có chữ I, L, O, U: hãy gõ số 1 hoặc số 0
staff-code-typed =
    { $code ->
        [none] Chưa gõ ký tự nào
       *[other] Đã gõ { $code }
    }
staff-code-check = Soát vé này

staff-why = Vì sao cho vào?
staff-why-first = Chọn lý do trước
staff-why-damaged-code = Mã bị rách, mờ
staff-why-phone-dead = Điện thoại hết pin
staff-why-wrong-day-agreed = Đã hẹn đổi ngày
staff-why-organiser-guest = Khách của ban tổ chức
staff-why-list-error = Máy hoặc danh sách sai
staff-why-comes-back = Vừa ra, nay vào lại
staff-why-emergency = Khẩn cấp
staff-why-other = Lý do khác
staff-admit-people = Mấy người vào?
staff-admit-do = Cho { $count } người vào
staff-admit-unknown = Mã không nhận ra
staff-admit-none = Chưa có vé nào bị từ chối
staff-admit-none-next = Hãy quét vé trước. Nếu vé bị từ chối, nút “Vẫn cho vào” sẽ hiện ra.
staff-admit-gone = Đã có mã khác được quét
staff-admit-gone-next = Máy không còn giữ mã trước đó. Hãy quét lại mã ấy rồi bấm “Vẫn cho vào”.

staff-way-in = Vào
staff-way-out = Ra
staff-walk-kind = Loại khách
staff-walk-way = Hướng đi
staff-walk-do-in = Ghi { $count } người vào
staff-walk-do-out = Ghi { $count } người ra
staff-walk-none = Chưa có danh sách loại khách
staff-walk-none-next = Máy này chưa nhận dữ liệu triển lãm từ máy chủ. Hãy xem “Tình trạng máy”.

staff-undo-hint = Chọn lượt quét nhầm
staff-undo-row-in = { $count } người vào
staff-undo-row-out = { $count } người ra
staff-undo-without = Không có vé
staff-undo-do =
    { $count ->
        [0] Chưa chọn lượt nào
        [1] Bỏ lượt quét này
       *[other] Bỏ { $count } lượt quét này
    }
staff-undo-none = Chưa có lượt quét nào để bỏ
staff-undo-none-next = Những lượt gần đây tại máy này sẽ hiện ở đây.
staff-undo-shown = Bỏ lượt quét này

staff-done = Đã xong
staff-done-admit = Đã cho { $count } người vào
staff-done-walk-in = Đã ghi { $count } người vào
staff-done-walk-out = Đã ghi { $count } người ra
staff-done-undo = Đã bỏ { $count } lượt quét
staff-failed-code = Mã này không đúng. Hãy so lại với vé
staff-failed-ticket = Không có vé nào mang mã này
staff-failed-undo = Lượt này đã được bỏ rồi
staff-failed-now = Lúc này chưa làm được. Hãy thử lại
staff-failed-record = Máy không ghi được. Hãy gọi người phụ trách

staff-device-link-good = Đã nối máy chủ
staff-device-link-bad = Chưa nối được máy chủ
staff-device-heard = Lần cuối lúc { $time }
staff-device-never-heard = Từ khi bật máy chưa nối được lần nào
staff-device-link-next = Vẫn soát vé bình thường. Xem lại dây mạng hoặc Wi-Fi.
staff-device-waiting-good = Đã gửi hết về máy chủ
staff-device-waiting = { $count } lượt chờ gửi
staff-device-waiting-next = Máy tự gửi khi có mạng. Đừng xóa hay đổi máy.
staff-device-clock-good = Đồng hồ đúng giờ
staff-device-clock-bad =
    { $unit ->
        [minutes] Đồng hồ máy lệch { $count } phút
       *[seconds] Đồng hồ máy lệch { $count } giây
    }
staff-device-clock-next = Máy đã tự bù giờ. Báo người phụ trách chỉnh lại đồng hồ.
staff-device-storage-good = Bộ nhớ còn { $size }
staff-device-storage-bad = Bộ nhớ sắp đầy, còn { $size }
staff-device-storage-unknown = Không xem được bộ nhớ
staff-device-storage-next = Gọi người phụ trách ngay, trước khi máy đầy.
staff-device-kept = { $records } lượt đã ghi, { $size }
staff-device-reads = { $scanner } đọc tốt
staff-device-camera = Camera
staff-device-folder = Thư mục ảnh vé
staff-device-hand-scanner = Máy quét cầm tay
staff-device-serial = Máy quét cổng nối tiếp
staff-device-frames = Camera ngoài
staff-device-missing-next = Không sao nếu máy quét khác đọc được: một máy quét là đủ.
staff-device-plug-next = Rút dây ra rồi cắm lại. Vẫn hỏng thì gọi người phụ trách.
staff-device-sound = Có âm thanh
staff-device-sound-off = Âm thanh đã tắt
staff-device-sound-next = Vẫn soát vé bình thường. Xem lại loa.
staff-device-call-next = Gọi người phụ trách.
staff-device-no-scanner = Không có camera
staff-device-no-scanner-next = Máy quét cầm tay không hiện ở đây: hãy quét thử một vé.
staff-device-tickets = { $count } vé có trong máy
staff-device-about = Máy { $kiosk } · { $gate }
staff-device-version = Phiên bản { $version }
