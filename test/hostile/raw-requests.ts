const HEAD = "POST /graphql HTTP/1.1\r\nHost: a\r\n";
const JSON_HEAD = `${HEAD}Content-Type: application/json\r\n`;
const GET = "GET /graphql?query=%7B__typename%7D HTTP/1.1\r\n";
const BODY = '{"query":"{ __typename }"}';

/** Requests that no client library would send. The connection should end after each of them. */
export const RAW_REQUESTS: readonly string[] = [
  "",
  "\r\n\r\n",
  "\u0016\u0003\u0001\u0002\u0000\u0001\u0000",
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "GET\r\n\r\n",
  "GET /graphql HTTP/9.9\r\n\r\n",
  "NONSENSE /graphql HTTP/1.1\r\nHost: a\r\n\r\n",
  "GET /graphql HTTP/1.1\r\n\r\n",
  "GET /graphql HTTP/1.0\r\n\r\n",
  "GET http://[/graphql HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
  "GET /%c0%ae%c0%ae/graphql HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
  "GET /graphql/playground/../../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
  ...["a b", "[", "a:b", "", "a\u0000b", "<script>", "a/../b", "xn--", "\u00e9"].map(
    (host) => `${GET}Host: ${host}\r\nx-acs-dingtalk-access-token: demo-hostile-token\r\nConnection: close\r\n\r\n`,
  ),
  `${GET}Host: a\r\nHost: b\r\nConnection: close\r\n\r\n`,
  `${GET}Host: a\r\nx-request-id: a\u0007b\r\nConnection: close\r\n\r\n`,
  `${GET}Host: a\r\nx-request-id: a\r\n folded: b\r\nConnection: close\r\n\r\n`,
  `${GET}Host: a\r\nx-acs-dingtalk-access-token: demo-hostile-token\r\n\tmore\r\nConnection: close\r\n\r\n`,
  `${GET}Host: a\r\nx-acs-dingtalk-access-token: demo-hostile-token\u0080\u00ff\r\nConnection: close\r\n\r\n`,
  `${GET}Host: a\r\nx-acs-dingtalk-access-token: demo-hostile-token\r\n${"x: y\r\n".repeat(5000)}\r\n`,
  `${GET}Host: a\r\nx-acs-dingtalk-access-token: ${"demo-hostile-token".repeat(2000)}\r\n\r\n`,
  `${GET}Host: a\r\nx-acs-dingtalk-access-token: demo-hostile-token\r\n: empty\r\n\r\n`,
  `${JSON_HEAD}Content-Length: 5\r\nContent-Length: 6\r\n\r\n${BODY}`,
  `${JSON_HEAD}Content-Length: -1\r\n\r\n${BODY}`,
  `${JSON_HEAD}Content-Length: 99999999999999999999\r\n\r\n${BODY}`,
  `${JSON_HEAD}Content-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n${BODY}`,
  `${JSON_HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n${BODY}\r\n0\r\n\r\n`,
  `${JSON_HEAD}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n`,
  `${JSON_HEAD}Transfer-Encoding: gzip\r\n\r\n${BODY}`,
  `${JSON_HEAD}Expect: nonsense\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
  `${JSON_HEAD}Upgrade: websocket\r\nConnection: Upgrade, close\r\nContent-Length: 2\r\n\r\n{}`,
  // Slow: they stop in the middle.
  "POST /gra",
  HEAD,
  `${JSON_HEAD}Content-Length: 100\r\n\r\n{"query"`,
  `${JSON_HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\n{"que`,
  `${JSON_HEAD}Content-Length: 100\r\nx-acs-dingtalk-access-token: demo-hostile-token\r\n\r\n`,
];
