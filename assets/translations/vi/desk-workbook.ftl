# Tệp Excel của triển lãm: tiêu đề, ghi chú, lỗi.

## Các trang tính của tệp Excel.

sheet-readme = Hướng dẫn
sheet-exhibition = Triển lãm
sheet-organisers = Ban tổ chức
sheet-days = Ngày
sheet-zones = Vùng vào cửa
sheet-gates = Cổng
sheet-gate_hours = Giờ mở cổng
sheet-ticket_types = Loại vé
sheet-ticket_hours = Giờ của loại vé
sheet-areas = Khu vực
sheet-villages = Làng nghề
sheet-booths = Gian hàng
sheet-products = Sản phẩm
sheet-practices = Việc làm bền vững
sheet-artisans = Nghệ nhân
sheet-steps = Công đoạn nghề
sheet-captions = Phụ đề phim
sheet-sessions = Chương trình
sheet-pictures = Hình ảnh

## Tên gọi của một dòng.

entry-exhibition = Triển lãm
entry-organisers = Đơn vị tổ chức
entry-days = Ngày
entry-zones = Vùng
entry-gates = Cổng
entry-gate_hours = giờ mở
entry-ticket_types = Loại vé
entry-ticket_hours = khung giờ
entry-areas = Khu vực
entry-villages = Làng nghề
entry-booths = Gian hàng
entry-products = sản phẩm
entry-practices = việc làm
entry-artisans = Nghệ nhân
entry-steps = công đoạn
entry-captions = phụ đề
entry-sessions = Buổi
entry-plan_levels = Sơ đồ, tầng
entry-plan_booths = Sơ đồ, gian hàng
entry-plan_areas = Sơ đồ, khu vực
entry-plan_places = Sơ đồ, địa điểm
entry-plan_stands = Sơ đồ, chỗ đặt máy
entry-plan_knots = Sơ đồ, nút lối đi
entry-plan_ways = Sơ đồ, lối đi
entry-pictures = Hình ảnh

## Cột dùng ở nhiều trang tính.

column-id = Mã
    .note = Tên ngắn không dấu, không khoảng trắng, ví dụ hall-a. Các trang khác dùng mã này. Đổi mã nghĩa là xoá dòng cũ và thêm dòng mới.
column-name = Tên
    .note = Tên hiện trên màn hình. Tiếng Việt luôn phải có; ngôn ngữ nào để trống thì hiện tiếng Anh.
column-title = Tiêu đề
    .note = Một vài từ. Tiếng Việt luôn phải có.
column-text = Nội dung
    .note = Một hoặc hai câu.
column-craft = Nghề
    .note = Nghề, một vài từ.
column-village = Mã làng nghề
    .note = Chọn trong danh sách; lấy từ trang Làng nghề.
column-area = Mã khu vực
    .note = Chọn trong danh sách; lấy từ trang Khu vực.
column-opens = Mở lúc
    .note = Giờ mở, ví dụ 08:30.
column-closes = Đóng lúc
    .note = Giờ đóng, ví dụ 21:00. Giờ sau nửa đêm vẫn tính cho buổi tối hôm trước, muộn nhất 06:00.
column-day = Ngày số
    .note = Ngày thứ mấy của triển lãm: 1, 2, 3… Để trống nghĩa là mọi ngày (nếu được phép).
column-of = Thuộc về
    .note = Mã hoặc số của dòng mà dòng này thuộc về; chọn trong danh sách. Thứ tự các dòng là thứ tự hiển thị.
column-at = Vị trí (m)
    .note = Mét từ góc trên bên trái: sang phải; xuống dưới.
column-size = Kích thước (m)
    .note = Chiều ngang × chiều dọc trên sơ đồ.
column-zone = Mã vùng
    .note = Chọn trong danh sách; để trống nghĩa là cổng dẫn vào triển lãm cho mọi loại vé.
column-reentry = Cho vào lại
    .note = có: khách đã ra được vào lại trong ngày. không: không được.

## Triển lãm.

exhibition-exhibition = Số triển lãm
    .note = Số có trong mọi vé đã bán. Không đổi được.
exhibition-name = Tên
    .note = Tên triển lãm.
exhibition-venue = Địa điểm
    .note = Nơi tổ chức.
exhibition-utc = Múi giờ (phút)
    .note = Số phút trước giờ UTC; Việt Nam là 420.
exhibition-sample = Dữ liệu mẫu
    .note = có: các gian hàng là dữ liệu mẫu. Triển lãm thật ghi không.
exhibition-url = Địa chỉ cho khách
    .note = Địa chỉ trang cho điện thoại của khách, ví dụ https://kimlan.example.vn, không có dấu / ở cuối. Để trống nếu không có.
exhibition-wifi-name = Wi-Fi cho khách
    .note = Tên mạng Wi-Fi. Để trống cả hai ô nếu không có.
exhibition-wifi-password = Mật khẩu Wi-Fi
    .note = 8 đến 63 ký tự; để trống nếu mạng mở.

## Ngày.

days-position = Ngày số
    .note = 1, 2, 3… theo thứ tự dòng. Vé ghi ngày theo số này: vé ngày 2 dùng được vào ngày ghi ở dòng 2.
days-date = Ngày tháng
    .note = Ngày/tháng/năm, ví dụ 28/11/2026.
days-title = Tên ngày
    .note = Ngày được gọi là gì, ví dụ Đêm khai mạc.

## Vùng và cổng.

zones-bit = Số vùng
    .note = 0 đến 15, mỗi vùng một số. 0 là triển lãm. Có trong vé đã bán, không nên đổi.
zones-capacity = Sức chứa
    .note = Số người nhiều nhất bên trong; để trống nếu không giới hạn.
zones-unlimited = Ra vào tự do
    .note = có: vé mở vùng này được ra vào nhiều lần.
gates-direction = Chiều
    .note = vào, ra hoặc cả hai.
gates-hours = Giờ mở
    .note = luôn mở: không từ chối ai vì giờ. theo ngày: như trang Ngày. giờ riêng: theo trang Giờ mở cổng.
gates-ticket_types = Loại vé được vào
    .note = Tên gọi của các loại vé, cách nhau bằng dấu phẩy; để trống nghĩa là mọi loại.

## Loại vé.

ticket_types-id = Số loại vé
    .note = 0 đến 255. Có trong vé đã bán: đổi số nghĩa là bỏ loại cũ, thêm loại mới.
ticket_types-key = Tên gọi
    .note = Tên ngắn không dấu, dùng khi phát hành vé và ở trang Cổng, ví dụ visitor.
ticket_types-policy = Số lần vào
    .note = mỗi ngày một lần, một lần, hoặc không giới hạn.
ticket_types-party = Số người
    .note = Một vé cho bao nhiêu người vào, nếu lúc phát hành không ghi khác.
ticket_types-zones = Vùng được vào
    .note = Mã các vùng, cách nhau bằng dấu phẩy.
ticket_types-reentry = Cho vào lại
    .note = có hoặc không; để trống nghĩa là như toàn triển lãm.
ticket_types-days = Ngày được vào
    .note = Số các ngày, cách nhau bằng dấu phẩy; để trống nghĩa là mọi ngày ghi trên vé.
ticket_types-early = Vào sớm (phút)
    .note = Được vào trước giờ mở cổng bao nhiêu phút.
ticket_types-late = Vào muộn (phút)
    .note = Được vào sau giờ đóng cổng bao nhiêu phút.
ticket_types-per_day = Nhiều nhất mỗi ngày
    .note = Số lần vào nhiều nhất trong ngày; để trống nếu không giới hạn.
ticket_types-in_all = Nhiều nhất tất cả
    .note = Số lần vào nhiều nhất trong cả triển lãm; để trống nếu không giới hạn.
ticket_types-count_reentry = Tính cả lần vào lại
    .note = có hoặc không: lần vào lại có tính vào hai giới hạn trên không. Để trống: theo quy tắc vào lại.
ticket_types-days_at_most = Số ngày nhiều nhất
    .note = Vào được nhiều nhất bao nhiêu ngày khác nhau; để trống nếu không giới hạn.
ticket_types-wait = Chờ giữa hai lần (phút)
    .note = Số phút ít nhất giữa hai lần vào.
ticket_types-partial = Đoàn vào từng phần
    .note = có: người trong đoàn có thể vào từng nhóm.
ticket_types-beyond_capacity = Vào khi đã đủ chỗ
    .note = có: vẫn được vào khi bên trong đã đủ người.
ticket_types-needs_staff = Cần nhân viên
    .note = có: luôn do nhân viên quyết định.

## Làng nghề, gian hàng, nghệ nhân.

villages-about = Giới thiệu
    .note = Làng nổi tiếng về điều gì, vài câu.
booths-number = Số gian hàng
    .note = Số trên sơ đồ. Đổi số nghĩa là bỏ gian cũ, thêm gian mới.
booths-producer = Đơn vị trưng bày
    .note = Cơ sở đứng tên gian hàng.
booths-certificate = Giấy chứng nhận
    .note = có: ban tổ chức đã trao giấy chứng nhận tham gia.
booths-description = Giới thiệu
    .note = Gian hàng giới thiệu điều gì, vài câu.
products-product = Sản phẩm
    .note = Một sản phẩm mỗi dòng, một vài từ.
practices-stage = Giai đoạn
    .note = Giai đoạn trong vòng đời sản phẩm; chọn trong danh sách.
artisans-story = Câu chuyện
    .note = Câu chuyện của nghệ nhân, vài câu.
artisans-video-file = Tệp phim
    .note = Tên tệp phim, ví dụ throwing.webm. Để trống cả ba mục phim nếu không có.
artisans-video-title = Tên phim
    .note = Phim quay cảnh gì.
artisans-video-seconds = Phim dài (giây)
    .note = Độ dài phim, tính bằng giây.
captions-from = Từ (mili giây)
    .note = Phụ đề hiện từ lúc nào, tính từ đầu phim.
captions-to = Đến (mili giây)
    .note = Phụ đề hiện đến lúc nào.

## Chương trình.

sessions-starts = Bắt đầu
    .note = Giờ bắt đầu, ví dụ 10:00.
sessions-minutes = Số phút
    .note = Kéo dài bao nhiêu phút.
sessions-artisan = Mã nghệ nhân
    .note = Chọn trong danh sách; lấy từ trang Nghệ nhân.
sessions-hands_on = Khách tự làm
    .note = có: khách được tự tay làm.
sessions-places = Số chỗ
    .note = Số chỗ; để trống nếu không giới hạn.

## Hình ảnh.

pictures-owner = Hình của
    .note = Làng nghề, gian hàng, nghệ nhân hay giai đoạn; chọn trong danh sách.
pictures-owner-id = Mã hoặc số
    .note = Mã làng nghề, số gian hàng, mã nghệ nhân, hoặc giai đoạn: materials, production, distribution, use, disposal.
pictures-step = Công đoạn số
    .note = Chỉ với nghệ nhân: hình của công đoạn thứ mấy; để trống nếu là hình của nghệ nhân.
pictures-file = Tên tệp
    .note = Tên tệp hình, ví dụ vase.webp. Tệp được tải lên riêng.
pictures-alt = Mô tả hình
    .note = Hình cho thấy điều gì, cho người không nhìn được. Tiếng Việt luôn phải có.
pictures-caption = Chú thích
    .note = Dòng chữ dưới hình; có thể để trống.
pictures-focus-x = Điểm chính ngang (%)
    .note = Điểm luôn được thấy khi hình bị cắt: phần trăm từ trái. Điền cả hai hoặc để trống cả hai.
pictures-focus-y = Điểm chính dọc (%)
    .note = Phần trăm từ trên xuống.
pictures-fit = Cách hiển thị
    .note = phủ kín hoặc toàn hình; để trống thì máy tự chọn.

## Giá trị trong ô.

choice-yes = có
choice-no = không
choice-always = luôn mở
choice-as_the_day = theo ngày
choice-own = giờ riêng
choice-in = vào
choice-out = ra
choice-both = cả hai
choice-once_per_day = mỗi ngày một lần
choice-single = một lần
choice-unlimited = không giới hạn
choice-materials = nguyên liệu
choice-production = sản xuất
choice-distribution = phân phối
choice-use = tiêu dùng
choice-disposal = thải bỏ
choice-village = làng nghề
choice-booth = gian hàng
choice-artisan = nghệ nhân
choice-stage = giai đoạn
choice-cover = phủ kín
choice-whole = toàn hình

## Trang hướng dẫn.

readme-title = Tệp Excel của triển lãm
readme-version = Phiên bản
readme-what-short = Tệp này là gì
readme-what = Toàn bộ triển lãm đang dùng: mỗi trang tính là một danh sách, mỗi dòng là một mục. Dòng Phiên bản bên dưới cho biết tệp được tạo từ phiên bản nào; xin đừng xoá.
readme-change-short = Sửa
readme-change = Sửa ô, thêm dòng hoặc xoá dòng như thường lệ. Ô không sửa thì giữ nguyên.
readme-lists-short = Danh sách chọn
readme-lists = Nhiều ô có danh sách để chọn. Ghi chú ở tiêu đề mỗi cột cho biết ô đó chứa gì.
readme-columns-short = Cột
readme-columns = Có thể đổi thứ tự cột và trang tính. Cột hoặc trang bị xoá thì giữ dữ liệu đang dùng; cột lạ sẽ bị báo lỗi. Xin đừng gộp ô.
readme-new-short = Thêm mục mới
readme-new = Thêm dòng với mã mới, rồi thêm dòng ở các trang liên quan, ví dụ Sản phẩm của gian hàng mới.
readme-kept-short = Không có trong tệp
readme-kept = Sơ đồ mặt bằng và các tệp hình, phim được giữ nguyên. Gian hàng mới chưa có trên sơ đồ cho đến khi được vẽ; gian bị xoá thì mất khỏi sơ đồ.
readme-upload-short = Gửi lại
readme-upload = Lưu tệp rồi tải lên: mọi thay đổi được cho xem trước, và mọi lỗi được báo theo trang, dòng và cột. Có lỗi thì không có gì bị thay đổi.

## Lỗi trong tệp.

file-empty = Tệp trống. Hãy chọn tệp Excel đã lưu.
file-too-large = Tệp lớn hơn { $most } MB. Tệp của một triển lãm nhỏ hơn nhiều: hãy bỏ hình đã chèn và lưu lại.
file-old-or-locked = Đây là tệp Excel cũ (.xls) hoặc tệp có mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu và lưu thành Excel Workbook (.xlsx).
file-program = Đây là một chương trình, không phải tệp Excel. Đừng mở tệp này; hãy hỏi lại người gửi.
file-other-document = Đây không phải tệp Excel (.xlsx). Nếu là tệp OpenDocument (.ods) hay định dạng khác, hãy mở và lưu thành Excel Workbook (.xlsx).
file-not-packed = Đây là tệp văn bản, ví dụ CSV. Hãy tải tệp Excel của triển lãm xuống, sửa trong đó rồi lưu thành .xlsx.
file-too-much-inside = Tệp chứa nhiều dữ liệu hơn mọi triển lãm. Hãy tải tệp mới xuống và sửa trong đó.
file-too-many-cells = Trang “{ $sheet }” có hơn { $most } dòng hoặc hơn 300 cột. Hãy xoá các dòng, cột thừa và lưu lại.
file-damaged = Tệp bị hỏng. Hãy mở bằng Excel, lưu lại rồi tải lên lần nữa.
place-sheet = Trang “{ $sheet }”
place-row = , dòng { $row }
place-column = , cột { $letters } “{ $heading }”
faults-more = Và { $count } lỗi nữa. Hãy sửa những lỗi trên trước.
fault-missing = ô này đang trống; hãy điền vào.
fault-name = “{ $found }” không dùng làm mã được; chỉ dùng 1 đến 24 chữ A–Z không dấu, chữ số, dấu - và _.
fault-whole = “{ $found }” không hợp lệ; hãy ghi số nguyên từ { $least } đến { $most }.
fault-flag = “{ $found }” không hợp lệ; hãy ghi có hoặc không.
fault-date = “{ $found }” không phải ngày; hãy ghi ngày/tháng/năm, ví dụ 28/11/2026.
fault-time = “{ $found }” không phải giờ; hãy ghi ví dụ 08:30.
fault-choice = “{ $found }” không có trong các lựa chọn; hãy ghi một trong: { $words }.
fault-unlisted = “{ $found }” không có ở trang “{ $sheet }”; hãy chọn mục có ở đó, hoặc thêm vào đó.
fault-no-owner = không có “{ $found }” để gắn hình, hoặc giai đoạn đó đã có hình; hãy sửa mã hoặc xoá dòng.
fault-position = “{ $found }” không đúng; các ngày đánh số theo thứ tự, ở đây là { $expected }.
fault-twice = “{ $found }” có hai lần, lần đầu ở dòng { $row }; hãy đổi hoặc xoá một trong hai.
fault-taken = “{ $found }” đã có rồi; hãy chọn số hoặc mã khác.
fault-hours-not-own = cổng “{ $found }” không dùng giờ riêng; hãy chọn “{ $own }” ở trang Cổng, hoặc xoá dòng này.
fault-formula = công thức cho lỗi { $found }; hãy ghi giá trị.
fault-no-result = công thức chưa có kết quả; hãy mở tệp bằng Excel, lưu lại, hoặc ghi giá trị.
fault-merged = các ô { $found } bị gộp; hãy bỏ gộp và điền từng ô.
fault-no-column = thiếu cột “{ $name }”; hãy thêm lại cột này.
fault-unknown-column = không có cột nào tên “{ $found }”; hãy sửa tên hoặc xoá cột.
fault-unknown-column-nearest = không có cột nào tên “{ $found }”; có phải là “{ $nearest }”? Hãy sửa tên hoặc xoá cột.
fault-column-twice = cột “{ $found }” có hai lần; hãy xoá một cột.
fault-no-heading = “{ $found }” nằm ở cột không có tiêu đề; hãy xoá hoặc đặt tiêu đề đúng.
fault-unknown-sheet = không có trang nào tên “{ $found }”; hãy sửa tên hoặc xoá trang.
fault-unknown-sheet-nearest = không có trang nào tên “{ $found }”; có phải là “{ $nearest }”? Hãy sửa tên hoặc xoá trang.
fault-sheet-twice = trang này có hai lần, theo hai ngôn ngữ; hãy xoá một trang.
fault-no-sheets = Tệp không có trang nào của triển lãm. Hãy tải tệp Excel của triển lãm xuống và sửa trong đó.
fault-catalogue = { $problem }.

## Khác biệt giữa hai phiên bản.

difference-more = Và { $count } thay đổi nữa
difference-nothing = (trống)
difference-added = { $row }: mới, { $text }
difference-removed = { $row }: bị xoá, trước là { $text }
difference-changed = { $row }: thay đổi
difference-new = { $row }: mới
difference-gone = { $row }: bị xoá
difference-plan = Sơ đồ mặt bằng thay đổi

## Trang của triển lãm.

desk-exhibition = Triển lãm
desk-exhibition-note = Sửa gian hàng, chương trình, hình ảnh, sơ đồ ở đây hoặc trong Excel; các phiên bản
desk-exhibition-lead = Sửa từng mục ở đây, hoặc tải tệp Excel xuống, sửa rồi tải lên lại. Mọi thay đổi được cho xem trước; chưa công bố thì khách chưa thấy gì thay đổi.
desk-exhibition-download = Tải tệp Excel xuống
desk-exhibition-download-note = Toàn bộ triển lãm đang dùng, mỗi danh sách một trang tính.
desk-exhibition-upload = Tải tệp đã sửa lên
desk-exhibition-file = Tệp Excel (.xlsx)
desk-exhibition-upload-note = Tệp nhiều nhất 25 MB. Nếu có lỗi, mọi lỗi được báo cùng lúc theo trang, dòng và cột.
desk-exhibition-preview = Xem trước thay đổi
desk-exhibition-preview-lead = Chưa có gì thay đổi. Xin xem lại rồi công bố.
desk-exhibition-wrong = Tệp chưa nhận được; chưa có gì thay đổi:
desk-exhibition-nothing = Tệp này không có gì khác với phiên bản mà nó được tạo ra.
desk-exhibition-back = Quay lại
desk-exhibition-changes = Tệp này thay đổi
desk-exhibition-others = Người khác đã thay đổi từ khi tệp được tạo
desk-exhibition-conflicts = Cả hai bên cùng sửa
desk-exhibition-choose = Thay đổi của người khác
desk-exhibition-keep = Giữ cả hai; chỗ cùng sửa thì theo tệp này
desk-exhibition-drop = Bỏ thay đổi của người khác, chỉ theo tệp này (vẫn còn trong các phiên bản)
desk-exhibition-publish = Công bố
desk-exhibition-cancel = Huỷ
desk-exhibition-more = Và { $count } thay đổi nữa
desk-exhibition-versions = Các phiên bản
desk-exhibition-version = Phiên bản
desk-exhibition-since = Từ lúc
desk-exhibition-who = Người công bố
desk-exhibition-act = Thao tác
desk-exhibition-file-of = Tải xuống
desk-exhibition-in-force = đang dùng
desk-exhibition-roll-back = Dùng lại phiên bản này
desk-exhibition-touches = Thay đổi này có mục bị xoá, hoặc ảnh hưởng đến vé, máy và chỗ đã nhận:
desk-exhibition-other-days = { $count } vé đã bán sẽ có giá trị vào ngày khác.
desk-exhibition-no-type = { $count } vé đã bán thuộc loại { $kind }, không còn nữa: các cửa sẽ từ chối.
desk-exhibition-no-booth = Máy { $kiosk } đặt ở gian hàng không còn nữa.
desk-exhibition-seats = Buổi { $session } đã có { $count } chỗ được nhận.
desk-exhibition-confirm = Đúng, tôi muốn như vậy
desk-done-exhibition = Đã công bố. Các máy nhận được trong vài giây.
desk-done-exhibition-same = Phiên bản này đang được dùng; không có gì thay đổi.
