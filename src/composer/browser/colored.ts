// JSON in pieces that the page colors, as elements.
import { jsonTokens } from '../../policy/json-tokens.ts';
import { element } from './element.ts';

/** The text as nodes: keys, strings and numbers in spans. */
export function colored(text: string, isJson: boolean): readonly (Node | string)[] {
  if (!isJson) return [text];
  return jsonTokens(text).map((token) =>
    token.kind === 'plain' ? token.text : element('span', { class: token.kind }, [token.text]),
  );
}
