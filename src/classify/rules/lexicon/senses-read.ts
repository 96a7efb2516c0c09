// Senses of verbs that look, work out or return, and change nothing.
import type { Sense } from './sense.ts';

export const readSenses: readonly Sense[] = [
  {
    id: 'add-up',
    category: 'Read',
    verbs: 'add subtract multiply divide sum',
    when: { words: 'numbers nums num integers floats decimals matrices vectors fractions digits' },
    example: { name: 'add_numbers', level: 'low' },
  },
  {
    id: 'merge-shapes',
    category: 'Read',
    verbs: 'merge intersect unify',
    when: { words: 'polygons polygon geometries geometry' },
    example: { name: 'merge_polygons', level: 'low' },
  },
  {
    id: 'add-operands',
    category: 'Read',
    verbs: 'add subtract multiply divide sum',
    when: { alone: true, signal: ['operand', 'none'] },
    example: { name: 'add', params: ['a', 'b'], level: 'low' },
  },
  {
    id: 'follow-log',
    category: 'Read',
    verbs: 'follow',
    when: { head: 'log logs output' },
    example: { name: 'follow_output', level: 'low' },
  },
  {
    id: 'turn-into',
    category: 'Read',
    verbs: 'turn',
    when: { preposition: 'into' },
    example: { name: 'turn_miles_into_kilometers', level: 'low' },
  },
  {
    id: 'roll-dice',
    category: 'Read',
    verbs: 'roll flip toss',
    when: { words: 'dice die d20 d6 coin coins' },
    example: { name: 'roll_dice', level: 'low' },
  },
  {
    id: 'write-unsigned',
    category: 'Read',
    verbs: 'create build prepare construct make',
    when: { mark: ['dry-words'], words: 'note event transaction tx transfer message' },
    example: {
      name: 'harbor_note',
      description: 'Creates an unsigned note and returns it for signing.',
      level: 'low',
    },
  },
  {
    id: 'go-to-definition',
    category: 'Read',
    verbs: 'go goto jump navigate',
    when: {
      preposition: 'to',
      beyondWords: 'definition definitions declaration implementation reference references symbol',
    },
    example: { name: 'go_to_definition', level: 'low' },
  },
  {
    id: 'call-structure',
    category: 'Read',
    verbs: 'call',
    when: { head: 'hierarchy graph tree stack chain site sites', not: ['query'] },
    example: { name: 'call_hierarchy', level: 'low' },
  },
  {
    id: 'look-up',
    category: 'Read',
    verbs:
      'get list search find fetch read view describe lookup retrieve count browse inspect explore discover locate obtain collect gather peek ping tail stat whois whoami echo return enumerate ls cat head grep glob pwd du df ps top exists has is retrive recall reveal give-back recommend suggest see looksup',
    example: { name: 'list_buckets', level: 'low' },
  },
  {
    id: 'show',
    category: 'Read',
    verbs:
      'show display check observe watch monitor track poll await query access report status info help guide hello say tell give provide greet ask answer chat wait load print format select choose use',
    example: { name: 'check_spelling', level: 'low' },
  },
  {
    id: 'work-out',
    category: 'Read',
    verbs:
      'identify rerank compress gzip plan isolate detect recognize recognise extract parse summarize summarise analyze analyse assess compare diff match rank classify predict forecast estimate calculate calc compute convert translate validate verify lint explain advise think reason reflect brainstorm decode encode encrypt decrypt hash geocode simulate preview plot visualize visualise transcribe ocr sample filter sort aggregate measure benchmark diagnose troubleshoot investigate audit determine differentiate integrate solve factor divide multiply subtract sum round evaluate interpret infer correlate enrich cluster tokenize embed vectorize paginate choose pick pluralize slugify minify beautify prettify pretty stringify concat roll paraphrase rephrase proofread humanize expand simplify lookahead backtest normalize normalise deduplicate dedupe score critique cross-reference crossref map similarity disassemble decompile demangle deobfuscate trace derive outline conclude hypothesize decompose contrast profile review demonstrate triage research survey assist screen intersect categorize categorise prioritise elaborate clarify consult facilitate guide optimize optimise shorten refine',
    example: { name: 'compare_schemas', level: 'low' },
  },
  {
    id: 'web-look',
    category: 'Read',
    verbs: 'scrape crawl surf',
    example: { name: 'scrape_article', params: ['url'], level: 'medium' },
  },
  {
    id: 'take-picture',
    category: 'Read',
    verbs: 'screenshot capture snapshot take',
    when: {
      words:
        'screenshot snapshot page screen screenshots element picture viewport view window accessibility image',
    },
    example: { name: 'take_screenshot', level: 'low' },
  },
  {
    id: 'resolve-identifier',
    category: 'Read',
    verbs: 'resolve',
    when: {
      words:
        'id library dns name names redirect address domain hostname url ip handle package identifier entity symbol dependencies dependency path reference uri doi location ens coordinates user library-id',
    },
    example: { name: 'resolve_library_id', level: 'low' },
  },
  {
    id: 'resolve-into',
    category: 'Read',
    verbs: 'resolve',
    when: { preposition: 'to into', not: ['chat', 'small', 'access', 'link'] },
    example: { name: 'resolve_berth_to_number', level: 'low' },
  },
  {
    id: 'recover-signer',
    category: 'Read',
    verbs: 'recover',
    when: { words: 'signer address pubkey', not: ['secret'] },
    example: { name: 'recover_signer', level: 'low' },
  },
  {
    id: 'walk-through',
    category: 'Read',
    verbs: 'navigate goto',
    when: {
      words:
        'hierarchy tree graph structure codebase code documentation docs taxonomy ontology relationship relationships history knowledge outline',
      otherwise: ['browser', 'desktop'],
    },
    example: { name: 'navigate_hierarchy', level: 'low' },
  },
  {
    id: 'draw-together',
    category: 'Read',
    verbs: 'synthesize synthesise',
    when: {
      words:
        'information findings finding insight insights results evidence knowledge research literature feedback ideas sources answers perspectives themes notes arguments',
    },
    example: { name: 'synthesize_findings', level: 'low' },
  },
  {
    id: 'rework-text',
    category: 'Read',
    verbs: 'split join merge transform',
    when: {
      head: 'text string strings json csv xml yaml sentence',
      otherwise: ['editor', 'browser', 'desktop', 'database'],
      without: ['path', 'output-path'],
    },
    example: { name: 'split_text', level: 'low' },
  },
  {
    id: 'rework-prompt',
    category: 'Read',
    verbs: 'rewrite refine',
    when: { head: 'prompt prompts' },
    example: { name: 'rewrite_prompt', params: ['prompt'], level: 'low' },
  },
  {
    id: 'strip-from-text',
    category: 'Read',
    verbs: 'remove delete strip',
    when: {
      head: 'whitespace whitespaces stopwords stopword punctuation diacritics accents newlines',
      otherwise: ['editor'],
    },
    example: { name: 'remove_stopwords', level: 'low' },
  },
  {
    id: 'download',
    category: 'Read',
    verbs: 'download export dump pull',
    example: { name: 'download_report', level: 'low' },
  },
  {
    id: 'test-read',
    category: 'Read',
    verbs: 'test',
    when: {
      words:
        'permission permissions conversion point points condition hypothesis primality connection connectivity auth authentication regex api_key credentials link echo tool latency speed reachability server expression access',
    },
    example: { name: 'test_connection', level: 'low' },
  },
  {
    id: 'shorten',
    category: 'Read',
    verbs: 'truncate trim strip clean format',
    when: {
      words: 'text string html whitespace title sentence markdown csv json',
      otherwise: ['editor', 'browser', 'desktop'],
    },
    example: { name: 'trim_text', level: 'low' },
  },
  {
    id: 'replace-in-given',
    category: 'Read',
    verbs: 'replace',
    when: {
      head: 'text string',
      signal: ['content'],
      without: ['path', 'output-path'],
      otherwise: ['editor', 'browser', 'desktop'],
    },
    example: { name: 'replace_text', params: ['text', 'pattern'], level: 'low' },
  },
  {
    id: 'apply-method',
    category: 'Read',
    verbs: 'apply use engage facilitate',
    when: {
      words:
        'model models framework frameworks decision-making heuristic heuristics approach approaches thinking method reasoning technique techniques principles pattern patterns paradigms paradigm lens',
    },
    example: { name: 'apply_mental_model', level: 'low' },
  },
  {
    id: 'send-question',
    category: 'Read',
    verbs: 'send submit pose',
    when: { head: 'query question' },
    example: { name: 'send_question', level: 'low' },
  },
  {
    id: 'build-text',
    category: 'Read',
    verbs: 'build compose construct',
    when: {
      head: 'query url string prompt regex expression filter command uri link deeplink argument arguments proof proofs hypothesis hypotheses',
    },
    example: { name: 'construct_query', level: 'low' },
  },
  {
    id: 'embed-text',
    category: 'Read',
    verbs: 'create make compute',
    when: { head: 'embedding embeddings' },
    example: { name: 'create_embeddings', params: ['text'], level: 'low' },
  },
  {
    id: 'draw-chart',
    category: 'Read',
    verbs: 'create make build draw render plot generate format',
    when: {
      words:
        'visualization visualizations chart charts graph plot diagram mermaid heatmap histogram treemap sankey boxplot violin venn scatter flowchart mindmap wordcloud qrcode barcode uuid sparkline pie radar funnel',
      unless: 'excel sheet slide dashboard workbook panel knowledge dependency dependencies helm',
      notBeyond:
        'superset metabase tableau looker redash grafana workspace project folder spreadsheet sheet sheets excel workbook slide slides presentation document dashboard',
      otherwise: ['editor'],
    },
    example: { name: 'create_pie_chart', level: 'low' },
  },
  {
    id: 'generate-answer',
    category: 'Read',
    verbs: 'generate produce propose render suggest prepare',
    when: { not: ['media', 'secret', 'money', 'access'] },
    example: { name: 'suggest_names', level: 'low' },
  },
  {
    id: 'generate-secret',
    category: 'Read',
    verbs: 'generate',
    when: { words: 'password passphrase passwords random hash uuid otp' },
    example: { name: 'generate_password', level: 'low' },
  },
  {
    id: 'capture-alone',
    category: 'Read',
    verbs: 'capture',
    when: { alone: true },
    example: { name: 'capture', level: 'low' },
  },
  {
    id: 'capture-and-look',
    category: 'Read',
    verbs: 'capture',
    when: { beyondWords: 'screen screens window page desktop viewport' },
    example: { name: 'capture_and_describe_screen', level: 'low' },
  },
  {
    id: 'capture-traffic',
    category: 'Read',
    verbs: 'capture',
    when: { words: 'packet packets traffic' },
    level: 'private',
    example: { name: 'capture_packets', level: 'medium' },
  },
  {
    id: 'visit-page',
    category: 'Read',
    verbs: 'visit',
    when: { words: 'page webpage website url site link', otherwise: ['browser', 'desktop'] },
    level: 'chosen',
    example: { name: 'visit_page', params: ['url'], level: 'medium' },
  },
  {
    id: 'render-html',
    category: 'Read',
    verbs: 'create generate make build render',
    when: {
      words: 'html',
      unless: 'file report',
      otherwise: ['editor', 'social', 'versioning'],
      without: ['output-path', 'path'],
    },
    example: { name: 'create_timetable_html', level: 'low' },
  },
  {
    id: 'open-for-reading',
    category: 'Read',
    verbs: 'open',
    when: {
      words:
        'node nodes file document page article thread ticket record item email message issue entry result results',
    },
    example: { name: 'open_nodes', level: 'low' },
  },
  {
    id: 'ask-person',
    category: 'Read',
    verbs: 'request ask prompt collect',
    when: { words: 'feedback input clarification confirmation user-input opinion' },
    example: { name: 'request_feedback', level: 'low' },
  },
  {
    id: 'generate',
    category: 'Read',
    verbs:
      'generate render produce propose prepare blend vary remix restyle conduct mine guess fold trim strip screenshot snapshot engage pose travel do derive take',
    example: { name: 'fold_protein', level: 'low' },
  },
];
