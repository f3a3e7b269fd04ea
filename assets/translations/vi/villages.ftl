# Các làng nghề, và sản xuất bền vững nghĩa là gì ở từng giai đoạn.

## Làng nghề

villages-title = Làng nghề
village-booths = Xem { $count } gian hàng của làng
village-artisans = Nghệ nhân của làng

## Vòng đời sản phẩm

life-cycle-title = Sản xuất bền vững
life-cycle-invite = Một món đồ sống bền vững qua năm giai đoạn
life-cycle-intro = Một món đồ đi qua năm giai đoạn, từ lòng đất đến lúc quay về với đất. Ở mỗi giai đoạn, người làm nghề và người dùng đều có thể chọn cách nhẹ nhàng hơn với môi trường.
life-cycle-materials = Bền vững bắt đầu từ nguyên liệu: khai thác vừa đủ, chọn nguồn gần nhà, ưu tiên vật liệu tái tạo và men không chì. Đất thừa, vụn da hay lá khô được gom lại để dùng tiếp.
life-cycle-production = Ở xưởng, điều quan trọng nhất là tiết kiệm năng lượng và nước. Lò giữ nhiệt tốt, điện mặt trời và nước rửa được dùng lại giúp mỗi món đồ tốn ít hơn. Người thợ cũng làm việc trong không khí sạch hơn.
life-cycle-distribution = Trên đường đến tay người mua, một món đồ nên đi quãng đường ngắn và mặc thật ít bao bì. Rơm, giấy cũ và thùng dùng lại thay cho xốp và nhựa.
life-cycle-use = Món đồ bền nhất là món được dùng hằng ngày và dùng thật lâu. Chọn đồ an toàn, dễ sửa, dễ chăm sóc: càng dùng lâu, càng ít phải làm thêm.
life-cycle-disposal = Khi không còn dùng được, món đồ vẫn chưa phải là rác. Gốm vỡ có thể vá lại, ghép thành tranh hoặc nghiền để trộn vào đất mới; bã thuốc và cành lá trở thành phân bón.
life-cycle-booths = { $count } gian hàng đang làm
