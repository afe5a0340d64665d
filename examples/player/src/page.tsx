import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App, type AppProps } from "./components/app.tsx";
import { chooseMessages } from "./language/messages.ts";
import { MessagesContext } from "./language/use-messages.ts";

/** Draws the page, in the browser's language. */
export function drawPage(props: AppProps): void {
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no element with the id root");
  const messages = chooseMessages(navigator.languages);
  document.documentElement.lang = messages.language;
  document.title = messages.player;
  createRoot(root).render(
    <StrictMode>
      <MessagesContext value={messages}>
        <App {...props} />
      </MessagesContext>
    </StrictMode>,
  );
}
