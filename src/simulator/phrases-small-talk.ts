import type { Exchange } from "./topic.js";

/** Small talk in Chinese: time, sound, notes, an unknown word. */
export const CHINESE_SMALL_TALK: readonly Exchange[] = [
  [
    "B 不好 意思， 我 刚才 掉线 了， 能不能 再说 一遍？",
    "A 没关系。 我 刚才 说， {day} 之前 要 把 清单 定下来。",
    "B 好， 明白 了。",
  ],
  ["H 时间 有点 紧， 这个 问题 我们 会后 <单独 聊|拉 个 小群 讨论>， 好吗？", "C 可以， 我 来 拉群。"],
  ["C {A}， 你 的 声音 有点 小。", "A 现在 好 一点 了 吗？ 我 换了 一个 耳机。", "C 好 多了。"],
  ["H 这一条 谁 来 记？", "B 我 在 记， 写到 今天 的 纪要 里 了。", "H 谢谢， 记得 写上 日期。"],
  [
    "B 我 补充 一个 背景。 去年 我们 试过 类似 的 做法， 当时 是 因为 {team} 人手 不够 才 停的。",
    "H 现在 的 情况 不一样 了 吧？",
    "B 不一样， 现在 多了 {few} 个人， 我 觉得 可以 再 试 一次。",
  ],
  [
    "C 表格 里面 的 SLA 是 什么 意思？ 我 第一次 看到。",
    "A 就是 服务 等级 协议， 说 白了 就是 我们 答应 客户 多久 之内 解决。",
    "C 哦， 这样 我 就 懂 了。",
  ],
  ["H 有 不同 意见 吗？", "B 没有。", "C 我 也 没有。", "H 好， 那 就 <继续|往下 走>。"],
  [
    "A 我 这边 要 先 确认 一下， {customer} 的 合同 里面 有没有 写 这一条。",
    "C 我 印象 里 是 有的， 会后 我 找到 原文 发给 你。",
    "A 好， 麻烦 你 了。",
  ],
  [
    "B 我 同意 大 的 方向， 但是 顺序 上 有 一点 不同 的 想法。 能不能 先 做 {feature}？ 因为 别的 团队 在 等 我们。",
    "H {A} 觉得 呢？",
    "A 可以， 调换 一下 顺序 对 我们 影响 不大。",
  ],
  [
    "C 我 插 一句。 这个 数字 跟 我 手上 的 不一样， 我 这边 是 {count}。",
    "A 应该 是 统计 的 时间 不同， 我 用 的 是 昨天 晚上 的 数据。",
    "C 那 就 对 上 了。",
  ],
  [
    "H 大家 还 记得 上次 会议 定 的 那 件 事 吗？ 有没有 做完？",
    "C 做完 了， 上周五 我 就 把 结果 发到 群里 了。",
    "H 好， 那 就 关掉。",
  ],
  ["B 外面 在 装修， 可能 有点 吵， 我 先 静音。", "H 好的， 要 说话 的 时候 再 打开 就行。"],
];

/** Small talk in English. */
export const ENGLISH_SMALL_TALK: readonly Exchange[] = [
  [
    "B Sorry, you froze for a moment. Could you repeat the last part?",
    "A Of course. I said that we need a decision by {day}.",
    "B Got it, thanks.",
  ],
  [
    "H We are a little behind schedule. Can we take this offline?",
    "C Sure, <I will set up a call|I will write to {A} after this>.",
  ],
  [
    "C {A}, I think you are on mute.",
    "A Oh, thank you. I have been talking to myself for a while.",
    "C We could tell that it was important.",
  ],
  [
    "H Who is taking notes today?",
    "B I am. I will post them this afternoon.",
    "H Great. Please mark the decisions in bold.",
  ],
  [
    "B May I add something? We tried this two years ago and gave up, mainly because {team} had no time for it.",
    "H Has that changed?",
    "B I believe so. They are {few} people more now, and they asked for it themselves.",
  ],
  [
    "C Just to make sure that I understood: we are not promising a date, are we?",
    "A No. We say what we are working on, and nothing more.",
    "C Good, that is what I hoped.",
  ],
  ["H Any objections?", "B None from me.", "C Fine with me too.", "H <All right, moving on|Good, then it is decided>."],
  [
    "A Let me share my screen for a second. Can everybody see the table?",
    "B Yes, but it is tiny. Could you zoom in?",
    "A Is that better?",
    "B Much better.",
  ],
  [
    "B I agree with the direction, but I would change the order. Could we do {feature} first? Others are waiting for it.",
    "A That works for us. It makes no real difference.",
    "H Then let's swap them.",
  ],
  [
    "C My number is different. I have {count} here.",
    "A I took mine last night, so that would explain it.",
    "C Yes, then they match.",
  ],
  [
    "H Did we finish the action from last time?",
    "C We did, I posted the result last Thursday.",
    "H Perfect, I will close it.",
  ],
  [
    "B I have to drop off five minutes early today, the school called.",
    "H No problem at all. Is there anything that you want to say first?",
    "B Only that I support the plan.",
  ],
];
