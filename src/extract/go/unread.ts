// Tools that a Go program registers and whose definition is not at hand.
import type { Skip } from '../../model/tool.ts';
import { type Args, bare, isKind, type Thing, type Value } from '../_program/values.ts';
import { isTool, isToolPath } from './tools.ts';

interface Elsewhere {
  readonly of: { readonly kind: 'external'; readonly path: string };
}

/** A tool that another module makes, which is not at hand. */
export function isFromElsewhere(value: Value): value is Thing & Elsewhere {
  return (
    isKind(value, 'thing') &&
    isKind(value.of, 'external') &&
    !value.assumed &&
    /\w\.\w+\/.*\.\w*Tool\w*$|\w\.\w+\/.*\.(Register|New|Get|Create|Make)\w*$/.test(value.of.path) &&
    !isToolPath(value.of.path) &&
    !/Handler|Server|Func$/.test(value.of.path)
  );
}

/** Says that such a tool was not read. */
export function unread(of: Elsewhere['of'], path: string, line: number): Skip {
  const detail = `What ${of.path.slice(0, 200)} makes is registered here, and that module is not at hand.`;
  return { reason: 'dependency-not-read', place: { path, line }, detail };
}

/** What stands for the rest of a list of which not all is known. */
export function isUnlisted(args: Args): boolean {
  const values = args.positional.map(bare);
  return (
    !values.some((value) => isKind(value, 'thing') && isTool(value)) &&
    values.some((value) => isKind(value, 'unknown') && value.name === '')
  );
}

export function unlisted(path: string, line: number): Skip {
  const detail = 'What is registered here is, or may be, more than can be read.';
  return { reason: 'list-not-constant', place: { path, line }, detail };
}
