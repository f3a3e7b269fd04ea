# The door: tickets, questions, verdicts.

## The screen that waits for a ticket

scan-title = 请将门票上的二维码对准摄像头
scan-title-scanner = 请将门票上的二维码对准扫码器
scan-title-out = 离场时请扫描门票
scan-hint = 门票请保持约一掌的距离
scan-hint-scanner = 请拿稳门票，直到听见提示音
scan-hint-silent = 请拿稳门票，直到屏幕变色
scan-reading = 正在读取二维码，请勿移动
scan-preview = 摄像头实时画面，框内为二维码位置
scan-illustration = 正在扫描二维码的门票示意图
scan-browse = 浏览展位
scan-sample = 扫描示例门票
mode-in = 入口
mode-out = 出口
mode-both = 出入口
mode-confirm = 每次入场由工作人员确认
mode-unheard = 扫码器未就绪：请触摸屏幕
mode-rehearsal = 演练中 – 不计入统计
demos-title = 今日演示
demo-now = 正在进行
file-unreadable = 无法读取文件 { $name }。请换用 PNG 或 JPEG 图片再试。

## Visitors who check in by themselves

self-title = 欢迎光临，请在此验票入场
self-step-show = 将二维码对准摄像头
self-step-show-scanner = 将二维码对准扫码器
self-step-wait = 等待绿色画面
self-step-wait-out = 等待道别画面
self-step-walk = 请进，祝您参观愉快
self-step-walk-out = 请慢走，欢迎再来
self-step = 第 { $number } 步：{ $step }

## A check under way, and what is asked before anything is counted

checking-title = 正在验票
checking-next = 请稍候
checking-slow = 比平时稍慢，请您等候
ask-people-title = 现在有几位入场？
ask-people-left = { $party } 人票，还有 { $most } 人未入场
ask-people-party = { $party } 人票
ask-confirm-title = 允许入场吗？
ask-confirm-next = 工作人员确认后才计入统计
ask-again = 今天已入场过
ask-fewer = 减少一人
ask-more = 增加一人
ask-all = 全部 { $count } 人
ask-come-in = { $count } 人入场
ask-later = 稍后
ask-admit = 允许入场
ask-decline = 不允许
ask-leaving-title = 这次有几人离开？
ask-leaving-inside = { $party } 人票，{ $most } 人在场内
ask-leave = { $count } 人离开
ask-stay = 稍后

## What became of a ticket

verdict-close = 关闭
verdict-repeat = 此门票刚刚扫描过，不会重复计入
verdict-code = 门票 { $code }
people = { $count } 人
people-left = 同行还有 { $count } 人可入场
people-left-of = { $party } 人中还有 { $count } 人未入场
admitted-title = 请进
admitted-next = 祝您参观愉快
admitted-again-title = 欢迎回来
admitted-again-next = 请进
exited-title = 再见
exited-next = 感谢您参观本次展览

reason-malformed-title = 这不是门票二维码
reason-malformed-next = 请出示展览门票上的二维码
reason-bad-signature-title = 无法验证此门票
reason-bad-signature-next = 请到售票处由工作人员核对
reason-unknown-key-title = 本机暂时无法验证您的门票
reason-unknown-key-next = 请询问入口处的工作人员：本机需要更新
reason-wrong-exhibition-title = 这是其他展览的门票
reason-wrong-exhibition-next = 请出示本展览的门票，或到售票处购票
reason-unknown-ticket-title = 名单中没有此门票
reason-unknown-ticket-next = 请携带门票或订单到售票处
reason-ambiguous-ticket-title = 此二维码对应多张门票
reason-ambiguous-ticket-next = 请携带订单找入口处的工作人员
reason-revoked-title = 此门票已取消
reason-revoked-next = 可能已换票或退款，请到售票处咨询
reason-blocked-title = 此门票已暂停使用
reason-blocked-next = 请向入口处的工作人员求助
reason-not-yet-valid-title = 此门票尚未生效
reason-not-yet-valid-next = 请核对门票上的日期
reason-expired-title = 此门票已过期
reason-expired-next = 您可以到售票处购买新票
reason-wrong-day-title = 此门票不是今天的
reason-wrong-day-next = 请核对门票上的日期
reason-wrong-gate-title = 此门票不能从这里入场
reason-wrong-gate-next = 请向工作人员询问应走哪个入口
reason-not-open-title = 此入口现在不开放
reason-not-open-next = 请在开放时间内再来
reason-already-used-title = 此门票已使用
reason-already-used-next = 如有误，请告知入口处的工作人员
reason-limit-reached-title = 此门票的入场次数已用完
reason-limit-reached-next = 如需帮助，请告知入口处的工作人员
reason-too-soon-title = 此门票刚刚使用过
reason-too-soon-next = 请等几分钟后再扫描
reason-full-title = 展厅目前已满
reason-full-next = 请稍候，有空位时工作人员会通知您
reason-needs-staff-title = 请找工作人员
reason-needs-staff-next = 入口处的工作人员会马上帮助您

reason-unknown-key-alone = 请呼叫工作人员：本机需要更新
reason-blocked-alone = 请呼叫工作人员帮助
reason-wrong-gate-alone = 请向工作人员询问应走哪个入口
reason-ambiguous-ticket-alone = 请呼叫工作人员并出示订单
reason-already-used-alone = 如有误，请呼叫工作人员
reason-limit-reached-alone = 如需帮助，请呼叫工作人员
reason-full-alone = 请稍候再扫描一次
reason-needs-staff-alone = 工作人员会马上帮助您

used-at = 已于 { $time } 在{ $gate }使用
come-back-on = 请于{ $date }再来
come-back-at = 请于 { $time } 再来
come-back-at-on = 请于{ $date } { $time } 再来
was-valid-until = 最后有效日为{ $date }
valid-before = 上次有效日为{ $date }
closed-at = 此入口已于 { $time } 关闭
open-hours = 今日开放时间：{ $opens } 至 { $closes }
scan-again-in = 请在 { $minutes } 分钟后（{ $time }）再扫描
limit-a-day = 每天可入场 { $count } 次
limit-in-all = 共可入场 { $count } 次
limit-days = 可任选 { $count } 天入场
limit-party = 还可入场 { $count } 人
leads-to = 此入口通往{ $zone }
inside-of = 场内 { $inside } 人，最多 { $capacity } 人
room-for = 现在还可容纳 { $count } 人
time-unknown = 本机尚未确定时间，请由工作人员为您查看
code-too-short = 代码太短：门票代码至少有 { $least } 个字符
revoked-since = 已于 { $time } 取消
blocked-since = 已于 { $time } 暂停使用

help-at = 工作人员在{ $place }
help-call = 电话求助：{ $contact }
help-at-call = 工作人员在{ $place } · { $contact }
help-door = 工作人员在验票的入口处
