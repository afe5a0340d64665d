import { expect, test } from "@jest/globals";
import { beginSignIn, takeSession } from "../../playground/session.js";

const PAGE = "http://127.0.0.1:4000/graphql?a=b";

/** The parts of a browser tab that signing in needs. */
function openTab(href = PAGE) {
  const kept = new Map<string, string>();
  const visited: string[] = [];
  const tab = {
    visited,
    kept,
    location: { href, assign: (url: string) => void visited.push(url) },
    history: { replaceState: (_data: null, _unused: string, url: string) => goTo(url) },
    sessionStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    },
  };
  const goTo = (url: string) => {
    tab.location.href = url;
  };
  return { ...tab, goTo, asWindow: tab };
}

const jwtOf = (claims: unknown) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;
const comeBack = (jwt: string, state: string) => `${PAGE}#${new URLSearchParams({ id_token: jwt, state }).toString()}`;

/** The state that the tab has sent to the identity provider. */
function begin({ asWindow, visited }: ReturnType<typeof openTab>): string {
  beginSignIn("http://127.0.0.1:4100/demo/sign-in", asWindow);
  return new URL(visited.at(-1) ?? "").searchParams.get("state") ?? "";
}

test("signing in goes to the identity provider with an address to return to, without its hash", () => {
  const tab = openTab(`${PAGE}#old`);
  begin(tab);
  const target = new URL(tab.visited[0] ?? "");
  expect(target.origin + target.pathname).toBe("http://127.0.0.1:4100/demo/sign-in");
  expect(target.searchParams.get("redirect_uri")).toBe(PAGE);
});

test("the JWT is read once, its name is shown in any script, and neither the address nor the storage keeps it", () => {
  const tab = openTab();
  const jwt = jwtOf({ name: "陈雨?>~" });
  tab.goTo(comeBack(jwt, begin(tab)));
  expect(takeSession(tab.asWindow)).toEqual({ jwt, name: "陈雨?>~" });
  expect(tab.asWindow.location.href).toBe(PAGE);
  expect(tab.kept.size).toBe(0);
  tab.goTo(comeBack(jwt, ""));
  expect(takeSession(tab.asWindow)).toBeNull();
});

test("a JWT that this tab did not request is ignored, and removed from the address", () => {
  const jwt = jwtOf({ name: "Mallory" });
  for (const makeState of [() => "", () => "guessed", (tab: ReturnType<typeof openTab>) => `${begin(tab)}x`]) {
    const tab = openTab();
    tab.goTo(comeBack(jwt, makeState(tab)));
    expect(takeSession(tab.asWindow)).toBeNull();
    expect(tab.asWindow.location.href).toBe(PAGE);
  }
});

test.each(["", "abc", "a.b.c", `e30.${Buffer.from("no JSON").toString("base64url")}.c2ln`, jwtOf(null)])(
  "a text that is not a JWT signs nobody in: %j",
  (jwt) => {
    const tab = openTab();
    tab.goTo(comeBack(jwt, begin(tab)));
    expect(takeSession(tab.asWindow)).toBeNull();
  },
);

test("an address without a JWT stays as it is", () => {
  const tab = openTab(`${PAGE}#section`);
  expect(takeSession(tab.asWindow)).toBeNull();
  expect(tab.asWindow.location.href).toBe(`${PAGE}#section`);
});
