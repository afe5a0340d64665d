import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startTestGateway, type TestGateway } from "../support/gateway.js";
import { as, signInAt } from "../support/sign-in.js";
import { numberedTranscript } from "../support/transcripts.js";

const [OLD, NEW] = ["an-older-secret-of-32-characters", "a-newer-secret-of-32-characters-"];
const PARAGRAPHS = "paragraphs(first: 2) { nodes { id conference { id } } }";

interface Conference {
  readonly id: string;
  readonly paragraphs: { readonly nodes: ReadonlyArray<{ readonly id: string; readonly conference: { id: string } }> };
}

const gateways: TestGateway[] = [];
afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.close()));
});

async function start(secrets: string, cache: string): Promise<TestGateway> {
  const options = { transcripts: new Map([["m", numberedTranscript(3)]]) };
  const gateway = await startTestGateway(options, { CACHE: cache, ...(secrets !== "" && { ID_SECRET: secrets }) });
  gateways.push(gateway);
  return gateway;
}

const idsOf = ({ id, paragraphs: { nodes } }: Conference) => [id, ...nodes.map((paragraph) => paragraph.id)];

async function read(gateway: TestGateway): Promise<Conference> {
  const query = `{ conference(conferenceId: "m", unionId: "chen") { id ${PARAGRAPHS} } }`;
  const { data } = await gateway.query<{ conference: Conference }>(query);
  return data!.conference;
}

describe.each([
  ["an earlier secret", OLD],
  ["version 0.1", ""],
])("an id of %s", (_, secrets) => {
  let older: Conference;
  beforeAll(async () => {
    older = await read(await start(secrets, "none"));
  });

  test.each(["memory", "none"])("names the same objects whatever was read before (CACHE=%s)", async (cache) => {
    const gateway = await start(`${NEW},${OLD}`, cache);
    const newer = await read(gateway);
    expect(newer.id).not.toBe(older.id);
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Conference { ${PARAGRAPHS} } ... on Paragraph { conference { id } } } }`;
    for (const conferences of [[newer, older], [older, newer], [older]]) {
      const ids = conferences.flatMap(idsOf);
      const { data } = await gateway.query<{ nodes: Conference[] }>(query, { variables: { ids } });
      expect(data?.nodes.map(({ id }) => id)).toEqual(ids);
      expect(data?.nodes.filter(({ paragraphs }) => paragraphs)).toMatchObject(conferences);
    }
    expect(await read(gateway)).toEqual(newer);
  });

  test("does not change the ids that others get who name the meeting without an id", async () => {
    const gateway = await start(`${NEW},${OLD}`, "memory");
    await gateway.query("query ($id: ID!) { node(id: $id) { id } }", {
      variables: { id: older.paragraphs.nodes[0]?.id },
    });
    expect(idsOf(await read(gateway))).not.toEqual(expect.arrayContaining(idsOf(older).slice(1)));
    expect((await read(gateway)).paragraphs.nodes[0]?.conference.id).toBe((await read(gateway)).id);
  });
});

test("under sign-in, ids stay valid when ID_SECRET is set for the first time, for the same person", async () => {
  const [before, after] = await Promise.all(
    [{}, { ID_SECRET: NEW }].map((env) => startTestGateway({}, (simulator) => signInAt(simulator, env))),
  );
  gateways.push(before!, after!);
  const query = '{ conference(conferenceId: "demo") { id } }';
  const { data } = await before!.query<{ conference: { id: string } }>(query, as(before!.simulator, "chen"));
  const find = (unionId: string) =>
    after!.query("query ($id: ID!) { node(id: $id) { id } }", {
      ...as(after!.simulator, unionId),
      variables: { id: data?.conference.id },
    });
  expect((await find("chen")).data).toEqual({ node: { id: data?.conference.id } });
  expect((await find("li")).errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  expect((await after!.query(query, as(after!.simulator, "chen"))).data).not.toEqual(data);
});
