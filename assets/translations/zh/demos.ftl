# Demonstrations: the programme, one session and its places, one artisan and the steps of the craft.

## The programme

programme-title = 现场演示
programme-today = 今天
programme-weekday =
    { $weekday ->
        [1] 星期一
        [2] 星期二
        [3] 星期三
        [4] 星期四
        [5] 星期五
        [6] 星期六
       *[7] 星期日
    }
programme-date = { $month }月{ $day }日
programme-minutes = { $minutes } 分钟
programme-now = 正在进行，还有 { $minutes } 分钟
programme-soon = { $minutes } 分钟后
programme-next = 下一场
programme-empty = 这一天没有演示
hands-on = 动手体验
hands-on-seats = 动手体验，{ $seats } 个名额
hands-on-left = 动手体验，{ $seats } 个名额还剩 { $left } 个
hands-on-full = 动手体验，名额已满

## One session

session-title = 现场演示
session-hands-on = 动手体验课
session-when = { $date } { $time } · { $minutes } 分钟
session-artisan = 匠人介绍
session-map = 打开地图
session-come = 无需名额，欢迎直接来观看

## One artisan

artisan-title = 匠人
artisan-sessions = 与匠人见面
artisan-when = { $date } { $time }
steps-title = 制作过程
slide-of = 第 { $number } 步，共 { $count } 步
slide-back = 上一步
slide-on = 下一步
slide-play = 播放
slide-pause = 暂停
video-watch = 观看视频（{ $seconds } 秒）
video-steps = 返回看图片步骤
video-play = 播放
video-pause = 暂停
video-again = 从头播放
video-time = { $at } / { $length }
video-silent = 此视频没有声音
video-wait = 请稍候
video-failed = 现在无法播放视频
video-failed-next = 请看图片中的每一步
captions-on = 打开字幕
captions-off = 关闭字幕

## Taking a place

seats-title = 预约名额
seats-all = 本场共有 { $seats } 个名额
seats-left = { $seats } 个名额还剩 { $left } 个
seat-hold = 请将门票二维码对准扫码器预约名额
seat-hold-next = 每张门票每场限一次
seat-hall = 请在展厅的自助机预约名额
seat-over = 本场已结束
seat-begun = 本场已开始
seat-begun-next = 欢迎您来观看
seat-none = 名额已满
seat-none-next = 如有人退回名额，会显示在这里
seat-how-many = 需要几个人的名额？
seat-asking = 正在向其他自助机查询名额
seat-asking-next = 请稍候几秒
seat-yours = 已为您保留 { $count } 个名额
seat-yours-already = 此门票已有 { $count } 个名额
seat-confirmed = 已确认。请提前五分钟到场。
seat-until = 保留至 { $time }。恢复连接后，将确认保留至开始。
seat-elsewhere = 在自助机 { $kiosk } 预约。如需退回，请到那里办理。
seat-too-few = 只剩 { $count } 个名额
seat-at-hand = 本机目前只有 { $count } 个名额
seat-not-now = 这里暂时不能预约
seat-not-now-next = 请过几分钟再试，或使用其他自助机
seat-no-clock-next = 本机正在等待服务器。请使用其他自助机。
seat-wrong-day = 此门票当天无效
seat-wrong-day-next = 请核对门票上印的日期
seat-give-back = 退回名额
seat-show-again = 请再次出示门票，退回 { $count } 个名额
seat-show-again-next = 这样别人就不能替您退回
seat-given-back = 名额已退回
seat-given-back-next = 感谢您把机会留给别人
seat-cancel = 取消
seat-done = 完成
