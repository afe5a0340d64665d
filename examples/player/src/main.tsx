import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./components/app.tsx";
import { chooseMessages } from "./language/messages.ts";
import { MessagesContext } from "./language/use-messages.ts";
import { takeSignIn } from "./session/sign-in.ts";
import { loadCredentials, saveCredentials } from "./session/credentials.ts";
import { readSettings } from "./settings.ts";
import "./styles/index.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element with the id root");

const messages = chooseMessages(navigator.languages);
document.documentElement.lang = messages.language;
document.title = messages.player;

const { signInPage } = await readSettings();
const arrived = takeSignIn(globalThis);
if (arrived !== null) saveCredentials(arrived);

createRoot(root).render(
  <StrictMode>
    <MessagesContext value={messages}>
      <App signInPage={signInPage} credentials={loadCredentials(signInPage !== null)} />
    </MessagesContext>
  </StrictMode>,
);
