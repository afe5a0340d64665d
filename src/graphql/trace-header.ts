/** With this header and the value `ftv1`, a router requests the time of each field (Apollo's inline traces). */
export const TRACE_HEADER = "apollo-federation-include-trace";
