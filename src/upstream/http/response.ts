/** The headers of a response, by name in lower case. */
export type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** One complete response. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Unpacked, but not decoded. */
  readonly body: Uint8Array;
}
