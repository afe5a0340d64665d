import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A self-signed certificate with its key. */
export interface TestCertificate {
  readonly key: Buffer;
  readonly cert: Buffer;
  /** The path of the certificate, for `NODE_EXTRA_CA_CERTS`. */
  readonly path: string;
  remove(): void;
}

/** Creates a certificate that is its own authority and is valid for a day. @throws Error if there is no openssl. */
export function makeCertificate(...names: readonly string[]): TestCertificate {
  const directory = mkdtempSync(join(tmpdir(), "certificate-"));
  const at = (file: string) => join(directory, file);
  const alternatives = `subjectAltName=${names.map((name) => `DNS:${name}`).join(",")}`;
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
  const request = ["req", "-x509", ...curve, "-nodes", "-days", "1", "-subj", "/CN=test", "-addext", alternatives];
  const { status } = spawnSync("openssl", [...request, "-keyout", at("key.pem"), "-out", at("cert.pem")]);
  if (status !== 0) throw new Error("this test needs openssl: apt-get install -y openssl");
  return {
    key: readFileSync(at("key.pem")),
    cert: readFileSync(at("cert.pem")),
    path: at("cert.pem"),
    remove: () => rmSync(directory, { recursive: true }),
  };
}
