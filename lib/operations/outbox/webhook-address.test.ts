import { expect, it } from "vitest";
import { addressProblem, isPublicAddress } from "./webhook-address";

it.each([
  ["https://erp.example.com/hooks", null],
  ["https://203.0.114.9:8443/x?y=1", null],
  ["http://localhost:9000/hooks", null],
  ["http://erp.internal/hooks", null],
  ["http://erp.example.com/hooks", "not_encrypted"],
  ["https://user:word@erp.example.com/", "credentials_in_address"],
  ["ftp://erp.example.com/", "not_an_address"],
  ["erp.example.com", "not_an_address"],
  ["https://10.0.0.5/", "not_public"],
  ["https://0x7f.1/", "not_public"],
  ["https://2130706433/", "not_public"],
  ["https://[::ffff:169.254.169.254]/", "not_public"],
  ["https://[fd00::1]/", "not_public"],
  ["https://sub.localhost/", "not_public"],
])("MR4-32: %s has the problem %s", (url, problem) => {
  expect(addressProblem(url, ["localhost", "erp.internal"])).toBe(problem);
});

it.each([
  "127.0.0.1",
  "169.254.169.254",
  "192.168.1.4",
  "172.31.0.1",
  "100.100.0.1",
  "0.0.0.0",
  "::1",
  "fe80::1",
  "::ffff:10.0.0.1",
  "224.0.0.1",
  "nothing",
])("MR4-32: %s is not public", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

it("MR4-32: the rest of the internet is", () => {
  for (const address of ["8.8.8.8", "172.32.0.1", "2606:4700::1"]) expect(isPublicAddress(address)).toBe(true);
});
