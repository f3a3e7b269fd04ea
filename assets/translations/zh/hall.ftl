# The pages of the hall: the invitation, the first page, the ways back.

attract-touch = 轻触屏幕开始
back = 返回
home = 回到首页
home-title = 您想看什么？
home-booths = 展位
home-booths-note = 按名称、编号或产品查找
home-map = 地图
home-map-note = 前往每个展位的路线
home-programme = 现场演示
home-programme-note = 时间与匠人
home-villages = 手工艺村
home-villages-note = 代代相传的手艺
home-network = 加入网络
home-network-note = 为了可持续的手工艺
home-stamps = 集章卡
home-stamps-note = 您参观过的村庄

## What is on

on-title = 演示区
on-in-minutes = { $minutes } 分钟后
on-none = 今天的演示已全部结束
