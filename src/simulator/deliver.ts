import type { FastifyReply } from "fastify";
import type { SimulatedResponse } from "./response.js";

/** The header with the request id, on every response. */
export const REQUEST_ID_HEADER = "x-acs-request-id";

/** Sends a response, complete or broken, with the headers of the reply. */
export function deliver(response: SimulatedResponse, reply: FastifyReply): FastifyReply {
  const { status, contentType, location, ending, body } = response;
  reply.headers({ "content-type": contentType, ...(location !== null && { location }) });
  if (status === null) return sendNothing(response, reply);
  return ending === "complete" ? reply.code(status).send(body) : sendHalf(status, response, reply);
}

function sendNothing({ ending }: SimulatedResponse, reply: FastifyReply): FastifyReply {
  reply.hijack();
  if (ending === "cut") reply.raw.socket?.resetAndDestroy();
  return reply;
}

function sendHalf(status: number, { body, ending }: SimulatedResponse, reply: FastifyReply): FastifyReply {
  const bytes = Buffer.from(body);
  const { raw } = reply.hijack();
  raw.writeHead(status, {
    "content-type": String(reply.getHeader("content-type")),
    "content-length": bytes.length,
    [REQUEST_ID_HEADER]: String(reply.getHeader(REQUEST_ID_HEADER)),
  });
  raw.write(bytes.subarray(0, bytes.length / 2), () => {
    if (ending === "cut") raw.destroy();
  });
  return reply;
}
