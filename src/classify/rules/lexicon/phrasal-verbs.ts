// Verbs that mean something else with a particle: "takes a label off", "gives money back", "puts a server to sleep".
import { gerund, thirdPerson, type Verb, verbs } from './verbs.ts';

/** Verb and particles, then the verb that they mean. */
const table = `
give back : give-back
pay back : repay
pay out : payout
pay off : repay
pay in|into : deposit
top up : topup
cash out : withdraw
take off|out|away : take-off
take down|offline : stop
take back|over : take-over
throw away|out : delete
wipe out : wipe
get rid : delete
do away : delete
put back : put-back
set back : restore
roll back : rollback
turn back : revert
switch on|off : turn
power on|off|up|down : power
shut down|off : shutdown
spin up : launch
spin down : stop
bring up|online : start
bring down|offline : stop
bring back : restore
kick off : trigger
fire off : trigger
tear down : teardown
hand over : hand-over
call off : cancel
cut off : isolate
write over : overwrite
set up : setup
carry out : execute
look up : lookup
back up : backup
sign in|out|up : signin
log in|out|on|off : login
hang up : end
put away : archive
pass on : forward
respond with : return
answer with : return
send back : return
point at : repoint
swap out : replace
change over : switch
work with|on : manage
block until : wait
mark as : mark
`;

export interface Phrasal {
  readonly particle: string;
  readonly verb: Verb;
}

const byForm: ReadonlyMap<string, readonly Phrasal[]> = (() => {
  const forms = new Map<string, Phrasal[]>();
  for (const line of table.trim().split('\n')) {
    const [head = '', meant = ''] = line.split(' : ');
    const [base = '', particles = ''] = head.split(' ');
    const verb = verbs.get(meant);
    if (verb === undefined) throw new Error(`No sense for ${meant}`);
    for (const form of [base, thirdPerson(base), gerund(base)]) {
      const list = forms.get(form) ?? [];
      for (const particle of particles.split('|')) list.push({ particle, verb });
      forms.set(form, list);
    }
  }
  return forms;
})();

/** Every form of every verb with a particle. */
export const phrasalWords: readonly string[] = byForm.keys().toArray();

/** The particles that change what a word means, each with the verb that the two are together. */
export function phrasalsOf(word: string): readonly Phrasal[] | undefined {
  return byForm.get(word);
}
