# Các máy ở cổng, sảnh, gian hàng, và mã PIN của nhân viên.

desk-kiosks = Các máy
desk-kiosks-note = Máy ở cổng, sảnh và gian hàng: tình trạng, mời thêm máy, xử lý máy có vấn đề
desk-kiosks-empty = Chưa có máy nào. Hãy mời máy đầu tiên: bạn nhận một mã QR, đưa mã trước camera của máy là xong.
desk-kiosks-summary = { $kiosks } máy đang dùng, { $other ->
    [0] tất cả đều ổn.
   *[other] { $other } máy cần để ý, xếp ở trên.
}
desk-kiosks-invited = Đang chờ máy
desk-kiosks-removed = Đã ngừng dùng
desk-kiosks-removed-note = Những gì các máy này đã gửi vẫn còn và vẫn được tính, trừ khi bị cách ly.
next-kiosks = Mời các máy ở cổng
next-kiosks-note = Một mã QR cho mỗi máy, dùng một lần

desk-kiosk-name = Tên máy
desk-kiosk-name-note = Để trống thì máy nhận tên kế tiếp: A1, A2… ở cổng, H1… trong sảnh, K12 ở gian hàng 12. Chỉ dùng chữ không dấu, số, dấu - và _.
desk-kiosk-name-bad = Tên máy có từ 1 đến 24 ký tự: chữ không dấu, số, dấu - hoặc _. Xin hãy nhập lại.
desk-kiosk-condition = Tình trạng
desk-kiosk-seen = Liên lạc gần nhất
desk-kiosk-waiting = Chưa gửi
desk-kiosk-place = Nơi đặt
desk-kiosk-complete = Đã có đủ dữ liệu đến
desk-kiosk-aside = Bản ghi bị gác lại
desk-kiosk-ahead = Bản ghi có giờ ở tương lai
desk-kiosk-untimed = Bản ghi không rõ giờ
desk-kiosk-is-in-order = Ổn
desk-kiosk-is-silent = Mất liên lạc
desk-kiosk-is-undecided = Cần quyết định
desk-kiosk-is-quarantined = Đang cách ly
desk-kiosk-is-faulty = Thiết bị có lỗi
desk-kiosk-is-unseen = Chưa liên lạc
desk-kiosk-never = chưa bao giờ
desk-kiosk-now = vừa xong
desk-kiosk-minutes = { $minutes } phút trước
desk-kiosk-hours = { $hours } giờ trước
desk-kiosk-queue = { $records ->
    [0] đã gửi hết
   *[other] { $records } bản ghi chờ gửi
}
desk-kiosk-at-in = { $gate } · lối vào
desk-kiosk-at-out = { $gate } · lối ra
desk-kiosk-at-both = { $gate } · hai chiều
desk-kiosk-at-hall = Trong sảnh, gần { $gate }
desk-kiosk-at-booth = Gian hàng { $booth }

desk-fault-scanner = { $scanner } không hoạt động: hãy kiểm tra dây cắm rồi khởi động lại máy.
desk-fault-sound = Máy không phát được âm thanh: hãy kiểm tra loa. Máy vẫn quét vé được.
desk-fault-storage = Đĩa của máy sắp đầy: hãy xoá bớt tệp không cần trên máy.
desk-fault-clock = Đồng hồ của máy sai: hãy chỉnh lại. Giờ của các lượt quét vẫn được sửa đúng.
desk-device-version = Phiên bản
desk-device-free = Đĩa còn trống
desk-device-clock = Đồng hồ
desk-device-clock-right = đúng giờ
desk-device-clock-behind = chậm { $seconds } giây
desk-device-clock-ahead = nhanh { $seconds } giây
desk-device-sound = Âm thanh
desk-part-working = hoạt động
desk-part-absent = không có hoặc đã tắt
desk-part-failed = không hoạt động
desk-part-unknown = chưa rõ

desk-kiosk-invite = Mời một máy
desk-kiosk-invite-yes = Tạo mã QR
desk-kiosk-role = Máy dùng để làm gì
desk-kiosk-role-door = Ở cổng
desk-kiosk-role-door-note = Quét vé và cho khách vào, ra
desk-kiosk-role-hall = Trong sảnh
desk-kiosk-role-hall-note = Giới thiệu triển lãm, bản đồ, chương trình
desk-kiosk-role-booth = Ở gian hàng
desk-kiosk-role-booth-note = Đếm khách ghé gian hàng; cần số gian hàng
desk-kiosk-gate = Cổng, hoặc cổng gần nhất
desk-kiosk-way = Chiều đi
desk-kiosk-way-in = Vào
desk-kiosk-way-out = Ra
desk-kiosk-way-both = Cả hai chiều
desk-kiosk-wrong-way = Cổng này không mở theo chiều đã chọn. Xin hãy chọn cổng hoặc chiều khác.
desk-kiosk-no-booth = Triển lãm không có gian hàng mang số này. Xin hãy nhập số của một gian hàng có thật.
desk-kiosk-no-address = Máy chủ chưa có địa chỉ mạng để các máy tìm đến. Hãy nối máy chủ vào mạng rồi thử lại.
desk-kiosk-until = Mã dùng được đến { $until }
desk-kiosk-code = Xem lại mã

desk-code-title = Mã cho máy { $kiosk }
desk-code-lead = Ai có mã này đều đưa được một máy vào triển lãm: chỉ cho người lắp máy xem.
desk-code-waiting = Đang chờ máy… Mã dùng được một lần, đến { $until }. Trang này tự chuyển khi máy đã vào.
desk-code-start = Mở chương trình trên máy mới. Màn hình của máy hỏi mã.
desk-code-hold = Đưa mã QR này trước camera của máy, hoặc quét bằng máy quét cầm tay.
desk-code-type = Nếu máy không có camera, hãy gõ các chữ số dưới đây.
desk-code-back = Về danh sách máy
desk-code-over = Mã này đã hết hạn hoặc không còn hiện được. Xin hãy tạo mã mới ở trang Các máy.

desk-kiosk-title = Máy { $kiosk }
desk-kiosk-removed = Máy này đã ngừng dùng. Những gì máy đã gửi vẫn còn.
desk-kiosk-other-place = Tên đi cùng các bản ghi nên không đổi được. Để đặt máy ở nơi khác, hãy mời lại với tên cũ và nơi mới, hoặc dùng tên mới rồi ngừng dùng tên cũ.
desk-kiosk-replace = Thay thiết bị
desk-kiosk-replace-note = Tạo mã để một thiết bị khác trở thành máy này, ở cùng chỗ. Thiết bị cũ ngừng hoạt động khi mã được dùng.
desk-kiosk-replace-yes = Tạo mã
desk-kiosk-renew = Đổi khoá của máy
desk-kiosk-renew-note = Máy tự nhận khoá mới ở lần liên lạc sau; không ai phải đến tận nơi. Bản sao đĩa cũ của máy hết dùng được.
desk-kiosk-renew-yes = Đúng, đổi khoá
desk-kiosk-quarantine = Cách ly
desk-kiosk-quarantine-note = Những gì máy chủ nhận của máy này từ lúc đó không được tính nữa, cả những gì đến sau: vé đã dùng ở đó lại dùng được ở mọi cổng. Không mất gì, có thể bỏ cách ly bất cứ lúc nào.
desk-kiosk-quarantine-look = Xem trước
desk-kiosk-quarantine-all = Cách ly máy { $kiosk } từ đầu: { $records } bản ghi không được tính nữa.
desk-kiosk-quarantine-since = Cách ly máy { $kiosk } từ { $since }: { $records } bản ghi không được tính nữa, { $released } bản ghi được tính lại.
desk-kiosk-quarantine-yes = Đúng, cách ly
desk-kiosk-since = Từ lúc nào
desk-kiosk-since-note = Theo giờ máy chủ nhận. Để trống là tất cả.
desk-kiosk-since-bad = Xin hãy nhập ngày và giờ, ví dụ 2026-11-24 14:00.
desk-kiosk-release = Bỏ cách ly
desk-kiosk-release-note = { $records } bản ghi được tính lại, ở mọi cổng.
desk-kiosk-release-yes = Đúng, bỏ cách ly
desk-kiosk-remove = Ngừng dùng máy này
desk-kiosk-remove-note = Dành cho máy bị mất hoặc không dùng nữa. Khoá của máy hết hiệu lực ngay; khi liên lạc lần tới, máy xoá danh sách vé, khoá và mã PIN. Những gì chưa gửi chỉ gửi được khi máy được mời lại.
desk-kiosk-remove-yes = Đúng, ngừng dùng

desk-kiosk-welcome = Nhận lại các máy cũ sau khi khôi phục máy chủ
desk-kiosk-welcome-note = Sau khi khôi phục từ tờ giấy hoặc bản sao lưu cũ, máy chủ chưa biết các máy. Máy được nêu ở đây tự trở lại trong một giờ; đừng nêu máy đã mất hoặc đã thay.
desk-kiosk-welcome-names = Tên các máy, cách nhau bằng dấu cách
desk-kiosk-welcome-all = Tất cả các máy: chỉ khi không có máy nào bị mất
desk-kiosk-welcome-yes = Nhận lại

desk-staff = Nhân viên
desk-staff-note = Ai mở được chế độ nhân viên trên máy, bằng mã PIN nào
desk-staff-lead = Mỗi người có mã PIN của riêng mình. Những gì làm bằng mã đó được ghi cùng tên người ấy.
desk-staff-empty = Chưa ai có mã PIN. Nhân viên cần mã PIN để tìm vé, cho vào ngoại lệ hoặc huỷ một lượt trên máy.
desk-staff-add = Thêm nhân viên
desk-staff-add-note = Mã PIN hiện ra một lần. Các máy nhận được trong vài giây.
desk-staff-name-note = Ví dụ: an-cong-1. Chữ không dấu, số, dấu - và _, không có dấu cách.
desk-staff-name-bad = Tên có từ 1 đến 24 ký tự: chữ không dấu, số, dấu - hoặc _. Xin hãy nhập lại.
desk-staff-place = Làm việc ở đâu
desk-staff-doors = Ở cổng
desk-staff-doors-note = Mở chế độ nhân viên của máy ở mọi cổng
desk-staff-halls = Trong sảnh
desk-staff-halls-note = Mở chế độ nhân viên của máy trong sảnh và ở gian hàng, không mở được máy ở cổng
desk-staff-since = từ { $since }
desk-staff-reset = Cấp mã PIN mới
desk-staff-reset-note = Mã cũ hết hiệu lực khi các máy nhận được tin.
desk-staff-remove = Thu hồi mã PIN
desk-staff-remove-note = Chế độ nhân viên đang mở bằng mã này sẽ đóng lại.
desk-staff-pin = Mã PIN của { $name }:
desk-staff-pin-next = Hãy ghi lại và đưa tận tay người đó. Mã này không hiện lại lần nữa.
desk-staff-exists = Đã có người mang tên này. Xin hãy chọn tên khác.
desk-staff-nobody = Người này không còn mã PIN nữa.
desk-staff-too-many = Đã có đủ 200 người, các máy không nhận thêm. Xin hãy thu hồi mã của người không còn làm việc.

desk-done-kiosk-came = Máy đã vào triển lãm và nhận được dữ liệu.
desk-done-kiosk-welcome = Các máy đó tự trở lại trong vòng một phút sau khi liên lạc được.
desk-done-kiosk-renew = Máy nhận khoá mới ở lần liên lạc sau.
desk-done-kiosk-quarantine = Máy đã bị cách ly. Vé đã dùng ở đó lại dùng được.
desk-done-kiosk-release = Máy đã được bỏ cách ly. Các bản ghi được tính lại.
desk-done-kiosk-remove = Máy đã ngừng dùng.
desk-done-staff-removed = Mã PIN đã được thu hồi.
change-kiosks_welcomed = Nhận lại các máy cũ
