import { COMPANY_TOPICS } from "./phrases-zh-company.js";
import { PRODUCT_TOPICS } from "./phrases-zh-product.js";
import { ENGINEERING_TOPICS } from "./phrases-en-engineering.js";
import { MARKET_TOPICS } from "./phrases-en-market.js";
import { CHINESE_SMALL_TALK, ENGLISH_SMALL_TALK } from "./phrases-small-talk.js";
import type { Exchange, Language, Topic } from "./topic.js";

const chinese = [...PRODUCT_TOPICS, ...COMPANY_TOPICS];
const english = [...ENGINEERING_TOPICS, ...MARKET_TOPICS];

/** The whole agenda, with Chinese and English items in turn. */
export const AGENDA: readonly Topic[] = chinese.flatMap((topic, index) => [topic, ...english.slice(index, index + 1)]);

/** Small talk that may come up at any time. */
export const SMALL_TALK: Readonly<Record<Language, readonly Exchange[]>> = {
  zh: CHINESE_SMALL_TALK,
  en: ENGLISH_SMALL_TALK,
};

/** How a meeting starts. */
export const GREETING: Exchange = [
  "H 大家 早， 能 听到 我 说话 吗？",
  "A 能 听到， 很 清楚。",
  "B 早。",
  "H Good morning, Daniel, good morning, Priya. Can you hear us as well?",
  "C Yes, loud and clear. Good morning, everyone.",
  "H 好， 人 差不多 到 齐 了， 我们 开始 吧。 今天 的 议题 比较 多， 中文 和 英文 轮流 来。 As always, we switch languages with the topic, and the notes will be in both.",
];

/** How a meeting ends. */
export const FAREWELL: Exchange = [
  "H 好， 今天 的 议题 都 过 完 了。 大家 还有 什么 要 补充 的 吗？",
  "A 我 没有 了。",
  "C Nothing from me. Thanks for keeping us on time.",
  "H Then thank you all, that was a good meeting. 纪要 会后 发到 群里， 有 问题 随时 找我。",
  "B 好的， 辛苦 大家 了。",
  "C Bye, everyone.",
];
