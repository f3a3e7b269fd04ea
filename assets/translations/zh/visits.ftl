# A kiosk at a booth, and the stamp card.

## A kiosk at a booth

visit-invite = 请将门票对准摄像头，记录您的到访
visit-invite-scanner = 请将门票对准扫码器，记录您的到访
visit-hint = 每参观一个展位，都会累积手工艺村的印章
visit-booth = { $number } 号展位
visited-title = 欢迎光临
visited-next = 您的到访已记录
visited-again-title = 很高兴再次见到您
visited-again-next = 此展位已在您的集章卡上
visited-contact = 请展位与我联系
