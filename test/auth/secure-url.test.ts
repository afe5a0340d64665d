import { expect, test } from "@jest/globals";
import { isSecure } from "../../src/auth/secure-url.js";

test.each([
  ["https://id.company.example/", true],
  ["http://localhost:8080/", true],
  ["http://127.0.0.1/", true],
  ["http://127.1.2.3/", true],
  ["http://[::1]:8080/", true],
  ["http://id.company.example/", false],
  ["http://localhost.evil.example/", false],
  ["http://127.0.0.1.evil.example/", false],
  ["http://evil127.0.0.1.example/", false],
  ["http://[::2]/", false],
  ["ftp://127.0.0.1/", false],
  ["file://localhost/etc/passwd", false],
])("%s may carry secrets: %s", (url, expected) => {
  expect(isSecure(new URL(url))).toBe(expected);
});
