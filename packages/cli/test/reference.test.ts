import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { PAGE, reference } from "../../../scripts/reference.ts";

it("docs/reference.md says what the code says (npm run reference writes it anew)", async () => {
  expect(readFileSync(PAGE, "utf8")).toBe(await reference());
});
