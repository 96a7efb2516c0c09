// Which values are MCP servers, which may be, and which are something else that also has a `.tool`.
import { ancestors } from '../_program/attributes.ts';
import { bare, isKind, type Value } from '../_program/values.ts';

export type Likeness = 'server' | 'maybe' | 'no';

/** Receivers with such names belong to agent and command-line libraries. */
const foreignName = /agent|llm|cli$|click|typer|chat|toolkit|workflow|parser|llama|crew|langchain|openai/i;
const serverName = /mcp|server|app|router/i;

/** Whether tools registered on a value are tools of an MCP server. */
export function likeness(value: Value): Likeness {
  const inner = bare(value);
  if (isKind(inner, 'thing')) {
    if (isKind(inner.of, 'external')) return isServerPath(inner.of.path) ? 'server' : 'no';
    const bases = ancestors(inner.of);
    if (bases.some((base) => isKind(base, 'external') && isServerPath(base.path))) return 'server';
    const unseen = bases.some(
      (base) => !isKind(base, 'class') && !(isKind(base, 'external') && base.path.startsWith('builtins.')),
    );
    return unseen || serverName.test(inner.of.def.name) ? 'maybe' : 'no';
  }
  if (isKind(inner, 'unknown') || isKind(inner, 'member')) {
    return inner.name === '' ? 'maybe' : foreignName.test(inner.name) ? 'no' : 'maybe';
  }
  if (isKind(inner, 'external')) {
    const leaf = inner.path.split('.').at(-1) ?? '';
    return serverName.test(leaf) && !foreignName.test(leaf) ? 'maybe' : 'no';
  }
  if (isKind(inner, 'either')) {
    const each = inner.options.map(likeness);
    return each.includes('server') ? 'server' : each.includes('maybe') ? 'maybe' : 'no';
  }
  return 'no';
}

function isServerPath(path: string): boolean {
  const parts = path.split('.');
  const leaf = parts.at(-1) ?? '';
  if (/^(fastmcp|mcp)$/i.test(parts[0] ?? ''))
    return (
      /MCP|Server|Router|Provider|Proxy|^from_|^as_|^create_/.test(leaf) &&
      !/Client|Session|Parameters/.test(leaf)
    );
  return /mcp/i.test(leaf) && !/client|session|config|settings|toolset|adapter/i.test(leaf)
    ? true
    : leaf === 'Server' && /mcp/i.test(path);
}

/** True for an object whose tools another server, an OpenAPI document or an application brings. */
export function isProxyPath(path: string): boolean {
  return /(^|\.)(from_openapi|from_fastapi|as_proxy|create_proxy|from_client|FastApiMCP|ProxyProvider|OpenAPIProvider)$/.test(
    path,
  );
}
