# Máy tại gian hàng và phiếu đóng dấu.

## Máy tại gian hàng

visit-invite = Mời quý khách đưa vé ra trước camera để ghi dấu lượt ghé thăm
visit-invite-scanner = Mời quý khách đưa vé vào máy quét để ghi dấu lượt ghé thăm
visit-hint = Ghé một gian của làng nghề nào, quý khách có con dấu của làng ấy
visit-booth = Gian số { $number }
visited-title = Chào mừng quý khách
visited-next = Đã ghi dấu lượt ghé thăm
visited-again-title = Rất vui được gặp lại quý khách
visited-again-next = Phiếu đóng dấu của quý khách đã có gian hàng này
visited-contact = Nhận liên hệ từ gian hàng

## Phiếu đóng dấu

stamps-title = Phiếu đóng dấu
stamps-count = Quý khách đã ghé { $seen } trên { $all } làng nghề
stamps-all = Quý khách đã ghé đủ { $all } làng nghề
stamps-none = Phiếu đóng dấu của quý khách đang chờ con dấu đầu tiên
stamps-visited = Đã ghé { $count } gian
stamps-to-see = { $count } gian đang chờ
stamps-show = Mời quý khách đưa vé ra trước camera
stamps-show-scanner = Mời quý khách đưa vé vào máy quét
stamps-how = Ghé một gian của làng nghề nào, quý khách có con dấu của làng ấy
stamps-now = Tính đến lúc này
stamps-as-of = Tính đến { $time }, lúc máy còn kết nối
stamps-unsure = Máy đang mất kết nối, có thể còn thiếu dấu mới
stamps-elsewhere = Mời quý khách xem phiếu đóng dấu tại các máy trong khu trưng bày
