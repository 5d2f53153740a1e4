import { defineConfig } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

const TIME_AND_CHANCE = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Ask the clock: time is an argument.' },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Ask the clock: time is an argument.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Chance is an argument: take a seed.',
  },
];
const UNCONDITIONAL_WRITE = {
  selector: "CallExpression[callee.property.name='save']",
  message: 'Write with a condition and check what was affected.',
};
const NO_PROGRAMS = ['child_process', 'node:child_process'];
const ENUM = { selector: 'TSEnumDeclaration', message: 'A list `as const` instead of an enum.' };

export default defineConfig(
  { ignores: ['dist/', 'node_modules/', 'out/', 'data/', 'web/src/api/schema.d.ts'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommended],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './test/tsconfig.json', './web/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { regexp },
    rules: {
      // No text is run, no program is started, and no pattern takes longer than its text is long.
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-imports': ['error', { patterns: NO_PROGRAMS }],
      'regexp/no-super-linear-backtracking': 'error',
      'max-lines': ['error', 300],
      'no-restricted-syntax': ['error', ...TIME_AND_CHANCE, UNCONDITIONAL_WRITE, ENUM],
    },
  },
  {
    files: ['src/platform/**/*.ts', 'src/**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', UNCONDITIONAL_WRITE, ENUM] },
  },
  {
    // Kernel and domain are pure (architecture.md 3); test/architecture.spec.ts holds the whole of it.
    files: ['src/kernel/**/*.ts', 'src/*/domain/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['@nestjs/*', 'typeorm', 'node:*', ...NO_PROGRAMS] }] },
  },
);
