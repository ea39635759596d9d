import { keepGeneratedPage } from "./generated-page";
import { stateDiagramsPage } from "./state-diagrams-page";

/** `npm run states` writes docs/states.md; with `--check` it fails where the tables have moved on. */
keepGeneratedPage("docs/states.md", stateDiagramsPage(), "states");
