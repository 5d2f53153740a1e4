import { readFileSync, writeFileSync } from 'node:fs';
import { lifecycleDiagram } from '../domain/lifecycle-diagram.js';

// Writes the picture of the lifecycle into the README, between its two marks.
const README = 'README.md';
const [before, , after] = readFileSync(README, 'utf8').split(
  /(?<=<!-- lifecycle:begin -->)[^]*?(?=<!-- lifecycle:end -->)|(<!-- lifecycle:end -->[^]*)/,
);
if (before === undefined || after === undefined) throw new Error('README.md lacks the lifecycle marks.');
writeFileSync(README, `${before}\n\n\`\`\`mermaid\n${lifecycleDiagram()}\n\`\`\`\n\n${after}`);
