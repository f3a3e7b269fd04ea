# Máy tại gian hàng và phiếu đóng dấu làng nghề.

## Máy tại gian hàng

visit-invite = Mời quý khách đưa vé ra trước camera để ghi dấu lượt ghé thăm
visit-invite-scanner = Mời quý khách đưa vé vào máy quét để ghi dấu lượt ghé thăm
visit-hint = Mỗi gian ghé thăm góp một con dấu vào phiếu làng nghề của quý khách
visit-booth = Gian { $number }
visited-title = Chào mừng quý khách
visited-next = Đã ghi dấu lượt ghé thăm
visited-again-title = Rất vui được gặp lại quý khách
visited-again-next = Gian hàng này đã có trong phiếu của quý khách
visited-contact = Nhận liên hệ từ gian hàng
