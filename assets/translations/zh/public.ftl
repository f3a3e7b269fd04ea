# What visitors' phones are told by the server. Products, practices and the way are in booths.ftl and way.ftl.

phone-language = 中文
phone-languages = 语言
phone-list = 全部展位
phone-list-note = 按手工艺村排列。可用浏览器的查找功能搜索名称或编号。
phone-way = 前往路线
phone-way-from = 从您刚才所在的屏幕处出发
phone-map = 前往 { $number } 号展位的路线图
phone-map-bare = 标有 { $number } 号展位的地图
phone-step-free = 显示无台阶路线
phone-all-ways = 显示有台阶的最短路线
phone-no-step-free = 从这里出发没有已知的无台阶路线。请询问工作人员。
phone-no-way = 从那里出发的路线未知。展位已标在地图上。
phone-where = 您现在在哪里？
phone-start = 您从这里出发
phone-about = 展位介绍
phone-not-there = 没有这个展位
phone-not-there-next = 请核对展位上的编号，或在列表中查找。
phone-fallback = 部分内容尚无中文，以英文显示。
phone-empty = 展位列表尚未准备好。请稍后再来。
