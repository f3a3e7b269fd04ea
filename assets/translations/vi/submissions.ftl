# Tham gia mạng lưới và nhận liên hệ từ gian hàng.

## Tham gia mạng lưới

network-title = Tham gia mạng lưới
network-question = Quý khách tham gia với vai trò nào?
role-producer = Nhà sản xuất
role-producer-note = Xưởng, hộ nghề làm ra sản phẩm
role-distributor = Nhà phân phối
role-distributor-note = Cửa hàng, đại lý bán sản phẩm
role-consumer = Người tiêu dùng
role-consumer-note = Khách mua và sử dụng sản phẩm

## Nhận liên hệ từ gian hàng

contact-title = Nhận liên hệ từ gian hàng
contact-open = Nhận liên hệ từ gian này

## Thông tin

submission-step-count = Bước { $step }/{ $steps }
submission-person-question = Xin cho biết tên quý khách
submission-question = Xin cho biết cách liên hệ với quý khách
submission-name = Họ và tên
submission-name-why = Để xưng hô với quý khách cho đúng
submission-organisation = Tên đơn vị (không bắt buộc)
submission-organisation-why = Để biết quý khách đại diện cho ai
submission-reach = Điện thoại hoặc e-mail
submission-reach-why = Để gửi lời mời họp mạng lưới
submission-reach-why-booth = Để gian hàng trả lời quý khách
submission-place = Làng, xã (không bắt buộc)
submission-place-why = Để mời quý khách dự buổi họp gần nhà
submission-note = Lời nhắn (không bắt buộc)
submission-note-why = Để gian hàng chuẩn bị câu trả lời
submission-next = Tiếp tục
submission-name-missing = Chưa có tên, xin nhập họ và tên
submission-reach-missing = Xin nhập số điện thoại hoặc e-mail
submission-phone-wrong = Số điện thoại cần 10 chữ số, bắt đầu bằng 0 (nước ngoài: +)
submission-email-wrong = E-mail cần có dạng ten@gmail.com
submission-too-long = Phần này hơi dài, xin viết ngắn lại

## Đồng ý

consent-title = Xin quý khách xác nhận
consent-network = Ban tổ chức được giữ thông tin này và liên hệ với quý khách về mạng lưới sản xuất và tiêu dùng bền vững.
consent-contact = Gian { $number }, { $booth }, được nhận thông tin này và liên hệ với quý khách. Các gian hàng khác không được xem.
consent-only = Thông tin chỉ dùng cho việc này, và được xoá khỏi máy ngay khi máy chủ của ban tổ chức đã nhận.
consent-undo = Quý khách có thể yêu cầu ban tổ chức xoá thông tin bất cứ lúc nào.
consent-yes = Tôi đồng ý
consent-no = Không đồng ý

## Kết quả

submission-sending = Đang lưu, xin chờ một chút
submission-thanks = Cảm ơn quý khách
submission-thanks-network = Ban tổ chức sẽ liên hệ với quý khách
submission-thanks-contact = Gian hàng sẽ liên hệ với quý khách
submission-thanks-gone = Màn hình này không còn thông tin nào của quý khách
submission-done = Xong
submission-failed = Máy chưa lưu được thông tin
submission-failed-next = Chưa có gì được gửi đi. Xin thử lại, hoặc hỏi nhân viên.
submission-again = Thử lại

## Nói với người đưa vé khi có người khác đang điền

form-busy = Đang có người điền thông tin ở đây
form-busy-next = Mời quý khách đưa vé lại sau giây lát
