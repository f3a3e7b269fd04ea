# Trình diễn: chương trình, từng buổi và chỗ trong buổi, nghệ nhân và các công đoạn.

## Chương trình

programme-title = Trình diễn và trải nghiệm
programme-today = Hôm nay
programme-weekday =
    { $weekday ->
        [1] Thứ Hai
        [2] Thứ Ba
        [3] Thứ Tư
        [4] Thứ Năm
        [5] Thứ Sáu
        [6] Thứ Bảy
       *[7] Chủ nhật
    }
programme-date = { $day }/{ $month }
programme-minutes = { $minutes } phút
programme-now = Đang diễn ra, còn { $minutes } phút
programme-soon = Bắt đầu sau { $minutes } phút
programme-next = Buổi tiếp theo
programme-empty = Ngày này không có buổi trình diễn nào
hands-on = Tự tay làm
hands-on-places = Tự tay làm, có { $places } chỗ
hands-on-left = Tự tay làm, còn { $left } trong { $places } chỗ
hands-on-full = Tự tay làm, đã hết chỗ

## Một buổi

session-title = Buổi trình diễn
session-hands-on = Buổi trải nghiệm
session-when = { $date }, { $time } · { $minutes } phút
session-artisan = Về nghệ nhân
session-map = Xem sơ đồ
session-come = Mời quý khách đến xem, không cần giữ chỗ

## Một nghệ nhân

artisan-title = Nghệ nhân
artisan-sessions = Gặp nghệ nhân
artisan-when = { $date }, { $time }
steps-title = Các công đoạn
slide-of = Công đoạn { $number } trên { $count }
slide-back = Công đoạn trước
slide-on = Công đoạn sau
slide-play = Tự chạy
slide-pause = Dừng lại
video-watch = Xem video ({ $seconds } giây)
video-steps = Xem lại tranh các công đoạn
video-play = Phát tiếp
video-pause = Tạm dừng
video-again = Xem từ đầu
video-time = { $at } / { $length }
video-silent = Video này không có tiếng
video-wait = Xin chờ một lát
video-failed = Hiện chưa xem được video
video-failed-next = Mời quý khách xem tranh từng công đoạn
captions-on = Bật phụ đề
captions-off = Tắt phụ đề

## Giữ chỗ

places-title = Giữ chỗ
places-all = Buổi này có { $places } chỗ
places-left = Còn { $left } trong { $places } chỗ
place-hold = Đưa mã QR trên vé vào máy quét để giữ chỗ
place-hold-next = Mỗi vé giữ chỗ một lần cho mỗi buổi
place-hall = Xin giữ chỗ tại các máy trong khu trưng bày
place-over = Buổi này đã kết thúc
place-begun = Buổi này đã bắt đầu
place-begun-next = Quý khách vẫn có thể đến xem
place-none = Đã hết chỗ
place-none-next = Chỗ nào được trả lại sẽ hiện ra ở đây
place-how-many = Giữ chỗ cho bao nhiêu người?
place-asking = Đang tìm chỗ ở các máy khác
place-asking-next = Xin chờ vài giây
place-yours = Đã giữ { $count } chỗ cho quý khách
place-yours-already = Vé này đã có { $count } chỗ
place-confirmed = Đã xác nhận. Xin đến trước giờ bắt đầu năm phút.
place-until = Giữ đến { $time }. Khi có mạng, máy sẽ xác nhận đến giờ bắt đầu.
place-elsewhere = Chỗ được giữ tại máy { $kiosk }. Muốn trả lại, xin đến máy đó.
place-too-few = Chỉ còn { $count } chỗ
place-at-hand = Máy này hiện chỉ giữ được { $count } chỗ
place-not-now = Máy này chưa giữ chỗ được
place-not-now-next = Xin thử lại sau ít phút, hoặc ở một máy khác
place-no-clock-next = Máy đang chờ nối với máy chủ. Xin thử ở một máy khác.
place-wrong-day = Vé không dùng cho ngày này
place-wrong-day-next = Xin xem lại các ngày ghi trên vé
place-give-back = Trả lại chỗ
place-show-again = Mời quý khách đưa vé lại để trả { $count } chỗ
place-show-again-next = Như vậy không ai khác trả chỗ thay quý khách được
place-given-back = Đã trả lại chỗ
place-given-back-next = Cảm ơn quý khách đã nhường chỗ cho người khác
place-cancel = Thôi
place-done = Xong
