// Read BPMN files back with bpmn-moddle and lint them with the recommended rules of bpmnlint.
// Arguments: files. Prints {file: {warnings: [...], reports: [{rule, category, id, message}, ...]}} as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { BpmnModdle } from "bpmn-moddle";

const require = createRequire(import.meta.url);
const Linter = require("bpmnlint/lib/linter");
const NodeResolver = require("bpmnlint/lib/resolver/node-resolver");

const config = { extends: "bpmnlint:recommended" };
const found = {};
for (const file of process.argv.slice(2)) {
  const { rootElement, warnings } = await new BpmnModdle().fromXML(readFileSync(file, "utf8"));
  const reports = [];
  // A linter of its own for every file: some rules remember what they have seen.
  const linter = new Linter({ config, resolver: new NodeResolver() });
  for (const [rule, messages] of Object.entries(await linter.lint(rootElement))) {
    for (const { category, id, message } of messages) reports.push({ rule, category, id, message });
  }
  found[file] = { warnings: warnings.map((warning) => warning.message), reports };
}
console.log(JSON.stringify(found));
