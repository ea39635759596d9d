const tests = "(\\.test|\\.test-data|-for-tests)\\.tsx?$";

/** The rules between the rooms of the house. Each name is what a violation reports. */
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "payments-import-only-themselves",
      severity: "error",
      comment: "The rules know nothing of the world: no package, no Node module, time arrives as an argument.",
      from: { path: "^lib/payments/", pathNot: tests },
      to: { pathNot: "^lib/payments/" },
    },
    {
      name: "gateways-see-payments-http-config",
      severity: "error",
      comment: "A gateway translates; it knows neither the database nor who calls it.",
      from: { path: "^lib/gateways/", pathNot: tests },
      to: { path: "^(lib|app|components|prisma|e2e)/", pathNot: "^lib/(gateways|payments|http|config)/" },
    },
    {
      name: "gateways-never-import-each-other",
      severity: "error",
      from: { path: "^lib/gateways/([^/]+)/" },
      to: { path: "^lib/gateways/[^/]+/", pathNot: "^lib/gateways/$1/" },
    },
    {
      name: "only-composition-imports-the-registry",
      severity: "error",
      from: { pathNot: [`^lib/composition\\.ts$`, "^(lib/simulator|e2e/faults)/", tests] },
      to: { path: "^lib/gateways/registry" },
    },
    {
      name: "prisma-is-seen-by-db-and-queries",
      severity: "error",
      comment: "lib/cli migrates the database, and so speaks to Prisma's engine.",
      from: { path: "^(app|components|lib|prisma|e2e)/", pathNot: ["^lib/(db|queries|cli)/", tests] },
      to: { path: ["^lib/db/generated/", "node_modules/(@prisma|prisma)/"] },
    },
    {
      name: "queries-only-read",
      severity: "error",
      comment: "A query shapes what a screen shows; nothing that writes is within its reach.",
      from: { path: "^lib/queries/", pathNot: tests },
      to: { path: "^(app|components|lib/(operations|gateways|http|jobs|server|cli|sandbox|connectors|imports))/" },
    },
    {
      name: "app-is-thin",
      severity: "error",
      comment: "A door knows components, server, operations, queries, auth, payments and format.",
      from: { path: "^app/", pathNot: tests },
      to: { path: "^lib/(db|gateways|http|jobs|cli|sandbox|mail-catcher)/" },
    },
    {
      name: "components-import-pure-code",
      severity: "error",
      from: { path: "^components/", pathNot: tests },
      to: { path: "^(app|prisma|e2e|lib)/", pathNot: "^lib/(payments|format|queries)/" },
    },
    {
      name: "components-take-only-types-from-queries",
      severity: "error",
      from: { path: "^components/", pathNot: tests },
      to: { path: "^lib/queries/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "components-use-no-node",
      severity: "error",
      from: { path: "^components/", pathNot: tests },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "ui-knows-no-word-of-the-domain",
      severity: "error",
      comment: "components/ui and components/data-table could ship in another product.",
      from: { path: "^components/(ui|data-table)/", pathNot: tests },
      to: { path: "^(lib|app|components)/", pathNot: "^components/(ui|data-table)/" },
    },
    {
      name: "next-stays-at-the-surface",
      severity: "error",
      from: { path: "^(lib|prisma|e2e)/", pathNot: ["^lib/(server|auth)/", tests] },
      to: { path: "node_modules/next/" },
    },
    {
      name: "operations-see-payments-and-db",
      severity: "error",
      from: { path: "^lib/operations/", pathNot: tests },
      to: { path: "^(app|components|lib/(gateways|http|queries|jobs|server|cli|sandbox|connectors))/" },
    },
    {
      name: "sandbox-stands-alone",
      severity: "error",
      comment: "It plays a gateway: what it shares with us would be the same mistake twice.",
      from: { path: "^lib/sandbox/", pathNot: tests },
      to: { path: "^(lib|app|components)/", pathNot: "^lib/sandbox/" },
    },
    {
      name: "sandbox-and-mail-catcher-are-imported-by-nothing",
      severity: "error",
      from: { path: "^(app|components|lib|prisma)/", pathNot: ["^lib/(sandbox|mail-catcher|simulator)/", tests] },
      to: { path: "^lib/(sandbox|mail-catcher)/" },
    },
    {
      name: "simulator-is-imported-by-nothing",
      severity: "error",
      comment: "It holds the product, its gateway and its clock in its hand, and is no part of them.",
      from: { path: "^(app|components|lib|prisma|e2e)/", pathNot: "^(lib/simulator|e2e/faults)/" },
      to: { path: "^lib/simulator/" },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-index-files",
      severity: "error",
      comment: "An import names the file where the thing is.",
      from: {},
      to: { path: "(^|/)index\\.(ts|tsx|mjs)$", pathNot: "node_modules" },
    },
    {
      name: "no-tests-in-the-product",
      severity: "error",
      from: { path: "^(app|components|lib|prisma)/", pathNot: [tests, "^lib/db/test-database\\.ts$", "^lib/cli/"] },
      to: { path: [tests, "^lib/db/test-database\\.ts$"] },
    },
    {
      name: "nothing-unresolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^server-only$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|node_modules/\\.cache|lib/db/generated/.+/.+)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
