import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { parseConfig } from "../../src/config/parse-config.js";
import type { Simulator } from "../../src/simulator/simulator.js";
import { demoNotice } from "../../src/startup/demo-notice.js";
import { startTestGateway } from "../support/gateway.js";
import { signInAt } from "../support/sign-in.js";

/** Runs the notice's command in a shell, unchanged, and returns its output. */
async function paste(notice: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)("sh", ["-c", notice.slice(notice.indexOf("\ncurl"))]);
  return JSON.parse(stdout);
}

test.each([
  ["in pass-through", () => ({}), "demo-token", "no credentials needed"],
  ["under sign-in", signInAt, "demo-app-", "its demo identity provider"],
])("the command that the demo prints works unchanged, %s", async (_mode, environmentFor, token, words) => {
  const gateway = await startTestGateway({}, (simulator: Simulator) => environmentFor(simulator));
  try {
    const notice = demoNotice(gateway.url, parseConfig(environmentFor(gateway.simulator)));
    expect(notice).toContain(words);
    const response = await paste(notice);
    expect(response).not.toHaveProperty("errors");
    expect(response).toHaveProperty("data.conference.paragraphs.nodes.1.sentences.nodes.0.words.nodes.0.text");
    expect(gateway.simulator.calls[0]?.accessToken).toContain(token);
  } finally {
    await gateway.close();
  }
});

test("under sign-in the notice says where to sign in, and mentions no DingTalk token", () => {
  const env = {
    JWT_ISSUER: "http://127.0.0.1:4100/demo-identity-provider",
    JWT_AUDIENCE: "minutes-graph",
    DINGTALK_APP_KEY: "key",
    DINGTALK_APP_SECRET: "secret",
  };
  const notice = demoNotice(new URL("http://127.0.0.1:4000"), parseConfig(env));
  expect(notice).toContain("http://127.0.0.1:4100/demo-identity-provider/sign-in\n");
  expect(notice).not.toMatch(/demo-token|x-acs-dingtalk|no credentials/);
  const company = demoNotice(
    new URL("http://127.0.0.1:4000"),
    parseConfig({ ...env, JWT_ISSUER: "https://id.example" }),
  );
  expect(company).toContain('"authorization: Bearer $JWT"');
  expect(company).not.toMatch(/demo-token|x-acs-dingtalk|no credentials|\/sign-in/);
});
