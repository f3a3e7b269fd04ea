# Easier to read and to reach.

access-open = 更易阅读、更易触及
access-title = 显示设置
access-close = 完成
access-large = 大字
access-large-note = 放大四分之一
access-contrast = 高对比度
access-contrast-note = 黑底亮字
access-low = 低位操作
access-low-note = 全部按钮移到下方
access-calm = 静止画面
access-calm-note = 图片不再移动
