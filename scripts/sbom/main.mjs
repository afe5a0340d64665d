// `npm run sbom`: writes dist/sbom.json (CycloneDX 1.6, JSON), for the packages that `npm ci --omit=dev` installs and
// for those that are bundled into dist/playground.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createBillOfMaterials, isBundled } from "./bill-of-materials.mjs";

const file = fileURLToPath(new URL("../../dist/sbom.json", import.meta.url));
const bill = createBillOfMaterials();
writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`);
const bundled = bill.components.filter(isBundled).length;
console.log(
  `wrote ${file}: ${bill.components.length - bundled} packages installed, ${bundled} bundled into the playground`,
);
