// Verbs that are nouns or adjectives as well. They count in head position or before a determiner, and a milder text may lower them.

export const nounVerbs: ReadonlySet<string> = new Set(
  `
  gesture advance watermark remediate dm timeout pair screen grip continue dig compute package plan ssh raise boost lower star isolate
  access group issue draw comment mention queue http phone ring text-to-speech next previous raw key mouse keyboard input completion completions trade charge bill debit bid short long redeem zap airdrop fund claim exchange swap bridge supply wrap void exercise issue expire act alert answer archive arm attack audit back backup batch bet bid bill blast block book bookmark
  bounce box branch bridge broadcast browse brute build cache call capture challenge change charge
  chart chat check checkout clean clean-up cleanup clear clip clock close cluster comment commit complete
  completion completions conduct control copy correct correlate count cover crack credit critique curl cut
  date deal debit debug delegate deposit design dial diff dim direct display dock document donate draft
  drain draw drive drop dub dump echo email empty exchange exploit export extract fail favorite feed file
  fill filter finish fire fix flag flash flip toss flush focus fold follow force forecast forget fork format forward
  freeze fund fuzz grade grant grep guide hash head hedge help highlight hold hook host hover http idle import
  index info input invite issue join jump key keyboard label land last launch lead lease leave lend level
  like limit link lint live load lock log long loop mail map market match measure memo mention merge
  message mine mint mirror mock model monitor mouse move mute name nest net nmap note notice nudge object
  offer open order outline output own pack page paint paper park part pass paste patch pause phone pick pin
  ping place plan plant play plot plug point poll pool pose post power practice present press preview print
  process produce profile program project prompt proxy pull pulse pump punch purchase push query quest
  question queue quote race raise range rank rate react reap rebase record recycle redo reform refresh
  refund relay release reload remark render repair replay repeat reply report request research reserve
  reset rest result resume retire return retweet reverse review rework ring rise roll rollback rollout
  rotate round route row rule sample scale scan schedule scope score screen screenshot seal section secure
  seed seek select sense sequence serve service  settle shape share shell shift ship shop short show
  shuffle sign signal silence sink size skip sleep slide sms snapshot snipe snooze sort sound source space
  span speech speed spin split spot spray squash stage stake stand star stash stat state statement status
  step stock store stream stress stretch strike study style sum supply support surf surface survey swap
  switch sync tag tail take talk tap target task tax team tender term test text thread throttle tick time
  tip title  tone tool top topup total touch tour trace track trade train transcript transform
  transition trap trash travel treat trend trigger trim trip try tts tune turn tweak tweet type use vacuum
  value view volume vote wait wake walk wash watch wave weigh whisper whois window wire work wrap yield zap
  zoom
  `
    .trim()
    .split(/\s+/),
);
