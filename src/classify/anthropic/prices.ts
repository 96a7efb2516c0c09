// What models cost, from one dated table. A model without a row has no price, and no budget can be kept with it.

/** Month of the figures. */
export const pricesDated = '2026-11';

/** US dollars per million tokens, and what a request to the model may ask for. */
export interface ModelRow {
  readonly id: string;
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  /** Prompts longer than `tokens` cost `factor` times as much. */
  readonly long?: { readonly tokens: number; readonly factor: number };
  /** `off` when thinking can be switched off; `always` when it counts into the output whatever we ask. */
  readonly thinking: 'off' | 'none' | 'always';
}

export const models: readonly ModelRow[] = [
  {
    id: 'claude-haiku-5-5',
    input: 0.1,
    output: 0.5,
    cacheRead: 0.01,
    long: { tokens: 100_000, factor: 5 },
    thinking: 'off',
  },
  { id: 'claude-sonnet-5-5', input: 2, output: 10, cacheRead: 0.1, thinking: 'always' },
  { id: 'claude-opus-5-5', input: 4, output: 20, cacheRead: 0.2, thinking: 'always' },
  { id: 'claude-fable-5-1', input: 10, output: 50, cacheRead: 0.25, thinking: 'always' },
  { id: 'claude-haiku-4-5', input: 1, output: 5, cacheRead: 0.1, thinking: 'none' },
];

/** Writing to the cache costs this much of the input price, by how long it stays. */
const cacheWriteFactor = { '5m': 1.25, '1h': 2 } as const;
const batchFactor = 0.5;
const million = 1_000_000;

/** The row of a model; undefined when the table has no price for it. */
export function modelRow(id: string): ModelRow | undefined {
  return models.find((row) => row.id === id);
}

/** Tokens of one answer, or of many: the four kinds that are billed. */
export interface Tokens {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  /** Written to the cache for five minutes and for an hour. */
  readonly cacheWrite: { readonly '5m': number; readonly '1h': number };
}

export const noTokens: Tokens = { input: 0, output: 0, cacheRead: 0, cacheWrite: { '5m': 0, '1h': 0 } };

export function addTokens(a: Tokens, b: Tokens): Tokens {
  return {
    input: a.input + b.input,
    output: a.output + b.output,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite: {
      '5m': a.cacheWrite['5m'] + b.cacheWrite['5m'],
      '1h': a.cacheWrite['1h'] + b.cacheWrite['1h'],
    },
  };
}

/** Dollars for the tokens of one request. */
export function dollars(row: ModelRow, tokens: Tokens, batch: boolean): number {
  const prompt = tokens.input + tokens.cacheRead + tokens.cacheWrite['5m'] + tokens.cacheWrite['1h'];
  const long = row.long !== undefined && prompt > row.long.tokens ? row.long.factor : 1;
  const input =
    tokens.input * row.input +
    tokens.cacheRead * row.cacheRead +
    tokens.cacheWrite['5m'] * row.input * cacheWriteFactor['5m'] +
    tokens.cacheWrite['1h'] * row.input * cacheWriteFactor['1h'];
  return ((input + tokens.output * row.output) * long * (batch ? batchFactor : 1)) / million;
}

/** The most that one request can cost: no cache is hit, all of the prompt is written to it, the answer is as long as allowed. */
export function worstDollars(
  row: ModelRow,
  tokens: { readonly prompt: number; readonly answer: number },
  batch: boolean,
): number {
  const kind = batch ? '1h' : '5m';
  return dollars(
    row,
    { ...noTokens, output: tokens.answer, cacheWrite: { ...noTokens.cacheWrite, [kind]: tokens.prompt } },
    batch,
  );
}
