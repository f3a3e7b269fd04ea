# The craft villages, and what sustainable production means at each stage of a product's life.

## Villages

villages-title = 工芸の村
village-booths = この村の{ $count }ブースを見る
village-artisans = 村の職人

## The life of a product

life-cycle-title = 持続可能性
life-cycle-invite = よく作られた物の一生、五つの段階
life-cycle-intro = どの品も、土から生まれて土に帰るまで五つの段階を通ります。それぞれの段階で、作る人も使う人も、よりやさしい道を選ぶことができます。
life-cycle-materials = 始まりは素材です。近くから必要な分だけ、再生できる材料と鉛を含まない釉薬を選びます。余った土や革の切れ端、枯れ葉も集めて再び使います。
life-cycle-production = 工房では、エネルギーと水を節約することが何より大切です。熱を逃がさない窯、太陽光、二度使うすすぎ水で、一つの品にかかるものが減ります。働く人の空気もきれいになります。
life-cycle-distribution = 品物は、短い道のりを少ない包装で届くのが理想です。わらや古紙、戻ってくる箱が、発泡材やプラスチックに代わります。
life-cycle-use = いちばん持続可能なのは、何年も毎日使われる品です。安全で、手入れしやすく、直しやすいものをお選びください。長く使うほど、作る量は少なくてすみます。
life-cycle-disposal = 役目を終えた品も、まだごみではありません。割れた陶器は繕い、モザイクにし、砕いて新しい土にできます。煮出した生薬や剪定した枝は堆肥になります。
life-cycle-booths = { $count }ブースが取り組んでいます
