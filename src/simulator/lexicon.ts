import type { Language } from "./topic.js";

/** The values of each slot. Chinese words are separated by spaces, as in the phrases. */
export const LEXICON: Readonly<Record<Language, Readonly<Record<string, readonly string[]>>>> = {
  zh: {
    feature: [
      "会议 纪要",
      "离线 缓存",
      "全文 搜索",
      "消息 提醒",
      "权限 管理",
      "数据 导出",
      "日程 同步",
      "语音 转写",
      "批量 导入",
    ],
    version: ["2.4 版本", "2.5 版本", "3.0 版本", "3.1 版本"],
    team: ["测试 组", "运维 组", "前端 组", "后端 组", "数据 组", "客服 组"],
    customer: ["华东 那家 银行", "青禾 教育", "远山 物流", "南湾 航运", "云栖 那家 医院", "百川 超市"],
    day: ["周三", "周四", "周五", "下周一", "下周二", "下周三"],
    few: ["两", "三", "四", "五"],
    money: ["8 万", "12 万", "15 万", "20 万", "36 万"],
  },
  en: {
    feature: ["search", "offline sync", "the export job", "the login flow", "bulk import", "the billing page"],
    team: ["the platform team", "the data team", "the mobile team", "design", "operations"],
    customer: [
      "the bank in Lisbon",
      "Northfield Schools",
      "Tidewater Shipping",
      "the hospital group",
      "Larkspur Retail",
    ],
    market: ["Brazil", "Japan", "Germany", "Indonesia", "Mexico", "Poland"],
    day: ["Wednesday", "Thursday", "Friday", "next Monday", "next Tuesday", "the end of the month"],
    few: ["two", "three", "four", "five"],
  },
};

/** A participant of the meetings; all of them are invented. */
export interface Person {
  readonly unionId: string;
  readonly nickName: string;
  /** Their form of address, by language. */
  readonly called: Readonly<Record<Language, string>>;
}

const person = (unionId: string, nickName: string, zh: string, en: string): Person => ({
  unionId: `demo-union-${unionId}`,
  nickName,
  called: { zh, en },
});

/** Leads every meeting, in both languages. */
export const HOST = person("chen", "陈思远", "思远", "Siyuan");

const LIN = person("lin", "林佳", "林佳", "Jia");

/** The participants besides the host, by language; one person is in both. */
export const PARTICIPANTS: Readonly<Record<Language, readonly Person[]>> = {
  zh: [
    LIN,
    person("wang", "王磊", "王磊", "Lei"),
    person("zhao", "赵敏之", "敏之", "Minzhi"),
    person("zhou", "周航", "周航", "Hang"),
  ],
  en: [
    person("okafor", "Daniel Okafor", "Daniel", "Daniel"),
    person("raman", "Priya Raman", "Priya", "Priya"),
    person("marques", "Sofia Marques", "Sofia", "Sofia"),
    LIN,
  ],
};
