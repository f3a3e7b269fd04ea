# Bàn làm việc trên máy khác, và các liên kết mở số liệu trực tiếp.

desk-links = Màn hình khác
desk-links-note = Trang này trên máy khác, và liên kết cho màn hình lớn

desk-access = Trang của ban tổ chức trên máy khác
desk-access-lead = Ai có tài khoản đều đăng nhập được từ máy tính hoặc điện thoại của mình, trong các mạng của máy chủ. Ai không có thì không xem được gì.
desk-access-closed = Đang đóng: chỉ máy này mở được trang.
desk-access-open = Đang mở: các máy khác vào được trang.
desk-access-opens = Các máy khác vào được trang từ lần khởi động sau. Đến lúc đó chỉ máy này mở được: hãy tắt rồi bật lại máy chủ, hoặc khởi động lại máy tính này.
desk-access-closes = Các máy khác vẫn vào được trang: đến lần khởi động sau, hoặc chừng nào máy chủ còn được khởi động với --desk.
desk-access-address = Máy khác mở địa chỉ này để đăng nhập:
desk-access-warning = Trình duyệt ở đó sẽ cảnh báo một lần là không nhận ra chứng chỉ, vì máy chủ tự tạo chứng chỉ này. Hãy chọn “Nâng cao” rồi đi tiếp. Kết nối vẫn được mã hoá.
desk-access-print = Muốn chắc chắn, hãy so với dấu vân tay SHA-256 mà trình duyệt hiển thị:
desk-access-owner = Chỉ chủ triển lãm mở và đóng được.
desk-access-turn-open = Mở cho máy khác
desk-access-turn-open-note = Có hiệu lực từ lần khởi động máy chủ tiếp theo. Khi đó ai ở trong mạng cũng tới được trang hỏi tên và mật khẩu.
desk-access-turn-open-yes = Đúng, mở cho máy khác
desk-access-turn-close = Đóng với máy khác
desk-access-turn-close-note = Có hiệu lực từ lần khởi động máy chủ tiếp theo.
desk-access-turn-close-yes = Đúng, đóng lại

desk-link-wall = Liên kết cho màn hình lớn
desk-link-wall-lead = Cho xem số người đã vào, đã ra và đang ở trong, biểu đồ, số chỗ và các sảnh: không có máy, cổng hay lượt từ chối. Liên kết không mã hoá, ai thấy địa chỉ cũng mở được.
desk-link-wall-made = Hãy mở địa chỉ này trên màn hình.
desk-link-desk = Liên kết xem số liệu trực tiếp
desk-link-desk-lead = Cho xem toàn bộ số liệu trực tiếp trên máy khác của ban tổ chức, không cần tài khoản. Chỉ dùng được khi trang này mở cho máy khác.
desk-link-desk-made = Hãy mở địa chỉ này trên máy kia. Ai có địa chỉ đều xem được số liệu trực tiếp.
desk-link-is-made = Đang có một liên kết. Địa chỉ đã được hiển thị một lần.
desk-link-make = Tạo liên kết
desk-link-make-note = Địa chỉ chỉ hiển thị một lần.
desk-link-make-yes = Đúng, tạo liên kết
desk-link-renew = Tạo liên kết khác
desk-link-renew-note = Liên kết đang có sẽ hết hiệu lực: màn hình đang mở dừng lại trong vài giây.
desk-link-renew-yes = Đúng, tạo liên kết khác
desk-link-revoke = Huỷ liên kết
desk-link-revoke-note = Màn hình đang mở dừng lại trong vài giây.
desk-link-revoke-yes = Đúng, huỷ liên kết
desk-link-once = Địa chỉ không hiển thị lại. Dùng địa chỉ nào cùng mạng với màn hình cũng được; mã QR là địa chỉ đầu tiên.
desk-link-noted = Tôi đã lưu

desk-done-desk-open = Từ lần khởi động sau, các máy khác vào được trang này.
desk-done-desk-close = Từ lần khởi động sau, chỉ máy này mở được trang.
desk-done-link-revoked = Liên kết đã hết hiệu lực.

change-desk_opened = Mở trang cho máy khác
change-desk_closed = Đóng trang với máy khác
