# Hiển thị dễ đọc, dễ chạm.

access-open = Hiển thị dễ đọc, dễ chạm
access-title = Hiển thị
access-close = Xong
access-large = Chữ lớn
access-large-note = Chữ to thêm một phần tư
access-contrast = Tương phản cao
access-contrast-note = Chữ sáng trên nền đen
access-low = Tầm tay thấp
access-low-note = Dồn xuống phần dưới
access-calm = Không chuyển động
access-calm-note = Hình ảnh đứng yên
