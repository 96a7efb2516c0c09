// Names that a text seems to give to tools, found without parsing it: enough to tell whether it may hold any that are not known yet.

/** A name as the first argument of a registration, or as a member `name`. */
const literal =
  /(?:[Tt]ool\(\s{0,40}|[{,\s]["']?name["']?\s{0,9}:\s{0,9})["'`]([A-Za-z][\w.:/-]{1,127})["'`]/g;

/** How far from a member `name` the description of a tool may be. */
const nearby = 300;

/** The names that stand in a registration or beside a description. */
export function toolLiteralsIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const match of text.matchAll(literal)) {
    const [whole, name = ''] = match;
    if (/^[Tt]ool/.test(whole) || isDescribed(text, match.index, match.index + whole.length)) names.add(name);
  }
  return names;
}

/** True when a description stands in the braces around the place, which are not a manifest of a package. */
function isDescribed(text: string, start: number, end: number): boolean {
  const after = text.slice(end, edge(text, end, 1));
  const around = text.slice(edge(text, start, -1), start) + after;
  return around.includes('description') && !/["'](?:version|license)["']\s{0,9}:/.test(after);
}

/** Where the braces around a place end in a direction, as far as it is nearby. */
function edge(text: string, from: number, step: 1 | -1): number {
  const [inner, outer] = step > 0 ? ['{', '}'] : ['}', '{'];
  let depth = 0;
  let at = from;
  for (; Math.abs(at - from) < nearby && at > 0 && at < text.length; at += step) {
    if (text[at] === inner) depth += 1;
    else if (text[at] === outer && --depth < 0) break;
  }
  return at;
}
