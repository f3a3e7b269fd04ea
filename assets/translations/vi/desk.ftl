# Trang quản lý của ban tổ chức, trong trình duyệt.

desk-skip = Đến nội dung chính
desk-language = Ngôn ngữ
desk-pages = Các trang
desk-home = Trang chính
desk-live = Số liệu trực tiếp
desk-live-note = Số khách vào, ra và đang ở trong, theo từng cổng, từng giờ
desk-accounts = Tài khoản
desk-accounts-note = Ai được dùng trang này, với vai trò nào
desk-audit = Nhật ký thay đổi
desk-audit-note = Ai đã thay đổi gì, khi nào, trước và sau

desk-hello = Xin chào, { $name }
desk-home-owner = Bạn là chủ triển lãm: bạn xem và thay đổi được mọi thứ ở đây.
desk-home-organiser = Bạn thuộc ban tổ chức: bạn xem và thay đổi được mọi thứ, trừ tài khoản.
desk-home-door_lead = Bạn phụ trách các cổng: bạn xem số liệu, tìm vé và xử lý vé.
desk-home-viewer = Bạn xem được số liệu của triển lãm.
desk-home-exhibitor = Bạn phụ trách một gian hàng.

desk-sign-in = Đăng nhập
desk-sign-out = Đăng xuất
desk-name = Tên
desk-password = Mật khẩu
desk-sign-in-wrong = Tên hoặc mật khẩu chưa đúng. Xin hãy thử lại.
desk-sign-in-forgotten = Quên mật khẩu? Chủ triển lãm có thể cấp cho bạn mật khẩu mới. Nếu chính chủ triển lãm quên, kỹ thuật viên cấp lại ngay trên máy chủ (lệnh account reset, xem sổ tay kỹ thuật viên).
desk-sign-in-nobody = Chưa có tài khoản nào. Hãy mở trang này trên máy chủ để tạo tài khoản của chủ triển lãm trước.

desk-owner = Tạo tài khoản của chủ triển lãm
desk-owner-lead = Triển lãm này chưa có tài khoản. Tài khoản đầu tiên là của chủ triển lãm, người cấp tài khoản cho những người khác. Từ lúc đó, trang này và số liệu trực tiếp chỉ mở khi đã đăng nhập.
desk-owner-make = Tạo tài khoản

desk-name-bad = Tên cần có từ 1 đến 60 ký tự.
desk-password-title = Đổi mật khẩu
desk-password-must = Mật khẩu này do người khác cấp. Hãy chọn mật khẩu của riêng bạn rồi tiếp tục.
desk-password-old = Mật khẩu hiện tại
desk-password-new = Mật khẩu mới
desk-password-again = Nhập lại mật khẩu mới
desk-password-change = Đổi mật khẩu
desk-password-length = Từ 8 ký tự trở lên. Một câu dài, dễ nhớ là tốt nhất.
desk-password-differs = Hai lần nhập mật khẩu chưa giống nhau. Xin hãy nhập lại.
desk-password-wrong = Mật khẩu hiện tại chưa đúng. Xin hãy thử lại.

desk-code = Mã 6 số
desk-code-if = Mã 6 số (nếu bạn dùng)
desk-code-wrong = Mã chưa đúng hoặc đã cũ. Xin hãy chờ mã kế tiếp rồi thử lại.
desk-codes = Mã dùng một lần
desk-codes-off = Với một ứng dụng tạo mã trên điện thoại, khi đăng nhập bạn nhập thêm mã 6 số: người biết mật khẩu của bạn vẫn không vào được. Hãy quét hình này bằng ứng dụng, rồi nhập mã đang hiện.
desk-codes-on = Khi đăng nhập, bạn cần thêm mã 6 số từ ứng dụng. Để bỏ, hãy nhập mã đang hiện.
desk-codes-typed = Hoặc nhập tay khoá này:
desk-codes-start = Bắt đầu dùng mã
desk-codes-stop = Không dùng mã nữa

desk-role = Vai trò
desk-role-owner = Chủ triển lãm
desk-role-organiser = Ban tổ chức
desk-role-door_lead = Phụ trách cổng
desk-role-viewer = Chỉ xem số liệu
desk-role-exhibitor = Gian hàng
desk-booth = Số gian hàng
desk-booth-note = Chỉ dùng cho vai trò “Gian hàng”.
desk-booth-bad = Vai trò “Gian hàng” cần số của một gian hàng có trong triển lãm.

desk-account-add = Thêm tài khoản
desk-account-add-note = Mật khẩu đầu tiên hiện ra một lần. Người đó đổi mật khẩu khi đăng nhập lần đầu.
desk-account-you = bạn
desk-account-waiting = chưa đổi mật khẩu được cấp
desk-account-change = Thay đổi
desk-account-role = Lưu vai trò
desk-account-reset = Cấp mật khẩu mới
desk-account-reset-note = Mật khẩu cũ hết hiệu lực ngay và người này bị đăng xuất ở mọi nơi.
desk-account-remove = Xoá tài khoản
desk-account-remove-note = Người này bị đăng xuất ngay. Những gì họ đã làm vẫn còn trong nhật ký.
desk-account-password = Mật khẩu của { $name }:
desk-account-password-next = Hãy ghi lại và đưa tận tay người đó. Mật khẩu này không hiện lại lần nữa và phải đổi khi đăng nhập.
desk-account-password-noted = Tôi đã ghi lại
desk-account-exists = Đã có tài khoản mang tên này. Xin hãy chọn tên khác.
desk-account-nobody = Tài khoản này không còn nữa.
desk-account-last-owner = Đây là chủ triển lãm duy nhất. Hãy đặt thêm một chủ triển lãm khác trước.

desk-audit-who = Ai
desk-audit-when = Khi nào
desk-audit-what = Việc gì
desk-audit-thing = Đối tượng
desk-audit-before = Trước
desk-audit-after = Sau
desk-audit-all = Tất cả mọi người
desk-audit-show = Lọc
desk-audit-older = Xem cũ hơn
desk-audit-empty = Chưa có thay đổi nào như vậy.
desk-audit-command-line = dòng lệnh

desk-done-password = Mật khẩu đã được đổi. Các phiên đăng nhập khác của bạn đã kết thúc.
desk-done-account-role = Vai trò đã được lưu.
desk-done-account-removed = Tài khoản đã được xoá.

desk-to-home = Về trang chính
desk-refused = Chưa làm được
desk-forbidden = Bạn không có quyền xem trang này
desk-forbidden-next = Nếu bạn cần dùng trang này, xin hãy hỏi chủ triển lãm về vai trò của bạn.
desk-forged = Biểu mẫu này không còn hiệu lực
desk-forged-next = Chưa có gì thay đổi. Xin hãy mở lại trang và thử lần nữa.
desk-not-found = Không có trang này
desk-not-found-next = Địa chỉ có thể đã bị gõ nhầm.
desk-failed = Máy chủ chưa trả lời được
desk-failed-next = Xin hãy thử lại sau ít phút. Nếu vẫn vậy, hãy xem nhật ký của máy chủ.

change-account_added = Thêm tài khoản
change-account_role_changed = Đổi vai trò
change-account_password_reset = Cấp mật khẩu mới
change-account_password_changed = Tự đổi mật khẩu
change-account_removed = Xoá tài khoản
change-pin_given = Cấp mã PIN
change-pin_renewed = Cấp lại mã PIN
change-pin_removed = Thu hồi mã PIN
change-link_made = Tạo liên kết
change-link_ended = Huỷ liên kết
change-key_added = Thêm khoá ký vé
change-key_retired = Ngừng dùng khoá ký vé
change-certificate_renewed = Làm mới chứng chỉ
change-next_tls_key_made = Tạo khoá kế tiếp của máy chủ
change-tls_key_changed = Đổi khoá của máy chủ
change-kiosk_added = Thêm máy quét
change-kiosk_invited = Mời máy quét
change-kiosk_removed = Gỡ máy quét
change-kiosk_token_renewed = Đổi mã của máy quét
change-kiosk_quarantined = Cách ly máy quét
change-kiosk_released = Bỏ cách ly máy quét
change-seats_given_up = Không chờ chỗ của máy quét
change-seats_released = Trả lại chỗ
change-proof_required = Bắt buộc bằng chứng quét
change-proof_waived = Bỏ bắt buộc bằng chứng quét
change-tickets_issued = Phát hành vé
change-tickets_imported = Nhập danh sách vé
change-catalogue_published = Cập nhật triển lãm
desk-done-codes = Đã lưu cách đăng nhập của bạn.
change-account_totp_on = Bật mã dùng một lần
change-account_totp_off = Tắt mã dùng một lần
