/** What a thrown Error says is read by a programmer and by no rule: its wording is no mutant. That it throws still is. */
export const strykerPlugins = [
  {
    kind: "Ignore",
    name: "thrown-words",
    value: {
      shouldIgnore: ({ parentPath }) =>
        parentPath?.isNewExpression() && parentPath.node.callee.name === "Error" ? "the words of an error" : undefined,
    },
  },
];
