import assert from "node:assert/strict";
import { after, before, beforeEach, suite, test } from "node:test";
import { send, type Company, type RouterRequest, startCompany } from "./company.ts";
import { startGrafbase } from "./grafbase.ts";
import { CONFERENCE_ID, LENGTH, SPEAKERS } from "./minutes.ts";
import { nameOf, titleOf } from "./neighbours.ts";
import { type Router, startApolloGateway, startHiveGateway, startHiveGatewayWithPlanner } from "./routers.ts";

interface Page {
  readonly edges: readonly {
    readonly cursor: string;
    readonly node: { readonly id: string; readonly text: string; readonly speaker: { readonly name: string } };
  }[];
  readonly pageInfo: { readonly [name in "hasNextPage" | "hasPreviousPage"]: boolean } & {
    readonly [name in "startCursor" | "endCursor"]: string;
  };
}

const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String) {
  conference(conferenceId: "${CONFERENCE_ID}") {
    id
    title
    paragraphs(first: $first, after: $after, last: $last, before: $before) {
      edges { cursor node { id text speaker { name } } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
}`;

const range = (length: number) => Array.from({ length }, (_, index) => index);

interface RouterUnderTest {
  readonly name: string;
  readonly start: (company: Company) => Promise<Router>;
  /** The calls to DingTalk for a page whose paragraphs are joined with another subgraph. */
  readonly callsPerJoinedPage: number;
  /** The path of an error in the second meeting of a list whose paragraphs are joined with another subgraph. */
  readonly joinedErrorPath: readonly (string | number)[];
  /**
   * The fields of an entity whose reference failed. Each is null, or missing in a router that violates the
   * specification.
   */
  readonly failedReference: object;
  /** The code of a request without credentials. The gateway responds with 401 to clients that accept it. */
  readonly withoutCredentials: string;
}

const exact = {
  callsPerJoinedPage: 1,
  joinedErrorPath: ["conferences", 1, "paragraphs"],
  failedReference: { speaker: null, recordId: null },
  withoutCredentials: "UNAUTHENTICATED",
};
const stitching = { ...exact, callsPerJoinedPage: 2, joinedErrorPath: ["conferences", "paragraphs"] };
const grafbase = {
  ...exact,
  failedReference: { speaker: null },
  withoutCredentials: "SUBGRAPH_REQUEST_ERROR",
};
const routers: readonly RouterUnderTest[] = [
  { name: "Apollo Gateway", start: ({ supergraphSdl }) => startApolloGateway(supergraphSdl), ...exact },
  { name: "Hive Gateway, stitching", start: ({ supergraphSdl }) => startHiveGateway(supergraphSdl), ...stitching },
  {
    name: "Hive Gateway with Hive Router's planner",
    start: ({ supergraphSdl }) => startHiveGatewayWithPlanner(supergraphSdl),
    ...exact,
  },
  { name: "Grafbase Gateway", start: ({ subgraphs }) => startGrafbase(subgraphs), ...grafbase },
];

let company: Company;
before(async () => {
  company = await startCompany();
});
after(() => company.close());
beforeEach(() => company.minutes.forgetCalls());

for (const { name, start, callsPerJoinedPage, joinedErrorPath, failedReference, withoutCredentials } of routers)
  suite(name, () => {
    let router: Router;
    before(async () => {
      router = await start(company);
    });
    after(() => router.close());

    async function sendWell(request: RouterRequest): Promise<unknown> {
      const { data, errors } = await send(router.url, request);
      assert.deepEqual(errors, []);
      return data;
    }

    async function readPage(variables: object): Promise<Page> {
      const data = (await sendWell({ query: PAGE, variables })) as { conference: { paragraphs: Page } };
      return data.conference.paragraphs;
    }

    test("one query joins colleagues' names, the calendar's title and remarks to a transcript", async () => {
      const data = await sendWell({
        query: `{ conference(conferenceId: "${CONFERENCE_ID}") {
          title startsAt paragraphs(first: 4) { nodes { text remark speaker { name email } } }
        } }`,
      });
      const nodes = range(4).map((index) => {
        const unionId = `union-${index % SPEAKERS}`;
        const speaker = { name: nameOf(unionId), email: `${unionId}@example.com` };
        return { text: `paragraph ${index}`, remark: "worth hearing", speaker };
      });
      const conference = {
        title: titleOf(CONFERENCE_ID),
        startsAt: "2025-03-03T09:00:00+08:00",
        paragraphs: { nodes },
      };
      assert.deepEqual(data, { conference });
      assert.equal(company.minutes.calls.length, callsPerJoinedPage);
    });

    test("the calendar resolves 20 meetings without a call if no transcript field is selected", async () => {
      const data = await sendWell({ query: "{ events { nodes { conference { id title } } } }" });
      const { nodes } = (data as { events: { nodes: { conference: { id: string } }[] } }).events;
      assert.equal(new Set(nodes.map(({ conference }) => conference.id)).size, 20);
      assert.equal(company.minutes.calls.length, 0);
    });

    test("the calendar's references to 100 neighbouring paragraphs cost one call", async () => {
      const paragraphs = (await readPage({ first: 100 })).edges.map(({ node }) => node);
      company.minutes.forgetCalls();
      const data = await sendWell({
        query: "query ($paragraphIds: [ID!]!) { highlights(paragraphIds: $paragraphIds) { paragraph { text } } }",
        variables: { paragraphIds: paragraphs.map(({ id }) => id) },
      });
      assert.deepEqual(data, {
        highlights: range(100).map((index) => ({ paragraph: { text: `paragraph ${index}` } })),
      });
      assert.equal(company.minutes.calls.length, 1);
    });

    test("the calendar finds remarks by a paragraph's meeting and time, on a page and in references", async () => {
      const data = await sendWell({
        query: `{ conference(conferenceId: "${CONFERENCE_ID}") { paragraphs(first: 2) { nodes { id sharedRemark } } } }`,
      });
      const { nodes } = (data as { conference: { paragraphs: { nodes: { id: string; sharedRemark: string }[] } } })
        .conference.paragraphs;
      const remarks = nodes.map(({ sharedRemark }) => ({ sharedRemark }));
      assert.deepEqual(remarks, [{ sharedRemark: "weekly at 0" }, { sharedRemark: "weekly at 2000" }]);
      assert.equal(company.minutes.calls.length, callsPerJoinedPage);
      company.minutes.forgetCalls();
      const references = await sendWell({
        query: "query ($ids: [ID!]!) { highlights(paragraphIds: $ids) { paragraph { sharedRemark } } }",
        variables: { ids: nodes.map(({ id }) => id) },
      });
      assert.deepEqual(references, { highlights: remarks.map((paragraph) => ({ paragraph })) });
      assert.equal(company.minutes.calls.length, 1);
    });

    test("forward paging reads the whole meeting, each paragraph once, with its speaker's name", async () => {
      const nodes = [];
      let page = await readPage({ first: 60 });
      nodes.push(...page.edges);
      while (page.pageInfo.hasNextPage && nodes.length <= LENGTH) {
        page = await readPage({ first: 60, after: page.pageInfo.endCursor });
        nodes.push(...page.edges);
      }
      assert.deepEqual(
        nodes.map(({ node }) => [node.text, node.speaker.name]),
        range(LENGTH).map((index) => [`paragraph ${index}`, nameOf(`union-${index % SPEAKERS}`)]),
      );
      assert.equal(company.minutes.calls.length, 5 * callsPerJoinedPage);
    });

    test("backward paging reads the whole meeting from its end, with each speaker's name", async () => {
      const texts: string[] = [];
      let page = await readPage({ last: 60 });
      texts.unshift(...page.edges.map(({ node }) => node.text));
      while (page.pageInfo.hasPreviousPage && texts.length <= LENGTH) {
        page = await readPage({ last: 60, before: page.pageInfo.startCursor });
        texts.unshift(...page.edges.map(({ node }) => node.text));
      }
      assert.deepEqual(
        texts,
        range(LENGTH).map((index) => `paragraph ${index}`),
      );
      assert.equal(company.minutes.calls.length, 5 * callsPerJoinedPage);
    });

    test("50 parallel callers with 50 tokens each get their own data or their own error", async () => {
      const callers = range(50).map((index) => ({
        token: index % 2 === 0 ? `demo-${index}` : `stranger-${index}`,
        operator: `operator-${index}`,
      }));
      const responses = await Promise.all(
        callers.map(({ token, operator }) =>
          send(router.url, {
            query: PAGE,
            variables: { first: 2 },
            headers: { authorization: `Bearer ${token}`, "x-dingtalk-union-id": operator },
          }),
        ),
      );
      const seen = responses.map(({ data, errors }) => {
        const { id, paragraphs } = (data as { conference: { id: string; paragraphs: Page | null } }).conference;
        const operator: unknown = JSON.parse(Buffer.from(id.replace("C1.", ""), "base64url").toString())[1];
        return {
          operator,
          texts: paragraphs?.edges.map(({ node }) => node.text),
          codes: [...new Set(errors.map(({ extensions }) => extensions?.["code"]))],
        };
      });
      assert.deepEqual(
        seen,
        callers.map(({ token, operator }) =>
          token.startsWith("demo-")
            ? { operator, texts: ["paragraph 0", "paragraph 1"], codes: [] }
            : { operator, texts: undefined, codes: ["UNAUTHENTICATED"] },
        ),
      );
      const pairs = company.minutes.calls.map(({ accessToken, unionId }) => `${accessToken} ${unionId}`);
      assert.deepEqual(new Set(pairs), new Set(callers.map(({ token, operator }) => `${token} ${operator}`)));
      for (const [index, { text }] of responses.entries())
        assert.doesNotMatch(text, /demo-\d|stranger-\d/, `caller ${index} reads a token`);
    });

    test("DingTalk's own token header is passed on, too", async () => {
      await sendWell({ query: PAGE, variables: { first: 1 }, headers: { "x-acs-dingtalk-access-token": "demo-own" } });
      assert.deepEqual(new Set(company.minutes.calls.map(({ accessToken }) => accessToken)), new Set(["demo-own"]));
    });

    const failures = [
      ["error-resourceClose", "MEETING_CLOSED", false],
      ["error-permissionError", "FORBIDDEN", false],
      ["error-systemBusy", "RATE_LIMITED", true],
      ["error-systemError", "UPSTREAM_UNAVAILABLE", true],
      ["error-wrong-shape", "UPSTREAM_BAD_RESPONSE", false],
    ] as const;
    for (const [conferenceId, code, retryable] of failures)
      test(`${code} is returned with its path, and the other meeting has data`, async () => {
        const { data, errors } = await send(router.url, {
          query: `{ conferences(conferenceIds: ["${CONFERENCE_ID}", "${conferenceId}"]) { title paragraphs(first: 1) { nodes { text } } } }`,
        });
        assert.deepEqual(data, {
          conferences: [
            { title: titleOf(CONFERENCE_ID), paragraphs: { nodes: [{ text: "paragraph 0" }] } },
            { title: titleOf(conferenceId), paragraphs: null },
          ],
        });
        const [error, ...others] = errors;
        assert.deepEqual(others, []);
        assert.deepEqual(error?.path, ["conferences", 1, "paragraphs"]);
        assert.equal(error?.extensions?.["code"], code);
        assert.equal(error?.extensions?.["retryable"], retryable);
      });

    test("an error keeps its code and its path if a router joins names to the list around it", async () => {
      const { data, errors } = await send(router.url, {
        query: `{ conferences(conferenceIds: ["${CONFERENCE_ID}", "error-resourceClose"]) {
          paragraphs(first: 1) { nodes { speaker { name } } }
        } }`,
      });
      const nodes = [{ speaker: { name: nameOf("union-0") } }];
      assert.deepEqual(data, { conferences: [{ paragraphs: { nodes } }, { paragraphs: null }] });
      assert.deepEqual(
        errors.map(({ path, extensions }) => [path, extensions?.["code"]]),
        [[joinedErrorPath, "MEETING_CLOSED"]],
      );
    });

    test("a missing token and a faulty argument each give an error", async () => {
      const query = `{ conference(conferenceId: "${CONFERENCE_ID}") { paragraphs(first: 1) { nodes { text } } } }`;
      const nobody = await send(router.url, { query, headers: {} });
      assert.equal(nobody.errors[0]?.extensions?.["code"], withoutCredentials);
      const greedy = await send(router.url, { query: query.replace("first: 1", "first: 2001") });
      assert.equal(greedy.errors[0]?.extensions?.["code"], "BAD_USER_INPUT");
      assert.match(greedy.errors[0]?.message ?? "", /^first: must be from 0 to 2000/);
      assert.equal(company.minutes.calls.length, 0);
    });

    test("a foreign reference fails alone if the field around it is nullable", async () => {
      const [good] = (await readPage({ first: 1 })).edges;
      const { data, errors } = await send(router.url, {
        query:
          "query ($ids: [ID!]!) { highlights(paragraphIds: $ids) { id paragraph { speaker { unionId } recordId } } }",
        variables: { ids: [good?.node.id, "garbage"] },
      });
      assert.deepEqual(data, {
        highlights: [
          { id: `highlight-${good?.node.id}`, paragraph: { speaker: { unionId: "union-0" }, recordId: "0" } },
          { id: "highlight-garbage", paragraph: failedReference },
        ],
      });
      assert.deepEqual(new Set(errors.map(({ extensions }) => extensions?.["code"])), new Set(["BAD_USER_INPUT"]));
    });
  });
