import { describe, expect, test } from "@jest/globals";

import { createCallLog, type RecordedCall } from "../../src/simulator/call-log.js";

const call = (conferenceId: string): RecordedCall => ({
  conferenceId,
  accessToken: null,
  unionId: null,
  startTime: null,
  direction: null,
  maxResults: null,
  nextToken: null,
  status: 0,
});

describe("the log of calls", () => {
  test("keeps the last 10,000", () => {
    const log = createCallLog();
    for (let number = 0; number < 10_003; number++) log.begin(call(String(number)))();
    expect(log.calls).toHaveLength(10_000);
    expect(log.calls[0]?.conferenceId).toBe("3");
    expect(log.calls.at(-1)?.conferenceId).toBe("10002");
  });

  test("counts a call as over once, however often it is told", () => {
    const log = createCallLog();
    const end = log.begin(call("one"));
    end();
    end();
    log.begin(call("two"));
    expect(log.peakInFlight).toBe(1);
  });

  test("still counts what is under way after it has forgotten", () => {
    const log = createCallLog();
    log.begin(call("one"));
    log.forget();
    log.begin(call("two"));
    expect(log.calls.map(({ conferenceId }) => conferenceId)).toEqual(["two"]);
    expect(log.peakInFlight).toBe(2);
  });
});
