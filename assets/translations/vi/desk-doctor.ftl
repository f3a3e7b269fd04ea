# `sync-server doctor`: có gì chưa ổn, và nên làm gì.

desk-doctor-data = Dữ liệu triển lãm nằm trong { $place }.
desk-doctor-data-postgres = Dữ liệu triển lãm nằm trong PostgreSQL và đọc được.
desk-doctor-data-broken = Không đọc được dữ liệu triển lãm: { $why }
desk-doctor-data-broken-next = Xin làm theo lời báo trên, dưới tên người dùng của máy chủ (`sudo -u exhibition-server`). Nếu đã bán vé thì không tạo triển lãm mới: hãy đặt lại tệp exhibition.db hoặc bản sao lưu gần nhất.
desk-doctor-data-earlier = Dữ liệu trong { $place } được mở lần cuối bằng một phiên bản cũ hơn.
desk-doctor-data-earlier-next = Xin sao lưu rồi khởi động máy chủ: dữ liệu sẽ được chuyển sang phiên bản này. Sau đó chạy lại lệnh này.
desk-doctor-set-back = Cơ sở dữ liệu đã bị đưa về một trạng thái cũ: { $why }.
desk-doctor-set-back-next = Xin khởi động máy chủ. Các máy soát vé sẽ gửi lại những gì còn thiếu; sau đó xem trang “Cần quyết định”.
desk-doctor-records = Đang lưu { $records } bản ghi, tất cả đã được kiểm tra và đều đúng.
desk-doctor-records-bad = Kiểm tra thấy { $count } lỗi: { $faults }
desk-doctor-records-bad-next = Trước hết xin sao chép cả thư mục. Lệnh `sync-server rebuild --check` cho biết đếm lại có sửa được không; nếu không, hãy khôi phục bản sao lưu tốt gần nhất, các máy soát vé sẽ gửi lại phần còn thiếu.
desk-doctor-disk = Ổ đĩa còn trống { $free }.
desk-doctor-disk-full = Ổ đĩa sắp đầy: chỉ còn { $free }.
desk-doctor-disk-full-next = Xin giải phóng chỗ ngay: chuyển các bản sao lưu cũ sang ổ đĩa khác. Không xoá gì trong chính thư mục triển lãm.
desk-doctor-permissions = Chỉ người dùng của máy chủ đọc được các tệp.
desk-doctor-permissions-bad = Những tệp này người khác đọc được, hoặc thuộc về người dùng khác: { $files }
desk-doctor-permissions-bad-next = Xin giao các tệp cho riêng người dùng của máy chủ: `chown` cho chủ thư mục, và `chmod 600`.
desk-doctor-files = Máy chủ được mở { $files } tệp.
desk-doctor-files-few = Máy chủ chỉ được mở { $files } tệp; khi đông khách cần { $wanted }.
desk-doctor-files-few-next = Xin tăng LimitNOFILE= trong tệp dịch vụ, hoặc `ulimit -n`, rồi khởi động lại máy chủ.
desk-doctor-backup = Bản sao lưu gần nhất lúc { $when } (cách đây { $minutes } phút, { $size }), đã được kiểm tra khi tạo: { $place }
desk-doctor-backup-next = Xin mở trang “Sao lưu”, hoặc dùng `sync-server backup --to THƯ-MỤC` với một thư mục trên ổ đĩa khác.
desk-doctor-clock = Đồng hồ chỉ { $now }.
desk-doctor-clock-behind = Đồng hồ chỉ { $now }, nhưng đã có tin nhận lúc { $newest }.
desk-doctor-clock-behind-next = Xin chỉnh đồng hồ trước khi khởi động máy chủ: các máy soát vé lấy giờ từ đây.
desk-doctor-days-before = Triển lãm diễn ra từ { $first } đến { $last }, chưa bắt đầu.
desk-doctor-days-during = Hôm nay là ngày triển lãm, { $first } đến { $last }.
desk-doctor-days-after = Triển lãm đã kết thúc ngày { $last }.
desk-doctor-zone = Múi giờ của máy này là { $own }, của triển lãm là { $venue }.
desk-doctor-zone-next = Bản ghi và các trang vẫn đúng giờ. Chỉ nhật ký và tên tệp theo giờ của máy này.
desk-doctor-certificate = Trình duyệt còn chấp nhận chứng chỉ trong { $days } ngày.
desk-doctor-certificate-ends = Trình duyệt chỉ còn chấp nhận chứng chỉ trong { $days } ngày.
desk-doctor-certificate-ends-next = Xin dùng `sync-server keys renew-certificate`; các máy soát vé không bị ảnh hưởng.
desk-doctor-certificate-over = Chứng chỉ cho trình duyệt đã hết hạn.
desk-doctor-certificate-over-next = Xin dùng `sync-server keys renew-certificate`; các máy soát vé không bị ảnh hưởng.
desk-doctor-sheet = Tờ khôi phục đã được mở để in.
desk-doctor-sheet-missing = Chưa ai in tờ khôi phục kể từ khi có khoá mới nhất.
desk-doctor-sheet-missing-next = Xin in từ trang “Tờ khôi phục” và cất giữ tờ giấy: không có nó, vé đã bán sẽ vô giá trị nếu mất máy này.
desk-doctor-sheet-file = Tệp { $file } vẫn còn: ai có tệp này đều làm được vé.
desk-doctor-sheet-file-next = Xin in ra, cất giữ tờ giấy rồi xoá tệp.
desk-doctor-ports-free = Máy chủ chưa chạy. Các cổng đang trống: { $ports }.
desk-doctor-port-taken = Một chương trình khác đang dùng cổng { $port }.
desk-doctor-port-taken-next = Xin tắt chương trình đó, hoặc khởi động máy chủ với cổng khác (`--devices ĐỊA-CHỈ`).
desk-doctor-server = Máy chủ đang chạy và trả lời ở các cổng { $ports }.
desk-doctor-server-silent = Máy chủ đang chạy nhưng không trả lời ở các cổng { $ports }.
desk-doctor-server-unwell = Máy chủ đang chạy nhưng không làm việc được: { $why }
desk-doctor-server-next = Xin xem nhật ký (`journalctl -u exhibition-server -n 30`) rồi khởi động lại. Trong lúc đó các máy soát vé vẫn soát vé.
desk-doctor-kiosks = { $kiosks ->
    [0] Chưa có máy soát vé nào.
   *[other] { $kiosks } máy đang hoạt động, { $unseen } chưa kết nối lần nào; tin gần nhất: { $when }.
}
desk-doctor-kiosk-silent = Máy { $kiosk } gửi tin lần cuối lúc { $when }, các máy khác vẫn gửi sau đó.
desk-doctor-kiosk-silent-next = Xin kiểm tra nguồn điện và mạng ở đó; trang “Tình trạng máy” trên máy cho biết thêm. Ở đó vẫn soát vé.
desk-doctor-kiosk-fault = Máy { $kiosk } báo có bộ phận không hoạt động.
desk-doctor-decisions = Có { $count } việc cần quyết định.
desk-doctor-decisions-next = Xin mở trang “Cần quyết định”.
