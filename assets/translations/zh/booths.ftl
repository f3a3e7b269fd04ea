# Booths and how to find them.

## Booths

booths-title = 展位
booths-count = { $count } 个展位
search-name = 查找展位
search-hint = 按名称、产品或编号查找
search-clear = 清除
browse-by = 展位分类
browse-all = 全部
browse-villages = 村庄
browse-products = 产品
browse-practices = 可持续
browse-life-cycle = 五个阶段是什么意思？
booths-coming = 正在查找…
booths-none = 没有找到结果
booths-none-next = 请换个词再试，或查看全部展位
booths-show-all = 查看全部展位
found-count = { $count } 个结果
found-area = 展区
found-session = 演示 · { $when }
found-artisan = 匠人
found-amenity = 前往最近一处的路线
booths-empty = 本机还没有收到展位名单
booths-empty-next = 请看入口处的告示板，或询问工作人员
layout-group = 展位显示方式
layout-list = 列表
layout-grid = 网格
page-up = 向上
page-down = 向下
back-to-scan = 扫描门票

## One booth

booth-number = { $number } 号展位
booth-show-the-way = 显示路线
booth-village = { $village }手工艺村
products-title = 产品
practices-title = 为了可持续生产与消费
stage-materials = 原料
stage-production = 生产
stage-distribution = 流通
stage-use = 使用
stage-disposal = 使用之后
certificate = 网络认证成员
sample-note = 示例数据：并非真实商家

## Kinds of products

product-tea = 茶与咖啡
product-tableware = 碗盘
product-kitchen = 锅与坛
product-vases = 花瓶
product-decoration = 装饰品
product-house = 居家与庭院
product-altar = 祭器与香
product-gifts = 礼品与玩具
product-gilding = 金箔与漆器
product-leather = 皮具
product-herbs = 药材
product-plants = 花卉植物
product-other = 其他产品
