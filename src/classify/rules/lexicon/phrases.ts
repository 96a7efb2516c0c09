// Phrases of descriptions that carry something, whatever the verb. Words by single spaces; a star stands for up to two words.

import { hashOf } from './word-table.ts';

/** What a phrase tells. */
export const phrases = {
  permanent:
    "permanently|permanent deletion|permanent removal|is permanent|are permanent|permanent action|irreversible|irreversibly|cannot be undone|can not be undone|can't be undone|not be undone|cannot be reversed|cannot be recovered|not recoverable|not reversible|no undo|gone for good|deleted for good|removed for good|lost for good|away for good|it for good|them for good|forever|cannot be restored|no way back|no going back|is lost|are lost|cannot be brought back|cannot be retrieved|unwiderruflich|endgültig|kann nicht rückgängig|nicht rückgängig gemacht|no se puede deshacer|irreversible|definitivamente|permanentemente|de forma permanente|irréversible|définitivement|ne peut pas être annulée|não pode ser desfeita|não pode ser desfeito|irreversível|безвозвратно|навсегда|нельзя отменить|необратимо|geri alınamaz|kalıcı olarak|irreversibile|non può essere annullata",
  play: 'play money|game money|practice account|game currency|in-game currency|virtual currency of the game|fictional money',
  'runs-it':
    'runs it|run it|executes it|execute it|and runs|and run|and executes|and execute|runs the query|executes the query',
  trash:
    'move to trash|moves to trash|moved to trash|to trash|to the trash|to its trash|in the trash|from trash|from the trash|recycle bin|soft delete|soft deletes|soft-delete|soft-deletes|can be restored|can be recovered|can be undone|recoverable|restorable|is archived|deleted items',
  gone: 'archived|revoked|suspended|deactivated|deleted|trashed|soft-deleted|previously removed|undelete|undeletes',
  'read-only':
    "read-only|read only|readonly|does not modify|doesn't modify|without modifying|no side effects|without side effects|without making changes|without creating|does not change|does not make changes|makes no changes|select only|only select|wrapped in select|wrapped in a select|wraps it in select|wraps it in a select|wrapped into a select|inside a select|wrapped as a select|only selects|only select queries|select queries only|select query|select queries|select statement|select statements|only reads|never modifies|non-mutating|only supports select|only read operations|read operations only|reads only|may only read|can only read|mutations are rejected|rejects mutations|no mutations|without mutating|writes are rejected|rejects writes|only reads pass",
  'dry-words':
    "without executing|without running|does not execute|doesn't execute|without applying|does not send|without sending|does not apply|not executed|without actually|does not submit|unsigned transaction|unsigned|does not sign",
  overwrite:
    'overwrite|overwrites|overwriting|overwritten|replace the entire|replaces the entire|replace entire|replace all|replaces all|completely replace|completely replaces|completely overwrite|full replacement|replaces the existing|replaces existing|replace existing|entire content|entire contents|replaces the whole|all field values|fully replaces|fully replace|fully update|full update|omitted fields are cleared|omitted fields will be cleared|replacing all|replacing the entire|replacing the whole|un-changed fields|unchanged fields|are overwritten',
  many: 'multiple|in bulk|bulk|batch|many|several at once|all matching|mass',
  arbitrary:
    'arbitrary|any command|any * command|raw sql|any sql|custom sql|sql query|sql queries|sql statement|sql statements|any query|raw query|raw command|any code|any script|any shell',
  shell:
    'shell command|shell commands|bash command|bash commands|terminal command|terminal commands|system command|system commands|cli command|cli commands|command line|command-line|powershell|shell|bash|ssh|os command|linux command|terminal',
  agent:
    'automation agent|autonomously execute|coding agent|autonomous agent|autonomous agents|sub-agent|subagent|sub-agents|subagents|claude code|spawn agent|background agent|agentic|delegate a task|delegates a task|code agent|agent swarm|works on its own|acts on its own|works by itself|acts by itself|works autonomously',
  'coding-agent':
    'coding agent|coding agents|code agent|claude code|coding assistant|openai codex|codex cli|gemini cli|kiro cli|copilot cli|cursor cli|qwen code|aider|devin|swe agent|edits the repository',
  approval:
    'admin approval|requires * approval|human approval|requires approval|require approval|approval required|user approval|manual approval|asked for confirmation|asked to confirm|must be approved|human confirmation|await approval|awaits approval|pending approval|user must approve|human-in-the-loop|human in the loop|elicitation|has to approve|must approve|have to approve|needs approval|needs * approval|waits for approval|until approved|until * approves',
  confirmation:
    'requires confirmation|require confirmation|user confirmation|explicit confirmation|confirm parameter|must be true|set confirm',
  'dry-run': 'dry run|dry-run|dryrun|preview changes|preview mode',
  crud: 'crud|full management|create read update delete|create read update and delete|full lifecycle',
  sandbox:
    'sandbox|sandboxed|isolated environment|isolated container|in isolation|secure environment|containerized',
  secret:
    'api key|api keys|api token|access token|access tokens|private key|private keys|secret value|secret values|secret key|password|passwords|credentials|kubeconfig|mnemonic|seed phrase|connection string|connection strings|signing key|decrypted|plaintext',
  starts:
    'and start|and starts|starts the|and run|and runs|and execute|and executes|immediately|triggers|kick off|kicks off|and trigger',
  weblook:
    'web page|webpage|any url|a url|urls|website|web pages|given url|specified url|from url|web content',
  paid: 'paid|credits|costs|incur|incurs|charges|consumes|billable|cost warning|usage fee|per call|api cost',
  commit:
    'commit message|making a commit|new commit|by a commit|with a commit|in a commit|creates a commit|via commit|in a git repository|github repository|gitlab|git history|pull request|a branch',
  instructions:
    'installation commands|installation command|installation instructions|setup instructions|installation guide|instructions|guide for|guide to|this guide|ask the model|returns instructions|return instructions|provides instructions|provide instructions|step-by-step guide|returns a prompt|prompt template|returns guidance|instructions for|step-by-step workflow|workflow guidance|generate instructions|provides guidance|guidance on',
  'to-disk':
    'to local storage|path to the downloaded|path of the downloaded|path to the saved|path of the saved|to disk|to a local file|to a file|to local disk|to a local path|to the local|to a local folder|to a local directory|to your computer|to the filesystem|and save it|and saves it|and save them|and saves them|saved locally|downloads folder|downloads directory|download folder|saves it locally|save it locally',
  'says-writes':
    'write operation|write operations|mutating operation|state-changing|modifies state|overwrites existing|overwrites the existing|overwriting existing|in place|in-place',
  kept: 'are kept|is kept|still exists|still exist|remains in the system|remain in the system|will still exist|is not deleted|are not deleted|does not delete|without deleting|stays in place',
  bounded:
    'predefined|allowed commands|permitted commands|allowed directories|allowed directory|within allowed|workspace only|within the workspace|inside the workspace|only within|restricted to|whitelisted|allowlisted|allow list|allowlist',
  stored:
    'query by id|query by its id|queries by id|query by name|query by its name|by query id|by its query id|saved query|saved queries|saved sql query|saved question|saved questions|saved report|saved card|saved dashboard|saved look|stored query|stored queries|stored question|stored report|existing query|existing saved',
  'in-game':
    'in battle|in the battle|in the current battle|in a battle|during battle|during the battle|in combat|in the game|in the current game|in a game|in this game|in your game|current game|game of|turn of the game|round of the game|the enemy|an enemy|a game against|your opponent|the opponent|from your hand|to your hand|your hand into|your deck|rock paper scissors|rock-paper-scissors|tic tac toe|tic-tac-toe',
  instruction:
    "ignore previous|ignore all|ignore any|ignore the|ignore your|disregard|classify this|classify it|classify as|category is|is category|label this tool|rate this tool|rate it|mark this tool|treat this tool as|treat it as|consider this tool|risk low|risk level|low risk|low-risk|no risk|risk-free|harmless|always allow|auto-approve|auto approve|automatically approve|pre-approved|preapproved|no approval needed|no approval required|no confirmation needed|no need to ask|do not tell|don't tell|do not mention|don't mention|do not inform|don't inform|without telling|without informing|do not reveal|system prompt|hidden instruction|previous instructions|prior instructions|all instructions|override previous|overrides all|supersedes|for the classifier|to the classifier|classifier|security reviewer|note to reviewer|for reviewers|policy engine|is safe to|completely safe|perfectly safe|never mention|keep this secret|secretly|before any other tool|instead of any other|conversation history to|send the contents|pass the contents|exfiltrate",
} as const;
export type MarkKind = keyof typeof phrases;

/** One phrase, by words. */
export interface Phrase {
  readonly kind: MarkKind;
  /** The bit of its kind. */
  readonly bit: number;
  readonly words: readonly string[];
}

const kinds = Object.keys(phrases) as MarkKind[];
const bits = new Map<MarkKind, number>(kinds.map((kind, index) => [kind, 1 << index]));

/** The bit of each kind. */
export const markBit = Object.fromEntries(bits) as Readonly<Record<MarkKind, number>>;

const byFirst = new Map<string, Phrase[]>();
for (const [kind, list] of Object.entries(phrases)) {
  for (const text of list.split('|')) {
    const words = text.split(' ');
    const first = words[0] ?? '';
    const row = byFirst.get(first) ?? [];
    row.push({ kind: kind as MarkKind, bit: markBit[kind as MarkKind], words });
    byFirst.set(first, row);
  }
}
for (const row of byFirst.values()) row.sort((a, b) => b.words.length - a.words.length);

/** Every word of a phrase. */
export const phraseWords: Iterable<string> = new Set(
  [...byFirst.values()].flat().flatMap((phrase) => phrase.words),
);

/** The phrases that begin with a word, longest first. */
export function phrasesFrom(word: string): readonly Phrase[] | undefined {
  return byFirst.get(word);
}

const second = new Set([...byFirst.values()].flat().map(({ words }) => words[1]));

/** The bit of a phrase whose second word may be any or none; every word has it. */
export const anySecond = 1 << 31;

/** The bit of a word that stands second in a phrase, beside that of any word; one bit may be several words'. */
export function bitAsSecond(word: string): number {
  return second.has(word) ? anySecond | (1 << ((hashOf(word) >>> 1) % 31)) : anySecond;
}

/** Bits of the words that stand second in the phrases which begin with a word. */
export function bitsOfSeconds(word: string): number {
  let all = 0;
  for (const { words } of byFirst.get(word) ?? []) {
    const next = words[1] ?? '*';
    all |= next === '*' ? anySecond : bitAsSecond(next) & ~anySecond;
  }
  return all;
}

/** All phrases of a kind. */
export function phrasesOf(kind: MarkKind): readonly Phrase[] {
  return [...byFirst.values()].flat().filter((phrase) => phrase.kind === kind);
}

export function markBits(names: readonly MarkKind[]): number {
  let all = 0;
  for (const name of names) all |= bits.get(name) ?? 0;
  return all;
}
