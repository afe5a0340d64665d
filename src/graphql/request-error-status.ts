import type { ApolloServerPlugin } from "@apollo/server";
import Negotiator from "negotiator";

const MEDIA_TYPES = ["application/json", "application/graphql-response+json"];

/**
 * A well-formed request whose document is at fault is answered with 400 as `application/graphql-response+json`, and with 200 as
 * `application/json`, where a status says something of HTTP only (GraphQL over HTTP, section 6.4). Apollo Server gives both 400.
 */
export const requestErrorStatus: ApolloServerPlugin = {
  requestDidStart: async () => ({
    willSendResponse: async ({ source, request, response }) => {
      if (source !== undefined && response.http.status === 400 && prefersJson(request.http?.headers.get("accept")))
        response.http.status = 200;
    },
  }),
};

function prefersJson(accept: string | undefined): boolean {
  return new Negotiator({ headers: { accept: accept ?? "*/*" } }).mediaType(MEDIA_TYPES) === MEDIA_TYPES[0];
}
