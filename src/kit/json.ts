// JSON for files.
import { invisibleCharacters } from '../model/wording.ts';

/** Two spaces, the writer's key order, one newline at the end. */
export function fileJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The same, with invisible and direction-changing characters as escapes, so that what is seen is what is there. */
export function plainJson(value: unknown): string {
  return fileJson(value).replace(invisibleCharacters, (character) =>
    character === '\n'
      ? character
      : character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}
