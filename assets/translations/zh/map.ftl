# The floor plan, and the phone that takes the way along.

map-title = 地图
map-here = 您在这里
map-name = 地图：{ $level }
map-booths = { $first }–{ $last }
map-to-level = 查看“{ $level }”
map-closer = 放大
map-farther = 缩小
map-whole = 显示全部
map-left = 向左移动
map-right = 向右移动
map-up = 向上移动
map-down = 向下移动
map-touch = 请在地图上轻触展位
map-booth-page = 展位介绍
map-way = 显示路线
map-close = 关闭
map-step-free = 无台阶路线
map-no-way = 从这里出发的路线未知。目的地已标在地图上。
map-no-step-free = 从这里出发没有已知的无台阶路线。请询问工作人员。
map-unknown-place = 此处不在地图上。请询问工作人员。
map-none = 本机还没有收到地图
map-none-next = 请看入口处的告示板，或询问工作人员
phone-take = 扫码把路线带在手机上
phone-code = 二维码：在手机上查看 { $number } 号展位
phone-code-area = 二维码：在手机上查看前往“{ $name }”的路线
