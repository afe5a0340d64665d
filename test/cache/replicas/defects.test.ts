import { expect, test } from "@jest/globals";
import { StoreUnavailable } from "../../../src/redis/shared-store.js";
import { FakeSource, evenTranscript } from "../../support/fake-source.js";
import { openStore } from "../../support/redis/open-store.js";
import { createReplica } from "../../support/replica-world.js";

test.each([
  ["a defect of the gateway", new TypeError("planted"), ["defect: TypeError: planted", "unavailable"]],
  ["a store that is unavailable", new StoreUnavailable("unavailable", "planted"), ["unavailable"]],
])("%s stops no read, and only a defect is reported as one", async (_, error, told) => {
  // Only `run` is called.
  const store = await openStore("redis://127.0.0.1:1");
  store.run = () => Promise.reject(error);
  const source = new FakeSource(evenTranscript(10));
  const { world, heard } = createReplica(store, (call) => source.getPage(call));
  const { complete } = await world.reader().readWhole({ conferenceId: "c", unionId: null });
  store.close();
  expect(complete).toBe(true);
  expect(heard).toEqual(told);
});
