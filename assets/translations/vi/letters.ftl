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

letter-question = Xin cho biết cách liên hệ với quý khách
letter-name = Họ và tên
letter-reach = Điện thoại hoặc e-mail
letter-place = Làng, xã (không bắt buộc)
letter-note = Lời nhắn (không bắt buộc)
letter-next = Tiếp tục
letter-name-missing = Xin cho biết họ và tên
letter-reach-missing = Xin cho biết số điện thoại hoặc e-mail
letter-reach-wrong = Số điện thoại hoặc e-mail chưa đúng, xin xem lại
letter-too-long = Phần này hơi dài, xin viết ngắn lại

## Đồng ý

consent-title = Xin quý khách xác nhận
consent-network = Ban tổ chức được giữ thông tin này và liên hệ với quý khách về mạng lưới sản xuất và tiêu dùng bền vững.
consent-contact = Gian { $number }, { $booth }, được nhận thông tin này và liên hệ với quý khách. Các gian hàng khác không được xem.
consent-only = Thông tin chỉ dùng cho việc này, và được xóa khỏi máy ngay khi máy chủ của ban tổ chức đã nhận.
consent-undo = Quý khách có thể yêu cầu ban tổ chức xóa thông tin bất cứ lúc nào.
consent-yes = Tôi đồng ý
consent-no = Không đồng ý

## Kết quả

letter-sending = Đang lưu, xin chờ một chút
letter-thanks = Cảm ơn quý khách
letter-thanks-network = Ban tổ chức sẽ liên hệ với quý khách
letter-thanks-contact = Gian hàng sẽ liên hệ với quý khách
letter-thanks-gone = Màn hình này không còn thông tin nào của quý khách
letter-done = Xong
letter-failed = Máy chưa lưu được thông tin
letter-failed-next = Chưa có gì được gửi đi. Xin thử lại, hoặc hỏi nhân viên.
letter-again = Thử lại

## Nói với người đưa vé khi có người khác đang điền

form-busy = Đang có người điền thông tin ở đây
form-busy-next = Mời quý khách đưa vé lại sau giây lát
