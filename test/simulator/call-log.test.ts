import { describe, expect, test } from "@jest/globals";

import { CallLog, type RecordedCall } from "../../src/simulator/call-log.js";

const call = (conferenceId: string): RecordedCall => ({
  conferenceId,
  accessToken: null,
  unionId: null,
  startTime: null,
  direction: null,
  maxResults: null,
  nextToken: null,
  receivedAt: 0,
  status: 0,
});

describe("the log of calls", () => {
  test("keeps the last 10,000", () => {
    const log = new CallLog();
    for (let number = 0; number < 10_003; number++) log.begin(call(String(number)))();
    expect(log.calls).toHaveLength(10_000);
    expect(log.calls[0]?.conferenceId).toBe("3");
    expect(log.calls.at(-1)?.conferenceId).toBe("10002");
  });

  test("ends a call once, even if it is ended twice", () => {
    const log = new CallLog();
    const end = log.begin(call("one"));
    end();
    end();
    log.begin(call("two"));
    expect(log.peakInFlight).toBe(1);
  });

  test("still counts calls in flight after it has forgotten the others", () => {
    const log = new CallLog();
    log.begin(call("one"));
    log.forget();
    log.begin(call("two"));
    expect(log.calls.map(({ conferenceId }) => conferenceId)).toEqual(["two"]);
    expect(log.peakInFlight).toBe(2);
  });
});
