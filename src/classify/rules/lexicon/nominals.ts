// Nouns that stand for a verb in a name: "code_runner" runs, "image_generation" generates.

import { startsWith } from '../../../kit/text.ts';
import { classesOf } from './nouns.ts';
import { wordSet } from './word-set.ts';

/** Verb, then its nouns. */
const table = `
run runner running execution executor repl interpreter
generate generator generation generating gen
search searcher finder searching
get getter retriever retrieval fetcher
crawl crawler crawling
scrape scraper scraping
analyze analyzer analyser analysis analytics analyse
calculate calculator calculation
convert converter conversion
validate validator validation verification checker
translate translator translation
transcribe transcription transcriber
recognize recognition
detect detector detection
summarize summarizer summarization
parse parser parsing
inspect inspector inspection
compare comparison comparator
manage manager management
create creator creation
build builder
write writer writing
edit editor editing
delete deletion deleter
remove removal remover
update updater
send sender
upload uploader
download downloader
play playback player
navigate navigation navigator
think thinking thinker reasoning
plan planner
recommend recommendation recommender suggestion
import importer
export exporter
deploy deployer deployment
schedule scheduler
review reviewer
refactor refactoring
monitor monitoring
debug debugging debugger
read reader
list listing lister
view viewer
explore explorer
drip faucet
assist assistant
authenticate auth authenticator
record recorder
autocomplete autocompletion
optimize optimizer optimization
sync synchronizer
submit submission
format formatter
screenshot screenshotter
swap swapper
trade trader
pay payer
visualize visualizer visualization
simulate simulation simulator
decode decoder
encode encoder
research researcher
shorten shortener shortening
lookup lookups
`;

/** Products whose names end like a verb. */
const products = wordSet('spotify shopify netlify apify homeassistant'.split(' '));

/** The verb that an unlisted word is built on: "sequentialthinking" thinks, "markdownify" converts. */
export function verbWithin(word: string): string | undefined {
  if (word.length < 7 || products.has(word)) return undefined;
  if (word.endsWith('ify')) return 'convert';
  return longNominals.find(([noun]) => word.length > noun.length && word.endsWith(noun))?.[1];
}

/** The verb that an unlisted word begins with, before a thing: "listprompts", "deleteuser". */
export function verbBefore(word: string): string | undefined {
  return gluing.find((verb) => startsWith(word, verb) && classesOf(word.slice(verb.length)) !== 0);
}

const gluing = 'get list find search fetch show create delete remove update add send upload'.split(' ');

/** The verb that a noun stands for. */
export const nominals: ReadonlyMap<string, string> = new Map(
  table
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [verb = '', ...nouns] = line.split(' ');
      return nouns.map((noun): [string, string] => [noun, verb]);
    }),
);

const longNominals = [...nominals].filter(([noun]) => noun.length > 6);
