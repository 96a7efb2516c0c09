// A small server for tests of the catalog: a harbor with three tools.
import { rubricVersion } from '../../src/classify/rules/rubric-version.ts';
import { definitionHash } from '../../src/model/canonical.ts';
import type { Crawl } from '../../src/model/entry.ts';
import type { Tool } from '../../src/model/tool.ts';
import type { Verdict } from '../../src/model/verdict.ts';

/** A tool as a crawl gives it. */
export function tool(name: string, description: string, more: Partial<Tool> = {}): Tool {
  const definition = { name, description, inputSchema: { type: 'object' }, ...more };
  return {
    place: { path: 'src/harbor.ts', line: 7 },
    detector: 'typescript/register-tool',
    confidence: 1,
    ...definition,
    definitionHash: definitionHash(definition),
  };
}

/** A crawl of the harbor. */
export function crawl(tools: Tool[], version = '1.0.0'): Crawl {
  return {
    server: { id: 'npm/@harbor/mcp', title: 'Harbor MCP Server', description: 'Berths and boats.', version },
    tools,
    skips: [],
  };
}

/** A verdict on a tool, quoting its whole name. */
export function verdict(of: Tool, category: Verdict['category'], level: Verdict['level']): Verdict {
  return {
    category,
    level,
    categoryReason: 'It is so.',
    levelReason: 'It is so.',
    effects: category === 'Destructive' ? ['deletes-data'] : [],
    factors: {
      reversibility: 'unknown',
      blastRadius: 'unknown',
      reach: 'unknown',
      data: 'unknown',
      arguments: 'none',
      guards: [],
    },
    rationale: 'It is so.',
    evidence: [{ field: 'name', quote: of.name, start: 0, end: of.name.length, carries: ['category'] }],
    findings: [],
    confidence: 0.9,
    decidedBy: { kind: 'rules', rubric: rubricVersion, rules: ['verb'] },
    definitionHash: of.definitionHash,
  };
}
