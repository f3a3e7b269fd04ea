# The craft villages, and what sustainable production means at each stage of a product's life.

## Villages

villages-title = 手工艺村
village-booths = 查看该村的 { $count } 个展位
village-artisans = 村里的匠人

## The life of a product

life-cycle-title = 可持续
life-cycle-invite = 一件好物的一生，五个阶段
life-cycle-intro = 每件器物从泥土中来，再回到泥土，要走过五个阶段。在每个阶段，制作者和使用者都可以选择更温和的做法。
life-cycle-materials = 一切从原料开始：就近取材，够用就好，选用可再生的材料和无铅釉。剩余的陶土、皮料边角和干叶都收集起来再利用。
life-cycle-production = 在作坊里，节能节水最重要。保温的窑、太阳能、用两次的清洗水，让每件器物的消耗更少，也让工人呼吸的空气更干净。
life-cycle-distribution = 器物来到您手中，路程宜短，包装宜少。稻草、旧纸和可回收的箱子，代替了泡沫和塑料。
life-cycle-use = 最可持续的器物，是天天用、用很多年的器物。请选择安全、好打理、好修补的：用得越久，就越不必多做。
life-cycle-disposal = 用到最后的器物也还不是垃圾。破碎的陶瓷可以修补、拼成马赛克，或磨碎做成新土；用过的药材和剪下的枝条变成堆肥。
life-cycle-booths = { $count } 个展位这样做
