import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { DEMO_APP } from "../../src/simulator/app-tokens.js";
import { readEnvironment } from "../../src/startup/read-environment.js";
import { signInAt, as } from "../support/sign-in.js";
import { TestClock } from "../support/clock.js";
import { startTestGateway } from "../support/gateway.js";

const READ = '{ conference(conferenceId: "demo") { paragraphs(first: 1) { nodes { text } } } }';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "app-secret-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("a changed secret in DINGTALK_APP_SECRET_FILE is used for the next fetch, without a restart", async () => {
  const file = join(folder, "secret");
  await writeFile(file, "outdated\n");
  const clock = new TestClock();
  const env = { DINGTALK_APP_SECRET_FILE: file, DINGTALK_APP_SECRET: "" };
  const readAppSecret = async () =>
    readEnvironment({
      ...env,
      JWT_ISSUER: "https://id.example",
      JWT_AUDIENCE: "a",
      DINGTALK_APP_KEY: DEMO_APP.key,
    }).config.signIn.appSecret ?? "";
  const gateway = await startTestGateway({}, (simulator) => signInAt(simulator), [], null, { clock, readAppSecret });
  const exp = Math.floor(clock.now() / 1000) + 3600;
  const send = () => gateway.query(READ, as(gateway.simulator, "demo-union", { exp }));
  try {
    expect((await send()).errors[0]?.extensions).toMatchObject({ code: "UPSTREAM_UNAVAILABLE", retryAfterMs: 30_000 });
    await writeFile(file, `${DEMO_APP.secret}\n`);
    await clock.advance(30_000);
    expect((await send()).errors).toEqual([]);
    expect(gateway.simulator.tokenCalls.map(({ status }) => status)).toEqual([400, 200]);
  } finally {
    await gateway.close();
  }
});
