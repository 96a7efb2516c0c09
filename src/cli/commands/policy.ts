// policy: prints the recommended policy of servers, and says what any policy file does.
import { useOperatorTable } from '../../pipeline/operator-table.ts';
import { policyFile } from '../../policy/operator-table.ts';
import { presets } from '../../policy/table.ts';
import { checkPolicy } from '../check-policy.ts';
import type { Command } from '../command.ts';
import { diffPolicies } from '../diff-policies.ts';
import { formatIds } from '../policy-given.ts';
import { recommendPolicy } from '../recommend-policy.ts';

export const policy: Command = {
  name: 'policy',
  summary: 'print the recommended policy of servers, or check a policy file',
  usage: '<server-id...> | check <file> --server <id> | diff <old file> <new file>',
  help: `
Prints a policy document for all tools of the servers, or for one tool with --tool. What the format
cannot say, and what the document really does, is said on stderr.

  policy github/owner/repo
  policy github/owner/repo --tool stop_vm --stricter
  policy npm/one npm/two --format claude-code --alias one --alias two
  policy check policy.json --server github/owner/repo     exit 1 when a rule is wrong or dangerous,
                                                          or a tool changed after the file was written
  policy diff old.json new.json --server github/owner/repo    exit 1 when something is looser or stricter

Formats: ${formatIds}.
Presets: ${presets.map(({ id, meaning }) => `${id} (${meaning.replace(/\.$/, '').toLowerCase()})`).join('; ')}.`,
  options: {
    tool: { type: 'string', value: '<name>', help: 'only this tool; every other one is denied' },
    format: {
      type: 'string',
      value: '<id>',
      help: 'policy-json when absent; check then takes the format that reads the file',
    },
    preset: {
      type: 'string',
      value: '<id>',
      help: "balanced when absent, or what the operator's table says",
    },
    table: {
      type: 'string',
      value: '<file>',
      help: `a table of decisions; ${policyFile} when absent, if it is there`,
    },
    alias: {
      type: 'string',
      multiple: true,
      value: '<name>',
      help: 'your own name for the server; repeat for several',
    },
    stricter: { type: 'boolean', help: 'with --tool: hold switches that make a call worse to false' },
    out: { type: 'string', value: '<file>', help: 'write the document to a file' },
    server: { type: 'string', value: '<id>', help: 'with check and diff: the server to evaluate against' },
    since: {
      type: 'string',
      value: '<date>',
      help: 'with check: tools that changed later are findings; the day of the file when absent',
    },
  },
  run: async (given, context) => {
    await useOperatorTable(context.root, given.text('table'));
    const [first, ...rest] = given.args;
    if (first === 'check') return checkPolicy(rest, given, context);
    if (first === 'diff') return diffPolicies(rest, given, context);
    return recommendPolicy(given, context);
  },
};
