# Những gì điện thoại của khách đọc từ máy chủ. Sản phẩm, cách làm và đường đi nằm trong booths.ftl và way.ftl.

phone-language = Tiếng Việt
phone-languages = Ngôn ngữ
phone-list = Tất cả gian hàng
phone-list-note = Xếp theo làng nghề. Quý khách có thể tìm tên hoặc số bằng chức năng tìm của trình duyệt.
phone-way = Đường đến gian hàng
phone-way-from = Tính từ chỗ đứng trước màn hình
phone-map = Sơ đồ đường đến gian số { $number }
phone-map-bare = Sơ đồ có gian số { $number }
phone-step-free = Xem đường không qua bậc
phone-all-ways = Xem đường ngắn nhất, có bậc
phone-no-step-free = Chưa có đường không qua bậc từ đây. Xin hỏi nhân viên.
phone-no-way = Chưa có đường đi từ đó. Gian hàng được đánh dấu trên sơ đồ.
phone-where = Quý khách đang ở đâu?
phone-start = Xuất phát tại đây
phone-about = Về gian hàng này
phone-not-there = Không có gian hàng này
phone-not-there-next = Xin xem lại số trên gian hàng, hoặc tìm trong danh sách.
phone-fallback = Trang này chưa có ngôn ngữ của quý khách. Hiện có tiếng Việt và tiếng Anh.
phone-empty = Danh sách gian hàng chưa sẵn sàng. Xin quý khách quay lại sau.
