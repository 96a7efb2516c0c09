// The script of the page that compares: reads the address, fetches two documents, draws what they say.
import type { ServerDocument, ToolDocument } from '../model/api-documents.ts';
import { comparisonOf, documentOf, type Reference, readReference, serverOf } from '../view/reference.ts';
import { drawComparison, element, link } from './browser/draw.ts';
import { suggest } from './browser/suggest.ts';
import type { Comparison } from './comparison.ts';
import { compareServers } from './servers.ts';
import { compareTools } from './tools.ts';

/** Tools of the same server that are offered for the second side. */
const offered = 60;

const page = document.querySelector<HTMLElement>('[data-compare]');
if (page !== null) void attach(page);

async function attach(page: HTMLElement): Promise<void> {
  const root = page.dataset['root'] ?? '/';
  const given = new URLSearchParams(location.search);
  const texts = [given.get('a') ?? '', given.get('b') ?? ''] as const;
  const [a, b] = texts.map((text) => readReference(text, root));
  const fields = ['a', 'b'].flatMap(
    (name) => page.querySelector<HTMLInputElement>(`input[name=${name}]`) ?? [],
  );
  suggest(page, fields, root);
  for (const [index, field] of fields.entries()) {
    field.value = (index === 0 ? a : b)?.path ?? texts[index] ?? '';
  }
  const status = page.querySelector<HTMLElement>('[data-status]');
  const result = page.querySelector<HTMLElement>('[data-result]');
  if (status === null || result === null) return;
  const say = (...parts: readonly (Node | string)[]) => status.replaceChildren(...parts);
  const show = (...parts: readonly Node[]) => {
    result.replaceChildren(...parts);
    result.hidden = false;
  };

  const [textA, textB] = texts;
  if (textA === '' && textB === '') return;
  const wrong = textA !== '' && a === undefined ? textA : textB !== '' && b === undefined ? textB : undefined;
  if (wrong !== undefined) {
    const words = wrong.slice(0, 200);
    const search = `${root}search/?${new URLSearchParams({ q: words })}`;
    return say(`“${words}” is neither a tool nor a server of this site. `, link('Search for it', search));
  }
  const first = a ?? b;
  if (first === undefined) return;
  say('Loading…');
  try {
    if (a === undefined || b === undefined) {
      say('Choose the second one.');
      return show(...(await offers(first, root)));
    }
    if (a.kind !== b.kind) return say('These are a tool and a server. Two of a kind can be compared.');
    const made = await compared(a, b, root);
    document.title = `${made.a.name} and ${made.b.name} compared`;
    say(made.summary, ' ', link('Change sides', comparisonOf(location.pathname, b, a)));
    show(...drawComparison(made, root));
  } catch (thrown) {
    say(
      thrown instanceof NotThere
        ? thrown.message
        : 'The documents could not be read. Load the page again to try once more.',
    );
  }
}

async function compared(a: Reference, b: Reference, root: string): Promise<Comparison> {
  const [one, other] = await Promise.all([load(a, root), load(b, root)]);
  return a.kind === 'tools'
    ? compareTools(one as ToolDocument, other as ToolDocument, [a, b])
    : compareServers(one as ServerDocument, other as ServerDocument, [a, b]);
}

/** The other tools of the same server, as links to comparisons. */
async function offers(first: Reference, root: string): Promise<readonly Node[]> {
  if (first.kind === 'servers') return [];
  const { server, tools } = (await load(serverOf(first), root)) as ServerDocument;
  const links = tools
    .map((tool) => ({ tool, to: readReference(`tools/${server.id}/${tool.slug}`) }))
    .filter(({ to }) => to !== undefined && to.path !== first.path)
    .slice(0, offered)
    .map(({ tool, to }) =>
      element('li', {}, [
        link([element('code', {}, [tool.name.slice(0, 80)])], comparisonOf(location.pathname, first, to)),
      ]),
    );
  return links.length === 0
    ? []
    : [element('h2', {}, ['Other tools of the same server']), element('ul', { class: 'inline' }, links)];
}

class NotThere extends Error {}

async function load(of: Reference, root: string): Promise<unknown> {
  const answer = await fetch(documentOf(of, root));
  if (answer.status === 404)
    throw new NotThere(`The catalog has no ${of.kind === 'tools' ? 'tool' : 'server'} at ${of.path}.`);
  if (!answer.ok) throw new Error(`The answer was ${answer.status}.`);
  return await answer.json();
}
