# A kiosk at a booth, and the stamp card.

## A kiosk at a booth

visit-invite = 请将门票对准摄像头，记录您的到访
visit-invite-scanner = 请将门票对准扫码器，记录您的到访
visit-hint = 参观某村的一个展位，即可得到该村的印章
visit-booth = { $number } 号展位
visited-title = 欢迎光临
visited-next = 您的到访已记录
visited-again-title = 很高兴再次见到您
visited-again-next = 此展位已在您的集章卡上
visited-contact = 请展位与我联系

## The stamp card

stamps-title = 集章卡
stamps-count = { $all } 个村庄中，您已参观 { $seen } 个
stamps-all = 您已参观全部 { $all } 个村庄
stamps-none = 您的集章卡正等待第一枚印章
stamps-visited = 已参观 { $count } 个展位
stamps-to-see = 还有 { $count } 个展位
stamps-show = 请将门票对准摄像头
stamps-show-scanner = 请将门票对准扫码器
stamps-how = 参观某村的一个展位，即可得到该村的印章
stamps-now = 截至现在
stamps-as-of = 截至 { $time }，本机最后一次连接时
stamps-unsure = 连接中断：最新的印章可能缺失
stamps-elsewhere = 请在展厅的自助机查看集章卡
