import { expect, it } from "vitest";
import { initialsOf } from "./initials";

it.each([
  ["Andre Becker", "AB"],
  ["  Maria de la Cruz ", "MC"],
  ["Cher", "CH"],
  ["O", "O"],
  ["24 Hours", "2H"],
  ["محمد بن", "مب"],
  ["👩‍👩‍👧‍👦 Zoë 🏴 O'Neil", "ZO"],
  ["🙂", "?"],
  ["", "?"],
])("%s is %s", (name, initials) => expect(initialsOf(name)).toBe(initials));
