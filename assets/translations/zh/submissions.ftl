# Joining the network, and being contacted by an exhibitor.

## Joining the network

network-title = 加入网络
network-question = 您希望以什么身份参与？
role-producer = 生产者
role-producer-note = 制作产品的作坊或家庭
role-distributor = 经销者
role-distributor-note = 销售产品的商店或商人
role-consumer = 消费者
role-consumer-note = 购买和使用产品的人

## Being contacted by an exhibitor

contact-title = 请展位与我联系
contact-open = 请这个展位与我联系

## Details

submission-step-count = 第 { $step } 步，共 { $steps } 步
submission-person-question = 怎样称呼您？
submission-question = 我们怎样联系您？
submission-name = 您的姓名
submission-name-why = 以便正确称呼您
submission-organisation = 单位或作坊（选填）
submission-organisation-why = 以便了解您代表哪个单位
submission-reach = 电话或电子邮箱
submission-reach-why = 以便邀请您参加网络会议
submission-reach-why-booth = 以便展位回复您
submission-place = 村镇或城市（选填）
submission-place-why = 以便邀请您参加附近的会议
submission-note = 留言（选填）
submission-note-why = 以便展位准备答复
submission-next = 继续
submission-name-missing = 请填写姓名
submission-reach-missing = 请填写电话或电子邮箱
submission-phone-wrong = 电话号码应为 10 位，以 0 开头（国外以 + 开头）
submission-email-wrong = 电子邮箱应类似 name@gmail.com
submission-too-long = 内容稍长，请缩短

## Consent

consent-title = 请您确认
consent-network = 主办方可以保存这些信息，并就可持续生产与消费网络与您联系。
consent-contact = { $number } 号展位“{ $booth }”可以获得这些信息并与您联系。其他展位无法看到。
consent-only = 信息不作他用；主办方的服务器收到后，立即从本机删除。
consent-undo = 您可以随时要求主办方删除。
consent-yes = 同意
consent-no = 不同意

## What comes of it

submission-sending = 正在保存，请稍候
submission-thanks = 谢谢您
submission-thanks-network = 主办方会与您联系
submission-thanks-contact = 展位会与您联系
submission-thanks-gone = 屏幕上没有留下您的任何信息
submission-done = 完成
submission-failed = 未能保存
submission-failed-next = 没有发送任何信息。请再试一次，或询问工作人员。
submission-again = 再试一次

## To somebody with a ticket, while somebody else writes

form-busy = 这里有人正在填写
form-busy-next = 请稍后再次出示门票
