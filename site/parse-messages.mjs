// Reads messages from the standard input, {"key": "text"}, and writes them
// parsed, so that pages need no parser. A message of plain text stays one.
import { text } from "node:stream/consumers";
import { parse } from "@formatjs/icu-messageformat-parser";

const messages = JSON.parse(await text(process.stdin));
for (const key in messages) {
  try {
    const parts = parse(messages[key], { requiresOtherClause: true, shouldParseSkeletons: true });
    messages[key] = parts.length === 1 && parts[0].type === 0 ? parts[0].value : parts;
  } catch (error) {
    throw new Error(`${key}: ${error.message} in ${messages[key]}`);
  }
}
process.stdout.write(JSON.stringify(messages));
