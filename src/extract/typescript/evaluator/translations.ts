// Texts that pass through a translation helper: `t('tool.sow', 'Sows a row.')`.

import type { Arguments } from './machine.ts';
import { settable } from './settings.ts';
import type { Value } from './values.ts';

/**
 * What a call gives; where that is unknown and the called function is named like a translation helper, the text that
 * such helpers fall back on: their second argument, behind a key.
 */
export function inTranslation(name: string, result: Value, given: () => Arguments): Value {
  if (result.kind !== 'unknown' || !translators.has(name)) return result;
  const [key, text] = given().values;
  return isText(key) && text !== undefined && isText(text) ? settable(text) : result;
}

function isText(value: Value | undefined): boolean {
  return value?.kind === 'constant' && typeof value.value === 'string';
}

const translators = new Set(['t', '$t', 'tr', 'translate', 'localize']);
