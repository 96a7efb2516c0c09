// What the name of an argument tells by itself. The same names stand in schema after schema.
import { remembered } from '../../../kit/remembered.ts';
import { signalsOf } from '../lexicon/signals.ts';

export interface ArgumentName {
  /** In lower case, without underscores. */
  readonly plain: string;
  readonly signals: number;
  /** It is called after an id, a key or a name. */
  readonly isIdentifier: boolean;
}

/** Reads the name of an argument. */
export const argumentName: (name: string) => ArgumentName = remembered(4_096, (name) => {
  const plain = name.toLowerCase().replaceAll('_', '');
  return {
    plain,
    signals: name.length > longestNamed ? 0 : signalsOf(plain.replaceAll('-', '')),
    isIdentifier: /(^|_|-)(id|uuid|key|name|slug)s?$|Ids?$|Name$/.test(name.slice(0, 100)),
  };
});

/** Longer names say nothing. */
const longestNamed = 60;
