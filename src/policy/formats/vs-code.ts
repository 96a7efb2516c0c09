// VS Code setting: tools that may never be approved once for all. It can only ask.
import { z } from 'zod';
import { plainJson } from '../../kit/json.ts';
import type { Emitted, Format, Read } from '../format.ts';
import { type Capabilities, express, type Gap, gathered } from '../gaps.ts';
import type { Intent } from '../intent.ts';
import { oneByName } from '../one-by-name.ts';
import { asked, type Enforced } from '../outcome.ts';
import { readJson } from '../read.ts';

const can: Capabilities = { hide: false, deny: false, ask: true, count: false, bound: false, open: false };

const key = 'chat.tools.eligibleForAutoApproval';
/** Other names are rewritten before they are looked up, without the server that they belong to. */
const plainName = /^(?!__proto__$)[A-Za-z0-9_-]{1,128}$/;

const Settings = z.looseObject({ [key]: z.record(z.string(), z.boolean()) });

export const vsCode: Format = {
  id: 'vs-code',
  label: 'VS Code',
  about:
    'VS Code asks before it calls a tool; this setting keeps people from approving the listed tools once for all.',
  file: 'vs-code.settings.json',
  path: '.vscode/settings.json',
  save: 'Add this to `.vscode/settings.json`, or to your user settings.',
  language: 'json',
  documentation: 'https://code.visualstudio.com/docs/copilot/chat/chat-tools',
  can,
  namesServer: false,
  emit,
  read: (text): Read => {
    const read = readJson(text, Settings);
    return read.data === undefined ? read : { enforced: enforcedBy(read.data[key] ?? {}), problems: [] };
  },
};

function emit(intent: Intent): Emitted {
  const gaps: Gap[] = [{ cannot: 'close-by-default', instead: 'client-asks', than: 'looser', tools: [] }];
  const never: string[] = [];
  for (const { name, decision: meant } of oneByName(intent, gaps)) {
    gaps.push(...express(meant, can).gaps.map((gap) => ({ ...gap, tools: [name] })));
    // Calls that may go through stay unlisted, so that a person can approve them for good.
    if (meant.kind === 'allow') continue;
    if (plainName.test(name)) never.push(name);
    else gaps.push({ cannot: 'name', instead: 'client-asks', than: 'looser', tools: [name] });
  }
  const settings = { [key]: Object.fromEntries(never.map((name) => [name, false])) };
  return { text: plainJson(settings), gaps: gathered(gaps) };
}

/** Whatever the setting says, a call waits for a person, unless that person has approved the tool before. */
function enforcedBy(setting: Readonly<Record<string, boolean>>): Enforced {
  return { outcome: () => asked, names: () => Object.keys(setting) };
}
