// The part of CEL that our documents use: names of target and tool, compared with texts.

/** A rule over names: when it holds, and which tools of a server it names. */
export interface NameRule {
  holds(server: string, tool: string): boolean;
  names(server: string): readonly string[];
}

/** `mcp.tool.target == "desk" && mcp.tool.name in ["list", "add"]`. */
export function celNames(server: string, tools: readonly string[]): string {
  return `mcp.tool.target == ${celText(server)} && mcp.tool.name in [${tools.map(celText).join(', ')}]`;
}

/** A CEL string; code points beyond the first plane have an escape of their own there, so they stay as they are. */
function celText(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The rule in a text; undefined for a form that we do not evaluate. */
export function readNameRule(text: string): NameRule | undefined {
  const source = text.trim();
  if (source === 'true' || source === 'false') return { holds: () => source === 'true', names: () => [] };
  const conjuncts = clauses(source);
  if (conjuncts === undefined) return undefined;
  return {
    holds: (server, tool) => conjuncts.every((clause) => clause.holds(server, tool)),
    names: (server) => {
      const about = conjuncts.every((clause) => clause.subject === 'name' || clause.holds(server, ''));
      return about ? conjuncts.flatMap((clause) => (clause.subject === 'name' ? clause.texts : [])) : [];
    },
  };
}

interface Clause {
  readonly subject: 'target' | 'name';
  readonly texts: readonly string[];
  holds(server: string, tool: string): boolean;
}

const literal = '"(?:[^"\\\\\\n]|\\\\.)*"';
const clauseShape = new RegExp(
  `\\s*mcp\\.tool\\.(target|name)\\s*(?:(==|!=)\\s*(${literal})|in\\s*\\[\\s*(${literal}(?:\\s*,\\s*${literal})*)\\s*\\])\\s*(&&|$)`,
  'y',
);

function clauses(source: string): readonly Clause[] | undefined {
  const found: Clause[] = [];
  let joined = true;
  for (let at = 0; at < source.length; at = clauseShape.lastIndex) {
    clauseShape.lastIndex = at;
    const match = clauseShape.exec(source);
    if (match === null) return undefined;
    const [, subject, operator = 'in', single, list = '', and] = match;
    const texts = textsOf(single ?? list);
    if (texts === undefined) return undefined;
    const kind = subject === 'target' ? 'target' : 'name';
    found.push({
      subject: kind,
      texts,
      holds: (server, tool) => texts.includes(kind === 'target' ? server : tool) === (operator !== '!='),
    });
    joined = and === '&&';
  }
  return found.length === 0 || joined ? undefined : found;
}

function textsOf(list: string): readonly string[] | undefined {
  try {
    return (list.match(new RegExp(literal, 'g')) ?? []).map((text) => JSON.parse(text) as string);
  } catch {
    return undefined;
  }
}
