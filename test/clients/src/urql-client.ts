import { Client, fetchExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import type { Meeting } from "./meeting.js";

/** The types whose objects belong to the object that contains them. */
const WITHOUT_ID = [
  "SearchHit",
  "TextMatch",
  "Sentence",
  "Word",
  "Captions",
  "Cue",
  "SpeakerStatistics",
  "TranscriptStatistics",
  "Turn",
  "Utterance",
];

/** A separate client, with a normalised cache that joins the pages of paragraphs and of search. */
export function createClient({ endpoint }: Meeting): Client {
  return new Client({
    url: endpoint,
    preferGetMethod: false,
    fetchOptions: { headers: { "x-acs-dingtalk-access-token": "demo-urql" } },
    exchanges: [
      cacheExchange({
        resolvers: {
          Conference: {
            paragraphs: relayPagination({ mergeMode: "outwards" }),
            search: relayPagination({ mergeMode: "outwards" }),
          },
        },
        keys: {
          User: ({ unionId }) => String(unionId),
          ...Object.fromEntries(WITHOUT_ID.map((type) => [type, () => null])),
        },
      }),
      fetchExchange,
    ],
  });
}
