// Keeps the page of an unusual tool small: what stands whole in the tool's data is folded, step by step, until it fits.
import { authorText } from './author-text.ts';
import type { FormatEffect } from './control.ts';
import { fitted } from './parameters.ts';
import { beginning } from './prose.ts';
import type { Question } from './questions.ts';
import { questionsFact } from './structured.ts';
import type { ToolPage } from './tool-page.ts';

/** Bytes that the HTML of a tool page should not exceed. */
export const longestPage = 25_000;
/** How the bytes of the HTML follow from those of the facts, measured over a whole catalog: within 1,500 of the truth. */
const markup = 7_000;
const share = 0.9;
const margin = 1_500;

/** Folds nothing of a page that fits, and of another no more than it has to. */
export function fitPage(page: ToolPage, description: string): ToolPage {
  let fitting = page;
  for (const step of steps) {
    if (weightOf(fitting) <= longestPage - margin) break;
    fitting = step(fitting, description);
  }
  return fitting;
}

/** About as many bytes as the page has as HTML. */
export function weightOf(page: ToolPage): number {
  const { formats: _, ...control } = page.control;
  const attacks = page.attacks.map(({ pattern, href, because }) => [
    pattern.title,
    pattern.line,
    href,
    because,
  ]);
  const text = JSON.stringify({ ...page, control, attacks });
  // Quotes are escaped here by one character and in HTML by five; these three are escaped there alone.
  const escapes = text.match(/\\"|[&<>]/g)?.length ?? 0;
  return markup + share * new TextEncoder().encode(text).length + 4 * escapes;
}

/** What a reader misses least comes first. The questions themselves stay; programs find them in the data, too. */
const steps: readonly ((page: ToolPage, description: string) => ToolPage)[] = [
  (page) => ({ ...page, parameters: fitted(page.parameters, 4_500) }),
  (page, description) => ({ ...page, authorText: authorText(description, 2_500) }),
  relatedUpTo(3),
  (page) => ({ ...page, control: withoutLongText(page.control, 'stricter', 1_000) }),
  (page) => ({ ...page, ...actionsUpTo(page, 12) }),
  (page) => ({ ...page, parameters: fitted(page.parameters, 2_500) }),
  (page, description) => ({ ...page, authorText: authorText(description, 1_200) }),
  (page) => ({
    ...page,
    facts: [...page.facts.slice(0, 1), ...questionsFact(page.questions, ['what', 'risk', 'server'])],
  }),
  relatedUpTo(1),
  (page) => ({ ...page, facts: page.facts.slice(0, 1) }),
  (page) => ({ ...page, control: { ...page.control, elsewhere: page.control.elsewhere.map(briefly) } }),
  (page) => ({ ...page, control: withoutLongText(page.control, 'file', 2_000) }),
  (page) => ({
    ...page,
    attacks: page.attacks.slice(0, 4),
    moreAttacks: Math.max(0, page.attacks.length - 4),
  }),
  (page) => ({ ...page, parameters: fitted(page.parameters, 1_000) }),
  (page) => ({ ...page, ...actionsUpTo(page, 4) }),
  (page) => ({ ...page, control: { ...page.control, elsewhere: page.control.elsewhere.map(unlinked) } }),
  (page) => ({ ...page, questions: page.questions.map(shortly) }),
  (page) =>
    page.why === undefined ? page : { ...page, why: { ...page.why, quotes: page.why.quotes.slice(0, 2) } },
];

/** Long conditions lose their end; the file has them. */
function briefly(format: FormatEffect): FormatEffect {
  const effect = beginning(format.effect, 120);
  return { ...format, effect };
}

/** The formats by name alone; the link to the whole server's policy leads to them, too. */
function unlinked(format: FormatEffect): FormatEffect {
  return { ...format, formats: format.formats.map(({ label }) => ({ label })) };
}

/** A long answer loses its end; all of it stands in the sections above. */
function shortly(question: Question): Question {
  return { ...question, answer: beginning(question.answer, 240) };
}

function relatedUpTo(most: number): (page: ToolPage) => ToolPage {
  return (page) => {
    const { here, sameName, similar } = page.related;
    const related = {
      ...page.related,
      here: here.slice(0, most + 1),
      sameName: sameName.slice(0, most),
      similar: similar.slice(0, most),
    };
    return { ...page, related };
  };
}

/** A long file is offered for download alone. */
function withoutLongText(
  control: ToolPage['control'],
  which: 'file' | 'stricter',
  longest: number,
): ToolPage['control'] {
  const file = control[which];
  const length = file?.tokens.reduce((sum, { text }) => sum + text.length, 0) ?? 0;
  return file === undefined || length <= longest ? control : { ...control, [which]: { ...file, tokens: [] } };
}

function actionsUpTo({ actions, moreActions }: ToolPage, most: number) {
  const shown = actions.slice(0, most);
  return { actions: shown, moreActions: moreActions + actions.length - shown.length };
}
