import { useGraphiQL } from "@graphiql/react";
import { useEffect } from "react";

/** Scrolls the row of tabs so that the active tab is visible. */
export function ShowActiveTab(): null {
  const activeTabIndex = useGraphiQL((state) => state.activeTabIndex);
  const tabCount = useGraphiQL(({ tabs }) => tabs.length);
  useEffect(() => {
    document.querySelector(".graphiql-tab-active")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [activeTabIndex, tabCount]);
  return null;
}
