// How the site is built. Pages are fed from the index at TOOLRISK_INDEX; the result goes to TOOLRISK_OUT.
import { defineConfig } from 'astro/config';
import { base } from './src/view/address.ts';
import { siteSettings } from './src/view/site.ts';

export default defineConfig({
  site: siteSettings(process.env).origin,
  base,
  outDir: process.env['TOOLRISK_OUT'] ?? 'dist',
  // Pages end with a slash, files do not; the development server has to serve both.
  trailingSlash: 'ignore',
  build: { format: 'directory', concurrency: 4, inlineStylesheets: 'never', assets: 'assets' },
  // Scripts stay files, so that a page can forbid inline ones.
  vite: { build: { assetsInlineLimit: 0 } },
  devToolbar: { enabled: false },
  server: { host: process.env['HOST'] ?? 'localhost' },
});
