import { expect, it } from "vitest";

import * as contract from "#lib/checklist/contract.ts";
import { claims, itemOrigins, verdicts } from "./terms.ts";

it("knows the claims, verdicts and origins that the contract knows", () => {
  expect(claims).toEqual(contract.claims);
  expect(verdicts).toEqual(contract.verdicts);
  expect(itemOrigins).toEqual(contract.itemOrigins);
});
