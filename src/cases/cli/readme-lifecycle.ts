import { readFileSync, writeFileSync } from 'node:fs';
import { lifecycleDiagram } from '../domain/lifecycle-diagram.js';

// Writes the picture of the lifecycle into the README, between its two marks.
const README = 'README.md';
const [BEGIN, END] = ['<!-- lifecycle:begin -->', '<!-- lifecycle:end -->'];

const text = readFileSync(README, 'utf8');
const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
if (from < 0 || to < from) throw new Error('README.md lacks the marks of the lifecycle.');
const picture = `\n\n\`\`\`mermaid\n${lifecycleDiagram()}\n\`\`\`\n\n`;
writeFileSync(README, text.slice(0, from + BEGIN.length) + picture + text.slice(to));
