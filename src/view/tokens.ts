// What a definition costs a model to read, in tokens of the o200k_base encoding.
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import type { Tool } from '../model/tool.ts';
import { definitionOf } from '../model/tool.ts';

const counted = new Map<string, number>();
/** Enough for a catalog whose pages, files and lists each want the same counts. */
const kept = 100_000;

/** Tokens of the definition as a client puts it before the model: compact JSON of name, description and schema. */
export function definitionTokens(tool: Tool): number {
  const known = counted.get(tool.definitionHash);
  if (known !== undefined) return known;
  const { annotations: _hints, ...told } = definitionOf(tool);
  const tokens = countOf(JSON.stringify(told));
  if (counted.size > kept) counted.clear();
  counted.set(tool.definitionHash, tokens);
  return tokens;
}

/** Counted in pieces: the encoder's time grows with the square of an unbroken run of characters. */
function countOf(text: string): number {
  return text
    .split(/(\p{L}{200}|\s{200}|[^\p{L}\s]{200})/u)
    .reduce((sum, piece) => sum + countTokens(piece, { disallowedSpecial: new Set() }), 0);
}

export interface TokenCost {
  readonly tokens: number;
  /** Share of a context window of 200,000 tokens, such as "1.4 %". */
  readonly share: string;
  /** The tools that cost most, at most three. */
  readonly heaviest: readonly { readonly name: string; readonly tokens: number }[];
}

/** What all definitions of a server cost together. */
export function tokenCost(tools: readonly Tool[]): TokenCost {
  const each = tools.map((tool) => ({ name: tool.name, tokens: definitionTokens(tool) }));
  const tokens = each.reduce((sum, tool) => sum + tool.tokens, 0);
  return {
    tokens,
    share: `${(tokens / 2_000).toFixed(1)}%`,
    heaviest: each.toSorted((a, b) => b.tokens - a.tokens).slice(0, 3),
  };
}
