# What stands on every screen: names, dates, how the kiosk is doing.

language-name = 中文
language-short = 中
language-switch = 语言
window-title = 门票与展位

## Dates and times

date-full =
    { $year }年{ $month }月{ $day }日 { $weekday ->
        [1] 星期一
        [2] 星期二
        [3] 星期三
        [4] 星期四
        [5] 星期五
        [6] 星期六
       *[7] 星期日
    }
date-short =
    { $month }月{ $day }日 { $weekday ->
        [1] 周一
        [2] 周二
        [3] 周三
        [4] 周四
        [5] 周五
        [6] 周六
       *[7] 周日
    }
date-in-sentence =
    { $month }月{ $day }日（{ $weekday ->
        [1] 星期一
        [2] 星期二
        [3] 星期三
        [4] 星期四
        [5] 星期五
        [6] 星期六
       *[7] 星期日
    }）
time-of-date = { $month }月{ $day }日 { $time }

## When nobody touches the screen

idle-question = 您还在看吗？
idle-countdown = { $seconds }秒后返回首页
idle-stay = 继续浏览

## For staff

too-small-title = 屏幕太小
too-small-next = 本机至少需要 800×480 或 540×960 像素的屏幕，每毫米不超过 5.5 像素。请联系负责人。
status-kiosk = 自助机 { $kiosk }
status-online = 已连接服务器
status-offline = 连接中断，仍可验票
status-not-yet = 尚未连接服务器，仍可验票
status-time-unsure = 时间不明
status-gate-missing = 本入口不在目录中
status-waiting =
    { $count ->
        [0] 已全部发送
       *[other] { $count } 条待发送
    }
status-scanners = { $count } 台扫码器就绪
status-camera-missing = 没有摄像头
status-camera-failed = 摄像头无法工作
status-folder-failed = 图片文件夹无法使用
status-hand-missing = 没有手持扫码器
status-hand-failed = 手持扫码器无法工作
status-serial-missing = 没有串口扫码器
status-serial-failed = 串口扫码器无法工作
status-frames-failed = 外接摄像头无法工作
status-silent = 没有声音
closed-next = 请前往{ $gate }，使用自助机 { $kiosk }
moved-here = 本机已移至：{ $place }
out-of-order-title = 暂停使用
out-of-order-next = 请前往售票处，或询问入口处的工作人员
out-of-order-alone = 请使用有工作人员验票的入口
out-of-order-alone-at = 请前往{ $place }
out-of-order-call = 工作人员请致电：{ $contact }
out-of-order-organisers = 工作人员请联系主办方
out-of-order-kiosk = 请说明自助机编号：{ $kiosk }
