import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { useStage } from "./stage.ts";

const stage = useStage();
const START = fileURLToPath(new URL("../../scripts/start.ts", import.meta.url));

/** The address of the player that `npm run example` prints. */
async function playerAddress({ stdout }: ChildProcess): Promise<string | undefined> {
  if (stdout === null) return undefined;
  for await (const line of createInterface(stdout)) {
    const address = /Local.*?(?<url>http:\/\/\S+\/)/.exec(stripVTControlCharacters(line))?.groups?.["url"];
    if (address !== undefined) return address;
  }
  return undefined;
}

test("the example starts beside a gateway at its usual port, and somebody can sign in and search at once", async () => {
  const other = createServer()
    .on("error", () => undefined)
    .listen(4000, "127.0.0.1");
  const example = spawn(process.execPath, [START], {
    // The stage's preview server has set NODE_ENV.
    env: { ...process.env, NODE_ENV: "development" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const address = await playerAddress(example);
    assert.ok(address !== undefined, "the example ended before it was ready");
    const { page, messages } = await stage().open(address);
    await page.locator(".welcome").getByRole("button", { name: messages.signIn }).click();
    await page.getByRole("link", { name: /林佳/ }).click();
    await page.getByRole("searchbox").fill("预算");
    await page.locator(".outcome[data-state=found]").waitFor();
    await page.keyboard.press("Enter");
    await page.locator("mark[data-current]").waitFor();
  } finally {
    example.kill("SIGTERM");
    if (example.exitCode === null) await once(example, "exit");
    other.close();
  }
});
