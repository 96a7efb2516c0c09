// How the places are called where servers are published.
import { capital } from '../model/wording.ts';

/** With an article where one is needed: "published on npm", "published on a git host". */
export const ecosystemNames = {
  npm: 'npm',
  github: 'GitHub',
  git: 'a git host',
  pypi: 'PyPI',
  mcpb: 'an MCP bundle',
  remote: 'a remote address',
  local: 'a local folder',
} as const;

/** The same without the article, as a choice: "npm", "Git host". */
export function ecosystemChoice(id: keyof typeof ecosystemNames): string {
  return id === 'npm' ? id : capital(ecosystemNames[id].replace(/^an? /, ''));
}
