# Lỗi của triển lãm, bằng lời.

## Các phần của triển lãm.

part-catalogue = Triển lãm
part-public_url = Địa chỉ cho khách
part-wifi = Wi-Fi cho khách
part-days = Danh sách ngày
part-day = Ngày { $name }
part-zones = Danh sách vùng
part-zone = Vùng { $name }
part-gates = Danh sách cổng
part-gate = Cổng { $name }
part-ticket_types = Danh sách loại vé
part-ticket-type = Loại vé { $name }
part-areas = Danh sách khu vực
part-area = Khu vực { $name }
part-villages = Danh sách làng nghề
part-village = Làng nghề { $name }
part-booths = Danh sách gian hàng
part-booth = Gian hàng { $name }
part-artisans = Danh sách nghệ nhân
part-artisan = Nghệ nhân { $name }
part-sessions = Chương trình
part-session = Buổi { $name }
part-stage_pictures = Hình của các giai đoạn
part-plan = Sơ đồ
part-plan-levels = Các tầng trên sơ đồ
part-plan-level = Tầng { $name } trên sơ đồ
part-level = tầng { $name }
part-plan-booths = Các gian hàng trên sơ đồ
part-plan-booth = Gian hàng { $name } trên sơ đồ
part-plan-areas = Các khu vực trên sơ đồ
part-plan-area = Khu vực { $name } trên sơ đồ
part-plan-places = Các địa điểm trên sơ đồ
part-plan-place = Địa điểm { $name } trên sơ đồ
part-plan-stands = Vị trí máy trên sơ đồ
part-plan-stand = Một vị trí máy trên sơ đồ
part-plan-stand-of-kiosk = Vị trí máy { $name }
part-plan-stand-of-gate = Vị trí máy ở cổng { $name }
part-plan-knots = Các nút lối đi
part-plan-knot = Nút lối đi { $name }
part-plan-way = Lối đi { $name }

## Tên gọi trong câu.

noun-zone = vùng
noun-ticket-type = loại vé
noun-village = làng nghề
noun-area = khu vực
noun-artisan = nghệ nhân
noun-level = tầng
noun-gate = cổng

## Câu ghép.

obstacle-booth = gian hàng { $number }
obstacle-wall = một bức tường
problem-at = { $place }: { $problem }
problem-picture = { $place }, hình “{ $file }”
problem-video = { $place }, phim “{ $file }”

## Điều chưa đúng, hoặc đáng lưu ý.

problem-public-url = “{ $url }” không phải địa chỉ máy chủ; hãy ghi như https://kimlan.example.vn, không có dấu / ở cuối
problem-wifi-name = tên mạng dài { $bytes } byte; hãy ghi tên mạng từ 1 đến 32 byte
problem-wifi-password = mật khẩu có { $characters } ký tự; hãy ghi 8 đến 63 ký tự, hoặc để trống nếu mạng mở
problem-day-count = có { $days } ngày; vé ghi được từ 1 đến 16 ngày
problem-day-order = chưa theo thứ tự; hãy xếp các ngày từ trước đến sau
problem-none-there = chưa có mục nào; hãy thêm ít nhất một mục
problem-twice = “{ $id }” có hai lần; hãy đổi hoặc xoá một trong hai
problem-party-of-nobody = “{ $key }” không cho ai vào; hãy ghi số người từ 1 trở lên
problem-zone-bit = số vùng { $bit }; vé có các số từ 0 đến 15
problem-room-for-nobody = sức chứa bằng 0; hãy để trống nếu không giới hạn
problem-unlisted = { $what } “{ $id }” không có trong danh sách; hãy chọn mục có sẵn, hoặc thêm mục đó trước
problem-hours-of-unknown-day = có giờ của một ngày không có trong danh sách; hãy chọn một ngày của triển lãm
problem-unknown-day = ngày số { $number } không có trong danh sách; hãy chọn một ngày của triển lãm
problem-no-vietnamese-name = chưa có tên tiếng Việt; hãy ghi tên
problem-limit-of-nobody = giới hạn 0 không cho ai vào; hãy để trống nếu không giới hạn
problem-days-never-reached = “số ngày nhiều nhất” không bao giờ đạt tới; hãy để trống, hoặc ghi ít hơn số ngày của triển lãm
problem-count-reentry-alone = “tính cả lần vào lại” chỉ có nghĩa khi có giới hạn số lần; hãy ghi một giới hạn, hoặc để trống
problem-limit-beyond-policy = số lần vào cho phép ít hơn các giới hạn; hãy chọn số lần vào không giới hạn
problem-parts-that-wait = đoàn vào từng phần thì không thể bắt chờ; hãy bỏ số phút chờ
problem-opens-as-it-closes = mở và đóng cùng lúc { $at }; nếu không bao giờ đóng, hãy bỏ giờ này
problem-closes-too-late = đóng lúc { $closes }, trước giờ mở { $opens }; giờ qua nửa đêm phải kết thúc muộn nhất lúc { $latest }
problem-opens-at-night = mở lúc { $opens }, khi buổi tối hôm trước còn kéo dài đến { $until }; hãy mở từ giờ đó trở đi
problem-past-midnight = Có cổng mở qua nửa đêm: việc diễn ra đến { $until } được tính cho buổi tối hôm trước, với vé và với các con số
problem-no-file-name = không phải tên tệp; hãy ghi tên tệp, không có thư mục
problem-not-among-media = chưa có tệp này; hãy tải tệp lên
problem-no-picture-words = chưa có mô tả tiếng Việt; hãy ghi hình cho thấy điều gì
problem-focus-outside = điểm chính nằm ngoài hình; hãy ghi phần trăm từ 0 đến 100
problem-no-video-title = chưa có tên phim tiếng Việt; hãy ghi phim quay cảnh gì
problem-video-seconds = phim dài { $seconds } giây; hãy ghi độ dài từ 1 đến { $most } giây
problem-video-size = tệp nặng { $size } MB; máy nhận nhiều nhất { $most } MB: hãy nén phim nhỏ hơn
problem-no-captions = chưa có phụ đề; máy không phát tiếng, hãy ghi điều được nói và thấy trong phim
problem-caption-order = phụ đề từ { $from } đến { $to } mili giây không nằm giữa phụ đề trước và hết phim; hãy xếp theo thời gian
problem-no-caption-words = phụ đề từ { $from } mili giây chưa có lời tiếng Việt; hãy ghi lời
problem-no-levels = chưa có tầng nào; hãy thêm ít nhất một tầng
problem-outline-shape = đường viền không thành hình; hãy cho ít nhất ba góc theo thứ tự, tính bằng mét, các cạnh không cắt nhau
problem-block-shape = tường số { $block } không thành hình; hãy cho ít nhất ba góc theo thứ tự, tính bằng mét, các cạnh không cắt nhau
problem-height = độ cao { $height }; hãy ghi bằng mét
problem-not-a-booth = không có trong danh sách gian hàng; hãy xoá khỏi sơ đồ, hoặc thêm gian hàng
problem-no-size = chưa có kích thước; hãy ghi chiều rộng và chiều cao bằng mét
problem-overlaps = chồng lên gian hàng { $other }; hãy dời một trong hai
problem-in-a-wall = nằm trong tường; hãy dời ra
problem-not-an-area = không có trong danh sách khu vực; hãy xoá khỏi sơ đồ, hoặc thêm khu vực
problem-area-shape = không thành hình; hãy cho ít nhất ba góc theo thứ tự, tính bằng mét
problem-outside-level = nằm ngoài đường viền của tầng { $level }; hãy dời vào trong
problem-inside = nằm trong { $obstacle }; hãy dời ra
problem-unknown-gate = cổng này không có trong danh sách
problem-stand-of-nobody = hãy ghi một máy hoặc một cổng, không ghi cả hai
problem-facing = hướng { $degrees } độ; hãy ghi từ 0 đến 359
problem-unknown-mark = “{ $mark }” không có trong các địa điểm trên sơ đồ
problem-unknown-knots = không có nút lối đi như vậy
problem-leads-nowhere = bắt đầu và kết thúc ở cùng một nút
problem-stairs-on-one-level = cầu thang và thang máy phải dẫn đến tầng khác; trên cùng một tầng hãy dùng bậc thềm
problem-floor-between-levels = dẫn đến tầng khác; hãy chọn cầu thang hoặc thang máy
problem-through = đi xuyên qua { $obstacle }; hãy dời lối đi hoặc dời vật cản
problem-no-ways = chưa có lối đi nào; hãy vẽ lối đi trên mặt sàn
problem-cut-off = không có lối đi tới đây từ “{ $from }”; hãy dời lại gần, hoặc kéo lối đi đến cách không quá 8 m, không vướng tường
problem-over-steps = chỉ tới được qua bậc thang, tính từ “{ $from }”; máy sẽ nói điều này với khách cần lối không bậc
problem-undrawn = chưa có trên sơ đồ; máy không chỉ được đường tới đây
