// Which bodies may hold entries of a listing, told by their text, so that the others need not be parsed.
import type { ListingName } from '../module.ts';
import { goingThrough } from '../module-syntax.ts';

const handing = new RegExp(`[./]\\s*(?:${[...goingThrough].join('|')})\\b`);

/** A test of texts that fails only where nothing is listed under the name; undefined when it would always pass. */
export function mayHold(which: ListingName, name: string): ((text: string) => boolean) | undefined {
  const word = name.replace(/\W/g, '\\$&');
  // Wherever a slash may begin a comment, what follows is not looked at.
  switch (which) {
    case 'calls': {
      const called = new RegExp(
        `${word}(?![\\w$])[\\s)]*(?:[(\`/<!]|\\?\\.|\\.\\s*call\\b|(?:as|satisfies)\\b)|\\bnew\\b[^;]{0,200}${word}(?![\\w$])`,
      );
      return (text) => called.test(text);
    }
    case 'handed': {
      const argument = new RegExp(`${word}(?![\\w$])[\\s)]*(?:[,)/!]|(?:as|satisfies)\\b)`);
      return (text) => argument.test(text) && handing.test(text);
    }
    case 'fieldChanges': {
      const own = new RegExp(`\\bthis\\s*(?:/|\\??\\.\\s*(?:/|${word}(?![\\w$]))|,\\s*["'/])`);
      return (text) => own.test(text);
    }
    default:
      return undefined;
  }
}
