/** A router asks by this header, with the value `ftv1`, that each field be timed (Apollo Federation's inline traces). */
export const TRACE_HEADER = "apollo-federation-include-trace";
