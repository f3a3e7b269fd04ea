# Các danh sách của triển lãm, từng mục một; hình ảnh; bản nháp.

desk-entry-search = Tìm theo số, tên, làng nghề…
desk-entry-count = { $count } mục
desk-entry-add-booths = Thêm gian hàng
desk-entry-add-artisans = Thêm nghệ nhân
desk-entry-add-sessions = Thêm buổi
desk-entry-add-villages = Thêm làng nghề
desk-entry-add-areas = Thêm khu vực
desk-entry-to-exhibition = Về trang Triển lãm
desk-entry-wrong = Chưa lưu được. Xin sửa những chỗ sau:
desk-entry-others = Trong lúc bạn sửa, người khác đã lưu mục này:
desk-entry-own = Bạn ghi:
desk-entry-others-next = Chưa lưu gì của bạn, và không có gì bị mất. Biểu mẫu dưới đây có thay đổi của cả hai; chỗ cùng sửa thì có lời của bạn. Xin xem lại rồi lưu.
desk-entry-gone = Trong lúc bạn sửa, người khác đã bỏ mục này. Nếu vẫn cần, hãy lưu lại: mục được thêm mới với những gì bạn đã ghi.
desk-entry-language-vi = tiếng Việt
desk-entry-language-en = tiếng Anh
desk-entry-language-ko = tiếng Hàn
desk-entry-language-zh = tiếng Trung
desk-entry-language-ja = tiếng Nhật
desk-entry-languages = Ngôn ngữ khác
desk-entry-rows-note = Thứ tự ở đây là thứ tự hiển thị. Để bỏ một dòng, hãy xoá hết chữ trong dòng đó. Cần thêm dòng thì lưu lại, sẽ có dòng trống mới.
desk-entry-choose = Hãy chọn…
desk-entry-save = Lưu vào bản nháp
desk-entry-save-note = Chưa công bố thì khách chưa thấy gì thay đổi.
desk-entry-remove = Bỏ mục này
desk-entry-remove-note = Mục được bỏ trong bản nháp; khách vẫn thấy cho đến khi công bố. Cần thì có thể dùng lại phiên bản trước.
desk-done-draft-saved = Đã lưu vào bản nháp.
desk-done-draft-removed = Đã bỏ trong bản nháp.

## Hình ảnh.

desk-pictures-note = Hình đầu tiên đại diện cho mục này. Hình được xoay đúng chiều và thu nhỏ cho vừa màn hình; nơi chụp ghi trong hình được xoá đi.
desk-pictures-step = Công đoạn
desk-pictures-alt = Hình cho thấy gì
desk-pictures-caption = Chú thích dưới hình
desk-pictures-save = Lưu lời
desk-pictures-earlier = Lên trước
desk-pictures-later = Ra sau
desk-pictures-remove = Bỏ hình
desk-pictures-add = Thêm hình
desk-pictures-drop = Kéo hình thả vào đây, hoặc chọn tệp JPEG, PNG, WebP. Mỗi hình nhiều nhất 24 MB.
desk-pictures-upload = Tải hình lên
desk-pictures-sending = Đang gửi hình
desk-pictures-failed = không gửi được. Xin kiểm tra mạng rồi thử lại.
desk-pictures-no-file = Chưa chọn hình nào. Hãy chọn tệp rồi tải lên.
picture-empty = tệp trống; hãy chọn tệp khác.
picture-too-large = tệp nặng { $size } MB; hãy lưu lại nhỏ hơn { $most } MB.
picture-heic = đây là hình HEIC của iPhone. Trên iPhone, mở Cài đặt › Camera › Định dạng, chọn “Tương thích nhất” rồi chụp lại; hoặc mở hình trên máy tính và lưu thành JPEG.
picture-none = tệp này không phải hình JPEG, PNG hay WebP, dù tên tệp ghi gì. Hãy mở bằng chương trình xem hình và lưu thành JPEG.
picture-too-many-pixels = hình có { $pixels } điểm ảnh, quá lớn; hãy lưu lại nhỏ hơn, cạnh dài 4000 là đủ.
picture-damaged = hình bị hỏng; hãy lưu hoặc chụp lại.

## Bản nháp.

desk-draft = Bản nháp
desk-draft-since = Có bản nháp chưa công bố, { $who } sửa lần cuối lúc { $when }.
desk-draft-to = Xem và công bố
desk-draft-none = Không có bản nháp nào: mọi thay đổi đã được công bố, hoặc chưa ai sửa gì.
desk-draft-nothing = Bản nháp không có gì khác với phiên bản đang dùng.
desk-draft-changes = Bản nháp thay đổi
desk-draft-others = Đã được công bố từ khi có bản nháp
desk-draft-keep = Giữ cả hai; chỗ cùng sửa thì theo bản nháp
desk-draft-drop = Bỏ những gì đã công bố từ đó, chỉ theo bản nháp (vẫn còn trong các phiên bản)
desk-draft-remarks = Nên biết trước khi công bố ({ $count })
desk-draft-discard = Bỏ bản nháp
desk-draft-discard-note = Mọi thay đổi chưa công bố sẽ mất. Triển lãm đang dùng không thay đổi.
desk-done-draft-discarded = Đã bỏ bản nháp.
desk-done-draft-moved = Bản nháp vừa được người khác sửa; chưa có gì được công bố hay bỏ đi. Xin xem lại.
change-draft_changed = Sửa bản nháp
change-draft_discarded = Bỏ bản nháp

desk-beside = Đang có bản nháp sửa tay
desk-beside-conflicts = Tệp Excel và bản nháp cùng sửa những chỗ này; theo tệp Excel thì:
desk-beside-note = Không có gì bị mất. Nếu công bố ngay, bản nháp vẫn còn nguyên, và khi công bố bản nháp trang sẽ hỏi về những chỗ cả hai cùng sửa. Hoặc đưa thay đổi của tệp Excel vào bản nháp để xem chung rồi công bố một lần; chỗ cùng sửa thì theo tệp Excel.
desk-beside-into = Đưa vào bản nháp
