import Conference, {
  QueryCloudRecordTextHeaders,
  QueryCloudRecordTextRequest,
  type QueryCloudRecordTextResponse,
  type QueryCloudRecordTextResponseBodyParagraphList as SdkParagraph,
} from "@alicloud/dingtalk/dist/conference_1_0/client.js";
import { Config } from "@alicloud/openapi-client";
import { RuntimeOptions } from "@alicloud/tea-util";

/** The parameters that the SDK may send with one call. */
export type Query = Partial<Pick<QueryCloudRecordTextRequest, "direction" | "maxResults" | "nextToken" | "startTime">>;

/** DingTalk's official SDK with the simulator as its server. */
export interface SimulatedDingTalk {
  getTexts(conferenceId: string, query?: Query, accessToken?: string): Promise<QueryCloudRecordTextResponse>;
  /** All paragraphs. Each page continues after the token of the last paragraph, as users of the SDK do it. */
  readAll(conferenceId: string, query: Query): Promise<readonly SdkParagraph[]>;
  close(): Promise<void>;
}

/** More pages than any transcript of these tests has. */
const MAX_PAGES = 500;

/** Starts the simulator from the build in `dist/`. */
export async function startSimulatedDingTalk(): Promise<SimulatedDingTalk> {
  const { startSimulator } = await importBuilt<typeof import("../../../src/simulator/simulator.ts")>("simulator.js");
  const simulator = await startSimulator();
  const client = createClient(new URL(simulator.url).host);
  const getTexts = (conferenceId: string, query: Query = {}, accessToken = "demo-token") =>
    client.queryCloudRecordTextWithOptions(
      conferenceId,
      new QueryCloudRecordTextRequest(query),
      new QueryCloudRecordTextHeaders({ xAcsDingtalkAccessToken: accessToken }),
      new RuntimeOptions({ autoretry: false, readTimeout: 3000 }),
    );
  return {
    getTexts,
    close: () => simulator.close(),
    async readAll(conferenceId, query) {
      const paragraphs: SdkParagraph[] = [];
      for (let page = 0; page < MAX_PAGES; page += 1) {
        const nextToken = paragraphs.at(-1)?.nextTtoken;
        const { body } = await getTexts(conferenceId, { ...query, ...(nextToken !== undefined && { nextToken }) });
        paragraphs.push(...(body?.paragraphList ?? []));
        if (body?.hasMore !== true) return paragraphs;
      }
      throw new Error(`${conferenceId} has no end`);
    },
  };
}

/** Imports a module of the built simulator. The build has no declarations; its types are those of the sources. */
export async function importBuilt<Module>(name: string): Promise<Module> {
  return (await import(new URL(`../../../dist/simulator/${name}`, import.meta.url).href)) as Module;
}

function createClient(endpoint: string): Conference.default {
  return new Conference.default(new Config({ protocol: "http", regionId: "central", endpoint }));
}
