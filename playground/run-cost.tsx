import { useGraphiQL } from "@graphiql/react";
import type { ReactNode } from "react";
import type { Language, Translated } from "./language.js";
import { readCost, type UpstreamCost } from "./upstream-cost.js";

const TEXTS: Translated<(cost: UpstreamCost) => ReactNode> = {
  en: ({ calls, saved, callsThisMonth }) => (
    <>
      Calls to DingTalk: <strong>{calls}</strong> for this run, <strong>{saved}</strong> saved by the cache
      {callsThisMonth === null ? null : <>, {callsThisMonth} this month</>}
    </>
  ),
  "zh-CN": ({ calls, saved, callsThisMonth }) => (
    <>
      钉钉接口调用：本次 <strong>{calls}</strong> 次，缓存节省 <strong>{saved}</strong> 次
      {callsThisMonth === null ? null : <>，本月累计 {callsThisMonth} 次</>}
    </>
  ),
};

/** One line below the response with the cost of the last run in the open tab. Nothing before its first run. */
export function RunCost({ language }: { readonly language: Language }) {
  const response = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.response ?? "");
  const cost = readCost(response);
  return cost === null ? null : (
    <output className="run-cost" data-calls={cost.calls} data-saved={cost.saved}>
      {TEXTS[language](cost)}
    </output>
  );
}
