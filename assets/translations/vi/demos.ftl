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
hands-on-seats = Tự tay làm, có { $seats } chỗ
hands-on-left = Tự tay làm, còn { $left } trong { $seats } chỗ
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

seats-title = Giữ chỗ
seats-all = Buổi này có { $seats } chỗ
seats-left = Còn { $left } trong { $seats } chỗ
seat-hold = Đưa mã QR trên vé vào máy quét để giữ chỗ
seat-hold-next = Mỗi vé giữ chỗ một lần cho mỗi buổi
seat-hall = Xin giữ chỗ tại các máy trong khu trưng bày
seat-over = Buổi này đã kết thúc
seat-begun = Buổi này đã bắt đầu
seat-begun-next = Quý khách vẫn có thể đến xem
seat-none = Đã hết chỗ
seat-none-next = Chỗ nào được trả lại sẽ hiện ra ở đây
seat-how-many = Giữ chỗ cho bao nhiêu người?
seat-asking = Đang tìm chỗ ở các máy khác
seat-asking-next = Xin chờ vài giây
seat-yours = Đã giữ { $count } chỗ cho quý khách
seat-yours-already = Vé này đã có { $count } chỗ
seat-confirmed = Đã xác nhận. Xin đến trước giờ bắt đầu năm phút.
seat-until = Giữ đến { $time }. Khi có mạng, máy sẽ xác nhận đến giờ bắt đầu.
seat-elsewhere = Chỗ được giữ tại máy { $kiosk }. Muốn trả lại, xin đến máy đó.
seat-too-few = Chỉ còn { $count } chỗ
seat-at-hand = Máy này hiện chỉ giữ được { $count } chỗ
seat-not-now = Máy này chưa giữ chỗ được
seat-not-now-next = Xin thử lại sau ít phút, hoặc ở một máy khác
seat-no-clock-next = Máy đang chờ nối với máy chủ. Xin thử ở một máy khác.
seat-wrong-day = Vé không dùng cho ngày này
seat-wrong-day-next = Xin xem lại các ngày ghi trên vé
seat-give-back = Trả lại chỗ
seat-show-again = Mời quý khách đưa vé lại để trả { $count } chỗ
seat-show-again-next = Như vậy không ai khác trả chỗ thay quý khách được
seat-given-back = Đã trả lại chỗ
seat-given-back-next = Cảm ơn quý khách đã nhường chỗ cho người khác
seat-cancel = Thôi
seat-done = Xong
