import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginInlineTrace } from "@apollo/server/plugin/inlineTrace";
import { startStandaloneServer } from "@apollo/server/standalone";
import { buildSubgraphSchema, type GraphQLResolverMap } from "@apollo/subgraph";
import { parse } from "graphql";
import { readSubgraph } from "./compose.ts";

/** Another team's subgraph, running. */
export interface Neighbour {
  readonly url: string;
  close(): Promise<void>;
}

/** The staff directory, which has people by `unionId`. */
export function startStaff(): Promise<Neighbour> {
  return start("staff", { User: { __resolveReference: toColleague } });
}

/** The calendar, which has meetings by DingTalk's id, and remarks on paragraphs. */
export function startCalendar(conferenceIds: readonly string[]): Promise<Neighbour> {
  const events = conferenceIds.map((conferenceId) => ({ id: `event-${conferenceId}`, conference: { conferenceId } }));
  const pageInfo = { hasNextPage: false, hasPreviousPage: false };
  return start("calendar", {
    Query: {
      events: () => ({ nodes: events, edges: events.map((node) => ({ cursor: node.id, node })), pageInfo }),
      highlights: (_root: unknown, { paragraphIds }: { readonly paragraphIds: readonly string[] }) =>
        paragraphIds.map((id) => ({ id: `highlight-${id}`, paragraph: { id } })),
    },
    Conference: {
      __resolveReference: toMeeting,
      title: ({ conferenceId }: MeetingKey) => titleOf(conferenceId),
      startsAt: () => "2025-03-03T09:00:00+08:00",
    },
    Paragraph: {
      __resolveReference: (reference: object) => reference,
      remark: () => "worth hearing",
      sharedRemark: ({ conference, startTime }: PlacedParagraph) => `${conference.conferenceId} at ${startTime}`,
    },
  });
}

interface MeetingKey {
  readonly conferenceId: string;
}

interface PlacedParagraph {
  readonly conference: MeetingKey;
  readonly startTime: number;
}

const toMeeting = ({ conferenceId }: MeetingKey): MeetingKey => ({ conferenceId });

const toColleague = ({ unionId }: { readonly unionId: string }) => ({
  unionId,
  name: nameOf(unionId),
  email: `${unionId}@example.com`,
});

/** The name of a person in the staff directory. */
export const nameOf = (unionId: string): string => `Name of ${unionId}`;

/** The title of a meeting in the calendar. */
export const titleOf = (conferenceId: string): string => `Title of ${conferenceId}`;

async function start(name: "staff" | "calendar", resolvers: GraphQLResolverMap<object>): Promise<Neighbour> {
  const schema = buildSubgraphSchema([{ typeDefs: parse(readSubgraph(name).sdl), resolvers }]);
  const server = new ApolloServer({
    schema,
    plugins: [ApolloServerPluginInlineTrace()],
    stopOnTerminationSignals: false,
  });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: "127.0.0.1" } });
  return { url, close: () => server.stop() };
}
