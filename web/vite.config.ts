import { defineConfig } from 'vite';
import { operationsOfTheDocument, fontOfOurOwn, twoLanguages } from './build/plugins.ts';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [operationsOfTheDocument(), fontOfOurOwn(), twoLanguages()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // The policy of the pages (src/platform/http/pages.ts) allows neither inline scripts nor fonts from data.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': 'http://localhost:3000' } },
});
