// What the schema gives away: kinds of arguments by their names, and switches that make a call worse or milder.
import type { ArgumentKind } from '../../../model/vocabulary.ts';

/** Named facts about a schema. */
export const signals = [
  'command',
  'code',
  'query',
  'url',
  'method',
  'body',
  'amount',
  'side',
  'recipient',
  'path',
  'content',
  'credential',
  'force',
  'permanent',
  'recursive',
  'all',
  'confirm',
  'dry-run',
  'approval',
  'read-only',
  'bulk',
  'coordinates',
  'element',
  'output-path',
  'manifest',
  'money-source',
  'prompt',
  'query-language',
  'paging',
  'operand',
  'statement',
  'none',
] as const;
export type Signal = (typeof signals)[number];

const bits = new Map<Signal, number>(signals.map((signal, index) => [signal, 1 << index]));

/** The bit of each signal. */
export const signalBit = Object.fromEntries(bits) as Readonly<Record<Signal, number>>;

export function signalBits(names: readonly Signal[]): number {
  let all = 0;
  for (const name of names) all |= bits.get(name) ?? 0;
  return all;
}

/** Parameter names, in lower case without separators, with the signals they give. */
const names: Readonly<Partial<Record<Signal, string>>> = {
  command:
    'command commands cmd cmdline commandline shellcommand clicommand bashcommand terminalcommand shell argv awscommand azcommand gcloudcommand kubectlcommand',
  code: 'code script javascript js pythoncode python jscode sourcecode snippet program expression function jscript scriptcode shellscript codetorun codestring jsxcode luacode pinescript source_code scriptcontent javascriptcode',
  query:
    'query sql sqlquery querysql sqlstatement statement statements cypher cypherquery graphql gql pipeline aggregation querystring kql promql sparql dax soql jql cql spl influxql surql logql rawquery querytext queries mongoquery aqlquery',
  url: 'url uri endpoint href link website siteurl targeturl weburl pageurl urls webpage address_url baseurl callbackurl webhookurl imageurl sourceurl fileurl',
  method: 'method httpmethod verb requestmethod',
  body: 'body payload requestbody json data jsonbody',
  amount:
    'amount amounts amountin amountout quantity qty price notional budget value amountwei amountusd ethamount tokenamount dailybudget amountcents total sum amountlamports amountsats limitprice stopprice size tip bidamount sol amounteth usd unitprice lamports sats',
  side: 'side ordertype timeinforce buysell direction tradeside positionside tif leverage',
  recipient:
    'to recipient recipients destination toaddress recipientaddress receiver payee towallet destinationaddress phone phonenumber tonumber email emails toemail emailaddress recipientemail receiveraddress recipientid beneficiary contact mailto chatid',
  path: 'path filepath file filename directory folder dir paths files outputpath inputpath sourcepath destinationpath filesystempath dirpath folderpath absolutepath localpath workingdirectory imagepath inputfile remotepath devicepath fullpath',
  content: 'content contents text filecontent newcontent filecontents newtext',
  credential:
    'password passwd secret apikey token privatekey accesstoken secretkey credentials credential passphrase mnemonic seed seedphrase authtoken clientsecret appsecret corpsecret consumersecret consumerkey apitoken accesskey senha pin bearertoken bottoken walletprivatekey',
  force:
    'force forced forcefully forcedelete forcestop forceoverwrite hard skipconfirmation skipsafety skipchecks ignoreerrors nofail overwrite',
  permanent:
    'permanent permanently harddelete purge expunge permanentdelete deletepermanently skiptrash destroy bypasstrash',
  recursive: 'recursive recurse recursively cascade cascading deletechildren',
  all: 'all deleteall everything applytoall selectall',
  confirm:
    'confirm confirmed confirmation iamsure areyousure confirmdelete confirmdeletion acknowledge yesimsure confirmationtext confirmtoken confirmname',
  'dry-run':
    'dryrun preview validateonly simulate whatif checkonly plan testmode previewonly noop simulateonly dry checkmode',
  approval: 'approvalid approvaltoken humanapproval requireapproval approvalrequired userapproval approvedby',
  'read-only': 'readonly readonlymode',
  bulk: 'ids items records tasks entries objects rows documents issues users emails messageids taskids issueids operations updates requests batch contacts entities events',
  coordinates: 'x y coordinate coordinates coords startx endx',
  element: 'selector element elementid xpath ref cssselector locator uid elementref',
  'output-path':
    'outputpath output outputfile savepath outputdir outputdirectory outputfilepath saveto savedir downloadpath localpath destinationpath outputfolder destpath targetpath downloaddir filetosave outpath outdir outfile destdir targetdir exportdir destfolder exportpath savedirectory outputfilename savefilepath downloadto localdir localdirectory localfolder localfile localfilepath localfilename downloadfolder downloaddirectory savefolder savetopath savefile destinationdir destinationdirectory destinationfolder destinationfile subdirectory subfolder',
  manifest: 'manifest yaml manifests yamlcontent resourcesyaml template templatebody manifestyaml',
  'money-source':
    'fromtoken totoken tokenin tokenout inputmint outputmint slippage slippagebps privatekey gaslimit gasprice fromaddress senderaddress tokenaddress tokenid spender paymentmethod paymentmethodid cardnumber paymentintent currency currencycode walletprivatekey cardid',
  paging:
    'page pagesize limit offset cursor perpage ordering sortby pagetoken orderby sort pageno pagenumber nextcursor nexttoken maxresults startdate enddate',
  statement:
    'sql sqlquery querysql sqlstatement statement statements cypher cypherquery graphql gql rawquery mongoquery aqlquery sparql',
  'query-language':
    'jql cql kql soql spl promql logql lucene kusto influxql surql aql mql dql sparql querydsl esql',
  operand:
    'a b num1 num2 number1 number2 numa numb n1 n2 addend1 addend2 operand1 operand2 firstnumber secondnumber',
  prompt:
    'prompt instruction instructions task message systemprompt userprompt goal objective taskdescription',
};

const byName = new Map<string, number>();
for (const [signal, words] of Object.entries(names)) {
  for (const word of words.split(' ')) {
    byName.set(word, (byName.get(word) ?? 0) | signalBits([signal as Signal]));
  }
}

const addressed = new Set(
  'website web page target article document doc pdf feed rss image img audio file source remote input media swagger openapi spec'.split(
    ' ',
  ),
);
const filed = new Set(
  'schematic report sheet book fileabsolute dataset data font binary pdf doc docx epub odt rtf csv excel xlsx spreadsheet json xml html md markdown text txt image img photo audio video media source src input log pcap dump apk zip archive local absolute abs full notebook presentation ppt pptx workbook model script config'.split(
    ' ',
  ),
);

/** The signals of a parameter, by its name in lower case without separators. */
export function signalsOf(name: string): number {
  const known = byName.get(name);
  if (known !== undefined) return known;
  if (name.endsWith('url') && addressed.has(name.slice(0, -3))) return signalBit.url;
  if (name.endsWith('path')) {
    const kind = name.slice(0, name.endsWith('filepath') ? -8 : -4);
    return filed.has(kind) ? signalBit.path : 0;
  }
  return 0;
}

/** The kind of argument that a signal stands for, strongest first. */
export const kindOfSignal: readonly { readonly bit: number; readonly kind: ArgumentKind }[] = [
  { bit: signalBit.code, kind: 'code' },
  { bit: signalBit.command, kind: 'command' },
  { bit: signalBit.query, kind: 'query' },
  { bit: signalBit.manifest, kind: 'code' },
  { bit: signalBit.credential, kind: 'credential' },
  { bit: signalBit.path, kind: 'path' },
  { bit: signalBit.url, kind: 'url' },
  { bit: signalBit.recipient, kind: 'recipient' },
  { bit: signalBit.amount, kind: 'amount' },
];
