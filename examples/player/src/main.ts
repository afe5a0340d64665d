import { currentRoute, timeLeftAt } from "./address/current-route.ts";
import { createInitialMeeting, prefetch } from "./player/initial-meeting.ts";
import { loadCredentials, saveCredentials, toHeaders } from "./session/credentials.ts";
import { takeSignIn } from "./session/sign-in.ts";
import { readSettings } from "./settings.ts";
import { createTranscriptClient } from "./transcript/client.ts";
import "./styles/index.css";

void start();

/** Requests the first text in this small script, while the browser still loads the page that will show it. */
async function start(): Promise<void> {
  const page = import("./page.tsx");
  const { signInPage } = await readSettings();
  const arrived = takeSignIn(globalThis);
  if (arrived !== null) saveCredentials(arrived);
  const credentials = loadCredentials(signInPage !== null);
  const client = credentials && createTranscriptClient(toHeaders(credentials));
  const prefetched = client && prefetch(createInitialMeeting(client, currentRoute(), timeLeftAt()));
  const { drawPage } = await page;
  drawPage({ signInPage, credentials, initial: prefetched && prefetched() });
}
