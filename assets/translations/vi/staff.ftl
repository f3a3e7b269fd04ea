# Màn hình của nhân viên.

staff-door = Dành cho nhân viên
staff-door-open = Trang nhân viên, đang mở khoá
staff-unlocked = Máy đang mở khoá cho nhân viên { $staff }
staff-back = Quay lại
staff-cancel = Huỷ
staff-lock = Khoá lại
staff-who = { $staff } · Máy { $kiosk } · { $gate }
staff-locking = Bạn còn ở đây không?
staff-locking-count = Màn hình nhân viên sẽ khoá sau { $seconds } giây
staff-stay = Tôi còn ở đây

staff-pin-title = Nhập mã PIN
staff-pin-hint = Chỉ dành cho nhân viên
staff-pin-typed =
    { $count ->
        [0] Chưa nhập số nào
       *[other] Đã nhập { $count } số
    }
staff-pin-send = Mở khoá
staff-pin-rub-out = Xoá một số
staff-pin-checking = Đang kiểm tra…
staff-pin-wrong = Sai mã PIN. Còn { $left } lần thử
staff-pin-locked-out = Đã nhập sai quá nhiều lần
staff-pin-locked-out-next = Xin đợi đến { $time } rồi nhập lại
staff-no-pin = Máy này chưa có mã PIN
staff-no-pin-next = Nhờ ban tổ chức đặt mã PIN trên máy chủ bằng lệnh “sync-server staff add”. Khi có mạng, máy này tự nhận mã.

staff-home = Nhân viên
staff-tickets-group = Vé và khách
staff-door-group = Máy và cổng
staff-kiosk-group = Máy này
staff-today-group = Hôm nay tại máy này
staff-today-in =
    { $count ->
       *[other] người vào
    }
staff-today-out =
    { $count ->
       *[other] người ra
    }
staff-today-visits =
    { $count ->
       *[other] vé đã ghé gian hàng
    }
staff-today-contacts =
    { $count ->
       *[other] khách để lại liên hệ
    }
staff-search = Tìm vé
staff-search-note = Theo tên, số, 5 ký tự cuối
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
staff-unattended-on-note = Máy hướng dẫn khách và mời gặp nhân viên khi cần. Trang này khoá lại ngay
staff-set-now = Đang chọn
staff-set-as = Đang: { $state }
staff-direction-fixed = Theo dữ liệu triển lãm, cổng này chỉ mở một chiều nên không có gì để chọn.

staff-search-hint = Gõ tên, số hoặc mã vé
staff-search-empty = Gõ tên khách (ít nhất 3 chữ cái), số vé, mã vé hoặc 5 ký tự cuối của mã, rồi bấm “Tìm”
staff-search-short = Tên cần ít nhất 3 chữ cái
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
staff-undo-done = ĐÃ BỎ
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
staff-failed-no-gate = Máy này không đứng ở cổng. Hãy làm việc này tại máy soát vé ở cổng
staff-failed-record = Máy không ghi được. Hãy gọi người phụ trách

staff-device-link-good = Đã nối máy chủ
staff-device-link-bad = Chưa nối được máy chủ
staff-device-heard = Lần cuối lúc { $time }
staff-device-never-heard = Từ khi bật máy chưa nối được lần nào
staff-device-link-next = Vẫn soát vé bình thường. Xem lại dây mạng hoặc Wi-Fi.
staff-device-waiting-good = Đã gửi hết về máy chủ
staff-device-waiting = { $count } lượt chờ gửi
staff-device-waiting-next = Máy tự gửi khi có mạng. Đừng xoá hay đổi máy.
staff-device-submissions = Thông tin của { $count } khách chờ gửi
staff-device-submissions-next = Máy tự gửi khi có mạng. Đừng xoá hay đổi máy.
staff-device-submissions-held-next = Báo người phụ trách máy chủ. Đừng xoá hay đổi máy.
staff-device-clock-good = Đồng hồ đúng giờ
staff-device-clock-bad =
    { $unit ->
        [minutes] Đồng hồ máy lệch { $count } phút
       *[seconds] Đồng hồ máy lệch { $count } giây
    }
staff-device-clock-next = Máy đã tự bù giờ. Báo người phụ trách chỉnh lại đồng hồ.
staff-broken-full = Ổ đĩa đã đầy nên máy không ghi được lượt quét.
staff-broken-full-next = Gọi người phụ trách để lấy lại chỗ trống trên ổ đĩa.
staff-broken-damaged = Tệp journal.db bị hỏng.
staff-broken-damaged-next = Gọi người phụ trách. Giữ mọi tệp journal.db, đừng xoá gì.
staff-broken-busy = Một chương trình khác đang giữ dữ liệu của máy.
staff-broken-busy-next = Đóng các chương trình khác, hoặc khởi động lại máy.
staff-broken-newer = Dữ liệu trên máy do phiên bản kiosk mới hơn ghi.
staff-broken-newer-next = Gọi người phụ trách cài lại phiên bản mới.
staff-broken-owner = Dữ liệu trên máy là của kiosk { $owner }.
staff-broken-owner-next = Gọi người phụ trách: mỗi kiosk cần một thư mục riêng.
staff-broken-unopenable = Không mở được dữ liệu của máy.
staff-broken-unopenable-next = Gọi người phụ trách xem thư mục dữ liệu và ổ đĩa.
staff-broken-replaced =
    { $count ->
        [0] Tệp { $file } đã bị xoá hoặc bị thay.
       *[other] Tệp { $file } đã bị xoá hoặc bị thay; còn { $count } lượt chưa gửi.
    }
staff-broken-replaced-next = Để máy bật và nối mạng. Gọi người phụ trách.
staff-broken-closed = Ban tổ chức tạm đóng máy này.
staff-broken-closed-next = Mời khách sang máy khác. Máy tự mở lại khi ban tổ chức mở.
staff-broken-revoked = Ban tổ chức đã ngừng dùng máy này. Danh sách vé và khoá trên máy đã được xoá.
staff-broken-revoked-next = Gọi người phụ trách. Các lượt đã ghi vẫn còn trên máy, đừng xoá gì.
staff-broken-disk = Không dùng được dữ liệu của máy.
staff-broken-disk-next = Gọi người phụ trách xem ổ đĩa, rồi khởi động lại máy.
staff-broken-never-synced = Máy chưa từng nối được máy chủ { $server }.
staff-broken-never-synced-next = Nối mạng cho máy một lần; sau đó máy tự chạy tiếp.
staff-broken-server = Dữ liệu máy chủ gửi không dành cho máy này.
staff-broken-server-next = Gọi người phụ trách sửa server và exhibition trong kiosk.toml.
staff-broken-bootstrap = Không dùng được tệp bootstrap.json.
staff-broken-bootstrap-next = Nối máy với máy chủ, hoặc nhờ ban tổ chức thêm lại kiosk.
staff-broken-booth = Gian số { $number } không có trong danh mục của triển lãm
staff-broken-booth-next = Nhờ ban tổ chức thêm gian hàng, hoặc sửa role trong kiosk.toml.
staff-broken-device = Một phần của chương trình không khởi động được.
staff-broken-device-next = Khởi động lại máy. Vẫn hỏng thì gọi người phụ trách.
staff-broken-defect = Phần soát vé của chương trình đã dừng vì bị lỗi.
staff-broken-defect-next = Khởi động lại máy, rồi gửi nhật ký cho người phụ trách.
staff-device-gate-missing = Cổng “{ $gate }” không có trong danh mục của triển lãm
staff-device-gate-missing-next = Không ai được cho vào: nhờ ban tổ chức thêm lại cổng, hoặc sửa gate trong kiosk.toml rồi khởi động lại.
staff-device-clock-unsure = Chưa biết chắc bây giờ là mấy giờ
staff-device-clock-unsure-next = Chỉnh lại đồng hồ của máy, hoặc nối mạng để lấy giờ từ máy chủ.
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
staff-device-printer = Máy in phiếu in tốt
staff-device-printer-not-yet = Có máy in phiếu, chưa in lần nào
staff-device-printer-no-paper = Máy in phiếu hết giấy
staff-device-printer-no-paper-next = Vẫn soát vé bình thường. Thay cuộn giấy mới, phiếu sau sẽ in được.
staff-device-printer-bad = Máy in phiếu không in được
staff-device-printer-bad-next = Vẫn soát vé bình thường. Xem giấy có kẹt không, tắt máy in rồi bật lại.
staff-device-pictures-missing = Không tải được hình ảnh
staff-device-pictures-missing-next = Soát vé vẫn bình thường. Hãy báo người phụ trách máy chủ.
staff-device-pictures-bad = Có { $count } hình không hiện được
staff-device-pictures-bad-next = Soát vé vẫn bình thường. Hãy báo người phụ trách đưa hình lên lại.
staff-device-records-lost = Một phần dữ liệu của máy bị hỏng hoặc mất
staff-device-records-lost-next = Soát vé vẫn bình thường. Hãy báo người phụ trách máy chủ. Đừng xoá gì trên máy.
staff-device-submissions-broken = Khách không để lại thông tin được
staff-device-submissions-broken-next = Soát vé vẫn bình thường. Hãy báo người phụ trách.
staff-device-call-next = Gọi người phụ trách.
staff-device-no-scanner = Không có camera
staff-device-no-scanner-next = Máy quét cầm tay không hiện ở đây: hãy quét thử một vé.
staff-device-tickets = { $count } vé có trong máy
staff-device-english = Chi tiết kỹ thuật chỉ có bằng tiếng Anh: bấm “English” ở trên
staff-device-about = Máy { $kiosk } · { $gate }
staff-device-version = Phiên bản { $version }

staff-set-up-title = Thiết lập máy này
staff-set-up-show = Đưa mã của ban tổ chức trước camera, hoặc quét bằng máy quét cầm tay
staff-set-up-where = Ban tổ chức lấy mã ở trang “Các máy” trên máy chủ. Mỗi mã chỉ dùng một lần, trong mười phút.
staff-set-up-type = Nhập mã bằng tay
staff-set-up-type-hint = Nhập các chữ số của mã, lần lượt từng nhóm
staff-set-up-typed =
    { $count ->
        [0] Chưa nhập số nào
       *[other] Đã nhập { $count } số
    }
staff-set-up-send = Thiết lập
staff-set-up-connecting = Đang kết nối với máy chủ…
staff-set-up-servers = Tại { $servers }
staff-set-up-done = Đây là máy { $kiosk }
staff-set-up-done-next = Máy sẽ sẵn sàng trong giây lát
staff-set-up-revoked = Ban tổ chức đã ngừng sử dụng máy { $kiosk }. Muốn dùng lại, hãy xin ban tổ chức mã mới.
staff-set-up-no-code = Đây không phải mã của ban tổ chức. Hãy xin ban tổ chức mã thiết lập.
staff-set-up-group = Nhóm { $group } của mã có chỗ sai. Hãy so lại từng chữ số.
staff-set-up-later = Mã này do máy chủ phiên bản mới hơn tạo ra. Hãy cập nhật máy này.
staff-set-up-unreachable = Không kết nối được với máy chủ tại { $servers }. Hãy kiểm tra mạng, rồi dùng lại chính mã này.
staff-set-up-other-server = Một máy chủ lạ trả lời tại { $server }. Chưa có gì được gửi đi. Hãy báo cho ban tổ chức.
staff-set-up-used = Mã này đã được dùng. Hãy xin ban tổ chức mã mới.
staff-set-up-expired = Mã này đã hết hạn. Hãy xin ban tổ chức mã mới.
staff-set-up-unknown = Máy chủ không nhận ra mã này. Hãy xin ban tổ chức mã mới.
staff-set-up-other-kiosk = Thiết bị này từng là máy { $kiosk } và còn giữ dữ liệu của máy đó. Hãy xin mã dành cho máy đó.
staff-set-up-disk = Thiết bị không lưu được thiết lập. Hãy kiểm tra ổ đĩa, rồi dùng lại chính mã này.
staff-set-up-server = Máy chủ từ chối, hoặc có phiên bản khác. Hãy nhờ ban tổ chức xem nhật ký của máy chủ.
