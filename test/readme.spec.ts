import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { lifecycleDiagram } from '../src/cases/domain/lifecycle-diagram.js';

const readme = readFileSync('README.md', 'utf8');

it('the picture of the lifecycle in the README is the one that the table gives', () => {
  expect(readme).toContain(`\`\`\`mermaid\n${lifecycleDiagram()}\n\`\`\``);
});

it('the README names the scripts that there are', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1]!);
  expect(named.filter((script) => !(script in scripts))).toEqual([]);
});

it('every setting of the server is listed in .env.example', () => {
  const settings = ['config', 'oidc'].flatMap((part) =>
    [...readFileSync(`src/platform/config/${part}.ts`, 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(
      (match) => match[1]!,
    ),
  );
  const listed = [...readFileSync('.env.example', 'utf8').matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map((match) => match[1]!);
  expect(settings.length).toBeGreaterThan(8);
  expect(settings.filter((setting) => !listed.includes(setting))).toEqual([]);
});
