// What small words do in a sentence or a name, as bits, so that one look-up of a word answers for all of them.

const table = {
  /** Ends what a verb acts on; what follows stands in another relation to it. */
  preposition:
    'from to in into on onto of for by with via using at within inside that which and or then through as based if where so whose per given between against about while when without before after over under such including like starting containing belonging',
  /** "List of items", "ids of users": only holds what follows "of". */
  holder:
    'list lists set sets number array collection batch series all any each one details information info copy contents content kind type types id ids name names value values pair group variety summary overview amount count state status version body text full history most rest instance instances piece',
  /** "Search for", "click on": right behind a verb it belongs to the verb. */
  particle: 'on in for with at through over as',
  /** Joins the items of a row. */
  joint: 'and or',
  /** Puts what follows into a row with what stands before. */
  inRow: 'and or then',
  /** Carries nothing about the thing. */
  filler:
    'a an the this these those your their its his her our my one any some new existing given specified specific single provided current all multiple more another',
  /** Introduces what a tool does. */
  leadIn:
    'this tool use used using useful allows allow lets let enables enable helps help you to can be the a an and user users will please it is for provides provide ability utility function method api endpoint command agent agents llm ai model when need needs want wants if your our mcp action operation performs by that which also quickly bulk easily just simple advanced comprehensive powerful responsible designed intended capability able server support supports supporting interface way ways one single then call call_this in order purpose description summary client assistant has have rpc through',
  /** Stands before a noun. */
  determiner: 'a an the this that these your all any one multiple some each every new specific existing',
  /** A verb that introduces another: "allows you to". */
  offer:
    'use used using allows allow lets let enables enable helps help provides provide supports support performs call',
  /** A verb that in running text is a noun unless a determiner follows. */
  thingFirst: 'request time log index cache record order access',
  /** What follows tells when to call, up to the comma: "use when beginning work". */
  condition: 'when whenever if unless after before while once until',
  /** Behind it a noun is a noun: "notes of a release", "charts that ...". */
  relative: 'of that which',
  /** A particle that is a preposition as well; it belongs to the verb only right behind it. */
  adjoining: 'in into on over with at',
  /** What a particle does not reach across. */
  barrier: 'for from to in into by with of that which and or at using via',
  /** Text for the reader: "provides instructions". */
  guidance:
    'instructions guidance guide documentation recommendations advice examples information details insights access',
  /** Stands for a verb in a name and for a thing in a sentence. */
  thing: 'like assistant',
  /** Behind a noun-verb it shows the verb: "posts it". */
  pronoun: 'it them a an the this',
  /** Denies what follows. */
  negation: "not don't doesn't never cannot can't no without won't nor avoid isn't neither instead",
  /** Heads a part of a description that says nothing of the act: "Args:". */
  part: 'args arguments parameters params returns return example examples input inputs output raises note notes',
  /** Shows that a first word before it is a verb. */
  article: 'a an the all any every each one this your my',
  /** Before a determiner no verb. */
  question:
    'is are was what which who where when how why if in on at of from with within into about as whether whose both only just not like than all each after before under over between during without per via because while since until also then and but',
  /** Right behind a look-up it begins what is asked. */
  asks: 'what whether which who how why',
  /** A phrase does not end with it. */
  openEnd:
    'a an the and or of to in on for by with from via using at as that which if when while your their its into given be is are not this these those then than per about between including such like e.g after before specified given',
  /** In front of a name it asks. */
  asking: 'can should could does',
  /** In a name it fetches what stands around it. */
  fetching: 'get fetch describe retrieve',
} as const;
export type Role = keyof typeof table;

/** The bit of each role. */
export const role = Object.fromEntries(
  Object.keys(table).map((name, index) => [name, 1 << index]),
) as Readonly<Record<Role, number>>;

const byWord = new Map<string, number>();
for (const [name, words] of Object.entries(table)) {
  for (const word of words.split(' ')) byWord.set(word, (byWord.get(word) ?? 0) | role[name as Role]);
}

/** Every word with a role. */
export const roleWords: Iterable<string> = new Set(byWord.keys());

/** The roles of a word, as bits. */
export function rolesOf(word: string): number {
  return byWord.get(word) ?? 0;
}
