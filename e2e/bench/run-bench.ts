import { readBenchOptions } from "./bench-options";
import { measureCaptures } from "./capture-bench";

const options = readBenchOptions(process.argv.slice(2));
console.log(await measureCaptures(options));
