import { expect, test } from "@jest/globals";
import type { Dispatcher } from "undici";
import type { HttpResponse } from "../../../src/upstream/http/response.js";
import { ResponseReceiver } from "../../../src/upstream/http/response-receiver.js";

/** The receiver does not use it. */
const controller: Dispatcher.DispatchController = {
  aborted: false,
  paused: false,
  reason: null,
  abort: () => undefined,
  pause: () => undefined,
  resume: () => undefined,
};

/** The result of a receiver for the client's callbacks: the response, or the error. */
const receive = (callbacks: (receiver: ResponseReceiver) => void, maxBytes = 100) =>
  new Promise<HttpResponse>((resolve, reject) => {
    callbacks(new ResponseReceiver(resolve, reject, maxBytes));
  });

const ok = (receiver: ResponseReceiver, headers: Record<string, string | string[]>, chunks: readonly string[]) => {
  receiver.onResponseStart(controller, 200, headers);
  for (const chunk of chunks) receiver.onResponseData(controller, Buffer.from(chunk));
  receiver.onResponseEnd();
};

test.each([
  ["of a known length", { "content-length": "6" }],
  ["of an unknown length", {}],
  ["whose length is said twice", { "content-length": ["6", "6"] }],
])("the chunks of a body %s are joined", async (_name, headers) => {
  const { status, body } = await receive((receiver) => ok(receiver, headers, ["ab", "", "cde", "f"]));
  expect([status, Buffer.from(body).toString()]).toEqual([200, "abcdef"]);
});

test("a response with an empty body has no bytes", async () => {
  for (const headers of [{ "content-length": "0" }, {}])
    expect((await receive((receiver) => ok(receiver, headers, []))).body).toHaveLength(0);
});

test("a length that is too long reserves no memory", async () => {
  const announced = receive((receiver) => {
    receiver.onResponseStart(controller, 200, { "content-length": String(2 ** 52) });
    receiver.onResponseError(controller, Object.assign(new Error("long"), { code: "UND_ERR_RES_EXCEEDED_MAX_SIZE" }));
  });
  await expect(announced).rejects.toThrow("longer than 100 bytes");
});

test("a body of another length than its header says is broken, and memory that was never written is not read", async () => {
  for (const chunks of [["abc"], ["abcd", "efgh"], []]) {
    const received = receive((receiver) => ok(receiver, { "content-length": "6" }, chunks));
    await expect(received).rejects.toMatchObject({ code: "UPSTREAM_BAD_RESPONSE" });
  }
});

test("interim responses are not the response", async () => {
  const { status, headers } = await receive((receiver) => {
    receiver.onResponseStart(controller, 103, { link: "early" });
    ok(receiver, { "x-acs-request-id": "r" }, []);
  });
  expect([status, headers]).toEqual([200, { "x-acs-request-id": "r" }]);
  const lost = receive((receiver) => {
    receiver.onResponseStart(controller, 103, {});
    receiver.onResponseError(controller, new Error("lost"));
  });
  await expect(lost).rejects.toMatchObject({ code: "UPSTREAM_UNAVAILABLE" });
});

test("an error before the response means that the upstream was not reached; a later one, that the response was cut short", async () => {
  const lost = Object.assign(new Error("lost"), { code: "UND_ERR_SOCKET" });
  const before = receive((receiver) => receiver.onResponseError(controller, lost));
  await expect(before).rejects.toMatchObject({ code: "UPSTREAM_UNAVAILABLE" });
  const after = receive((receiver) => {
    receiver.onResponseStart(controller, 200, {});
    receiver.onResponseError(controller, lost);
  });
  await expect(after).rejects.toMatchObject({ code: "UPSTREAM_BAD_RESPONSE" });
});
