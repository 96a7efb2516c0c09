// The pictures that networks show beside links, drawn without a browser.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { APIRoute } from 'astro';
import { messageOf } from '../../kit/errors.ts';
import { type PictureName, pictureNames, socialSvg } from '../../view/social-picture.ts';
import { listPages, summary } from '../_catalog.ts';

export function getStaticPaths() {
  return listPages(() => pictureNames.map((name) => ({ params: { name }, props: { name } })));
}

const installed = createRequire(import.meta.url);
const inter = (file: string) => readFile(installed.resolve(`@expo-google-fonts/inter/${file}`));
let fonts: Promise<readonly Uint8Array[]> | undefined;

/** The renderer and its fonts, loaded with the first picture. */
async function prepared(): Promise<readonly Uint8Array[]> {
  const [, ...loaded] = await Promise.all([
    readFile(installed.resolve('@resvg/resvg-wasm/index_bg.wasm')).then(startOnce),
    inter('400Regular/Inter_400Regular.ttf'),
    inter('600SemiBold/Inter_600SemiBold.ttf'),
  ]);
  return loaded;
}

/** The renderer starts once a process, and a process may build twice. */
async function startOnce(code: Uint8Array): Promise<void> {
  try {
    await initWasm(code);
  } catch (thrown) {
    if (!messageOf(thrown).startsWith('Already initialized')) throw thrown;
  }
}

export const GET: APIRoute<{ readonly name: PictureName }> = async ({ props: { name } }) => {
  fonts ??= prepared();
  const resvg = new Resvg(socialSvg(name, summary), {
    font: { fontBuffers: [...(await fonts)], loadSystemFonts: false, defaultFontFamily: 'Inter' },
  });
  return new Response(resvg.render().asPng().slice().buffer);
};
