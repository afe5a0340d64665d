/** Lets Monaco create its web workers, which are built beside this file and served from the same origin. */
export function provideWorkers(): void {
  Object.assign(globalThis, { MonacoEnvironment: { getWorker: (_id: string, label: string) => createWorker(label) } });
}

function createWorker(label: string): Worker {
  const name = label === "json" || label === "graphql" ? label : "editor";
  return new Worker(new URL(`./${name}.worker.js`, import.meta.url), { type: "module", name });
}
