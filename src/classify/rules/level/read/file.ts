// Whether the caller names a file by its path, and what stands in it is read.
import { nounClass } from '../../lexicon/nouns.ts';
import { signalBit } from '../../lexicon/signals.ts';
import { type WordSet, wordSet } from '../../lexicon/word-set.ts';
import { gap } from '../../words.ts';
import { isOf, objectHas, type Seen, signaled } from '../seen.ts';

/** What a page or a file is called, whatever it holds. */
export const anyPage = wordSet(
  'url urls feed rss sitemap page pages webpage webpages website websites web content html json xml csv yaml txt markdown link site article text file files document pdf image contents screenshot'.split(
    ' ',
  ),
);

/** Hands out or works on what stands in a file that the caller names by its path. */
export function readsFile(seen: Seen): boolean {
  const worksOut = seen.sense === 'work-out';
  if (!worksOut && seen.verb !== 'get' && !contentVerbs.has(seen.verb)) return false;
  const partOf = seen.verb === 'get' && objectHas(seen, cellWords);
  if ((seen.verb === 'get' && !worksOut && !partOf) || objectHas(seen, aboutFiles)) return false;
  if (signaled(seen, signalBit.none)) {
    if (seen.verb === 'read' && isFileAlone(seen)) return true;
    return (
      isTold(seen.reading, toldFiles) &&
      (isOf(seen.object, nounClass.file) || isOf(seen.beyond, nounClass.file))
    );
  }
  const path = seen.reading.schema.bySignal(signalBit.path);
  if (path?.free !== true || !namesFile(path.name) || (partOf && path.name.length < 6)) return false;
  // What it works on is handed in beside the path.
  if (worksOut) return path.required && !signaled(seen, signalBit.content);
  return path.required || isOf(seen.object, nounClass.file) || objectHas(seen, anyPage);
}

/** `readFile`: no file of one kind. */
function isFileAlone({ decision }: Seen): boolean {
  const object = decision.name?.clause.object ?? [];
  return object.length === 1 && (object[0]?.text === 'file' || object[0]?.text === 'files');
}

const contentVerbs = wordSet(
  'read pull tail cat head extract convert parse load open ocr transcribe decode view'.split(' '),
);
const cellWords = wordSet(
  'value values cell cells text content contents frontmatter row rows page pages'.split(' '),
);
/** What is known about files, not what stands in them. */
export const aboutFiles = wordSet(
  'directory directories folder folders metadata info information structure outline properties size count names statistics stats schema list documentation docs'.split(
    ' ',
  ),
);
/** "filePath", "pdf_path", not "directory". */
function namesFile(name: string): boolean {
  const lower = name.slice(-12).toLowerCase();
  return (
    lower.endsWith('path') || lower.endsWith('file') || lower.endsWith('filename') || lower.endsWith('paths')
  );
}

/** "Args: url (str)": the argument stands in the text alone. */
export function isTold({ text }: Seen['reading'], names: WordSet): boolean {
  return text.words.some((word) => word.gap >= gap.clause && names.has(word.text));
}

const toldFiles = wordSet(
  'path epub_path file_path filepath filename file_paths pdf_path csv_path image_path input_path audio_path doc_path docx_path excel_path'.split(
    ' ',
  ),
);
